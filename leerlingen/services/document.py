"""The papers in a file: added, and taken out of use."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from leerlingen.models import Dossierdocument, Leerling
from leerlingen.permissions import (
    NIET_WIJZIGEN,
    eigen_scholen,
    eis_mag_document_laten_vervallen,
    mag_met,
    via_swv,
)
from swv import bestanden
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel


def document_toevoegen(
    *,
    leerling: Leerling,
    upload: "UploadedFile[bytes]",
    soort: str,
    gedateerd_op: date | None,
    door: Gebruiker,
    op: datetime,
) -> Dossierdocument:
    """Check and keep a file in the dossier, once; it carries the school that brought it in.

    The check runs before the transaction: it may take seconds. Raises `NietToegestaan` or
    `BestandGeweigerd`, both with a reason for the screen.
    """
    if not mag_met(door, leerling, "document.toevoegen"):
        raise NietToegestaan(NIET_WIJZIGEN)
    scholen = (
        [] if via_swv(door, "document.toevoegen") else eigen_scholen(door, leerling, "document.toevoegen")
    )
    plek = {"school_id": scholen[0] if scholen else None, "soort": soort}
    bewaard = bestanden.bewaard(bestanden.bewaar(upload, door=door, op=op))
    with bewaard as velden, transaction.atomic():
        vergrendel(leerling)
        eerder = Dossierdocument.objects.filter(
            leerling=leerling, vervallen_op=None, sha256=velden["sha256"], **plek
        ).first()
        if eerder is not None:
            return eerder
        document = Dossierdocument.objects.create(
            leerling=leerling, gedateerd_op=gedateerd_op, **plek, **velden
        )
        leg_vast(document, "toegevoegd", door=door, op=op, naar=soort)
        return document


@transaction.atomic
def document_laten_vervallen(*, document: Dossierdocument, door: Gebruiker, op: datetime) -> None:
    """Take a document out of use; it stays as evidence where a request already leans on it."""
    eis_mag_document_laten_vervallen(door, document)
    rij = vergrendel(document)
    if rij.vervallen_op is None:
        rij.vervallen_op = op
        rij.save(update_fields=["vervallen_op"])
        leg_vast(rij, "vervallen", door=door, op=op, naar=rij.soort)
