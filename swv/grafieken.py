"""Charts as SVG, the same on a page and in a PDF.

Everything is computed here and drawn by `<c-grafiek>`, with attributes only: no style, no script. Every
chart has a text alternative and its figures as a table. Colour is never alone: series differ in lightness
and in pattern too, so that a print in black and white still reads.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from swv.kwartaal import Kwartaal
from swv.models import Norm
from swv.templatetags.opmaak import getal

Getal = Decimal | int | None
Punt = tuple[str, Getal]
INKT, DONKER, LICHT, OKER, LIJN, STIL = "#1b2733", "#14506b", "#8fb4c9", "#8a5a00", "#d5dce3", "#52606d"
# Fill and pattern of the series in order: full, light, striped, dotted.
VULLINGEN = ((DONKER, ""), (LICHT, ""), (DONKER, "strepen"), (OKER, "stippen"))
BREEDTE, HOOGTE = Decimal(640), Decimal(250)
LINKS, RECHTS, BOVEN, ONDER = Decimal(64), Decimal(28), Decimal(20), Decimal(46)
NORMRUIMTE = Decimal(84)  # at the right of a line, for the name of the norm
LETTER = Decimal("6.6")  # width of a letter of 12 px, to place names beside each other
LABELBREEDTE, BALK, REGEL = Decimal(200), Decimal(18), Decimal(28)
MAX_STAAND, MAX_LABEL = 12, 9
STAPPEN = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
TELLEND = {"aantal", "leerlingen"}


@dataclass(frozen=True)
class Vlak:
    """A filled rectangle; `patroon` names one of the patterns of the chart."""

    x: str
    y: str
    breedte: str
    hoogte: str
    kleur: str
    patroon: str = ""


@dataclass(frozen=True)
class Streep:
    """A straight line, dashed when it is the norm."""

    x1: str
    y1: str
    x2: str
    y2: str
    kleur: str = LIJN
    gestreept: bool = False


@dataclass(frozen=True)
class Tekst:
    x: str
    y: str
    tekst: str
    anker: str = "middle"
    vet: bool = False
    kleur: str = INKT


@dataclass(frozen=True)
class Grafiek:
    """What `<c-grafiek>` draws, and what it says to who cannot see it."""

    titel: str
    alternatief: str
    breedte: str
    hoogte: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, tuple[str, ...]], ...]
    vlakken: tuple[Vlak, ...] = ()
    strepen: tuple[Streep, ...] = ()
    paden: tuple[str, ...] = ()
    punten: tuple[tuple[str, str], ...] = ()
    teksten: tuple[Tekst, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same chart, so that a PDF has the same bytes; unlike that of another chart."""
        return f"g{hashlib.sha256(f'{self.titel}{self.rijen}'.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class As:
    """The value axis: from `laag` to `hoog` in even steps, drawn between two positions."""

    laag: Decimal
    hoog: Decimal
    stap: Decimal
    begin: Decimal
    einde: Decimal

    def plek(self, waarde: Decimal) -> Decimal:
        return self.begin + (waarde - self.laag) / (self.hoog - self.laag) * (self.einde - self.begin)

    @property
    def merken(self) -> list[Decimal]:
        aantal = int((self.hoog - self.laag) / self.stap)
        return [self.laag + self.stap * nummer for nummer in range(aantal + 1)]


def _as(waarden: Sequence[Decimal], begin: Decimal, einde: Decimal, *, heel: bool) -> As:
    """An axis with zero on it and at most five steps; whole steps where things are counted."""
    laag, hoog = min(Decimal(0), *waarden, Decimal(0)), max(Decimal(0), *waarden, Decimal(0))
    ruw = (hoog - laag) / 5 or Decimal(1)
    macht = Decimal(1).scaleb(ruw.adjusted())
    stap = next(macht * keer for keer in STAPPEN if macht * keer >= ruw)
    if heel:
        stap = max(stap.to_integral_value(ROUND_CEILING), Decimal(1))
    return As(
        (laag / stap).to_integral_value(ROUND_FLOOR) * stap,
        max((hoog / stap).to_integral_value(ROUND_CEILING) * stap, stap),
        stap,
        begin,
        einde,
    )


