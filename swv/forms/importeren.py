"""Uploading a file to import."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from swv.enums import Onderwijssoort
from swv.forms.velden import dagkiezer
from swv.klok import vandaag
from swv.templatetags.opmaak import grootte

MAX_BYTES = 50 * 1024 * 1024


class SchoolbestandForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand van DUO",
        help_text="Een CSV-bestand met schoolvestigingen. De kolommen worden op naam herkend.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )
    peildatum = forms.DateField(
        label="Stand van (peildatum)",
        required=False,
        help_text="Leeg: de datum uit de naam van het bestand, zoals scholen-2024-11.csv.",
        widget=dagkiezer(),
    )
    onderwijssoort = forms.ChoiceField(
        label="Onderwijssoort",
        required=False,
        help_text="Alleen nodig als het bestand geen kolom met het onderwijstype heeft.",
        choices=[("", "Staat in het bestand"), *Onderwijssoort.choices],
    )

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                f"Het bestand is te groot ({grootte(bestand.size)}). Hoogstens {grootte(MAX_BYTES)} kan."
            )
        return bestand

    def clean_peildatum(self) -> Any:
        dag = self.cleaned_data["peildatum"]
        if dag and dag > vandaag():
            raise forms.ValidationError("De peildatum ligt in de toekomst.")
        return dag
