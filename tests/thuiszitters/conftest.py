"""Every test of this room has an SWV with its norms, and a clock that stands on one day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.thuiszitters import factories
from tests.thuiszitters.factories import Rolverdeling

VANDAAG = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def vaste_dag() -> Iterator[None]:
    """1 December 2026, with a clock that ticks: roles and jobs look at what time it is."""
    with time_machine.travel(VANDAAG, tick=True):
        yield


@pytest.fixture
def rollen(db: None, vaste_dag: None) -> Rolverdeling:
    factories.richt_swv_in()
    return factories.rolverdeling()
