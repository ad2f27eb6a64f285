"""The plan of a traject: facts, actions and contacts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from swv.klok import nu
from swv.permissions import haal, vereist
from thuiszitters import services
from thuiszitters.forms.traject import ActieForm, ContactForm, FeitBeeindigenForm, FeitForm
from thuiszitters.models import Actie, Feit
from thuiszitters.views.gemeen import gepost, haal_traject, probeer, toon, trajectpagina, waarschuw

UITLEG_FEIT = (
    "Wat u vastlegt, geldt van die dag af. U kunt het later beëindigen; het blijft in de geschiedenis."
)
UITLEG_ACTIE = "Doet de school het? Dan ziet de school deze actie bij haar melding."
HOE = {"gedaan": "De actie is gedaan.", "niet_nodig": "De actie is niet meer nodig."}


def _naar_traject(request: HttpRequest, sleutel: UUID, zin: str, form: Any = None) -> HttpResponse:
    waarschuw(request, form)
    messages.success(request, zin)
    return redirect(reverse("thuiszitters:traject", args=[sleutel]))


@vereist("thuiszitters.behandelen")
def feit(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject = haal_traject(request, sleutel)
    form = FeitForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        nieuw = probeer(
            form,
            lambda: services.feit_vastleggen(traject=traject, **form.feit, door=request.user, op=nu()),
        )
        if nieuw is not None:
            return _naar_traject(request, traject.sleutel, "Het is vastgelegd.", form)
    pagina = trajectpagina(traject, "Vastleggen wat u weet", "Vastleggen", uitleg=UITLEG_FEIT)
    return toon(request, pagina, traject.leerling, form)


@vereist("thuiszitters.behandelen")
def feit_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Feit = haal(Feit.objects.select_related("traject__leerling"), request, sleutel)
    form = FeitBeeindigenForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        klaar = probeer(
            form, lambda: services.feit_beeindigen(feit=rij, **form.cleaned_data, door=request.user, op=nu())
        )
        if klaar is not None:
            return _naar_traject(request, rij.traject.sleutel, "Het is beëindigd.", form)
    return toon(request, trajectpagina(rij.traject, "Beëindigen", "Beëindigen"), rij.leerling, form)


@vereist("thuiszitters.behandelen")
def actie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject = haal_traject(request, sleutel)
    form = ActieForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        nieuw = probeer(
            form,
            lambda: services.actie_toevoegen(
                traject=traject, **form.cleaned_data, door=request.user, op=nu()
            ),
        )
        if nieuw is not None:
            return _naar_traject(request, traject.sleutel, "De actie staat in het plan.", form)
    pagina = trajectpagina(traject, "Actie afspreken", "Actie afspreken", uitleg=UITLEG_ACTIE)
    return toon(request, pagina, traject.leerling, form)


@require_POST
@vereist("thuiszitters.behandelen")
def actie_afronden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Done, or no longer needed: the button says which."""
    rij: Actie = haal(Actie.objects.select_related("traject__leerling"), request, sleutel)
    hoe = request.POST.get("hoe", "")
    if hoe in HOE:
        services.actie_afronden(actie=rij, hoe=hoe, door=request.user, op=nu())
        messages.success(request, HOE[hoe])
    return redirect(reverse("thuiszitters:traject", args=[rij.traject.sleutel]))


@vereist("thuiszitters.behandelen")
def contact(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject = haal_traject(request, sleutel)
    form = ContactForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        nieuw = probeer(
            form,
            lambda: services.contact_vastleggen(
                traject=traject, **form.cleaned_data, door=request.user, op=nu()
            ),
        )
        if nieuw is not None:
            return _naar_traject(request, traject.sleutel, "Het contact is vastgelegd.", form)
    pagina = trajectpagina(traject, "Contact vastleggen", "Contact vastleggen")
    return toon(request, pagina, traject.leerling, form)
