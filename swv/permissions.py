"""May this user do this: declared on every view, asked by every service.

Object scope is never decided here but by the `zichtbaar_voor` of each root model: what
lies outside it does not exist for this user (404); what lies inside it but may not be
done is refused with a reason (403).
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from swv import inzage
from swv.models import Gebruiker
from swv.rollen import PERMISSIES

View = Callable[..., HttpResponse]
M = TypeVar("M", bound=Model)

GEEN_RECHT = "Uw rol geeft geen toegang tot deze handeling."


class GeenToegang(Http404):
    """Outside the user's scope: for this user it does not exist."""


class NietToegestaan(PermissionDenied):
    """The user or the state does not allow it; `reden` is a Dutch sentence for the screen."""

    status = HTTPStatus.FORBIDDEN

    def __init__(self, reden: str = GEEN_RECHT) -> None:
        super().__init__(reden)
        self.reden = reden


class Zichtbaar(Protocol):
    def zichtbaar_voor(self, user: Gebruiker) -> "QuerySet[Any]": ...


def mag(user: Gebruiker, *permissies: str) -> bool:
    """Return whether one of the running roles of `user` holds one of `permissies`."""
    onbekend = set(permissies) - PERMISSIES
    if onbekend:
        raise ValueError(f"unknown permission: {', '.join(sorted(onbekend))}")
    return user.is_authenticated and not user.permissies.isdisjoint(permissies)


def eis(user: Gebruiker, *permissies: str) -> None:
    """Raise `NietToegestaan` unless `mag`."""
    if not mag(user, *permissies):
        raise NietToegestaan


def vereist(*permissies: str) -> Callable[[View], View]:
    """Declare which permission a view needs; one of several is enough."""
    onbekend = set(permissies) - PERMISSIES
    if onbekend or not permissies:
        raise ValueError(f"unknown permission: {', '.join(sorted(onbekend)) or 'none'}")

    def decorator(view: View) -> View:
        @wraps(view)
        def beschermd(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            eis(request.user, *permissies)  # type: ignore[arg-type]
            return view(request, *args, **kwargs)

        beschermd.permissies = frozenset(permissies)  # type: ignore[attr-defined]
        return beschermd

    return decorator


def openbaar(view: View) -> View:
    """Declare that a view needs no login; every use is listed in tests/test_rechten.py."""
    view.permissies = frozenset()  # type: ignore[attr-defined]
    view.login_required = False  # type: ignore[attr-defined]
    return view


def haal(rijen: Zichtbaar, request: HttpRequest, sleutel: UUID) -> Any:
    """Return the object with `sleutel` inside the user's scope and note the look; else 404.

    An object that belongs to a pupil carries `leerling`; the pupil itself carries `dossiernummer`.
    """
    obj = rijen.zichtbaar_voor(request.user).filter(sleutel=sleutel).first()  # type: ignore[arg-type]
    if obj is None:
        raise GeenToegang
    leerling = obj if hasattr(obj, "dossiernummer") else getattr(obj, "leerling", None)
    if leerling is not None:
        inzage.noteer(request, [leerling.sleutel])
    return obj
