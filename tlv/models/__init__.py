"""Request, advice, decision, TLV, letters and objection: three things with a state of their own.

The request moves to a decision, the decision to onherroepelijk, the TLV has its validity
(domein.md 1.7, last part). Every row reaches pupil and school in at most two joins.
"""

from .aanvraag import Aanvraag, Aanvraagdocument, AanvraagQuerySet, Aanvraagtermijn
from .beoordeling import Deskundigenadvies, Herstelpunt, Herstelverzoek
from .bericht import Aanvraagbericht, AanvraagberichtQuerySet, Berichtconcept
from .besluit import (
    Besluit,
    BesluitQuerySet,
    Tlvteller,
    Toelaatbaarheidsverklaring,
    VerklaringQuerySet,
)
from .besluittoets import Besluittoets
from .bezwaar import Bezwaar, Bezwaarbundel, Bezwaardocument, Bundelbestand
from .brief import Brief, Briefbestand, BriefQuerySet
from .commissie import Commissie, Commissielid
from .dossierpakket import Dossierpakket, Pakketbestand
from .herbeoordeling import BekendeVerklaringen, Herbeoordeling, Vervolgafspraak
from .kennisgeving import Kennisgeving, Kennisgevingbestand, KennisgevingQuerySet
from .keuzehulp import Keuzehulpuitkomst
from .knelpunt import Knelpunt, Knelpuntstap, Volverklaring
from .kolommen import LOPEND, NA_INDIENEN, OPEN_VOOR_LEDEN
from .plaatsing import Ophaalpoging, Plaatsing
from .termijn import Termijnopschorting, Verdaging
from .toewijzing import Toewijzing, Toewijzingsregel
from .vergadering import Aanwezige, Agendapunt, Commissieadvies, Genodigde, Vergadering
from .vragenlijst import Vragenlijstwijziging

__all__ = [
    "LOPEND",
    "NA_INDIENEN",
    "OPEN_VOOR_LEDEN",
    "Aanvraag",
    "AanvraagQuerySet",
    "Aanvraagbericht",
    "AanvraagberichtQuerySet",
    "Aanvraagdocument",
    "Aanvraagtermijn",
    "Aanwezige",
    "Agendapunt",
    "BekendeVerklaringen",
    "Berichtconcept",
    "Besluit",
    "BesluitQuerySet",
    "Besluittoets",
    "Bezwaar",
    "Bezwaarbundel",
    "Bezwaardocument",
    "Brief",
    "BriefQuerySet",
    "Briefbestand",
    "Bundelbestand",
    "Commissie",
    "Commissieadvies",
    "Commissielid",
    "Deskundigenadvies",
    "Dossierpakket",
    "Genodigde",
    "Herbeoordeling",
    "Herstelpunt",
    "Herstelverzoek",
    "Kennisgeving",
    "KennisgevingQuerySet",
    "Kennisgevingbestand",
    "Keuzehulpuitkomst",
    "Knelpunt",
    "Knelpuntstap",
    "Ophaalpoging",
    "Pakketbestand",
    "Plaatsing",
    "Termijnopschorting",
    "Tlvteller",
    "Toelaatbaarheidsverklaring",
    "Toewijzing",
    "Toewijzingsregel",
    "Verdaging",
    "Vergadering",
    "VerklaringQuerySet",
    "Vervolgafspraak",
    "Volverklaring",
    "Vragenlijstwijziging",
]
