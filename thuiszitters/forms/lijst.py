"""Offering a list, saying which column is what, and deciding about one row."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import Verledenveld
from swv.imports.tabel import MAX_BYTES
from swv.klok import vandaag
from swv.models import School
from swv.scholen.keuze import bied_scholen
from swv.templatetags.opmaak import grootte
from thuiszitters.enums import Categorie, Lijstbron, Lijstveld
from thuiszitters.forms.traject import KIES
from thuiszitters.forms.velden import tekstvak

GEEN_KOLOM = ("", "Staat er niet in")


class LijstForm(forms.Form):
    """A file, whose it is, and which part of the register it is about."""

    bestand = forms.FileField(
        label="De lijst",
        help_text="CSV of Excel (.xlsx), met namen en geboortedatums. Een kolom met BSN gooien wij weg.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )
    bron = forms.ChoiceField(
        label="Van wie is de lijst?", choices=Lijstbron.choices, widget=forms.RadioSelect
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="School",
        required=False,
        to_field_name="vestigingscode",
        empty_label="Kies een school",
        help_text="Bij een lijst van een school.",
    )
    gemeente = forms.ChoiceField(label="Gemeente", required=False, help_text="Bij een lijst van leerplicht.")

    def __init__(self, *args: Any, gemeenten: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school: Any = self.fields["school"]
        bied_scholen(school, School.objects.van_swv().open())
        gemeente: Any = self.fields["gemeente"]
        gemeente.choices = [("", "Kies een gemeente"), *((naam, naam) for naam in gemeenten)]

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                f"Het bestand is te groot ({grootte(bestand.size)}). Hoogstens {grootte(MAX_BYTES)} kan."
            )
        return bestand

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        bron = gegevens.get("bron")
        if bron == Lijstbron.SCHOOL and not gegevens.get("school"):
            self.add_error("school", "Kies van welke school de lijst is.")
        if bron == Lijstbron.LEERPLICHT and not gegevens.get("gemeente"):
            self.add_error("gemeente", "Kies van welke gemeente de lijst is.")
        return gegevens

    @property
    def bereik(self) -> dict[str, Any]:
        """Whose list it is, as the service takes it; only what belongs to the source."""
        bron = self.cleaned_data["bron"]
        van_school = bron == Lijstbron.SCHOOL
        return {
            "bron": bron,
            "school": self.cleaned_data["school"] if van_school else None,
            "gemeente": "" if van_school else self.cleaned_data["gemeente"],
        }


class KolommenForm(forms.Form):
    """For each thing that a list can say: which column of this file it is."""

    def __init__(self, *args: Any, kop: list[str], keuze: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in Lijstveld:
            self.fields[veld.value] = forms.ChoiceField(
                label=veld.label,
                required=False,
                choices=[GEEN_KOLOM, *((titel, titel) for titel in kop)],
                initial=keuze.get(veld.value, ""),
            )

    @property
    def keuze(self) -> dict[str, str]:
        return {veld: self.cleaned_data[veld] for veld in Lijstveld.values if self.cleaned_data[veld]}


class RegelMeldenForm(forms.Form):
    """What a report of this row says; about whom is a question only when someone was found."""

    wie = forms.ChoiceField(label="Om welke leerling gaat het?", widget=forms.RadioSelect)
    geboortedatum = Verledenveld(label="Geboortedatum van de leerling")
    categorie = forms.ChoiceField(label="Soort verzuim", choices=[KIES, *Categorie.choices])
    eerste_verzuimdag = Verledenveld(label="Eerste verzuimdag", initial=vandaag)

    def __init__(self, *args: Any, regel: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categorie"].initial = regel.categorie
        if regel.eerste_verzuimdag:
            self.fields["eerste_verzuimdag"].initial = regel.eerste_verzuimdag
        if regel.leerling is None:
            del self.fields["wie"]
        else:
            wie: Any = self.fields["wie"]
            wie.choices = [
                ("bekend", f"{regel.leerling.naam}, al bij ons bekend"),
                ("nieuw", "Een nieuwe leerling"),
            ]
        if regel.geboortedatum is not None:
            del self.fields["geboortedatum"]

    @property
    def opdracht(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        return {
            "nieuwe_leerling": gegevens.get("wie", "nieuw") == "nieuw",
            "categorie": gegevens["categorie"],
            "eerste_verzuimdag": gegevens["eerste_verzuimdag"],
            "geboortedatum": gegevens.get("geboortedatum"),
        }


class RegelKoppelenForm(forms.Form):
    """Which running traject it is, by its number."""

    kenmerk = forms.CharField(
        label="Nummer van het traject",
        max_length=20,
        help_text="Bijvoorbeeld 2627-0031. U vindt het in het register.",
    )


class RegelToelichtingForm(BsnWaarschuwingMixin, forms.Form):
    toelichting = tekstvak(label="Waarom?")

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["toelichting"].help_text = hint
