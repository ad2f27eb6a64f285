"""Input of the pages around a request: finding the way, and the questions themselves; parse and check, never save."""

from collections.abc import Sequence
from typing import Any

from django import forms

from swv.bsn import BsnWaarschuwingMixin
from swv.forms.bevestigen import BEVESTIG, BsnBevestigForm
from swv.models import Vragenlijst
from tlv.enums import Aanleiding
from tlv.forms_aanvraag import uploadhint
from tlv.keuzehulp import Keuzevraag, Uitkomst
from tlv.services.berichten import MAX_BERICHT
from tlv.vraagstand import Stand, stand_van


class KeuzevraagForm(forms.Form):
    """One question of the keuzehulp."""

    use_required_attribute = False

    def __init__(self, *args: Any, vraag: Keuzevraag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[vraag.code] = forms.ChoiceField(
            label=vraag.vraag,
            help_text=vraag.hint,
            choices=vraag.opties,
            widget=forms.RadioSelect,
            error_messages={"required": "Kies een antwoord.", "invalid_choice": "Kies een antwoord."},
        )
        self.veld = self[vraag.code]


class UitkomstForm(forms.Form):
    """Going on with an outcome; where the law leaves room the school confirms it first."""

    use_required_attribute = False
    bevestigd = forms.BooleanField(
        required=True, error_messages={"required": "Zet een vinkje om te bevestigen, of vraag het eerst na."}
    )

    def __init__(self, *args: Any, uitkomst: Uitkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if uitkomst.bevestig:
            self.fields["bevestigd"].label = uitkomst.bevestig
        else:
            del self.fields["bevestigd"]


class IndienForm(forms.Form):
    """Sending in; where a number stands that can be a BSN, it asks once more (see swv/forms/bevestigen.py)."""

    bsn_gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, codes: Sequence[str]) -> None:
        """`codes`: the questions where it stands; the page carries those that were seen."""
        self.gezien, gezien = "", ",".join(codes)
        if data is not None:
            self.gezien = data.get("bsn_gezien", "")
            data = data.copy()
            data["bsn_gezien"] = gezien
        self.codes = codes
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        if not set(self.codes) <= set(self.gezien.split(",")):
            raise forms.ValidationError(BEVESTIG)
        return super().clean() or {}


class BerichtForm(BsnBevestigForm):
    """A message on a request; the key makes the same form sent twice one message."""

    use_required_attribute = False
    tekst = forms.CharField(
        label="Uw bericht",
        help_text="Noem geen burgerservicenummer. Een document voegt u toe bij de aanvraag zelf.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MAX_BERICHT,
        error_messages={"required": "Schrijf eerst een bericht."},
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput)


class VervangForm(forms.Form):
    """A file that comes in the place of another."""

    use_required_attribute = False
    bestand = forms.FileField(
        label="Kies het nieuwe bestand",
        error_messages={
            "required": "Kies eerst een bestand.",
            "empty": "Dit bestand is leeg. Kies een ander.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bestand"].help_text = uploadhint()


class VragenlijstForm(BsnWaarschuwingMixin, forms.Form):
    """What an SWV makes of each question; a question that is `vast` has no choice."""

    use_required_attribute = False
    reden = forms.CharField(
        label="Waarom wijzigt u de vragenlijst?",
        help_text="Wie de vragenlijst later bekijkt, leest deze uitleg.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Schrijf waarom u de vragenlijst wijzigt."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, vragenlijst: Vragenlijst, **kwargs: Any) -> None:
        kwargs["initial"] = {"versie": vragenlijst.versie}
        super().__init__(*args, **kwargs)
        self.taken = [
            (taak, [self._regel(rij) for rij in taak["vragen"]]) for taak in vragenlijst.inhoud["taken"]
        ]

    def _regel(self, rij: dict[str, Any]) -> dict[str, Any]:
        naam = f"stand_{rij['code']}"
        if not rij.get("vast"):
            self.fields[naam] = forms.ChoiceField(
                label=rij["label"], choices=Stand.choices, initial=stand_van(rij)
            )
        return {"rij": rij, "naam": naam, "stand": stand_van(rij), "wanneer": _wanneer(rij)}

    def groepen(self) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """Per task its questions with their bound field, or None where the SWV has no choice."""
        return [
            (
                taak | {"wanneer": _wanneer(taak)},
                [
                    regel | {"veld": self[regel["naam"]] if regel["naam"] in self.fields else None}
                    for regel in regels
                ],
            )
            for taak, regels in self.taken
        ]

    @property
    def standen(self) -> dict[str, str]:
        """The chosen stand per question."""
        return {
            naam.removeprefix("stand_"): waarde
            for naam, waarde in self.cleaned_data.items()
            if naam.startswith("stand_")
        }


def _wanneer(rij: dict[str, Any]) -> str:
    """In words when a question or task is asked, if not always."""
    delen = [f"alleen bij {_namen(rij['aanleidingen'])}"] if "aanleidingen" in rij else []
    if "niet_bij" in rij:
        delen.append(f"niet bij {_namen(rij['niet_bij'])}")
    if "alleen_als" in rij:
        delen.append("hangt af van een ander antwoord")
    return "; ".join(delen)


def _namen(codes: list[str]) -> str:
    return " en ".join(Aanleiding(code).label.split(":")[0].lower() for code in codes)
