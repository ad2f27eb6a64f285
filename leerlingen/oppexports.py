"""OPP's as a file: who, where and when, never what is in the plan; names in it, so its download is written down."""

from collections.abc import Callable
from typing import Any

from leerlingen.selectors.opp import rod_afwijking
from swv.exports import Kolom, Kolomsoort


def _van_huidige(veld: str) -> Callable[[Any], Any]:
    """What the version in force says in `veld`; a draft says nothing yet."""
    return lambda rij: getattr(rij.huidige, veld) if rij.huidige else None


def oppkolommen() -> list[Kolom]:
    """The rows of the list."""
    return [
        Kolom("Dossier", "leerling.dossiernummer", breedte=14),
        Kolom("Leerling", "leerling.naam", breedte=28),
        Kolom("Geboortedatum", "leerling.geboortedatum", Kolomsoort.DATUM, 14),
        Kolom("School", "school.naam", breedte=32),
        Kolom("Vestiging", "school.vestigingscode", breedte=10),
        Kolom("Status", lambda rij: rij.get_status_display()),
        Kolom("Ingang", "ingang", Kolomsoort.DATUM, 14),
        Kolom("Opgesteld op", "opgesteld_op", Kolomsoort.DATUM, 14),
        Kolom("Opstellen uiterlijk", "opstellen_uiterlijk", Kolomsoort.DATUM, 18),
        Kolom("Handelingsdeel", lambda rij: rij.huidige.get_instemming_display() if rij.huidige else None),
        Kolom("Reactie ouders op", _van_huidige("instemming_op"), Kolomsoort.DATUM, 16),
        Kolom("Leerling gehoord", lambda rij: rij.huidige.get_gehoord_display() if rij.huidige else None),
        Kolom("Overleg ouders", _van_huidige("oogo_op"), Kolomsoort.DATUM, 16),
        Kolom("Evalueren uiterlijk", "evaluatie_uiterlijk", Kolomsoort.DATUM, 18),
        Kolom("Einde", "einde", Kolomsoort.DATUM, 14),
        Kolom("Begindatum in ROD", "rod_begin", Kolomsoort.DATUM, 18),
        Kolom("Einddatum in ROD", "rod_einde", Kolomsoort.DATUM, 18),
        Kolom("ROD", rod_afwijking, breedte=44),
    ]


def schoolkolommen() -> list[Kolom]:
    """The locations with their shares; no rows of children."""
    return [
        Kolom("School", "naam", breedte=36),
        Kolom("Vestiging", "vestigingscode", breedte=10),
        Kolom("Leerlingen", "leerlingen", Kolomsoort.GETAL, 12),
        Kolom("OPP's", "aantal", Kolomsoort.GETAL, 10),
        Kolom("Per 100 leerlingen", "per_honderd", Kolomsoort.CIJFER, 18),
        Kolom("Met instemming", lambda rij: rij.instemming.waarde, Kolomsoort.PERCENTAGE, 16),
        Kolom("Evaluatie op tijd", lambda rij: rij.evaluatie.waarde, Kolomsoort.PERCENTAGE, 16),
        Kolom("In ROD", lambda rij: rij.rod.waarde, Kolomsoort.PERCENTAGE, 12),
    ]
