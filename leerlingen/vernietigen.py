"""Destroy the content of a file that may not exist here; the row stays as a tombstone (domein.md 7.2)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from leerlingen.enums import Vernietigreden
from leerlingen.models import Dossierdocument, Leerling
from leerlingen.permissions import eis_mag_document_vernietigen
from swv import bestanden
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel

NAAM = "Vernietigd bestand"

Belemmering = Callable[[Leerling], str]
BELEMMERINGEN: list[Belemmering] = []


def registreer_belemmering(functie: Belemmering) -> Belemmering:
    """Let a higher room say why nothing about a pupil may go now, or return an empty string (domein.md 7.1)."""
    BELEMMERINGEN.append(functie)
    return functie


@transaction.atomic
def document_vernietigen(
    *, document: Dossierdocument, om: str, door: Gebruiker, op: datetime
) -> Dossierdocument:
    """Take bytes, name and warning away for good, also where a request leans on the file; once.

    A name can hold a BSN as well as the text. When the bytes cannot be removed now, the daily
    clean-up does it: no row claims them any more. Raises `NietToegestaan`.
    """
    eis_mag_document_vernietigen(door, document)
    rij: Dossierdocument = vergrendel(document)
    if rij.is_vernietigd:
        return rij
    _eis_geen_belemmering(rij.leerling, Vernietigreden(om))
    rij.naam, rij.waarschuwing = NAAM, ""
    rij.vernietigd_op, rij.vernietigd_door, rij.vernietigd_om = op, door, Vernietigreden(om)
    rij.vervallen_op = rij.vervallen_op or op
    rij.save(
        update_fields=[
            "naam",
            "waarschuwing",
            "vernietigd_op",
            "vernietigd_door",
            "vernietigd_om",
            "vervallen_op",
        ]
    )
    leg_vast(rij, "vernietigd", door=door, op=op, naar=rij.vernietigd_om)
    transaction.on_commit(lambda: bestanden.verwijder(rij))
    return rij


def _eis_geen_belemmering(leerling: Leerling, om: Vernietigreden) -> None:
    """A BSN may never stay (UAVG artikel 46); anything else waits until nothing stands in the way."""
    redenen = [] if om is Vernietigreden.BSN else [functie(leerling) for functie in BELEMMERINGEN]
    if reden := next(filter(None, redenen), ""):
        raise NietToegestaan(reden)
