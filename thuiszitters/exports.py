"""The register as a file for staff: names in it, so its download is written down."""

from datetime import date
from typing import Any

from swv.exports import Kolom, Kolomsoort
from thuiszitters.enums import Klasse, Uitkomst
from thuiszitters.selectors.lijst import DAGEN_IN_WEEK, KLASSENAMEN

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
        Kolom("Dagen thuis", lambda rij: _thuis(rij, op), Kolomsoort.GETAL, 12),
        Kolom("Weken thuis", lambda rij: _weken(rij, op), Kolomsoort.GETAL, 12),
        Kolom("Regiehouder", lambda rij: rij.regiehouder.naam, breedte=28),
        Kolom("Volgende actie", lambda rij: (rij.volgende_actie or {}).get("wat"), breedte=40),
        Kolom("Voor wanneer", lambda rij: _dag((rij.volgende_actie or {}).get("op")), Kolomsoort.DATUM, 14),
        Kolom("Einddatum", "einddatum", Kolomsoort.DATUM, 14),
        Kolom("Uitkomst", lambda rij: UITKOMSTEN.get(rij.uitkomst, ""), breedte=32),
    ]


def _thuis(rij: Any, op: date) -> int | None:
    """Days at home; empty for who still comes to school, or never was one."""
    dagen: int = rij.dagen_op(op)
    return None if rij.klasse == Klasse.DREIGEND or not rij.telt else dagen


def _weken(rij: Any, op: date) -> int | None:
    dagen = _thuis(rij, op)
    return None if dagen is None else dagen // DAGEN_IN_WEEK


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None
