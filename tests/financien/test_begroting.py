"""The begroting in versions and years, and the overview that rests on it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from financien.enums import Soort
from financien.models import Begroting
from financien.selectors import begroting as selectors
from financien.selectors.overzicht import Stand, kies, overzicht
from financien.services import begroting as services
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory
from tests.financien import factories
from tests.financien.factories import OP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("swv")]
D = Decimal


def test_een_volgende_versie_begint_met_dezelfde_posten() -> None:
    eerste = factories.vastgesteld()
    tweede = factories.begroting(2026, vanuit=eerste)
    assert (tweede.versie, tweede.vorige, tweede.status) == (2, eerste, "concept")
    gelijk = ("code", "bedrag", "maanden", "programma_id", "rubriek")
    assert list(tweede.posten.values_list(*gelijk)) == list(eerste.posten.values_list(*gelijk))


def test_een_volgend_jaar_neemt_het_meerjarenbedrag_over() -> None:
    begin = factories.begroting()
    factories.post(begin, volgende_jaren=[D("13000.00"), D("14000.00")])
    factories.post(
        begin, code="1.02", geoormerkt=True, subsidie_tot_en_met=date(2026, 12, 31), omschrijving="Loopt af"
    )
    factories.stel_vast(begin)
    post = factories.begroting(2027, vanuit=begin).posten.get()
    assert (post.code, post.bedrag, post.volgende_jaren) == ("1.01", D("13000.00"), [D("14000.00")])
    assert sum(post.maanden) == D("13000.00")


def test_de_versie_van_de_dag_geldt() -> None:
    eerste = factories.vastgesteld()
    tweede = factories.stel_vast(factories.begroting(2026, vanuit=eerste), date(2026, 6, 15))
    factories.begroting(2026, vanuit=tweede)
    geldend = [Begroting.objects.geldend_op(2026, dag).first() for dag in _dagen()]
    assert geldend == [None, eerste, eerste, tweede]


def _dagen() -> list[date]:
    return [date(2025, 12, 10), date(2025, 12, 11), date(2026, 6, 14), date(2026, 6, 15)]


def test_een_besluit_in_de_toekomst_kan_niet() -> None:
    rij = factories.begroting()
    factories.post(rij)
    with pytest.raises(NietToegestaan, match="in de toekomst"):
        factories.stel_vast(rij, date(2026, 11, 3))


def test_een_code_komt_een_keer_voor() -> None:
    rij = factories.begroting()
    factories.post(rij)
    with pytest.raises(NietToegestaan, match=r"code 1\.01 is al gebruikt"):
        factories.post(rij)


def test_wat_er_gebeurde_staat_in_het_spoor() -> None:
    rij = factories.begroting()
    post = factories.post(rij)
    services.post_bewaren(begroting=rij, post=post, gegevens={"omschrijving": "Anders"}, door=None, op=OP)
    services.post_verwijderen(post=post, door=None, op=OP)
    services.begroting_vervallen(begroting=rij, door=None, op=OP)
    soorten = [g.soort for g in Gebeurtenis.objects.van(rij)]
    assert soorten == ["vervallen", "post.verwijderd", "post.bewaard", "post.bewaard", "begroting.begonnen"]


@pytest.mark.parametrize("rol", ["directeur", "coordinator", "beheer"])
def test_alleen_de_controller_schrijft(rol: str) -> None:
    with pytest.raises(NietToegestaan):
        services.begroting_beginnen(jaar=2026, vanuit=None, door=GebruikerFactory(rol=rol), op=OP)


def test_het_beeld_telt_op() -> None:
    rij = factories.begroting()
    factories.post(rij, volgende_jaren=[D("13000.00")])
    factories.post(rij, code="0.01", soort=Soort.BATEN, rubriek="3.1", bedrag=D("20000.00"))
    beeld = selectors.beeld(rij)
    assert (beeld.baten, beeld.lasten, beeld.resultaat) == (D("20000.00"), D("12000.00"), D("8000.00"))
    assert [(r.naam, r.cellen) for r in beeld.meerjaren] == [
        ("Baten", [(2026, D("20000.00")), (2027, D("0.00"))]),
        ("Lasten", [(2026, D("12000.00")), (2027, D("13000.00"))]),
        ("Resultaat", [(2026, D("8000.00")), (2027, D("-13000.00"))]),
    ]


def test_overzicht_per_programma() -> None:
    factories.vastgesteld()
    factories.boeking("900.00", datum=date(2026, 1, 31))
    factories.boeking("2500.00", datum=date(2026, 3, 31))
    factories.boeking("77.00", datum=date(2026, 4, 1))
    factories.boeking("50.00", datum=date(2026, 2, 1), programma=factories.programma("bestuur"))
    factories.boeking("10.00", datum=date(2025, 12, 31))
    stand = overzicht(2026, 3)
    vso, bestuur = stand.lasten.regels
    assert (vso.stand.begroot, vso.stand.begroot_tot_nu, vso.stand.gerealiseerd) == (12000, 3000, 3400)
    assert round(vso.stand.uitputting or 0, 2) == D("28.33")
    assert (vso.stand.prognose, vso.stand.verschil) == (D("12400.00"), D("400.00"))
    assert bestuur.stand.uitputting is None
    assert stand.lasten.totaal.gerealiseerd == D("3450.00")
    assert stand.resultaat.gerealiseerd == D("-3450.00")


@given(st.lists(st.tuples(*[st.decimals("-1000", "1000", places=2)] * 3), max_size=8))
def test_het_totaal_is_de_som_van_de_regels(rijen: list[Any]) -> None:
    standen = [Stand(*rij) for rij in rijen]
    totaal = sum(standen, Stand())
    for naam in ("begroot", "gerealiseerd", "prognose", "verschil"):
        assert getattr(totaal, naam) == sum(getattr(stand, naam) for stand in standen)


def test_welke_maand_er_staat() -> None:
    factories.vastgesteld(2025)
    vandaag = date(2026, 11, 2)
    assert kies("", "", vandaag) == kies("2026", "10", vandaag)
    assert kies("2025", "", vandaag).maand == 12
    for onzin in ("1999", "x", "²"):
        assert kies(onzin, "99", vandaag).jaar == 2026
    assert kies("", "", date(2027, 1, 5)).maand == 1
