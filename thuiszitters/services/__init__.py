"""Everything that writes in this room: one function per use case, keyword-only, in one transaction.

`door` is the person (None: the system), `op` the moment. What may not is `NietToegestaan` with a Dutch reason.
"""

from .aanpak import (
    doel_behalen,
    doel_toevoegen,
    evaluatie_houden,
    evaluatie_plannen,
    herinner,
    interventie_beeindigen,
    interventie_inzetten,
    partner_beeindigen,
    partner_toevoegen,
)
from .contact import contact_intrekken, contact_vastleggen, contact_wijzigen
from .eerste_dag import eerste_dag_corrigeren
from .escalatie import doorzetten, stap_vastleggen
from .feiten import feit_beeindigen, feit_vastleggen
from .lijst import (
    bied_aan,
    draai_terug,
    laat_vervallen,
    regel_heropenen,
    regel_koppelen,
    regel_melden,
    regel_negeren,
    regel_verschil,
    vergelijken,
)
from .melding import geen_traject, intrekken, koppelen, melden, oppakken, tekst_wijzigen
from .plan import actie_afronden, actie_toevoegen
from .termijnen import termijnen_bijwerken
from .traject import afsluiten, categorie_wijzigen, corrigeren, regiehouder_wijzigen
from .vrijstelling import (
    advies_uitbrengen,
    advies_vragen,
    adviesvraag_intrekken,
    adviesvraag_oppakken,
    vrijstelling_beeindigen,
    vrijstelling_vastleggen,
)

__all__ = [
    "actie_afronden",
    "actie_toevoegen",
    "advies_uitbrengen",
    "advies_vragen",
    "adviesvraag_intrekken",
    "adviesvraag_oppakken",
    "afsluiten",
    "bied_aan",
    "categorie_wijzigen",
    "contact_intrekken",
    "contact_vastleggen",
    "contact_wijzigen",
    "corrigeren",
    "doel_behalen",
    "doel_toevoegen",
    "doorzetten",
    "draai_terug",
    "eerste_dag_corrigeren",
    "evaluatie_houden",
    "evaluatie_plannen",
    "feit_beeindigen",
    "feit_vastleggen",
    "geen_traject",
    "herinner",
    "interventie_beeindigen",
    "interventie_inzetten",
    "intrekken",
    "koppelen",
    "laat_vervallen",
    "melden",
    "oppakken",
    "partner_beeindigen",
    "partner_toevoegen",
    "regel_heropenen",
    "regel_koppelen",
    "regel_melden",
    "regel_negeren",
    "regel_verschil",
    "regiehouder_wijzigen",
    "stap_vastleggen",
    "tekst_wijzigen",
    "termijnen_bijwerken",
    "vergelijken",
    "vrijstelling_beeindigen",
    "vrijstelling_vastleggen",
]
