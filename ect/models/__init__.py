"""Aanmelding, casus, and what hangs on a casus; the notes are apart."""

from ect.models.aanmelding import OPEN, Aanmelding, Ectteller
from ect.models.casus import LOPEND, Casus, Contactmoment, Ectadvies, Interventie
from ect.models.keuze import Keuze
from ect.models.notitie import Notitie, Notitietoegang

__all__ = [
    "LOPEND",
    "OPEN",
    "Aanmelding",
    "Casus",
    "Contactmoment",
    "Ectadvies",
    "Ectteller",
    "Interventie",
    "Keuze",
    "Notitie",
    "Notitietoegang",
]
