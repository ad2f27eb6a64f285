"""Pages of reports: asking for one, its texts, its files, and fixing it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from swv import inzage
from swv.bestanden import geef
from swv.enums import Inzagesoort, Rapportagestatus
from swv.forms.rapportages import RapportageForm, RapportagetekstForm
from swv.formulieren import waarschuw
from swv.klok import nu, vandaag
from swv.models import Rapportage, Rapportagebestand, Rapportagetekst
from swv.momentopnamen import PeildatumNietVoorbij, StandBevroren, vergelijk
from swv.permissions import GeenToegang, NietToegestaan, eis, haal, mag, vereist
from swv.rapportages import selectors, services
from swv.rapportages.permissions import eis_schrijver


def _form(gegevens: Any = None) -> RapportageForm:
    return RapportageForm(gegevens, soorten=selectors.soorten(), kwartalen=selectors.kwartalen(vandaag()))


def _lijst(request: HttpRequest, form: RapportageForm, *, status: int = 200) -> HttpResponse:
    context = {
        "regels": selectors.regels(request.user),
        "form": form,
        "mag_maken": mag(request.user, "rapportage.maken") and bool(selectors.soorten()),
    }
    return render(request, "rapportages/rapportage_lijst.html", context, status=status)


@vereist("rapportage.inzien")
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Every report that this user may see."""
    return _lijst(request, _form())


@vereist("rapportage.maken")
@require_POST
def maken(request: HttpRequest) -> HttpResponse:
    """Ask for the report of a quarter; a second click leads to the same one."""
    form = _form(request.POST)
    if form.is_valid():
        try:
            rapportage = services.aanvragen(**form.cleaned_data, door=request.user, op=nu())
            return redirect("rapportage", sleutel=rapportage.sleutel)
        except PeildatumNietVoorbij as fout:
            form.add_error("kwartaal", str(fout))
    return _lijst(request, form, status=422)


@vereist("rapportage.inzien")
@require_safe
def detail(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One report: its status, texts, files and figures."""
    rijen = Rapportage.objects.select_related("momentopname", "aangeboden_door", "vastgesteld_door")
    rapportage = haal(rijen, request, sleutel)
    context = selectors.context(rapportage, request.user, vandaag())
    return render(request, "rapportages/rapportage_detail.html", context)


@vereist("rapportage.inzien")
@require_safe
def voortgang(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The indicator that asks again by itself; when the files are there the page is read anew."""
    rapportage = haal(Rapportage.objects, request, sleutel)
    stand = selectors.voortgang(rapportage)
    context = {"rapportage": rapportage, "voortgang": stand, "mag_opnieuw": False}
    antwoord = render(request, "rapportages/_voortgang.html", context)
    if not stand.bezig:
        antwoord["HX-Refresh"] = "true"
    return antwoord


def _doe(request: HttpRequest, sleutel: UUID, dienst: Callable[..., Rapportage], gedaan: str) -> HttpResponse:
    rapportage = haal(Rapportage.objects, request, sleutel)
    try:
        dienst(rapportage=rapportage, door=request.user, op=nu())
        messages.info(request, gedaan)
    except NietToegestaan as fout:
        messages.error(request, fout.reden)
    return redirect("rapportage", sleutel=rapportage.sleutel)


@vereist("rapportage.maken")
@require_POST
def opnieuw(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Make the files again, with the texts as they are now."""
    return _doe(request, sleutel, services.opnieuw_maken, "De bestanden worden opnieuw gemaakt.")


@vereist("rapportage.maken")
@require_POST
def aanbieden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _doe(
        request,
        sleutel,
        services.aanbieden,
        "Het rapport ligt nu ter vaststelling bij de directeur-bestuurder.",
    )


@vereist("rapportage.maken", "rapportage.vaststellen")
@require_POST
def terugnemen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _doe(request, sleutel, services.terugnemen, "Het rapport is weer een concept.")


@vereist("rapportage.vaststellen")
@require_POST
def vaststellen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Fix the report for good."""
    gedaan = "Het rapport is vastgesteld en gearchiveerd. De toezichthouders kunnen het nu lezen."
    return _doe(request, sleutel, services.vaststellen, gedaan)


@vereist("rapportage.schrijven")
@require_http_methods(["GET", "HEAD", "POST"])
def tekst(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Write one narrative text; what someone else saved meanwhile is not overwritten."""
    rij = haal(Rapportagetekst.objects, request, sleutel)
    eis_schrijver(request.user, rij)
    if request.method != "POST" and rij.rapportage.status != Rapportagestatus.CONCEPT:
        messages.info(request, "Deze tekst kan niet meer veranderen: het rapport is geen concept meer.")
        return redirect("rapportage", sleutel=rij.rapportage.sleutel)
    form = RapportagetekstForm(request.POST) if request.method == "POST" else RapportagetekstForm.van(rij)
    status, andere = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _bewaar_tekst(request, form, rij)
            except services.TekstAchterhaald as fout:
                rij.refresh_from_db()
                form.add_error(None, fout.reden)
                form.toon_versie(rij.versie)
                status, andere = 409, rij.tekst
            except NietToegestaan as fout:
                form.add_error(None, fout.reden)
    context = {"tekst": rij, "naam": selectors.naam_van(rij.rapportage.soort), "form": form, "andere": andere}
    return render(request, "rapportages/tekst_wijzigen.html", context, status=status)


def _bewaar_tekst(request: HttpRequest, form: RapportagetekstForm, rij: Rapportagetekst) -> HttpResponse:
    services.tekst_schrijven(
        tekst=rij,
        inhoud=form.cleaned_data["tekst"],
        gezien=form.cleaned_data["gezien"],
        door=request.user,
        op=nu(),
    )
    messages.info(
        request, f"De tekst “{rij.titel}” is opgeslagen. Maak de bestanden opnieuw om hem erin te zetten."
    )
    waarschuw(request, form)
    return redirect("rapportage", sleutel=rij.rapportage.sleutel)


@vereist("rapportage.inzien")
@require_safe
def bestand(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Download one file of a report; who did is written down."""
    rij: Rapportagebestand = haal(Rapportagebestand.objects, request, sleutel)
    inzage.noteer(request, [], Inzagesoort.DOWNLOAD)
    return geef(rij)


@vereist("kengetal.inzien")
@require_safe
def vergelijken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Every frozen figure beside what the registers give now: a late correction stays visible."""
    eis(request.user, "rapportage.inzien")
    rapportage = haal(Rapportage.objects.select_related("momentopname"), request, sleutel)
    if rapportage.momentopname is None:
        raise GeenToegang
    verschillen = vergelijk(StandBevroren(rapportage.momentopname))
    context = {
        "rapportage": rapportage,
        "naam": selectors.naam_van(rapportage.soort),
        "gewijzigd": [verschil for verschil in verschillen if verschil.is_gewijzigd],
        "aantal_gelijk": sum(not verschil.is_gewijzigd for verschil in verschillen),
    }
    return render(request, "rapportages/rapportage_vergelijken.html", context)
