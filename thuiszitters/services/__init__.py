"""Everything that writes in this room: one function per use case, keyword-only, in one transaction.

`door` is the person (None: the system), `op` the moment. What may not is `NietToegestaan` with a Dutch reason.
"""

from .feiten import feit_beeindigen, feit_vastleggen
from .melding import geen_traject, intrekken, koppelen, melden, oppakken
from .plan import actie_afronden, actie_toevoegen, contact_vastleggen
from .termijnen import termijnen_bijwerken
from .traject import afsluiten, categorie_wijzigen, corrigeren, regiehouder_wijzigen

__all__ = [
    "actie_afronden",
    "actie_toevoegen",
    "afsluiten",
    "categorie_wijzigen",
    "contact_vastleggen",
    "corrigeren",
    "feit_beeindigen",
    "feit_vastleggen",
    "geen_traject",
    "intrekken",
    "koppelen",
    "melden",
    "oppakken",
    "regiehouder_wijzigen",
    "termijnen_bijwerken",
]
