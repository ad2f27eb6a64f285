"""What a person types about reports."""

from collections.abc import Iterable
from typing import Any

from django import forms

from swv.bsn import BsnWaarschuwingMixin
from swv.kwartaal import Kwartaal, KwartaalFout
from swv.models import Rapportagetekst
from swv.rapportages import Rapportagesoort


class RapportageForm(forms.Form):
    """Which report of which quarter."""

    soort = forms.ChoiceField(label="Rapport", error_messages={"required": "Kies een rapport."})
    kwartaal = forms.ChoiceField(label="Kwartaal", error_messages={"required": "Kies een kwartaal."})

    def __init__(
        self, *args: Any, soorten: Iterable[Rapportagesoort], kwartalen: Iterable[Kwartaal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [(soort.code, soort.naam) for soort in soorten]  # type: ignore[attr-defined]
        keuzes = [(str(kwartaal), kwartaal.naam) for kwartaal in kwartalen]
        self.fields["kwartaal"].choices = keuzes  # type: ignore[attr-defined]

    def clean_kwartaal(self) -> Kwartaal:
        try:
            return Kwartaal.lees(self.cleaned_data["kwartaal"])
        except KwartaalFout as fout:
            raise forms.ValidationError(str(fout)) from fout


class RapportagetekstForm(BsnWaarschuwingMixin, forms.Form):
    """One narrative text; `gezien` is the version that was on the screen."""

    tekst = forms.CharField(
        label="Tekst",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Een lege regel begint een nieuwe alinea. Schrijf geen namen van leerlingen.",
        error_messages={
            "max_length": "De tekst is te lang: hoogstens %(limit_value)d tekens, nu %(show_value)d."
        },
    )
    gezien = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @classmethod
    def van(cls, tekst: Rapportagetekst) -> "RapportagetekstForm":
        return cls(initial={"tekst": tekst.tekst, "gezien": tekst.versie})

    def toon_versie(self, versie: int) -> None:
        """Keep what was typed, and let the next save answer to the version that is now on the screen."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["gezien"] = str(versie)  # type: ignore[index]
