"""The pages for what went wrong: what happened, and what the user can do now."""

from urllib.parse import urlsplit

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from swv import tekstbehoud
from swv.inrichting import ModuleUit
from swv.permissions import GEEN_RECHT, NietToegestaan
from swv.views.account import inloggen_met_tekst

log = structlog.get_logger(__name__)


def ongeldig(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that no page of ours makes."""
    return render(request, "400.html", status=400)


def geweigerd(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 (410 for what was destroyed) with the reason; as a fragment where htmx asked."""
    weigering = exception if isinstance(exception, NietToegestaan) else NietToegestaan(GEEN_RECHT)
    htmx = getattr(request, "htmx", False)
    template = "swv/_geweigerd.html" if htmx else "403.html"
    context = {"reden": weigering.reden, "om_rol": weigering.reden == GEEN_RECHT}
    return render(request, template, context, status=weigering.status)


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it does not exist, not for this user, or this SWV does not use that module."""
    context = {"module_uit": isinstance(exception, ModuleUit)}
    return render(request, "404.html", context, status=404)


def onverwacht(request: HttpRequest) -> HttpResponse:
    """500 with a number that stands in the log too; rendered without a query, for the database may be gone."""
    nummer = structlog.contextvars.get_contextvars().get("request_id", "")[:8]
    return HttpResponse(loader.get_template("500.html").render({"nummer": nummer}), status=500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page is too old to be sent (logged in again in another tab); what was typed is kept.

    Only for a form of our own pages: the Origin that the browser vouches for must be ours.
    """
    if urlsplit(request.headers.get("Origin", "")).netloc != request.get_host():
        return geweigerd(request, NietToegestaan("Deze pagina was te oud of kwam van een ander adres."))
    if not request.user.is_authenticated:
        return inloggen_met_tekst(request)
    bewaard = tekstbehoud.van_verzoek(request)
    return render(request, "swv/verder.html", {"bewaard": bewaard}, status=403)
