"""Input of the OPP pages: parse and check, never save.

A half answer can be kept, so a step refuses nothing for being empty; the check page says what is missing.
"""

import uuid
from datetime import date
from typing import Any

from django import forms

from leerlingen.enums import Eindereden, Evaluatieuitkomst, Gehoord, Instemming, Oppvorm, Toestemming
from leerlingen.forms.velden import TOEKOMST
from leerlingen.models import Oppversie
from swv.bsn import BsnWaarschuwingMixin
from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import Datumveld, MagNogLeeg, MetBreedtes, MetSleutel, MetVersie
from swv.klok import vandaag
from swv.models import School

MAX_TEKST = 8000


class Tekst(MagNogLeeg, forms.CharField):
    def __init__(self, label: str, *, regels: int = 4, **opties: Any) -> None:
        widget = forms.Textarea(attrs={"rows": regels})
        super().__init__(label=label, widget=widget, max_length=MAX_TEKST, **opties)


class Regel(MagNogLeeg, forms.CharField):
    pass


class Keuze(MagNogLeeg, forms.ChoiceField):
    def __init__(self, label: str, choices: Any, **opties: Any) -> None:
        super().__init__(label=label, choices=choices, widget=forms.RadioSelect, **opties)


class Dag(MagNogLeeg, Datumveld):
    pass


def _verleden(dag: date | None) -> date | None:
    if dag is not None and dag > vandaag():
        raise forms.ValidationError(TOEKOMST)
    return dag


class Oppform(MetBreedtes):
    """A form of these pages: the server says what is missing, and the page knows how wide a field is."""

    use_required_attribute = False

    @property
    def antwoorden(self) -> dict[str, Any]:
        """What was filled in and accepted, without what only technique needs."""
        return {
            naam: waarde
            for naam, waarde in self.cleaned_data.items()
            if naam not in {"sleutel", "versie", "bsn_gezien", "bestand"}
        }


class Stapform(BsnWaarschuwingMixin, Oppform, MetVersie):
    """One step of a draft; an answer that is refused does not hold up the others."""

    def __init__(self, *args: Any, instance: Oppversie, **kwargs: Any) -> None:
        namen = [naam for naam in self.base_fields if naam not in {"versie", "bestand"}]
        begin = {naam: getattr(instance, naam) for naam in namen} | {"versie": instance.versie}
        super().__init__(*args, initial=begin, **kwargs)
        self.instance = instance


