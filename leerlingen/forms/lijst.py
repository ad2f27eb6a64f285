"""The filters of the list of pupils: parse and check, never save."""

from typing import Any

from django import forms

from leerlingen.forms.velden import LEERJAARKEUZES, OUDST


class FilterForm(forms.Form):
    """What the list is narrowed to; a wrong value is left out, never an error page."""

    school = forms.CharField(required=False, max_length=6)
    gemeente = forms.CharField(required=False, max_length=60)
    leerjaar = forms.ChoiceField(required=False, choices=LEERJAARKEUZES)
    leeftijd_van = forms.IntegerField(required=False, min_value=0, max_value=OUDST)
    leeftijd_tot = forms.IntegerField(required=False, min_value=0, max_value=OUDST)

    @property
    def waarden(self) -> dict[str, Any]:
        """The valid values only."""
        self.full_clean()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde not in ("", None)}
