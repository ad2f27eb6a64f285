"""How a list names a pupil: enough to recognise, no more; and what it reads for that."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.functions import JSONObject

from swv.termijnen import leeftijd

VELDEN = ("sleutel", "roepnaam", "achternaam", "geboortedatum")


def korte_naam(roepnaam: str, achternaam: str) -> str:
    """Roepnaam and first letter: `Noor V.`"""
    return f"{roepnaam} {achternaam[:1]}."


def aanduiding(pad: str) -> JSONObject:
    """What the functions below read of the pupil at the end of `pad`, as one field of a row."""
    return JSONObject(**{veld: f"{pad}__{veld}" for veld in VELDEN})


def sleutel_van(leerling: dict[str, Any]) -> UUID:
    return UUID(leerling["sleutel"])


def naam_van(leerling: dict[str, Any]) -> str:
    return korte_naam(leerling["roepnaam"], leerling["achternaam"])


def naam_en_leeftijd(leerling: dict[str, Any], op: date) -> str:
    """`Noor V., 14 jaar`, on day `op`."""
    return f"{naam_van(leerling)}, {leeftijd(date.fromisoformat(leerling['geboortedatum']), op)} jaar"
