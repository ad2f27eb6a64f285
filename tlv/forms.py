"""Input of the TLV pages: parse and check, never save."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from swv.forms.bevestigen import BsnBevestigForm
from swv.forms.velden import MagNogLeeg, datumveld
from swv.models import Gebruiker
from tlv.adviespaar import nog_nodig, past_bij
from tlv.controle import Controle
from tlv.enums import Bekostigingscategorie, Beroep, Conclusie, Soort, Uitkomst
from tlv.geldigheid import MET_CATEGORIE, mogelijke_categorieen
from tlv.models import Deskundigenadvies
from tlv.vragen import MAX_TEKST

Toets = Callable[[dict[str, Any]], list[Controle]]
AFWIJKING = "afwijking_"  # the reason for passing the warning of rule X is called afwijking_X
AFWIJKEN = (
    "Dit zijn alleen de adviezen, en die leggen dit besluit niet uit. Schrijf waarom u dit besluit neemt "
    "(Awb artikel 3:46 en 3:50)."
)


def tekstveld(label: str, *, regels: int = 6, **opties: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": regels}), max_length=8000, **opties
    )


class Tekstveld(MagNogLeeg, forms.CharField):
    pass


class Keuzeveld(MagNogLeeg, forms.ChoiceField):
    pass


class Datumveld(MagNogLeeg, forms.DateField):
    pass


class RedenForm(BsnBevestigForm):
    """Why someone does something that ends or undoes a step."""

    reden = tekstveld("Waarom?", regels=3)


class DeskundigeForm(forms.Form):
    """Whom the SWV asks for an advice."""

    deskundige = forms.ModelChoiceField(
        label="Deskundige",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een deskundige",
        help_text="Staat de deskundige er niet bij? De beheerder kan deze toevoegen bij Gebruikers.",
    )

    def __init__(self, *args: Any, kandidaten: Any, nodig: str = "", **kwargs: Any) -> None:
        """`nodig`: which profession is still missing, said before someone is asked."""
        super().__init__(*args, **kwargs)
        veld = self.fields["deskundige"]
        veld.help_text = f"{nodig} {veld.help_text}".strip()
        veld.queryset = kandidaten  # type: ignore[attr-defined]
        veld.label_from_instance = _met_functie  # type: ignore[attr-defined]


def _met_functie(gebruiker: Gebruiker) -> str:
    """The function tells the profession, which decides whom to ask."""
    return f"{gebruiker.naam} ({gebruiker.functie})" if gebruiker.functie else gebruiker.naam


class AdviesForm(BsnBevestigForm, forms.ModelForm):
    """The advice itself; can be kept half-way, so nothing is mandatory before it is given."""

    class Meta:
        model = Deskundigenadvies
        fields = (
            "beroep",
            "registratie",
            "conclusie",
            "motivering",
            "niet_bij_aanvraag",
            "niet_in_dienst_school",
            "niet_begeleider",
        )
        labels = {
            "registratie": "Registratie (SKJ, BIG, NVO of NIP)",
            "niet_bij_aanvraag": "Ik was niet betrokken bij het maken van deze aanvraag.",
            "niet_in_dienst_school": "Ik ben niet in dienst van de school die aanvraagt.",
            "niet_begeleider": "Ik heb deze leerling niet begeleid of behandeld.",
        }

    use_required_attribute = False
    beroep = Keuzeveld(label="Uw beroep", choices=[("", "Kies uw beroep"), *Beroep.choices])
    conclusie = Keuzeveld(label="Uw conclusie", choices=Conclusie.choices, widget=forms.RadioSelect)
    motivering = Tekstveld(
        label="Uw motivering",
        help_text="Schrijf uw eigen advies voor deze aanvraag. De ouders krijgen er een afschrift van.",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=MAX_TEKST,
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, instance: Deskundigenadvies, anderen: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        """`anderen`: the other advices of this request; together they must be of the right professions."""
        super().__init__(*args, instance=instance, initial={"versie": instance.versie}, **kwargs)
        self.anderen = anderen
        self.fields["beroep"].help_text = nog_nodig(anderen)

    def clean_beroep(self) -> str:
        beroep: str = self.cleaned_data["beroep"]
        gegeven = [advies for advies in self.anderen if advies.uitgebracht_op]
        if self.wordt_definitief() and beroep and not past_bij(beroep, gegeven):
            raise ValidationError(
                f"{nog_nodig(gegeven)} Met uw beroep erbij kan het samenwerkingsverband niet beslissen. "
                "Uw tekst is bewaard; bel het samenwerkingsverband voordat u verdergaat."
            )
        return beroep

    def wordt_definitief(self) -> bool:
        return "uitbrengen" in self.data

    @property
    def antwoorden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in self.Meta.fields if naam in self.cleaned_data}


class BesluitForm(BsnBevestigForm):
    """The decision: outcome, and on grant the category and period."""

    use_required_attribute = False
    uitkomst = forms.ChoiceField(label="Besluit", widget=forms.RadioSelect)
    categorie = Keuzeveld(label="Bekostigingscategorie")
    ingangsdatum = datumveld("Geldig vanaf", Datumveld)
    einddatum = datumveld("Geldig tot en met", Datumveld, help_text="Altijd 31 juli.")
    motivering = tekstveld(
        "Motivering",
        regels=12,
        help_text="Staat in de brief. Noem de belangrijkste overwegingen van beide adviezen.",
    )

    def __init__(
        self,
        *args: Any,
        soort: Soort,
        uitkomsten: Sequence[Uitkomst],
        conclusies: Collection[str] = (),
        vooraf: Collection[Controle] = (),
        toets: Toets = lambda _gekozen: [],
        **kwargs: Any,
    ) -> None:
        """`conclusies`: of the advices; their text is a reason only where they point the same way.

        `vooraf`: the warnings of the poort that ask for a reason; `toets` gives those of what was chosen.
        """
        super().__init__(*args, **kwargs)
        self.conclusies, self.vooraf, self.toets = conclusies, vooraf, toets
        for controle in vooraf:
            self._vraag_reden(controle)
        self.fields["uitkomst"].choices = [(u.value, u.label) for u in uitkomsten]  # type: ignore[attr-defined]
        if len(uitkomsten) == 1:
            self.initial["uitkomst"] = uitkomsten[0]
        categorieen = mogelijke_categorieen(soort)
        veld = self.fields["categorie"]
        veld.choices = [("", "Kies een categorie"), *((c.value, c.label) for c in categorieen)]  # type: ignore[attr-defined]
        if soort == Soort.PRO:  # for the whole time at the school: no end date (WVO 2020 2.30)
            self.fields["einddatum"].widget = forms.HiddenInput()
        if soort not in MET_CATEGORIE:
            veld.widget = forms.HiddenInput()
            self.initial["categorie"] = Bekostigingscategorie.NVT

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if self._wijkt_af_zonder_reden(schoon):
            self.add_error("motivering", AFWIJKEN)
        if schoon.get("uitkomst") != Uitkomst.TOEGEKEND:
            schoon |= {"categorie": "", "ingangsdatum": None, "einddatum": None}
        else:
            for naam in ("categorie", "ingangsdatum"):
                if not schoon.get(naam) and naam not in self.errors:
                    self.add_error(naam, "Vul dit in om de TLV toe te kennen.")
        return schoon | self._redenen(schoon)

    def _redenen(self, schoon: dict[str, Any]) -> dict[str, str]:
        """A warning that only follows from what was chosen asks for its reason at once, beside the others."""
        if schoon.get("uitkomst") == Uitkomst.NIET_BEHANDELD:
            return {}
        redenen = {}
        for controle in self.vooraf if self.errors else self.toets(schoon):
            naam = self._vraag_reden(controle)
            redenen[naam] = str(self.data.get(naam, "")).strip()
            if not redenen[naam]:
                self.add_error(naam, "Schrijf waarom u toch beslist. Dit blijft bij het besluit.")
        return redenen

    def _vraag_reden(self, controle: Controle) -> str:
        naam = f"{AFWIJKING}{controle.code}"
        self.fields[naam] = tekstveld(controle.naam, regels=2, required=False, help_text=controle.uitleg)
        return naam

    def redenvelden(self) -> list[Any]:
        """The bound fields for the reasons, for the page; only "niet behandelen" needs none of them."""
        velden = [self[naam] for naam in self.fields if naam.startswith(AFWIJKING)]
        for veld in velden:
            veld.field.required = True
        return velden

    @property
    def afwijkingen(self) -> dict[str, str]:
        """Rule of the poort -> the reason for passing its warning."""
        return {
            naam.removeprefix(AFWIJKING): waarde
            for naam, waarde in self.cleaned_data.items()
            if naam.startswith(AFWIJKING) and waarde
        }

    def _wijkt_af_zonder_reden(self, schoon: dict[str, Any]) -> bool:
        """Awb 3:46 and 3:50: a decision that departs from the advices gives its own reasons."""
        gelijk = self.conclusies and all(
            (conclusie == Conclusie.NEGATIEF) == (schoon.get("uitkomst") == Uitkomst.AFGEWEZEN)
            for conclusie in self.conclusies
        )
        past = gelijk and schoon.get("uitkomst") != Uitkomst.NIET_BEHANDELD
        voorstel = str(self.initial.get("motivering", "")).split()
        return bool(voorstel) and not past and schoon.get("motivering", "").split() == voorstel


class VerzondenForm(forms.Form):
    """On which day a letter went out."""

    verzonden_op = datumveld("Verzonden op")
