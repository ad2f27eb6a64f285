"""The plan of a traject: actions with a day (missie.md FRM-07)."""

from datetime import date, datetime

from django.db import transaction

from swv.dagen import eis_te_plannen
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel, voer_uit
from thuiszitters.models import Actie, Traject
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.traject import eis_lopend
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
    eis_te_plannen("uiterlijk_op", uiterlijk_op, datum_van(op))
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