def _tekst(waarde: Getal, eenheid: str) -> str:
    """The value as the page writes it, short: a figure in a chart needs no word for its unit."""
    geschreven = getal(waarde, eenheid)
    return geschreven if waarde is None else geschreven.removesuffix(" dagen").removesuffix(" dag")


def _px(waarde: Decimal) -> str:
    """A coordinate with a point, whatever the language of the page."""
    return f"{waarde.quantize(Decimal('0.1'))}".removesuffix(".0")


def kwartaallabels(trend: Sequence[tuple[Kwartaal, Getal]]) -> list[Punt]:
    """A trend with labels `K4`, the year below it where a year begins."""
    return [
        (
            f"K{kwartaal.nummer}\n{kwartaal.jaar}"
            if nummer == 0 or kwartaal.nummer == 1
            else f"K{kwartaal.nummer}",
            w,
        )
        for nummer, (kwartaal, w) in enumerate(trend)
    ]


def _een_regel(label: str) -> str:
    return label.replace("\n", " ")


def _alternatief(
    soort: str, titel: str, rijen: Sequence[tuple[str, Sequence[str]]], koppen: Sequence[str]
) -> str:
    """The figures in words: what the drawing shows, in the order in which it shows it."""
    enkel = len(koppen) == 1
    delen = [
        f"{label}: {waarden[0]}"
        if enkel
        else f"{label}: " + ", ".join(f"{kop} {waarde}" for kop, waarde in zip(koppen, waarden, strict=True))
        for label, waarden in rijen
    ]
    return f"{soort}. {titel}. {'; '.join(delen) or 'Er zijn geen cijfers'}."


def _assen(schaal: As, eenheid: str, rechts: Decimal = RECHTS) -> tuple[list[Streep], list[Tekst]]:
    """Horizontal grid lines with their values at the left."""
    strepen, teksten = [], []
    for merk in schaal.merken:
        y = schaal.plek(merk)
        strepen.append(Streep(_px(LINKS), _px(y), _px(BREEDTE - rechts), _px(y), STIL if not merk else LIJN))
        teksten.append(Tekst(_px(LINKS - 8), _px(y + 4), _tekst(merk, eenheid), "end", kleur=STIL))
    return strepen, teksten


def _onderschrift(x: Decimal, label: str) -> list[Tekst]:
    """The label below a bar or point, on one line or two."""
    y = HOOGTE - ONDER + 18
    return [
        Tekst(_px(x), _px(y + 15 * nummer), regel, kleur=STIL)
        for nummer, regel in enumerate(label.split("\n")[:2])
    ]


def _middens(aantal: int, rechts: Decimal = RECHTS) -> list[Decimal]:
    vak = (BREEDTE - LINKS - rechts) / max(aantal, 1)
    return [LINKS + vak * nummer + vak / 2 for nummer in range(aantal)]


def _gewenst(waarden: Sequence[Getal]) -> list[Decimal]:
    return [Decimal(waarde) for waarde in waarden if waarde is not None]


def staafgrafiek(titel: str, punten: Sequence[Punt], *, eenheid: str = "aantal") -> Grafiek:
    """One bar per label; long labels or many of them make it a lying one."""
    lang = any(len(regel) > MAX_LABEL for label, _ in punten for regel in label.split("\n"))
    if lang or len(punten) > MAX_STAAND:
        return _liggend(titel, punten, eenheid)
    reeksen = [(titel, [waarde for _, waarde in punten])]
    return _staand(titel, [label for label, _ in punten], reeksen, eenheid, "Staafgrafiek")


def gestapeld(
    titel: str,
    labels: Sequence[str],
    reeksen: Sequence[tuple[str, Sequence[Getal]]],
    *,
    eenheid: str = "aantal",
) -> Grafiek:
    """Bars of one to four series on top of each other, the first at the bottom, the sum above it."""
    if not 0 < len(reeksen) <= len(VULLINGEN):
        raise ValueError(f"Een grafiek heeft een tot en met {len(VULLINGEN)} reeksen.")
    return _staand(titel, labels, reeksen, eenheid, "Gestapelde staafgrafiek")


