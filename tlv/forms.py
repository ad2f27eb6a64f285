"""Input of the TLV pages: parse and check, never save."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from leerlingen.enums import Documentsoort
from swv.bsn import BsnWaarschuwingMixin
from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import MagNogLeeg, datumveld
from swv.klok import vandaag
from swv.models import Gebruiker
from tlv.adviespaar import nog_nodig, past_bij
from tlv.enums import Aanleiding, Bekostigingscategorie, Beroep, Bezwaaruitkomst, Conclusie, Soort, Uitkomst
from tlv.geldigheid import MET_CATEGORIE, mogelijke_categorieen
from tlv.models import Aanvraag, Deskundigenadvies, Herstelverzoek
from tlv.vragen import (
    MAX_REGEL,
    MAX_TEKST,
    Taak,
    Vraag,
    antwoord_in_woorden,
    controleer_antwoord,
    taken,
    vraag,
)

Keuzes = list[tuple[str, str]]
OVERGENOMEN = "Overgenomen uit uw vorige aanvraag: controleer of dit nog klopt."
AFWIJKEN = (
    "Dit zijn alleen de adviezen, en die leggen dit besluit niet uit. Schrijf waarom u dit besluit neemt "
    "(Awb artikel 3:46 en 3:50)."
)


def tekstveld(label: str, *, regels: int = 6, **opties: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": regels}), max_length=8000, **opties
    )


class Tekstveld(MagNogLeeg, forms.CharField):
    pass


class Keuzeveld(MagNogLeeg, forms.ChoiceField):
    pass


class Datumveld(MagNogLeeg, forms.DateField):
    pass


class SoortForm(forms.Form):
    """Which TLV a school asks for."""

    soort = forms.ChoiceField(label="Wat vraagt u aan?", widget=forms.RadioSelect)
    aanleiding = Keuzeveld(
        label="Waarom vraagt u aan?",
        help_text="Hiervan hangt af welke vragen wij stellen. Bij praktijkonderwijs maakt het niet uit.",
        choices=Aanleiding.choices,
        initial=Aanleiding.EERSTE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, soorten: list[Soort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [(s.value, s.label) for s in soorten]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A TLV for PrO has no end, so there is nothing to extend; no choice is the first request."""
        schoon = super().clean() or {}
        if schoon.get("soort") == Soort.PRO or not schoon.get("aanleiding"):
            schoon["aanleiding"] = Aanleiding.EERSTE
        return schoon


class TaakForm(BsnWaarschuwingMixin, forms.Form):
    """The questions of one task; a half answer can be kept, so nothing is refused for being empty."""

    use_required_attribute = False
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        taak: Taak,
        aanvraag: Aanvraag,
        bekend: Mapping[str, str] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:
        """`bekend`: what the dossier already knows, as the first value of a question that has no answer yet."""
        self.vragen = [v for v in taak.vragen if not v.is_document]
        begin = {v.code: aanvraag.antwoorden.get(v.code, bekend.get(v.code, "")) for v in self.vragen}
        super().__init__(*args, initial={**begin, "versie": aanvraag.versie}, **kwargs)
        for gesteld in self.vragen:
            self.fields[gesteld.code] = _veld(gesteld)
            if gesteld.code in aanvraag.overgenomen:
                self.fields[gesteld.code].help_text = f"{OVERGENOMEN} {gesteld.hint}".strip()

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        for gesteld in self.vragen:
            if fout := controleer_antwoord(gesteld, schoon.get(gesteld.code, ""), vandaag()):
                self.add_error(gesteld.code, fout)
        return schoon

    @property
    def antwoorden(self) -> dict[str, str]:
        """The answers that can be kept: one that is refused does not hold up the others."""
        return {v.code: self.cleaned_data[v.code] for v in self.vragen if v.code in self.cleaned_data}


def _veld(gesteld: Vraag) -> forms.Field:
    """The field of one question; an answer is always text, `controleer_antwoord` judges it."""
    opties: dict[str, Any] = {
        "label": gesteld.label,
        "help_text": gesteld.hint,
        "required": gesteld.verplicht,
    }
    if gesteld.soort in {"keuze", "janee"}:
        return Keuzeveld(choices=gesteld.keuzes, widget=forms.RadioSelect, **opties)
    if gesteld.soort == "datum":
        return Tekstveld(widget=forms.DateInput(attrs={"type": "date"}), **opties)
    if gesteld.soort == "getal":
        return Tekstveld(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **opties)
    if gesteld.soort == "tekst":
        return Tekstveld(widget=forms.Textarea(attrs={"rows": 5}), max_length=MAX_TEKST, **opties)
    return Tekstveld(max_length=MAX_REGEL, **opties)


