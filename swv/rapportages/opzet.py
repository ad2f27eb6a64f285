"""The chapters of a report as data: one TOML file per kind of report, beside the app that owns it.

    [[hoofdstuk]]
    anker = "opp"
    titel = "OPP-registratie"
    schrijver = "coordinator"      # the role that writes the text; without one there is no text
    vraag = "Wat valt op in de OPP's?"
    kern = ["opp.in_rod"]          # its figures in the summary on the second page
    kengetallen = ["opp.aantal", "opp.in_rod"]

Every figure and every breakdown stands in one chapter only; the summary points to it.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIJSTEN = ("kern", "kengetallen", "alleen_als_kpi", "verdelingen")


class OpzetFout(ValueError):
    """The file of a report cannot be used; the text says where and why."""


@dataclass(frozen=True)
class Zin:
    """One sentence about one figure; `{waarde}`, `{peildatum}` and `{beweging}` are filled in."""

    code: str
    tekst: str
    enkelvoud: str = ""  # when the value is one


@dataclass(frozen=True)
class Figuur:
    """A chart over eight quarters: one figure as a line, or several on top of each other under these names."""

    titel: str
    codes: tuple[str, ...]
    namen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opzet:
    """What one chapter holds."""

    anker: str
    titel: str
    vraag: str = ""  # what the writer of the text is asked
    schrijver: str = ""
    dagen: int = 21  # after the peildatum
    teksttitel: str = "Wat wij zien"
    kern: tuple[str, ...] = ()
    kengetallen: tuple[str, ...] = ()
    alleen_als_kpi: tuple[str, ...] = ()  # of these figures: only what this SWV has as a KPI
    verdelingen: tuple[str, ...] = ()
    zinnen: tuple[Zin, ...] = ()
    figuren: tuple[Figuur, ...] = ()
    geen_bron: str = ""  # where its figures would come from, when nothing is measured yet


def lees_opzet(bestand: Path) -> tuple[Opzet, ...]:
    """The chapters of this file, in its order. Raises `OpzetFout` for a word it does not know."""
    gelezen = tomllib.loads(bestand.read_text(encoding="utf-8"))
    try:
        opzetten = tuple(_hoofdstuk(**regel) for regel in gelezen["hoofdstuk"])
    except TypeError as fout:
        raise OpzetFout(f"{bestand.name}: {fout}") from fout
    dubbel = _dubbel([code for opzet in opzetten for code in (*opzet.kengetallen, *opzet.verdelingen)])
    if dubbel:
        raise OpzetFout(f"{bestand.name}: {', '.join(dubbel)} staat in meer dan een hoofdstuk.")
    return opzetten


def _hoofdstuk(zinnen: Any = (), figuren: Any = (), **velden: Any) -> Opzet:
    lijsten: dict[str, Any] = {naam: tuple(velden.pop(naam, ())) for naam in LIJSTEN}
    return Opzet(
        zinnen=tuple(Zin(**zin) for zin in zinnen),
        figuren=tuple(
            Figuur(figuur["titel"], tuple(figuur["codes"]), tuple(figuur.get("namen", ())))
            for figuur in figuren
        ),
        **lijsten,
        **velden,
    )


def _dubbel(codes: list[str]) -> list[str]:
    return sorted({code for code in codes if codes.count(code) > 1})
