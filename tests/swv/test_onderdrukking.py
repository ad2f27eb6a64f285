"""Small counts stay hidden and cannot be computed back from any total (domein.md 3.2)."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from swv.kengetallen import Cel
from swv.onderdrukking import GRENS, TOTAAL, kruistabel, onderdruk, verborgen_plekken

AANTALLEN = st.one_of(st.integers(0, 6), st.integers(0, 40))


@st.composite
def tabellen(draw: Any, dimensies: int = 0) -> list[Cel]:
    """Tables over one to three dimensions, with zeros, small and large counts, and missing cells."""
    aantal = dimensies or draw(st.integers(1, 3))
    lengtes = [draw(st.integers(1, 5 if aantal < 3 else 3)) for _ in range(aantal)]
    cellen = [
        Cel(tuple(f"{nr}{label}" for nr, label in enumerate(labels)), draw(AANTALLEN))
        for labels in product(*(range(lengte) for lengte in lengtes))
    ]
    return [cel for cel in cellen if draw(st.integers(0, 9)) or cel.aantal]


def alle_plekken(cellen: list[Cel]) -> dict[tuple[str | None, ...], np.ndarray]:
    """Every entry of the table with totals as a row of ones over the cells that it adds up."""
    plekken: dict[Any, np.ndarray] = {}
    for nummer, cel in enumerate(cellen):
        for plek in product(*((label, None) for label in cel.labels)):
            plekken.setdefault(plek, np.zeros(len(cellen)))[nummer] = 1
    return plekken


@settings(max_examples=300, deadline=None)
@given(tabellen())
def test_geen_verborgen_getal_volgt_uit_wat_te_zien_is(cellen: list[Cel]) -> None:
    """Linear algebra, not our own rule: a hidden entry must lie outside the span of the visible ones."""
    verborgen = verborgen_plekken(cellen)
    plekken = alle_plekken(cellen)
    zichtbaar = [rij for plek, rij in plekken.items() if plek not in verborgen]
    basis = np.array(zichtbaar) if zichtbaar else np.zeros((1, max(len(cellen), 1)))
    rang = np.linalg.matrix_rank(basis)
    for plek in verborgen:
        assert np.linalg.matrix_rank(np.vstack([basis, plekken[plek]])) > rang, plek


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=2, max_size=4), st.integers(2, 2))
def test_ook_wie_weet_dat_nul_zichtbaar_is_rekent_niets_terug(rij: list[int], hoog: int) -> None:
    """Every filled table with the same visible numbers: each hidden entry has at least two values."""
    cellen = [Cel((f"r{r}", f"k{k}"), n + r) for r in range(hoog) for k, n in enumerate(rij)]
    verborgen = verborgen_plekken(cellen)
    plekken = alle_plekken(cellen)
    echt = np.array([cel.aantal for cel in cellen])
    if not verborgen or verborgen == plekken.keys():
        return
    zichtbaar = np.array([v for plek, v in plekken.items() if plek not in verborgen])
    los = [nr for nr, cel in enumerate(cellen) if cel.labels in verborgen]
    gezien: dict[Any, set[float]] = {plek: set() for plek in verborgen}
    for stap in product((-1, 0, 1), repeat=len(los)):
        ander = echt.copy()
        ander[los] += stap
        if (ander[los] > 0).all() and (zichtbaar @ ander == zichtbaar @ echt).all():
            for plek, waarden in gezien.items():
                waarden.add(float(plekken[plek] @ ander))
    assert all(len(waarden) > 1 for waarden in gezien.values())


@given(tabellen())
def test_elk_klein_getal_is_verborgen_en_nul_is_te_zien_tenzij_alles_dicht_is(cellen: list[Cel]) -> None:
    verborgen = verborgen_plekken(cellen)
    plekken = alle_plekken(cellen)
    aantallen = np.array([cel.aantal for cel in cellen])
    for plek, rij in plekken.items():
        totaal = int(rij @ aantallen)
        if 0 < totaal < GRENS:
            assert plek in verborgen
        if totaal == 0 and verborgen != plekken.keys():
            assert plek not in verborgen


@given(tabellen())
def test_wat_te_zien_is_klopt_en_de_volgorde_blijft(cellen: list[Cel]) -> None:
    buiten = onderdruk(cellen)
    assert [cel.labels for cel in buiten] == [cel.labels for cel in cellen]
    assert all(na.aantal in {None, voor.aantal} for voor, na in zip(cellen, buiten, strict=True))


@given(tabellen())
def test_zonder_grens_is_alles_te_zien(cellen: list[Cel]) -> None:
    assert onderdruk(cellen, 0) == cellen


@pytest.mark.parametrize(
    ("aantallen", "buiten"),
    [
        ([20, 30], [20, 30]),
        ([20, 2, 9], [20, None, None]),
        ([20, 2, 3], [20, None, None]),
        ([0, 3, 12], [0, None, None]),
        ([3], [None]),
        ([0, 0], [0, 0]),
        ([8, 1, 1], [None, None, None]),
        ([1, 1, 1, 1, 1, 1], [None] * 6),
    ],
)
def test_een_rij(aantallen: list[int], buiten: list[int | None]) -> None:
    cellen = [Cel((f"g{nr}",), n) for nr, n in enumerate(aantallen)]
    assert [cel.aantal for cel in onderdruk(cellen)] == buiten


def test_een_rechthoek_laat_de_totalen_staan() -> None:
    aantallen = {("a", "x"): 12, ("a", "y"): 8, ("b", "x"): 11, ("b", "y"): 2, ("c", "x"): 30, ("c", "y"): 40}
    cellen = [Cel(labels, n) for labels, n in aantallen.items()]
    tabel = kruistabel("Proef", ("Gemeente", "Duur"), cellen)
    assert (tabel.hoek, tabel.koppen) == ("Gemeente", ("x", "y", TOTAAL))
    assert [(rij.label, rij.waarden) for rij in tabel.rijen] == [
        ("a", (None, None, 20)),
        ("b", (None, None, 13)),
        ("c", (30, 40, 70)),
        (TOTAAL, (53, 50, 103)),
    ]
    assert tabel.rijen[-1].is_totaal


def test_drie_dimensies_en_een_lege_tabel() -> None:
    cellen = [Cel((a, b, c), 10) for a in "ab" for b in "xy" for c in "12"]
    tabel = kruistabel("Proef", ("A", "B", "C"), cellen)
    assert (tabel.hoek, tabel.koppen) == ("A · B", ("1", "2", TOTAAL))
    assert [(rij.label, rij.waarden) for rij in tabel.rijen][-2:] == [
        ("b · y", (10, 10, 20)),
        (TOTAAL, (40, 40, 80)),
    ]
    assert not tabel.is_onderdrukt
    leeg = kruistabel("Leeg", ("A",), [])
    assert [rij.waarden for rij in leeg.rijen] == [(0,)]
