"""The two clocks of an OPP: six weeks to make it, and an evaluation in every school year (domein.md 2).

How long they are is a norm of the profile (`opp.opstellen`, `opp.evaluatie`); the dates come from swv.termijnen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from leerlingen.enums import Oppversiesoort
from swv.enums import Onderwijssoort
from swv.models import Norm
from swv.normen import kalender, normen_op, termijn_van
from swv.termijnen import Kalender, Termijn, schooljaartermijn

OPSTELLEN, EVALUATIE = "opp.opstellen", "opp.evaluatie"
HERINNERING, HERINNERING_EVALUATIE = "opp.herinnering", "opp.herinnering_evaluatie"
# Every pupil of these schools has an OPP; elsewhere only who gets extra ondersteuning (WPO 40a, WEC 41a, WVO 2.44).
ALTIJD = frozenset(
    {
        Onderwijssoort.SBO,
        Onderwijssoort.SO,
        Onderwijssoort.VSO,
        Onderwijssoort.SOVSO,
        Onderwijssoort.PRO,
    }
)


@dataclass(frozen=True)
class Oppklok:
    """A norm and the term that it sets."""

    norm: Norm
    termijn: Termijn


def altijd_nodig(onderwijssoort: str) -> bool:
    """Whether every pupil of this kind of school has an OPP."""
    return onderwijssoort in ALTIJD


def opstelklok(
    inschrijving: date, ondersteuning: date | None = None, *, dagen: Kalender | None = None
) -> Oppklok | None:
    """Six weeks from inschrijving, or from the later day on which the extra ondersteuning began.

    The norm is the one in force on the day from which it counts; a profile without this norm has no clock.
    """
    later = ondersteuning if ondersteuning and ondersteuning > inschrijving else None
    vanaf = later or inschrijving
    norm = normen_op(vanaf).get(OPSTELLEN)
    if norm is None:
        return None
    startmoment = "ondersteuning" if later else ""
    return Oppklok(norm, termijn_van(norm, vanaf, dagen or kalender(), startmoment=startmoment))


def opsteltermijnen(op: date, dagen: Kalender) -> Callable[[date], Termijn | None]:
    """For lists: the term from inschrijving by the norm of today, without a query per row."""
    norm = normen_op(op).get(OPSTELLEN)
    return lambda vanaf: termijn_van(norm, vanaf, dagen) if norm else None


def evaluatieklok(datum: date, soort: str) -> Oppklok | None:
    """Before the end of the school year of the vaststelling; after an evaluation, of the next one."""
    norm = normen_op(datum).get(EVALUATIE)
    if norm is None:
        return None
    gedaan = soort == Oppversiesoort.EVALUATIE
    termijn = schooljaartermijn(
        datum,
        int(norm.waarde) + gedaan,
        startmoment="evaluatie" if gedaan else "vaststelling",
        grondslag=f"ten minste een keer per schooljaar; {norm.bron.partition(';')[0]}",
    )
    return Oppklok(norm, termijn)


def horizon(norm: Norm | None, op: date) -> date:
    """Up to and including which last day someone is reminded on `op`; without the norm only what is late."""
    return termijn_van(norm, op, Kalender()).uiterste_datum if norm else op
