"""The verdeling: to the cent, on the counts of a known day, fixed once it is vastgesteld."""

from datetime import date
from decimal import Decimal

import pytest

from financien import verdeelsleutel
from financien.enums import Regeling
from financien.selectors.verdeling import beeld
from financien.services import verdeling as services
from swv.enums import Schoolstatus
from swv.models import School
from swv.permissions import NietToegestaan
from tests.factories import SchoolbestuurFactory, SchoolFactory
from tests.financien import factories
from tests.financien.factories import OP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("swv")]
D = Decimal


@pytest.fixture
def besturen(db: None) -> list[School]:
    groot = SchoolbestuurFactory(nummer="40001", naam="Groot")
    return [
        SchoolFactory(bestuur=groot, leerlingen=1000, peildatum=date(2025, 10, 1)),
        SchoolFactory(bestuur=groot, leerlingen=500, peildatum=date(2025, 10, 1)),
        SchoolFactory(leerlingen=333, peildatum=date(2024, 10, 1), bestuur__nummer="40002"),
        SchoolFactory(leerlingen=1, peildatum=date(2025, 10, 1), bestuur__nummer="40003"),
    ]


@pytest.mark.usefixtures("besturen")
def test_naar_rato_tot_op_de_cent() -> None:
    rij = factories.een_verdeling(bedrag=D("100000.01"))
    assert [(d.scholen, d.leerlingen, d.bedrag) for d in rij.delen.order_by("bestuur__nummer")] == [
        (2, 1500, D("81788.45")),
        (1, 333, D("18157.03")),
        (1, 1, D("54.53")),
    ]
    assert rij.totaal == D("100000.01") == beeld(rij).bedrag
    assert (rij.teldatum, rij.oudste_teldatum) == (date(2025, 10, 1), date(2024, 10, 1))


@pytest.mark.usefixtures("besturen")
@pytest.mark.parametrize(
    ("regeling", "bedrag", "totaal"),
    [
        (Regeling.PER_LEERLING, D("143.00"), D("262262.00")),
        (Regeling.PER_SCHOOL, D("2500.50"), D("10002.00")),
    ],
)
def test_andere_regelingen(regeling: str, bedrag: Decimal, totaal: Decimal) -> None:
    assert factories.een_verdeling(regeling=regeling, bedrag=bedrag).totaal == totaal


def test_wie_niet_meetelt() -> None:
    SchoolFactory(leerlingen=None)
    SchoolFactory(leerlingen=50, bestuur=None)
    SchoolFactory(leerlingen=70, status=Schoolstatus.GESLOTEN)
    SchoolFactory(leerlingen=80, buiten=True)
    SchoolFactory(leerlingen=90, onderwijssoort="vso")
    SchoolFactory(leerlingen=10, peildata={"leerlingen": "2023-10-01"})
    telling = verdeelsleutel.grondslag(["vo", "pro"])
    assert [t.leerlingen for t in telling.tellingen] == [10]
    assert (telling.zonder_telling, telling.zonder_bestuur) == (1, 1)
    assert telling.teldatum == date(2023, 10, 1)


def test_zonder_leerlingen_valt_er_niets_te_verdelen() -> None:
    rij = factories.een_verdeling()
    assert (rij.totaal, rij.delen.count(), rij.teldatum) == (0, 0, None)
    with pytest.raises(NietToegestaan, match="niets te verdelen"):
        services.verdeling_vaststellen(verdeling=rij, door=None, op=OP)


def test_wat_u_zag_ligt_vast(besturen: list[School]) -> None:
    rij = factories.een_verdeling()
    School.objects.filter(pk=besturen[0].pk).update(leerlingen=5)
    rij = services.verdeling_vaststellen(verdeling=rij, door=None, op=OP)
    assert beeld(rij).leerlingen == 1834
    with pytest.raises(NietToegestaan, match="geen concept meer"):
        services.verdeling_herberekenen(verdeling=rij, door=None, op=OP)


def test_opnieuw_berekenen_neemt_de_telling_van_nu(besturen: list[School]) -> None:
    rij = factories.een_verdeling()
    School.objects.filter(pk=besturen[0].pk).update(leerlingen=5)
    rij = services.verdeling_herberekenen(verdeling=rij, door=None, op=OP)
    assert (beeld(rij).leerlingen, beeld(rij).bedrag) == (839, D("100000.00"))


def test_vervallen(besturen: list[School]) -> None:
    rij = services.verdeling_vervallen(verdeling=factories.een_verdeling(), door=None, op=OP)
    assert rij.status == "vervallen"
    assert len(besturen) == 4
