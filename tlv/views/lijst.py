"""The list of requests: work of the SWV, or what the own school asked for."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from swv import inzage
from swv.bladeren import bladzijde
from swv.context import is_portaal
from swv.enums import Inzagesoort
from swv.permissions import vereist
from tlv.enums import Aanvraagstatus, Soort
from tlv.models import LOPEND, Aanvraag
from tlv.selectors.lijst import lijstrijen, met_lijstgegevens

SORTERING = {"nieuwste": ("-id",), "termijn": ("eerstvolgende_datum", "id")}
LOPENDE = "lopend"


@vereist("tlv.inzien")
def lijst(request: HttpRequest) -> HttpResponse:
    """Filter, sort and page; the whole state is in the address."""
    rijen = met_lijstgegevens(gefilterd(request))
    blad = bladzijde(rijen, SORTERING.get(request.GET.get("sorteer", ""), ("-id",)), request.GET)
    inzage.noteer(request, [rij.leerling.sleutel for rij in blad.rijen], Inzagesoort.LIJST)
    context = {
        "rijen": lijstrijen(blad.rijen),
        "blad": blad,
        "gekozen": request.GET,
        "statussen": _statussen(request.user),
        "soorten": Soort.choices,
        "mag_aanvragen": "tlv.aanvragen" in request.user.permissies,  # type: ignore[union-attr]
    }
    template = "tlv/aanvraag_lijst.html"
    return render(request, f"{template}#rijen" if request.htmx else template, context)  # type: ignore[attr-defined]


def gefilterd(request: HttpRequest) -> "QuerySet[Aanvraag]":
    """The visible requests that the filter of the address selects."""
    rijen = Aanvraag.objects.zichtbaar_voor(request.user)  # type: ignore[arg-type]
    status, soort = request.GET.get("status", ""), request.GET.get("soort", "")
    if status == LOPENDE:
        rijen = rijen.filter(status__in=LOPEND)
    elif status in Aanvraagstatus.values:
        rijen = rijen.filter(status=status)
    if soort in Soort.values:
        rijen = rijen.filter(soort=soort)
    if request.GET.get("sorteer") == "termijn":
        rijen = rijen.filter(eerstvolgende_datum__isnull=False)
    return rijen


def _statussen(user: Any) -> list[tuple[str, str]]:
    weg = (
        {Aanvraagstatus.VERVALLEN} if is_portaal(user) else {Aanvraagstatus.VERVALLEN, Aanvraagstatus.CONCEPT}
    )
    return [(LOPENDE, "Alles wat loopt")] + [(s.value, s.label) for s in Aanvraagstatus if s not in weg]
