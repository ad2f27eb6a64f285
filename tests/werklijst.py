"""The lines that one room puts on the work list of a person."""

from datetime import date

from swv import panelen, werk
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.normen import kalender
from swv.panelen import Werkregel


def werkregels(code: str, user: Gebruiker, op: date | None = None) -> list[Werkregel]:
    """What the Werkbak with this code asks of `user`, today unless another day is given."""
    bakken = [bak for bak in panelen.werkbakken if bak.code == code]
    return werk.lees(bakken, user, op or vandaag(), kalender())[code]
