"""Input of completing a request: what the SWV asks, what the school answers; parse and check, never save."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import datumveld
from swv.klok import vandaag
from tlv.forms import Tekstveld
from tlv.forms_aanvraag import vraagveld
from tlv.models import Aanvraag, Herstelverzoek
from tlv.vragen import MAX_TEKST, Vraag, antwoord_in_woorden, controleer_antwoord, taken, vraag


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
        super().__init__(*args, initial={"versie": herstelverzoek.versie}, **kwargs)  # type: ignore[misc]
        self.punten: list[tuple[Any, Vraag]] = []
        aanvraag = herstelverzoek.aanvraag
        for punt in herstelverzoek.punten.order_by("id"):
            gesteld = vraag(aanvraag, punt.vraag)
            if gesteld is None:
                continue
            self.punten.append((punt, gesteld))
            if not gesteld.is_document:
                veld = self.fields[gesteld.code] = vraagveld(replace(gesteld, verplicht=True))
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
