"""The code lists of this room, as a file beside this module; the sector of the SWV says what fits."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ect.enums import Keuzelijst
from ect.models import Keuze
from swv.profielen import Profiel
from swv.profielen.laden import Laadresultaat, onderdelen

BESTAND = Path(__file__).parent / "codelijsten.toml"
BESCHRIJVEND = ("naam", "volgorde", "bron", "zekerheid", "geldig_tot_en_met")


def codelijsten_laden(profiel: Profiel, resultaat: Laadresultaat) -> None:
    """Load what fits the sector; the same file twice changes nothing, and no row ever goes."""
    for rij in waarden(profiel.sector):
        resultaat.tel(_bewaar(rij))


def waarden(sector: str) -> Iterator[dict[str, Any]]:
    """The rows of the file for this sector, as fields of `Keuze`."""
    lijsten = tomllib.loads(BESTAND.read_text(encoding="utf-8"))
    for lijst in Keuzelijst:
        kop = lijsten[lijst.value]
        for volgorde, waarde in enumerate(kop["waarden"], start=1):
            if waarde.get("sector", sector) == sector:
                yield {
                    "lijst": lijst,
                    "code": waarde["code"],
                    "naam": waarde["naam"],
                    "volgorde": volgorde,
                    "geldig_vanaf": waarde.get("geldig_vanaf", kop["geldig_vanaf"]),
                    "geldig_tot_en_met": waarde.get("geldig_tot_en_met"),
                    "bron": kop["bron"],
                    "zekerheid": kop["zekerheid"],
                }


def _bewaar(velden: dict[str, Any]) -> str:
    """Add or correct one value; returns what happened to it."""
    sleutel = {naam: velden[naam] for naam in ("lijst", "code", "geldig_vanaf")}
    rij, nieuw = Keuze.objects.get_or_create(**sleutel, defaults=velden)
    anders = [naam for naam in BESCHRIJVEND if getattr(rij, naam) != velden[naam]]
    if nieuw:
        return "nieuw"
    for naam in anders:
        setattr(rij, naam, velden[naam])
    if anders:
        rij.save(update_fields=anders)
    return "gewijzigd" if anders else "ongewijzigd"


onderdelen.append(codelijsten_laden)
