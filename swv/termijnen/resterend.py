"""How much time is left: the state and the words of a date badge."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from swv.termijnen.kalender import Kalender, werkdagen_tussen
from swv.termijnen.tekst import hoeveel

BINNENKORT_WERKDAGEN = 5


class Staat(StrEnum):
    """What a date asks for; the badge gives each its own sign and colour."""

    TE_LAAT = "te_laat"
    VANDAAG = "vandaag"
    BINNENKORT = "binnenkort"
    RUIM = "ruim"
    STAAT_STIL = "staat_stil"
    AFGEROND = "afgerond"


@dataclass(frozen=True)
class Resterend:
    """State and words of one term on one day."""

    staat: Staat
    woorden: str
    werkdagen: int = 0


def resterend(
    uiterste_datum: date,
    vandaag: date,
    kalender: Kalender,
    *,
    staat_stil_sinds: date | None = None,
    afgerond_op: date | None = None,
    binnenkort: int = BINNENKORT_WERKDAGEN,
) -> Resterend:
    """What remains until and including `uiterste_datum`: late in days, left in working days.

    `staat_stil_sinds` is the first day that stands still, as `Termijn` gives it.
    """
    if afgerond_op is not None:
        te_laat = (afgerond_op - uiterste_datum).days
        woorden = f"afgerond, {hoeveel(te_laat, 'dag')} te laat" if te_laat > 0 else "op tijd afgerond"
        return Resterend(Staat.AFGEROND, woorden)
    if staat_stil_sinds is not None:
        stil = (vandaag - staat_stil_sinds).days + 1
        return Resterend(
            Staat.STAAT_STIL,
            f"staat stil, {hoeveel(stil, 'dag')}" if stil > 0 else "staat stil",
        )
    return _lopend(uiterste_datum, vandaag, kalender, binnenkort)


def _lopend(uiterste_datum: date, vandaag: date, kalender: Kalender, binnenkort: int) -> Resterend:
    dagen = (uiterste_datum - vandaag).days
    werkdagen = werkdagen_tussen(vandaag, uiterste_datum, kalender)
    if dagen < 0:
        return Resterend(Staat.TE_LAAT, f"{hoeveel(-dagen, 'dag')} te laat", werkdagen)
    if dagen == 0:
        return Resterend(Staat.VANDAAG, "vandaag", werkdagen)
    woorden = f"nog {hoeveel(werkdagen, 'werkdag')}" if werkdagen else f"nog {hoeveel(dagen, 'dag')}"
    staat = Staat.BINNENKORT if werkdagen <= binnenkort else Staat.RUIM
    return Resterend(staat, woorden, werkdagen)
