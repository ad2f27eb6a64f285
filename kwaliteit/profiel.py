"""The KPI's of the profile, into the database; the same file twice changes nothing."""

from dataclasses import asdict
from typing import Any

from kwaliteit.models import Kpi
from swv.profielen import Kpiregel, Profiel
from swv.profielen.laden import Laadresultaat, onderdelen


def kpis_laden(profiel: Profiel, resultaat: Laadresultaat) -> None:
    """Add, correct and remove: the file is the whole list, in its own order."""
    bestaand = {kpi.nummer: kpi for kpi in Kpi.objects.all()}
    for volgorde, regel in enumerate(profiel.kpis, start=1):
        resultaat.tel(_bewaar(bestaand.pop(regel.nummer, None), _velden(regel, volgorde)))
    for over in bestaand.values():
        over.delete()
        resultaat.tel("gewijzigd")


def _velden(regel: Kpiregel, volgorde: int) -> dict[str, Any]:
    return asdict(regel) | {"kengetallen": list(regel.kengetallen), "volgorde": volgorde}


def _bewaar(kpi: Kpi | None, velden: dict[str, Any]) -> str:
    if kpi is None:
        Kpi.objects.create(**velden)
        return "nieuw"
    anders = [naam for naam, waarde in velden.items() if getattr(kpi, naam) != waarde]
    for naam in anders:
        setattr(kpi, naam, velden[naam])
    if anders:
        kpi.save(update_fields=anders)
    return "gewijzigd" if anders else "ongewijzigd"


onderdelen.append(kpis_laden)
