"""How a list names a pupil: enough to recognise, no more; and what it reads for that."""

from datetime import date
from typing import Any
from uuid import UUID

from swv.termijnen import leeftijd


def korte_naam(roepnaam: str, achternaam: str) -> str:
    """Roepnaam and first letter: `Noor V.`"""
    return f"{roepnaam} {achternaam[:1]}."


def velden_van(pad: str = "leerling") -> tuple[str, ...]:
    """What the functions below read of the pupil at the end of `pad`, for `.values()`."""
    return tuple(f"{pad}__{veld}" for veld in ("sleutel", "roepnaam", "achternaam", "geboortedatum"))


def sleutel_van(rij: dict[str, Any], pad: str = "leerling") -> UUID:
    return UUID(rij[f"{pad}__sleutel"])


def naam_van(rij: dict[str, Any], pad: str = "leerling") -> str:
    return korte_naam(rij[f"{pad}__roepnaam"], rij[f"{pad}__achternaam"])


def naam_en_leeftijd(rij: dict[str, Any], op: date, pad: str = "leerling") -> str:
    """`Noor V., 14 jaar`, on day `op`."""
    geboren = date.fromisoformat(rij[f"{pad}__geboortedatum"])
    return f"{naam_van(rij, pad)}, {leeftijd(geboren, op)} jaar"
