"""Input of who a pupil is: parse and check, never save."""

import re
from datetime import date
from typing import Any

from django import forms

from leerlingen.forms.inschrijving import Plaatsvelden
from leerlingen.forms.velden import ADRESVELDEN, OUDST, TOEKOMST, schone_postcode
from leerlingen.models import Leerling
from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import Datumveld, MetSleutel, MetVersie
from swv.klok import vandaag
from swv.models import Gebied, School

NEDERLANDS = re.compile(r"^[1-9][0-9]{3}[A-Z]{2}$")


class LeerlingForm(BsnWaarschuwingMixin, forms.ModelForm):
    """Who the pupil is; without `met_adres` the address is not in the form and stays as it is."""

    geboortedatum = Datumveld(label="Geboortedatum", jaren_terug=100)  # how old a pupil can be, is said below
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)  # typed with blanks

    class Meta:
        model = Leerling
        fields = (
            "roepnaam",
            "voorvoegsel",
            "achternaam",
            "geboortedatum",
            "geslacht",
            "straat",
            "huisnummer",
            "postcode",
            "plaats",
            "gemeente",
            "leerlingnummer_school",
        )
        labels = {
            "gemeente": "Gemeente waar de leerling woont",
            "leerlingnummer_school": "Leerlingnummer in de administratie van de school",
        }
        help_texts = {
            "voorvoegsel": "Bijvoorbeeld: van der",
            "gemeente": "Leeg laten mag: wij zoeken de gemeente bij de postcode.",
            "leerlingnummer_school": "Nooit het burgerservicenummer (BSN).",
        }

    def __init__(self, *args: Any, met_adres: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in () if met_adres else ADRESVELDEN:
            del self.fields[naam]

    def clean_postcode(self) -> str:
        postcode = schone_postcode(self.cleaned_data["postcode"])
        if postcode and not NEDERLANDS.match(postcode):
            raise forms.ValidationError(
                "Vul een Nederlandse postcode in, zoals 9711 LM. Woont de leerling in het buitenland? "
                "Laat de postcode dan leeg."
            )
        return postcode

    def clean_geboortedatum(self) -> date:
        geboren: date = self.cleaned_data["geboortedatum"]
        op = vandaag()
        if geboren > op:
            raise forms.ValidationError(TOEKOMST)
        if op.year - geboren.year > OUDST:
            raise forms.ValidationError("Deze leerling zou ouder dan 30 jaar zijn. Controleer het jaar.")
        return geboren

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        postcode = gegevens.get("postcode", "")
        if postcode and not gegevens.get("gemeente"):
            gebied = Gebied.objects.filter(pc4=postcode[:4]).first()
            gegevens["gemeente"] = gebied.gemeente if gebied else ""
        return gegevens

    @property
    def antwoorden(self) -> dict[str, Any]:
        """The cleaned fields of the pupil itself."""
        return {naam: self.cleaned_data[naam] for naam in self.Meta.fields if naam in self.cleaned_data}


class LeerlingWijzigenForm(LeerlingForm, MetVersie):
    pass


class LeerlingToevoegenForm(LeerlingForm, Plaatsvelden, MetSleutel):
    """A new file; its school sees it from the day of `vanaf`, so that day has come."""

    def __init__(self, *args: Any, scholen: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies_uit(scholen)

    def clean_vanaf(self) -> date:
        vanaf, geboren = super().clean_vanaf(), self.cleaned_data.get("geboortedatum")
        if vanaf > vandaag():
            raise forms.ValidationError(
                "Deze dag moet nog komen. Is de leerling aangemeld, kies dan “aangemeld” en de dag van de aanmelding."
            )
        if geboren and vanaf < geboren:
            raise forms.ValidationError(
                "Deze dag ligt voor de geboorte van de leerling. Controleer het jaar."
            )
        return vanaf
