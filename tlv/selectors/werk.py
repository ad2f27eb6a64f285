"""The work list of this room: what each person must do with which request, the earliest date first.

One query for requests that run, one for decisions whose letters are not out; bounded, and in scope.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
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

from swv.enums import Opdrachtstatus
from swv.klok import vandaag
from swv.models import Gebruiker, Opdracht
from swv.paginaadres import objectadres
from swv.panelen import Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, opsomming, resterend
from tlv.adviespaar import EERSTE, TWEEDE, reden_onvoldoende
from tlv.documents import BESLUITBRIEF
from tlv.enums import Aanvraagstatus as A
from tlv.enums import Adviesstatus, Besluitstatus, Herstelstatus
from tlv.mandaat import soorten_met_mandaat
from tlv.models import Aanvraag, Besluit, Brief, Deskundigenadvies, Herstelverzoek
from tlv.permissions import scholen_met
from tlv.selectors.lijst import eerste_klok, met_lijstgegevens

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
ZONDER_ADRES = Exists(_brieven().filter(adresregels=[]))
MISLUKT = Exists(_brieven().filter(Exists(_mislukte_opdracht())))
IN_DE_MAAK = Exists(_brieven().filter(bestand__isnull=True))
BRIEFVELDEN = (
    "genomen_op",
    "aanvraag__sleutel",
    "aanvraag__kenmerk",
    "aanvraag__leerling__sleutel",
    "aanvraag__leerling__roepnaam",
    "aanvraag__leerling__achternaam",
    "aanvraag__leerling__geboortedatum",
    "aanvraag__school__naam",
)


@dataclass(frozen=True)
class Taak:
    """What to do, the verb on the button, and the name of the page where it is done."""

    wat: str
    actie: str
    pagina: str = "tlv:aanvraag"


def werkregels(user: Gebruiker, op: date, dagen: Kalender) -> list[Werkregel]:
    """What this person must do with requests and decisions."""
    if not mag(user, "tlv.inzien"):
        return []
    besluit = _te_besluiten(user, op)
    keuze = _keuze(user, op, besluit)
    rijen = list(_rijen(user, keuze, besluit)) if keuze is not None else []
    is_school = mag(user, "tlv.aanvragen")
    regels = [_regel(rij, _taak(rij, user, is_school=is_school), op, dagen) for rij in rijen]
    return [*regels, *_te_verzenden(user)] if mag(user, "tlv.verzenden") else regels


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


def _rijen(user: Gebruiker, keuze: Q, besluit: Q | None) -> "QuerySet[Aanvraag]":
    """What is shown comes as two lists per row, read in Python; what only selects is not read at all."""
    eigen = Deskundigenadvies.objects.filter(aanvraag=OuterRef("pk"), deskundige=user)
    rijen = met_lijstgegevens(Aanvraag.objects.zichtbaar_voor(user)).alias(
        gevraagd=GEVRAAGD,
        uitgebracht=UITGEBRACHT,
        adviseerde=Exists(eigen.exclude(status=Adviesstatus.INGETROKKEN)),
        mijn_advies=Exists(eigen.filter(status=Adviesstatus.GEVRAAGD)),
    )
    beslist = Value(False) if besluit is None else ExpressionWrapper(besluit, BooleanField())
    rijen = rijen.annotate(beslist_zelf=beslist, adviesstanden=ADVIEZEN, herstelstanden=HERSTELVERZOEKEN)
    return rijen.filter(keuze).order_by("eerstvolgende_datum", "id")[:HOOGSTENS]


def _taak(rij: Any, user: Gebruiker, *, is_school: bool) -> Taak:
    """What this person does with this row; the row was chosen because there is something."""
    if is_school and rij.status in {A.CONCEPT, A.ONVOLLEDIG}:
        return _van_school(rij)
    adviezen = [SimpleNamespace(**stand) for stand in rij.adviesstanden]
    if any(a.status == Adviesstatus.GEVRAAGD and a.deskundige_id == user.pk for a in adviezen):
        return Taak("Advies geven", "Advies geven", "tlv:advies")
    if rij.status == A.INGEDIEND:
        return _beoordelen(rij)
    if rij.status == A.ONVOLLEDIG:
        return Taak(f"Aanvulling door de school: {_punten(rij)}", "Bekijken")
    return _advies_of_besluit(adviezen, beslist_zelf=rij.beslist_zelf, vraagt=mag(user, "tlv.beoordelen"))


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


def _van_school(rij: Any) -> Taak:
    if rij.status == A.CONCEPT:
        return Taak("Aanvraag afmaken en indienen", "Verder")
    return Taak(f"Aanvraag aanvullen: {_punten(rij)}", "Aanvullen", "tlv:aanvullen")


def _beoordelen(rij: Any) -> Taak:
    if _herstel(rij, Herstelstatus.AANGEVULD):
        return Taak("Beoordelen: de school heeft aangevuld", "Beoordelen")
    if _herstel(rij, Herstelstatus.VERLOPEN):
        return Taak("Beoordelen: de school heeft niet op tijd aangevuld", "Beoordelen")
    return Taak("Beoordelen of alles er is", "Beoordelen")


def _herstel(rij: Any, status: Herstelstatus) -> dict[str, Any] | None:
    """The completion of this request that has this status."""
    return next((stand for stand in rij.herstelstanden if stand["status"] == status), None)


def _punten(rij: Any) -> str:
    aantal = (_herstel(rij, Herstelstatus.OPEN) or {"punten": 0})["punten"]
    return "1 punt" if aantal == 1 else f"{aantal} punten"


def _regel(rij: Any, taak: Taak, op: date, dagen: Kalender) -> Werkregel:
    klok = eerste_klok(rij, op, dagen)
    over, norm, uiterlijk = (klok.resterend, klok.naam, klok.uiterste_datum) if klok else (None, "", None)
    if herstel := _herstel(rij, Herstelstatus.OPEN):
        norm, uiterlijk = "hersteltermijn", date.fromisoformat(herstel["tot"])
        over = resterend(uiterlijk, op, dagen) if taak.pagina == "tlv:aanvullen" else over
    return Werkregel(
        kenmerk=f"TLV {rij.kenmerk}",
        leerling=f"{rij.leerling.korte_naam}, {rij.leerling.leeftijd(op)} jaar",
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam,
        wat=taak.wat,
        actie=taak.actie,
        url=objectadres(taak.pagina, rij.sleutel),
        resterend=over,
        norm=norm,
        uiterste_datum=uiterlijk,
        wacht_op_school=rij.status == A.ONVOLLEDIG,
    )


def _te_verzenden(user: Gebruiker) -> Iterator[Werkregel]:
    """Decisions that are not made known yet: what is wrong with a letter comes before sending."""
    aanvragen = Aanvraag.objects.zichtbaar_voor(user)
    besluiten = Besluit.objects.filter(status=Besluitstatus.GENOMEN, aanvraag__in=aanvragen).annotate(
        zonder_adres=ZONDER_ADRES, mislukt=MISLUKT, in_de_maak=IN_DE_MAAK
    )
    rijen = besluiten.select_related("aanvraag__leerling", "aanvraag__school").only(*BRIEFVELDEN)
    for rij in rijen.order_by("genomen_op", "id")[:HOOGSTENS_BRIEVEN]:
        yield _briefregel(rij)


def _briefregel(rij: Any) -> Werkregel:
    aanvraag, op = rij.aanvraag, vandaag()
    wat, actie = _brieftaak(rij)
    return Werkregel(
        kenmerk=f"TLV {aanvraag.kenmerk}",
        leerling=f"{aanvraag.leerling.korte_naam}, {aanvraag.leerling.leeftijd(op)} jaar",
        leerling_sleutel=aanvraag.leerling.sleutel,
        school=aanvraag.school.naam,
        wat=wat,
        actie=actie,
        url=objectadres("tlv:aanvraag", aanvraag.sleutel) + "#brieven",
    )


def _brieftaak(rij: Any) -> tuple[str, str]:
    if rij.zonder_adres:
        return "Adres aanvullen voor een brief", "Aanvullen"
    if rij.mislukt:
        return "Brief maken is mislukt: laat haar opnieuw maken", "Bekijken"
    if rij.in_de_maak:
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