def _staand(
    titel: str,
    labels: Sequence[str],
    reeksen: Sequence[tuple[str, Sequence[Getal]]],
    eenheid: str,
    soort: str,
) -> Grafiek:
    kolommen = [[waarden[nummer] for _, waarden in reeksen] for nummer in range(len(labels))]
    totalen = [sum(_gewenst(kolom)) if _gewenst(kolom) else None for kolom in kolommen]
    schaal = _as(_gewenst(totalen), HOOGTE - ONDER, BOVEN + 8, heel=eenheid in TELLEND)
    strepen, teksten = _assen(schaal, eenheid)
    vlakken: list[Vlak] = []
    for x, label, kolom, totaal in zip(_middens(len(labels)), labels, kolommen, totalen, strict=True):
        vlakken += _stapel(x, kolom, schaal, len(labels))
        top = schaal.plek(max(Decimal(totaal or 0), Decimal(0)))
        teksten.append(Tekst(_px(x), _px(top - 6), _tekst(totaal, eenheid), vet=totaal is not None))
        teksten += _onderschrift(x, label)
    sleutel = _sleutel([naam for naam, _ in reeksen]) if len(reeksen) > 1 else ([], [], Decimal(0))
    koppen = tuple(naam for naam, _ in reeksen) if len(reeksen) > 1 else ("Waarde",)
    rijen = tuple(
        (_een_regel(label), tuple(_tekst(waarde, eenheid) for waarde in kolom))
        for label, kolom in zip(labels, kolommen, strict=True)
    )
    return Grafiek(
        titel=titel,
        alternatief=_alternatief(soort, titel, rijen, koppen),
        breedte=_px(BREEDTE),
        hoogte=_px(HOOGTE + sleutel[2]),
        koppen=koppen,
        rijen=rijen,
        vlakken=(*vlakken, *sleutel[0]),
        strepen=tuple(strepen),
        teksten=(*teksten, *sleutel[1]),
    )


def _stapel(x: Decimal, kolom: Sequence[Getal], schaal: As, aantal: int) -> list[Vlak]:
    """The parts of one bar from zero up; a part below zero hangs from zero."""
    dikte = min(Decimal(44), (BREEDTE - LINKS - RECHTS) / max(aantal, 1) * Decimal("0.6"))
    vlakken, hoogte = [], Decimal(0)
    for (kleur, patroon), waarde in zip(VULLINGEN, kolom, strict=False):
        if not waarde:
            continue
        boven, onder = sorted((schaal.plek(hoogte), schaal.plek(hoogte + Decimal(waarde))))
        vlakken.append(Vlak(_px(x - dikte / 2), _px(boven), _px(dikte), _px(onder - boven), kleur, patroon))
        hoogte += Decimal(waarde)
    return vlakken


def _sleutel(namen: Sequence[str]) -> tuple[list[Vlak], list[Tekst], Decimal]:
    """The key below the chart: a swatch and a name per series, on as many lines as needed; and its height."""
    x, y = LINKS, HOOGTE + 2
    vlakken, teksten = [], []
    for (kleur, patroon), naam in zip(VULLINGEN, namen, strict=False):
        nodig = 20 + LETTER * len(naam) + 22
        if x > LINKS and x + nodig > BREEDTE:
            x, y = LINKS, y + 22
        vlakken.append(Vlak(_px(x), _px(y), "14", "14", kleur, patroon))
        teksten.append(Tekst(_px(x + 20), _px(y + 12), naam, "start"))
        x += nodig
    return vlakken, teksten, y + 22 - HOOGTE


def _liggend(titel: str, punten: Sequence[Punt], eenheid: str) -> Grafiek:
    """Lying bars, one line per label, the value at the end of the bar."""
    begin, einde = LABELBREEDTE + 8, BREEDTE - 70
    schaal = _as(_gewenst([waarde for _, waarde in punten]), begin, einde, heel=eenheid in TELLEND)
    nul, vlakken, teksten = schaal.plek(Decimal(0)), [], []
    for nummer, (label, waarde) in enumerate(punten):
        y = 6 + REGEL * nummer
        van, tot = sorted((nul, schaal.plek(Decimal(waarde or 0))))
        if waarde:
            vlakken.append(Vlak(_px(van), _px(y), _px(tot - van), _px(BALK), DONKER))
        teksten.append(Tekst(_px(begin - 8), _px(y + 13), _kort(_een_regel(label)), "end"))
        teksten.append(
            Tekst(_px(tot + 6), _px(y + 13), _tekst(waarde, eenheid), "start", vet=waarde is not None)
        )
    onder = 6 + REGEL * len(punten)
    rijen = tuple((_een_regel(label), (_tekst(waarde, eenheid),)) for label, waarde in punten)
    return Grafiek(
        titel=titel,
        alternatief=_alternatief("Staafgrafiek", titel, rijen, ("Waarde",)),
        breedte=_px(BREEDTE),
        hoogte=_px(onder + 4),
        koppen=("Waarde",),
        rijen=rijen,
        vlakken=tuple(vlakken),
        strepen=(Streep(_px(nul), "0", _px(nul), _px(onder), STIL),),
        teksten=tuple(teksten),
    )


