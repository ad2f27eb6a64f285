"""Filling in a version step by step, saving while typing, and making it the version in force."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from leerlingen import services
from leerlingen.forms.opp import PlandocumentForm, ReactieForm, Stapform, VaststellenForm, stapformulier
from leerlingen.models import INHOUD, Oppversie
from leerlingen.oppinhoud import STAPPEN, Stap, aandachtspunten, stap_van
from leerlingen.permissions import eis_mag_opstellen
from leerlingen.selectors import opp as pagina
from leerlingen.views.dossier import Verschil, met_nieuwe_versie, verschil, waarschuw
from leerlingen.views.formulier import gepost
from leerlingen.views.opp import terug_na_verwijderen
from leerlingen.workflow import OPPVERSIE
from swv.bestandscontrole import BestandGeweigerd
from swv.klok import nu, vandaag
from swv.permissions import NietToegestaan, haal, vereist
from swv.workflow import reden_waarom_niet


def haal_versie(request: HttpRequest, sleutel: UUID) -> Oppversie:
    """Return the version inside the user's scope, note the look, and refuse who may not write it."""
    rijen = Oppversie.objects.select_related("opp__leerling", "opp__school", "document")
    versie: Oppversie = haal(rijen, request, sleutel)
    eis_mag_opstellen(request.user, versie.opp)  # type: ignore[arg-type]
    return versie


def haal_concept(request: HttpRequest, sleutel: UUID) -> Oppversie:
    versie = haal_versie(request, sleutel)
    if versie.vastgesteld_op is not None:
        raise NietToegestaan(services.AL_VASTGESTELD)
    return versie


def _haal_stap(code: str) -> Stap:
    stap = stap_van(code)
    if stap is None:
        raise Http404
    return stap


@vereist("opp.opstellen")
def opp_stap(request: HttpRequest, sleutel: UUID, code: str) -> HttpResponse:
    """The questions of one step; what can be kept is kept, also beside an answer that is refused."""
    versie, stap = haal_concept(request, sleutel), _haal_stap(code)
    form = stapformulier(versie, code)(gepost(request), request.FILES or None, instance=versie)
    verschillen: list[Verschil] = []
    if request.method == "POST":
        bewaard, verschillen = _bewaar(request, versie, form)
        waarschuw(request, form.waarschuwingen)
        if bewaard and not form.errors:
            blijft = "toevoegen" in request.POST
            return redirect(request.path) if blijft else _na_stap(request, versie, code)
        versie.refresh_from_db(fields=["document"])
    nummer = STAPPEN.index(stap) + 1
    context = {
        "versie": versie,
        "opp": versie.opp,
        "stap": stap,
        "nummer": nummer,
        "van": len(STAPPEN) + 1,
        "form": form,
        "verschillen": verschillen,
        "document": pagina.document_van(versie) if isinstance(form, PlandocumentForm) else None,
        "met_bestand": isinstance(form, PlandocumentForm),
    }
    status = 409 if verschillen else 422 if form.errors else 200
    return render(request, "leerlingen/opp_stap.html", context, status=status)


def _na_stap(request: HttpRequest, versie: Oppversie, code: str) -> HttpResponse:
    """The next step, the OPP itself when the user stops, and the check after the last one."""
    if "stoppen" in request.POST:
        return redirect("leerlingen:opp", versie.opp.sleutel)
    codes = [stap.code for stap in STAPPEN]
    verder = codes[codes.index(code) + 1 :]
    if verder:
        return redirect("leerlingen:opp_stap", versie.sleutel, verder[0])
    return redirect("leerlingen:opp_vaststellen", versie.sleutel)


@require_POST
@vereist("opp.opstellen")
def opp_bewaren(request: HttpRequest, sleutel: UUID, code: str) -> HttpResponse:
    """Keep what is typed, while typing; 409 when a colleague saved first, 422 when one answer was refused."""
    versie = haal_concept(request, sleutel)
    _haal_stap(code)
    form = stapformulier(versie, code)(request.POST, instance=versie)
    bewaard, _verschillen = _bewaar(request, versie, form)
    if bewaard is None:
        return HttpResponse(status=422 if form.errors else 409)
    return HttpResponse(status=422 if form.errors else 204, headers={"X-Swv-Versie": str(bewaard.versie)})


def _bewaar(
    request: HttpRequest, versie: Oppversie, form: Stapform
) -> tuple[Oppversie | None, list[Verschil]]:
    def schrijf(nummer: int) -> Oppversie:
        return services.oppversie_bewaren(
            versierij=versie,
            velden=form.velden,
            versie=nummer,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )

    bewaard, verschillen = bewaar_of_vergelijk(form, schrijf)
    upload = request.FILES.get("bestand") if isinstance(form, PlandocumentForm) else None
    if bewaard is None or upload is None:
        return bewaard, verschillen
    return _voeg_toe(request, versie, form, upload), []


