"""Working days, periods, words and badges."""

from datetime import date

import pytest

from swv.termijnen import (
    Kalender,
    Periode,
    Staat,
    Vakantie,
    begin_schooljaar,
    datum_met_weekdag,
    eerstvolgende_werkdag,
    einde_schooljaar,
    kwartaal,
    kwartaalperiode,
    maanden_later,
    opsomming,
    periode,
    resterend,
    schooljaar,
    werkdagen_later,
    werkdagen_tussen,
)

D = date.fromisoformat
KALENDER = Kalender(
    kb_dagen=frozenset({D("2026-05-15")}),
    vakanties=(Vakantie("Kerstvakantie", D("2026-12-19"), D("2027-01-03")),),
)


@pytest.mark.parametrize(
    ("start", "maanden", "verwacht"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-15", 3, "2027-03-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-05-31", 6, "2026-11-30"),
    ],
)
def test_maanden_later(start, maanden, verwacht):
    assert maanden_later(D(start), maanden) == D(verwacht)


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [("2026-07-31", "2025-2026"), ("2026-08-01", "2026-2027"), ("2027-01-01", "2026-2027")],
)
def test_schooljaar(dag, verwacht):
    assert schooljaar(D(dag)) == verwacht
    assert begin_schooljaar(D(dag)) == date(int(verwacht[:4]), 8, 1)
    assert einde_schooljaar(D(dag)) == date(int(verwacht[5:]), 7, 31)


def test_kwartaal_en_zijn_periode():
    assert kwartaal(D("2026-12-31")) == "2026-4"
    assert kwartaal(D("2027-01-01")) == "2027-1"
    assert kwartaalperiode("2026-4") == Periode(D("2026-10-01"), D("2026-12-31"))
    assert kwartaalperiode("2026-1").bevat(D("2026-03-31"))
    assert not kwartaalperiode("2026-1").bevat(D("2026-04-01"))


@pytest.mark.parametrize("code", ["", "2026", "2026-5", "2026-0", "x-1"])
def test_kwartaal_dat_niet_bestaat(code):
    with pytest.raises(ValueError, match="geen kwartaal"):
        kwartaalperiode(code)


def test_vakantie_stopt_geen_werkdag_tenzij_gevraagd():
    assert KALENDER.is_werkdag(D("2026-12-22"))
    assert not KALENDER.is_werkdag(D("2026-12-22"), vakantie_telt=False)
    assert werkdagen_later(D("2026-12-18"), 1, KALENDER, vakantie_telt=False) == D("2027-01-04")


def test_eerstvolgende_werkdag_is_de_dag_zelf_of_later():
    assert eerstvolgende_werkdag(D("2026-11-23"), KALENDER) == D("2026-11-23")
    assert eerstvolgende_werkdag(D("2026-12-25"), KALENDER) == D("2026-12-28")


def test_werkdagen_tussen():
    assert werkdagen_tussen(D("2026-11-20"), D("2026-11-24"), KALENDER) == 2
    assert werkdagen_tussen(D("2026-11-24"), D("2026-11-20"), KALENDER) == -2
    assert werkdagen_tussen(D("2026-11-20"), D("2026-11-22"), KALENDER) == 0


def test_negatief_aantal_werkdagen_kan_niet():
    with pytest.raises(ValueError, match="nul of meer"):
        werkdagen_later(D("2026-11-20"), -1, KALENDER)


@pytest.mark.parametrize(
    ("uiterste", "staat", "woorden"),
    [
        ("2026-11-20", Staat.TE_LAAT, "3 dagen te laat"),
        ("2026-11-22", Staat.TE_LAAT, "1 dag te laat"),
        ("2026-11-23", Staat.VANDAAG, "vandaag"),
        ("2026-11-24", Staat.BINNENKORT, "nog 1 werkdag"),
        ("2026-11-30", Staat.BINNENKORT, "nog 5 werkdagen"),
        ("2026-12-01", Staat.RUIM, "nog 6 werkdagen"),
    ],
)
def test_resterend_in_woorden(uiterste, staat, woorden):
    """Monday 23 November 2026 is today."""
    stand = resterend(D(uiterste), D("2026-11-23"), KALENDER)
    assert (stand.staat, stand.woorden) == (staat, woorden)


def test_resterend_in_het_weekend_telt_dagen():
    stand = resterend(D("2026-11-29"), D("2026-11-28"), KALENDER)
    assert (stand.staat, stand.woorden) == (Staat.BINNENKORT, "nog 1 dag")


def test_resterend_staat_stil():
    """Asked on the 17th: the first still day is the 18th."""
    stand = resterend(D("2026-12-01"), D("2026-11-23"), KALENDER, staat_stil_sinds=D("2026-11-18"))
    assert (stand.staat, stand.woorden) == (Staat.STAAT_STIL, "staat stil, 6 dagen")
    dezelfde_dag = resterend(D("2026-12-01"), D("2026-11-17"), KALENDER, staat_stil_sinds=D("2026-11-18"))
    assert dezelfde_dag.woorden == "staat stil"


@pytest.mark.parametrize(
    ("afgerond_op", "woorden"),
    [("2026-11-24", "op tijd afgerond"), ("2026-11-26", "afgerond, 2 dagen te laat")],
)
def test_resterend_afgerond(afgerond_op, woorden):
    stand = resterend(D("2026-11-24"), D("2026-12-24"), KALENDER, afgerond_op=D(afgerond_op))
    assert (stand.staat, stand.woorden) == (Staat.AFGEROND, woorden)


def test_woorden():
    assert datum_met_weekdag(D("2026-12-07")) == "maandag 7 december 2026"
    assert periode(D("2026-12-30"), D("2027-01-02")) == "30 december 2026 tot en met 2 januari 2027"
    assert periode(D("2026-12-30"), D("2026-12-30")) == "30 december 2026"
    assert opsomming(["a"]) == "a"
    assert opsomming(["a", "b", "c"]) == "a, b en c"
    assert opsomming([]) == ""
