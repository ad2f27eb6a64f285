"""Everything that writes in this room: one function per use case, keyword-only, in one transaction.

`door` is the person (None: the system), `op` the moment. What may not is `NietToegestaan` with a Dutch
reason; what was saved by someone else meanwhile is `Verouderd`.
"""

from swv.versies import Verouderd

from .aanvraag import (
    aanvraag_beginnen,
    aanvraag_intrekken,
    antwoorden_bewaren,
    compleet_verklaren,
    concept_verwijderen,
    indienen,
)
from .advies import (
    advies_bewaren,
    advies_uitbrengen,
    deskundige_toewijzen,
    toewijzing_intrekken,
    waarom_niet_deskundig,
)
from .berichten import bericht_concept_bewaren, bericht_plaatsen, berichten_gelezen
from .besluit import besluit_nemen, niet_behandelen_tot_en_met
from .bezwaar import (
    bezwaar_afhandelen,
    bezwaar_intrekken,
    bezwaar_registreren,
    onherroepelijk_maken,
)
from .bezwaarbundel import bundel_maken, bundel_vragen
from .bezwaarverloop import (
    beroep_afsluiten,
    beroep_registreren,
    bezwaar_doorzenden,
    bezwaar_herstel_vragen,
    bezwaar_hersteld,
    bezwaar_verdagen,
    bezwaarstuk_toevoegen,
    hoorzitting_plannen,
    lbt_advies_vastleggen,
)
from .brieven import brief_adres_aanvullen, brief_maken, brief_verzonden
from .commissie import lid_beeindigen, lid_toevoegen
from .commissieadvies import commissieadvies_geven, conclusie_vastleggen, waarom_geen_lid_over
from .documenten import document_toevoegen, document_vervangen, document_verwijderen, opp_gebruiken
from .dossierpakket import pakket_maken, pakket_van_aanvraag, pakket_van_vergadering
from .herbeoordeling import herbeoordeling_uitnodigen, vervolg_vastleggen
from .herstel import (
    herstel_aanvullen,
    herstel_afronden,
    herstel_intrekken,
    herstel_laten_verlopen,
    herstel_vragen,
)
from .kennisgevingen import kennisgeving_maken, kennisgeving_verzonden
from .keuzehulp import aanvraag_beginnen_na_keuzehulp, keuzehulp_bewaren
from .knelpunt import (
    knelpunt_openen,
    knelpunt_oplossen,
    stap_afronden,
    stappen_van_profiel,
    vol_verklaren,
    volverklaring_beoordelen,
)
from .overnemen import overgenomen_nagekeken
from .plaatsing import leerling_plaatsen, niet_plaatsen, plaatsing_beeindigen, tlv_ophalen
from .termijnen import termijnen_herberekenen
from .uitstel import (
    beslissing_verdagen,
    opschorting_beeindigen,
    reden_geen_opschorting,
    termijn_opschorten,
)
from .vergadering import (
    agenda_ordenen,
    agenda_versturen,
    genodigde_afzeggen,
    genodigde_toevoegen,
    op_agenda_zetten,
    punt_verplaatsen,
    van_agenda_halen,
    vergadering_afgelasten,
    vergadering_houden,
    vergadering_plannen,
    vergadering_wijzigen,
    verslag_bewaren,
    verslag_vaststellen,
)
from .vragenlijst import vragenlijst_wijzigen

__all__ = [
    "Verouderd",
    "aanvraag_beginnen",
    "aanvraag_beginnen_na_keuzehulp",
    "aanvraag_intrekken",
    "advies_bewaren",
    "advies_uitbrengen",
    "agenda_ordenen",
    "agenda_versturen",
    "antwoorden_bewaren",
    "bericht_concept_bewaren",
    "bericht_plaatsen",
    "berichten_gelezen",
    "beroep_afsluiten",
    "beroep_registreren",
    "beslissing_verdagen",
    "besluit_nemen",
    "bezwaar_afhandelen",
    "bezwaar_doorzenden",
    "bezwaar_herstel_vragen",
    "bezwaar_hersteld",
    "bezwaar_intrekken",
    "bezwaar_registreren",
    "bezwaar_verdagen",
    "bezwaarstuk_toevoegen",
    "brief_adres_aanvullen",
    "brief_maken",
    "brief_verzonden",
    "bundel_maken",
    "bundel_vragen",
    "commissieadvies_geven",
    "compleet_verklaren",
    "concept_verwijderen",
    "conclusie_vastleggen",
    "deskundige_toewijzen",
    "document_toevoegen",
    "document_vervangen",
    "document_verwijderen",
    "genodigde_afzeggen",
    "genodigde_toevoegen",
    "herbeoordeling_uitnodigen",
    "herstel_aanvullen",
    "herstel_afronden",
    "herstel_intrekken",
    "herstel_laten_verlopen",
    "herstel_vragen",
    "hoorzitting_plannen",
    "indienen",
    "kennisgeving_maken",
    "kennisgeving_verzonden",
    "keuzehulp_bewaren",
    "knelpunt_openen",
    "knelpunt_oplossen",
    "lbt_advies_vastleggen",
    "leerling_plaatsen",
    "lid_beeindigen",
    "lid_toevoegen",
    "niet_behandelen_tot_en_met",
    "niet_plaatsen",
    "onherroepelijk_maken",
    "op_agenda_zetten",
    "opp_gebruiken",
    "opschorting_beeindigen",
    "overgenomen_nagekeken",
    "pakket_maken",
    "pakket_van_aanvraag",
    "pakket_van_vergadering",
    "plaatsing_beeindigen",
    "punt_verplaatsen",
    "reden_geen_opschorting",
    "stap_afronden",
    "stappen_van_profiel",
    "termijn_opschorten",
    "termijnen_herberekenen",
    "tlv_ophalen",
    "toewijzing_intrekken",
    "van_agenda_halen",
    "vergadering_afgelasten",
    "vergadering_houden",
    "vergadering_plannen",
    "vergadering_wijzigen",
    "verslag_bewaren",
    "verslag_vaststellen",
    "vervolg_vastleggen",
    "vol_verklaren",
    "volverklaring_beoordelen",
    "vragenlijst_wijzigen",
    "waarom_geen_lid_over",
    "waarom_niet_deskundig",
]
