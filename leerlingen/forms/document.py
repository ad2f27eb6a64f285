"""Input of the papers in a file: parse and check, never save."""

from django import forms

from leerlingen.enums import Documentsoort, Vernietigreden
from swv.forms.velden import Datumveld


class DocumentForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand",
        help_text="PDF, Word, Excel, OpenDocument, JPG of PNG, hoogstens 20 MB. Geen burgerservicenummer (BSN).",
    )
    soort = forms.ChoiceField(label="Wat is het?", choices=[("", "Kies een soort"), *Documentsoort.choices])
    gedateerd_op = Datumveld(label="Datum van het document", required=False)


class VernietigForm(forms.Form):
    """Why the content of a file must go; there is no way back, so the box says that it was understood."""

    use_required_attribute = False
    om = forms.ChoiceField(
        label="Waarom moet de inhoud weg?",
        choices=Vernietigreden.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de inhoud weg moet."},
    )
    begrepen = forms.BooleanField(
        label="Ik begrijp dat niemand dit bestand daarna nog kan openen.",
        error_messages={"required": "Zet een vinkje om te bevestigen dat de inhoud voorgoed weg mag."},
    )
