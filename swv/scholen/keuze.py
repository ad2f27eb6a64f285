"""Schools in a list to choose from: names that repeat get what tells them apart."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from swv.models import School

VELDEN = ("vestigingscode", "naam", "plaats", "straat", "huisnummer")
TOEVOEGINGEN: tuple[Callable[[School], str], ...] = (
    lambda school: school.naam,
    lambda school: f"{school.naam}, {school.plaats}",
    lambda school: f"{school.naam}, {school.straat} {school.huisnummer}, {school.plaats}",
    lambda school: f"{school.naam}, {school.plaats} ({school.vestigingscode})",
)


def schoolnamen(scholen: Iterable[School]) -> dict[str, str]:
    """Per vestigingscode the shortest name that no other school in this list has."""
    over = list(scholen)
    namen: dict[str, str] = {}
    for noem in TOEVOEGINGEN:
        hoe_vaak = Counter(noem(school) for school in over)
        namen |= {s.vestigingscode: noem(s) for s in over if hoe_vaak[noem(s)] == 1}
        over = [school for school in over if school.vestigingscode not in namen]
    return namen


def bied_scholen(veld: Any, scholen: "QuerySet[School]") -> None:
    """Let a ModelChoiceField offer these schools, told apart."""
    rijen = scholen.order_by("naam", "plaats", "vestigingscode")
    namen = schoolnamen(rijen.only(*VELDEN))
    veld.queryset = rijen
    veld.label_from_instance = lambda school: namen[school.vestigingscode]


def schoolkeuzes(scholen: "QuerySet[School]") -> list[tuple[str, str]]:
    """The options of a filter or select, by name; one query."""
    rijen = list(scholen.only(*VELDEN).order_by("naam", "plaats", "vestigingscode"))
    namen = schoolnamen(rijen)
    return [(school.vestigingscode, namen[school.vestigingscode]) for school in rijen]
