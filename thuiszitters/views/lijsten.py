"""Comparing a list with the register: offer it, choose its columns, decide per row, undo."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from swv import inzage
from swv.bestandscontrole import schone_naam
from swv.bladeren import bladzijde
from swv.enums import Importfase, Inzagesoort
from swv.formulieren import gepost
from swv.imports.fouten import Importfout
from swv.klok import nu
from swv.models import Importrun, School
from swv.permissions import haal, vereist
from thuiszitters import services
from thuiszitters.forms.lijst import KolommenForm, LijstForm
from thuiszitters.models import Lijstregel
from thuiszitters.selectors import lijsten as selectie
from thuiszitters.selectors.lijst import gemeenten

BEHANDELEN = "thuiszitters.behandelen"
BLOK, RUNS = 1024 * 1024, 20
ZELFDE = "Deze lijst is al eerder aangeboden. Hieronder staat wat daarmee is gebeurd; er is niets gewijzigd."


@vereist(BEHANDELEN)
@require_http_methods(["GET", "HEAD", "POST"])
def lijsten(request: HttpRequest) -> HttpResponse:
    """Offer a list, and what was compared before."""
    form = LijstForm(gepost(request), request.FILES or None, gemeenten=gemeenten())
    if request.method == "POST" and form.is_valid():
        try:
            run, nieuw = _bied_aan(request, form)
        except Importfout as fout:
            form.add_error("bestand", fout.melding)
        else:
            if not nieuw:
                messages.info(request, ZELFDE)
            return redirect("thuiszitters:vergelijking", run.sleutel)
    runs = list(selectie.overzicht(selectie.Lijstvergelijkingen().zichtbaar_voor(request.user))[:RUNS])  # type: ignore[arg-type]
    scholen = _scholen(runs)
    context = {
        "form": form,
        "rijen": [{"run": run, "waarover": selectie.waarover(run, scholen)} for run in runs],
        "gecontroleerd": Importfase.GECONTROLEERD,
    }
    status = 422 if form.errors else 200
    return render(request, "thuiszitters/lijst_overzicht.html", context, status=status)


def _scholen(runs: list[Importrun]) -> dict[int, str]:
    nummers = [run.gegevens["school"] for run in runs if run.gegevens["school"]]
    return dict(School.objects.filter(pk__in=nummers).values_list("pk", "naam"))


def _bied_aan(request: HttpRequest, form: LijstForm) -> tuple[Importrun, bool]:
    """Look at the upload on disk; what may be a BSN never gets further than this folder."""
    upload: UploadedFile = form.cleaned_data["bestand"]
    with tempfile.NamedTemporaryFile() as tijdelijk:
        for stuk in upload.chunks(BLOK):
            tijdelijk.write(stuk)
        tijdelijk.flush()
        return services.bied_aan(
            Path(tijdelijk.name),
            naam=schone_naam(upload.name or "lijst.csv"),
            **form.bereik,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )


def haal_vergelijking(request: HttpRequest, sleutel: UUID) -> Importrun:
    run: Importrun = haal(selectie.Lijstvergelijkingen(), request, sleutel)
    return run


@vereist(BEHANDELEN)
@require_http_methods(["GET", "HEAD", "POST"])
def vergelijking(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """First which column is what; once compared, the rows."""
    run = haal_vergelijking(request, sleutel)
    if run.fase == Importfase.GECONTROLEERD:
        return _kolommen(request, run)
    if request.method == "POST":
        messages.info(request, ZELFDE)
        return redirect("thuiszitters:vergelijking", sleutel)
    return _rijen(request, run)


def _kolommen(request: HttpRequest, run: Importrun) -> HttpResponse:
    form = KolommenForm(gepost(request), kop=run.gegevens["kop"], keuze=run.gegevens["keuze"])
    if request.method == "POST" and form.is_valid():
        try:
            services.vergelijken(run, keuze=form.keuze, door=request.user, op=nu())  # type: ignore[arg-type]
        except Importfout as fout:
            form.add_error(None, fout.melding)
        else:
            return redirect("thuiszitters:vergelijking", run.sleutel)
    context = {"run": run, "form": form, "waarover": selectie.waarover(run, _scholen([run]))}
    status = 422 if form.errors else 200
    return render(request, "thuiszitters/lijst_kolommen.html", context, status=status)


def _rijen(request: HttpRequest, run: Importrun) -> HttpResponse:
    groep = selectie.kies_groep(run, request.GET.get("groep", ""))
    blad = bladzijde(selectie.regels_van(run, request.user, groep), ("id",), request.GET)  # type: ignore[arg-type]
    gezien = [rij.leerling.sleutel for rij in blad.rijen if rij.leerling]
    inzage.noteer(request, gezien, Inzagesoort.LIJST)
    context = {
        "run": run,
        "waarover": selectie.waarover(run, _scholen([run])),
        "groepen": selectie.groepen(run, groep),
        "groep": groep,
        "rijen": selectie.lijstrijen(blad.rijen, mag=run.fase == Importfase.VERWERKT),
        "blad": blad,
        "open": Lijstregel.objects.filter(run=run).te_beslissen().count(),
        "kan_terug": run.fase == Importfase.VERWERKT,
    }
    return render(request, "thuiszitters/lijst_vergelijking.html", context)


@vereist(BEHANDELEN)
@require_POST
def vergelijking_vervallen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    run = haal_vergelijking(request, sleutel)
    gelukt = "De lijst is niet vergeleken. Het bestand is weg."
    return _stap(request, gelukt, lambda: services.laat_vervallen(run, door=request.user, op=nu()))  # type: ignore[arg-type]


@vereist(BEHANDELEN)
@require_POST
def vergelijking_terugdraaien(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Undo the comparison as a whole."""
    run = haal_vergelijking(request, sleutel)
    gelukt = "De vergelijking is teruggedraaid. Nieuwe meldingen zijn ingetrokken en de rijen zijn weg."
    return _stap(
        request,
        gelukt,
        lambda: services.draai_terug(run, door=request.user, op=nu()),  # type: ignore[arg-type]
        terug=reverse("thuiszitters:vergelijking", args=[sleutel]),
    )


def _stap(request: HttpRequest, gelukt: str, stap: Callable[[], Any], *, terug: str = "") -> HttpResponse:
    """Do it and say what happened."""
    try:
        stap()
    except Importfout as fout:
        messages.warning(request, fout.melding)
        return redirect(terug or reverse("thuiszitters:lijsten"))
    messages.success(request, gelukt)
    return redirect("thuiszitters:lijsten")
