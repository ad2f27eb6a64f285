"""Two people, one row: save under the version that was read, or say that it changed meanwhile (eisen.md S6)."""

from collections.abc import Mapping
from typing import Any


class Verouderd(Exception):
    """Someone else saved in the meantime; `actueel` is what is stored now. Show it and let the user choose."""

    def __init__(self, actueel: Any) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd. Bekijk eerst wat er nu staat.")
        self.actueel = actueel
        self.huidige_versie: int = actueel.versie


def eis_versie(rij: Any, versie: int) -> None:
    """Raise `Verouderd` when the locked row is no longer the version that was read."""
    if rij.versie != versie:
        raise Verouderd(rij)


def bewaar_wat_anders_is(rij: Any, velden: Mapping[str, Any]) -> list[str]:
    """Save the fields that differ as the next version; returns their names, none when nothing changed."""
    anders = sorted(naam for naam, waarde in velden.items() if getattr(rij, naam) != waarde)
    if anders:
        for naam in anders:
            setattr(rij, naam, velden[naam])
        rij.versie += 1
        rij.save(update_fields=[*anders, "versie"])
    return anders
