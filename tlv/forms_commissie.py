"""Input of the pages of a committee and its meetings: parse and check, never save."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from swv.bsn import BsnWaarschuwingMixin
from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import datumveld
from swv.models import Gebruiker
from tlv.enums import Commissiefunctie, Conclusie, Puntconclusie
from tlv.forms import tekstveld
from tlv.models import Aanvraag, Agendapunt, Commissielid, Genodigde
from tlv.vragen import MAX_TEKST


class GebruikerKeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam}, {obj.functie.lower()}" if obj.functie else str(obj.naam)


class LidForm(forms.Form):
    """Who joins, as what, from when to when."""

    gebruiker = GebruikerKeuze(
        label="Wie",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een persoon",
        help_text="Staat iemand er niet bij? De beheerder geeft eerst de rol “Lid van de commissie”.",
    )
    functie = forms.ChoiceField(
        label="Functie",
        choices=Commissiefunctie.choices,
        initial=Commissiefunctie.LID,
        widget=forms.RadioSelect,
    )
    geldig_vanaf = datumveld("Eerste dag van de zittingstermijn")
    geldig_tot_en_met = datumveld(
        "Laatste dag van de zittingstermijn", required=False, help_text="Leeg: zonder einddatum."
    )

    def __init__(self, *args: Any, kandidaten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = kandidaten  # type: ignore[attr-defined]


class LidBeeindigenForm(forms.Form):
    """The last day of a term of office."""

    tot_en_met = datumveld("Laatste dag van de zittingstermijn")


class VergaderingForm(forms.Form):
    """When and where a committee meets."""

    dag = datumveld("Datum")
    tijd = forms.TimeField(
        label="Begint om",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
    )
    plaats = forms.CharField(label="Plaats", max_length=120, required=False)
    link = forms.URLField(
        label="Link om online mee te doen",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="Vul een plaats in, een link, of allebei.",
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if not (schoon.get("plaats") or schoon.get("link") or self.errors.get("link")):
            self.add_error("plaats", "Vul een plaats in, of een link om online mee te doen.")
        return schoon

    @property
    def velden(self) -> dict[str, Any]:
        """What the service takes: one moment instead of a day and a time."""
        dag, tijd = self.cleaned_data["dag"], self.cleaned_data["tijd"]
        moment = timezone.make_aware(datetime.combine(dag, tijd))
        return {
            "begint_op": moment,
            "plaats": self.cleaned_data["plaats"],
            "link": self.cleaned_data["link"],
        }


class AanvraagKeuze(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.kenmerk} · {obj.leerling.korte_naam} · {obj.soort_kort} · {obj.school.naam}"


class AgendaForm(forms.Form):
    """Which complete requests go on the agenda."""

    aanvragen = AanvraagKeuze(
        label="Aanvragen die in behandeling zijn",
        queryset=Aanvraag.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kruis ten minste één aanvraag aan."},
    )

    def __init__(self, *args: Any, kandidaten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aanvragen"].queryset = kandidaten  # type: ignore[attr-defined]


class PuntKeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.volgorde}. {obj.aanvraag.kenmerk}, {obj.aanvraag.leerling.korte_naam}"


class GenodigdeForm(forms.Form):
    """A third party who is asked to the meeting."""

    naam = forms.CharField(label="Naam", max_length=120)
    hoedanigheid = forms.CharField(
        label="In welke hoedanigheid?",
        max_length=120,
        help_text="Bijvoorbeeld: ouder, intern begeleider, jeugdarts, begeleider van jeugdzorg.",
    )
    agendapunt = PuntKeuze(
        label="Voor welk agendapunt?",
        queryset=Agendapunt.objects.none(),
        required=False,
        empty_label="De hele vergadering",
    )

    def __init__(self, *args: Any, punten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agendapunt"].queryset = punten  # type: ignore[attr-defined]


class LedenKeuze(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.gebruiker.naam}, {obj.get_functie_display().lower()}"


class GenodigdenKeuze(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam}, {obj.hoedanigheid}"


class HoudenForm(forms.Form):
    """Who was there."""

    aanwezig = LedenKeuze(
        label="Welke leden waren er?",
        queryset=Commissielid.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kruis aan welke leden er waren."},
    )
    genodigden = GenodigdenKeuze(
        label="Welke genodigden waren er?",
        queryset=Genodigde.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, leden: Any, genodigden: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aanwezig"].queryset = leden  # type: ignore[attr-defined]
        self.fields["genodigden"].queryset = genodigden  # type: ignore[attr-defined]
        if not genodigden:
            del self.fields["genodigden"]


class VerslagForm(BsnWaarschuwingMixin, forms.Form):
    """The minutes, with the version that was read."""

    verslag = forms.CharField(
        label="Verslag",
        max_length=MAX_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Conclusies per aanvraag legt u bij het agendapunt vast; die hoeven hier niet nog eens.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def antwoorden(self) -> dict[str, str]:
        return {"verslag": self.cleaned_data["verslag"]} if "verslag" in self.cleaned_data else {}


class LidKeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.gebruiker.naam}, {obj.get_functie_display().lower()}"


class CommissieadviesForm(BsnBevestigForm):
    """What one member advises; the SWV also says which member."""

    use_required_attribute = False
    lid = LidKeuze(label="Van welk lid?", queryset=Commissielid.objects.none(), empty_label="Kies een lid")
    conclusie = forms.ChoiceField(label="Advies", choices=Conclusie.choices, widget=forms.RadioSelect)
    motivering = tekstveld("Waarom?", regels=6)

    def __init__(self, *args: Any, leden: Any, eigen: Commissielid | None, **kwargs: Any) -> None:
        """`eigen`: the member who writes; then there is nothing to choose."""
        super().__init__(*args, **kwargs)
        self.eigen = eigen
        if eigen:
            del self.fields["lid"]
        else:
            self.fields["lid"].queryset = leden  # type: ignore[attr-defined]


class ConclusieForm(BsnBevestigForm):
    """What the committee concludes about one request."""

    use_required_attribute = False
    conclusie = forms.ChoiceField(
        label="Conclusie van de commissie", choices=Puntconclusie.choices, widget=forms.RadioSelect
    )
    toelichting = tekstveld(
        "Waarom?", regels=6, help_text="Deze tekst staat klaar in de motivering van het besluit."
    )
