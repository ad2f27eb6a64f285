"""The work list of this room: reports to pick up, actions that are due, clocks that run out, signals."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from leerlingen.aanduiding import naam_en_leeftijd, sleutel_van, velden_van
from swv.models import Gebruiker
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, resterend
from thuiszitters.enums import Adviesstatus, Categorie
from thuiszitters.models import Actie, Adviesvraag, Melding, Traject, Trajecttermijn
from thuiszitters.selectors.klokken import NAMEN
from thuiszitters.selectors.lijst import duur_in_woorden
from thuiszitters.selectors.signalen import met_signaal, signalen

HOOGSTENS = 100
BINNENKORT = timedelta(days=14)
ACTIE = "actie in het plan"
GEEN_SCHOOL = "Geen school"
ACTIES = Actie.objects.open().filter(traject=OuterRef("pk")).order_by("uiterlijk_op", "id")
KLOKKEN = Trajecttermijn.objects.filter(traject=OuterRef("pk"), gehaald_op__isnull=True).order_by(
    "uiterste_datum", "id"
)
EERSTE_ACTIE = Subquery(ACTIES.values(g=JSONObject(wat="wat", op="uiterlijk_op"))[:1])
EERSTE_KLOK = Subquery(KLOKKEN.values(g=JSONObject(naam="norm__code", op="uiterste_datum"))[:1])
VELDEN = ("sleutel", "kenmerk", "school__naam", *velden_van("leerling"))
NAAMVELDEN = ("roepnaam", "voorvoegsel", "achternaam")
ADVIESVELDEN = (
    "sleutel",
    "kenmerk",
    "status",
    "gemeente",
    "uiterste_datum",
    "leerling__sleutel",
    *NAAMVELDEN,
)


def bronnen(user: Gebruiker, op: date) -> Iterator[Werkbron]:
    """What this person must do in the register."""
    if mag(user, "thuiszitters.behandelen"):
        yield Werkbron(_meldingen(user), _meldingregel)
        yield Werkbron(_trajecten(user, op), _trajectregel)
        yield Werkbron(_adviesvragen(user), _adviesregel)


def regels(user: Gebruiker, op: date, dagen: Kalender) -> list[Werkregel]:
    """What will change by itself: birthdays and ends of exemptions."""
    if not mag(user, "thuiszitters.behandelen"):
        return []
    return [regel for rij in _met_signaal(user, op) for regel in _signaalregels(rij, op, dagen)]


def _adviesvragen(user: Gebruiker) -> "QuerySet[Adviesvraag, dict[str, Any]]":
    """What nobody took up, and what this person took up and did not answer yet."""
    rijen = Adviesvraag.objects.zichtbaar_voor(user).open()
    gekozen = rijen.filter(Q(status=Adviesstatus.NIEUW) | Q(opgepakt_door=user))
    return gekozen.values(*ADVIESVELDEN).order_by("uiterste_datum", "id")[:HOOGSTENS]


def _adviesregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    nieuw = rij["status"] == Adviesstatus.NIEUW
    uiterlijk = date.fromisoformat(rij["uiterste_datum"]) if rij["uiterste_datum"] else None
    return Werkregel(
        kenmerk=f"Advies {rij['kenmerk']}",
        leerling=" ".join(filter(None, (rij["roepnaam"], rij["voorvoegsel"], rij["achternaam"]))),
        leerling_sleutel=sleutel_van(rij) if rij["leerling__sleutel"] else None,
        school=rij["gemeente"],
        wat="Adviesvraag over een vrijstelling oppakken"
        if nieuw
        else "Advies over een vrijstelling uitbrengen",
        actie="Oppakken" if nieuw else "Advies openen",
        url=objectadres("thuiszitters:adviesvraag", rij["sleutel"]),
        resterend=resterend(uiterlijk, op, dagen) if uiterlijk else None,
        norm="advies aan leerplicht",
        uiterste_datum=uiterlijk,
    )


def _met_signaal(user: Gebruiker, op: date) -> "QuerySet[Traject]":
    rijen = Traject.objects.zichtbaar_voor(user).lopend().filter(regiehouder=user)
    gekozen = met_signaal(rijen, op).select_related("leerling", "school")
    return gekozen.prefetch_related("vrijstellingen").order_by("id")[:HOOGSTENS]


def _signaalregels(rij: Any, op: date, dagen: Kalender) -> Iterator[Werkregel]:
    for signaal in signalen(rij, op):
        yield Werkregel(
            kenmerk=f"THZ {rij.kenmerk}",
            leerling=f"{rij.leerling.korte_naam}, {rij.leerling.leeftijd(op)} jaar",
            leerling_sleutel=rij.leerling.sleutel,
            school=rij.school.naam if rij.school else GEEN_SCHOOL,
            wat=signaal.zin,
            actie="Traject openen",
            url=objectadres("thuiszitters:traject", rij.sleutel),
            resterend=resterend(signaal.datum, op, dagen),
            norm="signaal vooraf",
            uiterste_datum=signaal.datum,
        )


def _meldingen(user: Gebruiker) -> "QuerySet[Melding, dict[str, Any]]":
    rijen = Melding.objects.zichtbaar_voor(user).nieuw().values(*VELDEN, "categorie", "eerste_verzuimdag")
    return rijen.order_by("gemeld_op", "id")[:HOOGSTENS]


def _trajecten(user: Gebruiker, op: date) -> "QuerySet[Traject, dict[str, Any]]":
    """The running trajecten of this person that ask something before long; without a plan they always do."""
    straks = op + BINNENKORT
    rijen = Traject.objects.zichtbaar_voor(user).lopend().filter(regiehouder=user)
    gevraagd = (
        Q(eerstvolgende_datum__lte=straks) | Exists(ACTIES.filter(uiterlijk_op__lte=straks)) | ~Exists(ACTIES)
    )
    gelezen = rijen.filter(gevraagd).values(*VELDEN, eerste_actie=EERSTE_ACTIE, eerste_klok=EERSTE_KLOK)
    return gelezen.order_by("eerstvolgende_datum", "id")[:HOOGSTENS]


def _meldingregel(rij: dict[str, Any], op: date, _dagen: Kalender) -> Werkregel:
    dagen = duur_in_woorden((op - date.fromisoformat(rij["eerste_verzuimdag"])).days)
    hoe = "dreigt thuis te blijven" if rij["categorie"] == Categorie.DREIGEND else f"{dagen} thuis"
    return Werkregel(
        kenmerk=f"THZ {rij['kenmerk']}",
        leerling=naam_en_leeftijd(rij, op),
        leerling_sleutel=sleutel_van(rij),
        school=rij["school__naam"] or GEEN_SCHOOL,
        wat=f"Melding oppakken: {hoe}",
        actie="Oppakken",
        url=objectadres("thuiszitters:melding", rij["sleutel"]),
        uiterste_datum=op,
        norm="nieuwe melding",
    )


def _trajectregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    """The next action, or making a plan; with the date that comes first."""
    actie, klok = rij["eerste_actie"], rij["eerste_klok"]
    uiterlijk, norm = min(_datums(actie, klok), default=(None, ""))
    wat = actie["wat"] if actie else "Volgende actie afspreken"
    if klok and norm != ACTIE and uiterlijk is not None and uiterlijk < op:
        wat = f"Termijn voorbij. {wat}"
    return Werkregel(
        kenmerk=f"THZ {rij['kenmerk']}",
        leerling=naam_en_leeftijd(rij, op),
        leerling_sleutel=sleutel_van(rij),
        school=rij["school__naam"] or GEEN_SCHOOL,
        wat=wat,
        actie="Plan openen",
        url=objectadres("thuiszitters:traject", rij["sleutel"]),
        resterend=resterend(uiterlijk, op, dagen) if uiterlijk else None,
        norm=norm,
        uiterste_datum=uiterlijk,
    )


def _datums(actie: Any, klok: Any) -> Iterable[tuple[date, str]]:
    if actie:
        yield date.fromisoformat(actie["op"]), ACTIE
    if klok:
        yield date.fromisoformat(klok["op"]), NAMEN[klok["naam"]].lower()


def nieuwe_meldingen(user: Gebruiker) -> "QuerySet[Melding] | None":
    """The reports that wait; only for who can pick them up."""
    if not mag(user, "thuiszitters.behandelen"):
        return None
    return Melding.objects.zichtbaar_voor(user).nieuw()


def nieuwe_adviesvragen(user: Gebruiker) -> "QuerySet[Adviesvraag] | None":
    """The requests for advice that wait; only for who can take them up."""
    if not mag(user, "thuiszitters.behandelen"):
        return None
    return Adviesvraag.objects.zichtbaar_voor(user).filter(status=Adviesstatus.NIEUW)
