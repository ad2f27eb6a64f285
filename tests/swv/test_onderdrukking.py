"""Small counts stay hidden and cannot be computed back from what is shown (domein.md 3.2).

The attacker is another program than ours (tests/swv/aanvaller.py): on small publications he tries every filling.
"""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from swv.onderdrukking import Besluit, Publicatie, Stuk, Vergelijking, besluit
from tests.swv.aanvaller import groepen_van, vaste_groepen

AANTALLEN = st.one_of(st.integers(0, 6), st.integers(0, 12))
CEL, TOTAAL, CIJFER = 1, 3, 10


@st.composite
def tabellen(draw: Any) -> Publicatie:
    """A table with all totals, the figure that it splits, a share of that, and a sum in which it counts."""
    hoog, breed = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    uit = Publicatie()
    plekken: dict[Any, list[Any]] = {}
    for labels in product(range(hoog), range(breed)):
        uit.aantallen[labels] = draw(AANTALLEN)
        uit.stukken.append(Stuk(labels, (labels,), CEL, "tabel", is_cel=True))
        for plek in product(*((label, None) for label in labels)):
            if None in plek:
                plekken.setdefault(plek, []).append(labels)
    for plek, cellen in plekken.items():
        uit.aantallen[plek] = sum(uit.aantallen[cel] for cel in cellen)
        uit.stukken.append(Stuk(plek, (plek,), TOTAAL, "tabel"))
        uit.vergelijkingen.append(Vergelijking({plek: -1} | dict.fromkeys(cellen, 1), frozenset({"tabel"})))
    totaal = uit.aantallen[None, None]
    uit.aantallen |= {"cijfer": totaal, "ander": draw(AANTALLEN)}
    uit.aantallen["alles"] = totaal + uit.aantallen["ander"]
    uit.vergelijkingen += [
        Vergelijking({"cijfer": 1, (None, None): -1}, frozenset({"tabel"})),
        Vergelijking({"alles": -1, "cijfer": 1, "ander": 1}),
    ]
    uit.stukken += [Stuk(naam, (naam,), CIJFER) for naam in ("cijfer", "ander", "alles")]
    if draw(st.booleans()):
        uit.aantallen["deel"] = draw(st.integers(0, totaal))
        uit.aantallen["rest"] = totaal - uit.aantallen["deel"]
        uit.stil |= {"deel", "rest"}
        uit.stukken.append(Stuk("aandeel", ("deel", "cijfer"), CIJFER))
        uit.vergelijkingen.append(Vergelijking({"cijfer": -1, "deel": 1, "rest": 1}))
    return uit


def aanval(uit: Publicatie, grens: int) -> set[tuple[Any, ...]]:
    """Every group of hidden counts whose small sum an outsider is sure of, and would not be if all were hidden."""
    dicht = besluit(uit, grens)
    getoond = {naam for stuk in uit.stukken if stuk.sleutel not in dicht.verborgen for naam in stuk.namen}
    return _zeker(uit, grens, getoond, dicht) - _zeker(uit, grens, set(), dicht)


def _zeker(uit: Publicatie, grens: int, getoond: set[Any], dicht: Besluit) -> set[tuple[Any, ...]]:
    weg = {naam for stuk in uit.stukken if stuk.tabel in dicht.weggelaten for naam in stuk.namen}
    bekend = getoond | {naam for naam in uit.aantallen if not uit.aantallen[naam] and naam not in uit.stil}
    open_ = [naam for naam in uit.aantallen if naam not in bekend | weg]
    ster = {naam for stuk in uit.stukken for naam in stuk.namen}
    hoogste = max(uit.aantallen.values(), default=0) + 2
    grenzen = {}
    for naam in open_:
        klein = 0 < uit.aantallen[naam] < grens and naam in ster
        grenzen[naam] = (0 if naam in uit.stil else 1, grens - 1 if klein else hoogste)
    regels = []
    for vergelijking in uit.vergelijkingen:
        if not vergelijking.tabellen & dicht.weggelaten:
            vast = sum(k * uit.aantallen[n] for n, k in vergelijking.termen.items() if n in bekend)
            open_termen = {n: k for n, k in vergelijking.termen.items() if n in open_}
            regels.append((open_termen, -vast, -vast))
    groepen = groepen_van([naam for naam in open_ if uit.aantallen[naam] < grens], grens - 1)
    losse = [groep for groep in groepen if len(groep) == 1 or (ster.issuperset(groep) and not _dubbel(groep))]
    return vaste_groepen(uit.aantallen, grenzen, regels, losse, grens)


