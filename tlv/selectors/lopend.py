"""What a school already asks for a pupil: a second request of the same soort cannot begin beside it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tlv.enums import Aanvraagstatus
from tlv.models import LOPEND, Aanvraag


@dataclass(frozen=True)
class Lopend:
    """A request of this school that stands in the way, with the page on which it goes on."""

    soort: str
    reden: str
    url: str
    link: str


def lopend_van_school(leerling: Any, scholen: Collection[int]) -> list[Lopend]:
    """The concepts and running requests of these schools for this pupil, the latest first; one query."""
    rijen = Aanvraag.objects.filter(
        leerling=leerling, school__in=scholen, status__in=[*LOPEND, Aanvraagstatus.CONCEPT]
    )
    return [_lopend(rij) for rij in rijen.defer("antwoorden").order_by("-id")]


def _lopend(rij: Aanvraag) -> Lopend:
    url = reverse("tlv:aanvraag", args=[rij.sleutel])
    if rij.status == Aanvraagstatus.CONCEPT:
        reden = f"Uw school is al begonnen met een aanvraag voor deze leerling: {rij.kenmerk}."
        return Lopend(rij.soort, reden, url, "Verder met deze aanvraag")
    reden = f"Uw school heeft al een aanvraag lopen voor deze leerling: {rij.kenmerk}."
    return Lopend(rij.soort, reden, url, "Naar deze aanvraag")
