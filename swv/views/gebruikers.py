"""Accounts and their roles, for beheer; what changes power asks for the password once more."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from swv import gebruikers, toekenning, zoekopdracht
from swv.bladeren import bladzijde
from swv.forms.gebruikers import GebruikerForm, RolForm
from swv.formulieren import probeer
from swv.klok import nu, vandaag
from swv.models import Gebeurtenis, Gebruiker, Roltoekenning
from swv.permissions import vereist
from swv.tweedefactor import is_verplicht

ACTIES = {
    "link": (gebruikers.stuur_link, "De link om een wachtwoord te kiezen is onderweg."),
    "uit": (gebruikers.zet_uit, "Het account staat uit. Wie was ingelogd, is er nu uit."),
    "aan": (gebruikers.zet_aan, "Het account staat weer aan."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@vereist("gebruiker.beheren")
def lijst(request: HttpRequest) -> HttpResponse:
    """All accounts by name; a search is posted, so that no name stands in an address."""
    if request.method == "POST":
        sleutel = zoekopdracht.bewaar(request, request.POST.get("q", ""))
        vraag = f"?{zoekopdracht.PARAMETER}={sleutel}" if sleutel else ""
        return redirect(f"{reverse('gebruikers')}{vraag}")
    zoek = zoekopdracht.lees(request)
    rijen = Gebruiker.objects.prefetch_related("roltoekenningen")
    if zoek:
        rijen = rijen.filter(Q(naam__icontains=zoek) | Q(username__icontains=zoek) | Q(email__icontains=zoek))
    blad = bladzijde(rijen, ("naam", "id"), request.GET)
    regels = [
        {"wie": wie, "rollen": [t for t in wie.roltoekenningen.all() if t.loopt_op(vandaag())]}
        for wie in blad.rijen
    ]
    return render(request, "swv/gebruikers_lijst.html", {"regels": regels, "blad": blad, "zoek": zoek})


@require_http_methods(["GET", "HEAD", "POST"])
@vereist("gebruiker.beheren")
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make an account; its owner gets a link to choose a password."""
    form = GebruikerForm(request.POST or None)
    if form.is_valid():
        wie = gebruikers.maak(**form.cleaned_data, door=request.user, op=nu())
        messages.info(request, "Het account is gemaakt. De link om een wachtwoord te kiezen is onderweg.")
        return redirect("gebruiker", sleutel=wie.sleutel)
    return _toon(request, "swv/gebruikers_nieuw.html", form)


@require_safe
@vereist("gebruiker.beheren")
def detail(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One account: its roles, its second factor, and what beheer did with it."""
    return _toon_detail(request, get_object_or_404(Gebruiker, sleutel=sleutel), RolForm())


@require_POST
@vereist("gebruiker.beheren")
@reauthentication_required
def rol_geven(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Give a role from a day on."""
    wie = get_object_or_404(Gebruiker, sleutel=sleutel)
    form = RolForm(request.POST)
    if probeer(
        form, lambda: toekenning.ken_toe(gebruiker=wie, **form.cleaned_data, door=request.user, op=nu())
    ):
        messages.info(request, "De rol is gegeven.")
        return redirect("gebruiker", sleutel=sleutel)
    return _toon_detail(request, wie, form)


@require_POST
@vereist("gebruiker.beheren")
@reauthentication_required
def rol_beeindigen(request: HttpRequest, sleutel: UUID, nummer: int) -> HttpResponse:
    """End a role at once."""
    rij = get_object_or_404(Roltoekenning, pk=nummer, gebruiker__sleutel=sleutel)
    toekenning.beeindig(toekenning=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "De rol is beëindigd. Wie was ingelogd, heeft haar nu niet meer.")
    return redirect("gebruiker", sleutel=sleutel)


@require_POST
@vereist("gebruiker.beheren")
@reauthentication_required
def actie(request: HttpRequest, sleutel: UUID, naam: str) -> HttpResponse:
    """Send the link again, switch off or on."""
    wie = get_object_or_404(Gebruiker, sleutel=sleutel)
    doe, melding = ACTIES[naam]
    doe(gebruiker=wie, door=request.user, op=nu())
    messages.info(request, melding)
    return redirect("gebruiker", sleutel=sleutel)


def _toon_detail(request: HttpRequest, wie: Gebruiker, form: RolForm) -> HttpResponse:
    rollen = wie.roltoekenningen.select_related("school", "bestuur").order_by("-geldig_vanaf", "-id")
    context = {
        "wie": wie,
        "rollen": [{"rij": rij, "loopt": not rij.is_voorbij(vandaag())} for rij in rollen],
        "tweede_factor": is_mfa_enabled(wie),
        "verplicht": is_verplicht(wie),
        "gebeurtenissen": Gebeurtenis.objects.van(wie)[:20],
    }
    return _toon(request, "swv/gebruikers_detail.html", form, **context)


def _toon(request: HttpRequest, template: str, form: forms.BaseForm, **context: Any) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
