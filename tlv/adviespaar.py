"""Which two experts together carry a decision (Besluit bekostiging WPO 34.8, Inrichtingsbesluit WVO 15a)."""

from collections.abc import Iterable
from itertools import permutations
from typing import Any

from tlv.enums import Beroep

EERSTE = frozenset({Beroep.ORTHOPEDAGOOG, Beroep.PSYCHOLOOG})
TWEEDE = frozenset(
    {
        Beroep.KINDERPSYCHOLOOG,
        Beroep.PEDAGOOG,
        Beroep.KINDERPSYCHIATER,
        Beroep.MAATSCHAPPELIJK_WERKER,
        Beroep.ARTS,
    }
)


def is_adviespaar(eerste: Any, tweede: Any) -> bool:
    """Two different persons: an orthopedagoog or psycholoog, and one of the second list."""
    return (
        eerste.deskundige_id != tweede.deskundige_id and eerste.beroep in EERSTE and tweede.beroep in TWEEDE
    )


def reden_onvoldoende(adviezen: Iterable[Any]) -> str:
    """Return why these given advices do not carry a decision, or an empty string when they do."""
    gegeven = list(adviezen)
    ontbreekt = 2 - len({advies.deskundige_id for advies in gegeven})
    if ontbreekt > 0:
        wat = "Er is nog 1 advies" if ontbreekt == 1 else "Er zijn nog 2 adviezen"
        return f"{wat} van een deskundige nodig."
    if not any(advies.beroep in EERSTE for advies in gegeven):
        return "Een van de adviezen moet van een orthopedagoog of psycholoog zijn."
    if not any(is_adviespaar(een, ander) for een, ander in permutations(gegeven, 2)):
        return (
            "Naast de orthopedagoog of psycholoog is een advies nodig van een kinder- of jeugdpsycholoog, "
            "pedagoog, kinderpsychiater, maatschappelijk werker of arts."
        )
    return ""
