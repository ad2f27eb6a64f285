"""How dates, amounts and figures are written (swv/templatetags/opmaak.py)."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django_cotton.templatetags import Attrs
from hypothesis import given
from hypothesis import strategies as st

from swv.iconen import ICONEN, TERMIJNBADGES
from swv.models.normen import Eenheid
from swv.templatetags import opmaak
from swv.termijnen import Staat

DAG = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 22, 23, 5, tzinfo=UTC)  # five past midnight on the 23rd in Amsterdam


@pytest.mark.parametrize(
    ("filter_", "waarde", "verwacht"),
    [
        (opmaak.datum, DAG, "23 november 2026"),
        (opmaak.datum, MOMENT, "23 november 2026"),
        (opmaak.datum_kort, DAG, "23 nov 2026"),
        (opmaak.datum_kort, date(2026, 3, 1), "1 mrt 2026"),
        (opmaak.datum_dag, DAG, "maandag 23 november 2026"),
        (opmaak.moment, MOMENT, "23 nov 2026, 00.05"),
        (opmaak.moment, DAG, "23 nov 2026"),
        (opmaak.tijd, MOMENT, "00.05"),
        (opmaak.tijd, time(14, 3), "14.03"),
        (opmaak.iso, DAG, "2026-11-23"),
        (opmaak.iso, MOMENT, "2026-11-23T00:05+01:00"),
        (opmaak.iso, "vandaag", ""),
    ],
)
def test_datum_in_amsterdam(filter_, waarde, verwacht):
    assert filter_(waarde) == verwacht


@pytest.mark.parametrize(
    "filter_", [opmaak.datum, opmaak.datum_kort, opmaak.datum_dag, opmaak.moment, opmaak.tijd]
)
def test_datum_zonder_waarde_is_een_streepje_en_tekst_blijft_staan(filter_):
    assert filter_(None) == "—"
    assert filter_("vorige week") == "vorige week"


@pytest.mark.parametrize(
    ("waarde", "eenheid", "verwacht"),
    [
        (14096, "", "14.096"),
        (14096, "aantal", "14.096"),
        (Decimal("92.55"), "percentage", "92,6%"),
        (Decimal("0.05"), "percentage", "0,1%"),
        (Decimal("-0.04"), "percentage", "0,0%"),
        (Decimal("8.25"), "cijfer", "8,3"),
        (Decimal("1234.5"), "euro", "€\u00a01.234,50"),
        (Decimal("1.005"), "euro", "€\u00a01,01"),
        (1, "dagen", "1 dag"),
        (3, "weken", "3 weken"),
        (Decimal("1.5"), "maanden", "1,5 maanden"),
        (2, "werkdagen", "2 werkdagen"),
        (1, "schooljaren", "1 schooljaar"),
        (99, "procent", "99,0%"),
        (None, "percentage", "n.v.t."),
        ("", "", "n.v.t."),
    ],
)
def test_getal_naar_eenheid(waarde, eenheid, verwacht):
    assert opmaak.getal(waarde, eenheid) == verwacht


@pytest.mark.parametrize("eenheid", Eenheid)
def test_getal_kent_elke_eenheid_van_een_norm(eenheid):
    assert opmaak.getal(2, eenheid)


def test_getal_onbekende_eenheid_is_een_fout():
    with pytest.raises(ValueError, match="Onbekende eenheid"):
        opmaak.getal(1, "appels")


def test_getal_van_tekst_is_een_fout():
    with pytest.raises(ValueError, match="geen getal"):
        opmaak.getal("veel")


@given(st.decimals(min_value=-10_000_000, max_value=10_000_000, places=4))
def test_bedrag_is_terug_te_lezen_en_half_omhoog_afgerond(waarde):
    """What is shown is never more than half a cent from the exact amount."""
    getoond = opmaak.bedrag(waarde).removeprefix("€\u00a0").replace(".", "").replace(",", ".")

    assert abs(Decimal(getoond) - waarde) <= Decimal("0.005")


def test_bedrag_zonder_waarde():
    assert opmaak.bedrag(None) == "—"


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        (0, "0\u00a0bytes"),
        (999, "999\u00a0bytes"),
        (412_345, "412\u00a0kB"),
        (2_500_000, "2,5\u00a0MB"),
        (20_000_000, "20\u00a0MB"),
        (None, "—"),
    ],
)
def test_grootte(waarde, verwacht):
    assert opmaak.grootte(waarde) == verwacht


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0", "Edge op Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) Version/19 Safari/604",
            "Safari op een iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", "Firefox op Linux"),
        ("curl/8", "Onbekende browser"),
    ],
)
def test_apparaat_in_gewone_woorden(naam, verwacht):
    assert opmaak.apparaat(naam) == verwacht


def test_kenmerken_ontsnappen_altijd():
    """cotton writes attributes unescaped; a value that begins and ends with a quote would break out."""
    attrs = Attrs({"data-x": '"" onmouseover=alert(1) "', "hidden": True, "leeg": None, "uit": False})

    assert opmaak.kenmerken(attrs) == ' data-x="&quot;&quot; onmouseover=alert(1) &quot;" hidden'


def test_termijn_elke_staat_heeft_een_eigen_teken():
    """Colour is never the only carrier (WCAG 1.4.1)."""
    tekens = {TERMIJNBADGES[staat].icoon for staat in Staat}

    assert len(tekens) == len(Staat)
    assert tekens <= set(ICONEN.values())
