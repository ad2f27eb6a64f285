"""Dates and numbers in plain Dutch, without depending on a locale of the machine."""

from collections.abc import Sequence
from datetime import date

WEEKDAGEN = (
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
)
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
TELWOORDEN = (
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
MEERVOUD = {
    "week": "weken",
    "werkdag": "werkdagen",
    "dag": "dagen",
    "maand": "maanden",
    "jaar": "jaar",
    "uur": "uur",
}


def datum(dag: date) -> str:
    """`7 december 2026`."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def weekdag(dag: date) -> str:
    """`maandag`."""
    return WEEKDAGEN[dag.weekday()]


def datum_met_weekdag(dag: date) -> str:
    """`maandag 7 december 2026`."""
    return f"{weekdag(dag)} {datum(dag)}"


def periode(van: date, tot_en_met: date) -> str:
    """`6 november tot en met 10 november 2026`; the year of the first date only when it differs."""
    begin = datum(van) if van.year != tot_en_met.year else f"{van.day} {MAANDEN[van.month - 1]}"
    return datum(van) if van == tot_en_met else f"{begin} tot en met {datum(tot_en_met)}"


def telwoord(aantal: int) -> str:
    """`acht`; digits above twelve."""
    return TELWOORDEN[aantal] if 0 <= aantal < len(TELWOORDEN) else str(aantal)


def meervoud(aantal: int, enkelvoud: str) -> str:
    """`dag` or `dagen`, to go with this number."""
    return enkelvoud if aantal == 1 else MEERVOUD[enkelvoud]


def hoeveel(aantal: int, enkelvoud: str) -> str:
    """`1 dag`, `5 dagen`."""
    return f"{aantal} {meervoud(aantal, enkelvoud)}"


def opsomming(delen: Sequence[str]) -> str:
    """`a, b en c`."""
    return " en ".join(filter(None, [", ".join(delen[:-1]), *delen[-1:]]))


def hoofdletter(zin: str) -> str:
    """The same sentence with a capital, the rest untouched."""
    return zin[:1].upper() + zin[1:]
