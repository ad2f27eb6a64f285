"""The law of motion of a begroting and of a verdeling: concept, and then fixed or dropped for good."""

from typing import Any

from financien.enums import Begrotingstatus, Verdeelstatus
from financien.permissions import eis_mag_beheren
from swv.permissions import NietToegestaan
from swv.workflow import Overgang, Workflow

GEEN_POSTEN = "Deze begroting heeft nog geen posten. Voeg eerst posten toe."
NIETS_TE_VERDELEN = "Er is niets te verdelen: geen van deze scholen heeft een bestuur en een leerlingaantal."
NIET_IN_CONCEPT = "Dit is geen concept meer en verandert daarom niet. Maak een nieuwe versie."


def controleer_posten(begroting: Any) -> None:
    if not begroting.posten.exists():
        raise NietToegestaan(GEEN_POSTEN)


def controleer_delen(verdeling: Any) -> None:
    if not verdeling.totaal:
        raise NietToegestaan(NIETS_TE_VERDELEN)


def eis_concept(obj: Any) -> None:
    """What belongs to a begroting or verdeling changes only while that is a concept."""
    if not obj.is_concept:
        raise NietToegestaan(NIET_IN_CONCEPT)


BEGROTING = Workflow(
    "Begroting",
    (
        Overgang(
            actie="vaststellen",
            label="Vaststelling vastleggen",
            van=frozenset({Begrotingstatus.CONCEPT}),
            naar=Begrotingstatus.VASTGESTELD,
            recht=eis_mag_beheren,
            controle=controleer_posten,
            velden="vastgesteld",
        ),
        Overgang(
            actie="vervallen",
            label="Concept laten vervallen",
            van=frozenset({Begrotingstatus.CONCEPT}),
            naar=Begrotingstatus.VERVALLEN,
            recht=eis_mag_beheren,
        ),
    ),
)

VERDELING = Workflow(
    "Verdeling",
    (
        Overgang(
            actie="vaststellen",
            label="Verdeling vaststellen",
            van=frozenset({Verdeelstatus.CONCEPT}),
            naar=Verdeelstatus.VASTGESTELD,
            recht=eis_mag_beheren,
            controle=controleer_delen,
            velden="vastgesteld",
        ),
        Overgang(
            actie="vervallen",
            label="Concept laten vervallen",
            van=frozenset({Verdeelstatus.CONCEPT}),
            naar=Verdeelstatus.VERVALLEN,
            recht=eis_mag_beheren,
        ),
    ),
)

WORKFLOWS = (BEGROTING, VERDELING)
