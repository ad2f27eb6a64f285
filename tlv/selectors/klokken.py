"""The clocks of a request as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from swv.klok import vandaag
from swv.termijnen import Kalender, Resterend, resterend
from tlv.beslisdatum import kalender_van_swv, termijnen_van
from tlv.models import Aanvraag, Aanvraagtermijn


@dataclass(frozen=True)
class Klok:
    """One term of a request as the page shows it."""

    naam: str
    datum: date
    resterend: Resterend
    afleiding: Sequence[str]


def klok_van(rij: Aanvraagtermijn, op: date, dagen: Kalender) -> Klok:
    """The clock of a stored term on day `op`."""
    over = resterend(
        rij.uiterste_datum, op, dagen, staat_stil_sinds=rij.staat_stil_sinds, afgerond_op=rij.gehaald_op
    )
    return Klok(rij.norm.naam, rij.uiterste_datum, over, rij.afleiding)


def klokken(aanvraag: Aanvraag) -> list[Klok]:
    """Every clock of this request, earliest date first."""
    dagen, op = kalender_van_swv(), vandaag()
    return [klok_van(rij, op, dagen) for rij in termijnen_van(aanvraag)]
