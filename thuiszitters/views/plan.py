"""The plan of a traject: facts and actions."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from swv.formulieren import door_en_op, gepost
from swv.permissions import haal, vereist
from thuiszitters import services
from thuiszitters.forms.traject import ActieForm, FeitBeeindigenForm, FeitForm
from thuiszitters.models import Actie, Feit
from thuiszitters.views.gemeen import haal_traject, toon_of_doe, trajectpagina

UITLEG_FEIT = (
    "Wat u vastlegt, geldt van die dag af. U kunt het later beëindigen; het blijft in de geschiedenis."
)
UITLEG_ACTIE = "Doet de school het? Dan ziet de school deze actie bij haar melding."
HOE = {"gedaan": "De actie is gedaan.", "niet_nodig": "De actie is niet meer nodig."}


@vereist("thuiszitters.behandelen")
def feit(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), FeitForm(gepost(request))
    pagina = trajectpagina(traject, "Vastleggen wat u weet", "Vastleggen", uitleg=UITLEG_FEIT)
    dienst = partial(services.feit_vastleggen, traject=traject)
    return toon_of_doe(request, form, pagina, dienst, "Het is vastgelegd.")


@vereist("thuiszitters.behandelen")
def feit_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Feit = haal(Feit.objects.select_related("traject__leerling"), request, sleutel)
    form, pagina = FeitBeeindigenForm(gepost(request)), trajectpagina(rij.traject, "Beëindigen", "Beëindigen")
    dienst = partial(services.feit_beeindigen, feit=rij)
    return toon_of_doe(request, form, pagina, dienst, "Het is beëindigd.")


@vereist("thuiszitters.behandelen")
def actie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), ActieForm(gepost(request))
    pagina = trajectpagina(traject, "Actie afspreken", "Actie afspreken", uitleg=UITLEG_ACTIE)
    dienst = partial(services.actie_toevoegen, traject=traject)
    return toon_of_doe(request, form, pagina, dienst, "De actie staat in het plan.")


@require_POST
@vereist("thuiszitters.behandelen")
def actie_afronden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Done, or no longer needed: the button says which."""
    rij: Actie = haal(Actie.objects.select_related("traject__leerling"), request, sleutel)
    hoe = request.POST.get("hoe", "")
    if hoe in HOE:
        services.actie_afronden(actie=rij, hoe=hoe, **door_en_op(request))
        messages.success(request, HOE[hoe])
    return redirect(reverse("thuiszitters:traject", args=[rij.traject.sleutel]))
