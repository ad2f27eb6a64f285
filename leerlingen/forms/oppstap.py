"""Input of the steps of an OPP: a half answer can be kept, so a step refuses nothing for being empty.

The check page says what is missing.
"""

from datetime import date
from typing import Any

from django import forms

from leerlingen.enums import Gehoord, Instemming, Oppvorm, Toestemming
from leerlingen.forms.oppvelden import Dag, Keuze, Oppform, Regel, Tekst, verleden
from leerlingen.models import Oppversie
from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import MetVersie


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
        return verleden(self.cleaned_data["terugkoppeling_op"])


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
        return verleden(self.cleaned_data["oogo_op"])

    def clean_instemming_op(self) -> date | None:
        return verleden(self.cleaned_data["instemming_op"])

    def clean_toestemming_op(self) -> date | None:
        return verleden(self.cleaned_data["toestemming_op"])

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
        return verleden(self.cleaned_data["terugkoppeling_op"])

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
