"""Guards around every request."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from swv import inzage
from swv.permissions import NietToegestaan
from swv.toegang import is_vrijgesteld

Antwoord = Callable[[HttpRequest], HttpResponse]
LEZEN = frozenset({"GET", "HEAD", "OPTIONS"})
# Tables that a read may touch: the session itself and the login machinery.
MAG_BIJ_LEZEN = ("django_session", "usersessions_usersession", "axes_")
SCHRIJVEND = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "MERGE", "COPY")


class SessiegrensMiddleware:
    """Ends a session after too long a silence or too long a day (ASVS 7.3.1, 7.3.2)."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._verlopen(request):
            logout(request)
            return redirect(f"{settings.LOGIN_PATH}?verlopen=1&next={request.path}")
        return self.get_response(request)

    def _verlopen(self, request: HttpRequest) -> bool:
        nu = int(time.time())
        begonnen = request.session.setdefault("begonnen", nu)
        laatst = request.session.setdefault("laatst", nu)
        if nu - begonnen > settings.SESSIE_MAX_SECONDEN or nu - laatst > settings.SESSIE_STIL_SECONDEN:
            return True
        if nu - laatst > 60:
            request.session["laatst"] = nu
        return False


class NietBewarenMiddleware:
    """No browser or proxy keeps a page of a logged-in user."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
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


class InzageMiddleware:
    """Writes who looked at which child after the response is built."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400:
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
    opdracht = str(sql).lstrip().upper()
    if opdracht.startswith(SCHRIJVEND) and not any(tabel in str(sql) for tabel in MAG_BIJ_LEZEN):
        raise SchrijvenBijLezen(opdracht.split()[0])
    return execute(sql, params, many, context)
