"""The transition tables of the OPP, its versions and the advice on it. This module only reads."""

from typing import Any

from leerlingen.enums import Oppadviesstatus as A
from leerlingen.enums import Oppstatus, Oppversiestatus
from leerlingen.oppinhoud import tekorten
from leerlingen.permissions import (
    eis_mag_advies_intrekken,
    eis_mag_adviseren,
    eis_mag_opstellen,
    eis_mag_versie_opstellen,
)
from swv.permissions import NietToegestaan
from swv.workflow import Overgang, Workflow

GEVRAAGD = frozenset({A.GEVRAAGD})


def controleer_compleet(versie: Any) -> None:
    """Every mandatory part is there (WPO 40a, WEC 41a, WVO 2020 2.44); a missing agreement never blocks."""
    if ontbreekt := tekorten(versie):
        raise NietToegestaan(ontbreekt[0].melding)


def controleer_geen_concept(opp: Any) -> None:
    """No bijstelling is left behind half-written."""
    if opp.versies.concept().exists():
        raise NietToegestaan(
            "Er staat nog een bijstelling in concept. Stel haar vast of verwijder haar eerst."
        )


OPP = Workflow(
    "OPP",
    (
        Overgang(
            "vaststellen",
            "OPP vaststellen",
            frozenset({Oppstatus.CONCEPT}),
            Oppstatus.LOPEND,
            eis_mag_opstellen,
            velden="vastgesteld",
        ),
        Overgang(
            "beeindigen",
            "OPP beëindigen",
            frozenset({Oppstatus.LOPEND}),
            Oppstatus.BEEINDIGD,
            eis_mag_opstellen,
            controleer_geen_concept,
            "beeindigd",
        ),
    ),
)

OPPVERSIE = Workflow(
    "Versie van een OPP",
    (
        Overgang(
            "vaststellen",
            "Versie vaststellen",
            frozenset({Oppversiestatus.CONCEPT}),
            Oppversiestatus.VASTGESTELD,
            eis_mag_versie_opstellen,
            controleer_compleet,
            "vastgesteld",
        ),
    ),
)

OPPADVIES = Workflow(
    "Advies over een OPP",
    (
        Overgang(
            "beantwoorden",
            "Vraag beantwoorden",
            GEVRAAGD,
            A.BEANTWOORD,
            eis_mag_adviseren,
            velden="beantwoord",
        ),
        Overgang(
            "intrekken",
            "Vraag intrekken",
            GEVRAAGD,
            A.INGETROKKEN,
            eis_mag_advies_intrekken,
            velden="ingetrokken",
        ),
    ),
)

WORKFLOWS = (OPP, OPPVERSIE, OPPADVIES)