def _dubbel(groep: tuple[Any, ...]) -> bool:
    """A figure and the total of its table are one count, not two."""
    return {"cijfer", (None, None)} <= set(groep)


@settings(max_examples=150, deadline=None)
@given(tabellen(), st.integers(3, 6))
def test_wie_alles_probeert_vindt_geen_klein_aantal(uit: Publicatie, grens: int) -> None:
    assert aanval(uit, grens) == set()


@settings(max_examples=100, deadline=None)
@given(tabellen(), st.integers(2, 7))
def test_elk_klein_getal_is_verborgen_en_nul_is_te_zien(uit: Publicatie, grens: int) -> None:
    dicht = besluit(uit, grens)
    for stuk in uit.stukken:
        if any(0 < uit.aantallen[naam] < grens for naam in stuk.namen):
            assert stuk.sleutel in dicht.verborgen
        elif stuk.tabel not in dicht.weggelaten and len(stuk.namen) == 1 and not uit.aantallen[stuk.namen[0]]:
            assert stuk.sleutel not in dicht.verborgen


@settings(max_examples=50, deadline=None)
@given(tabellen())
def test_zonder_kleine_getallen_is_alles_te_zien_en_dezelfde_vraag_geeft_hetzelfde(uit: Publicatie) -> None:
    assert not besluit(uit, 0).verborgen
    assert besluit(uit) == besluit(uit)


def rij(aantallen: list[int]) -> Publicatie:
    """A table in one row with its total, which is a figure too."""
    namen = [f"g{nr}" for nr in range(len(aantallen))]
    return Publicatie(
        aantallen=dict(zip(namen, aantallen, strict=True)) | {"som": sum(aantallen)},
        stukken=[
            *(Stuk(naam, (naam,), CEL, "tabel", is_cel=True) for naam in namen),
            Stuk("som", ("som",), CIJFER),
        ],
        vergelijkingen=[Vergelijking({"som": -1} | dict.fromkeys(namen, 1), frozenset({"tabel"}))],
    )


@pytest.mark.parametrize(
    ("aantallen", "verborgen", "weggelaten"),
    [
        ([20, 30], "", False),
        ([20, 30, 2, 9], "g2 g3", False),
        ([20, 30, 2, 3], "g2 g3", False),
        (
            [20, 30, 1, 1],
            "g0 g2 g3",
            True,
        ),  # together 2: so 20 goes too, and one count is too little for a table
        ([20, 30, 40, 1, 1], "g0 g3 g4", False),
        ([20, 30, 40, 4, 4], "g0 g3 g4", False),  # two stars that share 8 can only be 4 each
        ([0, 3, 12], "g0 g1 g2", True),
        ([3], "g0 som", True),
        ([0, 0], "", False),
        ([1, 1, 1, 1, 1, 1], "g0 g1 g2 g3 g4 g5", True),  # the figure stays: rather without the table
    ],
)
def test_een_rij(aantallen: list[int], verborgen: str, weggelaten: bool) -> None:
    uit = besluit(rij(aantallen))
    assert bool(uit.weggelaten) is weggelaten
    dicht = set(verborgen.split()) | ({f"g{nr}" for nr in range(len(aantallen))} if weggelaten else set())
    assert uit.verborgen == dicht


def test_wat_eerder_naar_buiten_ging_blijft_zoals_het_was() -> None:
    """The quarter before showed its 9 and hid its 3; now the 3 may not follow from a new sum."""
    uit = Publicatie(
        aantallen={"toen": 9, "klein": 3, "nu": 12, "ander": 30},
        stukken=[
            Stuk("toen", ("toen",), CIJFER, eerder=True),
            Stuk("klein", ("klein",), CIJFER, eerder=False),
            Stuk("nu", ("nu",), CIJFER),
            Stuk("ander", ("ander",), CIJFER),
        ],
        vergelijkingen=[Vergelijking({"nu": -1, "toen": 1, "klein": 1})],
    )
    assert besluit(uit).verborgen == {"nu"}


def test_een_verdeling_wijkt_voor_een_cijfer() -> None:
    """A table whose cells would cost a figure is left out; a table that has nothing to do with it stays."""
    uit = rij([1, 1, 1, 1, 1, 1, 1])
    uit.aantallen |= {"a": 20, "b": 30}
    uit.stukken += [Stuk(naam, (naam,), CEL, "ander", is_cel=True) for naam in ("a", "b")]
    besloten = besluit(uit)
    assert besloten.weggelaten == {"tabel"}
    assert not besloten.verborgen & {"som", "a", "b"}
