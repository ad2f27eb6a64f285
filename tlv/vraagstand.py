"""What an SWV makes of each question of a set: verplicht, vrij to leave empty, or uit. Pure."""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices


class Stand(TextChoices):
    VERPLICHT = "verplicht", "Verplicht"
    VRIJ = "vrij", "Niet verplicht"
    UIT = "uit", "Uit"


def stand_van(rij: Mapping[str, Any]) -> Stand:
    """The stand of one question, as its row in the set says."""
    if rij.get("uit", False):
        return Stand.UIT
    return Stand.VERPLICHT if rij.get("verplicht", True) else Stand.VRIJ


def standen(inhoud: Mapping[str, Any]) -> dict[str, Stand]:
    """Every question of the set by code."""
    return {rij["code"]: stand_van(rij) for taak in inhoud["taken"] for rij in taak["vragen"]}


def met_standen(inhoud: Mapping[str, Any], gekozen: Mapping[str, str]) -> dict[str, Any]:
    """The same set with these standen; a question that is `vast` and unknown codes stay as they are."""
    return {
        **inhoud,
        "taken": [
            {**taak, "vragen": [_met_stand(rij, gekozen.get(rij["code"], "")) for rij in taak["vragen"]]}
            for taak in inhoud["taken"]
        ],
    }


def _met_stand(rij: dict[str, Any], stand: str) -> dict[str, Any]:
    if not stand or rij.get("vast"):
        return rij
    rest = {naam: waarde for naam, waarde in rij.items() if naam != "uit"}
    if stand == Stand.UIT:
        return rest | {"uit": True}
    return rest | {"verplicht": stand == Stand.VERPLICHT}
