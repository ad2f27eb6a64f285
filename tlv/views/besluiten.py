"""The decision, its letters, and what may follow: bekendmaking and bezwaar."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from leerlingen.models import Dossierdocument
from swv import inzage
from swv.bestanden import geef
from swv.enums import Inzagesoort
from swv.klok import nu, vandaag
from swv.permissions import haal, vereist
from tlv import services
from tlv.besluitcontrole import controlelijst
from tlv.enums import Soort
from tlv.forms import BesluitForm, BezwaarForm, BezwaarUitkomstForm, VerzondenForm
from tlv.models import Besluit, Brief
from tlv.selectors.aanvraag import acties
from tlv.selectors.dossier import BESLUITVELDEN, besluitvoorstel, bezwaren_van
from tlv.views.gemeen import haal_aanvraag, probeer, waarschuw


@vereist("tlv.besluiten")
def besluit(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Take the decision: outcome, category, period and reasons; the letters are made at once."""
    aanvraag = haal_aanvraag(request, sleutel)
    voorstel = besluitvoorstel(aanvraag, vandaag())
    form = BesluitForm(request.POST or None, soort=Soort(aanvraag.soort), initial=voorstel)
    if request.method == "POST" and form.is_valid():
        genomen = probeer(
            form,
            lambda: services.besluit_nemen(
                aanvraag=aanvraag,
                door=request.user,  # type: ignore[arg-type]
                op=nu(),
                **{naam: form.cleaned_data[naam] for naam in BESLUITVELDEN},
            ),
        )
        if genomen:
            waarschuw(request, form)
            messages.success(request, "Het besluit is genomen. De brieven worden nu gemaakt.")
            return redirect("tlv:aanvraag", sleutel)
    context = {
        "aanvraag": aanvraag,
        "form": form,
        "controles": controlelijst(aanvraag, request.user),  # type: ignore[arg-type]
        "acties": acties(aanvraag, request.user),  # type: ignore[arg-type]
        "adviezen": list(aanvraag.adviezen.filter(status="uitgebracht").select_related("deskundige")),
    }
    return render(request, "tlv/aanvraag_besluit.html", context, status=422 if form.errors else 200)


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
        messages.error(request, " ".join(zin for zinnen in form.errors.values() for zin in zinnen))
    return redirect("tlv:aanvraag", rij.besluit.aanvraag.sleutel)


@vereist("tlv.bezwaar")
def bezwaar(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Register an objection to the decision on this request."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(Besluit, aanvraag=aanvraag)
    form = BezwaarForm(request.POST or None, initial={"ontvangen_op": vandaag()})
    if request.method == "POST" and form.is_valid():
        gemaakt = probeer(
            form,
            lambda: services.bezwaar_registreren(
                besluit=rij, door=request.user, op=nu(), **form.cleaned_data
            ),  # type: ignore[arg-type]
        )
        if gemaakt:
            waarschuw(request, form)
            messages.info(
                request, "Het bezwaar is vastgelegd. De TLV blijft intussen gelden (Awb artikel 6:16)."
            )
            return redirect("tlv:aanvraag", sleutel)
    context = {"aanvraag": aanvraag, "besluit": rij, "form": form}
    return render(request, "tlv/aanvraag_bezwaar.html", context, status=422 if form.errors else 200)


@vereist("tlv.bezwaar")
def bezwaar_afhandelen(request: HttpRequest, sleutel: UUID, bezwaar: UUID) -> HttpResponse:
    """Record how an objection ended."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(bezwaren_van(aanvraag), sleutel=bezwaar)
    form = BezwaarUitkomstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        klaar = probeer(
            form,
            lambda: services.bezwaar_afhandelen(bezwaar=rij, door=request.user, op=nu(), **form.cleaned_data),  # type: ignore[arg-type]
        )
        if klaar:
            messages.info(request, "De beslissing op bezwaar is vastgelegd.")
            return redirect("tlv:aanvraag", sleutel)
    context = {"aanvraag": aanvraag, "bezwaar": rij, "form": form}
    return render(request, "tlv/aanvraag_bezwaar_uitkomst.html", context, status=422 if form.errors else 200)
