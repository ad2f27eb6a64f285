"""Small lines of eight quarters: on a card of the dashboard, and in a row of a report.

Zero is always on the axis, or a small change looks like a large one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from swv.grafieken import DONKER, OKER, STIL, Grafiek, Streep, Tekst
from swv.kengetallen import Eenheid
from swv.kwartaal import Kwartaal
from swv.templatetags.opmaak import getal


@dataclass(frozen=True)
class Maat:
    """How large the drawing is, and the white around the line."""

    breedte: Decimal
    hoogte: Decimal
    links: Decimal
    rechts: Decimal
    boven: Decimal
    onder: Decimal

    def x(self, nummer: int, aantal: int) -> Decimal:
        return self.links + (self.breedte - self.links - self.rechts) * nummer / max(aantal - 1, 1)

    def y(self, waarde: Decimal, bereik: tuple[Decimal, Decimal]) -> Decimal:
        laag, hoog = bereik
        return self.boven + (self.hoogte - self.boven - self.onder) * (hoog - waarde) / (hoog - laag)


KAART = Maat(*map(Decimal, (300, 96, 14, 62, 16, 26)))
RIJ = Maat(*map(Decimal, (100, 28, 4, 4, 4, 4)))
KLEINSTE_LIJN = 2  # known points
Plekken = Sequence[tuple[Decimal, Decimal] | None]
Trend = Sequence[tuple[Kwartaal, Decimal | None]]


def trendlijn(titel: str, trend: Trend, *, eenheid: Eenheid, norm: Decimal | None = None) -> Grafiek:
    """A line without axes: where it goes, where it ends, and where the norm lies."""
    bereik, plekken = _gelegd(trend, norm, KAART)
    return _lijn(
        KAART,
        titel,
        trend,
        plekken,
        alternatief=_alternatief(titel, trend, eenheid, norm),
        eenheid=eenheid,
        strepen=_normlijn(norm, bereik, KAART),
        teksten=(*_kwartalen(trend), *_einde(plekken, trend, eenheid, norm, bereik)),
    )


def vonklijn(titel: str, trend: Trend, *, eenheid: Eenheid, norm: Decimal | None = None) -> Grafiek | None:
    """The same in the height of a row, without words; None where there is no line to draw."""
    if sum(waarde is not None for _, waarde in trend) < KLEINSTE_LIJN:
        return None
    bereik, plekken = _gelegd(trend, norm, RIJ)
    delen = "; ".join(
        f"{kwartaal} {getal(waarde, eenheid)}" for kwartaal, waarde in trend if waarde is not None
    )
    return _lijn(
        RIJ,
        titel,
        trend,
        plekken,
        alternatief=f"Verloop: {delen}.",
        eenheid=eenheid,
        strepen=_normlijn(norm, bereik, RIJ),
    )


def _gelegd(trend: Trend, norm: Decimal | None, maat: Maat) -> tuple[tuple[Decimal, Decimal], Plekken]:
    """From where to where the values run, and where each comes to lie."""
    bereik = _bereik([waarde for _, waarde in trend if waarde is not None], norm)
    plekken = [
        None if waarde is None else (maat.x(nummer, len(trend)), maat.y(waarde, bereik))
        for nummer, (_, waarde) in enumerate(trend)
    ]
    return bereik, plekken


def _lijn(
    maat: Maat,
    titel: str,
    trend: Trend,
    plekken: Plekken,
    *,
    alternatief: str,
    eenheid: Eenheid,
    strepen: tuple[Streep, ...],
    teksten: tuple[Tekst, ...] = (),
) -> Grafiek:
    return Grafiek(
        titel=titel,
        alternatief=alternatief,
        breedte=f"{maat.breedte}",
        hoogte=f"{maat.hoogte}",
        koppen=("Waarde",),
        rijen=tuple((str(kwartaal), (getal(waarde, eenheid),)) for kwartaal, waarde in trend),
        strepen=strepen,
        paden=_paden(plekken),
        punten=tuple((_px(x), _px(y)) for x, y in filter(None, plekken)),
        teksten=teksten,
    )


def _bereik(bekend: Sequence[Decimal], norm: Decimal | None) -> tuple[Decimal, Decimal]:
    """The lowest and highest value to draw, zero among them."""
    alles = [Decimal(0), *bekend, *([] if norm is None else [norm])]
    laag, hoog = min(alles), max(alles)
    return (laag, hoog) if laag < hoog else (laag, hoog + 1)


def _px(waarde: Decimal) -> str:
    return f"{waarde.quantize(Decimal('0.1'))}"


def _normlijn(norm: Decimal | None, bereik: tuple[Decimal, Decimal], maat: Maat) -> tuple[Streep, ...]:
    if norm is None:
        return ()
    y = _px(maat.y(norm, bereik))
    return (Streep(_px(maat.links), y, _px(maat.breedte - maat.rechts), y, kleur=OKER, gestreept=True),)


def _paden(plekken: Plekken) -> tuple[str, ...]:
    """One path per unbroken run of points."""
    paden: list[list[str]] = [[]]
    for plek in plekken:
        if plek is None:
            paden.append([])
        else:
            paden[-1].append(f"{_px(plek[0])} {_px(plek[1])}")
    return tuple(f"M{' L'.join(pad)}" for pad in paden if len(pad) > 1)


def _kwartalen(trend: Trend) -> list[Tekst]:
    """K1 to K4 below the points."""
    return [
        Tekst(_px(KAART.x(nummer, len(trend))), _px(KAART.hoogte - 6), f"K{kwartaal.nummer}", kleur=STIL)
        for nummer, (kwartaal, _) in enumerate(trend)
    ]


def _einde(
    plekken: Plekken,
    trend: Trend,
    eenheid: Eenheid,
    norm: Decimal | None,
    bereik: tuple[Decimal, Decimal],
) -> list[Tekst]:
    """The last value and the word norm at the right, kept apart when they would touch."""
    teksten, rechts = [], _px(KAART.breedte - KAART.rechts + 8)
    laatste = plekken[-1] if plekken else None
    y_norm = None if norm is None else KAART.y(norm, bereik)
    if laatste is not None:
        y = laatste[1]
        if y_norm is not None and abs(y - y_norm) < 14:
            y, y_norm = (y + 7, y_norm - 7) if y >= y_norm else (y - 7, y_norm + 7)
        teksten.append(
            Tekst(rechts, _px(y + 4), getal(trend[-1][1], eenheid), "start", vet=True, kleur=DONKER)
        )
    if y_norm is not None:
        teksten.append(Tekst(rechts, _px(y_norm + 4), "norm", "start", kleur=OKER))
    return teksten


def _alternatief(titel: str, trend: Trend, eenheid: Eenheid, norm: Decimal | None) -> str:
    delen = "; ".join(f"{kwartaal}: {getal(waarde, eenheid)}" for kwartaal, waarde in trend)
    slot = "" if norm is None else f" De norm is {getal(norm, eenheid)}."
    return f"Lijngrafiek. {titel}. {delen}.{slot}"
