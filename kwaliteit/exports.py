"""The rows behind a figure as columns of a file."""

from datetime import date
from typing import Any

from swv import exports
from swv.kengetallen import Kolom, Rijen


def kolommen(rijen: Rijen) -> list[exports.Kolom]:
    """The same columns as on the page; a date in ISO, so that a spreadsheet sorts it."""
    return [exports.Kolom(str(kolom.titel), _lezer(kolom)) for kolom in rijen.kolommen]


def _lezer(kolom: Kolom) -> Any:
    def lees(rij: Any) -> object:
        waarde = kolom.waarde(rij)
        return waarde.isoformat() if isinstance(waarde, date) else waarde

    return lees
