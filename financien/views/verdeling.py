"""The verdeling to the besturen: compute, look, fix, and give it out as a file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financien import exports
from financien.forms.verdeling import VerdelingForm
from financien.models import Verdeling
from financien.permissions import BEHEREN, INZIEN
from financien.selectors import verdeling as selectors
from financien.services import verdeling as services
from financien.views.gemeen import haal_verdeling, pagina
from financien.workflow import VERDELING
from swv.enums import Onderwijssoort
from swv.formulieren import door_en_op, gepost, probeer
from swv.klok import nu, vandaag
from swv.models import Samenwerkingsverband
from swv.permissions import NietToegestaan, vereist
from swv.workflow import reden_waarom_niet

GETOOND = 50


@vereist(INZIEN)
@require_safe
def verdelingen(request: HttpRequest) -> HttpResponse:
    rijen = Verdeling.objects.zichtbaar_voor(request.user).order_by("-jaar", "-berekend_op", "-id")[:GETOOND]
    return pagina(request, "financien/verdeling_lijst.html", "verdeling", {"verdelingen": rijen})


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def verdeling_nieuw(request: HttpRequest) -> HttpResponse:
    """Ask what to divide over whom; the answer is a concept to look at."""
    swv = Samenwerkingsverband.objects.first()
    profiel = swv.profiel if swv else {}
    soorten = profiel.get("onderwijssoorten") or Onderwijssoort.values
    begin = {
        "jaar": vandaag().year,
        "onderwijssoorten": profiel.get("financien", {}).get("verdeling_onderwijssoorten", soorten),
    }
    form = VerdelingForm(gepost(request), soorten=soorten, initial=begin)
    nieuw = probeer(form, lambda: services.verdeling_maken(**form.cleaned_data, **door_en_op(request)))
    if nieuw:
        messages.success(request, "Dit is een voorbeeld. Controleer het en stel daarna vast.")
        return redirect("financien:verdeling", nieuw.sleutel)
    return pagina(request, "financien/verdeling_nieuw.html", "verdeling", {}, form)


@vereist(INZIEN)
@require_safe
def verdeling(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What each bestuur gets, on which counts."""
    rij = haal_verdeling(request, sleutel)
    context = {
        "verdeling": rij,
        "beeld": selectors.beeld(rij),
        "soorten": [Onderwijssoort(soort).label for soort in rij.onderwijssoorten],
        "reden": reden_waarom_niet(VERDELING, rij, "vaststellen", request.user),
    }
    return pagina(request, "financien/verdeling_detail.html", "verdeling", context)


@vereist(BEHEREN)
@require_POST
def verdeling_herberekenen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    gelukt = "De verdeling is opnieuw berekend met de leerlingaantallen van nu."
    return _stap(request, sleutel, services.verdeling_herberekenen, gelukt)


@vereist(BEHEREN)
@require_POST
def verdeling_vaststellen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    gelukt = "De verdeling is vastgesteld en verandert niet meer."
    return _stap(request, sleutel, services.verdeling_vaststellen, gelukt)


@vereist(BEHEREN)
@require_POST
def verdeling_vervallen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _stap(request, sleutel, services.verdeling_vervallen, "De verdeling is vervallen.")


def _stap(request: HttpRequest, sleutel: UUID, stap: Callable[..., Any], gelukt: str) -> HttpResponse:
    rij = haal_verdeling(request, sleutel)
    try:
        stap(verdeling=rij, door=request.user, op=nu())
    except NietToegestaan as fout:
        messages.warning(request, fout.reden)
    else:
        messages.success(request, gelukt)
    return redirect("financien:verdeling", sleutel)


@vereist(INZIEN)
@require_safe
def verdeling_bestand(request: HttpRequest, sleutel: UUID, formaat: str) -> HttpResponse:
    """The rows per bestuur as a file."""
    rij = haal_verdeling(request, sleutel)
    return exports.als_bestand(
        formaat,
        exports.VERDELING,
        selectors.beeld(rij).regels,
        naam=f"verdeling-{rij.jaar}-{rij.status}",
        titel=str(rij),
        op=rij.vastgesteld_op or rij.berekend_op,
    )
