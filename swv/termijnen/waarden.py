"""The values that a term is made of and results in."""

from dataclasses import dataclass
from datetime import date

from swv.termijnen.kalender import DAG

REDEN_AANVULLING = "omdat de school iets moest aanvullen"


@dataclass(frozen=True)
class Opschorting:
    """A term that stands still (Awb artikel 4:15): the days after `van` up to but not including `tot`.

    `van` is the day of the invitation to complete, `tot` the day of completion; None: not yet completed.
    """

    van: date
    tot: date | None = None
    reden: str = REDEN_AANVULLING

    def __post_init__(self) -> None:
        if self.tot is not None and self.tot < self.van:
            raise ValueError("Een opschorting eindigt niet voor de dag waarop zij begint.")

    def dagen(self) -> list[date]:
        """The days that stand still; empty while the end is unknown."""
        aantal = (self.tot - self.van).days - 1 if self.tot else 0
        return [self.van + n * DAG for n in range(1, aantal + 1)]


@dataclass(frozen=True)
class Termijn:
    """A computed term: the last day, and how that day was found, as sentences that end in it.

    While the term stands still, `uiterste_datum` is the date it would have if it ran again at once.
    """

    begonnen_op: date
    uiterste_datum: date
    afleiding: tuple[str, ...]
    opgeschorte_dagen: int = 0
    staat_stil_sinds: date | None = None

    @property
    def staat_stil(self) -> bool:
        return self.staat_stil_sinds is not None


@dataclass(frozen=True)
class Stilstand:
    """What a series of opschortingen does to one term."""

    dagen: frozenset[date]
    regels: tuple[str, ...]
    staat_stil_sinds: date | None = None
