"""Input of the pages that give a decision more time."""

from typing import Any

from django import forms

from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import datumveld
from tlv.enums import Opschortgrond
from tlv.forms import Datumveld, tekstveld


class MetBreedte(forms.Form):
    """Dates are short, all else takes the width of the page."""

    def regels(self) -> list[tuple[Any, str]]:
        """Each visible field with its width."""
        return [
            (veld, "kort" if isinstance(veld.field, forms.DateField) else "vol")
            for veld in self.visible_fields()
        ]


class VerdaagForm(BsnBevestigForm, MetBreedte):
    """By how many weeks, and why."""

    use_required_attribute = False
    weken = forms.TypedChoiceField(label="Hoeveel weken meer?", coerce=int, widget=forms.RadioSelect)
    reden = tekstveld("Waarom hebt u meer tijd nodig?", regels=4, help_text="Dit staat in de brief.")

    def __init__(self, *args: Any, keuzes: list[tuple[int, str]], **kwargs: Any) -> None:
        """`keuzes`: the weeks with the day to which each leads."""
        super().__init__(*args, **kwargs)
        self.fields["weken"].choices = keuzes  # type: ignore[attr-defined]


class OpschortForm(BsnBevestigForm, MetBreedte):
    """On which ground, and on which days; consent names its own day and an end."""

    use_required_attribute = False
    grond = forms.ChoiceField(
        label="Waarom staat de termijn stil?", choices=Opschortgrond.choices, widget=forms.RadioSelect
    )
    vanaf = datumveld("Eerste dag die niet meetelt")
    tot_en_met = datumveld(
        "Laatste dag die niet meetelt",
        Datumveld,
        help_text="Nodig bij instemming. Weet u het nog niet? Laat leeg; de termijn staat stil tot u dat beëindigt.",
    )
    ingestemd_op = datumveld(
        "Dag waarop de aanvrager schriftelijk instemde", Datumveld, help_text="Alleen bij instemming."
    )
    toelichting = tekstveld("Toelichting", regels=4, help_text="Dit staat in de brief.")

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("grond") == Opschortgrond.INSTEMMING:
            for naam in ("tot_en_met", "ingestemd_op"):
                if not schoon.get(naam) and naam not in self.errors:
                    self.add_error(
                        naam, "Vul deze dag in: de aanvrager stemde in met uitstel tot een vaste dag."
                    )
        return schoon


class EindeOpschortingForm(MetBreedte):
    """The last day that does not count."""

    tot_en_met = datumveld("Laatste dag die niet meetelt")
