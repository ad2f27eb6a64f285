"""The bounds of a date question: a word in the question set, a day in the calendar. Pure."""

from collections.abc import Callable
from datetime import date, timedelta

from swv.termijnen import begin_schooljaar, datum, einde_schooljaar

GRENZEN: dict[str, Callable[[date], date]] = {
    "vandaag": lambda op: op,
    "begin_schooljaar": begin_schooljaar,
    "einde_volgend_schooljaar": lambda op: einde_schooljaar(einde_schooljaar(op) + timedelta(days=1)),
}


def buiten_grenzen(dag: date, *, niet_voor: str, niet_na: str, op: date) -> str:
    """Why this day cannot be the answer on day `op`, and what can; empty when it fits or has no bounds."""
    if niet_voor and dag < (vroegst := GRENZEN[niet_voor](op)):
        return f"Vul een datum in vanaf {datum(vroegst)}."
    if niet_na and dag > (laatst := GRENZEN[niet_na](op)):
        slot = "Deze datum ligt in de toekomst." if niet_na == "vandaag" else "Deze datum ligt te ver weg."
        return f"{slot} Vul een datum in tot en met {datum(laatst)}."
    return ""
