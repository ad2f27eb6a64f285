"""Asking the SWV for advice on an OPP, and answering it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from leerlingen import services
from leerlingen.forms.opp import AdviesvraagForm, AntwoordForm
from leerlingen.models import Oppadvies
from leerlingen.permissions import eis_mag_opstellen
from leerlingen.views.opp import haal_opp
from leerlingen.views.oppstappen import opp_pagina
from swv import inzage
from swv.bladeren import bladzijde
from swv.enums import Inzagesoort
from swv.formulieren import door_en_op, gepost, probeer
from swv.formulierpagina import toon
from swv.klok import nu
from swv.permissions import haal, vereist

OUDSTE = ("gevraagd_op", "id")
NIEUWSTE = ("-gevraagd_op", "-id")


def haal_advies(request: HttpRequest, sleutel: UUID) -> Oppadvies:
    """Return the question inside the user's scope and note the look; else 404."""
    rijen = Oppadvies.objects.select_related("opp__leerling", "opp__school")
    advies: Oppadvies = haal(rijen, request, sleutel)
    return advies


@vereist("opp.opstellen")
def opp_advies_vragen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Ask a question about this OPP."""
    opp = haal_opp(request, sleutel)
    eis_mag_opstellen(request.user, opp)  # type: ignore[arg-type]
    form = AdviesvraagForm(gepost(request))
    if probeer(
        form,
        lambda: services.oppadvies_vragen(
            opp=opp,
            vraag=form.cleaned_data["vraag"],
            sleutel=form.cleaned_data["sleutel"],
            **door_en_op(request),
        ),
    ):
        messages.success(request, "Uw vraag is verstuurd. Het antwoord komt op deze pagina.")
        return redirect("leerlingen:opp", sleutel)
    return toon(request, opp_pagina(opp, "Advies vragen over dit OPP", "Vraag versturen"), form)


@vereist("opp.adviseren")
def opp_antwoorden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Answer a school; the question stands above the field."""
    advies = haal_advies(request, sleutel)
    form = AntwoordForm(gepost(request))
    if probeer(
        form,
        lambda: services.oppadvies_beantwoorden(
            advies=advies, antwoord=form.cleaned_data["antwoord"], **door_en_op(request)
        ),
    ):
        messages.success(request, "Uw antwoord is verstuurd. De school heeft bericht gekregen.")
        return redirect("leerlingen:opp", advies.opp.sleutel)
    uitleg = f"De school vraagt: {advies.vraag}"
    pagina = opp_pagina(advies.opp, "Vraag over een OPP beantwoorden", "Antwoord versturen", uitleg)
    return toon(request, pagina, form)


@require_POST
@vereist("opp.opstellen")
def opp_advies_intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The school no longer asks."""
    advies = haal_advies(request, sleutel)
    services.oppadvies_intrekken(advies=advies, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "De vraag is ingetrokken.")
    return redirect("leerlingen:opp", advies.opp.sleutel)


@require_safe
@vereist("opp.inzien")
def opp_adviezen(request: HttpRequest) -> HttpResponse:
    """The questions: what waits for an answer, the oldest first, or what was answered, the latest first."""
    alles = request.GET.get("stand") == "alle"
    rijen = Oppadvies.objects.zichtbaar_voor(request.user)  # type: ignore[arg-type]
    gekozen = rijen if alles else rijen.gevraagd()
    blad = bladzijde(
        gekozen.select_related("opp__leerling", "opp__school", "gevraagd_door"),
        NIEUWSTE if alles else OUDSTE,
        request.GET,
    )
    inzage.noteer(request, [rij.opp.leerling.sleutel for rij in blad.rijen], Inzagesoort.LIJST)
    context = {"rijen": blad.rijen, "blad": blad, "alles": alles}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "leerlingen/opp_adviezen.html#rijen", context)
    return render(request, "leerlingen/opp_adviezen.html", context)
