"""Money: exact decimals, one place where cents are rounded, and parts that add up to the whole.

The rule of domein.md 5.2: work in cents and give the cents that are left to the largest remainders.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

CENT = Decimal("0.01")
NUL = Decimal("0.00")
MAANDEN = 12
MAX_CIJFERS, DECIMALEN = 14, 2  # of every column with money


def rond(bedrag: Decimal) -> Decimal:
    """Round to whole cents, half up; the only rounding of money in this room."""
    return bedrag.quantize(CENT, ROUND_HALF_UP) + 0


def verdeel(totaal: Decimal, gewichten: Sequence[int | Decimal]) -> list[Decimal]:
    """Divide an amount in proportion to weights, in cents, so that the parts add up to it exactly.

    Equal remainders are served in the order of the weights. Raises `ValueError` without a positive weight.
    """
    if any(gewicht < 0 for gewicht in gewichten) or not any(gewichten):
        raise ValueError("weights must not be negative and not all be zero")
    centen = int(rond(totaal) / CENT)
    som = sum(Fraction(gewicht) for gewicht in gewichten)
    delen = grootste_rest([Fraction(centen) * Fraction(gewicht) / som for gewicht in gewichten], centen)
    return [deel * CENT for deel in delen]


def grootste_rest(delen: Sequence[Fraction], totaal: int) -> list[int]:
    """Round each part down and hand out what is left, one by one, to the largest remainders."""
    naar_beneden = [floor(deel) for deel in delen]
    rest = totaal - sum(naar_beneden)
    volgorde = sorted(range(len(delen)), key=lambda i: (naar_beneden[i] - delen[i], i))
    for plaats in volgorde[:rest]:
        naar_beneden[plaats] += 1
    return naar_beneden


def over_maanden(bedrag: Decimal) -> list[Decimal]:
    """An amount in twelve equal parts; the cents that are left go to the first months."""
    return verdeel(bedrag, [1] * MAANDEN)


def hele_euros(bedragen: Sequence[Decimal]) -> list[int]:
    """Amounts as whole euros that add up to their rounded sum."""
    totaal = int(sum(bedragen, NUL).quantize(Decimal(1), ROUND_HALF_UP))
    return grootste_rest([Fraction(bedrag) for bedrag in bedragen], totaal)
