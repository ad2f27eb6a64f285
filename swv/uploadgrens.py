"""A request that is too large is answered before anyone parses it or writes it to disk (eisen.md S12).

The body is read and thrown away first: a browser that is still sending would show a broken connection
instead of the sentence.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from swv.templatetags.opmaak import grootte

BLOK = 1024 * 1024
HOOGSTENS_WEG = 1024 * BLOK


class UploadgrensMiddleware:
    """Must come before everything that asks for `request.POST`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lengte = request.META.get("CONTENT_LENGTH") or "0"
        if lengte.isdecimal() and int(lengte) > settings.UPLOAD_MAX_VERZOEK:
            return _te_groot(request)
        return self.get_response(request)


def _te_groot(request: HttpRequest) -> HttpResponse:
    weg = 0
    while weg < HOOGSTENS_WEG and (blok := request.read(BLOK)):
        weg += len(blok)
    return render(request, "413.html", {"hoogstens": grootte(settings.UPLOAD_MAX_VERZOEK)}, status=413)
