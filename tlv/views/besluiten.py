"""The decision, its letters, and what may follow: bekendmaking and bezwaar."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from leerlingen.models import Dossierdocument
from swv import inzage, opdrachten
from swv.bestanden import geef
from swv.enums import Inzagesoort
from swv.formulieren import gepost, probeer, zinnen
from swv.klok import nu, vandaag
from swv.models import Opdracht
from swv.permissions import NietToegestaan, haal, vereist
from tlv import services
from tlv.controle import Controle
from tlv.documents import opdrachtsleutel
from tlv.enums import Soort, Uitkomst
from tlv.forms import BesluitForm, VerzondenForm
from tlv.forms_bezwaar import BezwaarForm, BezwaarUitkomstForm
from tlv.geadresseerden import geadresseerden
from tlv.geldigheid import MET_CATEGORIE
from tlv.models import Aanvraag, Besluit, Bezwaar, Brief
from tlv.poort import Besluitinhoud, controlelijst, reden_niet_voor_lezer, te_motiveren
from tlv.selectors.aanvraag import acties
from tlv.selectors.dossier import BESLUITVELDEN, adviezen_van, besluitvoorstel, bezwaren_van
from tlv.views.gemeen import haal_aanvraag


@vereist("tlv.besluiten")
def besluit(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Take the decision: outcome, category, period and reasons; the letters are made at once."""
    aanvraag = haal_aanvraag(request, sleutel)
    redenen = acties(aanvraag, request.user, "besluit_nemen", "niet_behandelen")  # type: ignore[arg-type]
    niet_behandelen_tot = services.niet_behandelen_tot_en_met(aanvraag)
    uitkomsten = mogelijke_uitkomsten(redenen, niet_behandelen_tot, vandaag())
    controles = controlelijst(aanvraag, request.user)  # type: ignore[arg-type]
    reden = reden_niet_voor_lezer(controles) or ("" if uitkomsten else redenen["besluit_nemen"])
    adviezen = [a for a in adviezen_van(aanvraag) if a.uitgebracht_op]
    form = BesluitForm(
        gepost(request),
        soort=Soort(aanvraag.soort),
        uitkomsten=uitkomsten,
        conclusies=[advies.conclusie for advies in adviezen],
        vooraf=te_motiveren(controles) if Uitkomst.TOEGEKEND in uitkomsten else (),
        toets=lambda gekozen: _waarschuwingen(request, aanvraag, gekozen),
        initial=besluitvoorstel(aanvraag, vandaag()),
    )
    if request.method == "POST" and not reden and form.is_valid() and _neem_besluit(request, aanvraag, form):
        messages.success(request, "Het besluit is genomen. De brieven worden nu gemaakt.")
        return redirect("tlv:aanvraag", sleutel)
    context = {
        "aanvraag": aanvraag,
        "form": form,
        "redenvelden": form.redenvelden(),
        "controles": controles,
        "reden": reden,
        "niet_behandelen_tot": niet_behandelen_tot if Uitkomst.NIET_BEHANDELD in uitkomsten else None,
        "adviezen": adviezen,
        "met_categorie": Soort(aanvraag.soort) in MET_CATEGORIE,
    }
    status = 403 if reden and request.method == "POST" else 422 if form.errors else 200
    return render(request, "tlv/aanvraag_besluit.html", context, status=status)


def _waarschuwingen(request: HttpRequest, aanvraag: Aanvraag, gekozen: dict[str, Any]) -> list[Controle]:
    """The warnings that ask for a reason before this can be decided."""
    velden = {naam: gekozen[naam] for naam in BESLUITVELDEN} | {"uitkomst": Uitkomst(gekozen["uitkomst"])}
    return te_motiveren(controlelijst(aanvraag, request.user, Besluitinhoud(**velden)))


def mogelijke_uitkomsten(redenen: dict[str, str], tot_en_met: date | None, op: date) -> list[Uitkomst]:
    """On the contents once both advices are in; not to handle while that is open and in time (Awb 4:5)."""
    inhoud = [] if redenen["besluit_nemen"] else [Uitkomst.TOEGEKEND, Uitkomst.AFGEWEZEN]
    op_tijd = tot_en_met is not None and op <= tot_en_met
    return inhoud + ([Uitkomst.NIET_BEHANDELD] if op_tijd and not redenen["niet_behandelen"] else [])


def _neem_besluit(request: HttpRequest, aanvraag: Aanvraag, form: BesluitForm) -> Besluit | None:
    return probeer(
        form,
        lambda: services.besluit_nemen(
            aanvraag=aanvraag,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
            afwijkingen=form.afwijkingen,
            **{naam: form.cleaned_data[naam] for naam in BESLUITVELDEN},
        ),
    )


