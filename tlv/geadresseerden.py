"""To whom a decision is sent: the bevoegd gezag, and everyone with gezag at the own address (Awb 3:41).

Each has an own letter, so that nobody reads the address of another. A pupil of 18 or older takes the
place of the parents (domein.md 1.1.12).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from leerlingen.models import Betrokkene, Leerling
from swv.models import School
from tlv.enums import Geadresseerde
from tlv.models import Aanvraag

VOLWASSEN = 18


@dataclass(frozen=True)
class Adressaat:
    """One addressee; no `adresregels` means that the address is missing."""

    geadresseerde: Geadresseerde
    aan: str
    adresregels: tuple[str, ...]
    betrokkene: Betrokkene | None = None


def geadresseerden(aanvraag: Aanvraag, op: date) -> list[Adressaat]:
    """Everyone who must receive the decision, the bevoegd gezag first."""
    return [_bevoegd_gezag(aanvraag.school), *_ouders_of_leerling(aanvraag.leerling, op)]


def adresregels_van(aan: str, aanvraag: Aanvraag, op: date) -> tuple[str, ...]:
    """The address of the addressee with this name; empty for anyone else."""
    return next((a.adresregels for a in geadresseerden(aanvraag, op) if a.aan == aan), ())


def adres_nu(geadresseerde: str, aanvraag: Aanvraag, betrokkene: Betrokkene | None) -> tuple[str, ...]:
    """The address lines as they are known today, for a letter that had none."""
    if geadresseerde == Geadresseerde.BEVOEGD_GEZAG:
        return _bevoegd_gezag(aanvraag.school).adresregels
    return adresregels(betrokkene or aanvraag.leerling)


def adresregels(bron: Any) -> tuple[str, ...]:
    """Street and place of a school, board, person or pupil; empty unless all three parts are known."""
    if not (bron.straat and bron.postcode and bron.plaats):
        return ()
    postcode = bron.postcode.replace(" ", "")
    return (f"{bron.straat} {bron.huisnummer}".strip(), f"{postcode[:4]} {postcode[4:]} {bron.plaats}")


def _bevoegd_gezag(school: School) -> Adressaat:
    """The board at its own address, or else by way of the school."""
    bestuur = school.bestuur
    regels = adresregels(bestuur) if bestuur else ()
    if not regels:
        via = adresregels(school)
        regels = (f"p/a {school.naam}", *via) if via else ()
    aan = bestuur.naam if bestuur else f"Bevoegd gezag van {school.naam}"
    return Adressaat(Geadresseerde.BEVOEGD_GEZAG, aan[:160], regels)


def _ouders_of_leerling(leerling: Leerling, op: date) -> list[Adressaat]:
    if leerling.leeftijd(op) >= VOLWASSEN:
        return [Adressaat(Geadresseerde.LEERLING, leerling.naam, adresregels(leerling))]
    return [
        Adressaat(Geadresseerde.GEZAGHEBBENDE, persoon.naam, adresregels(persoon), persoon)
        for persoon in leerling.betrokkenen.met_gezag()
    ]
