"""Saving a row that more people can change: locked, under the version that was read, with its event."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from ect.models import LOPEND, Casus
from swv.dagen import Vanaf, eis_geweest, geboorte
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.versies import bewaar_wat_anders_is, eis_versie
from swv.workflow import vergrendel

M = TypeVar("M", bound=Model)
VOOR_AANMELDING = "Deze datum ligt voor de aanmelding ({dag}). Kies die dag of een latere."
AFGESLOTEN = "Deze casus is afgesloten. Komt de vraag terug, dan begint een nieuwe casus."


def lopende_casus(casus: Casus) -> Casus:
    """The casus, locked; raises when it was closed meanwhile."""
    rij = vergrendel(casus, met=("leerling", "school", "aanmelding"))
    if rij.status not in LOPEND:
        raise NietToegestaan(AFGESLOTEN)
    return rij


def bewaar(
    rij: M,
    velden: dict[str, Any],
    *,
    versie: int,
    door: Gebruiker,
    op: datetime,
    soort: str = "gewijzigd",
) -> M:
    """Save what differs and write which fields; raises `Verouderd` when `versie` is not the stored one."""
    eis_versie(rij, versie)
    if anders := bewaar_wat_anders_is(rij, velden):
        leg_vast(rij, soort, door=door, op=op, gegevens={"velden": anders})
    return rij


def eis_niet_in_toekomst(dag: date, op: datetime) -> None:
    """What was done lies not after today."""
    eis_geweest("datum", dag, datum_van(op))


def eis_in_casus(veld: str, casus: Casus, dag: date, op: datetime) -> None:
    """What was done in a casus lies between the question of the school and today."""
    begin = Vanaf(datum_van(casus.aanmelding.aangemeld_op), VOOR_AANMELDING)
    eis_geweest(veld, dag, datum_van(op), geboorte(casus.leerling.geboortedatum), begin)


def eis_tekst(tekst: str, zin: str) -> str:
    """The text without blanks around it; raises `zin` when nothing is left."""
    schoon = tekst.strip()
    if not schoon:
        raise NietToegestaan(zin)
    return schoon


def eerder_gemaakt(rijen: QuerySet[M], sleutel: UUID | None) -> M | None:
    """What the same form made already when it was sent twice (eisen.md S7)."""
    return rijen.filter(sleutel=sleutel).first() if sleutel is not None else None
