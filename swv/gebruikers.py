"""Accounts: beheer makes them and switches them off; help with a second factor is in swv/tweedefactor.py."""

from datetime import datetime

from django.db import IntegrityError, transaction

from swv import berichten, sessies
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, eis

BESTAAT_AL = "Er is al een account met deze gebruikersnaam of dit e-mailadres."


@transaction.atomic
def maak(*, username: str, naam: str, email: str, functie: str, door: Gebruiker, op: datetime) -> Gebruiker:
    """Make an account without a password and mail its owner a link to choose one."""
    eis(door, "gebruiker.beheren")
    gebruiker = Gebruiker(username=username, naam=naam, email=email, functie=functie)
    gebruiker.set_unusable_password()
    try:
        with transaction.atomic():
            gebruiker.save()
    except IntegrityError as fout:
        raise NietToegestaan(BESTAAT_AL) from fout
    leg_vast(gebruiker, "account gemaakt", door=door, op=op)
    berichten.stuur_wachtwoordlink(gebruiker=gebruiker, op=op)
    return gebruiker


@transaction.atomic
def stuur_link(*, gebruiker: Gebruiker, door: Gebruiker, op: datetime) -> None:
    """Mail the link to choose a password again."""
    eis(door, "gebruiker.beheren")
    if not gebruiker.is_active or not gebruiker.email:
        raise NietToegestaan("Dit account staat uit of heeft geen e-mailadres.")
    leg_vast(gebruiker, "wachtwoordlink gestuurd", door=door, op=op)
    berichten.stuur_wachtwoordlink(gebruiker=gebruiker, op=op)


@transaction.atomic
def zet_uit(*, gebruiker: Gebruiker, door: Gebruiker, op: datetime) -> None:
    """Switch an account off; every session of it ends with the next request (ASVS 7.4.2)."""
    _eis_ander(gebruiker, door)
    gebruiker.is_active = False
    if Gebruiker.objects.filter(pk=gebruiker.pk, is_active=True).update(is_active=False):
        sessies.beeindig(gebruiker)
        leg_vast(gebruiker, "account uitgezet", door=door, op=op)


@transaction.atomic
def zet_aan(*, gebruiker: Gebruiker, door: Gebruiker, op: datetime) -> None:
    """Switch an account on again; it has the roles that still run."""
    _eis_ander(gebruiker, door)
    if wek(gebruiker, op=op):
        leg_vast(gebruiker, "account aangezet", door=door, op=op)


def wek(gebruiker: Gebruiker, *, op: datetime) -> bool:
    """Switch an account on, seen from now on; returns whether it was off: the second click changes nothing."""
    nieuw = {"is_active": True, "aangezet_op": op, "stil_uitgezet_op": None}
    gewekt = Gebruiker.objects.filter(pk=gebruiker.pk, is_active=False).update(**nieuw)
    for veld, waarde in nieuw.items():
        setattr(gebruiker, veld, waarde)
    return bool(gewekt)


def _eis_ander(gebruiker: Gebruiker, door: Gebruiker) -> None:
    eis(door, "gebruiker.beheren")
    if gebruiker == door:
        raise NietToegestaan("Uw eigen account wijzigt u hier niet. Vraag het een andere beheerder.")
