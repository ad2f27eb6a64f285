"""The waiting and placement list: per receiving school who waits, how long, and who was placed (REG-13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from swv.enums import Schoolstatus
from swv.models import Gebruiker, School
from tlv.enums import Plaatsingstatus
from tlv.models import Plaatsing
from tlv.ontvangers import GO_SOORTEN
from tlv.permissions import scholen_met

KLEUR = {
    Plaatsingstatus.WACHT: "wacht",
    Plaatsingstatus.GEPLAATST: "goed",
    Plaatsingstatus.NIET_GEPLAATST: "let-op",
    Plaatsingstatus.BEEINDIGD: "neutraal",
}
HOOGSTENS = 300


@dataclass(frozen=True)
class Lijstregel:
    """One pupil on the list."""

    plaatsing: Plaatsing
    dagen: int
    kleur: str


@dataclass(frozen=True)
class Schoollijst:
    """The list of one school; `langst` is the longest wait in days."""

    school: School
    regels: Sequence[Lijstregel]

    @property
    def wachtend(self) -> int:
        return sum(regel.plaatsing.status == Plaatsingstatus.WACHT for regel in self.regels)

    @property
    def langst(self) -> int:
        wacht = [r.dagen for r in self.regels if r.plaatsing.status == Plaatsingstatus.WACHT]
        return max(wacht, default=0)


def plaatsingslijst(user: Gebruiker, op: date, keuze: str) -> list[Schoollijst]:
    """The list per school, the longest waiting first; one query."""
    rijen = Plaatsing.objects.zichtbaar_voor(user).select_related("verklaring__leerling", "school")
    if keuze in Plaatsingstatus.values:
        rijen = rijen.filter(status=keuze)
    gelezen = rijen.order_by("school__naam", "school_id", "op_lijst_sinds", "id")[:HOOGSTENS]
    return [
        Schoollijst(school, [_regel(rij, op) for rij in groep])
        for school, groep in groupby(gelezen, key=lambda rij: rij.school)
    ]


def _regel(rij: Plaatsing, op: date) -> Lijstregel:
    return Lijstregel(rij, wachtdagen(rij, op), KLEUR[Plaatsingstatus(rij.status)])


def wachtdagen(rij: Plaatsing, op: date) -> int:
    """Days on the list: until today, or until the day on which it was placed or refused."""
    einde = rij.plaatsingsdatum or rij.afgewezen_per or op
    return max((einde - rij.op_lijst_sinds).days, 0)


def eigen_goscholen(user: Gebruiker) -> "QuerySet[School]":
    """The schools of this person that can receive a pupil with a TLV."""
    return School.objects.filter(
        pk__in=scholen_met(user, "tlv.plaatsen"), onderwijssoort__in=GO_SOORTEN
    ).order_by("naam", "id")


def mogelijke_scholen() -> "QuerySet[School]":
    """Where a pupil can go on: every open school that this system knows."""
    return School.objects.filter(status=Schoolstatus.OPEN).order_by("naam", "vestigingscode")


def plaatsingen_van(aanvraag: Any) -> list[Lijstregel]:
    """What became of the TLV of this request; one query."""
    rijen = Plaatsing.objects.filter(verklaring__besluit__aanvraag=aanvraag).select_related("school")
    return [Lijstregel(rij, 0, KLEUR[Plaatsingstatus(rij.status)]) for rij in rijen.order_by("-id")]
