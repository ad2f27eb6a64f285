"""The work list of this room: what each person must do with which request, the earliest date first.

One query for requests that run, one for decisions whose letters are not out; bounded, and in scope.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from swv.enums import Opdrachtstatus
from swv.klok import vandaag
from swv.models import Gebruiker, Opdracht
from swv.normen import kalender
from swv.panelen import Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, resterend
from tlv.documents import BESLUITBRIEF
from tlv.enums import Aanvraagstatus as A
from tlv.enums import Adviesstatus, Besluitstatus, Herstelstatus
from tlv.mandaat import soorten_met_mandaat
from tlv.models import Aanvraag, Besluit, Brief, Deskundigenadvies, Herstelpunt, Herstelverzoek
from tlv.permissions import scholen_met
from tlv.selectors.lijst import eerste_klok, met_lijstgegevens

HOOGSTENS = 100
HOOGSTENS_BRIEVEN = 50
TWEE = 2


@dataclass(frozen=True)
class Taak:
    """What to do, the verb on the button, and the name of the page where it is done."""

    wat: str
    actie: str
    pagina: str = "tlv:aanvraag"


def werkregels(user: Gebruiker, op: date) -> list[Werkregel]:
    """What this person must do with requests and decisions."""
    if not mag(user, "tlv.inzien"):
        return []
    keuze = _keuze(user, op)
    rijen = list(_rijen(user, keuze)) if keuze is not None else []
    dagen = kalender() if rijen else Kalender()
    regels = [_regel(rij, _taak(rij, user), op, dagen) for rij in rijen]
    return [*regels, *_te_verzenden(user)] if mag(user, "tlv.verzenden") else regels


def _keuze(user: Gebruiker, op: date) -> Q | None:
    """Which running requests ask something of this person; None when nothing can."""
    delen = []
    if mag(user, "tlv.aanvragen"):
        eigen = Q(school_id__in=scholen_met(user, "tlv.aanvragen"))
        delen.append(eigen & Q(status__in=[A.CONCEPT, A.ONVOLLEDIG]))
    if "deskundige" in user.rollen:
        delen.append(Q(mijn_advies=True))
    if mag(user, "tlv.beoordelen"):
        delen.append(
            Q(status__in=[A.INGEDIEND, A.ONVOLLEDIG]) | Q(status=A.IN_BEHANDELING, gevraagd__lt=TWEE)
        )
    if mag(user, "tlv.besluiten") and (soorten := soorten_met_mandaat(user, op)):
        delen.append(_te_besluiten(user) & Q(soort__in=soorten))
    return _een_van(delen)


def _een_van(delen: Iterable[Q]) -> Q | None:
    samen: Q | None = None
    for deel in delen:
        samen = deel if samen is None else samen | deel
    return samen


def _te_besluiten(user: Gebruiker) -> Q:
    """Two advices are in, and this person did not make the request or advise on it."""
    klaar = Q(status=A.IN_BEHANDELING, uitgebracht__gte=TWEE)
    return klaar & ~Q(begonnen_door=user) & ~Q(ingediend_door=user) & Q(adviseerde=False)


def _rijen(user: Gebruiker, keuze: Q) -> "QuerySet[Aanvraag]":
    eigen = Deskundigenadvies.objects.filter(aanvraag=OuterRef("pk"), deskundige=user)
    rijen = met_lijstgegevens(Aanvraag.objects.zichtbaar_voor(user)).annotate(
        gevraagd=_aantal(Deskundigenadvies.objects.exclude(status=Adviesstatus.INGETROKKEN)),
        uitgebracht=_aantal(Deskundigenadvies.objects.filter(status=Adviesstatus.UITGEBRACHT)),
        adviseerde=Exists(eigen.exclude(status=Adviesstatus.INGETROKKEN)),
        mijn_advies=Exists(eigen.filter(status=Adviesstatus.GEVRAAGD)),
        herstel_tot=Subquery(_herstel(Herstelstatus.OPEN).values("hersteltermijn_tot_en_met")[:1]),
        herstelpunten=Coalesce(Subquery(_open_punten()), Value(0)),
        aangevuld=Exists(_herstel(Herstelstatus.AANGEVULD)),
        verlopen=Exists(_herstel(Herstelstatus.VERLOPEN)),
    )
    return rijen.filter(keuze).order_by("eerstvolgende_datum", "id")[:HOOGSTENS]


def _aantal(adviezen: "QuerySet[Deskundigenadvies]") -> Coalesce:
    per_aanvraag = adviezen.filter(aanvraag=OuterRef("pk")).order_by().values("aanvraag")
    return Coalesce(Subquery(per_aanvraag.annotate(aantal=Count("pk")).values("aantal")), Value(0))


def _herstel(status: Herstelstatus) -> "QuerySet[Herstelverzoek]":
    return Herstelverzoek.objects.filter(aanvraag=OuterRef("pk"), status=status)


def _open_punten() -> "QuerySet[Any]":
    punten = Herstelpunt.objects.filter(
        herstelverzoek__aanvraag=OuterRef("pk"), herstelverzoek__status=Herstelstatus.OPEN
    )
    return punten.order_by().values("herstelverzoek").annotate(aantal=Count("pk")).values("aantal")


def _taak(rij: Any, user: Gebruiker) -> Taak:
    """What this person does with this row; the row was chosen because there is something."""
    if mag(user, "tlv.aanvragen") and rij.status in {A.CONCEPT, A.ONVOLLEDIG}:
        return _van_school(rij)
    if rij.mijn_advies:
        return Taak("Advies geven", "Advies geven", "tlv:advies")
    if rij.status == A.INGEDIEND:
        return _beoordelen(rij)
    if rij.status == A.ONVOLLEDIG:
        return Taak(f"Aanvulling door de school: {_punten(rij)}", "Bekijken")
    if rij.uitgebracht >= TWEE:
        return Taak("Besluit nemen: beide adviezen zijn binnen", "Besluit", "tlv:besluit")
    wat = "Nog een deskundige om advies vragen" if rij.gevraagd else "Twee deskundigen om advies vragen"
    return Taak(wat, "Vragen")


def _van_school(rij: Any) -> Taak:
    if rij.status == A.CONCEPT:
        return Taak("Aanvraag afmaken en indienen", "Verder")
    return Taak(f"Aanvraag aanvullen: {_punten(rij)}", "Aanvullen", "tlv:aanvullen")


def _beoordelen(rij: Any) -> Taak:
    if rij.aangevuld:
        return Taak("Beoordelen: de school heeft aangevuld", "Beoordelen")
    if rij.verlopen:
        return Taak("Beoordelen: de school heeft niet op tijd aangevuld", "Beoordelen")
    return Taak("Beoordelen of alles er is", "Beoordelen")


def _punten(rij: Any) -> str:
    return "1 punt" if rij.herstelpunten == 1 else f"{rij.herstelpunten} punten"


def _regel(rij: Any, taak: Taak, op: date, dagen: Kalender) -> Werkregel:
    klok = eerste_klok(rij, op, dagen)
    over, norm, uiterlijk = (klok.resterend, klok.naam, klok.uiterste_datum) if klok else (None, "", None)
    if rij.herstel_tot:
        norm, uiterlijk = "hersteltermijn", rij.herstel_tot
        over = resterend(uiterlijk, op, dagen) if taak.pagina == "tlv:aanvullen" else over
    return Werkregel(
        kenmerk=f"TLV {rij.kenmerk}",
        leerling=f"{rij.leerling.korte_naam}, {rij.leerling.leeftijd(op)} jaar",
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam,
        wat=taak.wat,
        actie=taak.actie,
        url=reverse(taak.pagina, args=[rij.sleutel]),
        resterend=over,
        norm=norm,
        uiterste_datum=uiterlijk,
        wacht_op_school=rij.status == A.ONVOLLEDIG,
    )


def _te_verzenden(user: Gebruiker) -> Iterator[Werkregel]:
    """Decisions that are not made known yet: what is wrong with a letter comes before sending."""
    aanvragen = Aanvraag.objects.zichtbaar_voor(user)
    besluiten = Besluit.objects.filter(status=Besluitstatus.GENOMEN, aanvraag__in=aanvragen).annotate(
        zonder_adres=Exists(_brieven().filter(adresregels=[])),
        mislukt=Exists(_brieven().filter(Exists(_mislukte_opdracht()))),
        in_de_maak=Exists(_brieven().filter(bestand__isnull=True)),
    )
    for rij in besluiten.select_related("aanvraag__leerling", "aanvraag__school").order_by(
        "genomen_op", "id"
    )[:HOOGSTENS_BRIEVEN]:
        yield _briefregel(rij)


def _brieven() -> "QuerySet[Brief]":
    return Brief.objects.filter(besluit=OuterRef("pk"), verzonden_op__isnull=True)


def _mislukte_opdracht() -> "QuerySet[Opdracht]":
    """The parked job of a letter; its key is that of `tlv.documents.opdrachtsleutel`."""
    sleutel = Concat(Value(f"{BESLUITBRIEF}:"), Cast(OuterRef("sleutel"), CharField()))
    return Opdracht.objects.filter(status=Opdrachtstatus.MISLUKT, uniek=sleutel)


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
        url=reverse("tlv:aanvraag", args=[aanvraag.sleutel]) + "#brieven",
    )


def _brieftaak(rij: Any) -> tuple[str, str]:
    if rij.zonder_adres:
        return "Adres aanvullen voor een brief", "Aanvullen"
    if rij.mislukt:
        return "Brief maken is mislukt: laat haar opnieuw maken", "Bekijken"
    if rij.in_de_maak:
        return "Brieven worden gemaakt; daarna verzenden", "Bekijken"
    return "Brieven verzenden en vastleggen", "Verzenden"


def aantal_werk(user: Gebruiker) -> int:
    """How many requests wait for a first judgement, a completion or an advice; one query."""
    if mag(user, "tlv.beoordelen"):
        return Aanvraag.objects.zichtbaar_voor(user).filter(status=A.INGEDIEND).count()
    if mag(user, "tlv.aanvragen"):
        eigen = Aanvraag.objects.zichtbaar_voor(user).filter(school_id__in=scholen_met(user, "tlv.aanvragen"))
        return eigen.filter(status=A.ONVOLLEDIG).count()
    return Aanvraag.objects.zichtbaar_voor(user).count() if "deskundige" in user.rollen else 0
