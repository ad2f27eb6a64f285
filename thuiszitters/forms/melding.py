"""The report of a school: short enough for a phone and three minutes (issue 3; FRM-06)."""

from collections.abc import Sequence
from typing import Any

from django import forms

from leerlingen.enums import Inschrijvingsoort
from swv.bsn import BsnWaarschuwingMixin
from swv.dagen import VOOR_GEBOORTE
from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import MetSleutel, Verledenveld
from swv.klok import vandaag
from swv.models import School
from swv.scholen.keuze import bied_scholen, schoolnamen
from swv.termijnen import datum
from thuiszitters.enums import VAN_SCHOOL, Belemmering, Categorie, Herkomst, Regie
from thuiszitters.forms.velden import EersteDagForm, tekstvak

JANEE = (("ja", "Ja"), ("nee", "Nog niet"))
GEEN_SCHOOL = "geen"
UITLEG = {
    Categorie.RELATIEF: "Ongeoorloofd afwezig",
    Categorie.ZIEKGEMELD: "Ziekgemeld, langer of vaak",
    Categorie.DREIGEND: "Komt nog, maar dreigt thuis te blijven zitten",
    Categorie.THUISWERKPLAN: "Werkt thuis volgens een plan",
    Categorie.AANGEPAST: "Volgt een aangepast programma, niet alle uren op school",
    Categorie.NIET_OFFICIEEL: "Thuis zonder dat het als verzuim is geregistreerd",
}
CATEGORIEEN_SCHOOL = [(c.value, UITLEG[c]) for c in VAN_SCHOOL]
NA_CONSTATERING = "Deze datum ligt voor de eerste dag thuis. Controleer beide datums."
GEEN_DAG = "Vul in sinds welke dag de leerling thuis is."
KOMT_NOG = (
    "U koos dat de leerling nog komt. Dan is er nog geen eerste dag thuis: maak dit veld leeg, of kies iets anders bij "
    "“Wat past het best?”."
)
AL_GEMELD = (
    "Deze leerling is al gemeld. Kijk eerst naar die melding. Is dit iets anders? Verstuur het dan opnieuw."
)


class MeldingForm(BsnBevestigForm, EersteDagForm, MetSleutel):
    """What a school tells; SWV staff also says who told it, and may pick every categorie."""

    school = forms.ChoiceField(label="Voor welke school meldt u?")
    herkomst = forms.ChoiceField(label="Wie meldde dit?", choices=Herkomst.choices)
    categorie = forms.ChoiceField(label="Wat is er aan de hand?", widget=forms.RadioSelect)
    eerste_verzuimdag = Verledenveld(
        label="Sinds wanneer is de leerling thuis?",
        required=False,
        help_text="Komt de leerling nog, maar dreigt het? Laat dit leeg.",
    )
    geconstateerd_op = Verledenveld(
        label="Wanneer zag de school dat dit niet goed gaat?",
        help_text="De dag waarop u wist dat u dit moest melden.",
    )
    belemmeringen = forms.MultipleChoiceField(
        label="Waar ligt het aan, voor zover u weet?",
        choices=Belemmering.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="U mag er meer kiezen.",
    )
    toelichting = tekstvak(
        label="Wilt u dit toelichten?",
        required=False,
        help_text="Alleen wat nodig is om te helpen. Nooit het burgerservicenummer (BSN).",
    )
    gedaan = tekstvak(label="Wat heeft de school al gedaan?", required=False)
    regie = forms.ChoiceField(
        label="Wie heeft nu de regie?", choices=Regie.choices, widget=forms.RadioSelect, initial=Regie.SCHOOL
    )
    hulpverlening = forms.CharField(
        label="Welke hulpverlening is betrokken?",
        required=False,
        max_length=120,
        help_text="Bijvoorbeeld: het wijkteam. Leeg laten als er geen hulp is.",
    )
    ouders_geinformeerd = forms.ChoiceField(
        label="Weten de ouders van deze melding?", choices=JANEE, widget=forms.RadioSelect
    )

    al_gemeld = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, scholen: list[School], via_swv: bool, eerder: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.eerder = list(eerder)
        self.fields["al_gemeld"].initial = ",".join(self.eerder)
        self.scholen = {school.vestigingscode: school for school in scholen}
        self.via_swv = via_swv
        keuzes: Any = self.fields["categorie"]
        keuzes.choices = Categorie.choices if via_swv else CATEGORIEEN_SCHOOL
        self.fields["geconstateerd_op"].initial = vandaag
        self._kies_school()
        if not via_swv:
            del self.fields["herkomst"]

    def _kies_school(self) -> None:
        """One school is no question; the SWV can also report a pupil who stands at no school."""
        if len(self.scholen) == 1 and not self.via_swv:
            del self.fields["school"]
            return
        veld: Any = self.fields["school"]
        namen = schoolnamen(self.scholen.values())
        veld.choices = [(code, namen[code]) for code in self.scholen]
        if self.via_swv:
            veld.label = "School van de leerling"
            veld.choices.append((GEEN_SCHOOL, "Geen school"))

    def clean(self) -> dict[str, Any]:
        self._begin()
        gegevens = super().clean()
        self._eis_gezien_dat_er_al_een_is(gegevens)
        begin, gezien = gegevens.get("eerste_verzuimdag"), gegevens.get("geconstateerd_op")
        if begin and gezien and gezien < begin:
            self.add_error("geconstateerd_op", NA_CONSTATERING)
        if gegevens.get("herkomst") == Herkomst.SCHOOL and gegevens.get("school") == GEEN_SCHOOL:
            self.add_error("school", "Een melding van de school hoort bij een school. Kies de school.")
        return gegevens

    def _begin(self) -> None:
        """Who still comes to school has no first day at home: it begins on the day on which it was seen."""
        gegevens = self.cleaned_data
        begin = gegevens.get("eerste_verzuimdag")
        if gegevens.get("categorie") != Categorie.DREIGEND:
            if begin is None and "eerste_verzuimdag" not in self.errors:
                self.add_error("eerste_verzuimdag", GEEN_DAG)
        elif begin is not None:
            self.add_error("eerste_verzuimdag", KOMT_NOG)
        else:
            gegevens["eerste_verzuimdag"] = gegevens.get("geconstateerd_op")

    def _eis_gezien_dat_er_al_een_is(self, gegevens: dict[str, Any]) -> None:
        """A report that is open was on the page before a second one is made."""
        if set(self.eerder) <= set(gegevens.get("al_gemeld", "").split(",")):
            return
        self.add_error(None, AL_GEMELD)
        gepost: Any = self.data
        kopie = gepost.copy()
        kopie[self.add_prefix("al_gemeld")] = ",".join(self.eerder)
        self.data = kopie

    @property
    def plek(self) -> dict[str, Any]:
        """School and origin, as the service takes them."""
        if "school" in self.cleaned_data:
            school = self.scholen.get(self.cleaned_data["school"])
        else:
            school = next(iter(self.scholen.values()))
        return {"school": school, "herkomst": self.cleaned_data.get("herkomst", Herkomst.SCHOOL)}

    @property
    def gegevens(self) -> dict[str, Any]:
        """What was told."""
        namen = (
            "categorie",
            "eerste_verzuimdag",
            "geconstateerd_op",
            "belemmeringen",
            "toelichting",
            "gedaan",
            "regie",
            "hulpverlening",
        )
        ouders = self.cleaned_data["ouders_geinformeerd"] == "ja"
        return {naam: self.cleaned_data[naam] for naam in namen} | {"ouders_geinformeerd": ouders}


