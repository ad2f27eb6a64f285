"""Input of this room: parse and check, never save."""

import re
import uuid
from datetime import date
from typing import Any

from django import forms

from leerlingen.enums import Documentsoort, Dubbeluitkomst, Inschrijvingsoort, Vernietigreden
from leerlingen.models import Betrokkene, Leerling
from swv.bsn import BsnWaarschuwingMixin
from swv.klok import datum_van, vandaag
from swv.models import Gebied, School
from swv.scholen.keuze import schoolnamen
from swv.templatetags.opmaak import datum_kort

LEERJAREN = [f"groep {n}" for n in range(1, 9)] + [f"leerjaar {n}" for n in range(1, 7)]
LEERJAARKEUZES = [("", "Onbekend"), *((jaar, jaar) for jaar in LEERJAREN)]
OUDST = 30
LANGSTE_POSTCODE = 7  # a foreign one, such as D-26789
NEDERLANDS = re.compile(r"^[1-9][0-9]{3}[A-Z]{2}$")
ADRESVELDEN = ("straat", "huisnummer", "postcode", "plaats")
TOEKOMST = "Deze datum ligt in de toekomst. Controleer het jaar."


class Datumveld(forms.DateField):
    """A date with the picker of the browser; typed as 14-5-2014 it is understood too."""

    def __init__(self, **opties: Any) -> None:
        opties.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        opties.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        opties.setdefault("error_messages", {"invalid": "Vul een datum in als 14-5-2014."})
        super().__init__(**opties)


def schone_postcode(tekst: str) -> str:
    return "".join(tekst.split()).upper()


