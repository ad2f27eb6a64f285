"""What the kwartaalrapportage shows beside its chapters: the KPI's of this SWV and where each is told.

Its fixed parts stand in kwartaalrapportage.toml (missie.md NRM-34, FRM-22).
"""

from dataclasses import dataclass
from typing import Any

from kwaliteit.models import Kpi
from kwaliteit.selectors.dashboard import codes_van
from swv.momentopnamen import Stand
from swv.rapportages import Hoofdstuk, soort_van

KPIS = Hoofdstuk("kpis", "De KPI's van dit samenwerkingsverband")


@dataclass(frozen=True)
class Kpiplek:
    """A KPI, and the chapters with its figures: anchor and number."""

    kpi: Kpi
    hoofdstukken: tuple[tuple[str, int], ...]


def inhoud(stand: Stand) -> dict[str, Any]:
    """The KPI's of the profile; their figures stand in the chapters, each once."""
    kpis = list(Kpi.objects.op_volgorde())
    return {"kpicodes": frozenset(codes_van(kpis)), "kpiplekken": [_plek(kpi) for kpi in kpis]}


def _plek(kpi: Kpi) -> Kpiplek:
    return Kpiplek(
        kpi,
        tuple(
            (opzet.anker, nummer)
            for nummer, opzet in enumerate(soort_van("kwartaal").opzet, start=1)
            if set(opzet.kengetallen) & set(kpi.kengetallen)
        ),
    )
