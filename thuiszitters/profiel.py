"""What this room loads together with a profile: reference figures of published documents, with their source."""

import tomllib
from pathlib import Path
from typing import Any

from swv.kengetallen import Referentie, referentiebronnen
from swv.profielen import Profiel
from swv.profielen.laden import Laadresultaat, onderdelen
from thuiszitters.models import Referentiecijfer

BESTAND = Path(__file__).with_name("referentiecijfers.toml")


def lees(code: str) -> list[dict[str, Any]]:
    """The figures about the SWV with this code."""
    gelezen = tomllib.loads(BESTAND.read_text("utf-8"))["cijfers"]
    return [{k: v for k, v in rij.items() if k != "swv"} for rij in gelezen if rij["swv"] == code]


def laad(profiel: Profiel, resultaat: Laadresultaat) -> None:
    """Put them into the database; again and again the same result."""
    for rij in lees(profiel.code):
        sleutel = {naam: rij.pop(naam) for naam in ("kengetal", "periode")}
        rij.setdefault("waarvan", [])
        bestaand = Referentiecijfer.objects.filter(**sleutel).first()
        if bestaand is not None and all(getattr(bestaand, naam) == waarde for naam, waarde in rij.items()):
            resultaat.tel("ongewijzigd")
            continue
        Referentiecijfer.objects.update_or_create(**sleutel, defaults=rij)
        resultaat.tel("gewijzigd" if bestaand else "nieuw")


def referenties(code: str) -> list[Referentie]:
    """What documents said about this figure, the oldest first."""
    return [
        Referentie(
            rij.periode,
            rij.waarde,
            rij.wat,
            "; ".join(f"{aantal} {wat}" for wat, aantal in rij.waarvan),
            rij.bron,
            rij.in_lijn,
        )
        for rij in Referentiecijfer.objects.filter(kengetal=code).order_by("peildatum", "id")
    ]


onderdelen.append(laad)
referentiebronnen.append(referenties)
