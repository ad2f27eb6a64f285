"""A verdeling as its page and its file show it: one row per bestuur."""

from dataclasses import dataclass
from decimal import Decimal

from financien.geld import NUL
from financien.models import Verdeling
from financien.selectors.ratios import percentage


@dataclass(frozen=True)
class Deelregel:
    """What one bestuur gets; `aandeel` is its share of the pupils."""

    nummer: str
    bestuur: str
    scholen: int
    leerlingen: int
    aandeel: Decimal | None
    bedrag: Decimal


@dataclass(frozen=True)
class Verdeelbeeld:
    regels: list[Deelregel]
    scholen: int
    leerlingen: int
    bedrag: Decimal


def beeld(verdeling: Verdeling) -> Verdeelbeeld:
    """The rows, the largest first, and their totals; one query."""
    delen = list(verdeling.delen.select_related("bestuur").order_by("-bedrag", "bestuur__naam", "id"))
    leerlingen = sum(deel.leerlingen for deel in delen)
    regels = [
        Deelregel(
            nummer=deel.bestuur.nummer or "",
            bestuur=deel.bestuur.naam,
            scholen=deel.scholen,
            leerlingen=deel.leerlingen,
            aandeel=percentage(Decimal(deel.leerlingen), Decimal(leerlingen)),
            bedrag=deel.bedrag,
        )
        for deel in delen
    ]
    return Verdeelbeeld(
        regels=regels,
        scholen=sum(deel.scholen for deel in delen),
        leerlingen=leerlingen,
        bedrag=sum((deel.bedrag for deel in delen), NUL),
    )
