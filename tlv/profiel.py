"""The question sets of a TLV request, as files beside this module; a profile says which soorten it uses."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from swv.models import Vragenlijst
from swv.profielen import Profiel
from swv.profielen.laden import Laadresultaat, onderdelen
from tlv.enums import Soort
from tlv.vragen import CODE

MAP = Path(__file__).parent / "vragenlijsten"


def lees_vragenlijst(soort: str) -> dict[str, Any]:
    """The file of this soort as it stands."""
    return tomllib.loads((MAP / f"{soort}.toml").read_text(encoding="utf-8"))


def vragenlijsten_laden(profiel: Profiel, resultaat: Laadresultaat) -> None:
    """Load the question sets of the soorten on which this SWV decides; the same file twice changes nothing."""
    for soort in profiel.instellingen["tlv"]["soorten"]:
        resultaat.tel("nieuw" if laad_vragenlijst(Soort(soort)) else "ongewijzigd")


def laad_vragenlijst(soort: Soort) -> bool:
    """Add the version of the file unless it is there; an older version ends the day before."""
    bestand = lees_vragenlijst(soort)
    rijen = Vragenlijst.objects.filter(code=CODE.format(soort=soort))
    if rijen.filter(versie=bestand["versie"]).exists():
        return False
    rijen.filter(geldig_tot_en_met__isnull=True).update(
        geldig_tot_en_met=bestand["geldig_vanaf"] - timedelta(days=1)
    )
    Vragenlijst.objects.create(
        code=bestand["code"],
        versie=bestand["versie"],
        titel=bestand["titel"],
        geldig_vanaf=bestand["geldig_vanaf"],
        inhoud={"taken": bestand["taken"]},
    )
    return True


onderdelen.append(vragenlijsten_laden)
