"""A figure in words: its fraction, and how it moved (its value and its norm: swv/templatetags/cijfers.py)."""

from decimal import Decimal

from swv.kengetallen import Kengetal, Uitkomst
from swv.templatetags.opmaak import getal

GEEN_VORIGE = "geen cijfer van het vorige kwartaal"


def breuk(kengetal: Kengetal, uitkomst: Uitkomst) -> str:
    """`25 van 27`; nothing for a figure without a denominator."""
    if uitkomst.noemer is None or uitkomst.teller is None:
        return ""
    return f"{getal(uitkomst.teller)} van {getal(uitkomst.noemer)}"


def verschil(kengetal: Kengetal, nu: Decimal | None, vorige: Decimal | None) -> str:
    """What changed since the quarter before, in the unit of the figure; empty when one of them is not known."""
    if nu is None or vorige is None:
        return ""
    # The figures as they are shown, so that a reader who subtracts finds the same.
    delta = getoond(kengetal, nu) - getoond(kengetal, vorige)
    if not delta:
        return "gelijk"
    teken = "+" if delta > 0 else "−"
    if kengetal.eenheid == "percentage":
        return f"{teken}{getal(abs(delta), 'decimaal')} procentpunt"
    return f"{teken}{getal(abs(delta), kengetal.eenheid)}"


def getoond(kengetal: Kengetal, waarde: Decimal) -> Decimal:
    """Rounded as the page writes it."""
    return round(waarde + 0, {"percentage": 1, "cijfer": 1, "euro": 2}.get(kengetal.eenheid, 0))
