"""Input of the ECT pages: parse and check, never save."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from ect.codelijst import keuzes
from ect.enums import Contactsoort, Keuzelijst, Ouders, Uitkomst, Urgentie
from ect.models import Casus, Contactmoment, Ectadvies, Interventie, Keuze, Notitie
from swv.bsn import BsnWaarschuwingMixin
from swv.forms import velden
from swv.forms.velden import MetBreedtes, MetSleutel, MetVersie
from swv.models import Gebruiker, School

MAX_TEKST = 8000
MAX_REGEL = 160


def tekstveld(label: str, *, regels: int = 5, **opties: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": regels})
    return forms.CharField(label=label, widget=widget, max_length=MAX_TEKST, **opties)


def regelveld(label: str, *, lengte: int = MAX_REGEL, **opties: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=lengte, **opties)


def datumveld(label: str, **opties: Any) -> forms.DateField:
    """A date as the browser's own picker gives it; also typed as 27-11-2026."""
    return velden.datumveld(label, error_messages={"invalid": "Vul een datum in als 27-11-2026."}, **opties)


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


class AanmeldForm(Ectform, MetSleutel):
    """What a school asks; where the pupil is at one school, that is no question."""

    middel = ("school", "hoofdvraag", "vrager")
    school = forms.ModelChoiceField(
        School.objects.none(), label="School", to_field_name="vestigingscode", empty_label="Kies een school"
    )
    hoofdvraag = Keuzeveld("Waarover gaat uw vraag vooral?", empty_label="Kies een onderwerp")
    vraag = tekstveld(
        "Wat vraagt u aan het ECT?",
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
            self.bied("school", School.objects.filter(pk__in=[s.pk for s in scholen]).order_by("naam", "id"))
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


class StapForm(Ectform, MetVersie):
    """What comes next in a casus; both fields empty: nothing is planned."""

    kort = ("datum",)
    stap = regelveld("Wat is de volgende stap?", required=False)
    datum = datumveld("Uiterlijk op", required=False)

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
    datum = datumveld("Wanneer?")
    soort = forms.ChoiceField(label="Hoe?", choices=Contactsoort.choices)
    met = regelveld("Met wie?", help_text="Bijvoorbeeld: moeder, mentor, wijkteam.")
    samenvatting = tekstveld("Wat is er besproken en afgesproken?")
    delen = forms.BooleanField(
        label="Delen met de school",
        required=False,
        help_text="Zonder vinkje lezen alleen medewerkers van het samenwerkingsverband dit.",
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
    vanaf = datumveld("Vanaf")
    tot_en_met = datumveld("Tot en met", required=False, help_text="Leeg zolang de interventie loopt.")
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


class AdviesForm(Ectform, MetSleutel):
    middel = ("aan",)
    aan = regelveld("Aan wie?", initial="De school", help_text="Bijvoorbeeld: de school en de ouders.")
    tekst = tekstveld(
        "Advies",
        regels=10,
        help_text="Wat heeft de leerling nodig, wie doet wat, en wanneer kijkt u samen terug?",
    )


class AdviesWijzigenForm(AdviesForm, MetVersie):
    def __init__(self, *args: Any, advies: Ectadvies, **kwargs: Any) -> None:
        begin = {naam: getattr(advies, naam) for naam in ("aan", "tekst", "versie")}
        super().__init__(*args, initial=begin, **kwargs)


class AfschriftForm(Ectform):
    kort = ("datum",)
    datum = datumveld("Op welke dag ging het afschrift weg?")


class NotitieForm(Ectform, MetSleutel):
    tekst = tekstveld("Notitie", regels=10)


class NotitieWijzigenForm(NotitieForm, MetVersie):
    def __init__(self, *args: Any, notitie: Notitie, **kwargs: Any) -> None:
        super().__init__(*args, initial={"tekst": notitie.tekst, "versie": notitie.versie}, **kwargs)


class ToegangForm(Ectform):
    middel = ("gebruiker",)
    gebruiker = Medewerkerveld("Wie mag deze notitie ook lezen?")

    def __init__(self, *args: Any, medewerkers: QuerySet[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bied("gebruiker", medewerkers)


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
        return {**schoon, "bestemming": None}
