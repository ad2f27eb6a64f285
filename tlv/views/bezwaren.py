"""The page of one objection, its steps, papers, and the bundle for the LBT."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from swv import inzage
from swv.bestanden import geef
from swv.enums import Inzagesoort
from swv.formulieren import gepost, probeer, zinnen
from swv.klok import nu, vandaag
from swv.permissions import haal, mag, vereist
from tlv import forms_bezwaar, services
from tlv.models import Bezwaar, Bezwaarbundel, Bundelbestand
from tlv.selectors.bezwaar import bundels_van, klokken_van_bezwaar, stappen_van
from tlv.selectors.uitstel import kennisgevingen_van


@dataclass(frozen=True)
class Stap:
    """One step: its form, the service that takes its fields, and the words on the page."""

    form: type[forms.Form]
    service: Callable[..., Bezwaar]
    titel: str
    uitleg: str
    knop: str
    gedaan: str


STAPPEN = {
    "doorsturen": Stap(
        forms_bezwaar.DoorzendForm,
        services.bezwaar_doorzenden,
        "Naar de LBT sturen",
        "Stuur het bezwaar met het verweerschrift en het dossier naar de LBT. Leg hier vast op welke dag.",
        "Vastleggen",
        "Het bezwaar is naar de LBT.",
    ),
    "aanvullen": Stap(
        forms_bezwaar.HerstelBezwaarForm,
        services.bezwaar_herstel_vragen,
        "Om aanvulling vragen",
        "De bezwaarmaker krijgt een brief. De termijn om te beslissen staat intussen stil (Awb artikel 6:6).",
        "Aanvulling vragen",
        "De brief aan de bezwaarmaker wordt gemaakt.",
    ),
    "aangevuld": Stap(
        forms_bezwaar.HersteldForm,
        services.bezwaar_hersteld,
        "Aanvulling ontvangen",
        "De termijn loopt weer vanaf deze dag.",
        "Vastleggen",
        "De termijn loopt weer.",
    ),
    "hoorzitting": Stap(
        forms_bezwaar.HoorzittingForm,
        services.hoorzitting_plannen,
        "Hoorzitting",
        "De LBT hoort de bezwaarmaker. Het dossier ligt ten minste een week daarvoor ter inzage. Nieuwe stukken kunnen "
        "tot tien dagen ervoor (Awb artikel 7:4).",
        "Vastleggen",
        "De dag van de hoorzitting is vastgelegd.",
    ),
    "advies": Stap(
        forms_bezwaar.LbtAdviesForm,
        services.lbt_advies_vastleggen,
        "Advies van de LBT",
        "Wijkt u straks af van het advies? Geef dan de reden en stuur het advies mee (Awb artikel 7:13 lid 7).",
        "Vastleggen",
        "Het advies van de LBT is vastgelegd.",
    ),
    "verdagen": Stap(
        forms_bezwaar.BezwaarVerdaagForm,
        services.bezwaar_verdagen,
        "Beslissing op bezwaar verdagen",
        "Dat kan één keer, ten hoogste zes weken en zolang de termijn loopt (Awb artikel 7:10 lid 3).",
        "Verdagen",
        "De beslissing is verdaagd. De brief wordt gemaakt.",
    ),
    "beroep": Stap(
        forms_bezwaar.BeroepForm,
        services.beroep_registreren,
        "Beroep vastleggen",
        "Leg vast dat iemand in beroep ging bij de rechtbank, ook als het te laat lijkt: de rechter beslist daarover.",
        "Beroep vastleggen",
        "Het beroep is vastgelegd.",
    ),
    "beroep-einde": Stap(
        forms_bezwaar.BeroepEindeForm,
        services.beroep_afsluiten,
        "Einde van het beroep vastleggen",
        "Doe dit pas als ook hoger beroep niet meer kan. Tot dan blijft alles bewaard. Moet u opnieuw beslissen? "
        "Dat is een nieuw besluit.",
        "Vastleggen",
        "Het einde van het beroep is vastgelegd.",
    ),
}


def _haal(request: HttpRequest, sleutel: UUID) -> Bezwaar:
    rijen = Bezwaar.objects.select_related("besluit__aanvraag__leerling", "besluit__aanvraag__school")
    rij: Bezwaar = haal(rijen, request, sleutel)
    return rij


@require_safe
@vereist("tlv.bezwaar", "tlv.besluiten")
def dossier(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Where this objection is, what must happen before when, and its papers."""
    rij = _haal(request, sleutel)
    return render(request, "tlv/bezwaar_dossier.html", _context(request, rij))


