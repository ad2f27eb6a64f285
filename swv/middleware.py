"""Guards around every request."""

import re
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from django_structlog.middlewares import RequestMiddleware

from swv import inzage, tekstbehoud
from swv.aanmelden import moet_tweede_factor_instellen
from swv.inrichting import een_verzoek, eis_module
from swv.permissions import NietToegestaan
from swv.toegang import is_vrijgesteld
from swv.views.account import inloggen_met_tekst

Antwoord = Callable[[HttpRequest], HttpResponse]
LEZEN = frozenset({"GET", "HEAD", "OPTIONS"})
# Tables that a read may touch: the session itself and the login machinery.
MAG_BIJ_LEZEN = ("django_session", "usersessions_usersession", "mfa_authenticator", "axes_")
SCHRIJVEND = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|MERGE|COPY)\b", re.IGNORECASE)
SCHRIJVEND_IN_WITH = re.compile(
    r"\s*WITH\b.*\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO)\b", re.IGNORECASE | re.DOTALL
)
# Whoever has the word in such a path, has what it opens: it stays out of the log.
GEHEIM_IN_PAD = re.compile(r"^(/account/(?:uitnodiging|herstel|wachtwoord/nieuw)/|/agenda/)[^/]+")
# Where someone without a second factor may still go: to make one, and out.
ZONDER_TWEEDE_FACTOR = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate", "gezond"})


class LogMiddleware(RequestMiddleware):
    """A line per request without its query string (a search term is a name) and without the word of a link."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        pad = GEHEIM_IN_PAD.sub(r"\1…", request.path)
        return f"{request.method} {pad}"


class SessiegrensMiddleware:
    """Ends a session after too long a silence or too long a day (ASVS 7.3.1, 7.3.2)."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._verlopen(request):
            logout(request)
            request.verlopen = True  # type: ignore[attr-defined]
        was_ingelogd = request.user.is_authenticated
        response = self.get_response(request)
        if request.user.is_authenticated:
            tekstbehoud.merk(request, response)
        elif was_ingelogd:
            response["Clear-Site-Data"] = '"cache", "storage"'  # logged out (ASVS 14.3.1)
        return response

    def _verlopen(self, request: HttpRequest) -> bool:
        nu = int(time.time())
        begonnen = request.session.setdefault("begonnen", nu)
        laatst = request.session.setdefault("laatst", nu)
        if nu - begonnen > settings.SESSIE_MAX_SECONDEN or nu - laatst > settings.SESSIE_STIL_SECONDEN:
            return True
        if nu - laatst > 60:
            request.session["laatst"] = nu
        return False


class AanmeldenVerplichtMiddleware(LoginRequiredMiddleware):
    """Every page needs a login unless its view says otherwise; a lost session keeps what was typed."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        if request.method == "POST":
            return inloggen_met_tekst(request)
        htmx = getattr(request, "htmx", None)
        verder = (htmx.current_url_abs_path if htmx else None) or request.get_full_path()
        vraag = {"next": verder} | ({"verlopen": 1} if hasattr(request, "verlopen") else {})
        adres = f"{reverse('account_login')}?{urlencode(vraag)}"
        return HttpResponseClientRedirect(adres) if htmx else redirect(adres)


class TweedeFactorMiddleware:
    """Who must have a second factor makes it before anything else (eisen.md S16).

    The session remembers that someone has one (True), or with which roles none was needed.
    """

    KENMERK = "tweede_factor"

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        naam = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated or naam in ZONDER_TWEEDE_FACTOR:
            return None
        if naam.startswith("mfa_"):
            request.session.pop(self.KENMERK, None)  # it may be gone after this page
            return None
        gezien, rollen = request.session.get(self.KENMERK), " ".join(sorted(request.user.rollen))
        if gezien is True or (gezien == rollen and not request.user.is_medewerker):
            return None
        if moet_tweede_factor_instellen(request.user):
            return redirect("mfa_activate_totp")
        request.session[self.KENMERK] = request.user.is_medewerker or rollen
        return None


class NietBewarenMiddleware:
    """No browser or proxy keeps a page: not of a logged-in user, not with a link to set a password."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response


class ToegangMiddleware:
    """Refuses to run a view that has not declared who may use it."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        if getattr(view, "permissies", None) is None and not is_vrijgesteld(view):
            raise NietToegestaan("Deze pagina heeft nog geen toegangsregel en is daarom dicht.")


class ModuleMiddleware:
    """The pages of a module that this SWV does not use do not exist; `{"module": …}` stands beside the include."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with een_verzoek():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        eis_module(kwargs.pop("module", ""))


class MethodeMiddleware:
    """An address that only takes what a button sends has a page of its own when someone opens it."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        pagina = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        pagina["Allow"] = response["Allow"]
        return pagina


class InzageMiddleware:
    """Writes who looked at which child after the response is built; when that fails, nobody sees it."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or response.status_code == 422:
            inzage.schrijf(request)
        return response


class SchrijvenBijLezen(RuntimeError):
    """A GET tried to change data."""


class AlleenLezenMiddleware:
    """A GET cannot write."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in LEZEN:
            return self.get_response(request)
        with connection.execute_wrapper(_weiger_schrijven):
            return self.get_response(request)


def _weiger_schrijven(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    tekst = str(sql)
    schrijft = SCHRIJVEND.match(tekst) or SCHRIJVEND_IN_WITH.match(tekst)
    if schrijft and not any(tabel in tekst for tabel in MAG_BIJ_LEZEN):
        raise SchrijvenBijLezen(schrijft.group(1))
    return execute(sql, params, many, context)
