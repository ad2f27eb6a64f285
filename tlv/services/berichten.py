"""The conversation on a request: write, say that it was read, and keep what is being typed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, mag
from swv.workflow import vergrendel
from tlv.enums import Kant
from tlv.models import NA_INDIENEN, Aanvraag, Aanvraagbericht, Berichtconcept
from tlv.notifications import meld_bericht
from tlv.permissions import mag_aanvragen

MAX_BERICHT = 4000
NOG_CONCEPT = "Deze aanvraag is nog niet ingediend. Een bericht kan pas daarna."
LEEG = "Schrijf eerst een bericht."
NIET_SCHRIJVEN = (
    "U kunt meelezen. Een bericht schrijven kan de school die aanvraagt en het samenwerkingsverband."
)


def kant_van(user: Gebruiker, aanvraag: Aanvraag) -> Kant | None:
    """On which side of the conversation this person writes; None who only reads along."""
    if mag_aanvragen(user, aanvraag.school_id):
        return Kant.SCHOOL
    return Kant.SWV if mag(user, "tlv.beoordelen") else None


def eis_kant(user: Gebruiker, aanvraag: Aanvraag) -> Kant:
    """The side of this person; `NietToegestaan` for who only reads along, and in a concept."""
    if aanvraag.status not in NA_INDIENEN:
        raise NietToegestaan(NOG_CONCEPT)
    kant = kant_van(user, aanvraag)
    if kant is None:
        raise NietToegestaan(NIET_SCHRIJVEN)
    return kant


@transaction.atomic
def bericht_plaatsen(
    *, aanvraag: Aanvraag, tekst: str, sleutel: UUID, door: Gebruiker, op: datetime
) -> Aanvraagbericht:
    """Add a message and tell the other side; who answers has read what was there.

    `sleutel` comes with the form, so that the same form sent twice is one message.
    """
    rij = vergrendel(aanvraag)
    kant = eis_kant(door, rij)
    if not tekst.strip():
        raise NietToegestaan(LEEG)
    if eerder := Aanvraagbericht.objects.filter(sleutel=sleutel).first():
        if (eerder.aanvraag_id, eerder.geplaatst_door_id) != (rij.pk, door.pk):
            raise NietToegestaan("Open de aanvraag opnieuw en verstuur uw bericht nog een keer.")
        return eerder
    bericht = Aanvraagbericht.objects.create(
        sleutel=sleutel,
        aanvraag=rij,
        van=kant,
        tekst=tekst.strip()[:MAX_BERICHT],
        geplaatst_op=op,
        geplaatst_door=door,
    )
    _lees(rij, kant, door, op)
    Berichtconcept.objects.filter(aanvraag=rij, gebruiker=door).delete()
    leg_vast(rij, "bericht_geplaatst", door=door, op=op, gegevens={"bericht": str(bericht.sleutel)})
    meld_bericht(bericht, op)
    return bericht


@transaction.atomic
def berichten_gelezen(*, aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> int:
    """Say for the own side that everything was read; returns how many messages that were."""
    rij = vergrendel(aanvraag)
    return _lees(rij, eis_kant(door, rij), door, op)


@transaction.atomic
def bericht_concept_bewaren(*, aanvraag: Aanvraag, tekst: str, door: Gebruiker, op: datetime) -> None:
    """Keep what this person is typing; an empty text takes it away."""
    eis_kant(door, aanvraag)
    if not tekst.strip():
        Berichtconcept.objects.filter(aanvraag=aanvraag, gebruiker=door).delete()
        return
    Berichtconcept.objects.update_or_create(
        aanvraag=aanvraag, gebruiker=door, defaults={"tekst": tekst[:MAX_BERICHT], "bewaard_op": op}
    )


def _lees(aanvraag: Aanvraag, kant: Kant, door: Gebruiker, op: datetime) -> int:
    ongelezen = Aanvraagbericht.objects.filter(aanvraag=aanvraag).ongelezen_door(kant)
    aantal = ongelezen.update(gelezen_op=op, gelezen_door=door)
    if aantal:
        leg_vast(aanvraag, "berichten_gelezen", door=door, op=op, gegevens={"aantal": aantal})
    return aantal
