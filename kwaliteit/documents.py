"""What the kwartaalrapportage shows: the fixed parts for the toezichthouder (missie.md NRM-34, FRM-22).

Everything is read from the frozen `Stand`; the frame around it is `pdf/rapport.html`.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from kwaliteit.hoofdstukken import (
    CONTROLLER,
    HOOFDSTUKKEN,
    KPIS,
    SAMENVATTING,
    VOORUITBLIK,
    Figuur,
    Opzet,
    kengetallen,
)
from kwaliteit.models import Kpi
from kwaliteit.selectors.dashboard import Cijfer, Kpirij, cijfer, codes_van, is_bekend
from kwaliteit.zinnen import in_het_kort
from swv.grafieken import Grafiek, gestapeld, kwartaallabels, lijngrafiek
from swv.momentopnamen import Stand

KWARTALEN = 8


@dataclass(frozen=True)
class Tekening:
    """A chart with its number and caption."""

    grafiek: Grafiek
    bijschrift: str


@dataclass(frozen=True)
class Deel:
    """One chapter with its figures, ready to print."""

    opzet: Opzet
    kort: Sequence[str]
    cijfers: Sequence[Cijfer]
    tekeningen: Sequence[Tekening]

    @property
    def is_kort(self) -> bool:
        """A chapter without figures does not ask for a page of its own."""
        return not self.cijfers and self.opzet.schrijver != CONTROLLER


def inhoud(stand: Stand) -> dict[str, Any]:
    """The chapters of the report, and every KPI of this SWV with norm and previous quarter."""
    kpis = list(Kpi.objects.op_volgorde())
    gekozen = set(codes_van(kpis))
    return {
        "delen": [deel(stand, opzet, nummer, gekozen) for nummer, opzet in enumerate(HOOFDSTUKKEN, start=1)],
        "kpirijen": [_kpirij(stand, kpi) for kpi in kpis],
        "samenvatting": SAMENVATTING,
        "kpianker": KPIS.anker,
        "vooruitblik": VOORUITBLIK.anker,
        "cijfers": [
            stand.waarde(code) for code in kengetallen() if is_bekend(stand, code) and _geldt(stand, code)
        ],
    }


def deel(stand: Stand, opzet: Opzet, nummer: int, kpicodes: Set[str] = frozenset()) -> Deel:
    """Figures that do not apply to this SWV (a SBO in an SWV for VO) are left out of its chapters."""
    gevraagd = [code for code in opzet.kengetallen if code not in opzet.alleen_als_kpi - kpicodes]
    codes = [code for code in gevraagd if is_bekend(stand, code) and _geldt(stand, code)]
    figuren = [figuur for figuur in opzet.figuren if all(is_bekend(stand, c) for c in figuur.codes)]
    geldig = [figuur for figuur in figuren if any(_geldt(stand, code) for code in figuur.codes)]
    return Deel(
        opzet=opzet,
        kort=in_het_kort(stand, [zin for zin in opzet.zinnen if is_bekend(stand, zin.code)]),
        cijfers=[cijfer(stand, code) for code in codes],
        tekeningen=[_teken(stand, figuur, f"{nummer}.{n}") for n, figuur in enumerate(geldig, start=1)],
    )


def _geldt(stand: Stand, code: str) -> bool:
    """Whether there is anything of this kind: a figure without a value and without a numerator is not shown."""
    gemeten = stand.waarde(code)
    return gemeten.onderdrukt or gemeten.uitkomst.waarde is not None or bool(gemeten.uitkomst.noemer)


def _teken(stand: Stand, figuur: Figuur, nummer: str) -> Tekening:
    """A line for one figure, a stack for several, over eight quarters."""
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
        (naam, [waarde if geldt else None for (_, waarde), geldt in zip(trend, heel, strict=True)])
        for naam, trend in zip(namen, trends, strict=True)
    ]


def _kpirij(stand: Stand, kpi: Kpi) -> Kpirij:
    return Kpirij(kpi, [cijfer(stand, code) for code in kpi.kengetallen])
