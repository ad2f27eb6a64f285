"""KPI 11 and 12 and what goes with them; the sum of the rows is the numerator."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financien.enums import Bestemming, Soort
from financien.selectors import ratios
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Peiling, Scope, Uitkomst, meet
from swv.kwartaal import Kwartaal
from swv.models import Samenwerkingsverband
from swv.normen import normen_op
from tests.factories import NormFactory
from tests.financien import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("swv")]
D = Decimal
EIGEN = [code for code in KENGETALLEN if code.startswith("financien.")]


def vraag(dag: date = date(2026, 3, 15), scope: Scope | None = None) -> Peiling:
    return Peiling(Kwartaal.van(dag), dag, date(2025, 12, 15), scope or Scope())


def bereken(code: str, peiling: Peiling | None = None) -> Uitkomst:
    return KENGETALLEN[f"financien.{code}"].bereken(peiling or vraag())


@pytest.fixture
def boekingen(swv: Samenwerkingsverband) -> None:
    for code, bedrag in (
        ("vso", "600.00"),
        ("basis", "250.00"),
        ("expertise", "100.00"),
        ("bestuur", "50.00"),
    ):
        factories.boeking(bedrag, programma=factories.programma(code))
    factories.boeking("1200.00", soort=Soort.BATEN)
    factories.boeking("5000.00", datum=date(2026, 3, 16))
    factories.boeking("7000.00", datum=date(2025, 3, 1))


@pytest.mark.usefixtures("boekingen")
def test_boekjaar_tot_en_met_de_peildatum() -> None:
    assert bereken("lasten").waarde == D("1000.00")
    assert bereken("baten").waarde == D("1200.00")
    assert bereken("resultaat").waarde == D("200.00")
    assert bereken("lasten", vraag(date(2026, 3, 16))).waarde == D("6000.00")
    assert bereken("lasten", vraag(date(2025, 12, 31))).waarde == D("7000.00")


@pytest.mark.usefixtures("boekingen")
def test_kpi_11_verdeelt_alle_lasten() -> None:
    delen = {b.value: bereken(f"aandeel_{b.value}") for b in Bestemming}
    assert {code: uitkomst.waarde for code, uitkomst in delen.items()} == {
        "vso": 60,
        "regulier": 25,
        "expertise": 10,
        "overhead": 5,
    }
    assert sum(uitkomst.teller or 0 for uitkomst in delen.values()) == bereken("lasten").waarde


@pytest.mark.usefixtures("boekingen")
def test_uitputting_over_de_begroting_die_gold() -> None:
    assert bereken("uitputting") == Uitkomst(None, toelichting=bereken("uitputting").toelichting)
    factories.vastgesteld(2026, bedrag=D("4000.00"))
    uitkomst = bereken("uitputting")
    assert (uitkomst.waarde, uitkomst.teller, uitkomst.noemer) == (25, D("1000.00"), D("4000.00"))


def test_uitputting_van_niets_is_nvt() -> None:
    factories.vastgesteld(2026, bedrag=D("0.00"))
    assert bereken("uitputting").waarde is None
    assert bereken("aandeel_vso").waarde is None


def test_kpi_12_tegen_de_norm() -> None:
    NormFactory(code="financien.eigen_vermogen", waarde=D("3.5"), eenheid="procent")
    code = "financien.weerstandsvermogen"
    assert meet(vraag(), [code])[0].status == "n.v.t."
    factories.balans(2025, eigen_vermogen=D("805000.00"))
    assert (meet(vraag(), [code])[0].uitkomst.waarde, meet(vraag(), [code])[0].status) == (
        D("3.5"),
        "gehaald",
    )
    factories.balans(2025, eigen_vermogen=D("805000.01"))
    assert meet(vraag(), [code])[0].status == "niet gehaald"


def test_de_laatste_balans_voor_de_peildatum() -> None:
    factories.balans(2024, eigen_vermogen=D("100.00"))
    factories.balans(2025, eigen_vermogen=D("200.00"))
    tellers = [
        bereken("weerstandsvermogen", vraag(dag)).teller for dag in (date(2025, 12, 30), date(2025, 12, 31))
    ]
    assert tellers == [D("100.00"), D("200.00")]


def _normen() -> dict[str, Any]:
    NormFactory(code=ratios.AANDEEL, waarde=D("3.5"), eenheid="procent")
    NormFactory(code=ratios.MINIMUM, waarde=D("250000"), eenheid="euro")
    return normen_op(date(2026, 3, 15))


@pytest.mark.parametrize(
    ("baten", "eigen", "grens", "boven"),
    [
        ("23000000.00", "900000.00", "805000", "95000"),
        ("23000000.00", "805000.00", "805000", "0"),
        ("1000000.00", "300000.00", "250000", "50000"),
        ("0.00", "0.00", "250000", "0"),
    ],
)
def test_signaleringswaarde(baten: str, eigen: str, grens: str, boven: str) -> None:
    balans = factories.balans(2025, totale_baten=D(baten), eigen_vermogen=D(eigen))
    normen = _normen()
    assert ratios.signaleringswaarde(balans, normen) == D(grens)
    assert ratios.bovenmatig(balans, normen) == D(boven)
    assert bereken("bovenmatig_vermogen").waarde == D(boven)


def test_een_ratio_zonder_noemer_is_nvt() -> None:
    nul = dict.fromkeys(("totaal_vermogen", "kortlopende_schulden", "totale_baten"), D("0.00"))
    balans = factories.balans(2025, **nul)
    per = {ratio.code: ratio.waarde for ratio in ratios.ratios(balans, {})}
    assert set(per.values()) == {None}
    for code in (
        "weerstandsvermogen",
        "solvabiliteit",
        "liquiditeit",
        "rentabiliteit",
        "bovenmatig_vermogen",
    ):
        assert bereken(code).waarde is None


def test_ratios_zijn_die_van_het_domein() -> None:
    balans = factories.balans()
    per = {ratio.code: ratio.waarde for ratio in ratios.ratios(balans, {})}
    assert (per["solvabiliteit1"], per["liquiditeit"], per["rentabiliteit"]) == (40, D("1.75"), D("-0.5"))
    assert bereken("liquiditeit").waarde == D("1.75")
    assert bereken("solvabiliteit").waarde == per["solvabiliteit2"]


@pytest.mark.usefixtures("boekingen")
@pytest.mark.parametrize("code", EIGEN)
def test_de_som_van_de_rijen_is_de_teller(code: str) -> None:
    kengetal = KENGETALLEN[code]
    if kengetal.rijen is None:
        return
    assert kengetal.rijen.som == "bedrag"
    rijen = list(kengetal.rijen.selecteer(vraag()))
    teller = kengetal.bereken(vraag()).teller
    if code != "financien.uitputting":  # without a begroting it does not apply
        assert sum(rij.bedrag for rij in rijen) == teller
    assert all(isinstance(kolom.waarde(rijen[0]), str) for kolom in kengetal.rijen.kolommen)


@pytest.mark.usefixtures("boekingen")
@pytest.mark.parametrize("code", EIGEN)
def test_een_cijfer_is_een_of_twee_vragen_en_geldt_niet_per_school(code: str) -> None:
    factories.vastgesteld()
    factories.balans()
    with CaptureQueriesContext(
        connection,
    ) as gevraagd:
        KENGETALLEN[code].bereken(vraag())
    assert len(gevraagd) <= (2 if code == "financien.bovenmatig_vermogen" else 1)
    assert KENGETALLEN[code].bereken(vraag(scope=Scope(school_id=1))).waarde is None


@pytest.mark.usefixtures("boekingen")
def test_verdelingen_in_hele_euros() -> None:
    factories.boeking("0.50")
    per = VERDELINGEN["financien.lasten_naar_bestemming"].bereken(vraag())
    assert {cel.labels[0]: cel.aantal for cel in per}["Gespecialiseerd onderwijs"] in {600, 601}
    programma = VERDELINGEN["financien.lasten_naar_programma"].bereken(vraag())
    assert sum(cel.aantal for cel in programma) == sum(cel.aantal for cel in per) == 1001
    assert VERDELINGEN["financien.lasten_naar_programma"].bereken(vraag(scope=Scope(bestuur_id=1))) == []