class NieuweLeerlingForm(BsnWaarschuwingMixin, MetSleutel):
    """Who the pupil is, when there is no dossier yet: only what the report needs."""

    roepnaam = forms.CharField(label="Roepnaam", max_length=60)
    voorvoegsel = forms.CharField(
        label="Voorvoegsel", max_length=20, required=False, help_text="Bijvoorbeeld: van der"
    )
    achternaam = forms.CharField(label="Achternaam", max_length=80)
    geboortedatum = Verledenveld(label="Geboortedatum")
    school = forms.ModelChoiceField(
        School.objects.none(), label="School", to_field_name="vestigingscode", empty_label="Kies een school"
    )
    vanaf = Verledenveld(
        label="Sinds wanneer staat de leerling bij de school ingeschreven?",
        help_text="Weet u het niet precies? Kies de eerste schooldag van dit schooljaar.",
    )

    enige: School | None = None

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        geboren, vanaf = gegevens.get("geboortedatum"), gegevens.get("vanaf")
        if geboren and vanaf and vanaf < geboren:
            self.add_error("vanaf", VOOR_GEBOORTE.format(dag=datum(geboren)))
        return gegevens

    def __init__(self, *args: Any, scholen: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(scholen) == 1:
            self.enige = scholen[0]
            del self.fields["school"]
            return
        veld: Any = self.fields["school"]
        bied_scholen(veld, School.objects.filter(pk__in=[s.pk for s in scholen]))

    @property
    def opdracht(self) -> dict[str, Any]:
        """The arguments of `leerlingen.services.leerling_toevoegen`."""
        namen = ("roepnaam", "voorvoegsel", "achternaam", "geboortedatum")
        return {
            "gegevens": {naam: self.cleaned_data[naam] for naam in namen},
            "school": self.enige or self.cleaned_data["school"],
            "soort": Inschrijvingsoort.INSCHRIJVING,
            "vanaf": self.cleaned_data["vanaf"],
            "leerjaar": "",
            "sleutel": self.cleaned_data["sleutel"],
        }


class MeldingtekstForm(BsnBevestigForm):
    """The words of a report that nobody picked up yet."""

    toelichting = tekstvak(
        label="Toelichting",
        required=False,
        help_text="Alleen wat nodig is om te helpen. Nooit het burgerservicenummer (BSN).",
    )
    gedaan = tekstvak(label="Wat heeft de school al gedaan?", required=False)
    hulpverlening = forms.CharField(label="Welke hulpverlening is betrokken?", required=False, max_length=120)

    @property
    def opdracht(self) -> dict[str, dict[str, str]]:
        """The arguments of the service."""
        namen = ("toelichting", "gedaan", "hulpverlening")
        return {"teksten": {naam: self.cleaned_data[naam] for naam in namen}}


class RedenForm(BsnWaarschuwingMixin, forms.Form):
    """One text: why."""

    reden = tekstvak(label="Waarom?")

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].help_text = hint
