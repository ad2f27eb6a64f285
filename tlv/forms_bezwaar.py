"""Input about an objection: how it came in, its steps, how it ended."""

from collections.abc import Sequence
from typing import Any

from django import forms

from swv.forms.bevestigen import BsnBevestigForm
from tlv.enums import Bezwaarstuk, Bezwaaruitkomst, Lbtadvies
from tlv.forms import datumveld, tekstveld


class DoorzendForm(forms.Form):
    doorgezonden_op = datumveld("Doorgestuurd op")


class HerstelBezwaarForm(BsnBevestigForm):
    wat = tekstveld(
        "Wat ontbreekt er?", regels=3, help_text="Dit staat in de brief. Bijvoorbeeld: de handtekening."
    )
    tot_en_met = datumveld("Uiterlijk aanvullen op")


class HersteldForm(forms.Form):
    hersteld_op = datumveld("Aangevuld op")


class HoorzittingForm(forms.Form):
    hoorzitting_op = datumveld("Dag van de hoorzitting")


class LbtAdviesForm(forms.Form):
    lbt_advies_op = datumveld("Datum van het advies")
    lbt_advies = forms.ChoiceField(
        label="Wat adviseert de LBT?", choices=Lbtadvies.choices, widget=forms.RadioSelect
    )


class BezwaarVerdaagForm(BsnBevestigForm):
    weken = forms.IntegerField(label="Hoeveel weken meer?", min_value=1, max_value=6)
    reden = tekstveld("Waarom hebt u meer tijd nodig?", regels=3, help_text="Dit staat in de brief.")


class BeroepForm(forms.Form):
    beroep_ingesteld_op = datumveld("Beroep ingesteld op")


class BeroepEindeForm(BsnBevestigForm):
    afloop = tekstveld("Hoe liep het beroep af?", regels=3)


class BezwaarstukForm(forms.Form):
    """One paper and what it is."""

    use_required_attribute = False
    soort = forms.ChoiceField(label="Wat is dit voor stuk?", choices=Bezwaarstuk.choices)
    bestand: Any = forms.FileField(
        label="Bestand", help_text="PDF, Word, Excel, ODT, JPG of PNG, hoogstens 20 MB."
    )


class BezwaarForm(BsnBevestigForm):
    """An objection as it came in."""

    indiener = forms.CharField(label="Wie maakt bezwaar?", max_length=160)
    ontvangen_op = datumveld("Ontvangen op")

    def __init__(self, *args: Any, bekenden: Sequence[str] = (), **kwargs: Any) -> None:
        """`bekenden`: who received the decision; their address is known."""
        super().__init__(*args, **kwargs)
        if bekenden:
            namen = "; ".join(dict.fromkeys(bekenden))
            self.fields[
                "indiener"
            ].help_text = f"Neem de naam precies over voor het adres in de brieven: {namen}."


class BezwaarUitkomstForm(BsnBevestigForm):
    """How the objection ended."""

    INGETROKKEN = "ingetrokken"
    uitkomst = forms.ChoiceField(
        label="Hoe is het bezwaar geëindigd?",
        choices=[*Bezwaaruitkomst.choices, (INGETROKKEN, "Ingetrokken door wie bezwaar maakte")],
        widget=forms.RadioSelect,
    )
    verzonden_op = datumveld(
        "Beslissing verzonden op",
        required=False,
        help_text="Vanaf de dag daarna kan iemand in beroep. Niet nodig als het bezwaar is ingetrokken.",
    )
    toelichting = tekstveld(
        "Toelichting",
        regels=4,
        required=False,
        help_text="Wijkt u af van het advies van de LBT? Schrijf dan waarom (Awb artikel 7:13 lid 7).",
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        beslist = schoon.get("uitkomst") != self.INGETROKKEN
        if beslist and not schoon.get("verzonden_op") and "verzonden_op" not in self.errors:
            self.add_error("verzonden_op", "Vul in op welke dag u de beslissing verstuurde.")
        return schoon
