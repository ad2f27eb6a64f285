"""Fields that several forms of this room share."""

import uuid
from datetime import date
from typing import Any

from django import forms

from swv.klok import vandaag

OUDST = 20 * 365
TOEKOMST = "Deze datum ligt in de toekomst. Controleer het jaar."
LANG_GELEDEN = "Deze datum is heel lang geleden. Controleer het jaar."


class Datumveld(forms.DateField):
    """A date with the picker of the browser; typed as 14-5-2014 it is understood too."""

    def __init__(self, **opties: Any) -> None:
        opties.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        opties.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        opties.setdefault("error_messages", {"invalid": "Vul een datum in als 14-5-2014."})
        super().__init__(**opties)


class Verledenveld(Datumveld):
    """A day up to and including today."""

    def clean(self, value: Any) -> date | None:
        dag: date | None = super().clean(value)
        if dag is not None and dag > vandaag():
            raise forms.ValidationError(TOEKOMST)
        if dag is not None and (vandaag() - dag).days > OUDST:
            raise forms.ValidationError(LANG_GELEDEN)
        return dag


class MetSleutel(forms.Form):
    """A key made with the page: the same form sent twice makes one object (eisen.md S7)."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


def tekstvak(**opties: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **opties)
