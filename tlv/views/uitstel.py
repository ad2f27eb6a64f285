"""More time for a decision: verdagen, opschorten, and the letters that tell it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from swv import inzage
from swv.bestanden import geef
from swv.enums import Inzagesoort
from swv.klok import nu, vandaag
from swv.permissions import haal, vereist
from tlv import services
from tlv.forms import VerzondenForm
from tlv.models import Kennisgeving
from tlv.selectors.klokken import klokken
from tlv.selectors.uitstel import verdaagkeuzes
from tlv.termijnforms import EindeOpschortingForm, OpschortForm, VerdaagForm
from tlv.verdaging import reden_geen_verdaging
from tlv.views.gemeen import gepost, haal_aanvraag, probeer, zinnen


@vereist("tlv.beoordelen")
def verdagen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Put the decision off, once; each choice says to which day it leads (Awb 4:14)."""
    aanvraag = haal_aanvraag(request, sleutel)
    form = VerdaagForm(gepost(request), keuzes=verdaagkeuzes(aanvraag, nu()))
    if request.method == "POST" and form.is_valid():
        gegevens = {naam: form.cleaned_data[naam] for naam in ("weken", "reden")}
        if probeer(
            form,
            lambda: services.beslissing_verdagen(aanvraag=aanvraag, door=request.user, op=nu(), **gegevens),  # type: ignore[arg-type]
        ):
            messages.info(request, "De beslissing is verdaagd. De brief aan de aanvrager wordt nu gemaakt.")
            return _naar_termijnen(sleutel)
    context = {
        "aanvraag": aanvraag,
        "form": form,
        "klokken": klokken(aanvraag),
        "reden": reden_geen_verdaging(aanvraag, vandaag()),
    }
    return render(request, "tlv/aanvraag_verdagen.html", context, status=422 if form.errors else 200)


@vereist("tlv.beoordelen")
def opschorten(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Let the terms stand still on one of the grounds of Awb 4:15 lid 2."""
    aanvraag = haal_aanvraag(request, sleutel)
    form = OpschortForm(gepost(request), initial={"vanaf": vandaag()})
    if request.method == "POST" and form.is_valid():
        namen = ("grond", "vanaf", "tot_en_met", "ingestemd_op", "toelichting")
        gegevens = {naam: form.cleaned_data[naam] for naam in namen}
        if probeer(
            form,
            lambda: services.termijn_opschorten(aanvraag=aanvraag, door=request.user, op=nu(), **gegevens),  # type: ignore[arg-type]
        ):
            messages.info(
                request, "De opschorting is vastgelegd. De brief aan de aanvrager wordt nu gemaakt."
            )
            return _naar_termijnen(sleutel)
    context = {
        "aanvraag": aanvraag,
        "form": form,
        "klokken": klokken(aanvraag),
        "reden": services.reden_geen_opschorting(aanvraag, vandaag()),
    }
    return render(request, "tlv/aanvraag_opschorten.html", context, status=422 if form.errors else 200)


@vereist("tlv.beoordelen")
def opschorting_beeindigen(request: HttpRequest, sleutel: UUID, opschorting: UUID) -> HttpResponse:
    """Let the terms run again."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(aanvraag.termijnopschortingen, sleutel=opschorting)
    form = EindeOpschortingForm(gepost(request), initial={"tot_en_met": vandaag()})
    if request.method == "POST" and form.is_valid():
        tot = form.cleaned_data["tot_en_met"]
        if probeer(
            form,
            lambda: services.opschorting_beeindigen(
                opschorting=rij,
                tot_en_met=tot,
                door=request.user,  # type: ignore[arg-type]
                op=nu(),
            ),
        ):
            messages.info(request, "De klok loopt weer. De aanvrager krijgt een brief met de nieuwe datum.")
            return _naar_termijnen(sleutel)
    context = {"aanvraag": aanvraag, "form": form, "opschorting": rij}
    return render(request, "tlv/aanvraag_opschorting_einde.html", context, status=422 if form.errors else 200)


@require_safe
@vereist("tlv.inzien")
def kennisgeving(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Download a letter that is no besluit, within scope and once it exists."""
    rijen = Kennisgeving.objects.select_related("bestand", "aanvraag__leerling")
    rij: Kennisgeving = haal(rijen, request, sleutel)
    bestand = getattr(rij, "bestand", None)
    if bestand is None:
        raise Http404
    inzage.noteer(request, [rij.leerling.sleutel], Inzagesoort.DOWNLOAD)
    return geef(bestand)


@require_POST
@vereist("tlv.verzenden")
def kennisgeving_verzonden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record that such a letter went out."""
    rij: Kennisgeving = haal(Kennisgeving.objects.select_related("aanvraag__leerling"), request, sleutel)
    form = VerzondenForm(request.POST)
    if form.is_valid() and probeer(
        form,
        lambda: services.kennisgeving_verzonden(
            kennisgeving=rij,
            verzonden_op=form.cleaned_data["verzonden_op"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        ),
    ):
        messages.info(request, "Vastgelegd: de brief is verzonden.")
    else:
        messages.error(request, zinnen(form))
    return _naar_termijnen(rij.aanvraag.sleutel)


def _naar_termijnen(sleutel: UUID) -> HttpResponse:
    return redirect(reverse("tlv:aanvraag", args=[sleutel]) + "#uitstel")
