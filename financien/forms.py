"""Input of the money pages: parse and check, never save."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from financien.enums import (
    RUBRIEKEN_BATEN,
    RUBRIEKEN_LASTEN,
    Regeling,
    Rubriek,
    Soort,
    Tariefversie,
    Veld,
)
from financien.geld import MAANDEN, NUL, over_maanden
from financien.models import MAX_VOLGENDE_JAREN, Balans, Begroting, Post, Programma
from financien.models.kolommen import EERSTE_JAAR, LAATSTE_JAAR
from financien.realisatie.bedragen import GeenBedrag, Notatie, lees_bedrag, notatie_van
from swv.enums import Onderwijssoort
from swv.forms.velden import datumveld
from swv.imports.tabel import MAX_BYTES
from swv.templatetags.opmaak import bedrag as met_euroteken
from swv.templatetags.opmaak import grootte
from swv.termijnen.tekst import MAANDEN as MAANDNAMEN

TELT_NIET_MEE = "-"
GEEN_BEDRAG = "Vul een bedrag in, bijvoorbeeld 1.234,56."


def jaarveld(**opties: Any) -> forms.IntegerField:
    return forms.IntegerField(label="Jaar", min_value=EERSTE_JAAR, max_value=LAATSTE_JAAR, **opties)


class Bedragveld(forms.CharField):
    """An amount as people type it, Dutch or English, shown again in the Dutch notation."""

    def __init__(self, *, mag_negatief: bool = False, **opties: Any) -> None:
        self.mag_negatief = mag_negatief
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **opties
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        if not tekst:
            return None
        try:
            bedrag = lees_bedrag(tekst, self._notatie(tekst))
        except GeenBedrag as fout:
            raise forms.ValidationError(GEEN_BEDRAG) from fout
        if bedrag < 0 and not self.mag_negatief:
            raise forms.ValidationError("Vul een bedrag in dat niet onder nul ligt.")
        return bedrag

    def _notatie(self, tekst: str) -> Notatie:
        """English only with a point: `10,005` is rather a slip of the hand than ten thousand and five."""
        return (notatie_van(tekst) if "." in tekst else None) or Notatie.NEDERLANDS


class BegrotingForm(forms.Form):
    """A next version or a new year."""

    jaar = jaarveld()
    vanuit = forms.ModelChoiceField(
        Begroting.objects.none(),
        label="Posten overnemen uit",
        to_field_name="sleutel",
        required=False,
        empty_label="Begin leeg",
        help_text="Voor een later jaar worden de meerjarenbedragen overgenomen; afgelopen subsidies niet.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vanuit"].queryset = Begroting.objects.order_by("-jaar", "-versie")  # type: ignore[attr-defined]


class VaststellenForm(forms.Form):
    besluitdatum = datumveld("Datum van het besluit")
    besluit_van = forms.CharField(
        label="Wie heeft de begroting vastgesteld?",
        max_length=120,
        help_text="Bijvoorbeeld: bestuur, na goedkeuring door de ALV.",
    )


class PostForm(forms.Form):
    """One post with its months; without months it is spread evenly."""

    programma = forms.ModelChoiceField(
        Programma.objects.none(), to_field_name="code", empty_label="Kies een programma"
    )
    soort = forms.ChoiceField(choices=Soort.choices, initial=Soort.LASTEN, widget=forms.RadioSelect)
    code = forms.RegexField(
        r"^[0-9A-Za-z][0-9A-Za-z.\-]*$",
        label="Code",
        max_length=12,
        help_text="Blijft gelijk in elke versie, zodat boekingen de post terugvinden. Bijvoorbeeld 6.02.",
        error_messages={"invalid": "Gebruik alleen letters, cijfers, punten en streepjes."},
    )
    omschrijving = forms.CharField(max_length=120)
    rubriek = forms.ChoiceField(label="Rubriek in de jaarrekening", choices=Rubriek.choices)
    bedrag = Bedragveld(label="Bedrag voor het jaar", help_text="Bijvoorbeeld 60.000,00.")
    geoormerkt = forms.BooleanField(label="Geoormerkt: alleen voor dit doel te besteden", required=False)
    subsidie_tot_en_met = datumveld("Subsidie loopt tot en met", required=False)

    def __init__(self, *args: Any, jaar: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programma"].queryset = Programma.objects.order_by("volgorde")  # type: ignore[attr-defined]
        for maand, naam in enumerate(MAANDNAMEN, start=1):
            self.fields[f"maand_{maand}"] = Bedragveld(label=naam.capitalize(), required=False)
        for verder in range(1, MAX_VOLGENDE_JAREN + 1):
            self.fields[f"jaar_{verder}"] = Bedragveld(label=f"{jaar + verder}", required=False)

    @property
    def maandvelden(self) -> list[forms.BoundField]:
        return [self[f"maand_{maand}"] for maand in range(1, MAANDEN + 1)]

    @property
    def jaarvelden(self) -> list[forms.BoundField]:
        return [self[f"jaar_{verder}"] for verder in range(1, MAX_VOLGENDE_JAREN + 1)]

    def clean(self) -> dict[str, Any]:
        waarden: dict[str, Any] = super().clean() or self.cleaned_data
        self._controleer_rubriek(waarden)
        if waarden.get("subsidie_tot_en_met") and not waarden.get("geoormerkt"):
            self.add_error("subsidie_tot_en_met", "Een einddatum hoort alleen bij een geoormerkte post.")
        self._controleer_maanden(waarden)
        self._controleer_jaren(waarden)
        return waarden

    def _controleer_rubriek(self, waarden: dict[str, Any]) -> None:
        verkeerd = RUBRIEKEN_LASTEN if waarden.get("soort") == Soort.BATEN else RUBRIEKEN_BATEN
        if waarden.get("rubriek") in verkeerd:
            soort = Soort(waarden["soort"]).label.lower() if waarden.get("soort") else "deze post"
            self.add_error("rubriek", f"Deze rubriek past niet bij {soort}.")

    def _controleer_maanden(self, waarden: dict[str, Any]) -> None:
        maanden = [waarden.get(f"maand_{maand}") for maand in range(1, MAANDEN + 1)]
        bedrag = waarden.get("bedrag")
        if bedrag is None or all(maand is None for maand in maanden):
            return
        som = sum((maand or NUL for maand in maanden), NUL)
        if som != bedrag:
            self.add_error(
                "bedrag",
                f"De maanden zijn samen {met_euroteken(som)}; dat is {met_euroteken(abs(bedrag - som))} "
                f"{'te weinig' if som < bedrag else 'te veel'}. Maak alle maanden leeg voor gelijke delen.",
            )

    def _controleer_jaren(self, waarden: dict[str, Any]) -> None:
        jaren = self._jaren(waarden)
        if None in jaren:
            leeg = jaren.index(None) + 1
            self.add_error(f"jaar_{leeg}", "Vul ook dit jaar in, of maak de latere jaren leeg.")

    def _jaren(self, waarden: dict[str, Any]) -> list[Decimal | None]:
        """The amounts through the last year that is filled in."""
        jaren = [waarden.get(f"jaar_{verder}") for verder in range(1, MAX_VOLGENDE_JAREN + 1)]
        while jaren and jaren[-1] is None:
            jaren.pop()
        return jaren

    def gegevens(self) -> dict[str, Any]:
        """The fields of the post."""
        vast = ("programma", "soort", "code", "omschrijving", "rubriek", "bedrag", "geoormerkt")
        waarden = {naam: self.cleaned_data[naam] for naam in (*vast, "subsidie_tot_en_met")}
        maanden = [self.cleaned_data[f"maand_{maand}"] for maand in range(1, MAANDEN + 1)]
        zelf = any(maand is not None for maand in maanden)
        waarden["maanden"] = [m or NUL for m in maanden] if zelf else over_maanden(waarden["bedrag"])
        waarden["volgende_jaren"] = self._jaren(self.cleaned_data)
        return waarden

    @staticmethod
    def begin(post: Post) -> dict[str, Any]:
        """What the form shows of a post; equal months stay empty."""
        namen = ("soort", "code", "omschrijving", "rubriek", "bedrag", "geoormerkt", "subsidie_tot_en_met")
        begin: dict[str, Any] = {naam: getattr(post, naam) for naam in namen}
        begin["programma"] = post.programma.code
        if post.maanden != over_maanden(post.bedrag):
            begin |= {f"maand_{maand}": bedrag for maand, bedrag in enumerate(post.maanden, start=1)}
        return begin | {f"jaar_{n}": bedrag for n, bedrag in enumerate(post.volgende_jaren, start=1)}


class RealisatieForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand van het administratiekantoor",
        help_text="CSV of Excel (.xlsx) met boekingen. De kolommen worden op naam herkend.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )
    notatie = forms.ChoiceField(
        label="Hoe staan de bedragen in het bestand?",
        required=False,
        choices=[
            ("", "Herken het zelf"),
            (Notatie.NEDERLANDS.value, "Nederlands: 1.234,56"),
            (Notatie.ENGELS.value, "Engels: 1,234.56"),
        ],
    )

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                f"Het bestand is te groot ({grootte(bestand.size)}). Hoogstens {grootte(MAX_BYTES)} kan."
            )
        return bestand


class ToewijzingForm(forms.Form):
    """Where a kostenplaats belongs."""

    kostenplaats = forms.CharField(max_length=20, required=False)
    grootboek = forms.CharField(
        label="Alleen voor grootboekrekening",
        max_length=20,
        required=False,
        help_text="Leeg: voor alle boekingen op deze kostenplaats.",
    )
    programma = forms.ChoiceField()
    soort = forms.ChoiceField(
        label="Baten of lasten",
        required=False,
        choices=[("", "Volgt uit de grootboekrekening"), *Soort.choices],
    )
    post_code = forms.CharField(label="Code van de post", max_length=12, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmas = Programma.objects.order_by("volgorde").values_list("code", "naam")
        self.fields["programma"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een programma"),
            *programmas,
            (TELT_NIET_MEE, "Telt niet mee (balansrekening)"),
        ]

    def clean(self) -> dict[str, Any]:
        waarden: dict[str, Any] = super().clean() or self.cleaned_data
        if not waarden.get("kostenplaats") and not waarden.get("grootboek"):
            self.add_error("kostenplaats", "Vul een kostenplaats of een grootboekrekening in.")
        return waarden

    def gegevens(self) -> dict[str, Any]:
        code = self.cleaned_data["programma"]
        programma = None if code == TELT_NIET_MEE else Programma.objects.get(code=code)
        return {**self.cleaned_data, "programma": programma}


class KolomnaamForm(forms.Form):
    naam = forms.RegexField(
        r"[0-9A-Za-z]",
        label="Titel van de kolom",
        max_length=60,
        help_text="Zoals op de eerste regel van het bestand.",
        error_messages={"invalid": "Een titel heeft ten minste een letter of cijfer."},
    )
    veld = forms.ChoiceField(label="Wat staat erin?", choices=Veld.choices)


class VerdelingForm(forms.Form):
    jaar = jaarveld()
    omschrijving = forms.CharField(
        max_length=120, help_text="Bijvoorbeeld: Basisondersteuning 2026, eerste halfjaar."
    )
    regeling = forms.ChoiceField(
        label="Hoe wordt het verdeeld?",
        choices=Regeling.choices,
        widget=forms.RadioSelect,
        initial=Regeling.NAAR_RATO,
    )
    bedrag = Bedragveld(help_text="Het totaal, of het bedrag per leerling of per school.")
    onderwijssoorten = forms.MultipleChoiceField(
        label="Welke leerlingen tellen mee?", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, soorten: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(soort, Onderwijssoort(soort).label) for soort in soorten]
        self.fields["onderwijssoorten"].choices = keuzes  # type: ignore[attr-defined]

    def clean_bedrag(self) -> Decimal:
        bedrag: Decimal = self.cleaned_data["bedrag"]
        if not bedrag:
            raise forms.ValidationError("Vul een bedrag boven nul in.")
        return bedrag


class TariefForm(forms.Form):
    jaar = jaarveld()
    versie = forms.ChoiceField(choices=Tariefversie.choices)
    code = forms.ChoiceField(label="Tarief")
    bedrag = Bedragveld()
    geldig_vanaf = datumveld("Geldig vanaf")
    bron = forms.CharField(
        max_length=200, help_text="De regeling met nummer en datum, bijvoorbeeld Stcrt. 2025, 12345."
    )

    def __init__(self, *args: Any, tarieven: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = list(tarieven)  # type: ignore[attr-defined]

    def gegevens(self) -> dict[str, Any]:
        return {
            **{naam: self.cleaned_data[naam] for naam in ("bedrag", "geldig_vanaf", "bron")},
            "is_fictief": False,
        }


class BalansForm(forms.Form):
    """The facts of domein.md 5.4, from the jaarrekening."""

    jaar = jaarveld(help_text="De balans op 31 december van dit jaar.")
    eigen_vermogen = Bedragveld(mag_negatief=True)
    voorzieningen = Bedragveld()
    kortlopende_schulden = Bedragveld()
    vlottende_activa = Bedragveld()
    totaal_vermogen = Bedragveld()
    totale_baten = Bedragveld(help_text="Bruto, dus met de ingehouden afdrachten.")
    resultaat = Bedragveld(mag_negatief=True)
    bron = forms.CharField(max_length=200, help_text="Bijvoorbeeld: jaarrekening 2025, vastgesteld in juni.")

    def gegevens(self) -> dict[str, Any]:
        waarden = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "jaar"}
        return waarden | {"is_fictief": False}

    @staticmethod
    def begin(balans: Balans) -> dict[str, Any]:
        return {naam: getattr(balans, naam) for naam in BalansForm.base_fields}
