"""Money adds up: whatever the amount and the weights."""

from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from financien.forms.velden import Bedragveld
from financien.geld import CENT, hele_euros, over_maanden, rond, verdeel
from financien.realisatie.bedragen import GeenBedrag, Notatie, lees_bedrag, notatie_van

BEDRAGEN = st.decimals(min_value="-10000000", max_value="10000000", places=2)
GEWICHTEN = st.lists(st.integers(0, 5000), min_size=1, max_size=40).filter(any)


@given(BEDRAGEN, GEWICHTEN)
def test_delen_tellen_op_tot_het_geheel(totaal: Decimal, gewichten: list[int]) -> None:
    delen = verdeel(totaal, gewichten)
    assert sum(delen) == totaal
    assert all(deel == rond(deel) for deel in delen)


@given(BEDRAGEN, GEWICHTEN)
def test_een_deel_is_hoogstens_een_cent_van_zijn_aandeel(totaal: Decimal, gewichten: list[int]) -> None:
    som = sum(gewichten)
    for deel, gewicht in zip(verdeel(totaal, gewichten), gewichten, strict=True):
        assert abs(deel * som - totaal * gewicht) < CENT * som


@given(st.decimals(min_value=0, max_value="10000000", places=2), GEWICHTEN)
def test_wie_meer_leerlingen_heeft_krijgt_niet_minder(totaal: Decimal, gewichten: list[int]) -> None:
    delen = verdeel(totaal, gewichten)
    op_gewicht = sorted(zip(gewichten, delen, strict=True))
    for (licht, klein), (zwaar, groot) in pairwise(op_gewicht):
        assert licht == zwaar or klein <= groot


@given(BEDRAGEN)
def test_twaalf_maanden_zijn_een_jaar(bedrag: Decimal) -> None:
    maanden = over_maanden(bedrag)
    assert (len(maanden), sum(maanden)) == (12, bedrag)
    assert max(maanden) - min(maanden) <= CENT


@given(st.lists(BEDRAGEN, max_size=30))
def test_hele_euros_tellen_op(bedragen: list[Decimal]) -> None:
    euros = hele_euros(bedragen)
    assert abs(sum(euros) - sum(bedragen)) <= Decimal("0.5")
    assert all(abs(euro - bedrag) < 1 for euro, bedrag in zip(euros, bedragen, strict=True))


def test_de_grootste_rest_krijgt_de_cent() -> None:
    assert verdeel(Decimal("100.00"), [1, 1, 1]) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert verdeel(Decimal("0.05"), [10, 20, 30]) == [Decimal("0.01"), Decimal("0.02"), Decimal("0.02")]


@pytest.mark.parametrize("gewichten", [[], [0, 0], [1, -1]])
def test_zonder_gewicht_valt_er_niets_te_verdelen(gewichten: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        verdeel(Decimal(10), gewichten)


def test_half_omhoog() -> None:
    assert rond(Decimal("0.005")) == Decimal("0.01")
    assert rond(Decimal("-0.005")) == Decimal("-0.01")
    assert str(rond(Decimal("-0.001"))) == "0.00"


def nederlands(bedrag: Decimal) -> str:
    return f"{bedrag:,.2f}".translate(str.maketrans(",.", ".,"))


@given(BEDRAGEN)
def test_elk_bedrag_komt_uit_beide_schrijfwijzen_terug(bedrag: Decimal) -> None:
    assert lees_bedrag(nederlands(bedrag), Notatie.NEDERLANDS) == bedrag
    assert lees_bedrag(f"{bedrag:,.2f}", Notatie.ENGELS) == bedrag
    assert lees_bedrag(f"{bedrag:.2f}", Notatie.ENGELS) == bedrag
    assert lees_bedrag(f"€ {nederlands(abs(bedrag))}-", Notatie.NEDERLANDS) == -abs(bedrag)


@given(BEDRAGEN)
def test_de_schrijfwijze_wordt_herkend(bedrag: Decimal) -> None:
    assert notatie_van(nederlands(bedrag)) is Notatie.NEDERLANDS
    assert notatie_van(f"{bedrag:,.2f}") is Notatie.ENGELS


@pytest.mark.parametrize(
    ("tekst", "notatie", "bedrag"),
    [
        ("1.234,56", "nl", "1234.56"),
        ("1.234", "nl", "1234"),
        ("1234,5", "nl", "1234.50"),
        ("12,50-", "nl", "-12.50"),
        ("(1.000,00)", "nl", "-1000"),
        ("€ -5,00", "nl", "-5"),
        ("\u22125,00", "nl", "-5"),
        ("1 234,56", "nl", "1234.56"),
        ("+7", "nl", "7"),
        ("", "nl", "0"),
        (",5", "nl", "0.50"),
        ("1,234.56", "en", "1234.56"),
        ("1,234", "en", "1234"),
        ("EUR 12.50", "en", "12.50"),
    ],
)
def test_schrijfwijzen(tekst: str, notatie: str, bedrag: str) -> None:
    assert lees_bedrag(tekst, Notatie(notatie)) == Decimal(bedrag)


@pytest.mark.parametrize(
    ("waarde", "zin"),
    [
        ("=1+1", "geen bedrag"),
        ("12.50", "in de Nederlandse"),
        ("1,234", "in de Nederlandse"),
        ("1.23.4", "geen bedrag"),
        ("--5", "geen bedrag"),
        ("veel", "geen bedrag"),
        ("9" * 12, "te groot"),
        (1.005, "meer dan twee decimalen"),
        (float("inf"), "geen getal"),
    ],
)
def test_wat_geen_bedrag_is(waarde: object, zin: str) -> None:
    with pytest.raises(GeenBedrag, match=zin):
        lees_bedrag(waarde, Notatie.NEDERLANDS)


def test_ruis_van_een_rekenblad_is_geen_derde_decimaal() -> None:
    assert lees_bedrag(0.1 + 0.2, Notatie.ENGELS) == Decimal("0.30")
    assert lees_bedrag(1234, Notatie.ENGELS) == Decimal("1234.00")


@pytest.mark.parametrize(
    ("getypt", "bedrag"),
    [("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("10.005", "10005.00"), ("12.50", "12.50")],
)
def test_een_bedrag_zoals_iemand_het_typt(getypt: str, bedrag: str) -> None:
    assert Bedragveld().clean(getypt) == Decimal(bedrag)


def test_drie_cijfers_achter_een_komma_zijn_geen_duizendtal() -> None:
    with pytest.raises(ValidationError, match="Vul een bedrag in"):
        Bedragveld().clean("10,005")
