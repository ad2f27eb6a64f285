"""What a directeur types about colleagues, and what an invited person types."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from swv.inlogteksten import NIET_GELIJK
from swv.models import Gebruiker
from swv.models.toegang import ROLKEUZES


class UitnodigenForm(forms.Form):
    """Whom, and as what; the name is typed by the person himself."""

    email = forms.EmailField(
        label="E-mailadres van uw collega",
        max_length=254,
        help_text="Hier komt de link om een account te maken. Gebruik een adres van de school.",
        error_messages={
            "required": "Vul het e-mailadres van uw collega in.",
            "invalid": "Dit is geen e-mailadres. Controleer of er een @ en een punt in staan.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    rol = forms.ChoiceField(
        label="Wat uw collega doet",
        choices=ROLKEUZES,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat uw collega doet."},
    )


class AccountMakenForm(forms.Form):
    """What a new person fills in after opening the link."""

    naam = forms.CharField(
        label="Uw naam",
        max_length=120,
        help_text="Zo ziet uw school en het samenwerkingsverband u.",
        error_messages={"required": "Vul uw naam in."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    functie = forms.CharField(label="Uw functie", max_length=80, required=False)
    password1 = forms.CharField(
        label="Kies een wachtwoord",
        strip=False,
        help_text="Ten minste 12 tekens. Een zin met een paar woorden is makkelijk te onthouden.",
        error_messages={"required": "Kies een wachtwoord."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Hetzelfde wachtwoord, nog een keer",
        strip=False,
        error_messages={"required": "Vul het wachtwoord nog een keer in."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        eerste, tweede = gegevens.get("password1"), gegevens.get("password2")
        if eerste and tweede and eerste != tweede:
            self.add_error("password2", NIET_GELIJK)
        elif eerste:
            wie = Gebruiker(email=self._email, naam=gegevens.get("naam", ""))
            try:
                validate_password(eerste, wie)
            except forms.ValidationError as fout:
                self.add_error("password1", fout)
        return gegevens
