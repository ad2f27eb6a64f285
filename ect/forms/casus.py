"""Input of the course of a casus: parse and check, never save."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from ect.codelijst import keuzes
from ect.enums import Contactsoort, Keuzelijst, Uitkomst
from ect.forms.velden import Ectform, Keuzeveld, Medewerkerveld, regelveld, tekstveld
from ect.models import Casus, Contactmoment, Interventie
from swv.forms.velden import Datumveld, MetSleutel, MetVersie, Verledenveld
from swv.inrichting import zin
from swv.models import Gebruiker

GEEN_ANDERE_PLEK = "Bij deze uitkomst hoort geen bestemming. Maak dit leeg, of kies een andere uitkomst."


class StapForm(Ectform, MetVersie):
    """What comes next in a casus; both fields empty: nothing is planned."""

    kort = ("datum",)
    stap = regelveld("Wat is de volgende stap?", required=False)
    datum = Datumveld(label="Uiterlijk op", required=False)

    def __init__(self, *args: Any, casus: Casus, **kwargs: Any) -> None:
        begin = {"stap": casus.volgende_stap, "datum": casus.volgende_stap_datum, "versie": casus.versie}
        super().__init__(*args, initial=begin, **kwargs)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("stap") and not schoon.get("datum") and "datum" not in self.errors:
            self.add_error("datum", "Vul in voor wanneer u dit doet.")
        if schoon.get("datum") and not schoon.get("stap"):
            self.add_error("stap", "Vul in wat u gaat doen.")
        return schoon


class OverdraagForm(Ectform):
    middel = ("casushouder",)
    casushouder = Medewerkerveld("Wie wordt de casushouder?")
    reden = tekstveld("Waarom draagt u de casus over?", regels=3)

    def __init__(self, *args: Any, medewerkers: QuerySet[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bied("casushouder", medewerkers)


class ContactmomentForm(Ectform, MetSleutel):
    """A contact; who shares it with the school says so."""

    kort = ("datum",)
    middel = ("soort", "met")
    datum = Verledenveld(label="Wanneer?")
    soort = forms.ChoiceField(label="Hoe?", choices=Contactsoort.choices)
    met = regelveld("Met wie?", help_text="Bijvoorbeeld: moeder, mentor, wijkteam.")
    samenvatting = tekstveld("Wat is er besproken en afgesproken?")
    delen = forms.BooleanField(
        label="Delen met de school",
        required=False,
        help_text=zin("Zonder vinkje lezen alleen {het_expertteam} en de coördinator dit."),
    )


class ContactmomentWijzigenForm(ContactmomentForm, MetVersie):
    def __init__(self, *args: Any, contactmoment: Contactmoment, **kwargs: Any) -> None:
        velden = ("datum", "soort", "met", "samenvatting", "versie")
        begin = {naam: getattr(contactmoment, naam) for naam in velden}
        super().__init__(*args, initial=begin | {"delen": not contactmoment.intern}, **kwargs)


class InterventieForm(Ectform, MetSleutel):
    kort = ("vanaf", "tot_en_met")
    middel = ("type_interventie",)
    interventie = Keuzeveld("Welke interventie?", empty_label="Kies een interventie")
    type_interventie = Keuzeveld("Welk type?", empty_label="Kies een type")
    vanaf = Verledenveld(label="Vanaf")
    tot_en_met = Verledenveld(
        label="Tot en met", required=False, help_text="Leeg zolang de interventie loopt."
    )
    resultaat = tekstveld("Wat leverde het op?", regels=3, required=False)

    def __init__(self, *args: Any, op: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bied("interventie", keuzes(Keuzelijst.INTERVENTIE, op))
        self.bied("type_interventie", keuzes(Keuzelijst.TYPE_INTERVENTIE, op))


class InterventieWijzigenForm(InterventieForm, MetVersie):
    def __init__(self, *args: Any, ingezet: Interventie, **kwargs: Any) -> None:
        begin = {
            "interventie": ingezet.interventie.code,
            "type_interventie": ingezet.type_interventie.code,
            **{naam: getattr(ingezet, naam) for naam in ("vanaf", "tot_en_met", "resultaat", "versie")},
        }
        super().__init__(*args, op=ingezet.vanaf, initial=begin, **kwargs)


class AfsluitForm(Ectform):
    middel = ("bestemming",)
    uitkomst = forms.ChoiceField(
        label="Hoe eindigt de casus?", choices=Uitkomst.choices, widget=forms.RadioSelect
    )
    bestemming = Keuzeveld(
        "Waarheen?",
        empty_label="Kies een bestemming",
        required=False,
        help_text="Alleen als de leerling naar een andere plek ging.",
    )
    reden = tekstveld(
        "Waarom sluit u de casus af?", regels=3, help_text="De school leest de uitkomst, niet deze reden."
    )

    def __init__(self, *args: Any, op: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bied("bestemming", keuzes(Keuzelijst.BESTEMMING, op))

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("uitkomst") == Uitkomst.GESCHAKELD:
            if not schoon.get("bestemming") and "bestemming" not in self.errors:
                self.add_error("bestemming", "Kies waarheen de leerling ging.")
            return schoon
        if schoon.get("bestemming"):
            self.add_error("bestemming", GEEN_ANDERE_PLEK)
        return {**schoon, "bestemming": None}
