"""What the kwartaalrapportage shows: the fixed parts for the toezichthouder (missie.md NRM-34, FRM-22).

Everything is read from the frozen `Stand`; the frame around it is `pdf/rapport.html`.
"""

from collections.abc import Sequence
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
from kwaliteit.selectors.dashboard import Cijfer, Kpirij, cijfer, is_bekend
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
    return {
        "delen": [deel(stand, opzet, nummer) for nummer, opzet in enumerate(HOOFDSTUKKEN, start=1)],
        "kpirijen": [_kpirij(stand, kpi) for kpi in kpis],
        "samenvatting": SAMENVATTING,
        "kpianker": KPIS.anker,
        "vooruitblik": VOORUITBLIK.anker,
        "cijfers": [
            stand.waarde(code) for code in kengetallen() if is_bekend(stand, code) and _geldt(stand, code)
        ],
    }


def deel(stand: Stand, opzet: Opzet, nummer: int) -> Deel:
    """Figures that do not apply to this SWV (a SBO in an SWV for VO) are left out of its chapters."""
    codes = [code for code in opzet.kengetallen if is_bekend(stand, code) and _geldt(stand, code)]
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
    uitkomst = stand.waarde(code).uitkomst
    return uitkomst.waarde is not None or bool(uitkomst.noemer)


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
        reeksen = [
            (naam, [waarde for _, waarde in trend]) for naam, trend in zip(figuur.namen, trends, strict=True)
        ]
        grafiek = gestapeld(figuur.titel, labels, reeksen)
    return Tekening(grafiek, f"Figuur {nummer} {figuur.titel}, acht kwartalen.")


def _kpirij(stand: Stand, kpi: Kpi) -> Kpirij:
    return Kpirij(kpi, [cijfer(stand, code) for code in kpi.kengetallen])
