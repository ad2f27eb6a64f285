"""Input of the pages after the decision: parse and check, never save."""

from typing import Any

from django import forms

from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import datumveld
from swv.models import School
from tlv.enums import NietGeplaatst, Uitstroom
from tlv.forms import tekstveld


class SchoolKeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam}, {obj.plaats}" if obj.plaats else str(obj.naam)


class OphaalForm(forms.Form):
    """The number and the birth date as they stand on the decision."""

    school = SchoolKeuze(label="Voor welke school?", queryset=School.objects.none(), empty_label=None)
    nummer = forms.CharField(
        label="Nummer van de TLV",
        max_length=24,
        help_text="Staat op het besluit, bijvoorbeeld VO2001-2627-00042.",
    )
    geboortedatum = datumveld("Geboortedatum van de leerling")

    def __init__(self, *args: Any, scholen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["school"]
        veld.queryset = scholen  # type: ignore[attr-defined]
        if len(scholen) == 1:
            veld.widget = forms.HiddenInput()
            self.initial["school"] = scholen[0].pk


class PlaatsenForm(forms.Form):
    """From which day the pupil has a place."""

    plaatsingsdatum = datumveld("Geplaatst vanaf")


class NietPlaatsenForm(BsnBevestigForm):
    """Why the school does not place this pupil."""

    reden = forms.ChoiceField(label="Waarom niet?", choices=NietGeplaatst.choices, widget=forms.RadioSelect)
    toelichting = tekstveld("Toelichting voor het samenwerkingsverband", regels=4)


class PlaatsingEindeForm(BsnBevestigForm):
    """How and when the stay ended."""

    beeindigd_per = datumveld("Laatste dag op deze school")
    uitstroom = forms.ChoiceField(
        label="Hoe gaat de leerling verder?", choices=Uitstroom.choices, widget=forms.RadioSelect
    )
    naar_school = SchoolKeuze(
        label="Naar welke school?",
        queryset=School.objects.none(),
        required=False,
        empty_label="Kies een school",
        help_text="Niet nodig bij het einde van de schooltijd.",
    )
    toelichting = tekstveld("Warme overdracht: wat is er afgesproken?", regels=4, required=False)

    def __init__(self, *args: Any, scholen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar_school"].queryset = scholen  # type: ignore[attr-defined]
