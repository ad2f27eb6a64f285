"""All that leaves the SWV about its quarters, as one publication (swv/onderdrukking.py).

Every frozen figure and breakdown counts as published, in whatever report it stands: two reports of one quarter
lie beside each other, and a trend shows the quarters before. What a quarter shows is decided with the earlier
quarters as they were published, so it never depends on what comes later.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count

from swv import onderdrukking
from swv.kengetallen import KENGETALLEN, Cel, Verdeling
from swv.kruistabel import Indeling, indeling
from swv.kwartaal import Kwartaal
from swv.models import Meting, Momentopname, Verdelingmeting
from swv.momentopnamen import opzet_toen
from swv.onderdrukking import Publicatie, Stuk, Vergelijking
from swv.verbanden import VERBANDEN, Plek, Term, Verband

TERUG = 8  # so many earlier quarters does a report show
ONTHOUDEN = 600  # seconds
CEL, TOTAAL, CIJFER = 1, 3, onderdrukking.ZWAAR  # what it costs the reader not to see it
Naam = tuple[Kwartaal, str, Hashable]
Sleutel = tuple[str, Plek | None]  # a figure, or a place in a breakdown


@dataclass(frozen=True)
class Cijfer:
    """A frozen figure, as far as it counts."""

    eenheid: str
    teller: Decimal | None
    noemer: Decimal | None
    percentiel: Decimal | None

    @property
    def is_uiterste(self) -> bool:
        """Whether it is the value of the last of the cases: a fact about one child."""
        if self.percentiel is None or not self.teller:
            return False
        rang = (self.percentiel * self.teller).to_integral_value(ROUND_CEILING)
        return rang >= self.teller


@dataclass(frozen=True)
class Kwartaalcijfers:
    """What was frozen of one quarter."""

    kwartaal: Kwartaal
    cijfers: Mapping[str, Cijfer]
    verdelingen: Mapping[str, tuple[Verdeling, Sequence[Cel]]]


@dataclass(frozen=True)
class Verborgen:
    """What one quarter does not show."""

    stukken: frozenset[Sleutel] = frozenset()
    weggelaten: frozenset[str] = frozenset()
    uitersten: frozenset[str] = frozenset()

    @property
    def cijfers(self) -> frozenset[str]:
        return self.uitersten | {code for code, plek in self.stukken if plek is None}

    def plekken(self, code: str) -> frozenset[Plek]:
        return frozenset(plek for eigen, plek in self.stukken if eigen == code and plek is not None)


@dataclass
class _Opbouw:
    """A publication in the making."""

    publicatie: Publicatie = field(default_factory=Publicatie)
    tabellen: dict[tuple[Kwartaal, str], Indeling] = field(default_factory=dict)
    weggelaten: set[tuple[Kwartaal, str]] = field(default_factory=set)

    def tel(self, naam: Naam, aantal: Decimal | int, *, stil: bool = False) -> Naam:
        waarde = Fraction(aantal)
        self.publicatie.aantallen[naam] = int(waarde) if waarde.denominator == 1 else waarde
        if stil:
            self.publicatie.stil.add(naam)
        return naam

    def weet(self, termen: Mapping[Naam, int], tabellen: Iterable[Hashable] = ()) -> None:
        """A relation, when the counts say so too."""
        if not sum(keer * self.publicatie.aantallen[naam] for naam, keer in termen.items()):
            self.publicatie.vergelijkingen.append(Vergelijking(termen, frozenset(tabellen)))


def beslis(reeks: Sequence[Kwartaalcijfers], eerder: Mapping[Kwartaal, Verborgen], grens: int) -> Verborgen:
    """What the last of these quarters hides, beside the earlier ones as they were published."""
    opbouw = _Opbouw()
    laatste = reeks[-1].kwartaal
    for een in reeks:
        vast = None if een.kwartaal == laatste else eerder[een.kwartaal]
        _voeg_cijfers_toe(opbouw, een, vast)
        for code, (opzet, cellen) in een.verdelingen.items():
            if vast and code in vast.weggelaten:
                opbouw.weggelaten.add((een.kwartaal, code))
            else:
                _voeg_verdeling_toe(opbouw, een.kwartaal, code, opzet, cellen, vast)
    for een in reeks:
        for verband in _verbanden(een):
            _voeg_verband_toe(opbouw, een.kwartaal, verband)
    uit = onderdrukking.besluit(opbouw.publicatie, grens)
    uitersten = frozenset(code for code, cijfer in reeks[-1].cijfers.items() if cijfer.is_uiterste)
    return Verborgen(
        frozenset(sleutel[1:] for sleutel in uit.verborgen),  # type: ignore[index]
        frozenset(tabel[1] for tabel in uit.weggelaten),  # type: ignore[index]
        uitersten,
    )


def _voeg_cijfers_toe(opbouw: _Opbouw, een: Kwartaalcijfers, vast: Verborgen | None) -> None:
    """A count tells its numerator, a share its denominator too and so what is left, a duration how many there were."""
    for code, cijfer in een.cijfers.items():
        if cijfer.teller is None or cijfer.eenheid not in ("aantal", "percentage", "dagen"):
            continue
        is_deel = cijfer.eenheid == "percentage"
        namen = [opbouw.tel((een.kwartaal, code, "teller"), cijfer.teller, stil=is_deel)]
        if is_deel and cijfer.noemer is not None:
            namen.append(opbouw.tel((een.kwartaal, code, "noemer"), cijfer.noemer, stil=True))
            rest = opbouw.tel((een.kwartaal, code, "rest"), cijfer.noemer - cijfer.teller, stil=True)
            opbouw.weet({namen[1]: 1, namen[0]: -1, rest: -1})
        if not cijfer.is_uiterste:
            getoond = None if vast is None else code not in vast.cijfers
            sleutel = (een.kwartaal, code, None)
            opbouw.publicatie.stukken.append(Stuk(sleutel, tuple(namen), CIJFER, eerder=getoond))


def _voeg_verdeling_toe(
    opbouw: _Opbouw,
    kwartaal: Kwartaal,
    code: str,
    opzet: Verdeling,
    cellen: Sequence[Cel],
    vast: Verborgen | None,
) -> None:
    """Every place of the table, and each total as the sum of its cells."""
    tabel, deel = (kwartaal, code), indeling(opzet, cellen)
    opbouw.tabellen[tabel] = deel
    dicht = vast.plekken(code) if vast else frozenset()
    sommen: dict[Plek, dict[Naam, int]] = {}
    for plek in deel.plekken():
        naam = opbouw.tel((kwartaal, code, plek), deel.aantallen.get(plek, 0))
        is_cel = None not in plek
        gewicht = CEL if is_cel else TOTAAL
        getoond = None if vast is None else plek not in dicht
        opbouw.publicatie.stukken.append(
            Stuk((kwartaal, code, plek), (naam,), gewicht, tabel, is_cel, getoond)
        )
        if not is_cel:
            sommen[plek] = {naam: -1}
    for plek in deel.plekken():
        for totaal, termen in sommen.items():
            if None not in plek and all(
                deel in (None, label) for deel, label in zip(totaal, plek, strict=True)
            ):
                termen[kwartaal, code, plek] = 1
    for termen in sommen.values():
        opbouw.weet(termen, [tabel])


def _verbanden(een: Kwartaalcijfers) -> Iterator[Verband]:
    """What the apps say, and what a breakdown says of itself."""
    for bron in VERBANDEN:
        yield from bron(een.kwartaal)
    for code, (opzet, cellen) in een.verdelingen.items():
        if opzet.telt:
            yield Verband((Term(code, (None,) * len(opzet.dimensies)),), (Term(opzet.telt),))
        if opzet.deel_van:
            for cel in cellen:
                yield Verband((Term(code, cel.labels),), (Term(opzet.deel_van),), rest=True)
        if opzet.balans:
            for rij in (*indeling(opzet, cellen).rijen, (None,) * (len(opzet.dimensies) - 1)):
                yield Verband(
                    tuple(Term(code, (*rij, kop)) for kop in opzet.balans.erbij),
                    tuple(Term(code, (*rij, kop)) for kop in opzet.balans.eraf),
                )


def _voeg_verband_toe(opbouw: _Opbouw, kwartaal: Kwartaal, verband: Verband) -> None:
    """A place without a count is a zero that anybody sees; a figure or table that is not there says nothing."""
    termen: dict[Naam, int] = {}
    tabellen = set()
    for keer, kant in ((1, verband.rechts), (-1, verband.links)):
        for term in kant:
            naam = (kwartaal.verschoven(-term.terug), term.code, term.deel)
            if naam in opbouw.publicatie.aantallen:
                termen[naam] = termen.get(naam, 0) + keer
            elif naam[:2] not in opbouw.tabellen:
                return
            if isinstance(term.deel, tuple):
                tabellen.add(naam[:2])
    if verband.rest and termen:
        over = sum(keer * opbouw.publicatie.aantallen[naam] for naam, keer in termen.items())
        if over < 0:
            return
        termen[opbouw.tel((kwartaal, "rest", verband), over, stil=True)] = -1  # type: ignore[arg-type]
    opbouw.weet(termen, tabellen)


# --- the quarters that were frozen -------------------------------------------------------------------------------


def verborgen_tot_en_met(momentopname: Momentopname, grens: int) -> dict[Kwartaal, Verborgen]:
    """What this quarter and every frozen quarter before it do not show; remembered until more of it is frozen."""
    rijen = Momentopname.objects.annotate(cijfers=Count("metingen")).order_by("jaar", "nummer")
    opnamen = [rij for rij in rijen if rij.kwartaal <= momentopname.kwartaal]
    besluiten: dict[Kwartaal, Verborgen] = {}
    gelezen: dict[Kwartaal, Kwartaalcijfers] = {}
    vingerafdruk = f"{grens}"
    for nr, opname in enumerate(opnamen):
        vingerafdruk = sha256(f"{vingerafdruk}{opname.sleutel}{opname.cijfers}".encode()).hexdigest()
        bekend = cache.get(f"publicatie:{vingerafdruk}")
        if bekend is None:
            gelezen = gelezen or {een.kwartaal: een for een in lees(opnamen)}
            reeks = [gelezen[rij.kwartaal] for rij in opnamen[max(0, nr - TERUG) : nr + 1]]
            bekend = beslis(reeks, besluiten, grens)
            cache.set(f"publicatie:{vingerafdruk}", bekend, ONTHOUDEN)
        besluiten[opname.kwartaal] = bekend
    return besluiten


def lees(opnamen: Sequence[Momentopname]) -> list[Kwartaalcijfers]:
    """What was frozen of these quarters, in two queries."""
    cijfers: dict[int, dict[str, Cijfer]] = {opname.pk: {} for opname in opnamen}
    verdelingen: dict[int, dict[str, tuple[Verdeling, list[Cel]]]] = {opname.pk: {} for opname in opnamen}
    for meting in Meting.objects.filter(momentopname__in=opnamen).order_by("momentopname", "code"):
        cijfers[meting.momentopname_id][meting.code] = _cijfer(meting)
    for rij in Verdelingmeting.objects.filter(momentopname__in=opnamen).order_by("momentopname", "code"):
        cellen = [Cel(tuple(labels), aantal) for labels, aantal in rij.cellen]
        verdelingen[rij.momentopname_id][rij.code] = (opzet_toen(rij), cellen)
    return [Kwartaalcijfers(rij.kwartaal, cijfers[rij.pk], verdelingen[rij.pk]) for rij in opnamen]


def _cijfer(rij: Meting) -> Cijfer:
    bekend = KENGETALLEN.get(rij.code)
    return Cijfer(rij.eenheid, rij.teller, rij.noemer, bekend.percentiel if bekend else None)
