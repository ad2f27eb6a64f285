"""What the SWV writes down about a traject: parse and check, never save."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import Datumveld, Verledenveld
from swv.inrichting import zin
from swv.klok import vandaag
from swv.models import Gebruiker
from thuiszitters.enums import CODES, Categorie, Contactsoort, Feitsoort, Uitkomst
from thuiszitters.forms.velden import EersteDagForm, tekstvak
from thuiszitters.namen import UITVOERDERS

UITLEG_EERSTE_DAG = (
    "Van deze dag af tellen de dagen thuis. Bij een vrijstelling: de ingangsdatum. Bij dreigend thuiszitten: de dag "
    "waarop het werd gezien."
)
KIES = ("", "Kies")


class RegieForm(forms.Form):
    """Who directs."""

    regiehouder = forms.ModelChoiceField(
        Gebruiker.objects.none(), label="Regiehouder", to_field_name="sleutel", empty_label="Kies"
    )

    def __init__(self, *args: Any, regiehouders: "QuerySet[Gebruiker]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["regiehouder"]
        veld.queryset = regiehouders
        veld.label_from_instance = lambda gebruiker: gebruiker.naam


class OppakkenForm(RegieForm, EersteDagForm):
    """What the SWV makes of a report: it may differ from what was told."""

    field_order = ("regiehouder", "categorie", "eerste_verzuimdag")

    categorie = forms.ChoiceField(label="Categorie", choices=Categorie.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eerste_verzuimdag"].help_text = UITLEG_EERSTE_DAG

    @property
    def opdracht(self) -> dict[str, Any]:
        """The arguments of the service."""
        return {naam: self.cleaned_data[naam] for naam in ("regiehouder", "categorie", "eerste_verzuimdag")}


class EersteDagCorrigerenForm(BsnWaarschuwingMixin, EersteDagForm):
    """Another first day, with the reason."""

    reden = tekstvak(
        label="Waarom klopt de dag niet?",
        help_text="Uw naam, deze reden en de vorige dag blijven in de tijdlijn staan.",
    )

    @property
    def opdracht(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in ("eerste_verzuimdag", "reden")}


class CategorieForm(forms.Form):
    categorie = forms.ChoiceField(label="Nieuwe categorie", choices=[KIES, *Categorie.choices])
    vanaf = Verledenveld(
        label="Vanaf welke dag?", help_text="De vorige categorie eindigt op de dag ervoor.", initial=vandaag
    )


class FeitForm(BsnWaarschuwingMixin, forms.Form):
    """One fact: what, since when, and a few words."""

    wat = forms.ChoiceField(label="Wat legt u vast?")
    omschrijving = forms.CharField(
        label="In een paar woorden",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld welke organisatie.",
    )
    vanaf = Verledenveld(label="Vanaf welke dag?", initial=vandaag)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["wat"]
        veld.choices = [
            KIES,
            *(
                (soort.label, [(f"{soort.value}:{code}", label) for code, label in CODES[soort].choices])
                for soort in Feitsoort
            ),
        ]

    @property
    def opdracht(self) -> dict[str, Any]:
        """The arguments of the service."""
        soort, _, code = self.cleaned_data["wat"].partition(":")
        return {
            "soort": soort,
            "code": code,
            "omschrijving": self.cleaned_data["omschrijving"],
            "vanaf": self.cleaned_data["vanaf"],
        }


class FeitBeeindigenForm(forms.Form):
    tot_en_met = Verledenveld(label="Tot en met welke dag gold dit?", initial=vandaag)


class ActieForm(BsnWaarschuwingMixin, forms.Form):
    wat = forms.CharField(
        label="Wat gaat er gebeuren?",
        max_length=200,
        help_text="Bijvoorbeeld: gesprek met de ouders op school.",
    )
    uitvoerder = forms.ChoiceField(label="Wie doet het?", choices=[KIES, *UITVOERDERS.items()])
    uiterlijk_op = Datumveld(label="Voor wanneer?")

    def clean_uiterlijk_op(self) -> Any:
        dag = self.cleaned_data["uiterlijk_op"]
        if dag < vandaag():
            raise forms.ValidationError("Kies vandaag of een latere dag.")
        return dag


class ContactForm(BsnWaarschuwingMixin, forms.Form):
    soort = forms.ChoiceField(label="Hoe was het contact?", choices=[KIES, *Contactsoort.choices])
    met = forms.ChoiceField(label="Met wie?", choices=[KIES, *UITVOERDERS.items()])
    datum = Verledenveld(label="Op welke dag?", initial=vandaag)
    verslag = tekstvak(
        label="Wat is er besproken?", help_text=zin("Alleen {het_expertteam} en de coördinator lezen dit.")
    )


class AfsluitenForm(BsnWaarschuwingMixin, forms.Form):
    uitkomst = forms.ChoiceField(
        label="Hoe is het afgelopen?", choices=Uitkomst.choices, widget=forms.RadioSelect
    )
    einddatum = Verledenveld(
        label="Vanaf welke dag is de leerling niet meer thuis?", help_text="Bijvoorbeeld de eerste schooldag."
    )
    toelichting = tekstvak(label="Toelichting", required=False)


class CorrigerenForm(BsnWaarschuwingMixin, forms.Form):
    uitkomst = forms.ChoiceField(label="Hoe is het afgelopen?", choices=Uitkomst.choices)
    einddatum = Verledenveld(label="Vanaf welke dag is de leerling niet meer thuis?")
    reden = tekstvak(
        label="Waarom verandert u dit?",
        help_text="Een rapportage die al is vastgesteld, verandert hierdoor niet.",
    )
