"""A breakdown as a table with its totals, for page, PDF and file."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from swv.kengetallen import Cel, Verdeling
from swv.verbanden import Plek

TOTAAL = "Totaal"
TE_KLEIN = "Deze verdeling staat er niet in: er blijven minder dan twee aantallen over die naar buiten mogen."


@dataclass(frozen=True)
class Tabelrij:
    """One line of a table: its label and its counts; None is suppressed."""

    label: str
    waarden: tuple[int | None, ...]
    is_totaal: bool = False


@dataclass(frozen=True)
class Tabel:
    """A breakdown as a table: over one dimension with one column, over two with a column per label.

    `weggelaten` is the sentence that stands in its place, when too little of it may be shown.
    """

    titel: str
    hoek: str
    koppen: tuple[str, ...]
    rijen: tuple[Tabelrij, ...]
    is_onderdrukt: bool = False
    weggelaten: str = ""


@dataclass(frozen=True)
class Indeling:
    """The rows and columns of a breakdown, and its counts at every place that the table shows."""

    rijen: tuple[Plek, ...]
    kolommen: tuple[Plek, ...]
    geheel: Plek
    aantallen: dict[Plek, int]

    def plekken(self) -> list[Plek]:
        """Every place of the table, the totals last."""
        return [rij + kolom for rij in (*self.rijen, self.geheel) for kolom in self.kolommen]


def indeling(opzet: Verdeling, cellen: Sequence[Cel]) -> Indeling:
    """The last dimension runs across; a balance has no total over it, and its columns stand in their order."""
    telling: dict[Plek, int] = {}
    for cel in cellen:
        telling[cel.labels] = telling.get(cel.labels, 0) + (cel.aantal or 0)
    enkel = len(opzet.dimensies) == 1
    rijen = tuple(dict.fromkeys(labels if enkel else labels[:-1] for labels in telling))
    kolommen: tuple[Plek, ...] = ((),) if enkel else _kolommen(opzet, telling)
    geheel: Plek = (None,) * (len(opzet.dimensies) - (not enkel))
    aantallen: dict[Plek, int] = {}
    for labels, aantal in telling.items():
        for rij in (labels if enkel else labels[:-1], geheel):
            for kolom in {labels[len(geheel) :], () if enkel else (None,)}:
                aantallen[rij + kolom] = aantallen.get(rij + kolom, 0) + aantal
    return Indeling(rijen, kolommen, geheel, aantallen)


def _kolommen(opzet: Verdeling, telling: dict[Plek, int]) -> tuple[Plek, ...]:
    if opzet.balans:
        return tuple((kop,) for kop in opzet.balans.koppen)
    return (*((kop,) for kop in dict.fromkeys(labels[-1] for labels in telling)), (None,))


def kruistabel(
    opzet: Verdeling,
    cellen: Sequence[Cel],
    verborgen: Set[Plek] = frozenset(),
    *,
    weggelaten: bool = False,
) -> Tabel:
    """The table; what is hidden is None. A breakdown that is left out has no rows and says why."""
    deel = indeling(opzet, cellen)
    enkel = len(opzet.dimensies) == 1

    def regel(rij: Plek) -> tuple[int | None, ...]:
        plekken = [rij + kolom for kolom in deel.kolommen]
        return tuple(None if plek in verborgen else deel.aantallen.get(plek, 0) for plek in plekken)

    rijen = (
        *(Tabelrij(" · ".join(map(str, rij)), regel(rij)) for rij in deel.rijen),
        Tabelrij(TOTAAL, regel(deel.geheel), is_totaal=True),
    )
    return Tabel(
        titel=opzet.naam,
        hoek=" · ".join(opzet.dimensies if enkel else opzet.dimensies[:-1]),
        koppen=("Aantal",) if enkel else tuple(str(kolom[0] or TOTAAL) for kolom in deel.kolommen),
        rijen=() if weggelaten else rijen,
        is_onderdrukt=bool(verborgen) or weggelaten,
        weggelaten=TE_KLEIN if weggelaten else "",
    )
