"""Letters that are no besluit: written with the step they tell of, made by a job, sent by a person."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from swv import bestanden
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.opdrachten import plaats
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel
from tlv.geadresseerden import adresregels_van, geadresseerden
from tlv.kennisgevingen import KENNISGEVING, Tekst, kennisgevingbrief, opdrachtsleutel
from tlv.models import Aanvraag, Bezwaar, Kennisgeving, Kennisgevingbestand
from tlv.notifications import meld_kennisgeving
from tlv.permissions import eis_verzender


def schrijf_aan_aanvrager(aanvraag: Aanvraag, tekst: Tekst, door: Gebruiker, op: datetime) -> Kennisgeving:
    """Write a letter to the bevoegd gezag; call it inside the transaction of what it tells."""
    bevoegd_gezag = geadresseerden(aanvraag, datum_van(op))[0]
    return schrijf(aanvraag, tekst, bevoegd_gezag.aan, bevoegd_gezag.adresregels, door, op)


def schrijf_aan_bezwaarmaker(bezwaar: Bezwaar, tekst: Tekst, door: Gebruiker, op: datetime) -> Kennisgeving:
    """A letter to who objected, at the address of the dossier where the name is known there."""
    aanvraag, aan = bezwaar.besluit.aanvraag, bezwaar.indiener
    adres = adresregels_van(aan, aanvraag, datum_van(op))
    return schrijf(aanvraag, tekst, aan, adres, door, op, bezwaar=bezwaar)


def schrijf(
    aanvraag: Aanvraag,
    tekst: Tekst,
    aan: str,
    adresregels: tuple[str, ...],
    door: Gebruiker,
    op: datetime,
    *,
    bezwaar: Bezwaar | None = None,
) -> Kennisgeving:
    """Freeze the text and have its PDF made."""
    rij = Kennisgeving.objects.create(
        aanvraag=aanvraag,
        bezwaar=bezwaar,
        soort=tekst.soort,
        aan=aan,
        adresregels=list(adresregels),
        onderwerp=tekst.onderwerp,
        alineas=[alinea for alinea in tekst.alineas if alinea],
        afleiding=list(tekst.afleiding),
        geschreven_op=op,
        geschreven_door=door,
    )
    plaats(KENNISGEVING, uniek=opdrachtsleutel(rij), op=op, kennisgeving=str(rij.sleutel))
    return rij


@transaction.atomic
def kennisgeving_maken(*, sleutel: UUID, op: datetime) -> Kennisgevingbestand:
    """Make the PDF of a letter once; a second call finds it. Raises `PdfNietBeschikbaar` without Pango."""
    rij = Kennisgeving.objects.select_for_update(of=("self",)).get(sleutel=sleutel)
    if bestaand := Kennisgevingbestand.objects.filter(kennisgeving=rij).first():
        return bestaand
    document = kennisgevingbrief(rij)
    gemaakt = bestanden.bewaar_gemaakt(
        document.inhoud, naam=document.naam, inhoudstype="application/pdf", door=None, op=op
    )
    with bestanden.bewaard(gemaakt) as velden, transaction.atomic():
        bestand = Kennisgevingbestand.objects.create(kennisgeving=rij, **velden)
        leg_vast(rij, "gemaakt", door=None, op=op, gegevens={"sha256": bestand.sha256})
    return bestand


@transaction.atomic
def kennisgeving_verzonden(
    *, kennisgeving: Kennisgeving, verzonden_op: date, door: Gebruiker, op: datetime
) -> Kennisgeving:
    """Record on which day this letter went out; from then the school sees it too."""
    rij = vergrendel(kennisgeving, met=("aanvraag__leerling", "aanvraag__school"))
    eis_verzender(door, rij)
    if rij.verzonden_op is not None:
        raise NietToegestaan("Van deze brief is al vastgelegd dat zij is verzonden.")
    if not Kennisgevingbestand.objects.filter(kennisgeving=rij).exists():
        raise NietToegestaan("Deze brief wordt nog gemaakt. Probeer het over een paar tellen opnieuw.")
    if not datum_van(rij.geschreven_op) <= verzonden_op <= datum_van(op):
        raise NietToegestaan("Vul de dag in waarop de brief is verzonden: niet voor zij is geschreven.")
    rij.verzonden_op, rij.verzonden_door = verzonden_op, door
    rij.save(update_fields=["verzonden_op", "verzonden_door"])
    leg_vast(rij, "verzonden", door=door, op=op, gegevens={"verzonden_op": verzonden_op.isoformat()})
    if rij.bezwaar_id is None:
        meld_kennisgeving(rij, op)
    return rij
