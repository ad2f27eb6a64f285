"""The small line on a card of the dashboard: eight quarters and the norm, drawn by the same component."""

from collections.abc import Sequence
from decimal import Decimal

from swv.grafieken import DONKER, OKER, STIL, Grafiek, Streep, Tekst
from swv.kengetallen import Eenheid
from swv.kwartaal import Kwartaal
from swv.templatetags.opmaak import getal

BREEDTE, HOOGTE = Decimal(300), Decimal(96)
LINKS, RECHTS, BOVEN, ONDER = Decimal(14), Decimal(62), Decimal(16), Decimal(26)
Trend = Sequence[tuple[Kwartaal, Decimal | None]]


def trendlijn(titel: str, trend: Trend, *, eenheid: Eenheid, norm: Decimal | None = None) -> Grafiek:
    """A line without axes: where it goes, where it ends, and where the norm lies."""
    bekend = [waarde for _, waarde in trend if waarde is not None]
    laag, hoog = _bereik(bekend, norm)
    plekken = [
        None if waarde is None else (_x(nummer, len(trend)), _y(waarde, laag, hoog))
        for nummer, (_, waarde) in enumerate(trend)
    ]
    rijen = tuple((str(kwartaal), (getal(waarde, eenheid),)) for kwartaal, waarde in trend)
    return Grafiek(
        titel=titel,
        alternatief=_alternatief(titel, trend, eenheid, norm),
        breedte=f"{BREEDTE}",
        hoogte=f"{HOOGTE}",
        koppen=("Waarde",),
        rijen=rijen,
        strepen=_normlijn(norm, laag, hoog),
        paden=_paden(plekken),
        punten=tuple((_px(x), _px(y)) for x, y in filter(None, plekken)),
        teksten=(*_kwartalen(trend), *_einde(plekken, trend, eenheid, norm, laag, hoog)),
    )


def _bereik(bekend: Sequence[Decimal], norm: Decimal | None) -> tuple[Decimal, Decimal]:
    """The lowest and highest value to draw: zero is always one of them, or a small change looks like a large one."""
    alles = [Decimal(0), *bekend, *([] if norm is None else [norm])]
    laag, hoog = min(alles), max(alles)
    return (laag, hoog) if laag < hoog else (laag, hoog + 1)


def _x(nummer: int, aantal: int) -> Decimal:
    return LINKS + (BREEDTE - LINKS - RECHTS) * nummer / max(aantal - 1, 1)


def _y(waarde: Decimal, laag: Decimal, hoog: Decimal) -> Decimal:
    return BOVEN + (HOOGTE - BOVEN - ONDER) * (hoog - waarde) / (hoog - laag)


def _px(waarde: Decimal) -> str:
    return f"{waarde.quantize(Decimal('0.1'))}"


def _normlijn(norm: Decimal | None, laag: Decimal, hoog: Decimal) -> tuple[Streep, ...]:
    if norm is None:
        return ()
    y = _px(_y(norm, laag, hoog))
    return (Streep(_px(LINKS), y, _px(BREEDTE - RECHTS), y, kleur=OKER, gestreept=True),)


def _paden(plekken: Sequence[tuple[Decimal, Decimal] | None]) -> tuple[str, ...]:
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
        Tekst(_px(_x(nummer, len(trend))), _px(HOOGTE - 6), f"K{kwartaal.nummer}", kleur=STIL)
        for nummer, (kwartaal, _) in enumerate(trend)
    ]


def _einde(
    plekken: Sequence[tuple[Decimal, Decimal] | None],
    trend: Trend,
    eenheid: Eenheid,
    norm: Decimal | None,
    laag: Decimal,
    hoog: Decimal,
) -> list[Tekst]:
    """The last value and the word norm at the right, kept apart when they would touch."""
    teksten, rechts = [], _px(BREEDTE - RECHTS + 8)
    laatste = plekken[-1] if plekken else None
    y_norm = None if norm is None else _y(norm, laag, hoog)
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
