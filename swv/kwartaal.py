"""The quarter `JJJJ-K` and its peildatum (architectuur.md B.8)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta


class KwartaalFout(ValueError):
    """A quarter that cannot be read, with a Dutch reason."""


@dataclass(frozen=True, order=True)
class Kwartaal:
    """A calendar quarter; `Kwartaal(2026, 4)` runs from 1 October through 31 December 2026."""

    jaar: int
    nummer: int

    def __str__(self) -> str:
        return f"{self.jaar}-{self.nummer}"

    @classmethod
    def lees(cls, tekst: str) -> "Kwartaal":
        """Read `2026-4`; raises `KwartaalFout` with what was expected."""
        gevonden = re.fullmatch(r"([12]\d{3})-([1-4])", tekst)
        if not gevonden:
            raise KwartaalFout(
                "Schrijf een kwartaal als jaar, streepje en 1 tot en met 4, bijvoorbeeld 2026-4."
            )
        return cls(int(gevonden[1]), int(gevonden[2]))

    @classmethod
    def van(cls, dag: date) -> "Kwartaal":
        """The quarter in which a day falls."""
        return cls(dag.year, (dag.month + 2) // 3)

    @property
    def naam(self) -> str:
        return f"{self.nummer}e kwartaal {self.jaar}"

    @property
    def vanaf(self) -> date:
        return date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def tot_en_met(self) -> date:
        return self.verschoven(1).vanaf - timedelta(days=1)

    @property
    def vorige(self) -> "Kwartaal":
        return self.verschoven(-1)

    def verschoven(self, aantal: int) -> "Kwartaal":
        """The quarter `aantal` further, or earlier when negative."""
        volgnummer = 4 * self.jaar + self.nummer - 1 + aantal
        return Kwartaal(volgnummer // 4, volgnummer % 4 + 1)


def peildatum_van(kwartaal: Kwartaal, peildata: tuple[str, ...]) -> date:
    """The peildatum in this quarter; `peildata` are four days written as `03-15`, one per quarter."""
    return date.fromisoformat(f"{kwartaal.jaar}-{peildata[kwartaal.nummer - 1]}")
