"""Everything that writes in this room: one function per use case, keyword-only, in one transaction.

`door` is the person, `op` the moment. What may not is `NietToegestaan` with a Dutch reason; what was
saved by someone else meanwhile is `Verouderd`.
"""

from swv.versies import Verouderd

from .aanmelding import aanmelden, aanmelding_intrekken, aannemen, beantwoorden, reageren
from .advies import (
    advies_opstellen,
    advies_uitbrengen,
    advies_verwijderen,
    advies_wijzigen,
    afschrift_vastleggen,
)
from .casus import (
    afsluiten,
    contactmoment_intrekken,
    contactmoment_vastleggen,
    contactmoment_wijzigen,
    interventie_vastleggen,
    interventie_wijzigen,
    overdragen,
    stap_zetten,
    volgende_stap_plannen,
)
from .notitie import notitie_schrijven, notitie_wijzigen, toegang_geven, toegang_intrekken

__all__ = [
    "Verouderd",
    "aanmelden",
    "aanmelding_intrekken",
    "aannemen",
    "advies_opstellen",
    "advies_uitbrengen",
    "advies_verwijderen",
    "advies_wijzigen",
    "afschrift_vastleggen",
    "afsluiten",
    "beantwoorden",
    "contactmoment_intrekken",
    "contactmoment_vastleggen",
    "contactmoment_wijzigen",
    "interventie_vastleggen",
    "interventie_wijzigen",
    "notitie_schrijven",
    "notitie_wijzigen",
    "overdragen",
    "reageren",
    "stap_zetten",
    "toegang_geven",
    "toegang_intrekken",
    "volgende_stap_plannen",
]
