"""The plan of a traject: actions with a day, and contacts (missie.md FRM-07)."""

from datetime import date, datetime

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel, voer_uit
from thuiszitters.models import Actie, Contact, Traject
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.traject import IN_TOEKOMST, eis_lopend
from thuiszitters.workflow import ACTIE


@transaction.atomic
def actie_toevoegen(
    *, traject: Traject, wat: str, uitvoerder: str, uiterlijk_op: date, door: Gebruiker, op: datetime
) -> Actie:
    """Agree who does what before when."""
    rij = vergrendel(traject)
    eis_behandelaar(door, rij)
    eis_lopend(rij)
    if uiterlijk_op < datum_van(op):
        raise NietToegestaan("Kies vandaag of een latere dag.")
    actie = Actie.objects.create(
        traject=rij,
        wat=wat.strip(),
        uitvoerder=uitvoerder,
        uiterlijk_op=uiterlijk_op,
        afgesproken_op=op,
        afgesproken_door=door,
    )
    leg_vast(actie, "afgesproken", door=door, op=op, toelichting=actie.wat)
    return actie


@transaction.atomic
def actie_afronden(*, actie: Actie, hoe: str, door: Gebruiker, op: datetime) -> Actie:
    """`hoe` is the move of the table: `gedaan` or `niet_nodig`."""
    return voer_uit(ACTIE, actie, hoe, door=door, op=op, toelichting=actie.wat)


@transaction.atomic
def contact_vastleggen(
    *, traject: Traject, soort: str, met: str, datum: date, verslag: str, door: Gebruiker, op: datetime
) -> Contact:
    """Write down with whom was spoken, and what about."""
    rij = vergrendel(traject)
    eis_behandelaar(door, rij)
    if datum > datum_van(op):
        raise NietToegestaan(IN_TOEKOMST)
    contact = Contact.objects.create(
        traject=rij,
        soort=soort,
        met=met,
        datum=datum,
        verslag=verslag.strip(),
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    leg_vast(contact, "vastgelegd", door=door, op=op)
    return contact
