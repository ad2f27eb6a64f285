"""Fields and parts of forms that the rooms share."""

import uuid
from datetime import date
from typing import Any

from django import forms

from swv.dagen import TOEKOMST
from swv.klok import vandaag
from swv.termijnen import maanden_later

JAREN = 20
LANG_GELEDEN = "Deze datum is heel lang geleden. Controleer het jaar."
VER_WEG = "Deze datum is heel ver weg. Controleer het jaar."


def dagkiezer() -> forms.DateInput:
    """The picker of the browser itself."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def datumveld(label: str, soort: type[forms.DateField] = forms.DateField, **opties: Any) -> forms.DateField:
    """A date as the browser's own picker gives it; also typed as 27-11-2026."""
    return soort(label=label, widget=dagkiezer(), input_formats=["%Y-%m-%d", "%d-%m-%Y"], **opties)


class Datumveld(forms.DateField):
    """A date with the picker of the browser, in a year that can be; typed as 14-5-2014 it is understood too."""

    def __init__(self, *, jaren_terug: int = JAREN, **opties: Any) -> None:
        self.jaren_terug = jaren_terug
        opties.setdefault("widget", dagkiezer())
        opties.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        opties.setdefault("error_messages", {"invalid": "Vul een datum in als 14-5-2014."})
        super().__init__(**opties)

    def clean(self, value: Any) -> date | None:
        dag: date | None = super().clean(value)
        if dag is not None and dag < maanden_later(vandaag(), -12 * self.jaren_terug):
            raise forms.ValidationError(LANG_GELEDEN)
        if dag is not None and dag > maanden_later(vandaag(), 12 * JAREN):
            raise forms.ValidationError(VER_WEG)
        return dag


class Verledenveld(Datumveld):
    """A day up to and including today."""

    def clean(self, value: Any) -> date | None:
        dag = super().clean(value)
        if dag is not None and dag > vandaag():
            raise forms.ValidationError(TOEKOMST)
        return dag


class MagNogLeeg:
    """A field that may stay empty while someone is still writing, although it is mandatory in the end."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:  # type: ignore[attr-defined]
            super().validate(value)  # type: ignore[misc]


class MetSleutel(forms.Form):
    """A key made with the page: the same form sent twice makes one object (eisen.md S7)."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class MetVersie(forms.Form):
    """The version that was read, to notice that a colleague saved in the meantime."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class MetBreedtes(forms.Form):
    """The page knows how wide each field is; what is not named takes the whole width."""

    kort: tuple[str, ...] = ()
    middel: tuple[str, ...] = ()

    def regels(self) -> list[tuple[Any, str]]:
        """Each visible field with its width."""
        breedtes = dict.fromkeys(self.kort, "kort") | dict.fromkeys(self.middel, "middel")
        return [(veld, breedtes.get(veld.name, "vol")) for veld in self.visible_fields()]
