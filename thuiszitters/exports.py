"""The register as a file for staff: names in it, so its download is written down."""

from datetime import date

from swv.exports import Kolom, Kolomsoort
from thuiszitters.enums import Uitkomst
from thuiszitters.selectors.lijst import KLASSENAMEN

UITKOMSTEN = dict(Uitkomst.choices)


def register_kolommen(op: date) -> list[Kolom]:
    """The columns of the register on `op`; a row comes through `met_klasse` and `met_rijgegevens`."""
    return [
        Kolom("Traject", "kenmerk", breedte=14),
        Kolom("Leerling", lambda rij: rij.leerling.naam, breedte=28),
        Kolom("Geboortedatum", lambda rij: rij.leerling.geboortedatum, Kolomsoort.DATUM, 14),
        Kolom("Gemeente", lambda rij: rij.leerling.gemeente),
        Kolom("School", lambda rij: rij.school.naam if rij.school else "Geen school", breedte=32),
        Kolom("Categorie", lambda rij: KLASSENAMEN.get(rij.klasse or "", ""), breedte=40),
        Kolom("Escalatie", lambda rij: rij.hoogste_trede or "", breedte=28),
        Kolom("Eerste verzuimdag", "eerste_verzuimdag", Kolomsoort.DATUM, 18),
        Kolom("Dagen thuis", lambda rij: rij.dagen_op(op), Kolomsoort.GETAL, 12),
        Kolom("Regiehouder", lambda rij: rij.regiehouder.naam, breedte=28),
        Kolom("Volgende actie", lambda rij: (rij.volgende_actie or {}).get("wat"), breedte=40),
        Kolom("Voor wanneer", lambda rij: _dag((rij.volgende_actie or {}).get("op")), Kolomsoort.DATUM, 14),
        Kolom("Einddatum", "einddatum", Kolomsoort.DATUM, 14),
        Kolom("Uitkomst", lambda rij: UITKOMSTEN.get(rij.uitkomst, ""), breedte=32),
    ]


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None
