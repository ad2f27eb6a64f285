"""Logging in and getting lost text back; the other account pages are allauth's own."""

import copy
from typing import Any

from allauth.account.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from swv import tekstbehoud
from swv.permissions import openbaar, vereist


class Inlogscherm(LoginView):
    """allauth's login page, which also carries the sealed text of a lost session."""

    bewaard = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bewaard = self.bewaard or self.request.POST.get(tekstbehoud.VELD, "")
        return super().get_context_data(**kwargs) | {"bewaard": bewaard}


inloggen = openbaar(Inlogscherm.as_view())


def inloggen_met_tekst(request: HttpRequest) -> HttpResponse:
    """Answer a POST without a session: the login page, in place, with what was typed sealed inside.

    A script that saves in the background gets a bare 401 and keeps the text on its own page.
    """
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=401)
    lezen = copy.copy(request)
    lezen.method, lezen.POST = "GET", QueryDict()  # type: ignore[misc]
    response = Inlogscherm.as_view(bewaard=tekstbehoud.pak_in(request))(lezen)
    if request.htmx:  # type: ignore[attr-defined]
        return reswap(retarget(response.render(), "body"), "innerHTML")  # type: ignore[attr-defined]
    response.status_code = 401
    return response


@vereist("start.inzien")
def verder(request: HttpRequest) -> HttpResponse:
    """Show what was typed before the session got lost, ready to be sent again."""
    bewaard = tekstbehoud.van_sessie(request)
    if bewaard is None:
        return redirect("start")
    return render(request, "swv/verder.html", {"bewaard": bewaard})


@require_POST
@vereist("start.inzien")
def niet_verder(request: HttpRequest) -> HttpResponse:
    """Throw the kept text away."""
    tekstbehoud.vergeet(request)
    return redirect("start")


@openbaar
def gesloten(_request: HttpRequest) -> HttpResponse:
    """Nobody registers; allauth wants the name of the page to exist."""
    raise Http404
