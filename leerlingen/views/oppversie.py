"""Filling in a version step by step, saving while typing, and making it the version in force."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from leerlingen import services
from leerlingen.forms.opp import VaststellenForm
from leerlingen.forms.oppstap import PlandocumentForm, ReactieForm, Stapform, stapformulier
from leerlingen.models import INHOUD, Oppversie
from leerlingen.oppinhoud import STAPPEN, Stap, aandachtspunten, stap_van
from leerlingen.permissions import eis_mag_opstellen
from leerlingen.selectors import opp as pagina
from leerlingen.views.opp import terug_na_verwijderen
from leerlingen.views.oppstappen import opp_pagina
from leerlingen.workflow import OPPVERSIE
from swv.formulieren import (
    Verschil,
    bewaar_of_vergelijk,
    bewaar_wat_kan,
    door_en_op,
    gepost,
    met_weigering,
    probeer,
    tussenstand,
    waarschuw,
)
from swv.formulierpagina import toon
from swv.klok import vandaag
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
        waarschuw(request, form)
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
    return tussenstand(form, bewaard)


def _bewaar(
    request: HttpRequest, versie: Oppversie, form: Stapform
) -> tuple[Oppversie | None, list[Verschil]]:
    bewaard, verschillen = bewaar_wat_kan(
        form,
        lambda nummer: services.oppversie_bewaren(
            versierij=versie, velden=form.antwoorden, versie=nummer, **door_en_op(request)
        ),
        lambda actueel: {naam: getattr(actueel, naam) for naam in form.antwoorden},
    )
    upload = request.FILES.get("bestand") if isinstance(form, PlandocumentForm) else None
    if bewaard is None or upload is None:
        return bewaard, verschillen
    return _voeg_toe(request, versie, form, upload), []


def _voeg_toe(request: HttpRequest, versie: Oppversie, form: Stapform, upload: Any) -> Oppversie | None:
    bewaard = met_weigering(
        form,
        lambda: services.oppdocument_toevoegen(versierij=versie, upload=upload, **door_en_op(request)),
        veld="bestand",
    )
    if bewaard and bewaard.document and bewaard.document.waarschuwing:
        messages.warning(request, bewaard.document.waarschuwing)
    return bewaard


@vereist("opp.opstellen")
def opp_vaststellen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Check the answers and make the version final; the same page shows what still stops it."""
    versie = haal_versie(request, sleutel)
    if versie.vastgesteld_op is not None:
        return redirect("leerlingen:opp", versie.opp.sleutel)
    form = VaststellenForm(gepost(request), initial={"datum": vandaag()})
    if probeer(
        form,
        lambda: services.oppversie_vaststellen(
            versierij=versie, datum=form.cleaned_data["datum"], **door_en_op(request)
        ),
    ):
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
    over = services.oppconcept_verwijderen(versierij=versie, **door_en_op(request))
    return terug_na_verwijderen(request, over)


@vereist("opp.opstellen")
def opp_reactie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What parents and pupil said after the version was vastgesteld."""
    versie = haal_versie(request, sleutel)
    if versie.soort not in INHOUD or versie.vastgesteld_op is None:
        raise Http404
    form = ReactieForm(gepost(request), instance=versie)
    bewaard, verschillen = bewaar_of_vergelijk(
        form,
        lambda nummer: services.oppreactie_vastleggen(
            versierij=versie, velden=form.antwoorden, versie=nummer, **door_en_op(request)
        ),
        lambda actueel: {naam: getattr(actueel, naam) for naam in form.antwoorden},
    )
    if bewaard:
        messages.success(request, "De reactie van ouders en leerling is bewaard.")
        waarschuw(request, form)
        return redirect("leerlingen:opp", versie.opp.sleutel)
    uitleg = "Het plan zelf verandert niet. Wat er eerder stond, blijft in de tijdlijn bewaard."
    return toon(
        request,
        opp_pagina(versie.opp, "Reactie van ouders en leerling", "Bewaren", uitleg),
        form,
        verschillen,
    )
