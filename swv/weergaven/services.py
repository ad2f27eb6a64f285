"""Keeping, changing and removing a view; only its owner does, a star is everyone's own."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import QueryDict

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker, Weergave, Weergavester
from swv.permissions import NietToegestaan, eis
from swv.rollen import ROLLEN, Bereik
from swv.weergaven.register import LIJSTEN, Lijst

MAX_EIGEN = 20
NAAM_BESTAAT = "U hebt al een weergave met deze naam. Kies een andere naam."
TE_VEEL = f"U hebt al {MAX_EIGEN} weergaven van deze lijst. Verwijder er eerst een."
NIET_UW_WEERGAVE = "Alleen wie een weergave maakte, kan haar wijzigen."


def mag_delen(user: Gebruiker) -> bool:
    """Views are shared inside the SWV itself, not with or between schools."""
    return any(ROLLEN[rol].bereik is Bereik.SWV for rol in user.rollen)


def zichtbaar_voor(user: Gebruiker, lijst: Lijst) -> Any:
    """The own views of a list, and for who works at the SWV also the shared ones."""
    rijen = Weergave.objects.filter(lijst=lijst.code)
    eigen = Q(eigenaar=user)
    return rijen.filter(eigen | Q(gedeeld=True)) if mag_delen(user) else rijen.filter(eigen)


@transaction.atomic
def bewaar(
    *, lijst: Lijst, naam: str, adres: QueryDict, gedeeld: bool, door: Gebruiker, op: datetime
) -> Weergave:
    """Keep the filters of `adres` under a name."""
    eis(door, lijst.permissie)
    Gebruiker.objects.select_for_update().get(pk=door.pk)
    if Weergave.objects.filter(eigenaar=door, lijst=lijst.code).count() >= MAX_EIGEN:
        raise NietToegestaan(TE_VEEL)
    rij = Weergave(lijst=lijst.code, naam=naam, vraag=lijst.vraag(adres), eigenaar=door, gewijzigd_op=op)
    rij.gedeeld = gedeeld and mag_delen(door)
    _schrijf(rij)
    leg_vast(rij, "weergave bewaard", door=door, op=op)
    return rij


@transaction.atomic
def wijzig(*, weergave: Weergave, naam: str, gedeeld: bool, door: Gebruiker, op: datetime) -> Weergave:
    """Give a view another name, share it or stop sharing; who no longer sees it, loses the star."""
    _eis_eigenaar(weergave, door)
    weergave.naam, weergave.gedeeld, weergave.gewijzigd_op = naam, gedeeld and mag_delen(door), op
    _schrijf(weergave)
    if not weergave.gedeeld:
        weergave.sterren.exclude(gebruiker=door).delete()  # type: ignore[attr-defined]
    leg_vast(weergave, "weergave gewijzigd", door=door, op=op)
    return weergave


@transaction.atomic
def werk_bij(*, weergave: Weergave, adres: QueryDict, door: Gebruiker, op: datetime) -> None:
    """Let a view hold the filters of `adres` from now on."""
    _eis_eigenaar(weergave, door)
    weergave.vraag, weergave.gewijzigd_op = LIJSTEN[weergave.lijst].vraag(adres), op
    _schrijf(weergave)
    leg_vast(weergave, "weergave bijgewerkt", door=door, op=op)


@transaction.atomic
def verwijder(*, weergave: Weergave, door: Gebruiker, op: datetime) -> None:
    _eis_eigenaar(weergave, door)
    leg_vast(weergave, "weergave verwijderd", door=door, op=op)
    weergave.delete()


@transaction.atomic
def zet_ster(*, weergave: Weergave, aan: bool, door: Gebruiker) -> None:
    """Begin this list with this view, or no longer; a personal preference, so no event."""
    sterren = Weergavester.objects.filter(gebruiker=door, lijst=weergave.lijst)
    if aan:
        sterren.update_or_create(gebruiker=door, lijst=weergave.lijst, defaults={"weergave": weergave})
    else:
        sterren.filter(weergave=weergave).delete()


def _schrijf(rij: Weergave) -> None:
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError as fout:
        raise NietToegestaan(NAAM_BESTAAT) from fout


def _eis_eigenaar(weergave: Weergave, door: Gebruiker) -> None:
    if weergave.eigenaar_id != door.pk:
        raise NietToegestaan(NIET_UW_WEERGAVE)
