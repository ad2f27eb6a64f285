"""Norms in force, the calendar from the database, who may decide, and changing a norm.

A change is a new version: figures of an earlier period keep the earlier one, and what already runs keeps
the version it was computed with.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from swv.cache import onthoud
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, KbDag, Mandaat, Norm, Vakantieperiode
from swv.models.normen import Zekerheid
from swv.permissions import eis
from swv.termijnen import Kalender, Opschorting, Termijn, Vakantie, datum, normtermijn

# The clocks of a TLV request, in the order in which they are shown; which of them exist is profile data.
TLV_KLOKKEN = (
    "tlv.eerste_beoordeling",
    "tlv.servicenorm",
    "tlv.uiterste_termijn",
    "tlv.awb_beslistermijn",
)


class NormFout(ValueError):
    """A change of a norm that is refused, with a Dutch reason for the field on the screen."""

    def __init__(self, reden: str, *, veld: str = "") -> None:
        super().__init__(reden)
        self.veld = veld


class NormAchterhaald(NormFout):
    """Someone else changed the norm after the user opened the form."""

    def __init__(self) -> None:
        super().__init__("Iemand anders heeft deze norm intussen gewijzigd. Bekijk eerst de nieuwe versie.")


def norm(code: str, op: date) -> Norm:
    """The version of this norm in force on a day; `Norm.DoesNotExist` when the profile has none."""
    gevonden: Norm = Norm.objects.geldig_op(op).get(code=code)
    return gevonden


def normen_op(op: date) -> dict[str, Norm]:
    """All norms in force on a day, by code; one query."""
    return {rij.code: rij for rij in Norm.objects.geldig_op(op).order_by("code")}


def tlv_klokken(op: date, *, soort: str = "", categorie: str = "") -> list[Norm]:
    """The clocks that run for a TLV request of this soort and categorie that starts on a day."""
    rijen = {rij.code: rij for rij in Norm.objects.geldig_op(op).filter(code__in=TLV_KLOKKEN)}
    klokken = (rijen[code] for code in TLV_KLOKKEN if code in rijen)
    return [rij for rij in klokken if rij.geldt_voor(soort, categorie)]


def kalender(*, regio: str = "") -> Kalender:
    """The KB-dagen, and with a region also its schoolvakanties."""
    vakanties = Vakantieperiode.objects.filter(regio=regio).order_by("vanaf") if regio else ()
    return Kalender(
        kb_dagen=onthoud("swv.kb_dagen", lambda: frozenset(KbDag.objects.values_list("datum", flat=True))),
        vakanties=tuple(Vakantie(rij.naam, rij.vanaf, rij.tot_en_met, rij.regio) for rij in vakanties),
    )


def termijn_van(
    norm_: Norm,
    start: date,
    kalender_: Kalender,
    *,
    opschortingen: Iterable[Opschorting] = (),
    verdaging: int = 0,
    startmoment: str = "",
) -> Termijn:
    """The term that this norm sets from a day, with its derivation; `verdaging` in the norm's own unit.

    `startmoment` says so in the derivation when the day is not that of the norm.
    """
    if norm_.termijneenheid is None:
        raise NormFout(f"Met {norm_.naam} ({norm_.eenheid}) is geen datum te berekenen.")
    return normtermijn(
        start,
        int(norm_.waarde),
        norm_.termijneenheid,
        opschortingen,
        kalender=kalender_,
        startmoment=startmoment or norm_.startmoment,
        grondslag=norm_.bron.partition(";")[0],
        verdaging=verdaging,
        atw=norm_.atw,
        vakantie_telt=norm_.vakantie_telt,
    )


def mandaat_voor(
    soort: str, categorie: str, op: date, tabel: Iterable[Mandaat] | None = None
) -> frozenset[str]:
    """The roles that may decide a TLV of this soort and categorie: the most specific lines of the table.

    A line for the categorie goes before a line for the soort (ondersteuningsplan PO2202, 5.2). `tabel` is
    the table in force, for who asks about more than one soort.
    """
    geldend = Mandaat.objects.geldig_op(op) if tabel is None else tabel
    rijen = [rij for rij in geldend if rij.soort in {"", soort} and rij.categorie in {"", categorie}]
    hoogste = max((_gewicht(rij) for rij in rijen), default=0)
    return frozenset(rij.rol for rij in rijen if _gewicht(rij) == hoogste)


def _gewicht(rij: Mandaat) -> int:
    return 2 * bool(rij.categorie) + bool(rij.soort)


@transaction.atomic
def wijzig_norm(
    *,
    code: str,
    waarde: Decimal,
    geldig_vanaf: date,
    reden: str,
    door: Gebruiker,
    op: datetime,
    bron: str = "",
    gezien: UUID | None = None,
) -> Norm:
    """Let a norm have another value from a day on: close the latest version and write the next.

    `gezien` is the version on the screen of the user; when that is no longer the latest, nothing changes.
    """
    eis(door, "norm.wijzigen")
    vorige = _laatste_versie(code)
    if vorige is None:
        raise NormFout(f"De norm {code} bestaat niet.")
    if gezien is not None and vorige.sleutel != gezien:
        raise NormAchterhaald
    _controleer(vorige, waarde, geldig_vanaf, reden, datum_van(op))
    nieuw = _volgende_versie(vorige, waarde, geldig_vanaf, reden.strip(), bron.strip(), door)
    _sluit_af(vorige, geldig_vanaf - timedelta(days=1))
    nieuw.save(force_insert=True)
    leg_vast(
        nieuw,
        "norm.gewijzigd",
        door=door,
        op=op,
        van=vorige.waarde_tekst,
        naar=nieuw.waarde_tekst,
        toelichting=nieuw.reden,
        gegevens={"code": code, "geldig_vanaf": geldig_vanaf.isoformat()},
    )
    return nieuw


def _laatste_versie(code: str) -> Norm | None:
    """Lock every version first: who waited for another change must see the version that it made."""
    versies = Norm.objects.filter(code=code).order_by("geldig_vanaf")
    list(versies.select_for_update().values_list("pk"))
    return versies.last()


def _controleer(vorige: Norm, waarde: Decimal, geldig_vanaf: date, reden: str, vandaag: date) -> None:
    if not reden.strip():
        raise NormFout("Schrijf waarom de norm wijzigt.", veld="reden")
    if geldig_vanaf < vandaag:
        raise NormFout(
            "Een norm verandert niet met terugwerkende kracht. Kies vandaag of een latere dag.",
            veld="geldig_vanaf",
        )
    if geldig_vanaf <= vorige.geldig_vanaf:
        raise NormFout(
            f"De laatste versie gaat in op {datum(vorige.geldig_vanaf)}. Kies een dag daarna.",
            veld="geldig_vanaf",
        )
    if waarde == vorige.waarde:
        raise NormFout("De waarde is gelijk aan de huidige. Er is niets te wijzigen.", veld="waarde")
    if vorige.termijneenheid and (waarde != int(waarde) or waarde < 1):
        raise NormFout(f"Een termijn is een heel aantal {vorige.eenheid}, ten minste 1.", veld="waarde")


def _sluit_af(vorige: Norm, laatste_dag: date) -> None:
    """End a version; one that already ended earlier keeps its own end."""
    if vorige.geldig_tot_en_met is None or vorige.geldig_tot_en_met > laatste_dag:
        vorige.geldig_tot_en_met = laatste_dag
        vorige.save(update_fields=["geldig_tot_en_met"])


def _volgende_versie(
    vorige: Norm, waarde: Decimal, geldig_vanaf: date, reden: str, bron: str, door: Gebruiker
) -> Norm:
    gelijk = ("code", "naam", "eenheid", "startmoment", "atw", "vakantie_telt", "soorten", "categorieen")
    return Norm(
        **{veld: getattr(vorige, veld) for veld in gelijk},
        waarde=waarde,
        geldig_vanaf=geldig_vanaf,
        bron=bron or vorige.bron,
        zekerheid=Zekerheid.ZEKER,
        reden=reden,
        gewijzigd_door=door,
    )
