"""Importing realisatie on the screen: offer a file, see what it would do, assign, confirm, undo."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financien.forms.realisatie import KolomnaamForm, RealisatieForm, ToewijzingForm
from financien.models import Kolomnaam, Toewijzing
from financien.permissions import BEHEREN
from financien.selectors import importen as selectors
from financien.services import gegevens
from financien.services import realisatie as services
from financien.views.gemeen import pagina
from swv.bestandscontrole import schone_naam
from swv.enums import Importfase
from swv.formulieren import gepost
from swv.imports.fouten import Importfout
from swv.klok import nu
from swv.models import Importrun
from swv.permissions import haal, vereist

RUNS, REGELS = 30, 50
BLOK = 1024 * 1024
IMPORTEN = selectors.Realisatieimporten()


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def importen(request: HttpRequest) -> HttpResponse:
    """Offer a file, and what was imported before."""
    form = RealisatieForm(gepost(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = _bied_aan(request, form)
        except Importfout as fout:
            form.add_error("bestand", fout.melding)
        else:
            return redirect("financien:import", run.sleutel)
    runs = IMPORTEN.zichtbaar_voor(request.user).order_by("-geladen_op", "-id")[:RUNS]
    context = {"runs": runs, "gecontroleerd": Importfase.GECONTROLEERD}
    return pagina(request, "financien/import_lijst.html", "realisatie", context, form)


def _bied_aan(request: HttpRequest, form: RealisatieForm) -> Importrun:
    """Look at the upload on disk, where a file of any size fits, and keep it when it can be imported."""
    upload: UploadedFile = form.cleaned_data["bestand"]
    with tempfile.NamedTemporaryFile() as tijdelijk:
        for stuk in upload.chunks(BLOK):
            tijdelijk.write(stuk)
        tijdelijk.flush()
        bestand = services.lees_bestand(
            Path(tijdelijk.name),
            naam=schone_naam(upload.name or "realisatie.csv"),
            notatie=form.cleaned_data["notatie"],
        )
        return services.bied_aan(bestand, door=request.user, op=nu())


@vereist(BEHEREN)
@require_safe
def importrun(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What a file would do, or what it did, with the rows of one kind."""
    rij: Importrun = haal(IMPORTEN, request, sleutel)
    return _toon(request, rij)


def _toon(request: HttpRequest, rij: Importrun, form: ToewijzingForm | None = None) -> HttpResponse:
    groep = selectors.kies_groep(rij, request.GET.get("soort", ""))
    gelezen = rij.regels.filter(uitkomst=groep).order_by("nummer")
    na = request.GET.get("na", "")
    if na.isdecimal() and len(na) < 9:
        gelezen = gelezen.filter(nummer__gt=int(na))
    regels = selectors.regels(gelezen[: REGELS + 1])
    wacht = rij.fase == Importfase.GECONTROLEERD
    context = {
        "run": rij,
        "groepen": selectors.groepen(rij, groep),
        "groep": selectors.GROEPEN[groep][0],
        "regels": regels[:REGELS],
        "volgende": f"?soort={groep}&na={regels[REGELS - 1].nummer}" if len(regels) > REGELS else "",
        "vorige": f"?soort={groep}" if na else "",
        "wacht": wacht,
        "reden": services.met_fouten(rij.tellingen.get("fouten", 0)),
        "kan_terug": rij.fase == Importfase.VERWERKT,
        "sommen": selectors.sommen(rij),
        "onbekenden": selectors.onbekenden(rij) if wacht else [],
        "toewijzing": form or ToewijzingForm(),
    }
    return pagina(request, "financien/import_detail.html", "realisatie", context, form)