class BeginForm(Stapform):
    kort = ("ingang",)
    ingang = Dag(
        label="Op welke dag gaat het OPP in?",
        help_text="Dit is ook de begindatum die u in ROD vastlegt.",
    )
    vorm = Keuze("Hoe legt u het OPP vast?", Oppvorm.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.nummer > 1:
            del self.fields["ingang"]


class PlanForm(Stapform):
    middel = ("uitstroombestemming",)
    uitstroombestemming = Regel(
        label="Wat is de verwachte uitstroombestemming?",
        max_length=160,
        help_text="Bijvoorbeeld: vmbo-kader, of dagbesteding.",
    )
    belemmerend = Tekst("Wat belemmert de leerling bij het leren?")
    bevorderend = Tekst("Wat helpt de leerling bij het leren?")
    begeleiding = Tekst(
        "Welke begeleiding krijgt de leerling?",
        regels=6,
        help_text="Dit is het handelingsdeel: wie doet wat, hoe vaak, en met welk doel.",
    )
    afwijkingen = Tekst(
        "Wijkt u af van het gewone programma?",
        required=False,
        help_text="Bijvoorbeeld: minder vakken, of andere doelen. Laat leeg als dat niet zo is.",
    )


class PlandocumentForm(Stapform):
    """The plan as a document; the file itself travels with this form."""

    bestand = forms.FileField(
        label="Het OPP als document",
        required=False,
        help_text="PDF, Word, ODT, JPG of PNG, hoogstens 20 MB. Geen burgerservicenummer (BSN).",
    )


class LeerlingstapForm(Stapform):
    kort = ("terugkoppeling_op",)
    gehoord = Keuze(
        "Kreeg de leerling de kans om zijn mening te geven?",
        Gehoord.choices,
        help_text="De leerling heeft hoorrecht: vrij, op een manier die de leerling zelf kiest.",
    )
    gehoord_hoe = Tekst(
        "Hoe ging dat?",
        regels=3,
        help_text="Bijvoorbeeld: in een gesprek met de mentor. Niet gehoord? Schrijf dan waarom niet.",
    )
    inbreng = Tekst(
        "Wat bracht de leerling in?", required=False, help_text="Verplicht als de leerling is gehoord."
    )
    inbreng_effect = Tekst(
        "Wat is daarmee gedaan?",
        required=False,
        help_text="Hoe werkt de inbreng door in het plan? Verplicht als de leerling is gehoord.",
    )
    terugkoppeling_op = Dag(label="Wanneer hoorde de leerling wat met de inbreng is gedaan?", required=False)

    def clean_terugkoppeling_op(self) -> date | None:
        return _verleden(self.cleaned_data["terugkoppeling_op"])


class Reactievelden(forms.Form):
    """What the parents said of the plan, and of sharing it."""

    oogo_op = Dag(
        label="Wanneer overlegde u met de ouders over het OPP?",
        required=False,
        help_text="Het op overeenstemming gericht overleg (OOGO).",
    )
    instemming = Keuze(
        "Stemmen de ouders in met de begeleiding (het handelingsdeel)?",
        Instemming.choices,
        help_text="Is de leerling 18 jaar of ouder, dan beslist de leerling zelf.",
    )
    instemming_op = Dag(label="Op welke dag lieten zij dat weten?", required=False)
    zienswijze = Tekst("Wat vinden de ouders?", required=False, help_text="Verplicht als zij niet instemmen.")
    toestemming = Keuze(
        "Mag u dit OPP delen met het samenwerkingsverband?",
        Toestemming.choices,
        help_text="Zonder ja van de ouders ziet het samenwerkingsverband alleen dat er een OPP is, en de datums.",
    )
    toestemming_op = Dag(label="Op welke dag beslisten zij dat?", required=False)

    def clean_oogo_op(self) -> date | None:
        return _verleden(self.cleaned_data["oogo_op"])

    def clean_instemming_op(self) -> date | None:
        return _verleden(self.cleaned_data["instemming_op"])

    def clean_toestemming_op(self) -> date | None:
        return _verleden(self.cleaned_data["toestemming_op"])

    def clean(self) -> dict[str, Any]:
        """A day without an answer says nothing: it is not kept."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        for veld, leeg in (
            ("instemming", Instemming.NIET_GEVRAAGD),
            ("toestemming", Toestemming.NIET_GEVRAAGD),
        ):
            if veld in gegevens and not gegevens[veld]:
                gegevens[veld] = leeg
            if gegevens.get(veld) == leeg:
                gegevens[f"{veld}_op"] = None
        return gegevens


class OudersForm(Reactievelden, Stapform):
    kort = ("oogo_op", "instemming_op", "toestemming_op")


class ReactieForm(Reactievelden, Stapform):
    """The same questions after the version was vastgesteld; now an answer must be whole."""

    kort = ("oogo_op", "instemming_op", "toestemming_op", "terugkoppeling_op")
    terugkoppeling_op = Dag(label="Wanneer hoorde de leerling wat met de inbreng is gedaan?", required=False)

    def clean_terugkoppeling_op(self) -> date | None:
        return _verleden(self.cleaned_data["terugkoppeling_op"])

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        if gegevens.get("instemming") == Instemming.GEEN_INSTEMMING and not gegevens.get("zienswijze"):
            self.add_error("zienswijze", "Schrijf de zienswijze van de ouders op: zij stemmen niet in.")
        for veld, leeg in (
            ("instemming", Instemming.NIET_GEVRAAGD),
            ("toestemming", Toestemming.NIET_GEVRAAGD),
        ):
            dag = f"{veld}_op"
            if gegevens.get(veld) not in {leeg, None} and not gegevens.get(dag) and dag not in self.errors:
                self.add_error(dag, "Vul de dag in waarop zij dit lieten weten.")
        return gegevens


STAPFORMULIEREN: dict[str, type[Stapform]] = {
    "begin": BeginForm,
    "plan": PlanForm,
    "leerling": LeerlingstapForm,
    "ouders": OudersForm,
}


def stapformulier(versie: Oppversie, code: str) -> type[Stapform]:
    """The form of a step; the plan of an uploaded OPP is its document."""
    if code == "plan" and versie.vorm == Oppvorm.DOCUMENT:
        return PlandocumentForm
    return STAPFORMULIEREN[code]


class OppBeginnenForm(Oppform, MetSleutel):
    """For which school, and for a regular school since when the pupil gets extra ondersteuning."""

    kort = ("ondersteuning_vanaf",)
    middel = ("school",)
    school = forms.ModelChoiceField(
        School.objects.none(), label="School", to_field_name="vestigingscode", empty_label="Kies een school"
    )
    ondersteuning_vanaf = Datumveld(
        label="Sinds wanneer krijgt de leerling extra ondersteuning?",
        help_text="Vanaf die dag telt de termijn van zes weken, als dat na de inschrijving is.",
    )

    def __init__(self, *args: Any, scholen: list[School], met_ondersteuning: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enige = scholen[0] if len(scholen) == 1 else None
        if self.enige:
            del self.fields["school"]
        else:
            veld: Any = self.fields["school"]
            veld.queryset = School.objects.filter(pk__in=[school.pk for school in scholen])
        if not met_ondersteuning:
            del self.fields["ondersteuning_vanaf"]

    def clean_ondersteuning_vanaf(self) -> date | None:
        return _verleden(self.cleaned_data["ondersteuning_vanaf"])

    @property
    def keuze(self) -> dict[str, Any]:
        """The arguments of the service."""
        return {
            "school": self.enige or self.cleaned_data["school"],
            "ondersteuning_vanaf": self.cleaned_data.get("ondersteuning_vanaf"),
        }


class VaststellenForm(Oppform):
    kort = ("datum",)
    datum = Datumveld(label="Op welke dag is het OPP vastgesteld?")

    def clean_datum(self) -> date | None:
        return _verleden(self.cleaned_data["datum"])


class EvaluatieForm(BsnBevestigForm, Oppform):
    """What the yearly talk with parents and pupil led to."""

    kort = ("datum", "oogo_op")
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    datum = Datumveld(label="Op welke dag is het OPP geëvalueerd?")
    oogo_op = Datumveld(label="Wanneer sprak u daarover met de ouders?", required=False)
    gehoord = forms.ChoiceField(
        label="Kreeg de leerling de kans om zijn mening te geven?",
        choices=Gehoord.choices,
        widget=forms.RadioSelect,
    )
    uitkomst = forms.ChoiceField(
        label="Wat is de uitkomst?", choices=Evaluatieuitkomst.choices, widget=forms.RadioSelect
    )
    toelichting = forms.CharField(
        label="Wat is er bereikt, en wat betekent dat?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MAX_TEKST,
    )

    def clean_datum(self) -> date | None:
        return _verleden(self.cleaned_data["datum"])

    def clean_oogo_op(self) -> date | None:
        return _verleden(self.cleaned_data["oogo_op"])


class EindeForm(BsnBevestigForm, Oppform):
    kort = ("datum",)
    datum = Datumveld(label="Op welke dag eindigt het OPP?")
    eindereden = forms.ChoiceField(
        label="Waarom eindigt het?", choices=Eindereden.choices, widget=forms.RadioSelect
    )
    toelichting = forms.CharField(
        label="Toelichting",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MAX_TEKST,
        required=False,
    )

    def clean_datum(self) -> date | None:
        return _verleden(self.cleaned_data["datum"])


class RodForm(Oppform, MetVersie):
    """What is in ROD of this OPP."""

    kort = ("gemeld_op", "begin", "einde")
    gemeld_op = Datumveld(
        label="Op welke dag legde u het OPP in ROD vast?",
        required=False,
        help_text="Laat alles leeg als het OPP niet in ROD staat.",
    )
    begin = Datumveld(label="Begindatum in ROD", required=False)
    einde = Datumveld(label="Einddatum in ROD", required=False)

    def clean_gemeld_op(self) -> date | None:
        return _verleden(self.cleaned_data["gemeld_op"])

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        gemeld, begin, einde = (gegevens.get(naam) for naam in ("gemeld_op", "begin", "einde"))
        if begin and not gemeld and "gemeld_op" not in self.errors:
            self.add_error("gemeld_op", "Vul in op welke dag u het in ROD vastlegde.")
        if (gemeld or einde) and not begin and "begin" not in self.errors:
            self.add_error("begin", "Vul de begindatum in die in ROD staat.")
        if begin and einde and einde < begin:
            self.add_error("einde", "De einddatum ligt voor de begindatum.")
        return gegevens


class AdviesvraagForm(BsnBevestigForm, Oppform):
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    vraag = forms.CharField(
        label="Wat wilt u weten?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MAX_TEKST,
        help_text="Het samenwerkingsverband ziet daarna ook een concept. Wat erin staat, leest het alleen als de "
        "ouders toestemming gaven om te delen.",
    )


class AntwoordForm(BsnBevestigForm, Oppform):
    antwoord = forms.CharField(
        label="Uw antwoord aan de school", widget=forms.Textarea(attrs={"rows": 6}), max_length=MAX_TEKST
    )
