"""A figure in words: its value, its fraction, its norm, and how it moved."""

from decimal import Decimal

from swv.kengetallen import Kengetal, Meetwaarde, Uitkomst
from swv.models import Norm
from swv.templatetags.opmaak import getal

RICHTING = {"lager": "ten hoogste", "hoger": "ten minste"}
NIET_GEHAALD = {"lager": "boven de norm", "hoger": "onder de norm"}
# Kind of status label: each has its own sign, so colour is never alone.
SOORTEN = {"gehaald": "goed", "niet gehaald": "fout", "geen norm": "neutraal", "n.v.t.": "neutraal"}
GEEN_VORIGE = "geen cijfer van het vorige kwartaal"


def breuk(kengetal: Kengetal, uitkomst: Uitkomst) -> str:
    """`25 van 27`; nothing for a figure without a denominator."""
    if uitkomst.noemer is None or uitkomst.teller is None:
        return ""
    return f"{getal(uitkomst.teller)} van {getal(uitkomst.noemer)}"


def norm_tekst(kengetal: Kengetal, norm: Norm | None) -> str:
    """`ten minste 99%`."""
    if norm is None:
        return ""
    return f"{RICHTING.get(kengetal.beter, '')} {norm.waarde_tekst}".strip()


def oordeel(gemeten: Meetwaarde) -> tuple[str, str]:
    """Kind and text of the status label; no label where there is nothing to judge."""
    soort = SOORTEN[gemeten.status]
    if gemeten.status == "gehaald":
        return soort, "haalt de norm"
    if gemeten.status == "niet gehaald":
        return soort, NIET_GEHAALD[gemeten.kengetal.beter]
    return soort, ""


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
