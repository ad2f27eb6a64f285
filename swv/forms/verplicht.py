"""What an empty mandatory field says: how to mend it, per kind of field; a form may still say it better."""

from django import forms

ZINNEN: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.Field, "Vul dit in."),
    (forms.DateField, "Vul een datum in."),
    (forms.FileField, "Kies een bestand."),
    (forms.ChoiceField, "Kies een van de mogelijkheden."),
    (forms.MultipleChoiceField, "Kies minstens een mogelijkheid."),
    (forms.ModelChoiceField, "Kies een van de mogelijkheden."),
    (forms.ModelMultipleChoiceField, "Kies minstens een mogelijkheid."),
    (forms.BooleanField, "Zet een vinkje om verder te gaan."),
)


def zeg_hoe_het_moet() -> None:
    """Put these sentences in place of "Dit veld is verplicht.", for every form of the product; at the start."""
    for soort, zin in ZINNEN:
        soort.default_error_messages = {**soort.__dict__.get("default_error_messages", {}), "required": zin}  # type: ignore[misc]