def _context(request: HttpRequest, rij: Bezwaar) -> dict[str, Any]:
    user: Any = request.user
    stappen = [(code, STAPPEN[code].titel) for code in stappen_van(rij, user)]
    bundels = bundels_van(rij)
    return {
        "bezwaar": rij,
        "aanvraag": rij.besluit.aanvraag,
        "klokken": klokken_van_bezwaar(rij, vandaag()),
        "stappen": stappen,
        "stukken": list(rij.stukken.order_by("id")),
        "vandaag": vandaag(),
        "kennisgevingen": kennisgevingen_van(rij.besluit.aanvraag, user, bezwaar=rij),
        "bundels": bundels,
        "in_de_maak": any(bundel.in_de_maak for bundel in bundels),
        "mag_bezwaar": mag(user, "tlv.bezwaar"),
        "stukform": forms_bezwaar.BezwaarstukForm() if mag(user, "tlv.bezwaar") else None,
    }


@vereist("tlv.bezwaar")
def stap(request: HttpRequest, sleutel: UUID, code: str) -> HttpResponse:
    """Take one step of the route."""
    if code not in STAPPEN:
        raise Http404
    rij, gekozen = _haal(request, sleutel), STAPPEN[code]
    begin = {naam: vandaag() for naam in gekozen.form.base_fields if naam.endswith("_op")}
    form = gekozen.form(gepost(request), initial=begin)
    if request.method == "POST" and form.is_valid():
        velden = {naam: w for naam, w in form.cleaned_data.items() if naam != "bsn_gezien"}
        if probeer(form, lambda: gekozen.service(bezwaar=rij, door=request.user, op=nu(), **velden)):
            messages.info(request, gekozen.gedaan)
            return redirect("tlv:bezwaardossier", sleutel)
    velden_ = [form[naam] for naam in gekozen.form.base_fields if naam != "bsn_gezien"]
    context = {"bezwaar": rij, "stap": gekozen, "form": form, "velden": velden_}
    return render(request, "tlv/bezwaar_stap.html", context, status=422 if form.errors else 200)


@require_POST
@vereist("tlv.bezwaar")
def stuk_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Add one paper."""
    rij = _haal(request, sleutel)
    form = forms_bezwaar.BezwaarstukForm(request.POST, request.FILES)
    if form.is_valid() and probeer(
        form,
        lambda: services.bezwaarstuk_toevoegen(
            bezwaar=rij,
            soort=form.cleaned_data["soort"],
            upload=form.cleaned_data["bestand"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        ),
    ):
        messages.info(request, "Het stuk is toegevoegd.")
    else:
        messages.error(request, zinnen(form))
    return redirect("tlv:bezwaardossier", sleutel)


@require_safe
@vereist("tlv.bezwaar", "tlv.besluiten")
def stuk(request: HttpRequest, sleutel: UUID, stuk: UUID) -> HttpResponse:
    """Download a paper of an objection."""
    rij = _haal(request, sleutel)
    bestand = get_object_or_404(rij.stukken, sleutel=stuk)
    inzage.noteer(request, [rij.leerling.sleutel], Inzagesoort.DOWNLOAD)
    return geef(bestand)


@require_POST
@vereist("tlv.bezwaar")
def bundel(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Ask for the bundle; a worker makes it."""
    rij = _haal(request, sleutel)
    services.bundel_vragen(bezwaar=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "Het dossier voor de LBT wordt gemaakt.")
    return redirect("tlv:bezwaardossier", sleutel)


@require_safe
@vereist("tlv.bezwaar", "tlv.besluiten")
def bundelbestand(request: HttpRequest, sleutel: UUID, bestand: UUID) -> HttpResponse:
    """Download the PDF or the zip of a bundle."""
    rij = _haal(request, sleutel)
    bundels = Bezwaarbundel.objects.filter(bezwaar=rij)
    gevonden = get_object_or_404(Bundelbestand, bundel__in=bundels, sleutel=bestand)
    inzage.noteer(request, [rij.leerling.sleutel], Inzagesoort.DOWNLOAD)
    return geef(gevonden)
