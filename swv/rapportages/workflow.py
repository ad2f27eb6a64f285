"""The transition table of a report. This module only reads."""

from typing import Any

from swv.enums import Rapportagestatus as R
from swv.momentopnamen import mist_kwartaal
from swv.permissions import NietToegestaan
from swv.rapportages.permissions import eis_maker, eis_terugnemer, eis_vaststeller
from swv.termijnen import datum
from swv.workflow import Overgang, Workflow


def controleer_actueel(rapportage: Any) -> None:
    """What is offered are the files themselves, so they must hold the texts as they are now."""
    if rapportage.wordt_gemaakt:
        raise NietToegestaan("De bestanden worden nog gemaakt. Wacht tot zij klaar zijn.")
    if not rapportage.is_actueel:
        raise NietToegestaan(
            "De teksten zijn gewijzigd na het maken van de bestanden. Maak die eerst opnieuw."
        )
    if mist_kwartaal(rapportage.kwartaal, rapportage.bestanden_gemaakt_op):
        vanaf = datum(rapportage.kwartaal.verschoven(1).vanaf)
        raise NietToegestaan(
            "Deze bestanden zijn gemaakt voordat het kwartaal om was; een deel van de cijfers telt nog door. "
            f"Maak ze opnieuw op of na {vanaf}."
        )


RAPPORTAGE = Workflow(
    "Rapportage",
    (
        Overgang(
            "aanbieden",
            "Ter vaststelling aanbieden",
            frozenset({R.CONCEPT}),
            R.TER_VASTSTELLING,
            eis_maker,
            controleer_actueel,
            "aangeboden",
        ),
        Overgang(
            "terugnemen", "Terug naar concept", frozenset({R.TER_VASTSTELLING}), R.CONCEPT, eis_terugnemer
        ),
        Overgang(
            "vaststellen",
            "Rapport vaststellen",
            frozenset({R.TER_VASTSTELLING}),
            R.VASTGESTELD,
            eis_vaststeller,
            controleer_actueel,
            "vastgesteld",
        ),
    ),
)

WORKFLOWS = (RAPPORTAGE,)
