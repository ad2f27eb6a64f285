"""The chapters of a report, filled from the frozen `Stand`: each figure once, with its norm and its trend."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from swv.cijfertekst import KWARTALEN, Cijferregel, is_bekend, regel
from swv.grafieken import Grafiek, gestapeld, kwartaallabels, lijngrafiek
from swv.kruistabel import Tabel
from swv.momentopnamen import Stand
from swv.rapportages.opzet import Figuur, Opzet
from swv.rapportages.zinnen import in_het_kort
from swv.trendlijn import KLEINSTE_LIJN, vonklijn


@dataclass(frozen=True)
class Rij:
    """One figure of a chapter, with its line of eight quarters."""

    cijfer: Cijferregel
    lijn: Grafiek | None


@dataclass(frozen=True)
class Tekening:
    """A chart with its number and caption."""

    grafiek: Grafiek
    bijschrift: str


@dataclass(frozen=True)
class Tekstblok:
    """A narrative text as the report shows it."""

    titel: str
    alineas: tuple[str, ...]


@dataclass(frozen=True)
class Deel:
    """One chapter, ready to print; small tables come two beside each other, and what is left out is only named."""

    nummer: int
    opzet: Opzet
    kort: Sequence[str]
    rijen: Sequence[Rij]
    tekeningen: Sequence[Tekening]
    tabellen: Sequence[Tabel]
    tekst: Tekstblok | None

    @property
    def smal(self) -> list[Tabel]:
        return [tabel for tabel in self.tabellen if not tabel.weggelaten and len(tabel.koppen) == 1]

    @property
    def breed(self) -> list[Tabel]:
        return [tabel for tabel in self.tabellen if not tabel.weggelaten and len(tabel.koppen) > 1]

    @property
    def te_klein(self) -> list[str]:
        return [tabel.titel for tabel in self.tabellen if tabel.weggelaten]


@dataclass(frozen=True)
class Kernrij:
    """A figure of the summary, and the chapter that tells more."""

    cijfer: Cijferregel
    anker: str
    nummer: int


@dataclass(frozen=True)
class Kern:
    """The summary in figures: the main ones, which norms are not met beside those, and how many are."""

    rijen: Sequence[Kernrij]
    buiten_de_norm: Sequence[Kernrij]
    gehaald: int
    met_norm: int

    @property
    def oordeel(self) -> str:
        """How many norms are met; empty when there is none to judge."""
        if self.met_norm <= 1:
            return ("", f"De norm is {'' if self.gehaald else 'niet '}gehaald.")[self.met_norm]
        wat = {0: "Geen", 1: "1", self.met_norm: "Alle"}.get(self.gehaald, str(self.gehaald))
        if wat == "Alle":
            return f"Alle {self.met_norm} normen zijn gehaald."
        return f"{wat} van de {self.met_norm} normen {'zijn' if self.gehaald > 1 else 'is'} gehaald."


def deel(
    stand: Stand,
    opzet: Opzet,
    nummer: int,
    *,
    kpis: Set[str] = frozenset(),
    tekst: Tekstblok | None = None,
    slotzin: str = "",
) -> Deel:
    """Figures that do not apply to this SWV (a SBO in an SWV for VO) are left out of its chapters."""
    figuren = [figuur for figuur in opzet.figuren if _is_te_tekenen(stand, figuur)]
    kort = in_het_kort(stand, [zin for zin in opzet.zinnen if is_bekend(stand, zin.code)])
    return Deel(
        nummer=nummer,
        opzet=opzet,
        kort=[*kort, slotzin] if slotzin else kort,
        rijen=[_rij(stand, code) for code in codes(stand, opzet, kpis)],
        tekeningen=[_teken(stand, figuur, f"{nummer}.{n}") for n, figuur in enumerate(figuren, start=1)],
        tabellen=[stand.tabel(code) for code in opzet.verdelingen],
        tekst=tekst,
    )


def codes(stand: Stand, opzet: Opzet, kpis: Set[str]) -> list[str]:
    """Which figures of this chapter the report shows."""
    gevraagd = [code for code in opzet.kengetallen if code not in opzet.alleen_als_kpi or code in kpis]
    return [code for code in gevraagd if geldt(stand, code)]


def geldt(stand: Stand, code: str) -> bool:
    """Whether there is anything of this kind: a figure without a value and without a denominator is not shown."""
    if not is_bekend(stand, code):
        return False
    gemeten = stand.waarde(code)
    return gemeten.onderdrukt or gemeten.uitkomst.waarde is not None or bool(gemeten.uitkomst.noemer)


def kern(delen: Sequence[Deel]) -> Kern:
    """What a reader must know in two minutes; every line leads to its chapter."""
    alles = [(rij.cijfer, deel) for deel in delen for rij in deel.rijen]
    beoordeeld = [(cijfer, deel) for cijfer, deel in alles if cijfer.oordeel]
    return Kern(
        rijen=[_kernrij(cijfer, deel) for cijfer, deel in alles if cijfer.code in deel.opzet.kern],
        buiten_de_norm=[
            _kernrij(cijfer, deel)
            for cijfer, deel in beoordeeld
            if cijfer.soort == "fout" and cijfer.code not in deel.opzet.kern
        ],
        gehaald=sum(cijfer.soort == "goed" for cijfer, _ in beoordeeld),
        met_norm=len(beoordeeld),
    )


def _kernrij(cijfer: Cijferregel, deel: Deel) -> Kernrij:
    return Kernrij(cijfer, deel.opzet.anker, deel.nummer)


def _is_te_tekenen(stand: Stand, figuur: Figuur) -> bool:
    """Whether there are at least two quarters to draw."""
    trends = [stand.trend(code, KWARTALEN) for code in figuur.codes if is_bekend(stand, code)]
    return any(sum(waarde is not None for _, waarde in trend) >= KLEINSTE_LIJN for trend in trends)


def _rij(stand: Stand, code: str) -> Rij:
    gemeten = stand.waarde(code)
    lijn = vonklijn(
        gemeten.kengetal.naam,
        stand.trend(code, KWARTALEN),
        eenheid=gemeten.kengetal.eenheid,
        norm=gemeten.norm.waarde if gemeten.norm else None,
    )
    return Rij(regel(stand, code), lijn)


def _teken(stand: Stand, figuur: Figuur, nummer: str) -> Tekening:
    """A line for one figure, a stack for several."""
    if len(figuur.codes) == 1:
        gemeten = stand.waarde(figuur.codes[0])
        grafiek = lijngrafiek(
            figuur.titel,
            kwartaallabels(stand.trend(figuur.codes[0], KWARTALEN)),
            norm=gemeten.norm,
            eenheid=gemeten.kengetal.eenheid,
        )
    else:
        trends = [stand.trend(code, KWARTALEN) for code in figuur.codes]
        labels = [label for label, _ in kwartaallabels(trends[0])]
        grafiek = gestapeld(figuur.titel, labels, _hele_stapels(figuur.namen, trends))
    return Tekening(grafiek, f"Figuur {nummer} {figuur.titel}, acht kwartalen.")


def _hele_stapels(namen: Sequence[str], trends: Sequence[Sequence[tuple[Any, Any]]]) -> list[tuple[str, Any]]:
    """The series of a stack, without the quarters of which a part is not known: their height would not be true."""
    heel = [None not in [waarde for _, waarde in kolom] for kolom in zip(*trends, strict=True)]
    return [
        (naam, [waarde if klopt else None for (_, waarde), klopt in zip(trend, heel, strict=True)])
        for naam, trend in zip(namen, trends, strict=True)
    ]
