"""Report, row of the register, facts with validity, plan, numbers.

Every row reaches pupil and school in at most two joins.
"""

from .feiten import Categorieperiode, Feit, Trajecttermijn
from .melding import Melding, MeldingQuerySet
from .nummers import Thuiszitterteller, Volgnummer
from .plan import Actie, ActieQuerySet, Contact
from .traject import Traject, TrajectQuerySet

__all__ = [
    "Actie",
    "ActieQuerySet",
    "Categorieperiode",
    "Contact",
    "Feit",
    "Melding",
    "MeldingQuerySet",
    "Thuiszitterteller",
    "Traject",
    "TrajectQuerySet",
    "Trajecttermijn",
    "Volgnummer",
]
