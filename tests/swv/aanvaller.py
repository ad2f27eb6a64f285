"""An outsider who tries everything: no rule of ours, only what is shown and what anybody knows.

For each group of hidden counts he looks for a filling with the same visible numbers in which its sum is another.
He knows which stars stand for a count below the limit, and that a zero is always shown.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

Naam = Hashable
Termen = Mapping[Naam, int]
Regel = tuple[Termen, int, int]  # the sum lies between these two, both included
OVERAL = 10**6


def vullingen(
    namen: Sequence[Naam], grenzen: Mapping[Naam, tuple[int, int]], regels: Sequence[Regel]
) -> Iterator[dict[Naam, int]]:
    """Every whole filling inside the bounds that obeys each rule; depth first."""

    def past(gevuld: Mapping[Naam, int]) -> bool:
        for termen, laagste, hoogste in regels:
            onder = boven = 0
            for naam, keer in termen.items():
                laag, hoog = (gevuld[naam],) * 2 if naam in gevuld else grenzen[naam]
                onder += min(keer * laag, keer * hoog)
                boven += max(keer * laag, keer * hoog)
            if onder > hoogste or boven < laagste:
                return False
        return True

    def vul(nr: int, gevuld: dict[Naam, int]) -> Iterator[dict[Naam, int]]:
        if nr == len(namen):
            yield dict(gevuld)
            return
        laag, hoog = grenzen[namen[nr]]
        for waarde in range(laag, hoog + 1):
            gevuld[namen[nr]] = waarde
            if past(gevuld):
                yield from vul(nr + 1, gevuld)
            del gevuld[namen[nr]]

    return vul(0, {})


def vaste_groepen(
    echt: Mapping[Naam, int],
    grenzen: Mapping[Naam, tuple[int, int]],
    regels: Sequence[Regel],
    groepen: Iterable[tuple[Naam, ...]],
    grens: int,
) -> set[tuple[Naam, ...]]:
    """The groups whose sum is the same small number in every filling."""
    namen = list(grenzen)
    over = [groep for groep in groepen if 0 < sum(echt[naam] for naam in groep) < grens]
    vast = set()
    while over:
        groep = over.pop(0)
        som = sum(echt[naam] for naam in groep)
        termen = dict.fromkeys(groep, 1)
        andere = ((termen, -OVERAL, som - 1), (termen, som + 1, OVERAL))
        anders = next((v for extra in andere for v in vullingen(namen, grenzen, [*regels, extra])), None)
        if anders is None:
            vast.add(groep)
        else:
            over = [g for g in over if sum(anders[n] for n in g) == sum(echt[n] for n in g)]
    return vast


def groepen_van(namen: Sequence[Naam], meeste: int = 4) -> list[tuple[Naam, ...]]:
    return [groep for aantal in range(1, meeste + 1) for groep in combinations(namen, aantal)]


def af_te_leiden(
    echt: Mapping[Naam, Fraction], getoond: set[Naam], regels: Sequence[Termen], grens: int, *, keren: int = 3
) -> set[tuple[Naam, ...]]:
    """Hidden counts, and sums of them, that are small and follow from the relations; in several orders of solving."""
    gevonden = set()
    open_ = [naam for naam in echt if naam not in getoond and echt[naam]]
    for keer in range(keren):
        volgorde = {naam: nr for nr, naam in enumerate(Random(keer).sample(open_, len(open_)))}
        for rij in _opgelost(regels, volgorde):
            delen = [naam for naam in rij if naam in volgorde]
            som = sum(echt[naam] for naam in delen)
            if len({rij[naam] for naam in delen}) == 1 and 0 < som < grens:
                gevonden.add(tuple(delen))
    return gevonden


def _opgelost(regels: Sequence[Termen], volgorde: Mapping[Naam, int]) -> list[dict[Naam, Fraction]]:
    """The relations over the hidden counts, each solved for one of them that then stands in no other."""
    rijen: dict[Naam, dict[Naam, Fraction]] = {}
    for regel in regels:
        rij = {naam: Fraction(keer) for naam, keer in regel.items() if naam in volgorde}
        for spil in [naam for naam in rij if naam in rijen]:
            rij = _zonder(rij, rijen[spil], spil)
        if rij:
            spil = min(rij, key=volgorde.__getitem__)
            rijen = {naam: _zonder(ander, rij, spil) for naam, ander in rijen.items()}
            rijen[spil] = rij
    return list(rijen.values())


def _zonder(rij: dict[Naam, Fraction], ander: Mapping[Naam, Fraction], spil: Naam) -> dict[Naam, Fraction]:
    keer = rij.get(spil, Fraction(0)) / ander[spil]
    nieuw = {
        naam: rij.get(naam, Fraction(0)) - keer * ander.get(naam, Fraction(0)) for naam in {*rij, *ander}
    }
    return {naam: waarde for naam, waarde in nieuw.items() if waarde}
