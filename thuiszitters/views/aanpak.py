"""The plan van aanpak: each part is added and ended with a small form."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from swv.formulieren import door_en_op, gepost
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
from thuiszitters.views.gemeen import haal_traject, toon_of_doe, trajectpagina

BEHANDELEN = "thuiszitters.behandelen"


def _voeg_toe(
    request: HttpRequest, sleutel: UUID, soort: type[Form], dienst: Callable[..., Any], titel: str, klaar: str
) -> HttpResponse:
    """Add a part to the plan of this traject."""
    traject = haal_traject(request, sleutel)
    return _vul_aan(request, traject, soort, partial(dienst, traject=traject), titel, klaar)


def _vul_aan(
    request: HttpRequest,
    traject: Traject,
    soort: type[Form],
    dienst: Callable[..., Any],
    titel: str,
    klaar: str,
) -> HttpResponse:
    """Add a part, or say of one how it went or when it ended; `dienst` knows which part."""
    pagina = trajectpagina(traject, titel, titel)
    return toon_of_doe(request, soort(gepost(request)), pagina, dienst, klaar)


@vereist(BEHANDELEN)
def doel(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    klaar = "Het doel staat in het plan."
    return _voeg_toe(request, sleutel, DoelForm, services.doel_toevoegen, "Doel toevoegen", klaar)


@require_POST
@vereist(BEHANDELEN)
def doel_behalen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Plandoel = haal(Plandoel.objects.select_related("traject__leerling"), request, sleutel)
    services.doel_behalen(doel=rij, **door_en_op(request))
    messages.success(request, "Het doel is behaald.")
    return redirect("thuiszitters:traject", rij.traject.sleutel)


@vereist(BEHANDELEN)
def partner(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    klaar = "De partner staat bij het plan."
    return _voeg_toe(request, sleutel, PartnerForm, services.partner_toevoegen, "Partner toevoegen", klaar)


@vereist(BEHANDELEN)
def partner_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Planpartner = haal(Planpartner.objects.select_related("traject__leerling"), request, sleutel)
    dienst = partial(services.partner_beeindigen, partner=rij)
    klaar = "De partner doet niet meer mee."
    return _vul_aan(request, rij.traject, EinddagForm, dienst, "Partner beëindigen", klaar)


@vereist(BEHANDELEN)
def interventie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    titel, klaar = "Interventie inzetten", "De interventie is vastgelegd."
    return _voeg_toe(request, sleutel, InterventieForm, services.interventie_inzetten, titel, klaar)


@vereist(BEHANDELEN)
def interventie_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rijen = Trajectinterventie.objects.select_related("traject__leerling", "interventie")
    rij: Trajectinterventie = haal(rijen, request, sleutel)
    dienst = partial(services.interventie_beeindigen, ingezet=rij)
    titel, klaar = "Interventie beëindigen", "De interventie is beëindigd."
    return _vul_aan(request, rij.traject, EinddagForm, dienst, titel, klaar)


@vereist(BEHANDELEN)
def evaluatie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    titel, klaar = "Evaluatie plannen", "De evaluatie is gepland."
    return _voeg_toe(request, sleutel, EvaluatieForm, services.evaluatie_plannen, titel, klaar)


@vereist(BEHANDELEN)
def evaluatie_houden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Evaluatie = haal(Evaluatie.objects.select_related("traject__leerling"), request, sleutel)
    dienst = partial(services.evaluatie_houden, evaluatie=rij)
    titel, klaar = "Evaluatie vastleggen", "De evaluatie is vastgelegd. Plan zo nodig de volgende."
    return _vul_aan(request, rij.traject, BevindingenForm, dienst, titel, klaar)
