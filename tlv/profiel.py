"""The question sets of a TLV request, as files beside this module; a profile says which soorten it uses."""

import tomllib
from pathlib import Path
from typing import Any

from swv.models import Vragenlijst
from swv.profielen import Profiel
from swv.profielen.laden import Laadresultaat, onderdelen
from tlv.enums import Soort
from tlv.models import Commissie
from tlv.poort.instelling import controleer_tabel
from tlv.poort.regels import PER_CODE
from tlv.services.vragenlijst import volgende_versie
from tlv.vraagstand import met_standen, standen
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
    """Add the version of the file unless it is there; an older version ends the day before.

    What the SWV itself switched off or made mandatory stays so in the new version. `bestandsversie` says from
    which version of the file a row came, for the SWV makes versions too.
    """
    bestand = lees_vragenlijst(soort)
    huidig = Vragenlijst.objects.filter(code=CODE.format(soort=soort)).order_by("-versie").first()
    inhoud = {"taken": bestand["taken"], "bestandsversie": bestand["versie"]}
    if huidig is None:
        Vragenlijst.objects.create(
            code=bestand["code"],
            versie=bestand["versie"],
            titel=bestand["titel"],
            geldig_vanaf=bestand["geldig_vanaf"],
            inhoud=inhoud,
        )
        return True
    if huidig.inhoud.get("bestandsversie", huidig.versie) >= bestand["versie"]:
        return False
    eigen = _eigen_standen(huidig.code)
    volgende_versie(huidig, met_standen(inhoud, eigen), titel=bestand["titel"], vanaf=bestand["geldig_vanaf"])
    return True


def _eigen_standen(code: str) -> dict[str, str]:
    """The choices of the SWV itself, the latest per question."""
    rijen = Vragenlijst.objects.filter(code=code, wijziging__isnull=False).order_by("versie")
    gekozen: dict[str, str] = {}
    for rij in rijen.select_related("wijziging"):
        nu = standen(rij.inhoud)
        gekozen |= {w["code"]: nu[w["code"]] for w in rij.wijziging.wijzigingen}
    return gekozen


def commissies_laden(profiel: Profiel, resultaat: Laadresultaat) -> None:
    """Add the committees that this SWV names; one that is there keeps what was changed in it."""
    for regel in profiel.instellingen["tlv"].get("commissies", ()):
        velden = {"vestigingscodes": regel.get("scholen", []), "bron": regel["bron"]}
        _rij, nieuw = Commissie.objects.get_or_create(naam=regel["naam"], defaults=velden)
        resultaat.tel("nieuw" if nieuw else "ongewijzigd")


def poort_controleren(profiel: Profiel, _resultaat: Laadresultaat) -> None:
    """A profile that says something impossible about the zorgvuldigheidspoort is not loaded."""
    controleer_tabel(profiel.instellingen["tlv"].get("poort", {}), PER_CODE)


onderdelen += [poort_controleren, vragenlijsten_laden, commissies_laden]
