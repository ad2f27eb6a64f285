"""Input of the pages on which a school finds its way: parse and check, never save."""

from typing import Any

from django import forms

from tlv.keuzehulp import Keuzevraag, Uitkomst


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
