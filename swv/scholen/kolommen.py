"""Which columns a school file may have and how they are called; found by name, never by place.

Names from domein.md 4 and from the files themselves: DUO until 2021 (BRIN NUMMER, VESTIGINGSNUMMER),
DUO now (INSTELLINGSCODE, VESTIGINGSCODE of six or two characters), and the national list of 2024.
"""

import re
from dataclasses import dataclass

from swv.imports.fouten import Importfout

ALIASSEN: dict[str, tuple[str, ...]] = {
    "vestigingscode": ("VESTIGINGSCODE", "VESTIGINGSNUMMER"),
    "brin": ("BRINNUMMER", "INSTELLINGSCODE", "BRIN", "BRINCODE"),
    "naam": (
        "VESTIGINGSNAAM",
        "INSTELLINGSNAAMVESTIGING",
        "NAAMVESTIGING",
        "SCHOOLNAAM",
        "NAAM",
        "INSTELLINGSNAAM",
    ),
    "type_duo": (
        "TYPE",
        "ONDERWIJSSTRUCTUUR",
        "SOORTVESTIGING",
        "SOORTPO",
        "ONDERWIJSSOORT",
        "ONDERWIJSTYPE",
    ),
    "bestuur_nummer": ("BEVOEGDGEZAGNUMMER", "BEVOEGDGEZAGCODE"),
    "bestuur_naam": ("BEVOEGDGEZAGNAAM", "NAAMBEVOEGDGEZAG"),
    "denominatie": ("DENOMINATIE", "DENOMINATIEVESTIGING"),
    "internetadres": ("INTERNETADRES", "WEBSITE"),
    "telefoon": ("TELEFOONNUMMER", "TELEFOON"),
    "straat": ("STRAATNAAM", "STRAAT", "STRAATNAAMVESTIGING"),
    "huisnummer": ("HUISNUMMER",),
    "huisletter": ("HUISLETTER",),
    "toevoeging": ("HUISNUMMERTOEVOEGING", "TOEVOEGING"),
    "postcode": ("POSTCODE", "POSTCODEVESTIGING"),
    "plaats": ("PLAATSNAAM", "PLAATS", "PLAATSNAAMVESTIGING"),
    "gemeente": ("GEMEENTENAAM", "GEMEENTE", "GEMEENTENAAMVESTIGING"),
    "provincie": ("PROVINCIE", "PROVINCIEVESTIGING"),
    "leerlingen": ("LEERLINGEN", "AANTALLEERLINGEN", "LEERLINGENAANTAL"),
}
VERPLICHT = ("vestigingscode", "naam")
# How the mandatory columns are called in the message: the names of DUO now.
NAMEN = {"vestigingscode": "VESTIGINGSCODE", "naam": "VESTIGINGSNAAM"}


@dataclass(frozen=True)
class Indeling:
    """Where each known column stands in this file."""

    plaats: dict[str, int]
    breedte: int
    heeft_marges: bool = True

    def heeft(self, *kolommen: str) -> bool:
        return any(kolom in self.plaats for kolom in kolommen)


def vereenvoudig(naam: str) -> str:
    """Return a column name without case, blanks, hyphens and underscores."""
    return re.sub(r"[^A-Z0-9]", "", naam.upper())


def lees_kop(kop: list[str], *, heeft_marges: bool = True) -> Indeling:
    """Return the layout of a file with these column names; raises `Importfout` when one is missing."""
    plaats_van = {vereenvoudig(naam): i for i, naam in reversed(list(enumerate(kop)))}
    plaats = {}
    for kolom, namen in ALIASSEN.items():
        gevonden = [plaats_van[naam] for naam in namen if naam in plaats_van]
        if gevonden:
            plaats[kolom] = gevonden[0]
    _controleer(plaats, kop)
    return Indeling(plaats, len(kop), heeft_marges)


def _controleer(plaats: dict[str, int], kop: list[str]) -> None:
    ontbreekt = [NAMEN[kolom] for kolom in VERPLICHT if kolom not in plaats]
    if not ontbreekt:
        return
    wat = "ontbreekt de kolom" if len(ontbreekt) == 1 else "ontbreken de kolommen"
    gezien = ", ".join(naam[:40] for naam in kop[:12])
    raise Importfout(f"In het bestand {wat} {' en '.join(ontbreekt)}. Gevonden op de eerste regel: {gezien}.")
