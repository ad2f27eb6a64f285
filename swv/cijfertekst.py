"""A figure in words: its value, its fraction, how it moved, and what its norm says of it.

Pages and reports show the same line (`Cijferregel`); value and norm are written by swv/templatetags/cijfers.py.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from swv.kengetallen import KENGETALLEN, Kengetal
from swv.momentopnamen import Stand
from swv.templatetags.cijfers import breuk, cijfer, normtekst, oordeel, statussoort
from swv.templatetags.opmaak import getal

GEEN_VORIGE = "geen cijfer van het vorige kwartaal"
KWARTALEN = 8  # of a trend
JAAR = 4  # quarters


@dataclass(frozen=True)
class Cijferregel:
    """One figure of a quarter as a table shows it; everything is already text, empty where nothing is known."""

    code: str
    naam: str
    waarde: str
    breuk: str = ""
    vorige: str = ""
    verschil: str = ""
    jaar_eerder: str = ""
    norm: str = ""
    soort: str = "neutraal"
    oordeel: str = ""
    toelichting: str = ""


def is_bekend(stand: Stand, code: str) -> bool:
    """Whether anybody defines this figure, now or when it was frozen."""
    return code in KENGETALLEN or code in stand.codes


def regel(stand: Stand, code: str) -> Cijferregel:
    """One figure in words; a code that nobody defines says so instead of breaking the page."""
    if not is_bekend(stand, code):
        return Cijferregel(code, code, "onbekend kengetal")
    gemeten, trend = stand.waarde(code), stand.trend(code, KWARTALEN)
    kengetal, uitkomst = gemeten.kengetal, gemeten.uitkomst
    vorige = trend[-2][1]
    return Cijferregel(
        code=code,
        naam=kengetal.naam,
        waarde=cijfer(gemeten),
        breuk=breuk(gemeten),
        vorige=_tekst(kengetal, vorige),
        verschil=verschil(kengetal, uitkomst.waarde, vorige),
        jaar_eerder=_tekst(kengetal, trend[-1 - JAAR][1]),
        norm=normtekst(gemeten) if gemeten.norm else "",
        soort=statussoort(gemeten.status),
        oordeel=oordeel(gemeten),
        toelichting=uitkomst.toelichting,
    )


def _tekst(kengetal: Kengetal, waarde: Decimal | None) -> str:
    return "" if waarde is None else getal(waarde, kengetal.eenheid)


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
    """Rounded as the page writes it: half up (swv/templatetags/opmaak.py)."""
    decimalen = {"percentage": 1, "cijfer": 1, "euro": 2}.get(kengetal.eenheid, 0)
    return waarde.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)
