"""What is added to a plan van aanpak."""

from typing import Any

from django import forms

from ect.enums import Keuzelijst
from ect.models import Keuze
from swv.bsn import BsnWaarschuwingMixin
from swv.forms.velden import Datumveld, Verledenveld
from swv.klok import vandaag
from thuiszitters.forms.traject import KIES
from thuiszitters.forms.velden import tekstvak
from thuiszitters.namen import UITVOERDERS


class DoelForm(BsnWaarschuwingMixin, forms.Form):
    wat = forms.CharField(
        label="Wat willen wij bereiken?", max_length=200, help_text="Bijvoorbeeld: vier ochtenden op school."
    )
    streefdatum = Datumveld(label="Voor wanneer?")


class PartnerForm(BsnWaarschuwingMixin, forms.Form):
    soort = forms.ChoiceField(label="Wie is het?", choices=[KIES, *UITVOERDERS.items()])
    organisatie = forms.CharField(
        label="Organisatie of functie", max_length=120, help_text="Bijvoorbeeld: wijkteam, afdeling jeugd."
    )
    vanaf = Verledenveld(label="Vanaf welke dag?", initial=vandaag)


class InterventieForm(forms.Form):
    interventie = forms.ModelChoiceField(
        Keuze.objects.none(), label="Welke interventie?", to_field_name="code", empty_label="Kies"
    )
    vanaf = Verledenveld(label="Vanaf welke dag?", initial=vandaag)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["interventie"]
        lijst = Keuze.objects.geldig_op(vandaag()).filter(lijst=Keuzelijst.INTERVENTIE)
        veld.queryset = lijst.order_by("volgorde", "id")
        veld.label_from_instance = lambda keuze: keuze.naam


class EinddagForm(forms.Form):
    tot_en_met = Verledenveld(label="Tot en met welke dag?", initial=vandaag)


class EvaluatieForm(forms.Form):
    gepland_op = Datumveld(label="Op welke dag?")


class BevindingenForm(BsnWaarschuwingMixin, forms.Form):
    gehouden_op = Verledenveld(label="Wanneer was de evaluatie?", initial=vandaag)
    bevindingen = tekstvak(label="Wat kwam eruit?", help_text="Wat lukt, wat niet, en wat spreken wij nu af?")
