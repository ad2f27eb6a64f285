"""Properties of the term arithmetic against an oracle that walks the calendar day by day."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from swv.feestdagen import feestdagen
from swv.termijnen import (
    Kalender,
    Opschorting,
    beslistermijn,
    bezwaartermijn,
    bob_termijn,
    datum_met_weekdag,
    werkdagen_later,
    werkdagen_tussen,
    werkdagtermijn,
)

DAG = timedelta(days=1)
dagen = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
kalenders = st.builds(lambda kb: Kalender(kb_dagen=frozenset(kb)), st.lists(dagen, max_size=5))
weken = st.integers(min_value=1, max_value=12)


@st.composite
def termijnen_met_stilstand(draw):
    """A start, a number of weeks and suspensions that were asked for while the term ran."""
    start, aantal = draw(dagen), draw(weken)
    reeks = []
    for _ in range(draw(st.integers(min_value=0, max_value=4))):
        van = start + draw(st.integers(min_value=-40, max_value=7 * aantal)) * DAG
        reeks.append(Opschorting(van, van + draw(st.integers(min_value=0, max_value=60)) * DAG))
    return start, aantal, reeks


def is_vrij(dag, kalender):
    return dag.isoweekday() in {6, 7} or dag in feestdagen(dag.year) or dag in kalender.kb_dagen


def loop_na(start, aantal_dagen, reeks, kalender, *, schuift):
    """Oracle: count the days of the term one by one, skip each suspended day, then leave free days."""
    dag = start
    while aantal_dagen:
        dag += DAG
        if not any(o.van < dag < o.tot for o in reeks):
            aantal_dagen -= 1
    # days that stand still right after the last counted day belong to a term that had not been used up
    while schuift and is_vrij(dag, kalender):
        dag += DAG
    return dag


@given(termijnen_met_stilstand(), kalenders)
def test_beslistermijn_gelijk_aan_dag_voor_dag_tellen(geval, kalender):
    start, aantal, reeks = geval
    # the walker ends on a day that runs; a suspension that touches the end is decided by the table tests
    uitkomst = loop_na(start, 7 * aantal, reeks, kalender, schuift=False)
    assume(not any(o.van >= start + (7 * aantal - 1) * DAG or o.tot > uitkomst for o in reeks))
    verwacht = loop_na(start, 7 * aantal, reeks, kalender, schuift=True)
    assert beslistermijn(start, aantal, reeks, kalender=kalender).uiterste_datum == verwacht


@given(termijnen_met_stilstand(), kalenders)
def test_beslistermijn_eindigt_nooit_op_een_vrije_dag(geval, kalender):
    start, aantal, reeks = geval
    termijn = beslistermijn(start, aantal, reeks, kalender=kalender)
    assert not is_vrij(termijn.uiterste_datum, kalender)
    assert termijn.uiterste_datum >= start + 7 * aantal * DAG


@given(dagen, weken, st.integers(min_value=0, max_value=90), st.integers(min_value=0, max_value=50))
def test_opschorting_van_k_dagen_verschuift_het_einde_met_k(start, aantal, k, na):
    assume(na <= 7 * aantal)
    van = start + na * DAG
    reeks = [Opschorting(van, van + (k + 1) * DAG)]
    zonder = beslistermijn(start, aantal, kalender=Kalender(), atw=False)
    met = beslistermijn(start, aantal, reeks, kalender=Kalender(), atw=False)
    assert met.uiterste_datum - zonder.uiterste_datum == k * DAG
    assert met.opgeschorte_dagen == k


@given(termijnen_met_stilstand(), kalenders)
def test_dubbele_opschorting_telt_een_keer(geval, kalender):
    start, aantal, reeks = geval
    enkel = beslistermijn(start, aantal, reeks, kalender=kalender)
    dubbel = beslistermijn(start, aantal, [*reeks, *reversed(reeks)], kalender=kalender)
    assert dubbel.uiterste_datum == enkel.uiterste_datum


@given(dagen, weken, st.integers(min_value=0, max_value=8), st.integers(min_value=0, max_value=30), kalenders)
def test_termijn_is_monotoon(start, aantal, verdaging, later, kalender):
    """Starting later or extending longer never brings the last day forward, within the reach of the Atw."""
    assume(aantal + verdaging <= 12)
    eerder = beslistermijn(start, aantal, kalender=kalender).uiterste_datum
    assert beslistermijn(start + later * DAG, aantal, kalender=kalender).uiterste_datum >= eerder
    verlengd = beslistermijn(start, aantal, kalender=kalender, verdaging_weken=verdaging)
    assert verlengd.uiterste_datum >= eerder


@given(dagen, weken, st.integers(min_value=0, max_value=12))
def test_verdaging_telt_vanaf_de_onverschoven_datum(start, aantal, verdaging):
    termijn = beslistermijn(start, aantal, kalender=Kalender(), verdaging_weken=verdaging, atw=False)
    assert termijn.uiterste_datum == start + 7 * (aantal + verdaging) * DAG


@given(dagen, kalenders)
def test_bezwaar_en_bob_eindigen_op_een_werkdag(dag, kalender):
    for termijn, lengte in ((bezwaartermijn(dag, kalender), 42), (bob_termijn(dag, kalender), 84)):
        assert termijn.uiterste_datum == loop_na(dag, lengte, [], kalender, schuift=True)


@given(termijnen_met_stilstand(), kalenders)
def test_afleiding_noemt_de_datum_in_de_laatste_zin_die_hem_verandert(geval, kalender):
    start, aantal, reeks = geval
    termijn = beslistermijn(start, aantal, reeks, kalender=kalender)
    met_datum = [zin for zin in termijn.afleiding if "telt niet mee" not in zin]
    assert datum_met_weekdag(termijn.uiterste_datum) in met_datum[-1]


@given(dagen, st.integers(min_value=0, max_value=60), kalenders)
def test_werkdagen_heen_en_terug(start, aantal, kalender):
    einde = werkdagen_later(start, aantal, kalender)
    assert werkdagen_tussen(start, einde, kalender) == aantal
    assert werkdagen_tussen(einde, start, kalender) == -aantal
    assert aantal == 0 or not is_vrij(einde, kalender)
    assert werkdagtermijn(start, aantal, kalender=kalender).uiterste_datum == einde
