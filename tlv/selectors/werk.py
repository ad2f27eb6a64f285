"""The work list of this room: what each person must do with which request, the earliest date first.

Requests that run, and decisions whose letters are not out; bounded, and in scope.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from leerlingen.aanduiding import naam_en_leeftijd, sleutel_van, velden_van
from swv.enums import Opdrachtstatus
from swv.models import Gebruiker, Opdracht
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, opsomming, resterend
from tlv.adviespaar import EERSTE, TWEEDE, reden_onvoldoende
from tlv.documents import BESLUITBRIEF
from tlv.enums import Aanvraagstatus as A
from tlv.enums import Adviesstatus, Besluitstatus, Herstelstatus
from tlv.mandaat import soorten_met_mandaat
from tlv.models import Aanvraag, Aanvraagtermijn, Besluit, Brief, Deskundigenadvies, Herstelverzoek
from tlv.permissions import scholen_met
from tlv.selectors.lijst import EERSTE_KLOK, eerste_klok
from tlv.verdaging import AWB

HOOGSTENS = 100
HOOGSTENS_BRIEVEN = 50
TWEE = 2


def _aantal(adviezen: "QuerySet[Deskundigenadvies]") -> Coalesce:
    per_aanvraag = adviezen.filter(aanvraag=OuterRef("pk")).order_by().values("aanvraag")
    return Coalesce(Subquery(per_aanvraag.annotate(aantal=Count("pk")).values("aantal")), Value(0))


def _brieven() -> "QuerySet[Brief]":
    return Brief.objects.filter(besluit=OuterRef("pk"), verzonden_op__isnull=True)


def _mislukte_opdracht() -> "QuerySet[Opdracht]":
    """The parked job of a letter; its key is that of `tlv.documents.opdrachtsleutel`."""
    sleutel = Concat(Value(f"{BESLUITBRIEF}:"), Cast(OuterRef("sleutel"), CharField()))
    return Opdracht.objects.filter(status=Opdrachtstatus.MISLUKT, uniek=sleutel)


# Parts of the queries that are the same for everyone, written once: building them costs more than running.
GEVRAAGD = _aantal(Deskundigenadvies.objects.exclude(status=Adviesstatus.INGETROKKEN))
UITGEBRACHT = _aantal(Deskundigenadvies.objects.filter(status=Adviesstatus.UITGEBRACHT))
GEGEVEN = Deskundigenadvies.objects.filter(aanvraag=OuterRef("pk"), status=Adviesstatus.UITGEBRACHT)
ADVIEZEN = ArraySubquery(
    Deskundigenadvies.objects.filter(aanvraag=OuterRef("pk"))
    .exclude(status=Adviesstatus.INGETROKKEN)
    .order_by("id")
    .values(
        stand=JSONObject(
            status="status", deskundige_id="deskundige_id", beroep="beroep", naam="deskundige__naam"
        )
    )
)
# Two advices that together carry no decision: someone must ask a third expert (tlv.adviespaar).
GEEN_PAAR = Q(uitgebracht__gte=TWEE) & ~(
    Exists(GEGEVEN.filter(beroep__in=EERSTE)) & Exists(GEGEVEN.filter(beroep__in=TWEEDE))
)
HERSTELVERZOEKEN = ArraySubquery(
    Herstelverzoek.objects.filter(aanvraag=OuterRef("pk"))
    .annotate(aantal=Count("punten"))
    .values(stand=JSONObject(status="status", tot="hersteltermijn_tot_en_met", punten="aantal"))
)
VELDEN = ("sleutel", "kenmerk", "status", "school__naam", *velden_van("leerling"))
# A decision counts from the day on which it is made known (Awb 3:40), so the term of the act is its last day.
WETTELIJK = Aanvraagtermijn.objects.filter(aanvraag=OuterRef("aanvraag"), norm__code=AWB)
BRIEFVELDEN = (
    "aanvraag__sleutel",
    "aanvraag__kenmerk",
    "aanvraag__school__naam",
    *velden_van("aanvraag__leerling"),
)
ZONDER_ADRES = Exists(_brieven().filter(adresregels=[]))
MISLUKT = Exists(_brieven().filter(Exists(_mislukte_opdracht())))
IN_DE_MAAK = Exists(_brieven().filter(bestand__isnull=True))


@dataclass(frozen=True)
class Taak:
    """What to do, the verb on the button, and the name of the page where it is done."""

    wat: str
    actie: str
    pagina: str = "tlv:aanvraag"


def bronnen(user: Gebruiker, op: date) -> Iterator[Werkbron]:
    """What this person must do with requests and with decisions."""
    if not mag(user, "tlv.inzien"):
        return
    besluit = _te_besluiten(user, op)
    keuze = _keuze(user, op, besluit)
    if keuze is not None:
        yield Werkbron(_aanvragen(user, keuze, besluit), partial(_regel, user))
    if mag(user, "tlv.verzenden"):
        yield Werkbron(_te_verzenden(user), _briefregel)


def _keuze(user: Gebruiker, op: date, besluit: Q | None) -> Q | None:
    """Which running requests ask something of this person; None when nothing can."""
    delen = [] if besluit is None else [besluit]
    if mag(user, "tlv.aanvragen"):
        eigen = Q(school_id__in=scholen_met(user, "tlv.aanvragen"))
        delen.append(eigen & Q(status__in=[A.CONCEPT, A.ONVOLLEDIG]))
    if "deskundige" in user.rollen:
        delen.append(Q(mijn_advies=True))
    if mag(user, "tlv.beoordelen"):
        delen.append(Q(status__in=[A.INGEDIEND, A.ONVOLLEDIG]) | _te_bewaken(op))
    return _een_van(delen)


def _een_van(delen: Iterable[Q]) -> Q | None:
    samen: Q | None = None
    for deel in delen:
        samen = deel if samen is None else samen | deel
    return samen


def _te_bewaken(op: date) -> Q:
    """An expert must still be asked, or the request is late, whoever it waits for."""
    vraagt = Q(gevraagd__lt=TWEE) | GEEN_PAAR | Q(eerstvolgende_datum__lt=op)
    return Q(status=A.IN_BEHANDELING) & vraagt


def _te_besluiten(user: Gebruiker, op: date) -> Q | None:
    """Two advices are in, and this person has the mandate and did not make the request or advise on it."""
    if not mag(user, "tlv.besluiten") or not (soorten := soorten_met_mandaat(user, op)):
        return None
    klaar = Q(status=A.IN_BEHANDELING, uitgebracht__gte=TWEE, soort__in=soorten)
    return klaar & ~Q(begonnen_door=user) & ~Q(ingediend_door=user) & Q(adviseerde=False)


def _aanvragen(user: Gebruiker, keuze: Q, besluit: Q | None) -> "QuerySet[Aanvraag, dict[str, Any]]":
    """What is shown comes as two lists per row, read in Python; what only selects is not read at all."""
    eigen = Deskundigenadvies.objects.filter(aanvraag=OuterRef("pk"), deskundige=user)
    rijen = Aanvraag.objects.zichtbaar_voor(user).alias(
        gevraagd=GEVRAAGD,
        uitgebracht=UITGEBRACHT,
        adviseerde=Exists(eigen.exclude(status=Adviesstatus.INGETROKKEN)),
        mijn_advies=Exists(eigen.filter(status=Adviesstatus.GEVRAAGD)),
    )
    gelezen = rijen.filter(keuze).values(
        *VELDEN,
        eerste_klok=EERSTE_KLOK,
        adviezen_nu=ADVIEZEN,
        herstelverzoeken_nu=HERSTELVERZOEKEN,
        beslist_zelf=Value(False) if besluit is None else ExpressionWrapper(besluit, BooleanField()),
    )
    return gelezen.order_by("eerstvolgende_datum", "id")[:HOOGSTENS]


def _taak(rij: dict[str, Any], user: Gebruiker) -> Taak:
    """What this person does with this row; the row was chosen because there is something."""
    if rij["status"] in {A.CONCEPT, A.ONVOLLEDIG} and mag(user, "tlv.aanvragen"):
        return _van_school(rij)
    adviezen = [SimpleNamespace(**stand) for stand in rij["adviezen_nu"]]
    if any(a.status == Adviesstatus.GEVRAAGD and a.deskundige_id == user.pk for a in adviezen):
        return Taak("Advies geven", "Advies geven", "tlv:advies")
    if rij["status"] == A.INGEDIEND:
        return _beoordelen(rij)
    if rij["status"] == A.ONVOLLEDIG:
        return Taak(f"Aanvulling door de school: {_punten(rij)}", "Bekijken")
    return _advies_of_besluit(adviezen, beslist_zelf=rij["beslist_zelf"], vraagt=mag(user, "tlv.beoordelen"))


def _advies_of_besluit(adviezen: list[Any], *, beslist_zelf: bool, vraagt: bool) -> Taak:
    """The same order as on the page itself (tlv.selectors.stap)."""
    if len(adviezen) < TWEE:
        eerder = "Nog een deskundige" if adviezen else "Twee deskundigen"
        return Taak(f"{eerder} om advies vragen", "Vragen")
    if wachtend := [a.naam for a in adviezen if a.status == Adviesstatus.GEVRAAGD]:
        return Taak(f"Wacht op het advies van {opsomming(wachtend)}", "Bekijken")
    if reden := reden_onvoldoende(adviezen):
        wat = "Nog een deskundige om advies vragen" if vraagt else "Wacht op nog een advies"
        return Taak(f"{wat}. {reden}", "Vragen" if vraagt else "Bekijken")
    if beslist_zelf:
        return Taak("Besluit nemen: beide adviezen zijn binnen", "Besluit", "tlv:besluit")
    return Taak("Wacht op het besluit: beide adviezen zijn binnen", "Bekijken")


def _van_school(rij: dict[str, Any]) -> Taak:
    if rij["status"] == A.CONCEPT:
        return Taak("Aanvraag afmaken en indienen", "Verder")
    return Taak(f"Aanvraag aanvullen: {_punten(rij)}", "Aanvullen", "tlv:aanvullen")


def _beoordelen(rij: dict[str, Any]) -> Taak:
    if _herstel(rij, Herstelstatus.AANGEVULD):
        return Taak("Beoordelen: de school heeft aangevuld", "Beoordelen")
    if _herstel(rij, Herstelstatus.VERLOPEN):
        return Taak("Beoordelen: de school heeft niet op tijd aangevuld", "Beoordelen")
    return Taak("Beoordelen of alles er is", "Beoordelen")


def _herstel(rij: dict[str, Any], status: Herstelstatus) -> dict[str, Any] | None:
    """The completion of this request that has this status."""
    return next((stand for stand in rij["herstelverzoeken_nu"] if stand["status"] == status), None)


def _punten(rij: dict[str, Any]) -> str:
    aantal = (_herstel(rij, Herstelstatus.OPEN) or {"punten": 0})["punten"]
    return "1 punt" if aantal == 1 else f"{aantal} punten"


def _regel(user: Gebruiker, rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    taak, klok = _taak(rij, user), eerste_klok(rij, op, dagen)
    over, norm, uiterlijk = (klok.resterend, klok.naam, klok.uiterste_datum) if klok else (None, "", None)
    if herstel := _herstel(rij, Herstelstatus.OPEN):
        norm, uiterlijk = "hersteltermijn", date.fromisoformat(herstel["tot"])
        over = resterend(uiterlijk, op, dagen) if taak.pagina == "tlv:aanvullen" else over
    return Werkregel(
        kenmerk=f"TLV {rij['kenmerk']}",
        leerling=naam_en_leeftijd(rij, op),
        leerling_sleutel=sleutel_van(rij),
        school=rij["school__naam"],
        wat=taak.wat,
        actie=taak.actie,
        url=objectadres(taak.pagina, rij["sleutel"]),
        resterend=over,
        norm=norm,
        uiterste_datum=uiterlijk,
        wacht_op_school=rij["status"] == A.ONVOLLEDIG,
    )


def _te_verzenden(user: Gebruiker) -> "QuerySet[Besluit, dict[str, Any]]":
    """Decisions that are not made known yet."""
    besluiten = Besluit.objects.filter(
        status=Besluitstatus.GENOMEN, aanvraag__in=Aanvraag.objects.zichtbaar_voor(user)
    )
    gelezen = besluiten.values(
        *BRIEFVELDEN,
        zonder_adres=ZONDER_ADRES,
        mislukt=MISLUKT,
        in_de_maak=IN_DE_MAAK,
        uiterlijk=Subquery(WETTELIJK.values("uiterste_datum")[:1]),
    )
    return gelezen.order_by("uiterlijk", "genomen_op", "id")[:HOOGSTENS_BRIEVEN]


def _briefregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    wat, actie = _brieftaak(rij)
    uiterlijk = date.fromisoformat(rij["uiterlijk"]) if rij["uiterlijk"] else None
    return Werkregel(
        kenmerk=f"TLV {rij['aanvraag__kenmerk']}",
        leerling=naam_en_leeftijd(rij, op, "aanvraag__leerling"),
        leerling_sleutel=sleutel_van(rij, "aanvraag__leerling"),
        school=rij["aanvraag__school__naam"],
        wat=wat,
        actie=actie,
        url=objectadres("tlv:aanvraag", rij["aanvraag__sleutel"]) + "#brieven",
        resterend=resterend(uiterlijk, op, dagen) if uiterlijk else None,
        norm="wettelijke termijn om bekend te maken" if uiterlijk else "",
        uiterste_datum=uiterlijk,
    )


def _brieftaak(rij: dict[str, Any]) -> tuple[str, str]:
    """What is wrong with a letter comes before sending."""
    if rij["zonder_adres"]:
        return "Adres aanvullen voor een brief", "Aanvullen"
    if rij["mislukt"]:
        return "Brief maken is mislukt: laat haar opnieuw maken", "Bekijken"
    if rij["in_de_maak"]:
        return "Brieven worden gemaakt; daarna verzenden", "Bekijken"
    return "Brieven verzenden en vastleggen", "Verzenden"


def wachtend(user: Gebruiker) -> QuerySet[Aanvraag] | None:
    """The requests that wait for a first judgement, a completion or an advice of this person."""
    if mag(user, "tlv.beoordelen"):
        return Aanvraag.objects.zichtbaar_voor(user).filter(status=A.INGEDIEND)
    if mag(user, "tlv.aanvragen"):
        eigen = Aanvraag.objects.zichtbaar_voor(user).filter(school_id__in=scholen_met(user, "tlv.aanvragen"))
        return eigen.filter(status=A.ONVOLLEDIG)
    return Aanvraag.objects.zichtbaar_voor(user) if "deskundige" in user.rollen else None
