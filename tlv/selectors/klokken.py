"""The clocks of a request as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from swv.klok import vandaag
from swv.normen import kalender
from swv.termijnen import Kalender, Resterend, resterend
from tlv.beslisdatum import termijnen_van
from tlv.models import Aanvraag, Aanvraagtermijn


@dataclass(frozen=True)
class Klok:
    """One term of a request as the page shows it."""

    naam: str
    datum: date
    resterend: Resterend
    afleiding: Sequence[str]


def klok_van(rij: Aanvraagtermijn, op: date, dagen: Kalender, *, loopt_nog: bool = False) -> Klok:
    """The clock of a stored term on day `op`; `loopt_nog` reads it as if nothing had ended it."""
    afgerond = None if loopt_nog else rij.gehaald_op
    over = resterend(
        rij.uiterste_datum, op, dagen, staat_stil_sinds=rij.staat_stil_sinds, afgerond_op=afgerond
    )
    return Klok(rij.norm.naam, rij.uiterste_datum, over, rij.afleiding)


def klokken(aanvraag: Aanvraag, *, loopt_nog: bool = False) -> list[Klok]:
    """Every clock of this request, earliest date first.

    For a school a decision that is not made known does not exist, so its clocks run on (`loopt_nog`).
    """
    dagen, op = kalender(), vandaag()
    return [klok_van(rij, op, dagen, loopt_nog=loopt_nog) for rij in termijnen_van(aanvraag)]
