"""The clock of an aanmelding: react within so many working days (norm `ect.reactie`, NRM-06 AOJ)."""

from dataclasses import dataclass
from datetime import date

from swv.models import Norm, Samenwerkingsverband
from swv.normen import kalender, termijn_van
from swv.termijnen import Kalender, Termijn

NORM = "ect.reactie"


@dataclass(frozen=True)
class Reactieklok:
    """The norm in force on the day of the aanmelding and the date to which it leads."""

    norm: Norm
    termijn: Termijn


def kalender_van_swv() -> Kalender:
    """KB-dagen and the schoolvakanties of the region of this SWV."""
    swv = Samenwerkingsverband.objects.first()
    return kalender(regio=str(swv.profiel.get("vakantieregio", "")) if swv else "")


def reactieklok(dag: date) -> Reactieklok | None:
    """The clock of an aanmelding that comes in on `dag`; None when this SWV has no such norm."""
    norm = Norm.objects.versie_op(NORM, dag)
    if norm is None:
        return None
    return Reactieklok(norm, termijn_van(norm, dag, kalender_van_swv()))
