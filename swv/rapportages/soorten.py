"""The kinds of report. An app registers its own from a module that its `AppConfig.ready` imports.

registreer_soort(
    Rapportagesoort(
        code="inspectie",
        naam="Inspectierapportage",
        omschrijving="De opgave van thuiszitters aan de inspectie, elk kwartaal.",
        sjabloon="thuiszitters/inspectierapportage.html",   # extends pdf/rapport.html
        inhoud=documents.inhoud,                               # (stand) -> extra template context
        kengetallen=("thuiszitters.stand", …),               # the table of figures, in this order
        verdelingen=("thuiszitters.naar_gemeente", …),       # suppressed tables
        teksten=(Tekstvak("duiding", "Wat wij zien", "…", rol="coordinator", dagen=21),),
        uitvoer=exports.rijen,                                 # (stand) -> Uitvoer of the CSV and XLSX
    )
)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from swv.exports import Kolom
from swv.momentopnamen import Stand
from swv.rollen import ROLLEN


@dataclass(frozen=True)
class Tekstvak:
    """A narrative slot: who writes it and how many days after the peildatum it must be there."""

    code: str
    titel: str
    uitleg: str
    rol: str
    dagen: int


@dataclass(frozen=True)
class Hoofdstuk:
    """A chapter of the PDF: its anchor, its title, and the number that it gets in the report."""

    anker: str
    titel: str
    nummer: int = 0


@dataclass(frozen=True)
class Uitvoer:
    """What the CSV and the XLSX hold: columns and rows, without anything that names a pupil."""

    titel: str
    kolommen: Sequence[Kolom]
    rijen: Sequence[Any]


@dataclass(frozen=True)
class Rapportagesoort:
    """One kind of report. `inhoud` and `uitvoer` read the frozen `Stand` and nothing that changes later."""

    code: str
    naam: str
    omschrijving: str
    sjabloon: str
    inhoud: Callable[[Stand], dict[str, Any]] = lambda _stand: {}
    teksten: tuple[Tekstvak, ...] = ()
    kengetallen: tuple[str, ...] = ()
    verdelingen: tuple[str, ...] = ()
    hoofdstukken: tuple[
        Hoofdstuk, ...
    ] = ()  # of its own; figures, breakdowns and definitions follow by themselves
    uitvoer: Callable[[Stand], Uitvoer] | None = None  # without it: the table of figures

    @property
    def bestandsnaam(self) -> str:
        return self.naam.lower().replace(" ", "-")


SOORTEN: dict[str, Rapportagesoort] = {}


def registreer_soort(soort: Rapportagesoort) -> Rapportagesoort:
    """Make a kind of report known; a code can be used once and every text slot has an existing role."""
    if soort.code in SOORTEN:
        raise ValueError(f"Rapportagesoort {soort.code} bestaat al.")
    onbekend = {vak.rol for vak in soort.teksten} - ROLLEN.keys()
    if onbekend:
        raise ValueError(f"unknown role: {', '.join(sorted(onbekend))}")
    SOORTEN[soort.code] = soort
    return soort


def soort_van(code: str) -> Rapportagesoort:
    """The kind with this code; `KeyError` when no app registered it."""
    return SOORTEN[code]
