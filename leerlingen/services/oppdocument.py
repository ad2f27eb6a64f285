"""The OPP in force as a file in the dossier, so that another room can lean on it."""

from datetime import datetime

from django.db import transaction

from leerlingen.documents import bestandsnaam, opp_pdf
from leerlingen.enums import Documentsoort, Oppvorm
from leerlingen.models import Dossierdocument, Opp, Oppversie
from leerlingen.permissions import eis_mag_opstellen
from swv import bestanden
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.pdf import PdfNietBeschikbaar
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel

VERNIETIGD = (
    "Het document van dit OPP is vernietigd. Voeg het OPP hier als bestand toe, of maak een bijstelling."
)


def opp_als_document(*, opp: Opp, door: Gebruiker, op: datetime) -> Dossierdocument:
    """The uploaded OPP itself, or the PDF of the form; the same version gives the same file once.

    Raises `NietToegestaan` when there is no version in force, or where no PDF can be made.
    """
    eis_mag_opstellen(door, opp)
    if opp.huidige_id is None:
        raise NietToegestaan("Dit OPP is nog niet vastgesteld.")
    versie = Oppversie.objects.select_related("document").get(pk=opp.huidige_id)
    if versie.vorm == Oppvorm.DOCUMENT and versie.document is not None:
        if versie.document.is_vernietigd:
            raise NietToegestaan(VERNIETIGD)
        return versie.document
    try:
        inhoud = opp_pdf(opp, versie)
    except PdfNietBeschikbaar as fout:
        raise NietToegestaan(str(fout)) from fout
    velden = bestanden.bewaar_gemaakt(
        inhoud, naam=bestandsnaam(opp, versie), inhoudstype="application/pdf", door=door, op=op
    )
    plek = {"leerling": opp.leerling, "school": opp.school, "soort": Documentsoort.OPP}
    with bestanden.bewaard(velden), transaction.atomic():
        vergrendel(opp)
        eerder = Dossierdocument.objects.filter(vervallen_op=None, sha256=velden["sha256"], **plek).first()
        if eerder is not None:
            return eerder
        document = Dossierdocument.objects.create(gedateerd_op=versie.datum, **plek, **velden)
        leg_vast(document, "toegevoegd", door=door, op=op, naar=document.soort)
        return document
