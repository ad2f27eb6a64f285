"""Giving a selection of the list to one behandelaar: preview, confirm, result, undo."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from swv import inzage
from swv.klok import nu
from swv.models import Gebruiker
from swv.permissions import GeenToegang, NietToegestaan, vereist
from tlv.models import Aanvraag, Toewijzing
from tlv.services import toewijzing as services

NIETS_GEKOZEN = "Kies eerst een of meer aanvragen: zet een vinkje voor het nummer."


def _sleutels(request: HttpRequest) -> list[UUID]:
    """The chosen requests; what is no key is no choice."""
    gevonden = []
    for tekst in request.POST.getlist("aanvraag")[: services.HOOGSTENS]:
        try:
            gevonden.append(UUID(tekst))
        except ValueError:
            continue
    return gevonden


def _behandelaar(request: HttpRequest) -> Gebruiker | None:
    gekozen = request.POST.get("behandelaar", "")
    return next((wie for wie in services.behandelaars(nu()) if str(wie.sleutel) == gekozen), None)


@require_POST
@vereist("tlv.beoordelen")
def voorbeeld(request: HttpRequest) -> HttpResponse:
    """Show what would change and what is refused; nothing is written."""
    sleutels, behandelaar = _sleutels(request), _behandelaar(request)
    if not sleutels or behandelaar is None:
        messages.warning(request, NIETS_GEKOZEN if not sleutels else services.GEEN_BEHANDELAAR)
        return redirect("tlv:lijst")
    rijen = services.voorstel(sleutels=sleutels, behandelaar=behandelaar, door=request.user)
    inzage.noteer(request, [rij.aanvraag.leerling.sleutel for rij in rijen])
    context = {
        "behandelaar": behandelaar,
        "gaan": [rij for rij in rijen if not rij.reden],
        "blijven": [rij for rij in rijen if rij.reden],
        "sleutel": uuid.uuid4(),
    }
    return render(request, "tlv/toewijzen.html", context)


@require_POST
@vereist("tlv.beoordelen")
def bevestigen(request: HttpRequest) -> HttpResponse:
    """Do what the preview showed; a second click finds the same result."""
    sleutels, behandelaar = _sleutels(request), _behandelaar(request)
    try:
        sleutel = UUID(request.POST.get("sleutel", ""))
    except ValueError:
        sleutel = uuid.uuid4()
    if not sleutels or behandelaar is None:
        raise NietToegestaan(NIETS_GEKOZEN if not sleutels else services.GEEN_BEHANDELAAR)
    rij = services.wijs_toe(
        sleutel=sleutel, sleutels=sleutels, behandelaar=behandelaar, door=request.user, op=nu()
    )
    return redirect("tlv:toewijzing", sleutel=rij.sleutel)


@require_safe
@vereist("tlv.beoordelen")
def toewijzing(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The result per request, and the way back."""
    rij = _haal(sleutel)
    zichtbaar = Aanvraag.objects.zichtbaar_voor(request.user)
    regels = list(
        rij.regels.filter(aanvraag__in=zichtbaar)
        .select_related("aanvraag__leerling", "aanvraag__school", "vorige")
        .defer("aanvraag__antwoorden")
        .order_by("aanvraag_id")
    )
    inzage.noteer(request, [regel.aanvraag.leerling.sleutel for regel in regels])
    context = {
        "rij": rij,
        "regels": [{"regel": regel, "uitkomst": _uitkomst(rij, regel)} for regel in regels],
        "aantal": sum(not regel.reden for regel in regels),
        "reden": services.reden_geen_terug(rij, nu()),
    }
    return render(request, "tlv/toewijzing.html", context)


def _uitkomst(rij: Toewijzing, regel: Any) -> tuple[str, str]:
    """Kind of label and words."""
    if regel.reden:
        return "let-op", regel.reden
    if rij.ongedaan_op and regel.teruggezet:
        return "neutraal", "Teruggezet"
    return ("let-op", services.INTUSSEN_ANDERS) if rij.ongedaan_op else ("goed", "Toegewezen")


@require_POST
@vereist("tlv.beoordelen")
def ongedaan(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Give everything back to who had it."""
    services.maak_ongedaan(toewijzing=_haal(sleutel), door=request.user, op=nu())
    messages.info(request, "De toewijzing is ongedaan gemaakt.")
    return redirect("tlv:toewijzing", sleutel=sleutel)


def _haal(sleutel: UUID) -> Toewijzing:
    rij = Toewijzing.objects.select_related("behandelaar", "gemaakt_door").filter(sleutel=sleutel).first()
    if rij is None:
        raise GeenToegang
    return rij