class MetSleutel(forms.Form):
    """A key made with the page: the same form sent twice makes one object (eisen.md S7)."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class MetVersie(forms.Form):
    """The version that was read, to notice that a colleague saved in the meantime."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class LeerlingForm(BsnWaarschuwingMixin, forms.ModelForm):
    """Who the pupil is; without `met_adres` the address is not in the form and stays as it is."""

    geboortedatum = Datumveld(label="Geboortedatum")
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)  # typed with blanks

    class Meta:
        model = Leerling
        fields = (
            "roepnaam",
            "voorvoegsel",
            "achternaam",
            "geboortedatum",
            "geslacht",
            "straat",
            "huisnummer",
            "postcode",
            "plaats",
            "gemeente",
            "leerlingnummer_school",
        )
        labels = {
            "gemeente": "Gemeente waar de leerling woont",
            "leerlingnummer_school": "Leerlingnummer in de administratie van de school",
        }
        help_texts = {
            "voorvoegsel": "Bijvoorbeeld: van der",
            "gemeente": "Leeg laten mag: wij zoeken de gemeente bij de postcode.",
            "leerlingnummer_school": "Nooit het burgerservicenummer (BSN).",
        }

    def __init__(self, *args: Any, met_adres: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in () if met_adres else ADRESVELDEN:
            del self.fields[naam]

    def clean_postcode(self) -> str:
        postcode = schone_postcode(self.cleaned_data["postcode"])
        if postcode and not NEDERLANDS.match(postcode):
            raise forms.ValidationError(
                "Vul een Nederlandse postcode in, zoals 9711 LM. Woont de leerling in het buitenland? "
                "Laat de postcode dan leeg."
            )
        return postcode

    def clean_geboortedatum(self) -> date:
        geboren: date = self.cleaned_data["geboortedatum"]
        op = vandaag()
        if geboren > op:
            raise forms.ValidationError(TOEKOMST)
        if op.year - geboren.year > OUDST:
            raise forms.ValidationError("Deze leerling zou ouder dan 30 jaar zijn. Controleer het jaar.")
        return geboren

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        postcode = gegevens.get("postcode", "")
        if postcode and not gegevens.get("gemeente"):
            gebied = Gebied.objects.filter(pc4=postcode[:4]).first()
            gegevens["gemeente"] = gebied.gemeente if gebied else ""
        return gegevens

    @property
    def antwoorden(self) -> dict[str, Any]:
        """The cleaned fields of the pupil itself."""
        return {naam: self.cleaned_data[naam] for naam in self.Meta.fields if naam in self.cleaned_data}


class LeerlingWijzigenForm(LeerlingForm, MetVersie):
    pass


class Plaatsvelden(forms.Form):
    """At which school, since when; the choice of school only where there is one."""

    school = forms.ModelChoiceField(
        School.objects.none(), label="School", to_field_name="vestigingscode", empty_label="Kies een school"
    )
    soort = forms.ChoiceField(
        label="Is de leerling aangemeld of ingeschreven?",
        choices=Inschrijvingsoort.choices,
        widget=forms.RadioSelect,
        initial=Inschrijvingsoort.INSCHRIJVING,
    )
    vanaf = Datumveld(label="Vanaf welke datum?")
    leerjaar = forms.ChoiceField(label="Groep of leerjaar", choices=LEERJAARKEUZES, required=False)

    enige: School | None = None

    def kies_uit(self, scholen: list[School]) -> None:
        """Offer these schools; a single one is no question."""
        if len(scholen) == 1:
            self.enige = scholen[0]
            del self.fields["school"]
            return
        veld: Any = self.fields["school"]
        veld.queryset = School.objects.filter(pk__in=[school.pk for school in scholen]).order_by("naam", "id")
        namen = schoolnamen(scholen)
        veld.label_from_instance = lambda school: namen[school.vestigingscode]

    def clean_vanaf(self) -> date:
        vanaf: date = self.cleaned_data["vanaf"]
        if abs((vanaf - vandaag()).days) > OUDST * 365:
            raise forms.ValidationError("Controleer het jaar van deze datum.")
        return vanaf

    @property
    def plaats(self) -> dict[str, Any]:
        """The arguments of the service."""
        school = self.enige or self.cleaned_data["school"]
        return {"school": school} | {naam: self.cleaned_data[naam] for naam in ("soort", "vanaf", "leerjaar")}


class LeerlingToevoegenForm(LeerlingForm, Plaatsvelden, MetSleutel):
    def __init__(self, *args: Any, scholen: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies_uit(scholen)


class InschrijvenForm(Plaatsvelden):
    def __init__(self, *args: Any, scholen: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kies_uit(scholen)


class UitschrijvenForm(forms.Form):
    tot_en_met = Datumveld(
        label="Tot en met welke datum?",
        help_text="Op deze dag is de leerling nog bij de school. Daarna ziet de school de leerling niet meer.",
    )


class LeerjaarForm(forms.Form):
    leerjaar = forms.ChoiceField(label="Groep of leerjaar", choices=LEERJAARKEUZES, required=False)


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


class DocumentForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand",
        help_text="PDF, Word, Excel, OpenDocument, JPG of PNG, hoogstens 20 MB. Geen burgerservicenummer (BSN).",
    )
    soort = forms.ChoiceField(label="Wat is het?", choices=[("", "Kies een soort"), *Documentsoort.choices])
    gedateerd_op = Datumveld(label="Datum van het document", required=False)


class VernietigForm(forms.Form):
    """Why the content of a file must go; there is no way back, so the box says that it was understood."""

    use_required_attribute = False
    om = forms.ChoiceField(
        label="Waarom moet de inhoud weg?",
        choices=Vernietigreden.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de inhoud weg moet."},
    )
    begrepen = forms.BooleanField(
        label="Ik begrijp dat niemand dit bestand daarna nog kan openen.",
        error_messages={"required": "Zet een vinkje om te bevestigen dat de inhoud voorgoed weg mag."},
    )


class DubbelForm(forms.Form):
    uitkomst = forms.ChoiceField(
        label="Gaat het om dezelfde leerling?", choices=Dubbeluitkomst.choices, widget=forms.RadioSelect
    )


class SamenvoegenForm(forms.Form):
    """Which of two files stays; the other one goes into it."""

    blijft = forms.ChoiceField(label="Welk dossier blijft?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, paar: tuple[Leerling, Leerling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paar = {str(leerling.sleutel): leerling for leerling in paar}
        veld: Any = self.fields["blijft"]
        veld.choices = [
            (sleutel, f"{leerling.dossiernummer}, geopend op {datum_kort(datum_van(leerling.aangemaakt_op))}")
            for sleutel, leerling in self.paar.items()
        ]

    @property
    def keuze(self) -> Leerling:
        return self.paar[self.cleaned_data["blijft"]]


class FilterForm(forms.Form):
    """What the list is narrowed to; a wrong value is left out, never an error page."""

    school = forms.CharField(required=False, max_length=6)
    gemeente = forms.CharField(required=False, max_length=60)
    leerjaar = forms.ChoiceField(required=False, choices=LEERJAARKEUZES)
    leeftijd_van = forms.IntegerField(required=False, min_value=0, max_value=OUDST)
    leeftijd_tot = forms.IntegerField(required=False, min_value=0, max_value=OUDST)

    @property
    def waarden(self) -> dict[str, Any]:
        """The valid values only."""
        self.full_clean()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde not in ("", None)}
