"""Input of a begroting and its posten: parse and check, never save."""

from decimal import Decimal
from typing import Any

from django import forms

from financien.enums import RUBRIEKEN_BATEN, RUBRIEKEN_LASTEN, Rubriek, Soort
from financien.forms.velden import Bedragveld, jaarveld
from financien.geld import MAANDEN, NUL, over_maanden
from financien.models import MAX_VOLGENDE_JAREN, Begroting, Post, Programma
from swv.forms.velden import datumveld
from swv.templatetags.opmaak import bedrag as met_euroteken
from swv.termijnen.tekst import MAANDEN as MAANDNAMEN


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
