"""The transition tables of report, traject and actie, and the states that a move needs. This module only reads."""

from typing import Any

from swv.permissions import NietToegestaan
from swv.workflow import Overgang, Workflow, alleen_systeem
from thuiszitters.enums import Actiestatus as A
from thuiszitters.enums import Adviesstatus as V
from thuiszitters.enums import Lijstgroep
from thuiszitters.enums import Meldingstatus as M
from thuiszitters.enums import Regelbesluit as R
from thuiszitters.enums import Trajectstatus as T
from thuiszitters.permissions import eis_behandelaar, eis_eigen_adviesvraag, eis_eigen_melding

LOOPT_AL = "Voor deze leerling loopt al een traject. Voeg de melding daarbij."
AL_BEHANDELD = "Deze melding is al behandeld. Bel uw contactpersoon als de tekst niet klopt."
LOOPT_NIET = "Voor deze leerling loopt geen traject. Pak de melding op."


def controleer_geen_lopend(melding: Any) -> None:
    """A pupil is in the register at most once on any day; the traject of this report itself does not count."""
    lopend = melding.leerling.thuiszittrajecten.lopend()
    if lopend.exclude(kenmerk=melding.kenmerk).exists():
        raise NietToegestaan(LOOPT_AL)


def controleer_wel_lopend(melding: Any) -> None:
    if not melding.leerling.thuiszittrajecten.lopend().exists():
        raise NietToegestaan(LOOPT_NIET)


def eis_tekst_te_wijzigen(user: Any, melding: Any) -> None:
    """The words of a report belong to who reported, until someone picks it up."""
    eis_eigen_melding(user, melding)
    if melding.status != M.NIEUW:
        raise NietToegestaan(AL_BEHANDELD)


def controleer_traject_loopt(actie: Any) -> None:
    if actie.traject.status != T.LOPEND:
        raise NietToegestaan("Dit traject is afgesloten.")


def controleer_alleen_lijst(regel: Any) -> None:
    """A report is for a pupil who is not in the register, or who may be someone else in it."""
    if regel.groep not in {Lijstgroep.ALLEEN_LIJST, Lijstgroep.VERSCHILT}:
        raise NietToegestaan("Deze leerling staat al in het register.")


def controleer_verschil(regel: Any) -> None:
    if regel.traject_id is None:
        raise NietToegestaan("Bij deze regel hoort geen traject. Koppel de regel eerst.")


NIEUW = frozenset({M.NIEUW})
OPEN = frozenset({A.OPEN})

MELDING = Workflow(
    "Melding",
    (
        Overgang(
            "oppakken",
            "Melding oppakken",
            NIEUW,
            M.OPGEPAKT,
            eis_behandelaar,
            controleer_geen_lopend,
            "afgehandeld",
        ),
        Overgang(
            "koppelen",
            "Bij het lopende traject voegen",
            NIEUW,
            M.GEKOPPELD,
            eis_behandelaar,
            controleer_wel_lopend,
            "afgehandeld",
        ),
        Overgang(
            "geen_traject",
            "Geen traject nodig",
            NIEUW,
            M.GEEN_TRAJECT,
            eis_behandelaar,
            velden="afgehandeld",
        ),
        Overgang(
            "intrekken",
            "Melding intrekken",
            NIEUW,
            M.INGETROKKEN,
            eis_eigen_melding,
            velden="afgehandeld",
        ),
    ),
)

TRAJECT = Workflow(
    "Traject",
    (
        Overgang(
            "afsluiten",
            "Traject afsluiten",
            frozenset({T.LOPEND}),
            T.AFGESLOTEN,
            eis_behandelaar,
            velden="afgesloten",
        ),
        Overgang(
            "corrigeren",
            "Afsluiting corrigeren",
            frozenset({T.AFGESLOTEN}),
            T.AFGESLOTEN,
            eis_behandelaar,
        ),
    ),
)

ACTIE = Workflow(
    "Actie",
    (
        Overgang("gedaan", "Gedaan", OPEN, A.GEDAAN, eis_behandelaar, controleer_traject_loopt, "afgerond"),
        Overgang(
            "niet_nodig",
            "Niet meer nodig",
            OPEN,
            A.VERVALLEN,
            eis_behandelaar,
            controleer_traject_loopt,
            "afgerond",
        ),
        Overgang(
            "vervallen", "Vervallen door afsluiten", OPEN, A.VERVALLEN, alleen_systeem, velden="afgerond"
        ),
    ),
)

REGEL_OPEN = frozenset({R.OPEN})
LIJSTREGEL = Workflow(
    "Lijstregel",
    (
        Overgang(
            "melden",
            "Melding maken",
            REGEL_OPEN,
            R.GEMELD,
            eis_behandelaar,
            controleer_alleen_lijst,
            "beslist",
        ),
        Overgang(
            "koppelen",
            "Aan een traject koppelen",
            REGEL_OPEN,
            R.GEKOPPELD,
            eis_behandelaar,
            controleer_alleen_lijst,
            "beslist",
        ),
        Overgang(
            "verschil",
            "Verschil vastleggen",
            REGEL_OPEN,
            R.VERSCHIL,
            eis_behandelaar,
            controleer_verschil,
            "beslist",
        ),
        Overgang("negeren", "Negeren", REGEL_OPEN, R.GENEGEERD, eis_behandelaar, velden="beslist"),
        Overgang(
            "heropenen",
            "Opnieuw beslissen",
            frozenset({R.GEKOPPELD, R.VERSCHIL, R.GENEGEERD}),
            R.OPEN,
            eis_behandelaar,
        ),
    ),
)

ADVIESVRAAG = Workflow(
    "Adviesvraag",
    (
        Overgang(
            "oppakken",
            "Adviesvraag oppakken",
            frozenset({V.NIEUW}),
            V.IN_BEHANDELING,
            eis_behandelaar,
            velden="opgepakt",
        ),
        Overgang(
            "uitbrengen",
            "Advies uitbrengen",
            frozenset({V.IN_BEHANDELING}),
            V.UITGEBRACHT,
            eis_behandelaar,
            velden="uitgebracht",
        ),
        Overgang(
            "intrekken",
            "Adviesvraag intrekken",
            frozenset({V.NIEUW, V.IN_BEHANDELING}),
            V.INGETROKKEN,
            eis_eigen_adviesvraag,
            velden="ingetrokken",
        ),
    ),
)

WORKFLOWS = (MELDING, TRAJECT, ACTIE, LIJSTREGEL, ADVIESVRAAG)
