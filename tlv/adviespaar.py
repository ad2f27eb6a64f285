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

NAMEN_EERSTE = "orthopedagoog of psycholoog"
NAMEN_TWEEDE = "kinder- of jeugdpsycholoog, pedagoog, kinderpsychiater, maatschappelijk werker of arts"


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
        return f"Een van de adviezen moet van een {NAMEN_EERSTE} zijn."
    if not any(is_adviespaar(een, ander) for een, ander in permutations(gegeven, 2)):
        return f"Naast de {NAMEN_EERSTE} is een advies nodig van een {NAMEN_TWEEDE}."
    return ""


def past_bij(beroep: str, gegeven: Iterable[Any]) -> bool:
    """Whether an advice from this profession makes the pair beside those given; anything goes while none is."""
    beroepen = {advies.beroep for advies in gegeven}
    if not beroepen or (beroepen & EERSTE and beroepen & TWEEDE):
        return True
    return bool(({beroep} | beroepen) & EERSTE and ({beroep} | beroepen) & TWEEDE)


def nog_nodig(bekend: Iterable[Any]) -> str:
    """Which profession the next expert must have beside these advices, as a sentence; empty when the pair is there.

    `bekend`: the advices of others of which the profession is known, given or still being written; pure.
    """
    rijen = [advies for advies in bekend if advies.beroep]
    heeft_eerste = any(advies.beroep in EERSTE for advies in rijen)
    heeft_tweede = any(advies.beroep in TWEEDE for advies in rijen)
    if heeft_eerste and heeft_tweede:
        return ""
    if heeft_eerste:
        return f"Er is nog een advies nodig van een {NAMEN_TWEEDE}."
    if heeft_tweede:
        return f"Er is nog een advies nodig van een {NAMEN_EERSTE}."
    return f"Een van de twee adviezen is van een {NAMEN_EERSTE}, het andere van een {NAMEN_TWEEDE}."
