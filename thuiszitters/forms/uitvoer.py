"""Which quarter, in which form, and why."""

from datetime import date
from typing import Any

from django import forms

from swv.kengetallen import peildata_van_profiel
from swv.klok import vandaag
from swv.kwartaal import Kwartaal, peildatum_van
from thuiszitters.forms.velden import tekstvak

AANTAL = 8


class InspectieForm(forms.Form):
    """The last quarters whose peildatum is over, the latest first."""

    kwartaal = forms.ChoiceField(label="Kwartaal")
    formaat = forms.ChoiceField(
        label="Soort bestand",
        choices=(("xlsx", "Excel"), ("csv", "CSV")),
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    reden = tekstvak(
        label="Waarvoor downloadt u dit bestand?",
        help_text="Bijvoorbeeld: opgave aan de inspectie via het Internet Schooldossier. Wij leggen dit vast.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["kwartaal"]
        huidig = Kwartaal.van(vandaag())
        kwartalen = [huidig.verschoven(-terug) for terug in range(AANTAL)]
        veld.choices = [(str(k), k.naam) for k in kwartalen if _peildatum(k) < vandaag()]

    @property
    def peildatum(self) -> date:
        return _peildatum(Kwartaal.lees(self.cleaned_data["kwartaal"]))


def _peildatum(kwartaal: Kwartaal) -> date:
    return peildatum_van(kwartaal, peildata_van_profiel())