@vereist(BEHEREN)
@require_POST
def import_toewijzen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Say where a kostenplaats of this file belongs, and look at the file again."""
    rij: Importrun = haal(IMPORTEN, request, sleutel)
    form = ToewijzingForm(request.POST)
    if not form.is_valid():
        return _toon(request, rij, form)
    gegevens.toewijzing_bewaren(**form.gegevens(), door=request.user, op=nu())
    wat = form.cleaned_data["kostenplaats"] or form.cleaned_data["grootboek"]
    gelukt = f"{wat} is toegewezen en het bestand is opnieuw gecontroleerd."
    return _stap(
        request, sleutel, gelukt, lambda: services.controleer_opnieuw(rij, door=request.user, op=nu())
    )


def _stap(request: HttpRequest, sleutel: UUID, gelukt: str, stap: Callable[[], Any]) -> HttpResponse:
    """Do it, say what happened, and show the run again."""
    try:
        stap()
    except Importfout as fout:
        messages.warning(request, fout.melding)
    else:
        messages.success(request, gelukt)
    return redirect("financien:import", sleutel)


@vereist(BEHEREN)
@require_POST
def import_bevestigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Apply what was shown."""
    rij: Importrun = haal(IMPORTEN, request, sleutel)
    gelukt = "De boekingen zijn verwerkt. Het overzicht is bijgewerkt."
    return _stap(request, sleutel, gelukt, lambda: services.bevestig(rij, door=request.user, op=nu()))


@vereist(BEHEREN)
@require_POST
def import_vervallen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Drop a file that was only looked at."""
    rij: Importrun = haal(IMPORTEN, request, sleutel)
    gelukt = "Het bestand is niet verwerkt. Er is niets gewijzigd."
    return _stap(request, sleutel, gelukt, lambda: services.laat_vervallen(rij, door=request.user, op=nu()))


@vereist(BEHEREN)
@require_POST
def import_terugdraaien(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Undo the batch."""
    rij: Importrun = haal(IMPORTEN, request, sleutel)
    gelukt = "De import is teruggedraaid. De boekingen zijn weer zoals ervoor."
    return _stap(request, sleutel, gelukt, lambda: services.draai_terug(rij, door=request.user, op=nu()))


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def toewijzingen(request: HttpRequest) -> HttpResponse:
    """Which kostenplaats belongs to which programma; a rule with the same key is replaced."""
    form = ToewijzingForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        gegevens.toewijzing_bewaren(**form.gegevens(), door=request.user, op=nu())
        messages.success(request, "De toewijzing is opgeslagen. Zij geldt voor wat u hierna importeert.")
        return redirect("financien:toewijzingen")
    return pagina(
        request, "financien/toewijzing_lijst.html", "realisatie", _toewijzingen(KolomnaamForm()), form
    )


def _toewijzingen(kolomform: KolomnaamForm) -> dict[str, Any]:
    return {
        "toewijzingen": Toewijzing.objects.select_related("programma").order_by("kostenplaats", "grootboek"),
        "kolomnamen": Kolomnaam.objects.order_by("veld", "naam"),
        "kolomform": kolomform,
    }


@vereist(BEHEREN)
@require_POST
def toewijzing_verwijderen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = get_object_or_404(Toewijzing, sleutel=sleutel)
    gegevens.toewijzing_verwijderen(toewijzing=rij, door=request.user, op=nu())
    messages.info(request, "De toewijzing is weg. Wat al is geïmporteerd, blijft staan.")
    return redirect("financien:toewijzingen")


@vereist(BEHEREN)
@require_POST
def kolomnaam(request: HttpRequest) -> HttpResponse:
    """Teach the import how a column is called."""
    form = KolomnaamForm(request.POST)
    if form.is_valid():
        gegevens.kolomnaam_bewaren(**form.cleaned_data, door=request.user, op=nu())
        messages.success(request, "De kolomnaam wordt voortaan herkend.")
        return redirect("financien:toewijzingen")
    antwoord = pagina(
        request,
        "financien/toewijzing_lijst.html",
        "realisatie",
        _toewijzingen(form) | {"form": ToewijzingForm()},
    )
    antwoord.status_code = 422
    return antwoord
