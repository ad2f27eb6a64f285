"""What a person types about schools."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import dagkiezer
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.scholen.beheer import mogelijke_contacten
from swv.scholen.selectors import DELEN, EIGEN, Filter


class FilterForm(forms.Form):
    """The filters of the list; what is unreadable is left out."""

    deel = forms.ChoiceField(choices=list(DELEN.items()), required=False)
    q = forms.CharField(max_length=80, required=False)
    soort = forms.CharField(max_length=8, required=False)
    gemeente = forms.CharField(max_length=60, required=False)

    @property
    def filter(self) -> Filter:
        self.full_clean()
        gegevens = self.cleaned_data
        return Filter(
            deel=gegevens.get("deel") or EIGEN,
            zoek=gegevens.get("q", ""),
            soort=gegevens.get("soort", ""),
            gemeente=gegevens.get("gemeente", ""),
        )


class GebruikerKeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam}, {obj.functie}" if obj.functie else str(obj.naam)


class VastContactForm(forms.Form):
    contact = GebruikerKeuze(
        label="Vast contact bij het samenwerkingsverband",
        queryset=Gebruiker.objects.none(),
        required=False,
        empty_label="Nog niemand",
        help_text="Deze medewerker is het eerste aanspreekpunt voor de school.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = mogelijke_contacten(vandaag())  # type: ignore[attr-defined]


class ContactpersoonForm(BsnWaarschuwingMixin, forms.Form):
    naam = forms.CharField(
        label="Naam", max_length=120, error_messages={"required": "Vul de naam van de contactpersoon in."}
    )
    functie = forms.CharField(
        label="Functie",
        max_length=80,
        help_text="Bijvoorbeeld: ondersteuningscoördinator, directeur.",
        error_messages={"required": "Vul de functie in."},
    )
    email = forms.EmailField(label="E-mailadres", required=False)
    telefoon = forms.CharField(
        label="Telefoonnummer",
        max_length=20,
        required=False,
        validators=[
            RegexValidator(
                r"^[0-9+() -]{6,20}$", "Schrijf het nummer met cijfers, bijvoorbeeld 050 123 45 67."
            )
        ],
    )
    geldig_vanaf = forms.DateField(
        label="Contactpersoon vanaf",
        widget=dagkiezer(),
        error_messages={"required": "Vul in vanaf welke dag."},
    )
