"""Which clocks run for a request and on which day each ends; reading only (services write the outcome).

Beside the norms of the profile the Awb term from receipt always runs (missie.md 1.14). A request keeps
the version of each norm that was in force on the day it was received.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from swv.klok import datum_van
from swv.models import Norm, Samenwerkingsverband
from swv.models.normen import Startmoment
from swv.normen import kalender, termijn_van, tlv_klokken
from swv.termijnen import Kalender, Opschorting, Termijn, beslistermijn
from tlv.enums import Bekostigingscategorie, Besluitstatus, Herstelstatus
from tlv.models import Aanvraag, Aanvraagtermijn, Besluit, Verdaging
from tlv.verdaging import verdaagde_termijn

# Moments at which a clock of a request can begin; a norm that begins elsewhere is no clock of a request.
BEGIN = (Startmoment.ONTVANGST, Startmoment.COMPLEET)
EERSTE_BEOORDELING = "tlv.eerste_beoordeling"
HERSTELTERMIJN = "tlv.hersteltermijn"
HERSTEL_HOOGSTENS = "tlv.hersteltermijn_hoogstens"
WEKEN_HERSTEL = 2  # where the SWV has no norm of its own


@dataclass(frozen=True)
class Klok:
    """One running or expected clock: the norm that sets it and the date it leads to."""

    norm: Norm
    termijn: Termijn

    @property
    def voorwaarde(self) -> str:
        """From when the promise counts, where that is not the day of receipt: `3 weken nadat ... compleet is`."""
        if self.norm.startmoment != Startmoment.COMPLEET:
            return ""
        return f"{self.norm.waarde_tekst} nadat uw aanvraag compleet is"


def kalender_van_swv() -> Kalender:
    """KB-dagen and the schoolvakanties of the region of this SWV."""
    swv = Samenwerkingsverband.objects.first()
    return kalender(regio=str(swv.profiel.get("vakantieregio", "")) if swv else "")


# What a school is promised: the SWV's own norm, the heavy case first, before the latest day that the act allows.
BELOFTE = ("tlv.uiterste_termijn", "tlv.servicenorm", "tlv.awb_beslistermijn")


def beloofde_klok(
    soort: str, vandaag: date, categorie: str = "", *, ontvangen_op: date | None = None
) -> Klok | None:
    """The clock to promise for a request that would be sent in, or complete, on `vandaag`; None without norms.

    A norm for one categorie only counts when that categorie is expected (PO2202: 4 weeks for hoog, else 3).
    """
    klokken = verwachte_klokken(soort, vandaag, categorie, ontvangen_op=ontvangen_op)
    per_code = {klok.norm.code: klok for klok in klokken}
    eigen = {code: k for code, k in per_code.items() if code != BELOFTE[0] or k.norm.categorieen}
    return next((eigen[code] for code in BELOFTE if code in eigen), None)


def verwachte_klokken(
    soort: str, vandaag: date, categorie: str = "", *, ontvangen_op: date | None = None
) -> list[Klok]:
    """The clocks of a request that would be received, and complete, on `vandaag`; earliest first.

    `ontvangen_op`: the day of which the norm versions count, for a request that was received before.
    """
    dagen = kalender_van_swv()
    normen = tlv_klokken(ontvangen_op or vandaag, soort=soort, categorie=categorie)
    klokken = [Klok(norm, termijn_van(norm, vandaag, dagen)) for norm in normen if norm.startmoment in BEGIN]
    return sorted(klokken, key=lambda klok: klok.termijn.uiterste_datum)


def voorstel_hersteltermijn(op: date) -> Termijn:
    """The time to propose for completing: the norm of the SWV; the act names no duration (Awb 4:5).

    Not a term "set in an act", so the Atw holds where the norm says so (domein.md 9.1, point 6).
    """
    dagen, norm = kalender_van_swv(), Norm.objects.versie_op(HERSTELTERMIJN, op)
    if norm is not None:
        return termijn_van(norm, op, dagen)
    return beslistermijn(op, WEKEN_HERSTEL, kalender=dagen, startmoment=Startmoment.UITNODIGING.value)


def laatste_hersteldag(op: date) -> date | None:
    """The last day that may be given for completing, where the SWV sets one."""
    norm = Norm.objects.versie_op(HERSTEL_HOOGSTENS, op)
    return termijn_van(norm, op, kalender_van_swv()).uiterste_datum if norm else None


def termijnen_van(aanvraag: Aanvraag) -> QuerySet[Aanvraagtermijn]:
    """The stored clocks of this request with their norm, earliest first, and whether a decision waits in a drawer.

    A decision that is not made known does not exist for anyone outside (Awb 3:40).
    """
    genomen = Besluit.objects.filter(aanvraag=OuterRef("aanvraag"), status=Besluitstatus.GENOMEN)
    termijnen = aanvraag.termijnen.select_related("norm").annotate(niet_bekendgemaakt=Exists(genomen))
    return termijnen.order_by("uiterste_datum", "id")


def klokken_van(aanvraag: Aanvraag, verdaging: Verdaging | None = None) -> list[Klok]:
    """Compute every clock of a request that was sent in; the norm versions of the day of receipt.

    `verdaging`: one that is only considered, for the page that shows what it would do.
    """
    if aanvraag.ingediend_op is None:
        return []
    dagen = kalender_van_swv()
    stilstanden = stilstanden_van(aanvraag)
    verdaging = verdaging or getattr(aanvraag, "verdaging", None)
    normen = tlv_klokken(
        datum_van(aanvraag.ingediend_op), soort=aanvraag.soort, categorie=verwachte_categorie(aanvraag)
    )
    return [
        Klok(norm, verdaagde_termijn(norm, begin, dagen, stilstanden, verdaging))
        for norm in normen
        if (begin := begin_van(norm, aanvraag)) is not None
    ]


def stilstanden_van(aanvraag: Aanvraag) -> list[Opschorting]:
    """Everything for which the clocks of this request stand still: Awb 4:15 lid 1 and lid 2."""
    lid_2 = [rij.als_opschorting for rij in aanvraag.termijnopschortingen.order_by("vanaf", "id")]
    return [*opschortingen(aanvraag.herstelverzoeken.all()), *lid_2]


def begin_van(norm: Norm, aanvraag: Any) -> date | None:
    """The day on which this norm begins to count for this request; None while that is not known."""
    moment = {
        Startmoment.ONTVANGST.value: aanvraag.ingediend_op,
        Startmoment.COMPLEET.value: aanvraag.compleet_op,
    }.get(norm.startmoment)
    return datum_van(moment) if moment else None


def verwachte_categorie(aanvraag: Any) -> str:
    """A norm can depend on the categorie, which is only decided at the end: EMB is normally hoog."""
    emb = aanvraag.antwoorden.get("emb") == "ja"
    return Bekostigingscategorie.HOOG.value if emb else ""


def opschortingen(herstelverzoeken: Iterable[Any]) -> list[Opschorting]:
    """Awb 4:15 lid 1: from the invitation to the day of completion, or to the last day of the hersteltermijn.

    An invitation that the SWV withdrew ends on the day of withdrawal.
    """
    return [
        Opschorting(datum_van(verzoek.gevraagd_op), einde_stilstand(verzoek))
        for verzoek in sorted(herstelverzoeken, key=lambda v: v.gevraagd_op)
    ]


def einde_stilstand(verzoek: Any) -> date | None:
    """The day on which the clocks run again after this invitation; None while it is open."""
    if verzoek.status == Herstelstatus.OPEN:
        return None
    if verzoek.status == Herstelstatus.VERLOPEN:
        return verzoek.hersteltermijn_tot_en_met  # type: ignore[no-any-return]
    return datum_van(verzoek.afgehandeld_op)
