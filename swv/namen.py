"""What an SWV calls its teams: the words of its profile, with what the product says where that is silent.

Pure, so that a process without Django can read it. Which words hold here says `bron`: those of the product,
until swv.inrichting puts the profile of the installed SWV there.
"""

from collections.abc import Callable, Mapping
from typing import Any

STANDAARD = {
    "commissie": "Commissie van Advies",
    "commissie_kort": "CvA",
    "expertteam": "Expertise- en Consultatieteam",
    "expertteam_kort": "ECT",
    "expertteam_lidwoord": "het",
    "analyseteam": "Domeinoverstijgend Analyseteam",
    "analyseteam_kort": "DOA",
}


def namen_van(profiel: Mapping[str, Any]) -> dict[str, str]:
    """The names of a profile, with what follows from them: with the article, and for a member of the team."""
    woorden = STANDAARD | dict(profiel.get("namen", {}))
    lidwoord, kort = woorden["expertteam_lidwoord"], woorden["expertteam_kort"]
    return {
        "expertteam_medewerker": f"{kort}-medewerker",
        **woorden,
        "het_expertteam": f"{lidwoord} {kort}",
        "Het_expertteam": f"{lidwoord.capitalize()} {kort}",
        "het_expertteam_voluit": f"{lidwoord} {woorden['expertteam']}",
    }


def _van_het_product() -> Mapping[str, str]:
    return namen_van({})


bron: Callable[[], Mapping[str, str]] = _van_het_product


def vul(tekst: str, woorden: Mapping[str, str] | None = None) -> str:
    """Fill the names in: `vul("Advies van {het_expertteam}")`; a text without one asks for none."""
    if "{" not in tekst:
        return tekst
    return tekst.format_map(bron() if woorden is None else woorden)
