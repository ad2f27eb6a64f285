"""Feestdagen of any year against the published tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swv.feestdagen import feestdag, feestdagen, koningsdag, paasdag

TABEL = [
    # jaar, Goede Vrijdag, 2e Paasdag, Koningsdag, Hemelvaart, 2e Pinksterdag
    (2025, (4, 18), (4, 21), (4, 26), (5, 29), (6, 9)),
    (2026, (4, 3), (4, 6), (4, 27), (5, 14), (5, 25)),
    (2027, (3, 26), (3, 29), (4, 27), (5, 6), (5, 17)),
    (2028, (4, 14), (4, 17), (4, 27), (5, 25), (6, 5)),
    (2029, (3, 30), (4, 2), (4, 27), (5, 10), (5, 21)),
]


@pytest.mark.parametrize(("jaar", "vrijdag", "pasen", "koning", "hemelvaart", "pinksteren"), TABEL)
def test_feestdagen_per_jaar(jaar, vrijdag, pasen, koning, hemelvaart, pinksteren):
    namen = feestdagen(jaar)
    assert namen[date(jaar, *vrijdag)] == "Goede Vrijdag"
    assert namen[date(jaar, *pasen)] == "tweede paasdag"
    assert namen[date(jaar, *koning)] == "Koningsdag"
    assert namen[date(jaar, *hemelvaart)] == "Hemelvaartsdag"
    assert namen[date(jaar, *pinksteren)] == "tweede pinksterdag"
    assert namen[date(jaar, 5, 5)] == "Bevrijdingsdag"
    assert len(namen) == 11


@pytest.mark.parametrize(
    ("jaar", "maand", "dag"),
    [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2038, 4, 25), (2285, 3, 22)],
)
def test_paasdag_uitersten(jaar, maand, dag):
    """22 March and 25 April are the earliest and the latest Easter there can be."""
    assert paasdag(jaar) == date(jaar, maand, dag)


@pytest.mark.parametrize(
    ("jaar", "verwacht"),
    [
        (1978, date(1978, 5, 1)),  # 30 April was a Sunday: celebrated on Monday
        (1989, date(1989, 4, 29)),  # from 1980 on: on Saturday
        (2012, date(2012, 4, 30)),
        (2014, date(2014, 4, 26)),
        (2025, date(2025, 4, 26)),
        (2031, date(2031, 4, 26)),
        (2026, date(2026, 4, 27)),
    ],
)
def test_koningsdag_nooit_op_zondag(jaar, verwacht):
    assert koningsdag(jaar) == verwacht


def test_samenvallende_feestdagen_houden_beide_namen():
    """In 2008 Hemelvaartsdag fell on 1 May and in 2016 on 5 May."""
    assert feestdag(date(2016, 5, 5)) == "Bevrijdingsdag en Hemelvaartsdag"


def test_gewone_dag_is_geen_feestdag():
    assert feestdag(date(2026, 11, 23)) is None


@given(st.integers(min_value=1583, max_value=4099))
def test_paasdag_is_de_zondag_na_de_kerkelijke_volle_maan(jaar):
    """Independent oracle: the rule of 1582 written with golden number and epact."""
    eeuw = jaar // 100 + 1
    gouden = jaar % 19 + 1
    zonsvergelijking = 3 * eeuw // 4 - 12
    epacta = (11 * gouden + 20 + (8 * eeuw + 5) // 25 - 5 - zonsvergelijking) % 30
    if epacta == 24 or (epacta == 25 and gouden > 11):
        epacta += 1
    afstand = 44 - epacta
    volle_maan = date(jaar, 3, 1) + timedelta(days=afstand - 1 if afstand >= 21 else afstand + 29)
    zondag = volle_maan + timedelta(days=7 - (volle_maan.weekday() + 1) % 7)
    assert paasdag(jaar) == zondag
