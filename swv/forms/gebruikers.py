"""What beheer types about accounts and roles."""

from typing import Any

from django import forms

from swv.models import Gebruiker, Roltoekenning, School, Schoolbestuur
from swv.rollen import EIST_BESTUUR, EIST_SCHOOL, ROLLEN


class GebruikerForm(forms.ModelForm):
    """A new account; who it is, never what it may do."""

    class Meta:
        model = Gebruiker
        fields = ("naam", "functie", "email", "username")
        labels = {"username": "Gebruikersnaam"}
        help_texts = {
            "username": "Letters en cijfers, zonder spaties. Inloggen kan ook met het e-mailadres.",
            "email": "Hier komt de link om een wachtwoord te kiezen.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if Gebruiker.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("Deze gebruikersnaam is al in gebruik. Kies een andere.")
        return username

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if Gebruiker.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Er is al een account met dit e-mailadres.")
        return email


class RolForm(forms.ModelForm):
    """A role, and for which school or bestuur."""

    school = forms.ModelChoiceField(
        School.objects.none(), required=False, label="School", help_text="Alleen bij een rol op een school."
    )
    bestuur = forms.ModelChoiceField(
        Schoolbestuur.objects.none(),
        required=False,
        label="Schoolbestuur",
        help_text="Alleen bij de rol Schoolbestuur.",
    )

    class Meta:
        model = Roltoekenning
        fields = ("rol", "school", "bestuur", "geldig_vanaf", "geldig_tot_en_met")
        labels = {"geldig_vanaf": "Vanaf", "geldig_tot_en_met": "Tot en met"}
        help_texts = {"geldig_tot_en_met": "Leeg laten als er geen einddatum is."}
        widgets = {
            veld: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for veld in ("geldig_vanaf", "geldig_tot_en_met")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rollen = [(rol.code, rol.naam) for rol in ROLLEN.values()]
        self.fields["rol"].choices = [("", "Kies een rol"), *rollen]  # type: ignore[attr-defined]
        scholen = School.objects.van_swv().open()
        self.fields["school"].queryset = scholen.order_by("naam", "id")  # type: ignore[attr-defined]
        besturen = Schoolbestuur.objects.filter(pk__in=scholen.values("bestuur"))
        self.fields["bestuur"].queryset = besturen.order_by("naam", "id")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        rol = gegevens.get("rol")
        for veld, eist in (("school", EIST_SCHOOL), ("bestuur", EIST_BESTUUR)):
            if rol in eist and not gegevens.get(veld) and veld not in self.errors:
                self.add_error(veld, "Kies voor wie deze rol geldt.")
            elif rol not in eist and gegevens.get(veld):
                self.add_error(veld, "Bij deze rol hoort dit niet. Maak het leeg.")
        vanaf, tot = gegevens.get("geldig_vanaf"), gegevens.get("geldig_tot_en_met")
        if vanaf and tot and tot < vanaf:
            self.add_error("geldig_tot_en_met", "De einddatum ligt voor de begindatum.")
        return gegevens
