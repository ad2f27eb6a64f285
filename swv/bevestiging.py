"""Ask "are you sure?" on the server where no script did (missie.md 2: nothing irreversible at one click).

A form or button with `data-swv-bevestig` (componenten/formulier.html, componenten/knop.html) posts the
sentence along as `VRAAG`; the script that asked it adds `ANTWOORD`. A POST with the sentence and without
the answer gets a page that asks, and sends the same fields on.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

VRAAG, ANTWOORD = "swv_bevestig", "swv_bevestigd"
BIJ_KNOP = "|"  # `uitbrengen|zin`: only when the button `uitbrengen` was pressed
NIET_MEE = frozenset({VRAAG, ANTWOORD, "csrfmiddlewaretoken"})


@dataclass(frozen=True)
class Bevestigvraag:
    """The sentence, every field in order, and the page to go back to."""

    zin: str
    velden: list[tuple[str, str]]
    terug: str


def vraag_van(request: HttpRequest) -> Bevestigvraag | None:
    """The question that this POST still waits for; files cannot travel, so a POST with files goes on."""
    if request.method != "POST" or request.FILES or getattr(request, "htmx", False):
        return None
    if ANTWOORD in request.POST or not (zin := _zin(request)):
        return None
    velden = [
        (naam, waarde) for naam, waarden in request.POST.lists() if naam not in NIET_MEE for waarde in waarden
    ]
    return Bevestigvraag(zin, velden, _terug(request))


def _zin(request: HttpRequest) -> str:
    for waarde in request.POST.getlist(VRAAG):
        knop, streep, zin = waarde.partition(BIJ_KNOP)
        if not streep:
            return waarde
        if knop in request.POST:
            return zin
    return ""


def _terug(request: HttpRequest) -> str:
    """The page of ours on which the button stood."""
    vorige = urlsplit(request.headers.get("Referer", ""))
    return vorige.path if vorige.netloc == request.get_host() and vorige.path.startswith("/") else "/"


class BevestigMiddleware:
    """Stops a POST that still must be confirmed, before its view; the checks of that view come after the answer."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord: HttpResponse = self.get_response(request)
        return antwoord

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        vraag = vraag_van(request)
        if vraag is None:
            return None
        return render(request, "swv/bevestigen.html", {"vraag": vraag, "antwoord": ANTWOORD})
