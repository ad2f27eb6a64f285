"""Small counts do not leave the SWV, and cannot be computed back from the totals (domein.md 3.2).

A count of 1 up to the limit is suppressed: a cell, but also a total. That alone is not enough: one hidden
cell in a row follows from the total of the row. So every hidden entry is covered by a switch: another table
with the same visible numbers in which that entry has another value. A switch moves one pupil between cells;
all entries that change by it are hidden with it. Either two cells change places (and the totals that hold
only one of them), or four cells in a rectangle do, which leaves all totals as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from swv.kengetallen import Cel

GRENS = 5
TOTAAL = "Totaal"
Plek = tuple[str | None, ...]  # a label per dimension; None is the total over that dimension


@dataclass(frozen=True)
class Tabelrij:
    """One line of a table: its label and its counts; None is suppressed."""

    label: str
    waarden: tuple[int | None, ...]
    is_totaal: bool = False


@dataclass(frozen=True)
class Tabel:
    """A breakdown as a table: over one dimension with one column, over two with a column per label."""

    titel: str
    hoek: str
    koppen: tuple[str, ...]
    rijen: tuple[Tabelrij, ...]
    is_onderdrukt: bool


def onderdruk(cellen: Sequence[Cel], grens: int = GRENS) -> list[Cel]:
    """The same cells with None for what may not be known outside; totals count as known."""
    verborgen = verborgen_plekken(cellen, grens)
    return [Cel(cel.labels, None if cel.labels in verborgen else cel.aantal) for cel in cellen]


def verborgen_plekken(cellen: Iterable[Cel], grens: int = GRENS) -> frozenset[Plek]:
    """Which entries of the table with all its totals must stay hidden."""
    telling = _telling(cellen)
    tabel = _met_totalen(telling)
    klein = sorted((plek for plek, aantal in tabel.items() if 0 < aantal < grens), key=_volgorde)
    verborgen: set[Plek] = set(klein)
    gedekt: set[Plek] = set()
    for plek in klein:
        if plek not in gedekt:
            ruil = _goedkoopste(plek, telling, tabel, verborgen)
            verborgen |= ruil
            gedekt |= ruil
    return frozenset(verborgen)


def _telling(cellen: Iterable[Cel]) -> dict[Plek, int]:
    telling: dict[Plek, int] = {}
    for cel in cellen:
        telling[cel.labels] = telling.get(cel.labels, 0) + (cel.aantal or 0)
    return telling


def _plekken_met(labels: Plek) -> Iterator[Plek]:
    """The cell itself and every total that it counts in."""
    return product(*((label, None) for label in labels))


def _met_totalen(telling: dict[Plek, int]) -> dict[Plek, int]:
    tabel: dict[Plek, int] = {}
    for labels, aantal in telling.items():
        for plek in _plekken_met(labels):
            tabel[plek] = tabel.get(plek, 0) + aantal
    return tabel


def _volgorde(plek: Plek) -> tuple[int, tuple[str, ...]]:
    return sum(label is None for label in plek), tuple(label or "" for label in plek)


def _goedkoopste(
    plek: Plek, telling: dict[Plek, int], tabel: dict[Plek, int], verborgen: set[Plek]
) -> frozenset[Plek]:
    """The switch over `plek` that hides the least that is not hidden yet, totals last of all."""
    mogelijk = _ruilen(plek, telling)
    return min(mogelijk, key=lambda ruil: _prijs(ruil, tabel, verborgen), default=frozenset(tabel))


def _prijs(ruil: frozenset[Plek], tabel: dict[Plek, int], verborgen: set[Plek]) -> tuple[int, int, list[str]]:
    nieuw = ruil - verborgen
    totalen = sum(sum(label is None for label in plek) for plek in nieuw)
    return totalen, sum(tabel[plek] for plek in nieuw), sorted(map(str, ruil))


def _ruilen(plek: Plek, telling: dict[Plek, int]) -> Iterator[frozenset[Plek]]:
    """Every set of entries that can change together, `plek` among them, and stay counts above zero."""
    gevuld = [labels for labels, aantal in telling.items() if aantal]
    binnen = [labels for labels in gevuld if _hoort_bij(labels, plek)]
    for cel, ander in product(binnen, gevuld):
        erbij, eraf = [cel], [ander]
        if _kan(erbij, eraf, telling) and plek in (gewijzigd := _gewijzigd(erbij, eraf)):
            yield gewijzigd
        for erbij, eraf in _rechthoeken(cel, ander):
            if _kan(erbij, eraf, telling) and plek in (gewijzigd := _gewijzigd(erbij, eraf)):
                yield gewijzigd


def _hoort_bij(labels: Plek, plek: Plek) -> bool:
    return all(deel is None or deel == label for label, deel in zip(labels, plek, strict=True))


def _rechthoeken(cel: Plek, hoek: Plek) -> Iterator[tuple[list[Plek], list[Plek]]]:
    """Four cells at the corners between two opposite ones that differ in exactly two dimensions."""
    verschil = [nr for nr, (een, ander) in enumerate(zip(cel, hoek, strict=True)) if een != ander]
    if len(verschil) != 2:
        return
    eerste, _tweede = verschil
    langs = tuple(hoek[nr] if nr == eerste else label for nr, label in enumerate(cel))
    terug = tuple(cel[nr] if nr == eerste else label for nr, label in enumerate(hoek))
    yield [cel, hoek], [langs, terug]


def _kan(erbij: list[Plek], eraf: list[Plek], telling: dict[Plek, int]) -> bool:
    """Whether all are filled and one direction leaves all of them filled: an outsider knows zeros are shown."""
    if erbij == eraf or not all(telling.get(labels) for labels in (*erbij, *eraf)):
        return False
    return any(all(telling[labels] > 1 for labels in kant) for kant in (erbij, eraf))


def _gewijzigd(erbij: list[Plek], eraf: list[Plek]) -> frozenset[Plek]:
    verschil: dict[Plek, int] = {}
    for stap, kant in ((1, erbij), (-1, eraf)):
        for labels in kant:
            for plek in _plekken_met(labels):
                verschil[plek] = verschil.get(plek, 0) + stap
    return frozenset(plek for plek, stap in verschil.items() if stap)


def kruistabel(titel: str, dimensies: Sequence[str], cellen: Sequence[Cel], grens: int = GRENS) -> Tabel:
    """The cells as a table with totals, the last dimension across; one dimension stands in one column.

    `grens` 0 suppresses nothing: for who works at the SWV.
    """
    telling = _telling(cellen)
    tabel, verborgen = _met_totalen(telling), verborgen_plekken(cellen, grens)
    enkel = len(dimensies) == 1
    rijen = list(dict.fromkeys(labels if enkel else labels[:-1] for labels in telling))
    kolommen: list[Plek] = (
        [()] if enkel else [(kop,) for kop in dict.fromkeys(labels[-1] for labels in telling)]
    )
    kolommen = kolommen if enkel else [*kolommen, (None,)]
    geheel: Plek = (None,) * (len(dimensies) - (not enkel))

    def regel(rij: Plek) -> tuple[int | None, ...]:
        plekken = [rij + kolom for kolom in kolommen]
        return tuple(None if plek in verborgen else tabel.get(plek, 0) for plek in plekken)

    return Tabel(
        titel=titel,
        hoek=" · ".join(dimensies if enkel else dimensies[:-1]),
        koppen=("Aantal",) if enkel else tuple(str(kolom[0] or TOTAAL) for kolom in kolommen),
        rijen=(
            *(Tabelrij(" · ".join(map(str, rij)), regel(rij)) for rij in rijen),
            Tabelrij(TOTAAL, regel(geheel), is_totaal=True),
        ),
        is_onderdrukt=bool(verborgen),
    )
