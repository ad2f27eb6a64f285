"""The plan van aanpak: each part is added and ended with a small form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from swv.klok import nu
from swv.permissions import haal, vereist
from thuiszitters import services
from thuiszitters.forms.aanpak import (
    BevindingenForm,
    DoelForm,
    EinddagForm,
    EvaluatieForm,
    InterventieForm,
    PartnerForm,
)
from thuiszitters.models import Evaluatie, Plandoel, Planpartner, Traject, Trajectinterventie
from thuiszitters.views.gemeen import gepost, haal_traject, probeer, toon, trajectpagina, waarschuw

BEHANDELEN = "thuiszitters.behandelen"


def _formulier(
    request: HttpRequest, traject: Traject, form: Any, titel: str, zin: str, stap: Callable[[], Any]
) -> HttpResponse:
    """Show the form, do the step when it was sent, and go back to the traject."""
    if request.method == "POST" and form.is_valid() and probeer(form, stap) is not None:
        waarschuw(request, form)
        messages.success(request, zin)
        return redirect("thuiszitters:traject", traject.sleutel)
    return toon(request, trajectpagina(traject, titel, titel), traject.leerling, form)


def _door(request: HttpRequest) -> dict[str, Any]:
    return {"door": request.user, "op": nu()}


@vereist(BEHANDELEN)
def doel(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), DoelForm(gepost(request))
    stap = lambda: services.doel_toevoegen(traject=traject, **form.cleaned_data, **_door(request))  # noqa: E731
    return _formulier(request, traject, form, "Doel toevoegen", "Het doel staat in het plan.", stap)


@require_POST
@vereist(BEHANDELEN)
def doel_behalen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Plandoel = haal(Plandoel.objects.select_related("traject__leerling"), request, sleutel)
    services.doel_behalen(doel=rij, **_door(request))
    messages.success(request, "Het doel is behaald.")
    return redirect("thuiszitters:traject", rij.traject.sleutel)


@vereist(BEHANDELEN)
def partner(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), PartnerForm(gepost(request))
    stap = lambda: services.partner_toevoegen(traject=traject, **form.cleaned_data, **_door(request))  # noqa: E731
    return _formulier(request, traject, form, "Partner toevoegen", "De partner staat bij het plan.", stap)


@vereist(BEHANDELEN)
def partner_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Planpartner = haal(Planpartner.objects.select_related("traject__leerling"), request, sleutel)
    form = EinddagForm(gepost(request))
    stap = lambda: services.partner_beeindigen(partner=rij, **form.cleaned_data, **_door(request))  # noqa: E731
    zin = "De partner doet niet meer mee."
    return _formulier(request, rij.traject, form, "Partner beëindigen", zin, stap)


@vereist(BEHANDELEN)
def interventie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), InterventieForm(gepost(request))
    stap = lambda: services.interventie_inzetten(traject=traject, **form.cleaned_data, **_door(request))  # noqa: E731
    return _formulier(request, traject, form, "Interventie inzetten", "De interventie is vastgelegd.", stap)


@vereist(BEHANDELEN)
def interventie_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rijen = Trajectinterventie.objects.select_related("traject__leerling", "interventie")
    rij: Trajectinterventie = haal(rijen, request, sleutel)
    form = EinddagForm(gepost(request))
    stap = lambda: services.interventie_beeindigen(ingezet=rij, **form.cleaned_data, **_door(request))  # noqa: E731
    zin = "De interventie is beëindigd."
    return _formulier(request, rij.traject, form, "Interventie beëindigen", zin, stap)


@vereist(BEHANDELEN)
def evaluatie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), EvaluatieForm(gepost(request))
    stap = lambda: services.evaluatie_plannen(traject=traject, **form.cleaned_data, **_door(request))  # noqa: E731
    return _formulier(request, traject, form, "Evaluatie plannen", "De evaluatie is gepland.", stap)


@vereist(BEHANDELEN)
def evaluatie_houden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Evaluatie = haal(Evaluatie.objects.select_related("traject__leerling"), request, sleutel)
    form = BevindingenForm(gepost(request))
    stap = lambda: services.evaluatie_houden(evaluatie=rij, **form.cleaned_data, **_door(request))  # noqa: E731
    zin = "De evaluatie is vastgelegd. Plan zo nodig de volgende."
    return _formulier(request, rij.traject, form, "Evaluatie vastleggen", zin, stap)
