"""What to divide, and over whom: parse and check, never save."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from financien.enums import Regeling
from financien.forms.velden import Bedragveld, jaarveld
from swv.enums import Onderwijssoort


class VerdelingForm(forms.Form):
    jaar = jaarveld()
    omschrijving = forms.CharField(
        max_length=120, help_text="Bijvoorbeeld: Basisondersteuning 2026, eerste halfjaar."
    )
    regeling = forms.ChoiceField(
        label="Hoe wordt het verdeeld?",
        choices=Regeling.choices,
        widget=forms.RadioSelect,
        initial=Regeling.NAAR_RATO,
    )
    bedrag = Bedragveld(help_text="Het totaal, of het bedrag per leerling of per school.")
    onderwijssoorten = forms.MultipleChoiceField(
        label="Welke leerlingen tellen mee?", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, soorten: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(soort, Onderwijssoort(soort).label) for soort in soorten]
        self.fields["onderwijssoorten"].choices = keuzes  # type: ignore[attr-defined]

    def clean_bedrag(self) -> Decimal:
        bedrag: Decimal = self.cleaned_data["bedrag"]
        if not bedrag:
            raise forms.ValidationError("Vul een bedrag boven nul in.")
        return bedrag
