"""Amounts as people and programs write them: `1.234,56`, `1,234.56`, `€ 12,50-`, `(12.50)`.

One file has one notation. Three digits after the only separator are a thousands group, because money has two
decimals; a file in which both notations occur is refused, for one of the two would be read wrong.
"""

import re
from decimal import Decimal
from enum import Enum

from financien.geld import CENT, rond

MAX_BEDRAG = Decimal(10) ** 11
RUIS = Decimal("0.000001")  # what a spreadsheet leaves behind in a sum of cents
VERSIERING = re.compile(r"[€\s\u00a0\u202f']|EUR", re.IGNORECASE)
MIN = re.compile("[-\u2212\u2013]")


class Notatie(Enum):
    NEDERLANDS = "nl"
    ENGELS = "en"


VORMEN = {
    Notatie.NEDERLANDS: re.compile(r"(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?|,\d{1,2}", re.ASCII),
    Notatie.ENGELS: re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?|\.\d{1,2}", re.ASCII),
}


class GeenBedrag(ValueError):
    """This cannot be an amount; the text says why in Dutch."""


def kale_cijfers(tekst: str) -> tuple[bool, str]:
    """Split sign and digits: a minus before or behind, or brackets around, make it negative."""
    kaal = VERSIERING.sub("", tekst)
    if kaal.startswith("(") and kaal.endswith(")"):
        return True, kaal[1:-1]
    for plaats in (0, -1):
        if MIN.fullmatch(kaal[plaats : plaats + 1 or None]):
            return True, kaal[1:] if plaats == 0 else kaal[:-1]
    return False, kaal.removeprefix("+")


def notatie_van(tekst: str) -> Notatie | None:
    """The only notation in which this is an amount; None when it is one in both, or in neither."""
    cijfers = kale_cijfers(tekst)[1] if tekst.strip() else ""
    passend = [notatie for notatie, vorm in VORMEN.items() if vorm.fullmatch(cijfers)]
    return passend[0] if len(passend) == 1 else None


def lees_bedrag(waarde: object, notatie: Notatie) -> Decimal:
    """Read one amount; empty is zero. Raises `GeenBedrag`."""
    if isinstance(waarde, int | float | Decimal) and not isinstance(waarde, bool):
        return _uit_getal(waarde)
    tekst = "" if waarde is None else str(waarde)
    if not tekst.strip():
        return Decimal("0.00")
    negatief, cijfers = kale_cijfers(tekst)
    if not VORMEN[notatie].fullmatch(cijfers):
        raise GeenBedrag(f"“{tekst.strip()[:30]}” is geen bedrag{_wenk(cijfers, notatie)}.")
    punt = (
        cijfers.replace(".", "").replace(",", ".")
        if notatie is Notatie.NEDERLANDS
        else cijfers.replace(",", "")
    )
    return _binnen_grens(rond(Decimal(punt)) * (-1 if negatief else 1))


def _wenk(cijfers: str, notatie: Notatie) -> str:
    """Say so when it would be an amount in the other notation."""
    ander = next(n for n in Notatie if n is not notatie)
    if not VORMEN[ander].fullmatch(cijfers):
        return ""
    namen = {Notatie.NEDERLANDS: "Nederlandse (1.234,56)", Notatie.ENGELS: "Engelse (1,234.56)"}
    return f" in de {namen[notatie]} schrijfwijze van dit bestand"


def _uit_getal(waarde: int | float | Decimal) -> Decimal:
    """A number cell of a spreadsheet: binary noise goes, real third decimals are refused."""
    exact = Decimal(repr(waarde)) if isinstance(waarde, float) else Decimal(waarde)
    if not exact.is_finite():
        raise GeenBedrag("Het bedrag is geen getal.")
    _binnen_grens(exact)
    if abs(exact - rond(exact)) > RUIS:
        raise GeenBedrag(
            f"Het bedrag {exact.normalize():f} heeft meer dan twee decimalen.".replace(".", ",", 1)
        )
    return rond(exact)


def _binnen_grens(bedrag: Decimal) -> Decimal:
    if abs(bedrag) >= MAX_BEDRAG:
        raise GeenBedrag("Het bedrag is te groot om waar te kunnen zijn.")
    return bedrag.quantize(CENT) + 0 if bedrag == bedrag.quantize(CENT) else bedrag
