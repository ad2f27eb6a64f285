"""The escalation ladder of a traject: write down a step, or the decision of doorzettingsmacht."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from swv.klok import nu
from swv.permissions import vereist
from thuiszitters import services
from thuiszitters.escalatie import ladder
from thuiszitters.forms.escalatie import DoorzetForm, StapForm
from thuiszitters.views.gemeen import gepost, haal_traject, probeer, toon, trajectpagina, waarschuw

UITLEG_STAP = (
    "Leg vast welke tafel bijeenkwam. Kwam er geen oplossing? Dan ziet iedereen in het register op welke stap "
    "van de escalatieladder deze leerling staat."
)
UITLEG_DOORZETTEN = (
    "Hiermee staat vast welk bestuur de zorgplicht krijgt. Dat bestuur zorgt voor een passende plek."
)


@vereist("thuiszitters.behandelen")
def stap(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject = haal_traject(request, sleutel)
    form = StapForm(gepost(request), ladder=ladder())
    if request.method == "POST" and form.is_valid():
        gezet = probeer(
            form,
            lambda: services.stap_vastleggen(
                traject=traject, **form.cleaned_data, door=request.user, op=nu()
            ),
        )
        if gezet is not None:
            waarschuw(request, form)
            messages.success(request, f"De stap is vastgelegd: {gezet.naam}.")
            return redirect("thuiszitters:traject", sleutel)
    pagina = trajectpagina(traject, "Stap vastleggen", "Stap vastleggen", uitleg=UITLEG_STAP)
    return toon(request, pagina, traject.leerling, form)


@vereist("thuiszitters.behandelen")
def doorzetten(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject = haal_traject(request, sleutel)
    form = DoorzetForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        besluit = probeer(
            form,
            lambda: services.doorzetten(traject=traject, **form.opdracht, door=request.user, op=nu()),
        )
        if besluit is not None:
            waarschuw(request, form)
            messages.success(
                request, f"Het besluit is vastgelegd. De zorgplicht ligt bij {besluit.bestuur.naam}."
            )
            return redirect("thuiszitters:traject", sleutel)
    pagina = trajectpagina(
        traject, "Doorzettingsmacht vastleggen", "Besluit vastleggen", uitleg=UITLEG_DOORZETTEN
    )
    return toon(request, pagina, traject.leerling, form)
