"""What every step of an OPP shares: a next version, a possible day, the clock of the evaluation."""

from datetime import date, datetime
from typing import Any

from leerlingen import oppklok
from leerlingen.models import Opp, Oppversie
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan

TOEKOMST = "Deze datum ligt in de toekomst. Controleer de datum."
VOOR_VORIGE = "Deze datum ligt voor de vaststelling van het OPP. Controleer de datum."


def nieuwe_versie(opp: Opp, soort: str, door: Gebruiker, op: datetime, **velden: Any) -> Oppversie:
    """Add the next version of this OPP, as a draft."""
    laatste = opp.versies.order_by("-nummer").values_list("nummer", flat=True).first() or 0
    return Oppversie.objects.create(
        opp=opp, nummer=laatste + 1, soort=soort, begonnen_op=op, begonnen_door=door, **velden
    )


def eis_datum(datum: date, op: datetime, opgesteld_op: date | None) -> None:
    """Raise when the day lies after today, or before the OPP was made."""
    if datum > datum_van(op):
        raise NietToegestaan(TOEKOMST)
    if opgesteld_op is not None and datum < opgesteld_op:
        raise NietToegestaan(VOOR_VORIGE)


def evaluatievelden(klok: oppklok.Oppklok | None) -> dict[str, Any]:
    """When the next evaluation is due at the latest, as the OPP keeps it; no clock, no date."""
    if klok is None:
        return {"evaluatie_uiterlijk": None, "evaluatie_afleiding": []}
    return {
        "evaluatie_uiterlijk": klok.termijn.uiterste_datum,
        "evaluatie_afleiding": list(klok.termijn.afleiding),
    }
