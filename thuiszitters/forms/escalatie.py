"""A step of the ladder, and the decision of doorzettingsmacht."""

from typing import Any

from django import forms

from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import Datumveld, Verledenveld
from swv.klok import vandaag
from swv.models import School, Schoolbestuur
from swv.scholen.keuze import bied_scholen
from thuiszitters.enums import Stapuitkomst, Trede
from thuiszitters.forms.traject import KIES
from thuiszitters.forms.velden import tekstvak

WIE_ERBIJ = "Functies en organisaties. Bijvoorbeeld: mentor, leerplicht, wijkteam, ouders."


class StapForm(BsnWaarschuwingMixin, forms.Form):
    """Which table, on which day, who was there and what came out of it."""

    trede = forms.ChoiceField(label="Welke stap?")
    datum = Verledenveld(label="Op welke dag?", initial=vandaag)
    deelnemers = forms.CharField(label="Wie waren erbij?", max_length=300, help_text=WIE_ERBIJ)
    uitkomst = forms.ChoiceField(
        label="Wat kwam eruit?", choices=Stapuitkomst.choices, widget=forms.RadioSelect
    )
    toelichting = tekstvak(label="Toelichting", required=False)

    def __init__(self, *args: Any, ladder: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["trede"]
        stappen = [(code, naam) for code, naam in ladder.items() if code != Trede.DOORZETTINGSMACHT]
        veld.choices = [KIES, *stappen]


class DoorzetForm(BsnWaarschuwingMixin, forms.Form):
    """Which bestuur gets the zorgplicht, and what parents and pupil asked first."""

    datum = Verledenveld(label="Dag van het besluit", initial=vandaag)
    besloten_door = forms.CharField(
        label="Wie nam het besluit?",
        max_length=120,
        help_text="Naam en functie, zoals in de mandaatregeling.",
    )
    deelnemers = forms.CharField(label="Wie waren erbij?", max_length=300, help_text=WIE_ERBIJ)
    bestuur = forms.ModelChoiceField(
        Schoolbestuur.objects.none(),
        label="Welk bestuur krijgt de zorgplicht?",
        to_field_name="sleutel",
        empty_label="Kies een bestuur",
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="School, als die al vaststaat",
        to_field_name="vestigingscode",
        required=False,
        empty_label="Nog niet bekend",
    )
    ingangsdatum = Datumveld(label="Vanaf welke dag?", initial=vandaag)
    voorkeur_ouders = tekstvak(label="Wat is de eerste voorkeur van de ouders?")
    voorkeur_leerling = tekstvak(label="Wat is de eerste voorkeur van de leerling?")
    motivering = tekstvak(
        label="Waarom dit bestuur?", help_text="Ook: waarom niet de eerste voorkeur, als dat zo is."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scholen = School.objects.van_swv().open().order_by("naam", "id")
        bestuur: Any = self.fields["bestuur"]
        bestuur.queryset = Schoolbestuur.objects.filter(scholen__in=scholen).distinct().order_by("naam", "id")
        bestuur.label_from_instance = lambda rij: rij.naam
        school: Any = self.fields["school"]
        bied_scholen(school, scholen)

    @property
    def opdracht(self) -> dict[str, Any]:
        """The arguments of the service."""
        gegevens = self.cleaned_data
        namen = ("ingangsdatum", "besloten_door", "voorkeur_ouders", "voorkeur_leerling", "motivering")
        return {
            "datum": gegevens["datum"],
            "deelnemers": gegevens["deelnemers"],
            "bestuur": gegevens["bestuur"],
            "school": gegevens["school"],
            "besluit": {naam: gegevens[naam] for naam in namen},
        }
