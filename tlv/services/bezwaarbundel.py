"""The bundle for the LBT: asked for with one click, made by a job, kept as it was."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from swv import bestanden
from swv.bundel import maak_bundel
from swv.enums import Opdrachtstatus
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker, Opdracht
from swv.opdrachten import plaats
from swv.workflow import vergrendel
from tlv.lbtbundel import LBT_BUNDEL, delen, omslag, opdrachtsleutel
from tlv.models import Bezwaar, Bezwaarbundel, Bundelbestand
from tlv.permissions import eis_bezwaarbehandelaar

VORMEN = (("pdf", "application/pdf"), ("zip", "application/zip"))


@transaction.atomic
def bundel_vragen(*, bezwaar: Bezwaar, door: Gebruiker, op: datetime) -> Bezwaarbundel:
    """Ask for a bundle; while one is being made, that one."""
    rij = vergrendel(bezwaar, met=("besluit__aanvraag__leerling",))
    eis_bezwaarbehandelaar(door, rij)
    laatste = rij.bundels.order_by("id").last()
    if laatste and _wacht(laatste):
        return laatste
    bundel = Bezwaarbundel.objects.create(bezwaar=rij, gevraagd_op=op, gevraagd_door=door)
    plaats(LBT_BUNDEL, uniek=opdrachtsleutel(bundel), op=op, bundel=str(bundel.sleutel))
    leg_vast(bundel, "gevraagd", door=door, op=op)
    return bundel


def _wacht(bundel: Bezwaarbundel) -> bool:
    return Opdracht.objects.filter(uniek=opdrachtsleutel(bundel), status=Opdrachtstatus.WACHT).exists()


@transaction.atomic
def bundel_maken(*, sleutel: UUID, op: datetime) -> Bezwaarbundel:
    """Make the PDF and the zip, once; a second call finds them. Raises `PdfNietBeschikbaar` without Pango."""
    bundel = Bezwaarbundel.objects.select_for_update(of=("self",)).get(sleutel=sleutel)
    if bundel.bestanden.exists():
        return bundel
    gemaakt = maak_bundel(omslag(bundel), delen(bundel))
    for (vorm, type_), inhoud in zip(VORMEN, (gemaakt.pdf, gemaakt.zip), strict=True):
        naam = f"LBT-dossier {bundel.bezwaar.besluit.aanvraag.kenmerk}.{vorm}"
        velden = bestanden.bewaar_gemaakt(inhoud, naam=naam, inhoudstype=type_, door=None, op=op)
        with bestanden.bewaard(velden) as schoon, transaction.atomic():
            Bundelbestand.objects.create(bundel=bundel, **schoon)
    bundel.bladen = gemaakt.bladen
    bundel.index = [
        {"nummer": r.nummer, "titel": r.titel, "bladen": r.bladen, "reden": r.reden} for r in gemaakt.regels
    ]
    bundel.save(update_fields=["bladen", "index"])
    leg_vast(bundel, "gemaakt", door=None, op=op, gegevens={"bladen": bundel.bladen})
    return bundel
