"""The name of a view and whether colleagues see it."""

from django import forms


class WeergaveForm(forms.Form):
    naam = forms.CharField(
        label="Naam van de weergave",
        max_length=60,
        help_text="Bijvoorbeeld: VSO deze week. Schrijf geen naam van een leerling.",
        error_messages={"required": "Geef de weergave een naam."},
    )
    gedeeld = forms.BooleanField(label="Collega's van het samenwerkingsverband zien haar ook", required=False)


class VraagForm(forms.Form):
    """The filters that are on the page, as they stand in its address."""

    vraag = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class NieuweWeergaveForm(VraagForm, WeergaveForm):
    """A first name for the filters on the page."""


class SterForm(forms.Form):
    aan = forms.ChoiceField(choices=[("1", "aan"), ("0", "uit")])