def _kort(label: str, tekens: int = 30) -> str:
    return label if len(label) <= tekens else f"{label[: tekens - 1].rstrip()}…"


def lijngrafiek(
    titel: str, punten: Sequence[Punt], *, norm: Norm | Decimal | int | None = None, eenheid: str = "aantal"
) -> Grafiek:
    """A line over time with a gap where there is no figure, and the norm as a dashed line."""
    grens = None if norm is None else Decimal(norm.waarde if isinstance(norm, Norm) else norm)
    waarden = [waarde for _, waarde in punten]
    schaal = _as(_gewenst([*waarden, grens]), HOOGTE - ONDER, BOVEN + 8, heel=eenheid in TELLEND)
    rechts = RECHTS if grens is None else NORMRUIMTE
    strepen, teksten = _assen(schaal, eenheid, rechts)
    middens = _middens(len(punten), rechts)
    plekken = [
        None if waarde is None else (x, schaal.plek(Decimal(waarde)))
        for x, waarde in zip(middens, waarden, strict=True)
    ]
    for x, (label, _waarde) in zip(middens, punten, strict=True):
        teksten += _onderschrift(x, label)
    teksten += _eerste_en_laatste(plekken, waarden, eenheid)
    if grens is not None:
        y, einde = schaal.plek(grens), BREEDTE - rechts
        strepen.append(Streep(_px(LINKS), _px(y), _px(einde), _px(y), OKER, gestreept=True))
        teksten.append(
            Tekst(_px(einde + 5), _px(y + 4), f"norm {_tekst(grens, eenheid)}", "start", kleur=OKER)
        )
    rijen = tuple((_een_regel(label), (_tekst(waarde, eenheid),)) for label, waarde in punten)
    alternatief = _alternatief("Lijngrafiek", titel, rijen, ("Waarde",))
    if grens is not None:
        alternatief += f" De norm is {_tekst(grens, eenheid)}."
    return Grafiek(
        titel=titel,
        alternatief=alternatief,
        breedte=_px(BREEDTE),
        hoogte=_px(HOOGTE),
        koppen=("Waarde",),
        rijen=rijen,
        strepen=tuple(strepen),
        paden=_paden(plekken),
        punten=tuple((_px(x), _px(y)) for x, y in filter(None, plekken)),
        teksten=tuple(teksten),
    )


def _paden(plekken: Sequence[tuple[Decimal, Decimal] | None]) -> tuple[str, ...]:
    """One path per unbroken run of points."""
    paden: list[str] = []
    open_pad = False
    for plek in plekken:
        if plek is None:
            open_pad = False
        elif open_pad:
            paden[-1] += f" L{_px(plek[0])} {_px(plek[1])}"
        else:
            paden.append(f"M{_px(plek[0])} {_px(plek[1])}")
            open_pad = True
    return tuple(pad for pad in paden if "L" in pad)


def _eerste_en_laatste(
    plekken: Sequence[tuple[Decimal, Decimal] | None], waarden: Sequence[Getal], eenheid: str
) -> list[Tekst]:
    """The value at both ends of the line; the table has them all."""
    er = [nummer for nummer, plek in enumerate(plekken) if plek is not None]
    teksten = []
    for nummer in dict.fromkeys([*er[:1], *er[-1:]]):
        plek = plekken[nummer]
        if plek is not None:
            teksten.append(Tekst(_px(plek[0]), _px(plek[1] - 9), _tekst(waarden[nummer], eenheid), vet=True))
    return teksten
