"""The fields of the money pages."""

from decimal import Decimal
from typing import Any

from django import forms

from financien.models.kolommen import EERSTE_JAAR, LAATSTE_JAAR
from financien.realisatie.bedragen import GeenBedrag, Notatie, lees_bedrag, notatie_van

GEEN_BEDRAG = "Vul een bedrag in, bijvoorbeeld 1.234,56."


def jaarveld(**opties: Any) -> forms.IntegerField:
    return forms.IntegerField(label="Jaar", min_value=EERSTE_JAAR, max_value=LAATSTE_JAAR, **opties)


class Bedragveld(forms.CharField):
    """An amount as people type it, Dutch or English, shown again in the Dutch notation."""

    def __init__(self, *, mag_negatief: bool = False, **opties: Any) -> None:
        self.mag_negatief = mag_negatief
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **opties
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        if not tekst:
            return None
        try:
            bedrag = lees_bedrag(tekst, self._notatie(tekst))
        except GeenBedrag as fout:
            raise forms.ValidationError(GEEN_BEDRAG) from fout
        if bedrag < 0 and not self.mag_negatief:
            raise forms.ValidationError("Vul een bedrag in dat niet onder nul ligt.")
        return bedrag

    def _notatie(self, tekst: str) -> Notatie:
        """English only with a point: `10,005` is rather a slip of the hand than ten thousand and five."""
        return (notatie_van(tekst) if "." in tekst else None) or Notatie.NEDERLANDS
