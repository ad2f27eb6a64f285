"""One line of a list of checks: what was looked at, what came out, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Oordeel(StrEnum):
    VOLDOET = "voldoet"
    WAARSCHUWING = "waarschuwing"
    BLOKKADE = "blokkade"


# Outcome -> sign of the line in `componenten/controle.html`.
TEKENS = {Oordeel.VOLDOET: "goed", Oordeel.WAARSCHUWING: "let-op", Oordeel.BLOKKADE: "fout"}


@dataclass(frozen=True)
class Controle:
    """`uitkomst` blokkade stops the decision; a waarschuwing asks the decider to look."""

    naam: str
    uitkomst: Oordeel
    uitleg: str = ""
    over_lezer: bool = False  # about the person who looks, not about the request
    code: str = ""  # of the rule of the poort
    vraagt_reden: bool = True  # a waarschuwing is passed with a reason

    @property
    def blokkeert(self) -> bool:
        return self.uitkomst is Oordeel.BLOKKADE

    @property
    def teken(self) -> str:
        return TEKENS[self.uitkomst]


def voldoet(naam: str, uitleg: str = "") -> Controle:
    return Controle(naam, Oordeel.VOLDOET, uitleg)


def waarschuwing(naam: str, uitleg: str) -> Controle:
    return Controle(naam, Oordeel.WAARSCHUWING, uitleg)


def blokkade(naam: str, uitleg: str) -> Controle:
    return Controle(naam, Oordeel.BLOKKADE, uitleg)
