"""Duration classes: derived from dates, never stored (domein.md 3.1; architectuur.md B.8). Pure functions.

Four weeks are 28 days. Exactly three calendar months still is "4 weken - 3 maanden".
"""

from datetime import date, timedelta

from swv.termijnen import maanden_later
from thuiszitters.enums import Categorie, Duur, Klasse

VIER_WEKEN = timedelta(days=28)
MAANDEN = 3


def duur_op(vanaf: date, dag: date) -> Duur:
    """How long something that began on `vanaf` lasts on `dag`."""
    if dag - vanaf < VIER_WEKEN:
        return Duur.KORT
    return Duur.LANG if maanden_later(vanaf, MAANDEN) < dag else Duur.MIDDEN


LRV = {Duur.KORT: Klasse.VERZUIM_KORT, Duur.MIDDEN: Klasse.LRV_KORT, Duur.LANG: Klasse.LRV_LANG}


def klasse_op(categorie: str, categorie_vanaf: date, dag: date) -> Klasse:
    """The class on `dag`: only relatief verzuim has classes by duration (Inspectie van het Onderwijs)."""
    if categorie == Categorie.RELATIEF:
        return LRV[duur_op(categorie_vanaf, dag)]
    return Klasse(categorie)


def vier_weken_op(categorie: str, categorie_vanaf: date) -> date | None:
    """The day on which relatief verzuim becomes langdurig (NRM-08); a fact apart from the report term."""
    return categorie_vanaf + VIER_WEKEN if categorie == Categorie.RELATIEF else None
