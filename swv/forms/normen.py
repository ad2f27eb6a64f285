"""What a person types about norms."""

from datetime import date
from typing import Any

from django import forms

from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import dagkiezer
from swv.models import Norm


class NormenOpForm(forms.Form):
    """On which day the norms must hold; an empty or unreadable day is today."""

    op = forms.DateField(
        label="Normen die gelden op",
        required=False,
        widget=dagkiezer(),
    )

    def dag(self, vandaag: date) -> date:
        return self.cleaned_data.get("op") or vandaag if self.is_valid() else vandaag


class NormWijzigenForm(BsnWaarschuwingMixin, forms.Form):
    """The next version of one norm; `gezien` is the version that was on the screen."""

    waarde = forms.DecimalField(
        label="Nieuwe waarde",
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        error_messages={"required": "Vul de nieuwe waarde in."},
    )
    geldig_vanaf = forms.DateField(
        label="Geldt vanaf",
        help_text="Vandaag of later. De huidige waarde geldt tot en met de dag ervoor.",
        widget=dagkiezer(),
        error_messages={"required": "Vul in vanaf welke dag de nieuwe waarde geldt."},
    )
    bron = forms.CharField(
        label="Bron",
        max_length=250,
        help_text="Het document en het onderdeel waarin de nieuwe waarde staat.",
        error_messages={"required": "Vul in waar de nieuwe waarde staat."},
    )
    reden = forms.CharField(
        label="Waarom wijzigt de norm?",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie de norm later bekijkt, leest deze uitleg. Schrijf geen namen van leerlingen.",
        error_messages={"required": "Schrijf waarom de norm wijzigt."},
    )
    gezien = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, norm: Norm, **kwargs: Any) -> None:
        kwargs["initial"] = {"bron": norm.bron, "gezien": norm.sleutel}
        super().__init__(*args, **kwargs)
        self.fields[
            "waarde"
        ].help_text = f"Laatste versie: {norm.waarde_tekst}. De eenheid blijft: {norm.eenheid}."
