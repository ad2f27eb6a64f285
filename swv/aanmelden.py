"""Logging in: who may have a session at all, and when a second factor is mandatory.

allauth does the work. Nobody registers: beheer makes every account (swv/gebruikers.py).
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from swv import berichten, tekstbehoud
from swv.inlogteksten import INLOGFOUTEN
from swv.klok import nu, vandaag
from swv.models import Gebruiker, Roltoekenning
from swv.tweedefactor import is_verplicht


class Aanmeldbackend(AuthenticationBackend):
    """Also asked on every request of a running session: who may no longer log in, is out at once."""

    def get_user(self, user_id: Any) -> Gebruiker | None:
        """The account with its running roles, in one query; someone without a role is read alone."""
        rollen = Roltoekenning.objects.actief(vandaag()).filter(gebruiker=user_id)
        toekenningen = list(rollen.select_related("gebruiker"))
        if not toekenningen:
            return super().get_user(user_id)
        user = toekenningen[0].gebruiker
        user.toekenningen = toekenningen
        return user if self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: Gebruiker) -> bool:  # type: ignore[override]
        """A demo account exists only where SWV_DEMO is on, whatever the database says."""
        return super().user_can_authenticate(user) and (settings.SWV_DEMO or not user.is_demo)


class Aanmeldadapter(DefaultAccountAdapter):
    """What differs from allauth: closed registration, own mails, and typed text that comes back."""

    error_messages = DefaultAccountAdapter.error_messages | INLOGFOUTEN

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "successfully signed in": the page that follows says enough."""

    def pre_login(self, request: HttpRequest, user: Gebruiker, **kwargs: Any) -> Any:  # type: ignore[override]
        """The password is right: refuse who may not exist here, else keep the text of the lost session."""
        if not Aanmeldbackend().user_can_authenticate(user):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        tekstbehoud.onthoud(request, user)
        return super().pre_login(request, user, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("verder") if tekstbehoud.heeft(request) else super().get_login_redirect_url(request)

    def send_password_reset_mail(self, user: Gebruiker, email: str, context: dict[str, Any]) -> None:  # type: ignore[override]
        berichten.stuur_wachtwoordlink(gebruiker=user, op=nu())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth sends nothing itself: every mail is a job with a link and no personal data."""


def moet_tweede_factor_instellen(user: Gebruiker) -> bool:
    """Whether `user` must enrol before anything else (swv/tweedefactor.py says for whom)."""
    return is_verplicht(user) and not is_mfa_enabled(user, [Authenticator.Type.TOTP])


def naam_bij_inlog(_request: HttpRequest | None, gegevens: dict[str, Any] | None) -> str | None:
    """Return under which name axes counts a failed login: one account, one count, by name or by mail."""
    gegevens = gegevens or {}
    opgegeven = gegevens.get("username") or gegevens.get("login") or gegevens.get("email")
    if not opgegeven:
        return None
    if "@" in opgegeven:
        bekend = Gebruiker.objects.filter(email__iexact=opgegeven).values_list("username", flat=True).first()
        opgegeven = bekend or opgegeven
    return str(opgegeven).lower()