@require_safe
@vereist("tlv.inzien")
def brief(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Download one letter, within scope and once it exists."""
    rij: Brief = haal(
        Brief.objects.select_related("bestand", "besluit__aanvraag__leerling"), request, sleutel
    )
    bestand = getattr(rij, "bestand", None)
    if bestand is None:
        raise Http404
    inzage.noteer(request, [rij.leerling.sleutel], Inzagesoort.DOWNLOAD)
    return geef(bestand)


@require_safe
@vereist("tlv.inzien")
def document(request: HttpRequest, sleutel: UUID, document: UUID) -> HttpResponse:
    """Download a document of a request, for who may see the request."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(
        Dossierdocument.objects.zichtbaar_voor(request.user),  # type: ignore[arg-type]
        aanvraagdocumenten__aanvraag=aanvraag,
        sleutel=document,
    )
    inzage.noteer(request, [aanvraag.leerling.sleutel], Inzagesoort.DOWNLOAD)
    return geef(rij)


@require_POST
@vereist("tlv.verzenden")
def verzonden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Confirm that a letter went out; the last one is the bekendmaking."""
    rij: Brief = haal(Brief.objects.select_related("besluit__aanvraag__leerling"), request, sleutel)
    form = VerzondenForm(request.POST)
    if form.is_valid() and probeer(
        form,
        lambda: services.brief_verzonden(
            brief=rij,
            verzonden_op=form.cleaned_data["verzonden_op"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        ),
    ):
        messages.info(
            request, f"Vastgelegd: de brief aan {rij.get_geadresseerde_display().lower()} is verzonden."
        )
    else:
        messages.error(request, zinnen(form))
    return _naar_brieven(rij)


@require_POST
@vereist("tlv.verzenden")
def brief_adres(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Take over the address that the pupil's file has now, and have the letter made."""
    rij: Brief = haal(Brief.objects.select_related("besluit__aanvraag__leerling"), request, sleutel)
    try:
        services.brief_adres_aanvullen(brief=rij, door=request.user, op=nu())  # type: ignore[arg-type]
        messages.info(request, "Het adres is overgenomen. De brief wordt nu gemaakt.")
    except NietToegestaan as fout:
        messages.error(request, fout.reden)
    return _naar_brieven(rij)


@require_POST
@vereist("opdracht.beheren")
def brief_opnieuw(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Give a letter whose making failed three new attempts."""
    rij: Brief = haal(Brief.objects.select_related("besluit__aanvraag__leerling"), request, sleutel)
    opdracht = get_object_or_404(Opdracht, uniek=opdrachtsleutel(rij))
    opdrachten.opnieuw(opdracht, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "De brief wordt opnieuw gemaakt.")
    return _naar_brieven(rij)


def _naar_brieven(brief: Brief) -> HttpResponse:
    return redirect(reverse("tlv:aanvraag", args=[brief.besluit.aanvraag.sleutel]) + "#brieven")


@vereist("tlv.bezwaar")
def bezwaar(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Register an objection to the decision on this request."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(Besluit, aanvraag=aanvraag)
    bekenden = [adressaat.aan for adressaat in geadresseerden(aanvraag, vandaag())]
    form = BezwaarForm(gepost(request), bekenden=bekenden, initial={"ontvangen_op": vandaag()})
    if request.method == "POST" and form.is_valid():
        gemaakt = probeer(
            form,
            lambda: services.bezwaar_registreren(
                besluit=rij,
                door=request.user,  # type: ignore[arg-type]
                op=nu(),
                **{naam: form.cleaned_data[naam] for naam in ("indiener", "ontvangen_op")},
            ),
        )
        if gemaakt:
            messages.info(
                request, "Het bezwaar is vastgelegd. De TLV blijft intussen gelden (Awb artikel 6:16)."
            )
            return redirect("tlv:bezwaardossier", gemaakt.sleutel)
    context = {"aanvraag": aanvraag, "besluit": rij, "form": form}
    return render(request, "tlv/aanvraag_bezwaar.html", context, status=422 if form.errors else 200)


@vereist("tlv.bezwaar")
def bezwaar_afhandelen(request: HttpRequest, sleutel: UUID, bezwaar: UUID) -> HttpResponse:
    """Record how an objection ended: decided, or taken back by who made it (Awb 6:21)."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(bezwaren_van(aanvraag), sleutel=bezwaar)
    form = BezwaarUitkomstForm(gepost(request), initial={"verzonden_op": vandaag()})
    if request.method == "POST" and form.is_valid() and _handel_af(request, rij, form):
        messages.info(request, "Het einde van het bezwaar is vastgelegd.")
        return redirect("tlv:bezwaardossier", rij.sleutel)
    context = {"aanvraag": aanvraag, "bezwaar": rij, "form": form}
    return render(request, "tlv/aanvraag_bezwaar_uitkomst.html", context, status=422 if form.errors else 200)


def _handel_af(request: HttpRequest, rij: Bezwaar, form: BezwaarUitkomstForm) -> Bezwaar | None:
    gegevens: dict[str, Any] = {"bezwaar": rij, "door": request.user, "op": nu()}
    gegevens["toelichting"] = form.cleaned_data["toelichting"]
    if form.cleaned_data["uitkomst"] == BezwaarUitkomstForm.INGETROKKEN:
        return probeer(form, lambda: services.bezwaar_intrekken(**gegevens))
    gegevens |= {naam: form.cleaned_data[naam] for naam in ("uitkomst", "verzonden_op")}
    return probeer(form, lambda: services.bezwaar_afhandelen(**gegevens))
