"""What a school fills in: what it asks for, the questions of a task, the files; parse and check, never save."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.conf import settings

from leerlingen.enums import Documentsoort
from swv.bsn import BsnWaarschuwingMixin
from swv.klok import vandaag
from tlv.enums import Aanleiding, Soort
from tlv.forms import Keuzeveld, Tekstveld
from tlv.models import Aanvraag
from tlv.vragen import MAX_REGEL, MAX_TEKST, Taak, Vraag, controleer_antwoord

OVERGENOMEN = "Overgenomen uit uw vorige aanvraag: controleer of dit nog klopt."


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
        super().__init__(*args, initial={**begin, "versie": aanvraag.versie}, **kwargs)  # type: ignore[misc]
        for gesteld in self.vragen:
            self.fields[gesteld.code] = vraagveld(gesteld)
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


def vraagveld(gesteld: Vraag) -> forms.Field:
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
