"""An SWV with programmas stands behind every test of this room that asks for it."""

import pytest

from swv.models import Samenwerkingsverband
from tests.financien import factories


@pytest.fixture
def swv(db: None) -> Samenwerkingsverband:
    return factories.richt_in()