class MeerBestanden(forms.FileInput):
    allow_multiple_selected = True


BESTAND = "bestand_"  # the file input of question X is called bestand_X
SOORT = "soort_"  # and the kind of those files soort_X
MB = 1024 * 1024


def uploadhint() -> str:
    """What may be sent, said before anyone chooses a file."""
    per_bestand, samen = (grens // MB for grens in (settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_VERZOEK))
    return (
        f"PDF, Word, Excel, ODT, JPG of PNG. Hoogstens {per_bestand} MB per bestand en {samen} MB tegelijk."
    )


class BestandForm(forms.Form):
    """The upload box of one document question, which itself says if it is mandatory; the service judges each file."""

    use_required_attribute = False

    def __init__(self, *, vraag: str, formulier: str, kies_soort: bool = False) -> None:
        """The box stands outside form `formulier` and travels with it, so that no typed text is lost."""
        super().__init__()
        self.naam, self.soort = f"{BESTAND}{vraag}", f"{SOORT}{vraag}" if kies_soort else ""
        if self.soort:
            self.fields[self.soort] = forms.ChoiceField(
                label="Wat voor document is dit?",
                choices=sorted(Documentsoort.choices, key=lambda keuze: keuze[0] != Documentsoort.OVERIG),
                widget=forms.Select(attrs={"form": formulier}),
            )
        self.fields[self.naam] = forms.FileField(
            label="Kies een of meer bestanden",
            help_text=uploadhint(),
            widget=MeerBestanden(attrs={"multiple": True, "form": formulier}),
        )

    @property
    def soortveld(self) -> Any:
        return self[self.soort] if self.soort else None

    @property
    def veld(self) -> Any:
        return self[self.naam]


class RedenForm(BsnBevestigForm):
    """Why someone does something that ends or undoes a step."""

    reden = tekstveld("Waarom?", regels=3)


class HerstelForm(BsnBevestigForm):
    """What the school must complete: tick a question or document and say what is missing."""

    use_required_attribute = False
    hersteltermijn_tot_en_met = datumveld(
        "Uiterlijk aanvullen op", help_text="De klok staat stil tot de school heeft aangevuld."
    )

    def __init__(self, *args: Any, aanvraag: Aanvraag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groepen: list[tuple[str, list[tuple[str, str]]]] = []
        for taak in taken(aanvraag):
            self.groepen.append((taak.titel, [self._punt(gesteld, aanvraag) for gesteld in taak.vragen]))

    def _punt(self, gesteld: Vraag, aanvraag: Aanvraag) -> tuple[str, str]:
        kies, wat = f"kies_{gesteld.code}", f"wat_{gesteld.code}"
        self.fields[kies] = forms.BooleanField(label=gesteld.label, required=False)
        gegeven = antwoord_in_woorden(gesteld, str(aanvraag.antwoorden.get(gesteld.code, "")))
        hint = f"De school schreef: {Truncator(gegeven or 'niets').chars(300)}"
        self.fields[wat] = Tekstveld(
            label=f"Wat ontbreekt of klopt niet? ({gesteld.label})",
            help_text="" if gesteld.is_document else hint,
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=MAX_TEKST,
        )
        return kies, wat

    def velden(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """Per task the bound checkbox and text of each question, for the page."""
        return [(titel, [(self[kies], self[wat]) for kies, wat in punten]) for titel, punten in self.groepen]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        self.punten = [
            (naam.removeprefix("kies_"), schoon.get(naam.replace("kies_", "wat_", 1), "").strip())
            for naam in self.fields
            if naam.startswith("kies_") and schoon.get(naam)
        ]
        for code, toelichting in self.punten:
            if not toelichting:
                self.add_error(f"wat_{code}", "Schrijf wat de school moet aanvullen.")
        if not self.punten:
            raise ValidationError("Kies minstens één onderdeel dat de school moet aanvullen.")
        return schoon


class AanvulForm(BsnBevestigForm):
    """The school's answer per point, in the field of the question itself; documents go by upload."""

    use_required_attribute = False
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, herstelverzoek: Herstelverzoek, **kwargs: Any) -> None:
        super().__init__(*args, initial={"versie": herstelverzoek.versie}, **kwargs)
        self.punten: list[tuple[Any, Vraag]] = []
        aanvraag = herstelverzoek.aanvraag
        for punt in herstelverzoek.punten.order_by("id"):
            gesteld = vraag(aanvraag, punt.vraag)
            if gesteld is None:
                continue
            self.punten.append((punt, gesteld))
            if not gesteld.is_document:
                veld = self.fields[gesteld.code] = _veld(replace(gesteld, verplicht=True))
                veld.initial = punt.antwoord or aanvraag.antwoorden.get(gesteld.code, "")

    def wordt_definitief(self) -> bool:
        """Keeping a draft, or adding a file, sends nothing in."""
        return self.data.keys().isdisjoint({"bewaren", "toevoegen", "weghalen"})

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        for _punt, gesteld in self.punten:
            if fout := controleer_antwoord(gesteld, schoon.get(gesteld.code, ""), vandaag()):
                self.add_error(gesteld.code, fout)
        return schoon

    @property
    def antwoorden(self) -> dict[str, str]:
        """The points that are answered in words, as far as the answer can be kept."""
        return {v.code: self.cleaned_data[v.code] for _punt, v in self.punten if v.code in self.cleaned_data}


class DeskundigeForm(forms.Form):
    """Whom the SWV asks for an advice."""

    deskundige = forms.ModelChoiceField(
        label="Deskundige",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een deskundige",
        help_text="Staat de deskundige er niet bij? De beheerder kan deze toevoegen bij Gebruikers.",
    )

    def __init__(self, *args: Any, kandidaten: Any, nodig: str = "", **kwargs: Any) -> None:
        """`nodig`: which profession is still missing, said before someone is asked."""
        super().__init__(*args, **kwargs)
        veld = self.fields["deskundige"]
        veld.help_text = f"{nodig} {veld.help_text}".strip()
        veld.queryset = kandidaten  # type: ignore[attr-defined]
        veld.label_from_instance = _met_functie  # type: ignore[attr-defined]


def _met_functie(gebruiker: Gebruiker) -> str:
    """The function tells the profession, which decides whom to ask."""
    return f"{gebruiker.naam} ({gebruiker.functie})" if gebruiker.functie else gebruiker.naam


class AdviesForm(BsnBevestigForm, forms.ModelForm):
    """The advice itself; can be kept half-way, so nothing is mandatory before it is given."""

    class Meta:
        model = Deskundigenadvies
        fields = (
            "beroep",
            "registratie",
            "conclusie",
            "motivering",
            "niet_bij_aanvraag",
            "niet_in_dienst_school",
            "niet_begeleider",
        )
        labels = {
            "registratie": "Registratie (SKJ, BIG, NVO of NIP)",
            "niet_bij_aanvraag": "Ik was niet betrokken bij het maken van deze aanvraag.",
            "niet_in_dienst_school": "Ik ben niet in dienst van de school die aanvraagt.",
            "niet_begeleider": "Ik heb deze leerling niet begeleid of behandeld.",
        }

    use_required_attribute = False
    beroep = Keuzeveld(label="Uw beroep", choices=[("", "Kies uw beroep"), *Beroep.choices])
    conclusie = Keuzeveld(label="Uw conclusie", choices=Conclusie.choices, widget=forms.RadioSelect)
    motivering = Tekstveld(
        label="Uw motivering",
        help_text="Schrijf uw eigen advies voor deze aanvraag. De ouders krijgen er een afschrift van.",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=MAX_TEKST,
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, instance: Deskundigenadvies, anderen: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        """`anderen`: the other advices of this request; together they must be of the right professions."""
        super().__init__(*args, instance=instance, initial={"versie": instance.versie}, **kwargs)
        self.anderen = anderen
        self.fields["beroep"].help_text = nog_nodig(anderen)

    def clean_beroep(self) -> str:
        beroep: str = self.cleaned_data["beroep"]
        gegeven = [advies for advies in self.anderen if advies.uitgebracht_op]
        if self.wordt_definitief() and beroep and not past_bij(beroep, gegeven):
            raise ValidationError(
                f"{nog_nodig(gegeven)} Met uw beroep erbij kan het samenwerkingsverband niet beslissen. "
                "Uw tekst is bewaard; bel het samenwerkingsverband voordat u verdergaat."
            )
        return beroep

    def wordt_definitief(self) -> bool:
        return "uitbrengen" in self.data

    @property
    def antwoorden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in self.Meta.fields if naam in self.cleaned_data}


class BesluitForm(BsnBevestigForm):
    """The decision: outcome, and on grant the category and period."""

    use_required_attribute = False
    uitkomst = forms.ChoiceField(label="Besluit", widget=forms.RadioSelect)
    categorie = Keuzeveld(label="Bekostigingscategorie")
    ingangsdatum = datumveld("Geldig vanaf", Datumveld)
    einddatum = datumveld("Geldig tot en met", Datumveld, help_text="Altijd 31 juli.")
    motivering = tekstveld(
        "Motivering",
        regels=12,
        help_text="Staat in de brief. Noem de belangrijkste overwegingen van beide adviezen.",
    )

    def __init__(
        self,
        *args: Any,
        soort: Soort,
        uitkomsten: Sequence[Uitkomst],
        conclusies: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """`conclusies`: of the advices; their text is a reason only where they point the same way."""
        super().__init__(*args, **kwargs)
        self.conclusies = conclusies
        self.fields["uitkomst"].choices = [(u.value, u.label) for u in uitkomsten]  # type: ignore[attr-defined]
        if len(uitkomsten) == 1:
            self.initial["uitkomst"] = uitkomsten[0]
        categorieen = mogelijke_categorieen(soort)
        veld = self.fields["categorie"]
        veld.choices = [("", "Kies een categorie"), *((c.value, c.label) for c in categorieen)]  # type: ignore[attr-defined]
        if soort == Soort.PRO:  # for the whole time at the school: no end date (WVO 2020 2.30)
            self.fields["einddatum"].widget = forms.HiddenInput()
        if soort not in MET_CATEGORIE:
            veld.widget = forms.HiddenInput()
            self.initial["categorie"] = Bekostigingscategorie.NVT

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if self._wijkt_af_zonder_reden(schoon):
            self.add_error("motivering", AFWIJKEN)
        if schoon.get("uitkomst") != Uitkomst.TOEGEKEND:
            return {**schoon, "categorie": "", "ingangsdatum": None, "einddatum": None}
        for naam in ("categorie", "ingangsdatum"):
            if not schoon.get(naam) and naam not in self.errors:
                self.add_error(naam, "Vul dit in om de TLV toe te kennen.")
        return schoon

    def _wijkt_af_zonder_reden(self, schoon: dict[str, Any]) -> bool:
        """Awb 3:46 and 3:50: a decision that departs from the advices gives its own reasons."""
        gelijk = self.conclusies and all(
            (conclusie == Conclusie.NEGATIEF) == (schoon.get("uitkomst") == Uitkomst.AFGEWEZEN)
            for conclusie in self.conclusies
        )
        past = gelijk and schoon.get("uitkomst") != Uitkomst.NIET_BEHANDELD
        voorstel = str(self.initial.get("motivering", "")).split()
        return bool(voorstel) and not past and schoon.get("motivering", "").split() == voorstel


class VerzondenForm(forms.Form):
    """On which day a letter went out."""

    verzonden_op = datumveld("Verzonden op")


class BezwaarForm(BsnBevestigForm):
    """An objection as it came in."""

    indiener = forms.CharField(label="Wie maakt bezwaar?", max_length=160)
    ontvangen_op = datumveld("Ontvangen op")


class BezwaarUitkomstForm(BsnBevestigForm):
    """How the objection ended."""

    INGETROKKEN = "ingetrokken"
    uitkomst = forms.ChoiceField(
        label="Hoe is het bezwaar geëindigd?",
        choices=[*Bezwaaruitkomst.choices, (INGETROKKEN, "Ingetrokken door wie bezwaar maakte")],
        widget=forms.RadioSelect,
    )
    toelichting = tekstveld("Toelichting", regels=4, required=False)
