"""Asking for a dossier pack, and making it once."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from swv import bestanden
from swv.enums import Opdrachtstatus
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker, Opdracht
from swv.opdrachten import plaats
from swv.permissions import NietToegestaan, eis
from swv.workflow import vergrendel
from tlv.enums import Vergaderstatus
from tlv.models import NA_INDIENEN, Aanvraag, Dossierpakket, Pakketbestand, Vergadering
from tlv.pakketstukken import DOSSIERPAKKET, maak_pakket, opdrachtsleutel


@transaction.atomic
def pakket_van_vergadering(*, vergadering: Vergadering, door: Gebruiker, op: datetime) -> Dossierpakket:
    """Have the pack of this agenda made; while one is being made, that is the one."""
    rij = vergrendel(vergadering)
    eis(door, "tlv.commissie")
    if rij.status in {Vergaderstatus.VASTGESTELD, Vergaderstatus.AFGELAST}:
        raise NietToegestaan("De vergadering is afgerond. Een dossierpakket is niet meer nodig.")
    punten = rij.agendapunten.order_by("volgorde", "id").values_list("aanvraag__sleutel", flat=True)
    return _vraag(Dossierpakket(vergadering=rij, aanvragen=[str(s) for s in punten]), door, op)


@transaction.atomic
def pakket_van_aanvraag(*, aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Dossierpakket:
    """Have the pack of one request made."""
    rij = vergrendel(aanvraag)
    eis(door, "tlv.beoordelen")
    if rij.status not in NA_INDIENEN:
        raise NietToegestaan("Deze aanvraag is nog niet ingediend.")
    return _vraag(Dossierpakket(aanvraag=rij, aanvragen=[str(rij.sleutel)]), door, op)


@transaction.atomic
def pakket_maken(*, sleutel: UUID, op: datetime) -> Pakketbestand | None:
    """Make the PDF once; an older pack of the same meeting or request goes away with it.

    Raises `PdfNietBeschikbaar` without Pango.
    """
    pakket = Dossierpakket.objects.select_for_update(of=("self",)).filter(sleutel=sleutel).first()
    if pakket is None:  # a newer one came first
        return None
    if bestaand := Pakketbestand.objects.filter(pakket=pakket).first():
        return bestaand
    bundel = maak_pakket(pakket)
    gemaakt = bestanden.bewaar_gemaakt(
        bundel.pdf, naam="Dossierpakket.pdf", inhoudstype="application/pdf", door=None, op=op
    )
    with bestanden.bewaard(gemaakt) as velden, transaction.atomic():
        bestand = Pakketbestand.objects.create(pakket=pakket, **velden)
        pakket.bladen = bundel.bladen
        pakket.save(update_fields=["bladen"])
        leg_vast(pakket, "gemaakt", door=None, op=op, gegevens={"sha256": bestand.sha256})
        _ruim_oudere_op(pakket)
    return bestand


def _vraag(pakket: Dossierpakket, door: Gebruiker, op: datetime) -> Dossierpakket:
    if not pakket.aanvragen:
        raise NietToegestaan("De agenda is nog leeg. Zet er eerst een aanvraag op.")
    if bezig := _in_de_maak(pakket):
        return bezig
    pakket.gevraagd_op, pakket.gevraagd_door = op, door
    pakket.save(force_insert=True)
    leg_vast(pakket, "gevraagd", door=door, op=op)
    plaats(DOSSIERPAKKET, uniek=opdrachtsleutel(pakket), op=op, pakket=str(pakket.sleutel))
    return pakket


def _zelfde(pakket: Dossierpakket) -> "QuerySet[Dossierpakket]":
    return Dossierpakket.objects.filter(vergadering=pakket.vergadering, aanvraag=pakket.aanvraag)


def _in_de_maak(pakket: Dossierpakket) -> Dossierpakket | None:
    """A pack with the same requests that a worker still has to make."""
    for rij in _zelfde(pakket).filter(bestand__isnull=True, aanvragen=pakket.aanvragen):
        wacht = Opdracht.objects.filter(uniek=opdrachtsleutel(rij), status=Opdrachtstatus.WACHT)
        if wacht.exists():
            return rij
    return None


def _ruim_oudere_op(pakket: Dossierpakket) -> None:
    """A dossier lies in one copy beside its sources, not in many."""
    for oud in _zelfde(pakket).filter(pk__lt=pakket.pk).select_related("bestand"):
        bestand = getattr(oud, "bestand", None)
        if bestand is not None:
            bestand.delete()
            transaction.on_commit(partial(bestanden.verwijder, bestand))
        oud.delete()
