"""Input of the adults around a pupil: parse and check, never save."""

from datetime import date
from typing import Any

from django import forms

from leerlingen.forms.velden import ADRESVELDEN, TOEKOMST, schone_postcode
from leerlingen.models import Betrokkene
from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import Datumveld, MetSleutel, MetVersie
from swv.klok import vandaag

LANGSTE_POSTCODE = 7  # a foreign one, such as D-26789


class BetrokkeneForm(BsnWaarschuwingMixin, forms.ModelForm):
    """An adult around the pupil; with `geheim` the stored address is secret for this user."""

    postcode = forms.CharField(label="Postcode", max_length=10, required=False)

    class Meta:
        model = Betrokkene
        fields = (
            "naam",
            "relatie",
            "heeft_gezag",
            "straat",
            "huisnummer",
            "postcode",
            "plaats",
            "geheim_adres",
            "contactbeperking",
            "telefoon",
            "email",
        )
        labels = {
            "naam": "Naam",
            "relatie": "Wie is dit voor de leerling?",
            "heeft_gezag": "Deze persoon heeft gezag",
            "geheim_adres": "Dit adres is geheim",
            "contactbeperking": "Afspraak over contact",
            "email": "E-mailadres",
        }
        help_texts = {
            "heeft_gezag": "Wie gezag heeft, krijgt elk besluit thuisgestuurd.",
            "geheim_adres": "Alleen wie bij het samenwerkingsverband de brieven verstuurt, ziet een geheim adres.",
            "contactbeperking": "Bijvoorbeeld: alleen per brief.",
        }

    def __init__(self, *args: Any, geheim: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if geheim:
            self._verberg_adres()

    def _verberg_adres(self) -> None:
        """Show empty address fields: leaving them empty keeps the secret address as it is."""
        for naam in ADRESVELDEN:
            self.initial[naam] = ""
        self.fields[
            "straat"
        ].help_text = "Dit adres is geheim en bekend bij het SWV. Vul het alleen in als het is veranderd."
        del self.fields["geheim_adres"]

    def clean_postcode(self) -> str:
        """A parent may live across the border: other shapes than the Dutch one are fine."""
        postcode = schone_postcode(self.cleaned_data["postcode"])
        if len(postcode) > LANGSTE_POSTCODE:
            raise forms.ValidationError("Deze postcode is te lang. Vul hem in zoals 9711 LM of D-26789.")
        return postcode

    @property
    def antwoorden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in self.Meta.fields if naam in self.cleaned_data}


class BetrokkeneToevoegenForm(BetrokkeneForm, MetSleutel):
    pass


class BetrokkeneWijzigenForm(BetrokkeneForm, MetVersie):
    pass


class BetrokkeneBeeindigenForm(forms.Form):
    tot_en_met = Datumveld(label="Tot en met welke datum was deze persoon betrokken?")

    def clean_tot_en_met(self) -> date:
        tot_en_met: date = self.cleaned_data["tot_en_met"]
        if tot_en_met > vandaag():
            raise forms.ValidationError(TOEKOMST)
        return tot_en_met
