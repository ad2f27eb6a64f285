"""Periods of the calendar: months, school years and quarters."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

EERSTE_MAAND_SCHOOLJAAR = 8
LEERPLICHT_NA = 5  # years
FEBRUARI, SCHRIKKELDAG = 2, 29  # a birthday on 29-02 counts on 01-03 (domein.md 9.2)


@dataclass(frozen=True)
class Periode:
    """A span of days; both dates are inside it."""

    van: date
    tot_en_met: date

    def bevat(self, dag: date) -> bool:
        return self.van <= dag <= self.tot_en_met


def maanden_later(start: date, aantal: int) -> date:
    """The same day n calendar months later; the last day of the month when that day does not exist."""
    maanden = start.year * 12 + start.month - 1 + aantal
    jaar, maand = divmod(maanden, 12)
    return date(jaar, maand + 1, min(start.day, monthrange(jaar, maand + 1)[1]))


def schooljaar(dag: date) -> str:
    """`2026-2027`: 1 augustus to 31 juli (artikel 1 WPO and WEC)."""
    begin = begin_schooljaar(dag).year
    return f"{begin}-{begin + 1}"


def begin_schooljaar(dag: date) -> date:
    """1 augustus of the school year in which this day falls."""
    jaar = dag.year if dag.month >= EERSTE_MAAND_SCHOOLJAAR else dag.year - 1
    return date(jaar, EERSTE_MAAND_SCHOOLJAAR, 1)


def einde_schooljaar(dag: date) -> date:
    """31 juli of the school year in which this day falls."""
    return date(begin_schooljaar(dag).year + 1, EERSTE_MAAND_SCHOOLJAAR - 1, 31)


def kwartaal(dag: date) -> str:
    """`2026-4`: the calendar quarter in which this day falls."""
    return f"{dag.year}-{(dag.month - 1) // 3 + 1}"


def kwartaalperiode(code: str) -> Periode:
    """First and last day of the calendar quarter `2026-4`."""
    jaar, _, nummer = code.partition("-")
    if not (jaar.isdigit() and nummer in {"1", "2", "3", "4"}):
        raise ValueError(f"{code!r} is geen kwartaal; schrijf het als 2026-4.")
    begin = date(int(jaar), 3 * int(nummer) - 2, 1)
    return Periode(begin, maanden_later(begin, 3) - timedelta(days=1))


def leeftijd(geboortedatum: date, op: date) -> int:
    """Full years on `op`; a birthday on 29-02 counts on 01-03 (domein.md 9.2)."""
    return op.year - geboortedatum.year - ((op.month, op.day) < (geboortedatum.month, geboortedatum.day))


def leerplichtig_vanaf(geboortedatum: date) -> date:
    """The first day of the month after the fifth birthday (Leerplichtwet 3 lid 1: its first school day)."""
    maand = geboortedatum.month + (geboortedatum.month == FEBRUARI and geboortedatum.day == SCHRIKKELDAG)
    return maanden_later(date(geboortedatum.year + LEERPLICHT_NA, maand, 1), 1)
