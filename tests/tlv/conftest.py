"""Every test of this room has an SWV with norms, question sets and a mandate table."""

import pytest

from tests.tlv import factories
from tests.tlv.factories import Rolverdeling


@pytest.fixture
def rollen(db: None) -> Rolverdeling:
    factories.richt_swv_in()
    return factories.rolverdeling()
