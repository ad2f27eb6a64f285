"""Which quarter a page is about, and whether its figures are frozen."""

from dataclasses import dataclass
from datetime import date

from swv.kengetallen import peiling
from swv.kwartaal import Kwartaal, KwartaalFout
from swv.models import Momentopname
from swv.momentopnamen import Stand, stand_nu, stand_van

AANTAL = 12  # quarters to choose from: three years


@dataclass(frozen=True)
class Keuze:
    """One line of the quarter chooser."""

    waarde: str
    naam: str
    is_gekozen: bool


def laatste_kwartaal(op: date) -> Kwartaal:
    """The last quarter whose peildatum is over: what there is to talk about."""
    dit = Kwartaal.van(op)
    return dit if is_voorbij(dit, op) else dit.vorige


def is_voorbij(kwartaal: Kwartaal, op: date) -> bool:
    """Whether the peildatum of this quarter is over, so that it can be frozen and reported."""
    return peiling(kwartaal).peildatum < op


def gekozen_kwartaal(tekst: str, op: date) -> Kwartaal:
    """The quarter that the address asks for; without one, or for the future, the last one."""
    try:
        gevraagd = Kwartaal.lees(tekst)
    except KwartaalFout:
        return laatste_kwartaal(op)
    return gevraagd if gevraagd <= Kwartaal.van(op) else laatste_kwartaal(op)


def keuzes(gekozen: Kwartaal, op: date) -> list[Keuze]:
    """The quarters of three years, newest first, and which of them are frozen."""
    nieuwste = Kwartaal.van(op)
    bevroren = {Kwartaal(*rij) for rij in Momentopname.objects.values_list("jaar", "nummer")}
    kwartalen = [nieuwste.verschoven(-terug) for terug in range(AANTAL)]
    if gekozen not in kwartalen:
        kwartalen.append(gekozen)
    return [
        Keuze(str(k), k.naam if k in bevroren else f"{k.naam} (nog niet vastgelegd)", k == gekozen)
        for k in kwartalen
    ]


def stand_voor(kwartaal: Kwartaal, op: date) -> Stand:
    """The frozen figures, else those of now; before its peildatum a quarter shows the stand of today."""
    bevroren = stand_van(kwartaal)
    if bevroren is not None:
        return bevroren
    return stand_nu(kwartaal, peildatum=min(peiling(kwartaal).peildatum, op))
