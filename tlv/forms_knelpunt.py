"""Input of the pages about a knelpunt and a volverklaring."""

from typing import Any

from django import forms

from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import datumveld
from swv.models import School
from tlv.forms import tekstveld
from tlv.forms_plaatsing import SchoolKeuze


class KnelpuntForm(BsnBevestigForm):
    """Since when there is a knelpunt, and what it is."""

    gemeld_per = datumveld("Gemeld op")
    omschrijving = tekstveld("Wat is er aan de hand?", regels=5)


class StapForm(BsnBevestigForm):
    """What one step brought."""

    gedaan_per = datumveld("Gedaan op")
    verslag = tekstveld("Wat leverde deze stap op?", regels=5)


class OplossingForm(BsnBevestigForm):
    """How it ended."""

    oplossing = tekstveld("Hoe is het knelpunt opgelost?", regels=4)


class VolForm(forms.Form):
    """Which group of which school is full, and from when to when."""

    school = SchoolKeuze(label="Welke school?", queryset=School.objects.none(), empty_label="Kies een school")
    groep = forms.CharField(
        label="Welke groep of afdeling?", max_length=80, help_text="Geen naam van een leerling."
    )
    vanaf = datumveld("Vol vanaf")
    tot_en_met = datumveld("Vol tot en met", required=False, help_text="Leeg: nog niet bekend.")
    reden = tekstveld("Waarom is er geen plek?", regels=3)

    def __init__(self, *args: Any, scholen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = scholen  # type: ignore[attr-defined]


class VolOordeelForm(forms.Form):
    """Whether the SWV accepts it."""

    geaccepteerd = forms.TypedChoiceField(
        label="Accepteert u deze volverklaring?",
        choices=[("nee", "Nee, de school blijft plaatsen"), ("ja", "Ja, voor deze periode")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
    )
    reactie = tekstveld("Reactie aan de school", regels=3)
