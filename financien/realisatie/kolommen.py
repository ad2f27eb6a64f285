"""Which column is what: found by name in a list that is data, never by place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from financien.enums import Veld
from swv.imports.fouten import Importfout

MAX_GETOOND = 12


@dataclass(frozen=True)
class Indeling:
    """Where each known column stands, and how wide a row is."""

    plaats: Mapping[str, int]
    breedte: int

    def heeft(self, *velden: Veld) -> bool:
        return all(veld in self.plaats for veld in velden)


def vereenvoudig(naam: str) -> str:
    """A title without case, blanks and punctuation: `Grootboek-rek.` and `grootboekrek` are one."""
    return re.sub(r"[^a-z0-9]", "", naam.lower())[:60]


def lees_kop(kop: Sequence[str], namen: Mapping[str, str]) -> Indeling:
    """Return the layout of a file with these titles; raises `Importfout` when something is missing or double."""
    plaats: dict[str, int] = {}
    for nummer, titel in enumerate(kop):
        veld = namen.get(vereenvoudig(titel))
        if veld is None:
            continue
        if veld in plaats:
            raise Importfout(
                f"De kolommen “{kop[plaats[veld]][:40]}” en “{titel[:40]}” zijn allebei {Veld(veld).label.lower()}. "
                "Haal er een weg of geef hem een andere naam."
            )
        plaats[veld] = nummer
    indeling = Indeling(plaats, len(kop))
    if ontbreekt := _ontbrekend(indeling):
        gezien = ", ".join(titel[:40] for titel in kop[:MAX_GETOOND] if titel)
        raise Importfout(
            f"In het bestand ontbreekt: {'; '.join(ontbreekt)}. Gevonden op de eerste regel: {gezien}. "
            "Heet de kolom anders? Voeg die naam dan toe bij Toewijzingen."
        )
    return indeling


def _ontbrekend(indeling: Indeling) -> list[str]:
    """What a file must have, in words; of some things one of two is enough."""
    eisen = [
        (indeling.heeft(Veld.DATUM) or indeling.heeft(Veld.PERIODE), "een kolom met de datum of de periode"),
        (
            indeling.heeft(Veld.KOSTENPLAATS) or indeling.heeft(Veld.GROOTBOEK),
            "een kolom met de kostenplaats of de grootboekrekening",
        ),
        (
            indeling.heeft(Veld.BEDRAG) or indeling.heeft(Veld.DEBET, Veld.CREDIT),
            "een kolom met het bedrag, of twee met debet en credit",
        ),
    ]
    return [wat for is_er, wat in eisen if not is_er]
