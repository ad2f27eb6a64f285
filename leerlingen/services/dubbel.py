"""The judgement that two files are about two pupils."""

from datetime import datetime

from django.db import transaction

from leerlingen.enums import Dubbeluitkomst
from leerlingen.models import Dubbelmelding
from leerlingen.permissions import NIET_WIJZIGEN, via_swv
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel

AL_BEOORDEELD = "Een collega heeft dit al beoordeeld."


@transaction.atomic
def dubbelmelding_verwerpen(*, melding: Dubbelmelding, door: Gebruiker, op: datetime) -> None:
    """Record that the files are about two pupils; else they are merged (samenvoegen.py). `NietToegestaan`."""
    if not via_swv(door, "leerling.wijzigen"):
        raise NietToegestaan(NIET_WIJZIGEN)
    rij = vergrendel(melding)
    if rij.afgehandeld_op is not None:
        raise NietToegestaan(AL_BEOORDEELD)
    rij.uitkomst, rij.afgehandeld_op, rij.afgehandeld_door = Dubbeluitkomst.VERSCHILLEND, op, door
    rij.save(update_fields=["uitkomst", "afgehandeld_op", "afgehandeld_door"])
    leg_vast(rij, "beoordeeld", door=door, op=op, naar=rij.uitkomst)
