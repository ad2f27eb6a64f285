"""The fields of the OPP pages."""

from datetime import date
from typing import Any

from django import forms

from leerlingen.forms.velden import TOEKOMST
from swv.forms.velden import Datumveld, MagNogLeeg, MetBreedtes
from swv.klok import vandaag

MAX_TEKST = 8000


class Tekst(MagNogLeeg, forms.CharField):
    def __init__(self, label: str, *, regels: int = 4, **opties: Any) -> None:
        widget = forms.Textarea(attrs={"rows": regels})
        super().__init__(label=label, widget=widget, max_length=MAX_TEKST, **opties)


class Regel(MagNogLeeg, forms.CharField):
    pass


class Keuze(MagNogLeeg, forms.ChoiceField):
    def __init__(self, label: str, choices: Any, **opties: Any) -> None:
        super().__init__(label=label, choices=choices, widget=forms.RadioSelect, **opties)


class Dag(MagNogLeeg, Datumveld):
    pass


def verleden(dag: date | None) -> date | None:
    if dag is not None and dag > vandaag():
        raise forms.ValidationError(TOEKOMST)
    return dag


class Oppform(MetBreedtes):
    """A form of these pages: the server says what is missing, and the page knows how wide a field is."""

    use_required_attribute = False

    @property
    def antwoorden(self) -> dict[str, Any]:
        """What was filled in and accepted, without what only technique needs."""
        return {
            naam: waarde
            for naam, waarde in self.cleaned_data.items()
            if naam not in {"sleutel", "versie", "bsn_gezien", "bestand"}
        }
