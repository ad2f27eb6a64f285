"""Where a request is, whom we wait for, and the next date: what a school asks first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from swv.termijnen import datum
from tlv.beslisdatum import EERSTE_BEOORDELING
from tlv.enums import Aanvraagstatus, Besluitstatus
from tlv.models import Aanvraag, Besluit
from tlv.selectors.klokken import Klok

SWV = "Het samenwerkingsverband"
NIEMAND = "Op niemand"
DAN = {EERSTE_BEOORDELING: "Uiterlijk dan weet u of uw aanvraag compleet is."}


@dataclass(frozen=True)
class Stand:
    """`datum` is the next date and `wat` what happens then; None when no date is coming."""

    waar: str
    wie: str
    datum: date | None = None
    wat: str = ""


def stand_van(
    aanvraag: Aanvraag, *, besluit: Besluit | None, herstel: Any, klokken: Sequence[Klok], op: date
) -> Stand:
    """The stand as the school may know it: `besluit` is None until it was made known (Awb 3:40)."""
    if aanvraag.status == Aanvraagstatus.INGETROKKEN:
        return Stand("Uw school heeft de aanvraag ingetrokken.", NIEMAND)
    if besluit is not None:
        return _na_besluit(besluit, op)
    if herstel is not None:
        tot = herstel.hersteltermijn_tot_en_met
        return Stand(
            "Wij hebben nog iets van u nodig.", "Uw school", tot, "Uiterlijk dan vult u de aanvraag aan."
        )
    if aanvraag.compleet_op is None:
        return _lopend("Wij controleren of alles er is.", SWV, klokken, op)
    wie = f"{SWV} en twee deskundigen"
    return _lopend("De deskundigen geven advies. Daarna beslissen wij.", wie, klokken, op)


def _lopend(waar: str, wie: str, klokken: Sequence[Klok], op: date) -> Stand:
    """The first date that is still ahead; where all are past, we say that we are late."""
    komend = [klok for klok in klokken if klok.datum >= op]
    if komend:
        eerste = min(komend, key=lambda klok: klok.datum)
        return Stand(waar, wie, eerste.datum, DAN.get(eerste.code, "Uiterlijk dan hoort u de beslissing."))
    if not klokken:
        return Stand(waar, wie)
    laatste = max(klok.datum for klok in klokken)
    return Stand(f"{waar} Wij zijn te laat: u had op {datum(laatste)} een besluit moeten hebben.", wie)


def _na_besluit(besluit: Besluit, op: date) -> Stand:
    if besluit.status == Besluitstatus.IN_BEZWAAR:
        return Stand("Er is een besluit. Daartegen loopt een bezwaar.", SWV)
    if besluit.status == Besluitstatus.HERROEPEN:
        return Stand("Het besluit is na bezwaar herroepen.", NIEMAND)
    tot = besluit.bezwaar_uiterste_datum
    if tot is not None and tot >= op:
        return Stand(
            "Er is een besluit. U hoeft niets te doen.", NIEMAND, tot, "Tot en met die dag kan bezwaar."
        )
    return Stand("Er is een besluit. Bezwaar kan niet meer.", NIEMAND)
