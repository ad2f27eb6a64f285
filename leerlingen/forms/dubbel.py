"""Input of the judgement whether two files are about one pupil: parse and check, never save."""

from typing import Any

from django import forms

from leerlingen.enums import Dubbeluitkomst
from leerlingen.models import Leerling
from swv.klok import datum_van
from swv.templatetags.opmaak import datum_kort


class DubbelForm(forms.Form):
    uitkomst = forms.ChoiceField(
        label="Gaat het om dezelfde leerling?", choices=Dubbeluitkomst.choices, widget=forms.RadioSelect
    )


class SamenvoegenForm(forms.Form):
    """Which of two files stays; the other one goes into it."""

    blijft = forms.ChoiceField(label="Welk dossier blijft?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, paar: tuple[Leerling, Leerling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paar = {str(leerling.sleutel): leerling for leerling in paar}
        veld: Any = self.fields["blijft"]
        veld.choices = [
            (sleutel, f"{leerling.dossiernummer}, geopend op {datum_kort(datum_van(leerling.aangemaakt_op))}")
            for sleutel, leerling in self.paar.items()
        ]

    @property
    def keuze(self) -> Leerling:
        return self.paar[self.cleaned_data["blijft"]]
