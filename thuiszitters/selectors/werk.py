"""The work list of this room: reports to pick up, actions that are due, clocks that run out."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from swv.models import Gebruiker
from swv.panelen import Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, resterend
from thuiszitters.models import Actie, Melding, Traject, Trajecttermijn
from thuiszitters.selectors.klokken import NAMEN

HOOGSTENS = 100
BINNENKORT = timedelta(days=14)
ACTIE = "actie in het plan"


def werkregels(user: Gebruiker, op: date, dagen: Kalender) -> list[Werkregel]:
    """What this person must do in the register: two queries."""
    if not mag(user, "thuiszitters.behandelen"):
        return []
    meldingen = list(_meldingen(user))
    trajecten = list(_trajecten(user, op))
    return [
        *(_meldingregel(rij, op) for rij in meldingen),
        *(regel for rij in trajecten for regel in _trajectregels(rij, op, dagen)),
    ]


def _meldingen(user: Gebruiker) -> "QuerySet[Melding]":
    rijen = Melding.objects.zichtbaar_voor(user).nieuw().select_related("leerling", "school")
    return rijen.order_by("gemeld_op", "id")[:HOOGSTENS]


def _trajecten(user: Gebruiker, op: date) -> "QuerySet[Traject]":
    """The running trajecten of this person that ask something before long; without a plan they always do."""
    acties = Actie.objects.open().filter(traject=OuterRef("pk")).order_by("uiterlijk_op", "id")
    klokken = Trajecttermijn.objects.filter(traject=OuterRef("pk"), gehaald_op__isnull=True)
    straks = op + BINNENKORT
    rijen = Traject.objects.zichtbaar_voor(user).lopend().filter(regiehouder=user)
    gevraagd = (
        Q(eerstvolgende_datum__lte=straks) | Exists(acties.filter(uiterlijk_op__lte=straks)) | ~Exists(acties)
    )
    return (
        rijen.filter(gevraagd)
        .select_related("leerling", "school")
        .annotate(
            eerste_actie=Subquery(acties.values(g=JSONObject(wat="wat", op="uiterlijk_op"))[:1]),
            klok=Subquery(
                klokken.order_by("uiterste_datum", "id").values(
                    g=JSONObject(naam="norm__code", op="uiterste_datum")
                )[:1]
            ),
        )
        .order_by("eerstvolgende_datum", "id")[:HOOGSTENS]
    )


def _meldingregel(rij: Melding, op: date) -> Werkregel:
    dagen = (op - rij.eerste_verzuimdag).days
    return Werkregel(
        kenmerk=f"THZ {rij.kenmerk}",
        leerling=_leerling(rij, op),
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam if rij.school else "Geen school",
        wat=f"Melding oppakken: {dagen} dagen thuis",
        actie="Oppakken",
        url=reverse("thuiszitters:melding", args=[rij.sleutel]),
        uiterste_datum=op,
        norm="nieuwe melding",
    )


def _trajectregels(rij: Any, op: date, dagen: Kalender) -> Iterator[Werkregel]:
    """One row: the next action, or making a plan; with the date that comes first."""
    actie, klok = rij.eerste_actie, rij.klok
    datums = list(_datums(actie, klok))
    uiterlijk, norm = min(datums, default=(None, ""))
    wat = f"{actie['wat']}" if actie else "Volgende actie afspreken"
    if klok and norm != ACTIE and uiterlijk is not None and uiterlijk < op:
        wat = f"Termijn voorbij. {wat}"
    yield Werkregel(
        kenmerk=f"THZ {rij.kenmerk}",
        leerling=_leerling(rij, op),
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam if rij.school else "Geen school",
        wat=wat,
        actie="Plan openen",
        url=reverse("thuiszitters:traject", args=[rij.sleutel]),
        resterend=resterend(uiterlijk, op, dagen) if uiterlijk else None,
        norm=norm,
        uiterste_datum=uiterlijk,
    )


def _datums(actie: Any, klok: Any) -> Iterable[tuple[date, str]]:
    if actie:
        yield date.fromisoformat(actie["op"]), ACTIE
    if klok:
        yield date.fromisoformat(klok["op"]), NAMEN[klok["naam"]].lower()


def _leerling(rij: Any, op: date) -> str:
    return f"{rij.leerling.korte_naam}, {rij.leerling.leeftijd(op)} jaar"


def nieuwe_meldingen(user: Gebruiker) -> "QuerySet[Melding] | None":
    """The reports that wait; only for who can pick them up."""
    if not mag(user, "thuiszitters.behandelen"):
        return None
    return Melding.objects.zichtbaar_voor(user).nieuw()
