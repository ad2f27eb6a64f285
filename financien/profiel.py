"""What the profile and this room's own list bring in: programmas, and the names of columns."""

import tomllib
from pathlib import Path

from financien.models import Kolomnaam, Post, Programma
from swv.profielen import Profiel
from swv.profielen.laden import Laadresultaat, onderdelen

KOLOMNAMEN = Path(__file__).parent / "kolomnamen.toml"


def financien_laden(profiel: Profiel, resultaat: Laadresultaat) -> None:
    """Load the code list of programmas and the known column titles; twice the same changes nothing."""
    for volgorde, regel in enumerate(profiel.instellingen["financien"]["programmas"], start=1):
        _programma({**regel, "volgorde": volgorde}, resultaat)
    for naam, veld in lees_kolomnamen(KOLOMNAMEN):
        _, is_nieuw = Kolomnaam.objects.get_or_create(naam=naam, defaults={"veld": veld})
        resultaat.tel("nieuw" if is_nieuw else "ongewijzigd")


def lees_kolomnamen(pad: Path) -> list[tuple[str, str]]:
    """The known titles, each with what it is."""
    velden = tomllib.loads(pad.read_text(encoding="utf-8"))
    return [(naam, veld) for veld, namen in velden.items() for naam in namen]


def _programma(velden: dict[str, str | int], resultaat: Laadresultaat) -> None:
    """Name and order follow the file; the bestemming of a programma that is in use would change the past."""
    rij = Programma.objects.filter(code=velden["code"]).first()
    if rij is None:
        Programma.objects.create(**velden)
        resultaat.tel("nieuw")
        return
    if rij.bestemming != velden["bestemming"] and Post.objects.filter(programma=rij).exists():
        resultaat.opmerkingen.append(
            f"{rij.code}: de bestemming blijft {rij.bestemming}; er is al mee begroot."
        )
        velden = {**velden, "bestemming": rij.bestemming}
    anders = [naam for naam, waarde in velden.items() if getattr(rij, naam) != waarde]
    for naam in anders:
        setattr(rij, naam, velden[naam])
    if anders:
        rij.save(update_fields=anders)
    resultaat.tel("gewijzigd" if anders else "ongewijzigd")


onderdelen.append(financien_laden)
