"""What stays hidden in a publication, so that no small count follows from what is shown (domein.md 3.2).

A publication is a number of pieces (`Stuk`), each of which tells one or more counts, and the relations between
counts that anybody knows. An outsider can compute a count unless there is a move: other counts with the same
visible numbers, in which it differs. That outsider knows more than a star tells: that a zero is always shown,
and which stars stand for a count below the limit. While a small count, or a group of hidden counts that is small
together, cannot move, one more piece is hidden: the cheapest in the relation that gives it away.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any

GRENS = 5
ZWAAR = 10  # the weight of a figure: rather without a table than without that
MEESTE_PAREN = 80  # free counts of which moves are combined; beyond that more is hidden than needed
Naam = Any  # what a count is called: anything that can be looked up
Getal = int | Fraction
Rij = dict[int, Fraction]
Zet = dict[int, int]


@dataclass(frozen=True)
class Stuk:
    """What is shown or hidden as a whole: a figure (with its denominator), or one place in a table."""

    sleutel: Hashable
    namen: tuple[Naam, ...]
    gewicht: int = 1
    tabel: Hashable = None
    is_cel: bool = False
    eerder: bool | None = None  # published before: shown or hidden; None is decided now


@dataclass(frozen=True)
class Vergelijking:
    """Counts times their coefficients add up to nothing; known only where these tables are published."""

    termen: Mapping[Naam, int]
    tabellen: frozenset[Hashable] = frozenset()


@dataclass
class Publicatie:
    """Everything that an outsider may see or know. `stil`: counts of which a zero is not always shown."""

    aantallen: dict[Naam, Getal] = field(default_factory=dict)
    stil: set[Naam] = field(default_factory=set)
    stukken: list[Stuk] = field(default_factory=list)
    vergelijkingen: list[Vergelijking] = field(default_factory=list)


@dataclass(frozen=True)
class Besluit:
    """The pieces that are not shown, and the tables of which so little is left that they are left out."""

    verborgen: frozenset[Hashable]
    weggelaten: frozenset[Hashable]


def besluit(publicatie: Publicatie, grens: int = GRENS) -> Besluit:
    """What to hide of what is decided now; the same publication gives the same answer."""
    return _Afweging(_Stelsel(publicatie, grens)).besluit()


class _Stelsel:
    """The counts as numbered classes (equal counts are one) and the relations between them."""

    def __init__(self, publicatie: Publicatie, grens: int) -> None:
        self.grens, self.stukken = grens, publicatie.stukken
        self.tabellen = [vergelijking.tabellen for vergelijking in publicatie.vergelijkingen]
        klasse, self.rijen = _klassen(publicatie)
        self.waarde: dict[int, Getal] = {nr: publicatie.aantallen[naam] for naam, nr in klasse.items()}
        self.vertelt = [tuple(dict.fromkeys(klasse[naam] for naam in stuk.namen)) for stuk in self.stukken]
        self.van_klasse: dict[int, list[int]] = {}
        for nr, klassen in enumerate(self.vertelt):
            for een in klassen:
                self.van_klasse.setdefault(een, []).append(nr)
        altijd = {nr for naam, nr in klasse.items() if naam not in publicatie.stil}
        self.laag = {nr: min(waarde, nr in altijd) for nr, waarde in self.waarde.items()}

    def is_klein(self, klasse: int) -> bool:
        return 0 < self.waarde[klasse] < self.grens

    def past(self, klasse: int, waarde: Getal) -> bool:
        """Whether an outsider could believe this value; a small count that has a star is known to be small."""
        if waarde < self.laag[klasse]:
            return False
        is_ster = self.grens > 2 and self.is_klein(klasse) and klasse in self.van_klasse
        return not is_ster or waarde < self.grens


def _klassen(publicatie: Publicatie) -> tuple[dict[Naam, int], list[dict[int, int]]]:
    """Equal counts get one number; the relations, in those numbers, without what is visibly zero."""
    aantallen, stil = publicatie.aantallen, publicatie.stil
    ouder: dict[Naam, Naam] = {naam: naam for naam in aantallen}

    def wortel(naam: Naam) -> Naam:
        while ouder[naam] != naam:
            naam = ouder[naam]
        return naam

    def herschrijf(termen: Mapping[Naam, int]) -> dict[Naam, int]:
        rij: dict[Naam, int] = {}
        for naam, keer in termen.items():
            if aantallen[naam] or naam in stil:
                rij[wortel(naam)] = rij.get(wortel(naam), 0) + keer
        return {naam: keer for naam, keer in rij.items() if keer}

    rijen = [herschrijf(vergelijking.termen) for vergelijking in publicatie.vergelijkingen]
    while gelijk := [tuple(rij) for rij in rijen if len(rij) == 2 and not sum(rij.values())]:
        for een, ander in gelijk:
            ouder[wortel(een)] = wortel(ander)
        rijen = [herschrijf(vergelijking.termen) for vergelijking in publicatie.vergelijkingen]
    nummers: dict[Naam, int] = {}
    klasse = {naam: nummers.setdefault(wortel(naam), len(nummers)) for naam in aantallen}
    return klasse, [{klasse[naam]: keer for naam, keer in rij.items()} for rij in rijen]


@dataclass(frozen=True)
class _Lek:
    """Hidden counts that are small together and follow from what is shown, and from which shown counts they do."""

    klassen: tuple[int, ...]
    uit: tuple[frozenset[int], ...]  # the nearest first
    deel: frozenset[int]  # the hidden counts that hang together with them, and the relations between those
    rijen: frozenset[int]


class _Afweging:
    """Hide until nothing leaks, then show again what was not needed."""

    def __init__(self, stelsel: _Stelsel) -> None:
        self.stelsel = stelsel
        self.open = {nr for nr, stuk in enumerate(stelsel.stukken) if stuk.eerder is not False}
        self.weg: set[Hashable] = set()
        self.onherstelbaar: set[tuple[int, ...]] = set()
        self.onthouden: dict[tuple[frozenset[int], frozenset[int]], _Lek | None] = {}

    def besluit(self) -> Besluit:
        self._sluit(nr for nr in self._vrij() if self._is_klein(nr))
        while lek := self._lek():
            self._dek(lek)
        self._geef_terug()
        stukken = self.stelsel.stukken
        dicht = frozenset(stukken[nr].sleutel for nr in self._vrij() if nr not in self.open)
        return Besluit(dicht, frozenset(self.weg))

    def _dek(self, lek: _Lek) -> None:
        """Hide one thing more; a breakdown gives way to a figure."""
        kosten = min((self._kosten(klasse) for klasse in self._te_sluiten(lek)), default=None)
        is_duur = kosten is None or kosten[0] >= ZWAAR
        if is_duur and (tabel := self._te_missen(lek)) is not None:
            self.weg.add(tabel)
            self._sluit(())
        elif kosten:
            self._sluit(self.stelsel.van_klasse[kosten[-1]])
        else:
            self.onherstelbaar.add(lek.klassen)
            self.onthouden.clear()

    def _te_missen(self, lek: _Lek) -> Hashable:
        """The table through which it leaks, of which the least can be seen; None when it leaks without tables too."""
        nu = {stuk.tabel for stuk in self.stelsel.stukken if stuk.eerder is None}
        geraakt = {tabel for nr in lek.rijen for tabel in self.stelsel.tabellen[nr] & nu}
        if self._blijft_vast(lek, geraakt):
            return None
        open_ = [self.stelsel.stukken[nr].tabel for nr in self.open if self.stelsel.stukken[nr].is_cel]
        volgorde = sorted(geraakt, key=lambda tabel: (open_.count(tabel), str(tabel)))
        return next((tabel for tabel in volgorde if not self._blijft_vast(lek, {tabel})), volgorde[0])

    def _blijft_vast(self, lek: _Lek, zonder: set[Hashable]) -> bool:
        nummers = [nr for nr in sorted(lek.rijen) if not self.stelsel.tabellen[nr] & zonder]
        opgelost = _los_op([self.stelsel.rijen[nr] for nr in nummers], lek.deel, self.stelsel.waarde)
        basis = list(_bewegingen(opgelost, lek.deel))
        zetten = (zet for zet in (*basis, *_paren(basis)) if self._kan(zet))
        return not any(sum(zet.get(klasse, 0) for klasse in lek.klassen) for zet in zetten)

    def _vrij(self) -> list[int]:
        return [nr for nr, stuk in enumerate(self.stelsel.stukken) if stuk.eerder is None]

    def _is_klein(self, nr: int) -> bool:
        return any(self.stelsel.is_klein(klasse) for klasse in self.stelsel.vertelt[nr])

    def _sluit(self, nummers: Iterable[int]) -> None:
        """Hide these, and leave out each table of which fewer than two counts stay."""
        self.open -= set(nummers)
        te_zien: dict[Hashable, int] = {}
        stukken = self.stelsel.stukken
        for nr in self._vrij():
            stuk = stukken[nr]
            if stuk.is_cel and self.stelsel.waarde[self.stelsel.vertelt[nr][0]]:
                te_zien[stuk.tabel] = te_zien.get(stuk.tabel, 0) + (nr in self.open)
        geraakt = {stukken[nr].tabel for nr in self._vrij() if nr not in self.open}
        self.weg |= {tabel for tabel, aantal in te_zien.items() if aantal < 2 and tabel in geraakt}
        self.open -= {nr for nr in self._vrij() if stukken[nr].tabel in self.weg}

    def _te_sluiten(self, lek: _Lek) -> list[int]:
        """What of the nearest shown counts is decided now."""
        for kring in lek.uit:
            if gevonden := [klasse for klasse in sorted(kring) if self._kan_dicht(klasse)]:
                return gevonden
        return []

    def _kan_dicht(self, klasse: int) -> bool:
        nummers = [nr for nr in self.stelsel.van_klasse.get(klasse, ()) if nr in self.open]
        mag_nul = self.stelsel.waarde[klasse] or not self.stelsel.laag[klasse]
        return bool(nummers and mag_nul) and all(self.stelsel.stukken[nr].eerder is None for nr in nummers)

    def _kosten(self, klasse: int) -> tuple[int, Getal, int]:
        nummers = [nr for nr in self.stelsel.van_klasse[klasse] if nr in self.open]
        gewicht = sum(self.stelsel.stukken[nr].gewicht for nr in nummers)
        return gewicht, self.stelsel.waarde[klasse], klasse

    def _geef_terug(self) -> None:
        """Show what turned out not to be needed, the most telling first."""
        stukken = self.stelsel.stukken
        extra = [nr for nr in self._vrij() if nr not in self.open and not self._is_klein(nr)]
        extra = [nr for nr in extra if stukken[nr].tabel not in self.weg]
        waarde = {nr: max(self.stelsel.waarde[klasse] for klasse in self.stelsel.vertelt[nr]) for nr in extra}
        for nr in sorted(extra, key=lambda nr: (-stukken[nr].gewicht, -waarde[nr], nr)):
            self.open.add(nr)
            if self._lek():
                self.open.discard(nr)

    # --- what an outsider can compute ---------------------------------------------------------------------------

    def _lek(self) -> _Lek | None:
        """The first leak in the order of the counts."""
        zichtbaar = {klasse for nr in self.open for klasse in self.stelsel.vertelt[nr]}
        for klassen, rijen in self._delen(zichtbaar):
            sleutel = (klassen, rijen)
            if sleutel not in self.onthouden:
                self.onthouden[sleutel] = self._zoek(klassen, rijen, zichtbaar)
            if lek := self.onthouden[sleutel]:
                return lek
        return None

    def _delen(self, zichtbaar: set[int]) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        """The hidden counts that hang together, each with its relations."""
        van: dict[int, list[int]] = {}
        rijen = self.stelsel.rijen
        for nr, rij in enumerate(rijen):
            if not self.stelsel.tabellen[nr] & self.weg:
                for klasse in rij:
                    if klasse not in zichtbaar:
                        van.setdefault(klasse, []).append(nr)
        gezien: set[int] = set()
        for begin in sorted(van):
            if begin in gezien:
                continue
            klassen, nummers, rand = {begin}, set(van[begin]), [begin]
            while rand:
                for nr in van[rand.pop()]:
                    nummers.add(nr)
                    nieuw = {klasse for klasse in rijen[nr] if klasse in van} - klassen
                    klassen |= nieuw
                    rand += nieuw
            gezien |= klassen
            yield frozenset(klassen), frozenset(nummers)

    def _zoek(self, klassen: frozenset[int], nummers: frozenset[int], zichtbaar: set[int]) -> _Lek | None:
        klein = [klasse for klasse in sorted(klassen) if self.stelsel.is_klein(klasse)]
        if not klein:
            return None
        rijen = [self.stelsel.rijen[nr] for nr in sorted(nummers)]
        opgelost = _los_op(rijen, klassen, self.stelsel.waarde)
        basis = list(_bewegingen(opgelost, klassen))
        zetten = [zet for zet in basis if self._kan(zet)]
        if self._vaste_groep(klein, zetten) is None:
            return None
        zetten += [zet for zet in _paren(basis) if self._kan(zet)]
        groep = self._vaste_groep(klein, zetten)
        if groep is None:
            return None
        return _Lek(groep, tuple(self._uit(groep, opgelost, rijen, zichtbaar)), klassen, nummers)

    def _kan(self, zet: Zet) -> bool:
        """Whether the counts may move this way or the other way."""
        stelsel = self.stelsel
        return any(
            all(stelsel.past(klasse, stelsel.waarde[klasse] + stap * keer) for klasse, keer in zet.items())
            for stap in (1, -1)
        )

    def _vaste_groep(self, klein: Sequence[int], zetten: Sequence[Zet]) -> tuple[int, ...] | None:
        """The first of these counts, or groups of them below the limit, that no move changes."""
        kolommen: dict[int, dict[int, int]] = {klasse: {} for klasse in klein}
        per_zet: dict[int, list[int]] = {}
        for nr, zet in enumerate(zetten):
            for klasse in klein:
                if klasse in zet:
                    kolommen[klasse][nr] = zet[klasse]
                    if klasse in self.stelsel.van_klasse:
                        per_zet.setdefault(nr, []).append(klasse)
        vast = [(klasse,) for klasse in klein if not kolommen[klasse]]
        gezocht = (groep for groep in vast if groep not in self.onherstelbaar)
        if (enkel := next(gezocht, None)) is not None:
            return enkel
        for klasse in klein:
            if kolommen[klasse] and klasse in self.stelsel.van_klasse:
                groep = self._breid_uit((klasse,), kolommen[klasse], kolommen, per_zet)
                if groep is not None:
                    return groep
        return None

    def _breid_uit(
        self,
        groep: tuple[int, ...],
        som: dict[int, int],
        kolommen: dict[int, dict[int, int]],
        per_zet: dict[int, list[int]],
    ) -> tuple[int, ...] | None:
        """Add counts, each against what still moves, until nothing does or the group is no longer small."""
        if not som:
            vast = tuple(sorted(groep))
            return None if vast in self.onherstelbaar else vast
        over = self.stelsel.grens - sum(self.stelsel.waarde[klasse] for klasse in groep)
        nr = min(som)
        for klasse in per_zet[nr]:
            tegen = kolommen[klasse][nr] * som[nr] < 0
            if not tegen or klasse in groep or klasse < groep[0] or self.stelsel.waarde[klasse] >= over:
                continue
            nieuw = _opgeteld(som, kolommen[klasse])
            if (gevonden := self._breid_uit((*groep, klasse), nieuw, kolommen, per_zet)) is not None:
                return gevonden
        return None

    def _uit(
        self,
        groep: tuple[int, ...],
        opgelost: dict[int, Rij],
        rijen: list[dict[int, int]],
        zichtbaar: set[int],
    ) -> Iterator[frozenset[int]]:
        """The shown counts from which the group follows, then those in its relations, then those in the whole part."""
        som: dict[int, Fraction] = {}
        for klasse in groep:
            som = _opgeteld(som, opgelost.get(klasse, {}))
        if som and set(som) - zichtbaar == set(groep):
            yield frozenset(set(som) & zichtbaar)
        yield frozenset(k for rij in rijen if set(groep) & set(rij) for k in rij if k in zichtbaar)
        yield frozenset(k for rij in rijen for k in rij if k in zichtbaar)


def _opgeteld(een: Mapping[int, Getal], ander: Mapping[int, Getal], keer: Getal = 1) -> dict[int, Any]:
    """The one with so many times the other, without what becomes nothing."""
    som = dict(een)
    for klasse, waarde in ander.items():
        som[klasse] = som.get(klasse, 0) + keer * waarde
    return {klasse: waarde for klasse, waarde in som.items() if waarde}


def _los_op(
    rijen: Sequence[Mapping[int, int]], onbekend: frozenset[int], waarde: Mapping[int, Getal]
) -> dict[int, Rij]:
    """Reduced row-echelon form over the hidden counts: one row per bound count, shown counts at its other side.

    The largest counts are bound, so that the small ones are free to move.
    """
    opgelost: dict[int, Rij] = {}
    for bron in rijen:
        rij: Rij = {klasse: Fraction(keer) for klasse, keer in bron.items()}
        for klasse in [klasse for klasse in rij if klasse in opgelost]:
            rij = _opgeteld(rij, opgelost[klasse], -rij[klasse])
        vrij = [klasse for klasse in rij if klasse in onbekend]
        if not vrij:
            continue
        spil = max(vrij, key=lambda klasse: (waarde[klasse], -klasse))
        rij = {klasse: keer / rij[spil] for klasse, keer in rij.items()}
        for klasse, ander in opgelost.items():
            if spil in ander:
                opgelost[klasse] = _opgeteld(ander, rij, -ander[spil])
        opgelost[spil] = rij
    return opgelost


def _bewegingen(opgelost: Mapping[int, Rij], klassen: frozenset[int]) -> Iterator[Zet]:
    """For each free count: one more of it, and what the bound counts do then; in whole numbers."""
    for vrij in sorted(klassen - opgelost.keys()):
        zet = {vrij: Fraction(1)}
        zet |= {klasse: -rij[vrij] for klasse, rij in opgelost.items() if vrij in rij}
        keer = lcm(*(deel.denominator for deel in zet.values()))
        yield {klasse: int(deel * keer) for klasse, deel in zet.items()}


def _paren(basis: Sequence[Zet]) -> Iterator[Zet]:
    """Two moves at once, where they touch the same counts."""
    for een, ander in combinations(basis[:MEESTE_PAREN], 2):
        if een.keys() & ander.keys():
            yield _opgeteld(een, ander, -1)
            yield _opgeteld(een, ander)
