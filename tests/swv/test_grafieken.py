"""Charts: the drawing, the words and the table say the same, and nothing breaks on odd figures."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler
from hypothesis import given
from hypothesis import strategies as st

from swv.grafieken import Grafiek, gestapeld, kwartaallabels, lijngrafiek, staafgrafiek
from swv.kwartaal import Kwartaal
from tests.factories import NormFactory

WAARDEN = st.one_of(st.none(), st.integers(-50, 100_000), st.decimals(-100, 1000, places=3))
PUNTEN = st.lists(st.tuples(st.sampled_from(["K1\n2025", "K2", "Een heel lange naam"]), WAARDEN), max_size=14)


def teken(grafiek: Grafiek, **kenmerken: str) -> str:
    extra = "".join(f' {naam}="{waarde}"' for naam, waarde in kenmerken.items())
    bron = CottonCompiler().process(f'<c-grafiek :grafiek="grafiek"{extra} />')
    html: str = engines["django"].from_string(bron).render({"grafiek": grafiek})
    return html


def getallen(grafiek: Grafiek) -> list[float]:
    delen: list[Any] = [grafiek.breedte, grafiek.hoogte]
    for vlak in grafiek.vlakken:
        delen += [vlak.x, vlak.y, vlak.breedte, vlak.hoogte]
    for streep in grafiek.strepen:
        delen += [streep.x1, streep.y1, streep.x2, streep.y2]
    for x, y in grafiek.punten:
        delen += [x, y]
    return [float(deel) for deel in delen]


@given(PUNTEN)
def test_alles_ligt_binnen_het_vel(punten: list[tuple[str, Decimal | int | None]]) -> None:
    for grafiek in (
        staafgrafiek("Proef", punten),
        lijngrafiek("Proef", punten, norm=12, eenheid="percentage"),
    ):
        assert all(-1 <= getal <= 700 for getal in getallen(grafiek))
        assert [label for label, _ in grafiek.rijen] == [label.replace("\n", " ") for label, _ in punten]


@given(
    st.lists(
        st.lists(WAARDEN.filter(lambda w: w is None or w >= 0), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_gestapeld_telt_op_tot_de_hoogte(reeksen: list[list[Any]]) -> None:
    grafiek = gestapeld("Proef", ["a", "b", "c"], [(f"r{nr}", reeks) for nr, reeks in enumerate(reeksen)])
    assert all(-1 <= getal <= 700 for getal in getallen(grafiek))
    assert len(grafiek.rijen) == 3


def test_tekening_tekst_en_tabel_zeggen_hetzelfde() -> None:
    trend = [
        (Kwartaal(2025, nummer), Decimal(waarde) if waarde else None) for nummer, waarde in ((3, 40), (4, 0))
    ]
    grafiek = lijngrafiek(
        "Stand", [*kwartaallabels(trend), ("K1\n2026", Decimal("31.5"))], norm=30, eenheid="dagen"
    )
    assert grafiek.alternatief == (
        "Lijngrafiek. Stand. K3 2025: 40; K4: n.v.t.; K1 2026: 31,5. De norm is 30."
    )
    assert grafiek.rijen == (("K3 2025", ("40",)), ("K4", ("n.v.t.",)), ("K1 2026", ("31,5",)))
    assert grafiek.paden == (), "a gap is not bridged"
    assert len(grafiek.punten) == 2


def test_norm_uit_het_profiel_is_een_gestreepte_lijn(db: None) -> None:
    grafiek = lijngrafiek(
        "Proef", [("K1", 90), ("K2", 95)], norm=NormFactory(waarde=Decimal("99.5")), eenheid="percentage"
    )
    assert [streep.gestreept for streep in grafiek.strepen].count(True) == 1
    assert any(tekst.tekst == "norm 99,5%" for tekst in grafiek.teksten)


def test_lange_namen_geven_liggende_staven() -> None:
    assert len(staafgrafiek("Proef", [("Groningen", 1), ("Midden-Groningen", 2)]).strepen) == 1
    assert len(staafgrafiek("Proef", [("K1", 1), ("K2", 2)]).strepen) > 1


def test_hele_aantallen_krijgen_hele_stappen() -> None:
    grafiek = staafgrafiek("Proef", [("K1", 1), ("K2", 2)])
    merken = [tekst.tekst for tekst in grafiek.teksten if tekst.anker == "end"]
    assert merken == ["0", "1", "2"]


def test_vijf_reeksen_zijn_te_veel() -> None:
    with pytest.raises(ValueError, match="tot en met 4 reeksen"):
        gestapeld("Proef", ["a"], [(str(nr), [1]) for nr in range(5)])


def test_component_werkt_zonder_stijl_en_met_de_tabel() -> None:
    html = teken(gestapeld("Naar <duur>", ["a", "b"], [("kort", [1, 2]), ("lang", [3, None]), ("x", [1, 1])]))
    assert "style=" not in html
    assert "Naar &lt;duur&gt;" in html
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 3
    assert f'aria-labelledby="{ids[0]}"' in html
    assert html.count("<details") == 1
    assert html.count('scope="row"') == 2
    assert 'fill="url(#' in html, "the third series has a pattern"


@pytest.mark.parametrize(("tabel", "aantal"), [("geen", 0), ("zichtbaar", 1), ("uitklap", 1)])
def test_tabel_naar_keuze(tabel: str, aantal: int) -> None:
    html = teken(staafgrafiek("Proef", [("K1", 1)]), tabel=tabel, bijschrift="Figuur 1")
    assert html.count("<table") == aantal
    assert "<figcaption>Figuur 1</figcaption>" in html


def test_twee_grafieken_delen_geen_id() -> None:
    een, ander = staafgrafiek("Proef", [("K1", 1)]), staafgrafiek("Proef", [("K1", 2)])
    assert een.id != ander.id
    assert een.id == staafgrafiek("Proef", [("K1", 1)]).id
