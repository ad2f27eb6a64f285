"""Fields that several forms of this room share."""

from datetime import date
from typing import Any

from django import forms

from swv.forms.velden import Datumveld
from swv.klok import vandaag

OUDST = 20 * 365
TOEKOMST = "Deze datum ligt in de toekomst. Controleer het jaar."
LANG_GELEDEN = "Deze datum is heel lang geleden. Controleer het jaar."


class Verledenveld(Datumveld):
    """A day up to and including today."""

    def clean(self, value: Any) -> date | None:
        dag: date | None = super().clean(value)
        if dag is not None and dag > vandaag():
            raise forms.ValidationError(TOEKOMST)
        if dag is not None and (vandaag() - dag).days > OUDST:
            raise forms.ValidationError(LANG_GELEDEN)
        return dag


def tekstvak(**opties: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **opties)
