"""The only place that writes in this room; each change has its event."""

from leerlingen.services.dossier import (
    AL_BEOORDEELD,
    betrokkene_beeindigen,
    betrokkene_toevoegen,
    betrokkene_wijzigen,
    document_laten_vervallen,
    document_toevoegen,
    dubbelmelding_verwerpen,
    inschrijven,
    leerjaar_wijzigen,
    leerling_toevoegen,
    leerling_wijzigen,
    uitschrijven,
)
from leerlingen.services.opp import (
    AL_VASTGESTELD,
    bijstelling_beginnen,
    opp_beeindigen,
    opp_beginnen,
    opp_evalueren,
    oppconcept_verwijderen,
    oppdocument_toevoegen,
    oppreactie_vastleggen,
    oppversie_bewaren,
    oppversie_vaststellen,
    rod_vastleggen,
)
from leerlingen.services.oppadvies import oppadvies_beantwoorden, oppadvies_intrekken, oppadvies_vragen
from leerlingen.services.oppdocument import opp_als_document
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
