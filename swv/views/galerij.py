"""The gallery: every component in every state, for whoever builds or judges a page."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from swv.formulieren import Verschil
from swv.grafieken import gestapeld, lijngrafiek, staafgrafiek
from swv.models import Weergave
from swv.permissions import vereist
from swv.termijnen import Resterend, Staat
from swv.weergaven.register import Lijst
from swv.weergaven.selectors import Balk, Knopje

SOORTEN = [("so", "Speciaal onderwijs"), ("sbo", "Speciaal basisonderwijs")]


class VoorbeeldForm(forms.Form):
    """One field of each kind."""

    naam = forms.CharField(label="Naam van de school", help_text="Zoals de school in het register staat.")
    begindatum = forms.DateField(label="Begindatum", widget=forms.DateInput(attrs={"type": "date"}))
    aantal = forms.IntegerField(label="Aantal uren per week", required=False)
    soort = forms.ChoiceField(label="Soort onderwijs", choices=SOORTEN, widget=forms.RadioSelect)
    gebied = forms.ChoiceField(label="Gebied", choices=[("", "Kies een gebied"), ("n", "Noord")])
    gesproken = forms.MultipleChoiceField(
        label="Met wie is gesproken?",
        choices=[("o", "Ouders"), ("l", "Leerling"), ("s", "School")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Meer dan één antwoord mag.",
    )
    toelichting = forms.CharField(
        label="Toelichting", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    gelezen = forms.BooleanField(label="Ik heb de uitleg gelezen")
    bestand = forms.FileField(
        label="Document", required=False, help_text="PDF, Word of een foto, tot 20 MB per bestand."
    )


AFLEIDING = (
    "Ontvangen op 2 november 2026.",
    "Zes weken (norm TLV-beslistermijn): 14 december 2026.",
    "Stilgezet van 6 tot en met 10 november: 5 dagen erbij, wordt 19 december 2026.",
    "19 december is een zaterdag: maandag 21 december 2026 (Algemene termijnenwet, artikel 1).",
)
TERMIJNEN = [
    (Resterend(Staat.TE_LAAT, "2 dagen te laat"), "servicenorm 3 weken"),
    (Resterend(Staat.VANDAAG, "vandaag"), "2 werkdagen na ontvangst"),
    (Resterend(Staat.BINNENKORT, "nog 3 werkdagen"), "norm 5 werkdagen"),
    (Resterend(Staat.RUIM, "nog 20 werkdagen"), "uiterste termijn"),
    (Resterend(Staat.STAAT_STIL, "staat stil, 6 dagen"), "hersteltermijn tot 4 dec"),
    (Resterend(Staat.AFGEROND, "op tijd afgerond"), "norm 3 weken"),
]

KWARTALEN = ("K4\n2024", "K1\n2025", "K2", "K3", "K4", "K1\n2026", "K2", "K3")
KORT, LANG = (24, 25, 22, 23, 21, 20, 21, 20), (19, 18, 22, 17, 16, 15, 14, 11)
BINNEN_NORM = ("90.1", "91.4", None, "93.2", "92.0", "94.8", "95.5", "92.6")


def _grafieken() -> dict[str, Any]:
    percentages = [
        (label, Decimal(w) if w else None) for label, w in zip(KWARTALEN, BINNEN_NORM, strict=True)
    ]
    gemeenten = [("Groningen", 20), ("Midden-Groningen", 11), ("Westerkwartier", 0), ("Het Hogeland", None)]
    return {
        "staven": staafgrafiek("Thuiszitters op de peildatum", list(zip(KWARTALEN, KORT, strict=True))),
        "liggend": staafgrafiek("Thuiszitters naar gemeente", gemeenten),
        "lijn": lijngrafiek("TLV binnen de servicenorm", percentages, norm=99, eenheid="percentage"),
        "stapel": gestapeld(
            "Thuiszitters naar duur",
            KWARTALEN,
            [("4 weken tot 3 maanden", KORT), ("langer dan 3 maanden", LANG)],
        ),
    }


def _balk() -> Balk:
    """Two views of a list that does not exist: one is chosen, and its filters were changed."""
    lijst = Lijst(
        "voorbeeld",
        "componenten",
        "componenten.inzien",
        ("status",),
        lambda _user, _adres: Weergave.objects.none(),
    )
    namen = (("VSO deze week", 12, True), ("Te laat", 3, False))
    knopjes = [
        Knopje(Weergave(naam=naam), "#filters", aantal, actief, actief, actief, actief)
        for naam, aantal, actief in namen
    ]
    return Balk(lijst, knopjes, knopjes[0], "", "", mag_delen=True, schoon="#filters")


def _context() -> dict[str, Any]:
    return {
        "grafieken": _grafieken(),
        "form": VoorbeeldForm(),
        "fout_form": VoorbeeldForm({"naam": "", "soort": "onbekend", "aantal": "veel"}),
        "termijnen": TERMIJNEN,
        "afleiding": AFLEIDING,
        "dag": date(2026, 11, 23),
        "wanneer": datetime(2026, 11, 19, 13, 10, tzinfo=UTC),
        "tekorten": [
            SimpleNamespace(melding="Zienswijze van de ouders.", url="#tekorten"),
            SimpleNamespace(melding="Verslag van de tweede deskundige.", url=""),
        ],
        "verschillen": [Verschil("Toelichting", "Wat ik net typte.", "Wat een collega bewaarde.")],
        "balk": _balk(),
        "label_soorten": ["neutraal", "info", "goed", "let-op", "fout", "wacht"],
        "melding_soorten": ["info", "succes", "waarschuwing", "fout"],
    }


@vereist("componenten.inzien")
@require_safe
def galerij(request: HttpRequest) -> HttpResponse:
    """Show all components; `?kader=portaal` shows them as a school sees them."""
    portaal = request.GET.get("kader") == "portaal"
    return render(
        request,
        "swv/componenten_galerij.html",
        _context() | {"basis_van": "basis_portaal.html" if portaal else "basis.html"},
    )
