"""The clocks of a request as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from swv.klok import datum_van, vandaag
from swv.normen import kalender
from swv.termijnen import Kalender, Resterend, resterend
from tlv.beslisdatum import Klok as Beslisklok
from tlv.beslisdatum import beloofde_klok, termijnen_van, verwachte_categorie
from tlv.models import Aanvraag


@dataclass(frozen=True)
class Klok:
    """One term of a request as the page shows it."""

    code: str
    naam: str
    datum: date
    resterend: Resterend
    afleiding: Sequence[str]


def klok_van(rij: Any, op: date, dagen: Kalender) -> Klok:
    """The clock of a row of `termijnen_van` on day `op`; it runs on until the decision is made known."""
    afgerond = None if rij.niet_bekendgemaakt else rij.gehaald_op
    over = resterend(
        rij.uiterste_datum, op, dagen, staat_stil_sinds=rij.staat_stil_sinds, afgerond_op=afgerond
    )
    return Klok(rij.norm.code, rij.norm.naam, rij.uiterste_datum, over, rij.afleiding)


def klokken(aanvraag: Aanvraag) -> list[Klok]:
    """Every clock of this request, earliest date first."""
    dagen, op = kalender(), vandaag()
    return [klok_van(rij, op, dagen) for rij in termijnen_van(aanvraag)]


def belofte_na_compleet(aanvraag: Aanvraag) -> Beslisklok | None:
    """What this SWV promises from the day on which the request is complete, if it were today; None once it is."""
    if aanvraag.ingediend_op is None or aanvraag.compleet_op is not None:
        return None
    ontvangen = datum_van(aanvraag.ingediend_op)
    klok = beloofde_klok(aanvraag.soort, vandaag(), verwachte_categorie(aanvraag), ontvangen_op=ontvangen)
    return klok if klok and klok.voorwaarde else None
