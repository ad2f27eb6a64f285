"""The words of allauth in our own tone: u, plain Dutch, and what to do now."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms

NIET_GELIJK = "De twee nieuwe wachtwoorden zijn niet gelijk. Vul twee keer hetzelfde in."
HOREN_NIET_BIJ_ELKAAR = (
    "Deze naam en dit wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw."
)

INLOGFOUTEN = {
    "account_inactive": "Dit account is gesloten. Vraag de beheerder om het weer te openen.",
    "email_password_mismatch": HOREN_NIET_BIJ_ELKAAR,
    "username_password_mismatch": HOREN_NIET_BIJ_ELKAAR,
    "invalid_login": HOREN_NIET_BIJ_ELKAAR,
    "enter_current_password": "Dit is niet uw huidige wachtwoord. Probeer het opnieuw.",
    "incorrect_password": "Dit wachtwoord klopt niet. Probeer het opnieuw.",
    "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe aan.",
    "too_many_login_attempts": "U hebt te vaak geprobeerd in te loggen. Wacht een kwartier en probeer het opnieuw.",
    "rate_limited": "Dat ging te snel achter elkaar. Wacht een minuut en probeer het opnieuw.",
}


class Codeadapter(DefaultMFAAdapter):
    """Second factor with our own sentences."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Wacht op de volgende code in uw app en vul die in.",
        "cannot_delete_authenticator": "U kunt dit nu niet uitzetten.",
        "cannot_generate_recovery_codes": "Stel eerst inloggen in twee stappen in.",
    }


class TweeKeer(forms.Form):
    """A new password that is typed twice."""

    def clean(self) -> Any:
        gegevens = super().clean()
        verschilt = self.data.get("password1") != self.data.get("password2")
        if verschilt and self.data.get("password2") and "password2" in self.errors:
            self.errors["password2"] = self.error_class(
                [NIET_GELIJK], renderer=self.renderer, field_id=self["password2"].auto_id
            )
        return gegevens


class Wijzigen(TweeKeer, ChangePasswordForm):
    """Changing a known password."""


class Instellen(TweeKeer, SetPasswordForm):
    """A first password."""


class Herstellen(TweeKeer, ResetPasswordKeyForm):
    """A new password after a link by mail."""
