"""Asking for advice, giving it, and following a vrijstelling."""

from typing import Any

from django import forms

from leerlingen.models import Leerling
from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import Datumveld, MetSleutel, Verledenveld
from swv.klok import vandaag
from thuiszitters.enums import (
    VRIJSTELLINGEN,
    Advies,
    Schoolverleden,
    Vrijstellingsduur,
    Vrijstellingseinde,
    Vrijstellingsoort,
)
from thuiszitters.forms.traject import KIES
from thuiszitters.forms.velden import tekstvak
from thuiszitters.models import Adviesvraag

GEEN_MEDISCH = "Noem geen diagnose of andere medische gegevens."
NIEUW = "nieuw"


class _Aard(forms.Form):
    """What a vrijstelling is like; the same questions for a request and for the vrijstelling."""

    soort = forms.ChoiceField(
        label="Voor alle lessen?",
        choices=Vrijstellingsoort.choices,
        widget=forms.RadioSelect,
        initial=Vrijstellingsoort.GEHEEL,
    )
    duur = forms.ChoiceField(label="Voor hoe lang?", choices=[KIES, *Vrijstellingsduur.choices])
    schoolverleden = forms.ChoiceField(
        label="Waar zat de leerling eerder op school?", choices=[KIES, *Schoolverleden.choices]
    )


class AdviesvraagForm(BsnWaarschuwingMixin, MetSleutel, _Aard):
    roepnaam = forms.CharField(label="Roepnaam", max_length=60)
    voorvoegsel = forms.CharField(
        label="Voorvoegsel", max_length=20, required=False, help_text="Bijvoorbeeld: van der"
    )
    achternaam = forms.CharField(label="Achternaam", max_length=80)
    geboortedatum = Verledenveld(label="Geboortedatum")
    gemeente = forms.CharField(label="Gemeente waar de leerling woont", max_length=60)
    ingangsdatum = Datumveld(label="Vanaf wanneer is de vrijstelling bedoeld?")
    vraag = tekstvak(label="Waarover wilt u advies?", help_text=f"{GEEN_MEDISCH} Nooit het BSN.")

    @property
    def gegevens(self) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "sleutel"}


class AdviesOppakkenForm(forms.Form):
    """Which pupil it is: one that looks like it, or a new dossier."""

    wie = forms.ChoiceField(label="Welke leerling is dit?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, kandidaten: list[Leerling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kandidaten = {str(leerling.sleutel): leerling for leerling in kandidaten}
        veld: Any = self.fields["wie"]
        veld.choices = [
            *(
                (sleutel, f"{leerling.naam}, dossier {leerling.dossiernummer}")
                for sleutel, leerling in self.kandidaten.items()
            ),
            (NIEUW, "Nog niet bekend: maak een dossier"),
        ]

    @property
    def opdracht(self) -> dict[str, Leerling | None]:
        return {"leerling": self.kandidaten.get(self.cleaned_data["wie"])}


class AdviesForm(BsnWaarschuwingMixin, forms.Form):
    advies = forms.ChoiceField(label="Wat is het advies?", choices=Advies.choices, widget=forms.RadioSelect)
    perspectief = tekstvak(
        label="Wat is het onderwijskundig perspectief?",
        help_text=f"Leerplicht leest dit. {GEEN_MEDISCH}",
    )


class VrijstellingForm(_Aard):
    code = forms.ChoiceField(
        label="Welke vrijstelling?", choices=[(c.value, c.label) for c in VRIJSTELLINGEN]
    )
    vanaf = Verledenveld(label="Ingangsdatum")
    tot_en_met = Datumveld(
        label="Geldig tot en met", required=False, help_text="Leeg: voor de rest van de leerplicht."
    )
    afgegeven_op = Verledenveld(
        label="Dag waarop de gemeente haar afgaf",
        initial=vandaag,
        help_text="Ligt deze na de ingangsdatum? Dan is de vrijstelling met terugwerkende kracht.",
    )
    adviesvraag = forms.ModelChoiceField(
        Adviesvraag.objects.none(),
        label="Advies van het samenwerkingsverband",
        required=False,
        to_field_name="sleutel",
        empty_label="Er is geen advies gevraagd",
    )

    field_order = ("code", "vanaf", "tot_en_met", "duur", "soort", "afgegeven_op", "schoolverleden")

    def __init__(self, *args: Any, adviesvragen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["adviesvraag"]
        veld.queryset = adviesvragen

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        vanaf, einde = gegevens.get("vanaf"), gegevens.get("tot_en_met")
        if vanaf and einde and einde < vanaf:
            self.add_error("tot_en_met", "Het einde ligt voor de ingangsdatum.")
        return gegevens

    @property
    def opdracht(self) -> dict[str, Any]:
        gegevens = dict(self.cleaned_data)
        return {"adviesvraag": gegevens.pop("adviesvraag"), "gegevens": gegevens}


class VrijstellingEindeForm(forms.Form):
    tot_en_met = Verledenveld(label="Laatste dag van de vrijstelling", initial=vandaag)
    eindreden = forms.ChoiceField(
        label="Waarom eindigt zij?", choices=Vrijstellingseinde.choices, widget=forms.RadioSelect
    )
