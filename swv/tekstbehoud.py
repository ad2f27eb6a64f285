"""What someone typed survives a lost session (missie.md 2, "Lost work").

A POST that arrives without a session gets the login page with the posted fields packed in one hidden
field: encrypted, so that the next person at this computer cannot read them, and bound to the user of the
lost session. After login by that same user they come back in a form that posts to the old address.
Nothing is stored for who is not logged in. Files do not travel along.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from swv.models import Gebruiker

VELD = "bewaard"
MAX_TEKENS = 300_000
WIE = "__Host-wie" if settings.HTTPS else "wie"
GEHEIM = ("password", "wachtwoord", "csrf", "code")
_ondertekenaar = Signer(salt="swv.tekstbehoud")


@dataclass(frozen=True)
class Bewaard:
    """A posted form: where it went and every field in order."""

    pad: str
    velden: list[tuple[str, str]]
    bestanden: bool = False

    def teksten(self) -> Iterator[str]:
        """What a person would be sorry to lose, for reading back."""
        return (waarde for _naam, waarde in self.velden if " " in waarde.strip())


def van_verzoek(request: HttpRequest) -> Bewaard:
    """Return what `request` posted, without secrets and without files."""
    velden = [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        if not any(deel in naam.lower() for deel in GEHEIM)
        for waarde in waarden
    ]
    return Bewaard(request.get_full_path(), velden, bool(request.FILES))


def pak_in(request: HttpRequest) -> str:
    """Return the posted fields as one sealed word, or nothing when it is unknown whose they are."""
    wie = _wie(request)
    bewaard = van_verzoek(request)
    inhoud = json.dumps([wie, bewaard.pad, bewaard.velden, bewaard.bestanden])
    if not wie or not bewaard.velden or len(inhoud) > MAX_TEKENS:
        return ""
    return _sleutelbos().encrypt(inhoud.encode()).decode()


def pak_uit(zegel: str, user: Gebruiker) -> Bewaard | None:
    """Open what `pak_in` made; nothing when it is broken, too old or of another user."""
    try:
        inhoud = _sleutelbos().decrypt(zegel.encode(), ttl=settings.SESSIE_MAX_SECONDEN)
    except InvalidToken:
        return None
    wie, pad, velden, bestanden = json.loads(inhoud)
    if wie != str(user.sleutel):
        return None
    return Bewaard(pad, [(naam, waarde) for naam, waarde in velden], bestanden)


def onthoud(request: HttpRequest, user: Gebruiker) -> None:
    """The password of `user` was right: keep the sealed text in the session until the login is complete."""
    zegel = request.POST.get(VELD, "")
    if zegel and pak_uit(zegel, user):
        request.session[VELD] = zegel


def heeft(request: HttpRequest) -> bool:
    """Whether text waits to be sent again."""
    return VELD in request.session or bool(request.POST.get(VELD))


def van_sessie(request: HttpRequest) -> Bewaard | None:
    """Return the text that waits for the logged-in user."""
    zegel = request.session.get(VELD, "")
    return pak_uit(zegel, request.user) if zegel else None  # type: ignore[arg-type]


def vergeet(request: HttpRequest) -> None:
    request.session.pop(VELD, None)


def merk(request: HttpRequest, response: HttpResponse) -> None:
    """Leave a signed mark of who works in this browser, so that text finds back its owner."""
    waarde = _ondertekenaar.sign(str(request.user.sleutel))  # type: ignore[union-attr]
    if request.COOKIES.get(WIE) != waarde:
        response.set_cookie(WIE, waarde, secure=settings.HTTPS, httponly=True, samesite="Lax")


def _wie(request: HttpRequest) -> str:
    try:
        return _ondertekenaar.unsign(request.COOKIES.get(WIE, ""))
    except BadSignature:
        return ""


def _sleutelbos() -> Fernet:
    sleutel: Any = salted_hmac("swv.tekstbehoud", "fernet", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(sleutel))
