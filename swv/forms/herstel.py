"""Why someone's second factor must go."""

from django import forms


class HerstelForm(forms.Form):
    reden = forms.CharField(
        label="Waarom helpt u deze collega?",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: telefoon kwijt, ik sprak de collega zelf. De FG kan dit lezen.",
        error_messages={"required": "Schrijf waarom u deze collega helpt."},
    )
