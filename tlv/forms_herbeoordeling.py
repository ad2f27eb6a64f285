"""Input of the pages about TLV's that end."""

from typing import Any

from django import forms

from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import datumveld
from swv.models import School
from tlv.forms import tekstveld
from tlv.forms_plaatsing import SchoolKeuze


class UitnodigenForm(forms.Form):
    """Which TLV's the SWV invites schools for; `gekozen` are their keys."""

    gekozen = forms.MultipleChoiceField(
        label="TLV's", error_messages={"required": "Kruis ten minste één TLV aan."}
    )

    def __init__(self, *args: Any, sleutels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gekozen"].choices = [(s, s) for s in sleutels]  # type: ignore[attr-defined]


class VervolgForm(BsnBevestigForm):
    """Which regular school is meant, and what was agreed with it."""

    beoogde_school = SchoolKeuze(
        label="Beoogde reguliere basisschool", queryset=School.objects.none(), empty_label="Kies een school"
    )
    besproken_per = datumveld("Besproken op")
    afspraak = tekstveld("Wat is er afgesproken?", regels=5)

    def __init__(self, *args: Any, scholen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beoogde_school"].queryset = scholen  # type: ignore[attr-defined]
