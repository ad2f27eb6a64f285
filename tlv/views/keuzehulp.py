"""The keuzehulp: one question per page, the answers in the address, nothing about a pupil in it.

For which pupil it is used is kept in the session, and so is the outcome until a request is begun.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from leerlingen.models import Leerling
from swv.klok import vandaag
from swv.models import Samenwerkingsverband, Vragenlijst
from swv.permissions import haal, vereist
from tlv import keuzehulp as hulp
from tlv import vragen
from tlv.enums import Soort
from tlv.forms_school import KeuzevraagForm, UitkomstForm

SESSIE = "tlv.keuzehulp"
GEWOON = {"emb": "nee", "bijzondere_groep": "nee"}  # what holds for most pupils
STAP = "stap"  # in the address: the question whose page was sent


@dataclass(frozen=True)
class Regel:
    """A question that was answered, and the address at which it is asked again."""

    vraag: str
    antwoord: str
    wijzigen: str


@require_safe
@vereist("tlv.aanvragen")
def keuzehulp(request: HttpRequest) -> HttpResponse:
    """The next question, or the outcome when every question has an answer."""
    keuzes = hulp.schoon(request.GET.dict())
    vraag = hulp.volgende_vraag(keuzes)
    if vraag is None:
        return _toon_uitkomst(request, keuzes)
    verstuurd = request.GET if request.GET.get(STAP) == vraag.code else None
    form = KeuzevraagForm(verstuurd, vraag=vraag)
    context = {"vraag": vraag, "form": form, "keuzes": keuzes, "regels": regels(keuzes), "stap": STAP}
    return render(request, "tlv/keuzehulp_vraag.html", context, status=422 if form.errors else 200)


@require_POST
@vereist("tlv.aanvragen")
def voor_leerling(request: HttpRequest, leerling: UUID) -> HttpResponse:
    """Begin the keuzehulp for this pupil: which one is kept in the session, not in an address."""
    rij: Leerling = haal(Leerling.objects.all(), request, leerling)
    request.session[SESSIE] = {"leerling": str(rij.sleutel)}
    return redirect("tlv:keuzehulp")


@require_POST
@vereist("tlv.aanvragen")
def gebruiken(request: HttpRequest) -> HttpResponse:
    """Keep this outcome for the request that the school begins now."""
    keuzes = hulp.schoon(request.POST.dict())
    uitkomst = hulp.uitkomst(keuzes)
    if uitkomst is None:
        return redirect(adres(keuzes))
    form = UitkomstForm(request.POST, uitkomst=uitkomst)
    if not form.is_valid():
        return _toon_uitkomst(request, keuzes, form)
    eerder = request.session.get(SESSIE, {})
    request.session[SESSIE] = eerder | {"keuzes": keuzes, "bevestigd": bool(uitkomst.bevestig)}
    if leerling := eerder.get("leerling"):
        return redirect("tlv:beginnen", leerling)
    messages.info(request, "Kies nu de leerling. Druk daarna op “TLV aanvragen”: wij onthouden de uitkomst.")
    return redirect("leerlingen:lijst")


def onthouden(request: HttpRequest, leerling: Leerling) -> dict[str, Any]:
    """What the keuzehulp in this session said for this pupil; empty keuzes when it was not used for it."""
    bewaard = request.session.get(SESSIE, {})
    if bewaard.get("leerling", "") not in {"", str(leerling.sleutel)}:
        bewaard = {}
    return {"keuzes": {}, "bevestigd": False} | bewaard


def vergeet(request: HttpRequest) -> None:
    request.session.pop(SESSIE, None)


def adres(keuzes: dict[str, str]) -> str:
    """The address of the keuzehulp with these answers."""
    pad = reverse("tlv:keuzehulp")
    return f"{pad}?{urlencode(keuzes)}" if keuzes else pad


def regels(keuzes: dict[str, str]) -> list[Regel]:
    """The answers so far; changing one keeps those before it."""
    rij, eerder = [], dict[str, str]()
    for punt in hulp.gegeven(keuzes):
        rij.append(Regel(punt.vraag.vraag, punt.label, adres(eerder)))
        eerder = eerder | {punt.vraag.code: punt.antwoord}
    return rij


def swv_naam() -> str:
    swv = Samenwerkingsverband.objects.only("naam").first()
    return swv.naam if swv else "uw samenwerkingsverband"


def _toon_uitkomst(
    request: HttpRequest, keuzes: dict[str, str], form: UitkomstForm | None = None
) -> HttpResponse:
    uitkomst = hulp.uitkomst(keuzes)
    if uitkomst is None:
        raise ValueError("every combination of answers has a row in the table")
    lijst = vragen.lijst_voor(uitkomst.soort, vandaag()) if uitkomst.soort else None
    context = {
        "uitkomst": uitkomst,
        "keuzes": keuzes,
        "regels": regels(keuzes),
        "waar": hulp.waar_indienen(uitkomst.beslisser, swv_naam()),
        "swv": swv_naam(),
        "soort": Soort(uitkomst.soort).label if uitkomst.soort else "",
        "hier": lijst is not None,
        "documenten": _documenten(lijst, uitkomst) if lijst else [],
        "form": form or UitkomstForm(uitkomst=uitkomst),
    }
    return render(request, "tlv/keuzehulp_uitkomst.html", context, status=422 if form else 200)


def _documenten(lijst: Vragenlijst, uitkomst: hulp.Uitkomst) -> list[vragen.Vraag]:
    """What the question set asks for in this situation, the mandatory ones first."""
    proef = SimpleNamespace(vragenlijst=lijst, aanleiding=uitkomst.aanleiding, antwoorden=GEWOON)
    gevraagd = [vraag for vraag in vragen.gesteld(proef).values() if vraag.is_document]
    return sorted(gevraagd, key=lambda vraag: not vraag.verplicht)
