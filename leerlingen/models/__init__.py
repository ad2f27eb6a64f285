"""The models of this room: the pupil file, the OPP with its versions, and the advice that a school asks."""

from leerlingen.models.dossier import (
    Betrokkene,
    BetrokkeneQuerySet,
    Dossierdocument,
    DossierdocumentQuerySet,
    Dubbelmelding,
    DubbelmeldingQuerySet,
    Inschrijving,
    InschrijvingQuerySet,
    Leerling,
    LeerlingQuerySet,
)
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
