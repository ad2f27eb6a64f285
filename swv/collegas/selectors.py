"""Who has access to a school, and who was invited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q

from swv.collegas.permissions import scholen_voor
from swv.models import Gebruiker, Roltoekenning, School, Uitnodiging
from swv.rollen import ROLLEN


@dataclass(frozen=True)
class Collega:
    """One person with access to a school, with all roles there."""

    wie: Gebruiker
    rollen: str
    vanaf: date
    laatst: datetime | None
    tweede_factor: bool
    is_zelf: bool


@dataclass(frozen=True)
class OpenUitnodiging:
    rij: Uitnodiging
    rol: str
    verlopen: bool


def lopende_toegang(school: School, op: date) -> list[Roltoekenning]:
    """The running roles at this school of accounts that are on, by name."""
    rijen = Roltoekenning.objects.actief(op).filter(school=school, gebruiker__is_active=True)
    totp = Authenticator.objects.filter(user=OuterRef("gebruiker"), type=Authenticator.Type.TOTP)
    return list(
        rijen.select_related("gebruiker")
        .annotate(heeft_totp=Exists(totp))
        .order_by("gebruiker__naam", "gebruiker_id", "rol")
    )


def collegas(toegang: Iterable[Roltoekenning], user: Gebruiker) -> list[Collega]:
    """Everyone with access, once, with all roles there."""
    per_persoon: dict[int, list[Roltoekenning]] = {}
    for rij in toegang:
        per_persoon.setdefault(rij.gebruiker_id, []).append(rij)
    return [_collega(rijen, user) for rijen in per_persoon.values()]


def _collega(rijen: Sequence[Roltoekenning], user: Gebruiker) -> Collega:
    wie = rijen[0].gebruiker
    return Collega(
        wie=wie,
        rollen=", ".join(ROLLEN[rij.rol].naam for rij in rijen),
        vanaf=min(rij.geldig_vanaf for rij in rijen),
        laatst=wie.last_login,
        tweede_factor=rijen[0].heeft_totp,  # type: ignore[attr-defined]
        is_zelf=wie == user,
    )


def open_uitnodigingen(school: School, op: date) -> list[OpenUitnodiging]:
    """The invitations that wait for an answer, newest first."""
    rijen = Uitnodiging.objects.open().filter(school=school).order_by("-uitgenodigd_op", "-id")
    return [OpenUitnodiging(rij, ROLLEN[rij.rol].naam, rij.is_verlopen(op)) for rij in rijen[:50]]


def met_aantallen(user: Gebruiker, op: date) -> Any:
    """The schools whose access `user` manages, with how many people have it."""
    loopt = Q(roltoekenningen__geldig_vanaf__lte=op, roltoekenningen__gebruiker__is_active=True) & (
        Q(roltoekenningen__geldig_tot_en_met=None) | Q(roltoekenningen__geldig_tot_en_met__gte=op)
    )
    open_ = Q(uitnodigingen__aanvaard_op=None, uitnodigingen__ingetrokken_op=None)
    return scholen_voor(user).annotate(
        collegas=Count("roltoekenningen__gebruiker", filter=loopt, distinct=True),
        open_uitnodigingen=Count("uitnodigingen", filter=open_, distinct=True),
    )
