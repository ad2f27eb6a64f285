"""For the FG: who got or lost access, by whom and why."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from swv.models import Factorherstel, Gebeurtenis, Gebruiker, Toegangscontrole, Uitnodiging
from swv.permissions import vereist
from swv.rollen import ROLLEN
from swv.views.spoor import bladzijde_van_spoor

ONDERWERPEN = [m._meta.label_lower for m in (Gebruiker, Uitnodiging, Toegangscontrole, Factorherstel)]


@require_safe
@vereist("spoor.inzien")
def toegang(request: HttpRequest) -> HttpResponse:
    """Every event about an account, an invitation, a yearly check or a second factor, newest first."""
    van_toegang = Gebeurtenis.objects.filter(onderwerp__in=ONDERWERPEN).select_related("door")
    rijen, volgende = bladzijde_van_spoor(van_toegang.order_by("-op", "-id"), request)
    namen = _namen(rijen)
    regels = [
        {"rij": rij, "over": namen.get(rij.onderwerp_sleutel, ""), "rol": _rol(rij.naar or rij.van)}
        for rij in rijen
    ]
    return render(request, "swv/spoor_toegang.html", {"regels": regels, "volgende": volgende})


def _rol(code: str) -> str:
    return ROLLEN[code].naam if code in ROLLEN else ""


def _namen(rijen: Iterable[Any]) -> dict[UUID, str]:
    """Whom or which school each event is about, in three queries."""
    sleutels = [rij.onderwerp_sleutel for rij in rijen]
    namen: dict[UUID, str] = dict(
        Gebruiker.objects.filter(sleutel__in=sleutels).values_list("sleutel", "naam")
    )
    namen |= dict(Uitnodiging.objects.filter(sleutel__in=sleutels).values_list("sleutel", "email"))
    namen |= dict(
        Toegangscontrole.objects.filter(sleutel__in=sleutels).values_list("sleutel", "school__naam")
    )
    return namen
