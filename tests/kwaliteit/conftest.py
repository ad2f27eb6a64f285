"""Every test of this room has an SWV with norms, question sets and a mandate table, as in the TLV room."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from kwaliteit.models import Kpi
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling

VANDAAG = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)  # the Monday after a quarter


@pytest.fixture
def vaste_dag() -> Iterator[None]:
    with time_machine.travel(VANDAAG, tick=True):
        yield


@pytest.fixture
def rollen(db: None, vaste_dag: None) -> Rolverdeling:
    factories.richt_swv_in()
    return factories.rolverdeling()


@pytest.fixture
def kpis(rollen: Rolverdeling) -> list[Kpi]:
    """One that is measured, one in part, one not at all."""
    rijen = (
        ("1", "TLV-aanvragen", ["tlv.lopend", "tlv.binnen_awb"], "tlv.binnen_awb", ""),
        ("2", "Klachten", ["tlv.bezwaren"], "", "Het klachtenregister."),
        ("3", "OPP's", [], "", "Het OPP-register."),
    )
    return [
        Kpi.objects.create(
            nummer=nummer,
            volgorde=int(nummer),
            naam=naam,
            kengetallen=codes,
            uitgelicht=uitgelicht,
            nog_geen_bron=geen_bron,
            bron="proefbron",
        )
        for nummer, naam, codes, uitgelicht, geen_bron in rijen
    ]
