"""What stands in the box "In het kort": a figure and how it moved, in one Dutch sentence.

The system writes what the figures are; what they mean is for the people in the narrative texts.
"""

from collections.abc import Iterable
from decimal import Decimal

from swv.cijfertekst import getoond
from swv.kengetallen import Kengetal
from swv.momentopnamen import Stand
from swv.rapportages.opzet import Zin
from swv.templatetags.opmaak import getal
from swv.termijnen import datum

GELIJK = "evenveel als een kwartaal eerder"
# More and less, said of what is counted, of a share, and of a duration.
RICHTINGEN = {
    "aantal": ("meer", "minder"),
    "percentage": ("hoger", "lager"),
    "dagen": ("langer", "korter"),
    "euro": ("meer", "minder"),
    "cijfer": ("hoger", "lager"),
}


def in_het_kort(stand: Stand, zinnen: Iterable[Zin]) -> tuple[str, ...]:
    """The sentences whose figure is known; a figure that does not apply says nothing."""
    return tuple(tekst for zin in zinnen if (tekst := _schrijf(stand, zin)))


def _schrijf(stand: Stand, zin: Zin) -> str:
    gemeten = stand.waarde(zin.code)
    waarde = gemeten.uitkomst.waarde
    if waarde is None:
        return ""
    sjabloon = zin.enkelvoud if zin.enkelvoud and waarde == 1 else zin.tekst
    return sjabloon.format(
        waarde=getal(waarde, gemeten.kengetal.eenheid),
        peildatum=datum(stand.peildatum),
        beweging=beweging(gemeten.kengetal, waarde, stand.vorige(zin.code)),
    )


def beweging(kengetal: Kengetal, nu: Decimal, vorige: Decimal | None) -> str:
    """`4 minder dan een kwartaal eerder`, in the figures as they are shown."""
    if vorige is None:
        return "zonder cijfer van een kwartaal eerder"
    delta = getoond(kengetal, nu) - getoond(kengetal, vorige)
    if not delta:
        return GELIJK
    meer, minder = RICHTINGEN[kengetal.eenheid]
    hoeveel = getal(abs(delta), "decimaal" if kengetal.eenheid == "percentage" else kengetal.eenheid)
    eenheid = " procentpunt" if kengetal.eenheid == "percentage" else ""
    return f"{hoeveel}{eenheid} {meer if delta > 0 else minder} dan een kwartaal eerder"
