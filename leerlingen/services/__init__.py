"""The only place that writes in this room; each change has its event."""

from leerlingen.services.betrokkene import betrokkene_beeindigen, betrokkene_toevoegen, betrokkene_wijzigen
from leerlingen.services.document import document_laten_vervallen, document_toevoegen
from leerlingen.services.dubbel import AL_BEOORDEELD, dubbelmelding_verwerpen
from leerlingen.services.inschrijving import inschrijven, leerjaar_wijzigen, uitschrijven
from leerlingen.services.leerling import leerling_toevoegen, leerling_wijzigen
from leerlingen.services.opp import (
    AL_VASTGESTELD,
    opp_beginnen,
    oppconcept_verwijderen,
    oppdocument_toevoegen,
    oppversie_bewaren,
    oppversie_vaststellen,
)
from leerlingen.services.oppadvies import oppadvies_beantwoorden, oppadvies_intrekken, oppadvies_vragen
from leerlingen.services.oppdocument import opp_als_document
from leerlingen.services.oppverloop import (
    bijstelling_beginnen,
    opp_beeindigen,
    opp_evalueren,
    oppreactie_vastleggen,
    rod_vastleggen,
)
from swv.versies import Verouderd

__all__ = [
    "AL_BEOORDEELD",
    "AL_VASTGESTELD",
    "Verouderd",
    "betrokkene_beeindigen",
    "betrokkene_toevoegen",
    "betrokkene_wijzigen",
    "bijstelling_beginnen",
    "document_laten_vervallen",
    "document_toevoegen",
    "dubbelmelding_verwerpen",
    "inschrijven",
    "leerjaar_wijzigen",
    "leerling_toevoegen",
    "leerling_wijzigen",
    "opp_als_document",
    "opp_beeindigen",
    "opp_beginnen",
    "opp_evalueren",
    "oppadvies_beantwoorden",
    "oppadvies_intrekken",
    "oppadvies_vragen",
    "oppconcept_verwijderen",
    "oppdocument_toevoegen",
    "oppreactie_vastleggen",
    "oppversie_bewaren",
    "oppversie_vaststellen",
    "rod_vastleggen",
    "uitschrijven",
]
