"""The transition tables of the ECT: the aanmelding, the casus and the advice. This module only reads."""

from typing import Any

from ect.enums import Aanmeldstatus as A
from ect.enums import Adviesstatus, Casusstatus
from ect.permissions import eis_behandelaar, eis_mag_intrekken
from swv.permissions import NietToegestaan
from swv.workflow import Overgang, Workflow

OPEN = frozenset({A.AANGEMELD, A.IN_GESPREK})
LOPEND = frozenset({Casusstatus.INTAKE, Casusstatus.TRAJECT, Casusstatus.NAZORG})


def controleer_casus_loopt(advies: Any) -> None:
    """An advice belongs to a casus that runs."""
    if advies.casus.status not in LOPEND:
        raise NietToegestaan("Deze casus is afgesloten. Open eerst een nieuwe casus.")


def controleer_geen_concept(casus: Any) -> None:
    """No advice is left behind half-written."""
    if casus.adviezen.filter(status=Adviesstatus.CONCEPT).exists():
        raise NietToegestaan("Er staat nog een advies in concept. Breng het uit of verwijder het eerst.")


AANMELDING = Workflow(
    "Aanmelding",
    (
        Overgang(
            "reageren",
            "Reageren",
            frozenset({A.AANGEMELD}),
            A.IN_GESPREK,
            eis_behandelaar,
            velden="gereageerd",
        ),
        Overgang("aannemen", "Casus openen", OPEN, A.AANGENOMEN, eis_behandelaar, velden="aangenomen"),
        Overgang(
            "beantwoorden",
            "Beantwoorden zonder casus",
            OPEN,
            A.BEANTWOORD,
            eis_behandelaar,
            velden="beantwoord",
        ),
        Overgang(
            "intrekken", "Aanmelding intrekken", OPEN, A.INGETROKKEN, eis_mag_intrekken, velden="ingetrokken"
        ),
    ),
)

CASUS = Workflow(
    "Casus",
    (
        Overgang(
            "beginnen",
            "Traject beginnen",
            frozenset({Casusstatus.INTAKE}),
            Casusstatus.TRAJECT,
            eis_behandelaar,
        ),
        Overgang(
            "nazorgen",
            "Naar nazorg",
            frozenset({Casusstatus.TRAJECT}),
            Casusstatus.NAZORG,
            eis_behandelaar,
        ),
        Overgang(
            "hervatten",
            "Traject hervatten",
            frozenset({Casusstatus.NAZORG}),
            Casusstatus.TRAJECT,
            eis_behandelaar,
        ),
        Overgang(
            "afsluiten",
            "Casus afsluiten",
            LOPEND,
            Casusstatus.AFGESLOTEN,
            eis_behandelaar,
            controleer_geen_concept,
            "afgesloten",
        ),
    ),
)

ADVIES = Workflow(
    "Advies",
    (
        Overgang(
            "uitbrengen",
            "Advies uitbrengen",
            frozenset({Adviesstatus.CONCEPT}),
            Adviesstatus.UITGEBRACHT,
            eis_behandelaar,
            controleer_casus_loopt,
            "uitgebracht",
        ),
    ),
)

WORKFLOWS = (AANMELDING, CASUS, ADVIES)
