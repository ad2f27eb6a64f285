"""The models of this room: the pupil file, the OPP with its versions, and the advice that a school asks."""

from leerlingen.models.betrokkene import Betrokkene, BetrokkeneQuerySet
from leerlingen.models.dossierdocument import Dossierdocument, DossierdocumentQuerySet
from leerlingen.models.dubbelmelding import Dubbelmelding, DubbelmeldingQuerySet
from leerlingen.models.inschrijving import Inschrijving, InschrijvingQuerySet
from leerlingen.models.leerling import Leerling, LeerlingQuerySet
from leerlingen.models.opp import Opp, OppQuerySet
from leerlingen.models.oppadvies import Oppadvies, OppadviesQuerySet
from leerlingen.models.oppversie import INHOUD, Oppversie, OppversieQuerySet

__all__ = [
    "INHOUD",
    "Betrokkene",
    "BetrokkeneQuerySet",
    "Dossierdocument",
    "DossierdocumentQuerySet",
    "Dubbelmelding",
    "DubbelmeldingQuerySet",
    "Inschrijving",
    "InschrijvingQuerySet",
    "Leerling",
    "LeerlingQuerySet",
    "Opp",
    "OppQuerySet",
    "Oppadvies",
    "OppadviesQuerySet",
    "Oppversie",
    "OppversieQuerySet",
]
