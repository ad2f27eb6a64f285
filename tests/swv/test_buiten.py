"""What is counted too little does not leave the SWV, nor what it follows from (domein.md 3.2 and 6)."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from swv.buiten import KLEIN, StandBuiten
from swv.kengetallen import Cel
from swv.kruistabel import TE_KLEIN
from swv.kwartaal import Kwartaal
from swv.momentopnamen import bevries
from swv.templatetags.cijfers import celtekst, cijfer
from tests.factories import SamenwerkingsverbandFactory
from tests.swv import proefcijfers as pc

pytestmark = pytest.mark.django_db
K3, K4 = Kwartaal(2025, 3), Kwartaal(2025, 4)
NA = datetime(2026, 1, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def proef(db: None) -> Iterator[pc.Proefcijfers]:
    SamenwerkingsverbandFactory()
    with pc.proefcijfers() as cijfers:
        yield cijfers


def buiten(kwartaal: Kwartaal = K4) -> StandBuiten:
    return StandBuiten(bevries(kwartaal, door=None, op=NA).momentopname)


def test_ook_een_eerder_kwartaal_laat_een_klein_aantal_niet_zien(proef: pc.Proefcijfers) -> None:
    proef.stand = 3
    bevries(K3, door=None, op=NA)
    proef.stand = 8
    stand = buiten()
    assert stand.waarde(pc.STAND).uitkomst.waarde == 8
    assert stand.vorige(pc.STAND) is None


def test_een_klein_cijfer_is_een_ster_zonder_oordeel(proef: pc.Proefcijfers) -> None:
    """Whether a hidden share met its norm would narrow it down."""
    proef.stand = 2
    klein = buiten().waarde(pc.STAND)
    assert (klein.uitkomst.waarde, klein.uitkomst.teller, klein.onderdrukt) == (None, None, True)
    assert (klein.status, klein.uitkomst.toelichting) == ("niet getoond", KLEIN)
    assert cijfer(klein) == "*"


def test_binnen_het_swv_staat_alles_er(proef: pc.Proefcijfers) -> None:
    proef.stand = 2
    binnen = bevries(K4, door=None, op=NA)
    assert binnen.waarde(pc.STAND).uitkomst.waarde == 2
    assert binnen.verdeling(pc.NAAR_GEMEENTE) == proef.cellen
    assert binnen.tabel(pc.NAAR_GEMEENTE).rijen[1].waarden == (2,)


def test_een_verdeling_gaat_onderdrukt_naar_buiten() -> None:
    stand = buiten()
    assert [cel.aantal for cel in stand.verdeling(pc.NAAR_GEMEENTE)] == [20, None, None, 12]
    tabel = stand.tabel(pc.NAAR_GEMEENTE)
    assert [celtekst(rij.waarden[0]) for rij in tabel.rijen] == ["20", "*", "*", "12", "43"]
    assert tabel.is_onderdrukt
    assert not tabel.weggelaten


def test_een_verdeling_met_bijna_niets_te_zien_staat_er_niet_in(proef: pc.Proefcijfers) -> None:
    proef.cellen = [Cel(("Groningen",), 20), Cel(("Haren",), 2), Cel(("Leek",), 9)]
    stand = buiten()
    tabel = stand.tabel(pc.NAAR_GEMEENTE)
    assert (tabel.rijen, tabel.weggelaten) == ((), TE_KLEIN)
    assert {cel.aantal for cel in stand.verdeling(pc.NAAR_GEMEENTE)} == {None}


def test_een_eerder_besluit_wordt_onthouden(proef: pc.Proefcijfers, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    """A page of a report does not weigh all quarters again: the frozen quarters and the norm are enough."""
    opname = buiten().momentopname
    StandBuiten(opname).waarde(pc.STAND)
    with django_assert_num_queries(3):
        StandBuiten(opname).waarde(pc.STAND)
