"""The own calendar address: asked for and closed after login, read without one."""

import structlog
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from swv import agenda
from swv.klok import nu
from swv.permissions import openbaar, vereist

log = structlog.get_logger(__name__)


@require_safe
@vereist("start.inzien")
def beheren(request: HttpRequest) -> HttpResponse:
    """Show the own address, or how to get one."""
    link = agenda.link_van(request.user)
    adres = f"{settings.BASIS_URL}{agenda.pad_van(link)}" if link else ""
    return render(request, "swv/agenda.html", {"link": link, "adres": adres})


@require_POST
@vereist("start.inzien")
@reauthentication_required
def maken(request: HttpRequest) -> HttpResponse:
    """Make an address, or a new one in its place."""
    agenda.maak(gebruiker=request.user, op=nu())
    messages.info(request, "Uw agenda-adres is gemaakt. Een eerder adres werkt niet meer.")
    return redirect("agenda_beheren")


@require_POST
@vereist("start.inzien")
def sluiten(request: HttpRequest) -> HttpResponse:
    """Close the address at once."""
    agenda.trek_in(gebruiker=request.user, op=nu())
    messages.info(request, "Uw agenda-adres is gesloten. Wie het had, ziet niets meer.")
    return redirect("agenda_beheren")


@openbaar
@require_safe
def lezen(_request: HttpRequest, woord: str) -> HttpResponse:
    """The calendar itself; every reading stands in the log, by key of the address and not by name."""
    link = agenda.vind(woord)
    if link is None:
        raise Http404
    log.info("agenda_gelezen", agendalink=link.pk)
    antwoord = HttpResponse(agenda.inhoud(link, nu()), content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = 'inline; filename="termijnen.ics"'
    antwoord["X-Robots-Tag"] = "noindex, nofollow"
    return antwoord
