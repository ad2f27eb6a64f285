"""The fields of the ECT pages."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from ect.models import Keuze
from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import MetBreedtes
from swv.models import Gebruiker

MAX_TEKST = 8000
MAX_REGEL = 160


def tekstveld(label: str, *, regels: int = 5, **opties: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": regels})
    return forms.CharField(label=label, widget=widget, max_length=MAX_TEKST, **opties)


def regelveld(label: str, *, lengte: int = MAX_REGEL, **opties: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=lengte, **opties)


class Keuzeveld(forms.ModelChoiceField):
    """One value of a code list that is in force."""

    def __init__(self, label: str, **opties: Any) -> None:
        super().__init__(Keuze.objects.none(), label=label, to_field_name="code", **opties)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.naam)


class Medewerkerveld(forms.ModelChoiceField):
    """A colleague by name."""

    def __init__(self, label: str, **opties: Any) -> None:
        leeg = "Kies een medewerker"
        super().__init__(
            Gebruiker.objects.none(), label=label, to_field_name="sleutel", empty_label=leeg, **opties
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.naam)


class Ectform(BsnWaarschuwingMixin, MetBreedtes):
    """A form of this room: the server says what is missing, and the page knows how wide a field is."""

    use_required_attribute = False

    def bied(self, veld: str, rijen: QuerySet[Any]) -> None:
        """What can be chosen in this field."""
        keuze: Any = self.fields[veld]
        keuze.queryset = rijen

    @property
    def antwoorden(self) -> dict[str, Any]:
        """What was filled in, without what only technique needs."""
        return {naam: w for naam, w in self.cleaned_data.items() if naam not in {"sleutel", "versie"}}
