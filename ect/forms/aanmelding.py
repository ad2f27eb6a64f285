"""Input of the question of a school and its first answer: parse and check, never save."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from ect.codelijst import keuzes
from ect.enums import Keuzelijst, Ouders, Urgentie
from ect.forms.velden import Ectform, Keuzeveld, Medewerkerveld, regelveld, tekstveld
from swv.forms.velden import MetSleutel
from swv.inrichting import zin
from swv.models import Gebruiker, School
from swv.scholen.keuze import bied_scholen


class AanmeldForm(Ectform, MetSleutel):
    """What a school asks; where the pupil is at one school, that is no question."""

    middel = ("school", "hoofdvraag", "vrager")
    school = forms.ModelChoiceField(
        School.objects.none(), label="School", to_field_name="vestigingscode", empty_label="Kies een school"
    )
    hoofdvraag = Keuzeveld("Waarover gaat uw vraag vooral?", empty_label="Kies een onderwerp")
    vraag = tekstveld(
        zin("Wat vraagt u aan {het_expertteam}?"),
        help_text="Wat ziet u bij de leerling, en waarmee moeten wij helpen?",
    )
    geprobeerd = tekstveld(
        "Wat is al geprobeerd, en hielp dat?",
        help_text="Denk aan begeleiding in de klas, gesprekken, aanpassingen of hulp van anderen.",
    )
    urgentie = forms.ChoiceField(
        label="Hoeveel haast is er?",
        choices=Urgentie.choices,
        widget=forms.RadioSelect,
        initial=Urgentie.GEWOON,
    )
    ouders = forms.ChoiceField(
        label="Weten de ouders dat u dit vraagt?",
        choices=Ouders.choices,
        widget=forms.RadioSelect,
        help_text="Is de leerling 16 jaar of ouder, bespreek het dan ook met de leerling.",
    )
    ouders_toelichting = tekstveld(
        "Waarom weten de ouders het nog niet?",
        regels=2,
        required=False,
        help_text="Alleen invullen bij “nog niet”.",
    )
    vrager = regelveld(
        "Wie stelt de vraag?", lengte=120, help_text="Naam en functie; wij nemen contact op met deze persoon."
    )

    def __init__(self, *args: Any, scholen: list[School], op: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enige = scholen[0] if len(scholen) == 1 else None
        if self.enige:
            del self.fields["school"]
        else:
            bied_scholen(self.fields["school"], School.objects.filter(pk__in=[s.pk for s in scholen]))
        self.bied("hoofdvraag", keuzes(Keuzelijst.HOOFDVRAAG, op))

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("ouders") == Ouders.NIET and not schoon.get("ouders_toelichting"):
            self.add_error("ouders_toelichting", "Schrijf waarom de ouders het nog niet weten.")
        return schoon

    @property
    def antwoorden(self) -> dict[str, Any]:
        return {"school": self.enige} | super().antwoorden


class ReactieForm(Ectform):
    reactie = tekstveld(
        "Uw reactie aan de school",
        help_text="De school leest dit meteen. Schrijf wie contact opneemt en wanneer.",
    )


class AannemenForm(Ectform):
    """Open a casus; the reaction only where nobody reacted before."""

    middel = ("casushouder",)
    casushouder = Medewerkerveld("Wie is de casushouder?")
    reactie = tekstveld(
        "Uw reactie aan de school", help_text="Dit is de eerste reactie. De school leest haar meteen."
    )

    def __init__(
        self, *args: Any, medewerkers: QuerySet[Gebruiker], met_reactie: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bied("casushouder", medewerkers)
        if not met_reactie:
            del self.fields["reactie"]


class AntwoordForm(Ectform):
    antwoord = tekstveld(
        "Uw antwoord aan de school",
        help_text="Geef antwoord, of schrijf waarheen u verwijst en waarom er geen casus komt.",
    )


class RedenForm(Ectform):
    reden = tekstveld("Waarom?", regels=3)
