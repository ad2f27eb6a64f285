"""Two small real documents with each running request of the schools of the logins, and the letters to make."""

import io
from datetime import datetime
from typing import Any

import pikepdf

from leerlingen.models import Dossierdocument
from swv import bestanden
from swv.klok import nu
from tlv.demo.rijen import Partij
from tlv.demo.verloop import Omgeving
from tlv.enums import Aanvraagstatus, Besluitstatus
from tlv.models import LOPEND, Aanvraag, Aanvraagdocument
from tlv.services.besluit import plaats_briefopdracht
from tlv.vragen import Vraag, gesteld

PER_AANVRAAG = 2
NAAM = "Voorbeeld van een document bij een aanvraag"


def voeg_documenten_toe(om: Omgeving, partij: Partij) -> None:
    """For the requests on which someone works now; history has no files."""
    scholen = {school.pk for school in om.demo.demoscholen}
    for aanvraag in partij.aanvragen:
        if aanvraag.school_id in scholen and aanvraag.status in {*LOPEND, Aanvraagstatus.CONCEPT}:
            gevraagd = [v for v in gesteld(aanvraag).values() if v.is_document]
            for vraag in gevraagd[:PER_AANVRAAG]:
                _voeg_toe(om, aanvraag, vraag, aanvraag.begonnen_op)


def _voeg_toe(om: Omgeving, aanvraag: Aanvraag, gesteld: Vraag, op: datetime) -> None:
    velden = bestanden.bewaar_gemaakt(
        maak_pdf(gesteld.label),
        naam=f"{gesteld.label}.pdf",
        inhoudstype="application/pdf",
        door=aanvraag.begonnen_door,
        op=op,
    )
    document = Dossierdocument.objects.create(
        sleutel=om.demo.sleutel(),
        leerling=aanvraag.leerling,
        school=aanvraag.school,
        soort=gesteld.documentsoort or "overig",
        **velden,
    )
    Aanvraagdocument.objects.create(aanvraag=aanvraag, document=document, vraag=gesteld.code)


def maak_pdf(titel: str) -> bytes:
    """One page that says what it is; the same title gives the same bytes."""
    pdf = pikepdf.new()
    letter: Any = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    bladzijde = pdf.add_blank_page(page_size=(595, 842))
    bladzijde.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(letter)))
    regels = f"({_regel(titel)}) Tj 0 -28 Td ({NAAM} \\(demo\\).) Tj"
    bladzijde.Contents = pdf.make_stream(f"BT /F1 14 Tf 72 740 Td {regels} ET".encode("latin-1", "replace"))
    uit = io.BytesIO()
    pdf.save(uit, deterministic_id=True)
    return uit.getvalue()


def _regel(tekst: str) -> str:
    """Text inside the brackets of a PDF string."""
    return tekst.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def plaats_brieven(partij: Partij) -> None:
    """A worker makes the letters of the decisions that wait for sending, as in life."""
    for brief in partij.brieven:
        if brief.besluit.status == Besluitstatus.GENOMEN:
            plaats_briefopdracht(brief, nu())
