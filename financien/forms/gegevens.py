"""Input of tarieven and the balance sheet: parse and check, never save."""

from collections.abc import Iterable
from typing import Any

from django import forms

from financien.enums import Tariefversie
from financien.forms.velden import Bedragveld, jaarveld
from financien.models import Balans
from swv.forms.velden import datumveld


class TariefForm(forms.Form):
    jaar = jaarveld()
    versie = forms.ChoiceField(choices=Tariefversie.choices)
    code = forms.ChoiceField(label="Tarief")
    bedrag = Bedragveld()
    geldig_vanaf = datumveld("Geldig vanaf")
    bron = forms.CharField(
        max_length=200, help_text="De regeling met nummer en datum, bijvoorbeeld Stcrt. 2025, 12345."
    )

    def __init__(self, *args: Any, tarieven: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = list(tarieven)  # type: ignore[attr-defined]

    def gegevens(self) -> dict[str, Any]:
        return {
            **{naam: self.cleaned_data[naam] for naam in ("bedrag", "geldig_vanaf", "bron")},
            "is_fictief": False,
        }


class BalansForm(forms.Form):
    """The facts of domein.md 5.4, from the jaarrekening."""

    jaar = jaarveld(help_text="De balans op 31 december van dit jaar.")
    eigen_vermogen = Bedragveld(mag_negatief=True)
    voorzieningen = Bedragveld()
    kortlopende_schulden = Bedragveld()
    vlottende_activa = Bedragveld()
    totaal_vermogen = Bedragveld()
    totale_baten = Bedragveld(help_text="Bruto, dus met de ingehouden afdrachten.")
    resultaat = Bedragveld(mag_negatief=True)
    bron = forms.CharField(max_length=200, help_text="Bijvoorbeeld: jaarrekening 2025, vastgesteld in juni.")

    def gegevens(self) -> dict[str, Any]:
        waarden = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "jaar"}
        return waarden | {"is_fictief": False}

    @staticmethod
    def begin(balans: Balans) -> dict[str, Any]:
        return {naam: getattr(balans, naam) for naam in BalansForm.base_fields}
