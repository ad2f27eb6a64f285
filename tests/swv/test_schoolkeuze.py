"""Schools with the same name can be told apart wherever one is chosen."""

from typing import Any

import pytest

from swv.models import School
from swv.scholen.keuze import schoolkeuzes, schoolnamen
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db


def test_een_naam_die_terugkomt_krijgt_wat_haar_onderscheidt(django_assert_num_queries: Any) -> None:
    adres = {"straat": "Laan", "huisnummer": "1"}
    alleen = SchoolFactory(naam="De Enige", plaats="Assen", **adres)
    elders = SchoolFactory(naam="Het College", plaats="Assen", **adres)
    straat = SchoolFactory(naam="Het College", plaats="Groningen", straat="Kade", huisnummer="2")
    een, twee = (SchoolFactory(naam="Het College", plaats="Groningen", **adres) for _ in range(2))

    with django_assert_num_queries(1):
        namen = dict(schoolkeuzes(School.objects.all()))

    assert namen == {
        alleen.vestigingscode: "De Enige",
        elders.vestigingscode: "Het College, Assen",
        straat.vestigingscode: "Het College, Kade 2, Groningen",
        een.vestigingscode: f"Het College, Groningen ({een.vestigingscode})",
        twee.vestigingscode: f"Het College, Groningen ({twee.vestigingscode})",
    }
    assert len(set(namen.values())) == 5
    assert schoolnamen([]) == {}
