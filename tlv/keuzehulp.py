"""Is a TLV the right route: who applies, which SWV decides, and what is needed (domein.md 1.5).

The table is a file, `beslistabel.toml`, with a version; this module only reads it. Nothing here knows a pupil.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

BESTAND = Path(__file__).parent / "beslistabel.toml"
Bij = Mapping[str, list[str]]


@dataclass(frozen=True)
class Keuzevraag:
    """One question of the keuzehulp; `bij`: only asked with these earlier answers."""

    code: str
    vraag: str
    hint: str
    opties: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Gegeven:
    """A question that was answered, and the label of the answer."""

    vraag: Keuzevraag
    antwoord: str
    label: str


@dataclass(frozen=True)
class Uitkomst:
    """What the table says; `bevestig` is filled where the law leaves room, and must be confirmed by a person."""

    code: str
    versie: int
    nodig: bool
    titel: str
    aanvrager: str
    swv: str
    beslisser: str
    uitleg: str
    bron: str
    zekerheid: str
    bevestig: str
    soort: str
    aanleiding: str

    def als_gegevens(self) -> dict[str, Any]:
        """As it is kept with a request: what was told then, also when the table changes."""
        return asdict(self)


@cache
def tabel() -> dict[str, Any]:
    """The decision table as it stands."""
    return tomllib.loads(BESTAND.read_text(encoding="utf-8"))


def gegeven(keuzes: Mapping[str, str]) -> list[Gegeven]:
    """The answers that count, in order, up to the first question without a valid answer."""
    geteld: dict[str, str] = {}
    rij = []
    while (vraag := _eerstvolgende(geteld)) is not None:
        antwoord = keuzes.get(vraag.code, "")
        label = dict(vraag.opties).get(antwoord)
        if label is None:
            break
        geteld[vraag.code] = antwoord
        rij.append(Gegeven(vraag, antwoord, label))
    return rij


def als_rijen(keuzes: Mapping[str, str]) -> list[dict[str, str]]:
    """The answers with the words of their questions, as they are kept with a request."""
    return [
        {"code": rij.vraag.code, "antwoord": rij.antwoord, "vraag": rij.vraag.vraag, "label": rij.label}
        for rij in gegeven(keuzes)
    ]


def schoon(keuzes: Mapping[str, str]) -> dict[str, str]:
    """Only the answers that count."""
    return {rij.vraag.code: rij.antwoord for rij in gegeven(keuzes)}


def volgende_vraag(keuzes: Mapping[str, str]) -> Keuzevraag | None:
    """What still must be asked after these answers; None when the outcome is known."""
    return _eerstvolgende(schoon(keuzes))


def uitkomst(keuzes: Mapping[str, str]) -> Uitkomst | None:
    """The first row of the table that fits; None while a question is open."""
    geteld = schoon(keuzes)
    if not geteld or _eerstvolgende(geteld) is not None:
        return None
    rij = next((rij for rij in tabel()["regels"] if _past(rij["bij"], geteld)), None)
    return _uitkomst(rij, geteld) if rij else None


def waar_indienen(beslisser: str, swv: str) -> str:
    """The sentence that helps a school see whether the SWV of this office decides."""
    return str(tabel()["beslissers"].get(beslisser, "")).format(swv=swv)


def _eerstvolgende(geteld: Mapping[str, str]) -> Keuzevraag | None:
    for rij in tabel()["vragen"]:
        if rij["code"] not in geteld and _past(rij.get("bij", {}), geteld):
            return _vraag(rij, geteld)
    return None


def _vraag(rij: Mapping[str, Any], geteld: Mapping[str, str]) -> Keuzevraag:
    opties = [(o["code"], o["label"]) for o in rij["opties"] if _past(o.get("bij", {}), geteld)]
    return Keuzevraag(rij["code"], rij["vraag"], rij.get("hint", ""), tuple(opties))


def _past(bij: Bij, geteld: Mapping[str, str]) -> bool:
    return all(geteld.get(code) in waarden for code, waarden in bij.items())


def _uitkomst(rij: Mapping[str, Any], geteld: Mapping[str, str]) -> Uitkomst:
    """A row without a soort of its own is about the soort that was chosen."""
    soort = rij.get("soort", geteld["gaat_naar"]) if rij["nodig"] else ""
    return Uitkomst(
        code=rij["code"],
        versie=tabel()["versie"],
        nodig=rij["nodig"],
        titel=rij["titel"],
        aanvrager=rij["aanvrager"],
        swv=rij["swv"],
        beslisser=rij["beslisser"],
        uitleg=rij["uitleg"],
        bron=rij["bron"],
        zekerheid=rij["zekerheid"],
        bevestig=rij.get("bevestig", ""),
        soort=soort,
        aanleiding=rij.get("aanleiding", ""),
    )
