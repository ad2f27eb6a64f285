"""Report, row of the register, facts with validity, plan, numbers.

Every row reaches pupil and school in at most two joins.
"""

from .aanpak import Evaluatie, Plandoel, Planpartner, Regieperiode, Trajectinterventie
from .escalatie import Doorzetbesluit, DoorzetbesluitQuerySet, Escalatiestap, EscalatiestapQuerySet
from .feiten import Categorieperiode, Feit, Trajecttermijn
from .lijst import LIJST, Lijstkolom, Lijstregel, LijstregelQuerySet
from .melding import Melding, MeldingQuerySet
from .nummers import Thuiszitterteller, Volgnummer
from .plan import Actie, ActieQuerySet, Contact
from .referentie import Referentiecijfer
from .traject import Traject, TrajectQuerySet
from .vrijstelling import Adviesvraag, AdviesvraagQuerySet, Vrijstelling, VrijstellingQuerySet

__all__ = [
    "LIJST",
    "Actie",
    "ActieQuerySet",
    "Adviesvraag",
    "AdviesvraagQuerySet",
    "Categorieperiode",
    "Contact",
    "Doorzetbesluit",
    "DoorzetbesluitQuerySet",
    "Escalatiestap",
    "EscalatiestapQuerySet",
    "Evaluatie",
    "Feit",
    "Lijstkolom",
    "Lijstregel",
    "LijstregelQuerySet",
    "Melding",
    "MeldingQuerySet",
    "Plandoel",
    "Planpartner",
    "Referentiecijfer",
    "Regieperiode",
    "Thuiszitterteller",
    "Traject",
    "TrajectQuerySet",
    "Trajectinterventie",
    "Trajecttermijn",
    "Volgnummer",
    "Vrijstelling",
    "VrijstellingQuerySet",
]
