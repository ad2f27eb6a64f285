"""Input of where a pupil goes to school: parse and check, never save."""

from datetime import date
from typing import Any

from django import forms

from leerlingen.enums import Inschrijvingsoort
from leerlingen.forms.velden import LEERJAARKEUZES, OUDST
from swv.forms.velden import Datumveld
from swv.klok import vandaag
from swv.models import School
from swv.scholen.keuze import schoolnamen


class Plaatsvelden(forms.Form):
    """At which school, since when; the choice of school only where there is one."""

    school = forms.ModelChoiceField(
        School.objects.none(), label="School", to_field_name="vestigingscode", empty_label="Kies een school"
    )
    soort = forms.ChoiceField(
        label="Is de leerling aangemeld of ingeschreven?",
        choices=Inschrijvingsoort.choices,
        widget=forms.RadioSelect,
        initial=Inschrijvingsoort.INSCHRIJVING,
    )
    vanaf = Datumveld(label="Vanaf welke datum?")
    leerjaar = forms.ChoiceField(label="Groep of leerjaar", choices=LEERJAARKEUZES, required=False)

    enige: School | None = None

    def kies_uit(self, scholen: list[School]) -> None:
        """Offer these schools; a single one is no question."""
        if len(scholen) == 1:
            self.enige = scholen[0]
            del self.fields["school"]
            return
        veld: Any = self.fields["school"]
        veld.queryset = School.objects.filter(pk__in=[school.pk for school in scholen]).order_by("naam", "id")
        namen = schoolnamen(scholen)
        veld.label_from_instance = lambda school: namen[school.vestigingscode]

    def clean_vanaf(self) -> date:
        vanaf: date = self.cleaned_data["vanaf"]
        if abs((vanaf - vandaag()).days) > OUDST * 365:
            raise forms.ValidationError("Controleer het jaar van deze datum.")
        return vanaf

    @property
    def plaats(self) -> dict[str, Any]:
        """The arguments of the service."""
        school = self.enige or self.cleaned_data["school"]
        return {"school": school} | {naam: self.cleaned_data[naam] for naam in ("soort", "vanaf", "leerjaar")}


class InschrijvenForm(Plaatsvelden):
    def __init__(self, *args: Any, scholen: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies_uit(scholen)


class UitschrijvenForm(forms.Form):
    tot_en_met = Datumveld(
        label="Tot en met welke datum?",
        help_text="Op deze dag is de leerling nog bij de school. Daarna ziet de school de leerling niet meer.",
    )


class LeerjaarForm(forms.Form):
    leerjaar = forms.ChoiceField(label="Groep of leerjaar", choices=LEERJAARKEUZES, required=False)
