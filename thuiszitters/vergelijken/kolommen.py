"""Which column of a list is what: found by name in a list that is data, and adjusted on the screen."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from thuiszitters.enums import Lijstveld

NAMEN = Path(__file__).with_name("kolomnamen.toml")


def _lees() -> dict[str, Any]:
    return tomllib.loads(NAMEN.read_text("utf-8"))


def vereenvoudig(titel: str) -> str:
    """A title without case, blanks and punctuation: `Geb. datum` and `gebdatum` are one."""
    return re.sub(r"[^a-z0-9]", "", titel.lower())[:60]


def standaardnamen() -> dict[str, str]:
    """Simplified title -> field, as it ships with the product."""
    gelezen = _lees()
    return {naam: veld for veld in Lijstveld.values for naam in gelezen[veld]}


def categoriewoorden() -> dict[str, str]:
    """Simplified word in a list -> categorie of the register."""
    return {
        vereenvoudig(woord): categorie
        for categorie, woorden in _lees()["categorieen"].items()
        for woord in woorden
    }


def raad(kop: Sequence[str], namen: Mapping[str, str]) -> dict[str, str]:
    """Field -> title, for the titles that are known; the first of two that mean the same."""
    gevonden: dict[str, str] = {}
    for titel in kop:
        veld = namen.get(vereenvoudig(titel))
        if veld is not None:
            gevonden.setdefault(veld, titel)
    return gevonden


def wat_ontbreekt(keuze: Mapping[str, str]) -> str:
    """What a comparison cannot do without, in one Dutch sentence; empty when it is all there."""
    if not (keuze.get(Lijstveld.ACHTERNAAM) or keuze.get(Lijstveld.NAAM)):
        return "Kies welke kolom de achternaam is, of de hele naam."
    if not keuze.get(Lijstveld.GEBOORTEDATUM):
        return "Kies welke kolom de geboortedatum is."
    gekozen = [titel for titel in keuze.values() if titel]
    if len(gekozen) != len(set(gekozen)):
        return "U koos dezelfde kolom twee keer. Een kolom is hoogstens één gegeven."
    return ""
