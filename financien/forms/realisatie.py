"""Input of an import of bookings and where they belong: parse and check, never save."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from financien.enums import Soort, Veld
from financien.models import Programma
from financien.realisatie.bedragen import Notatie
from swv.imports.tabel import MAX_BYTES
from swv.templatetags.opmaak import grootte

TELT_NIET_MEE = "-"


class RealisatieForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand van het administratiekantoor",
        help_text="CSV of Excel (.xlsx) met boekingen. De kolommen worden op naam herkend.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )
    notatie = forms.ChoiceField(
        label="Hoe staan de bedragen in het bestand?",
        required=False,
        choices=[
            ("", "Herken het zelf"),
            (Notatie.NEDERLANDS.value, "Nederlands: 1.234,56"),
            (Notatie.ENGELS.value, "Engels: 1,234.56"),
        ],
    )

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                f"Het bestand is te groot ({grootte(bestand.size)}). Hoogstens {grootte(MAX_BYTES)} kan."
            )
        return bestand


class ToewijzingForm(forms.Form):
    """Where a kostenplaats belongs."""

    kostenplaats = forms.CharField(max_length=20, required=False)
    grootboek = forms.CharField(
        label="Alleen voor grootboekrekening",
        max_length=20,
        required=False,
        help_text="Leeg: voor alle boekingen op deze kostenplaats.",
    )
    programma = forms.ChoiceField()
    soort = forms.ChoiceField(
        label="Baten of lasten",
        required=False,
        choices=[("", "Volgt uit de grootboekrekening"), *Soort.choices],
    )
    post_code = forms.CharField(label="Code van de post", max_length=12, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmas = Programma.objects.order_by("volgorde").values_list("code", "naam")
        self.fields["programma"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een programma"),
            *programmas,
            (TELT_NIET_MEE, "Telt niet mee (balansrekening)"),
        ]

    def clean(self) -> dict[str, Any]:
        waarden: dict[str, Any] = super().clean() or self.cleaned_data
        if not waarden.get("kostenplaats") and not waarden.get("grootboek"):
            self.add_error("kostenplaats", "Vul een kostenplaats of een grootboekrekening in.")
        return waarden

    def gegevens(self) -> dict[str, Any]:
        code = self.cleaned_data["programma"]
        programma = None if code == TELT_NIET_MEE else Programma.objects.get(code=code)
        return {**self.cleaned_data, "programma": programma}


class KolomnaamForm(forms.Form):
    naam = forms.RegexField(
        r"[0-9A-Za-z]",
        label="Titel van de kolom",
        max_length=60,
        help_text="Zoals op de eerste regel van het bestand.",
        error_messages={"invalid": "Een titel heeft ten minste een letter of cijfer."},
    )
    veld = forms.ChoiceField(label="Wat staat erin?", choices=Veld.choices)
