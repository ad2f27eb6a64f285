"""Reports: kinds registered by the apps, narrative slots, making, fixing and keeping their files."""

from .opzet import lees_opzet
from .soorten import (
    SOORTEN,
    Hoofdstuk,
    Rapportagesoort,
    Tekstvak,
    Uitvoer,
    met_opzet,
    registreer_soort,
    soort_van,
)

__all__ = [
    "SOORTEN",
    "Hoofdstuk",
    "Rapportagesoort",
    "Tekstvak",
    "Uitvoer",
    "lees_opzet",
    "met_opzet",
    "registreer_soort",
    "soort_van",
]
