"""What a list and the register say differently about the same pupil, as [what, in the list, here]."""

from datetime import date
from typing import Any

from swv.termijnen import datum
from thuiszitters.enums import Categorie
from thuiszitters.vergelijken.koppelen import ZEKER
from thuiszitters.vergelijken.velden import naamsleutel

Verschil = list[str]
TWIJFEL = "Is dit dezelfde leerling?"


def verschillen(regel: Any, traject: Any, categorie: str, score: int) -> list[Verschil]:
    """`regel` is a row of the list, `traject` what it was matched with, `categorie` its present one."""
    leerling = traject.leerling
    delen = [
        [TWIJFEL, regel.naam_in_lijst, leerling.naam] if score < ZEKER else None,
        _naam("Achternaam", regel.achternaam, leerling.achternaam),
        _naam("Roepnaam", regel.roepnaam, leerling.roepnaam),
        _dag("Geboortedatum", regel.geboortedatum, leerling.geboortedatum),
        _dag("Thuis sinds", regel.eerste_verzuimdag, traject.eerste_verzuimdag),
        _school(regel, traject),
        _categorie(regel.categorie, categorie),
    ]
    return [deel for deel in delen if deel is not None]


def _naam(wat: str, lijst: str, hier: str) -> Verschil | None:
    gelijk = not lijst or naamsleutel(lijst) == naamsleutel(hier)
    return None if gelijk else [wat, lijst, hier]


def _dag(wat: str, lijst: date | None, hier: date) -> Verschil | None:
    return [wat, datum(lijst), datum(hier)] if lijst is not None and lijst != hier else None


def _school(regel: Any, traject: Any) -> Verschil | None:
    if regel.school is None or regel.school == traject.school:
        return None
    return ["School", regel.school.naam, traject.school.naam if traject.school else "Geen school"]


def _categorie(lijst: str, hier: str) -> Verschil | None:
    if not lijst or not hier or lijst == hier:
        return None
    return ["Soort verzuim", Categorie(lijst).label, Categorie(hier).label]
