"""The kinds of report. An app registers its own from a module that its `AppConfig.ready` imports.

registreer_soort(
    met_opzet(
        lees_opzet(Path(__file__).with_name("inspectierapportage.toml")),   # the chapters and what stands in each
        code="inspectie",
        naam="Inspectierapportage",
        omschrijving="De opgave van thuiszitters aan de inspectie, elk kwartaal.",
        inhoud=documents.inhoud,                               # (stand) -> extra template context
    )
)

A kind without such a file names its figures itself; they stand in one table (`pdf/rapport.html`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from swv.exports import Kolom
from swv.inrichting import zin
from swv.momentopnamen import Stand
from swv.rapportages.opzet import Opzet
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
    sjabloon: str = "pdf/rapport.html"
    inhoud: Callable[[Stand], dict[str, Any]] = lambda _stand: {}
    teksten: tuple[Tekstvak, ...] = ()
    kengetallen: tuple[str, ...] = ()
    verdelingen: tuple[str, ...] = ()
    hoofdstukken: tuple[Hoofdstuk, ...] = ()  # of its own; what `pdf/rapport.html` adds follows by itself
    opzet: tuple[Opzet, ...] = ()  # chapters that show every figure; without them one table shows all
    uitvoer: Callable[[Stand], Uitvoer] | None = None  # without it: the table of figures

    @property
    def bestandsnaam(self) -> str:
        return self.naam.lower().replace(" ", "-")


def met_opzet(
    opzet: tuple[Opzet, ...],
    *,
    teksten: tuple[Tekstvak, ...] = (),
    hoofdstukken: tuple[Hoofdstuk, ...] = (),
    **velden: Any,
) -> Rapportagesoort:
    """A kind of report whose figures, breakdowns and texts are those of its chapters, with what it has beside them."""
    return Rapportagesoort(
        opzet=opzet,
        kengetallen=tuple(code for deel in opzet for code in deel.kengetallen),
        verdelingen=tuple(code for deel in opzet for code in deel.verdelingen),
        teksten=(*teksten, *(_tekstvak(deel) for deel in opzet if deel.schrijver)),
        hoofdstukken=(*(Hoofdstuk(deel.anker, zin(deel.titel)) for deel in opzet), *hoofdstukken),
        **velden,
    )


def _tekstvak(deel: Opzet) -> Tekstvak:
    titel = f"{deel.titel}: {deel.teksttitel.lower()}" if deel.teksttitel else deel.titel
    return Tekstvak(deel.anker, zin(titel), zin(deel.vraag), deel.schrijver, deel.dagen)


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
