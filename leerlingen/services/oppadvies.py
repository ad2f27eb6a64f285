"""A school asks the SWV for advice on an OPP; the ECT or the coordinator answers."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from leerlingen.models import Opp, Oppadvies
from leerlingen.notifications import meld_oppantwoord, meld_oppvraag
from leerlingen.permissions import eis_mag_opstellen
from leerlingen.workflow import OPPADVIES
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel, voer_uit

AL_GEVRAAGD = "Er staat al een vraag over dit OPP open. Wacht op het antwoord of trek die vraag eerst in."


@transaction.atomic
def oppadvies_vragen(
    *, opp: Opp, vraag: str, door: Gebruiker, op: datetime, sleutel: UUID | None = None
) -> Oppadvies:
    """Ask; from now on the SWV sees this OPP, also while it is a draft. Sent twice it is asked once."""
    rij = vergrendel(opp, met=("school",))
    eis_mag_opstellen(door, rij)
    if sleutel and (eerder := rij.adviezen.filter(sleutel=sleutel).first()):
        return eerder
    if not vraag.strip():
        raise NietToegestaan("Schrijf wat u aan het samenwerkingsverband vraagt.")
    if rij.einde is not None:
        raise NietToegestaan("Dit OPP is beëindigd. U kunt er geen advies meer over vragen.")
    if rij.adviezen.gevraagd().exists():
        raise NietToegestaan(AL_GEVRAAGD)
    if sleutel is None or Oppadvies.objects.filter(sleutel=sleutel).exists():
        sleutel = uuid4()
    advies = Oppadvies.objects.create(
        opp=rij, sleutel=sleutel, vraag=vraag.strip(), gevraagd_op=op, gevraagd_door=door
    )
    leg_vast(advies, "gevraagd", door=door, op=op, naar=advies.status)
    meld_oppvraag(advies, op)
    return advies


@transaction.atomic
def oppadvies_beantwoorden(*, advies: Oppadvies, antwoord: str, door: Gebruiker, op: datetime) -> Oppadvies:
    """Answer the school."""
    if not antwoord.strip():
        raise NietToegestaan("Schrijf uw antwoord aan de school.")
    rij = voer_uit(OPPADVIES, advies, "beantwoorden", door=door, op=op, antwoord=antwoord.strip())
    meld_oppantwoord(rij, op)
    return rij


@transaction.atomic
def oppadvies_intrekken(*, advies: Oppadvies, door: Gebruiker, op: datetime) -> Oppadvies:
    """The school no longer asks."""
    return voer_uit(OPPADVIES, advies, "intrekken", door=door, op=op)
