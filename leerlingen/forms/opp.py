"""Input around an OPP: begin, vaststellen, evaluate, end, ROD and advice; parse and check, never save."""

import uuid
from datetime import date
from typing import Any

from django import forms

from leerlingen.enums import Eindereden, Evaluatieuitkomst, Gehoord
from leerlingen.forms.oppvelden import MAX_TEKST, Oppform, verleden
from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import Datumveld, MetSleutel, MetVersie
from swv.models import School


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
        return verleden(self.cleaned_data["ondersteuning_vanaf"])

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
        return verleden(self.cleaned_data["datum"])


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
        return verleden(self.cleaned_data["datum"])

    def clean_oogo_op(self) -> date | None:
        return verleden(self.cleaned_data["oogo_op"])


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
        return verleden(self.cleaned_data["datum"])


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
        return verleden(self.cleaned_data["gemeld_op"])

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
