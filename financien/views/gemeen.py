"""What every page of this room does: the tabs, and the page of a form."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from financien.models import Begroting, Verdeling
from financien.permissions import BEHEREN, INZIEN, mag_beheren
from swv.permissions import haal, mag

# Code of the tab, its name, its URL and the permission it takes.
TABS = (
    ("overzicht", "Overzicht", "financien:overzicht", INZIEN),
    ("begroting", "Begroting", "financien:begrotingen", INZIEN),
    ("realisatie", "Realisatie", "financien:importen", BEHEREN),
    ("verdeling", "Verdeling", "financien:verdelingen", INZIEN),
    ("tarieven", "Tarieven", "financien:tarieven", INZIEN),
    ("balans", "Balans", "financien:balans", INZIEN),
)


@dataclass(frozen=True)
class Tab:
    naam: str
    url: str
    actief: bool


def pagina(
    request: HttpRequest, sjabloon: str, tab: str, context: dict[str, Any], form: forms.Form | None = None
) -> HttpResponse:
    """Render a page of this room; an invalid form keeps its text and answers 422."""
    vast = {
        "tabs": [
            Tab(naam, reverse(url), code == tab)
            for code, naam, url, recht in TABS
            if mag(request.user, recht)
        ],
        "mag_beheren": mag_beheren(request.user),
    }
    if form is not None:
        vast["form"] = form
    status = 422 if form is not None and form.errors else 200
    return render(request, sjabloon, vast | context, status=status)


def haal_begroting(request: HttpRequest, sleutel: UUID) -> Begroting:
    rij: Begroting = haal(Begroting.objects.select_related("vorige", "vastgesteld_door"), request, sleutel)
    return rij


def haal_verdeling(request: HttpRequest, sleutel: UUID) -> Verdeling:
    rij: Verdeling = haal(Verdeling.objects.select_related("vastgesteld_door"), request, sleutel)
    return rij
