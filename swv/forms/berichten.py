"""How someone wants to hear of new notices."""

from django import forms

from swv.enums import Mailkeuze


class MailkeuzeForm(forms.Form):
    mailkeuze = forms.ChoiceField(
        label="E-mail over nieuwe berichten",
        choices=Mailkeuze.choices,
        widget=forms.RadioSelect,
        help_text="Berichten over uw account en besluiten mailen wij altijd meteen.",
        error_messages={"required": "Kies hoe u e-mail wilt krijgen."},
    )