def bewaar_of_vergelijk(
    form: Any, schrijf: Callable[[int], Oppversie]
) -> tuple[Oppversie | None, list[Verschil]]:
    """Save under the version that was read; what a colleague saved meanwhile comes back as differences.

    The form keeps what was typed and takes the present version: saving once more is a choice (eisen.md S6).
    """
    form.is_valid()  # fills cleaned_data, also when an answer is refused
    if "versie" not in form.cleaned_data:
        return None, []
    try:
        bewaard = schrijf(form.cleaned_data["versie"])
    except services.Verouderd as fout:
        anders = verschil(form, fout.actueel)
        met_nieuwe_versie(form, fout.actueel.versie)
        if anders:
            return None, anders
        bewaard = schrijf(fout.actueel.versie)
    met_nieuwe_versie(form, bewaard.versie)
    return bewaard, []


def _voeg_toe(request: HttpRequest, versie: Oppversie, form: Stapform, upload: Any) -> Oppversie | None:
    try:
        bewaard = services.oppdocument_toevoegen(
            versierij=versie,
            upload=upload,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )
    except BestandGeweigerd as fout:
        form.add_error("bestand", str(fout))
        return None
    if bewaard.document and bewaard.document.waarschuwing:
        messages.warning(request, bewaard.document.waarschuwing)
    return bewaard


@vereist("opp.opstellen")
def opp_vaststellen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Check the answers and make the version final; the same page shows what still stops it."""
    versie = haal_versie(request, sleutel)
    if versie.vastgesteld_op is not None:
        return redirect("leerlingen:opp", versie.opp.sleutel)
    form = VaststellenForm(gepost(request), initial={"datum": vandaag()})
    if request.method == "POST" and form.is_valid():
        try:
            services.oppversie_vaststellen(
                versierij=versie,
                datum=form.cleaned_data["datum"],
                door=request.user,  # type: ignore[arg-type]
                op=nu(),
            )
        except NietToegestaan as fout:
            form.add_error(None, fout.reden)
        else:
            messages.success(request, _gedaan(versie))
            return redirect("leerlingen:opp", versie.opp.sleutel)
    context = {
        "versie": versie,
        "opp": versie.opp,
        "form": form,
        "groepen": pagina.groepen(versie, wijzigen=True),
        "tekorten": pagina.tekortregels(versie),
        "punten": [punt.melding for punt in aandachtspunten(versie)],
        "reden": reden_waarom_niet(OPPVERSIE, versie, "vaststellen", request.user),  # type: ignore[arg-type]
        "eerste": pagina.is_eerste(versie),
    }
    return render(request, "leerlingen/opp_vaststellen.html", context, status=422 if form.errors else 200)


def _gedaan(versie: Oppversie) -> str:
    if pagina.is_eerste(versie):
        return "Het OPP is vastgesteld. Leg het nu ook vast in ROD."
    return "De bijstelling is vastgesteld. De vorige versie blijft te lezen."


@require_POST
@vereist("opp.opstellen")
def opp_concept_verwijderen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    versie = haal_concept(request, sleutel)
    over = services.oppconcept_verwijderen(versierij=versie, door=request.user, op=nu())  # type: ignore[arg-type]
    return terug_na_verwijderen(request, over)


@vereist("opp.opstellen")
def opp_reactie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What parents and pupil said after the version was vastgesteld."""
    versie = haal_versie(request, sleutel)
    if versie.soort not in INHOUD or versie.vastgesteld_op is None:
        raise Http404
    form = ReactieForm(gepost(request), instance=versie)
    verschillen: list[Verschil] = []
    if request.method == "POST" and form.is_valid():
        bewaard, verschillen = bewaar_of_vergelijk(
            form,
            lambda nummer: services.oppreactie_vastleggen(
                versierij=versie,
                velden=form.velden,
                versie=nummer,
                door=request.user,  # type: ignore[arg-type]
                op=nu(),
            ),
        )
        if bewaard:
            messages.success(request, "De reactie van ouders en leerling is bewaard.")
            waarschuw(request, form.waarschuwingen)
            return redirect("leerlingen:opp", versie.opp.sleutel)
    context = {
        "titel": "Reactie van ouders en leerling",
        "uitleg": "Het plan zelf verandert niet. Wat er eerder stond, blijft in de tijdlijn bewaard.",
        "knop": "Bewaren",
        "opp": versie.opp,
        "form": form,
        "verschillen": verschillen,
        "gevaar": False,
    }
    status = 409 if verschillen else 422 if form.errors else 200
    return render(request, "leerlingen/opp_formulier.html", context, status=status)
