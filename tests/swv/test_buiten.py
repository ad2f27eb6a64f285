"""What is counted too little does not leave the SWV, nor what it follows from (domein.md 3.2 and 6)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swv.buiten import StandBuiten, verborgen
from swv.kwartaal import Kwartaal
from swv.momentopnamen import bevries
from swv.templatetags.cijfers import cijfer
from tests.factories import SamenwerkingsverbandFactory
from tests.swv import proefcijfers as pc

SOM = ("totaal", "a", "b", "c")
K3, K4 = Kwartaal(2025, 3), Kwartaal(2025, 4)


def tellers(**aantallen: int) -> dict[str, Decimal | None]:
    return {code: Decimal(aantal) for code, aantal in aantallen.items()}


@pytest.mark.parametrize(
    ("aantallen", "verwacht"),
    [
        ({"totaal": 16, "a": 1, "b": 10, "c": 5}, {"a", "c"}),
        ({"totaal": 16, "a": 0, "b": 10, "c": 6}, set()),
        ({"totaal": 11, "a": 1, "b": 10, "c": 0}, {"a", "b"}),
        ({"totaal": 3, "a": 1, "b": 2, "c": 0}, {"totaal", "a", "b"}),
        ({"totaal": 15, "a": 5, "b": 5, "c": 5}, set()),
    ],
)
def test_een_klein_deel_neemt_een_ander_deel_mee(aantallen: dict[str, int], verwacht: set[str]) -> None:
    assert verborgen(tellers(**aantallen), 5, [SOM]) == verwacht


def test_zonder_een_van_de_delen_is_er_niets_uit_te_rekenen() -> None:
    assert verborgen(tellers(totaal=16, a=1, b=10), 5, [SOM]) == {"a"}


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3), st.integers(2, 8))
def test_een_verborgen_cijfer_volgt_nooit_uit_de_andere(delen: list[int], grens: int) -> None:
    aantallen = tellers(totaal=sum(delen), **dict(zip(SOM[1:], delen, strict=True)))
    weg = verborgen(aantallen, grens, [SOM])
    assert len(weg) != 1
    assert {code for code, aantal in aantallen.items() if aantal and 0 < aantal < grens} <= weg


@pytest.mark.django_db
def test_ook_een_eerder_kwartaal_laat_een_klein_aantal_niet_zien() -> None:
    SamenwerkingsverbandFactory()
    with pc.proefcijfers() as proef:
        proef.stand = 3
        bevries(K3, door=None, op=datetime(2026, 1, 10, tzinfo=UTC))
        proef.stand = 8
        stand = StandBuiten(bevries(K4, door=None, op=datetime(2026, 1, 10, tzinfo=UTC)).momentopname)
        assert stand.waarde(pc.STAND).uitkomst.waarde == 8
        assert stand.vorige(pc.STAND) is None


@pytest.mark.django_db
def test_een_klein_cijfer_is_een_ster() -> None:
    SamenwerkingsverbandFactory()
    with pc.proefcijfers() as proef:
        proef.stand = 2
        momentopname = bevries(K4, door=None, op=datetime(2026, 1, 10, tzinfo=UTC)).momentopname
    klein = StandBuiten(momentopname).waarde(pc.STAND)
    assert (klein.uitkomst.waarde, klein.uitkomst.teller, klein.onderdrukt) == (None, None, True)
    assert cijfer(klein) == "*"
