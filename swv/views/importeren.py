"""Importing schools on the screen: offer a file, see what it would do, confirm, undo."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from swv.bestandscontrole import schone_naam
from swv.enums import Importfase
from swv.forms.importeren import SchoolbestandForm
from swv.imports.fouten import Importfout
from swv.klok import nu
from swv.models import Importregel, Importrun, Schoolbestuur
from swv.permissions import haal, vereist
from swv.scholen import services
from swv.scholen.weergave import GROEPEN, Regel, als_regel, groepen, kies_groep

RUNS, REGELS = 30, 50
BLOK = 1024 * 1024
# Other rooms import too, with rights of their own.
_SCHOOLIMPORTEN = Importrun.objects.filter(soort=services.SOORT)


@vereist("school.importeren")
@require_http_methods(["GET", "HEAD", "POST"])
def importeren(request: HttpRequest) -> HttpResponse:
    """Offer a file, and what was imported before."""
    form = SchoolbestandForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = _bied_aan(request, form)
        except Importfout as fout:
            form.add_error("bestand", fout.melding)
        else:
            return redirect("schoolimport", sleutel=run.sleutel)
    runs = _SCHOOLIMPORTEN.zichtbaar_voor(request.user)  # type: ignore[arg-type]
    context = {
        "form": form,
        "runs": runs.select_related("geladen_door").order_by("-geladen_op", "-id")[:RUNS],
        "gecontroleerd": Importfase.GECONTROLEERD,
    }
    return render(request, "swv/import_lijst.html", context, status=422 if form.errors else 200)


def _bied_aan(request: HttpRequest, form: SchoolbestandForm) -> Importrun:
    """Look at the upload on disk, where a file of any size fits, and keep it when it can be imported."""
    upload: UploadedFile = form.cleaned_data["bestand"]
    with tempfile.NamedTemporaryFile(suffix=".csv") as tijdelijk:
        for stuk in upload.chunks(BLOK):
            tijdelijk.write(stuk)
        tijdelijk.flush()
        bestand = services.open_bestand(
            Path(tijdelijk.name),
            naam=schone_naam(upload.name or "bestand.csv"),
            peildatum=form.cleaned_data["peildatum"],
            onderwijssoort=form.cleaned_data["onderwijssoort"],
        )
        return services.bied_aan(bestand, door=request.user, op=nu())  # type: ignore[arg-type]


@vereist("school.importeren")
@require_safe
def run(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What a file would do, or what it did, with the rows of one kind."""
    rij: Importrun = haal(
        _SCHOOLIMPORTEN.select_related("geladen_door", "verwerkt_door", "teruggedraaid_door"),
        request,
        sleutel,
    )
    groep = kies_groep(rij, request.GET.get("soort", ""))
    regels = _regels(rij, groep, request.GET.get("na", ""))
    context = {
        "run": rij,
        "groepen": groepen(rij, groep),
        "groep": GROEPEN[groep][0],
        "regels": regels[:REGELS],
        "volgende": f"?soort={groep}&na={regels[REGELS - 1].nummer}" if len(regels) > REGELS else "",
        "vorige": f"?soort={groep}" if request.GET.get("na") else "",
        "wacht": rij.fase == Importfase.GECONTROLEERD,
        "kan_terug": rij.fase == Importfase.VERWERKT,
    }
    return render(request, "swv/import_detail.html", context)


def _regels(run: Importrun, groep: str, na: str) -> list[Regel]:
    """One page of rows by number and one more, to know whether there is a next page."""
    rijen = run.regels.filter(uitkomst=groep).order_by("nummer")
    if na.isdecimal() and len(na) < 9:
        rijen = rijen.filter(nummer__gt=int(na))
    gelezen: list[Importregel] = list(rijen[: REGELS + 1])
    nummers = {r.nieuw.get("bestuur_id") for r in gelezen} | {
        (r.oud or {}).get("bestuur_id") for r in gelezen
    }
    besturen = dict(Schoolbestuur.objects.filter(pk__in=nummers - {None}).values_list("pk", "naam"))
    return [als_regel(regel, besturen) for regel in gelezen]


@vereist("school.importeren")
@require_POST
def bevestigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Apply what was shown."""
    rij: Importrun = haal(_SCHOOLIMPORTEN, request, sleutel)
    try:
        services.bevestig(rij, door=request.user, op=nu())  # type: ignore[arg-type]
    except Importfout as fout:
        messages.warning(request, fout.melding)
    else:
        messages.success(request, "De scholen zijn bijgewerkt.")
    return redirect("schoolimport", sleutel=sleutel)


@vereist("school.importeren")
@require_POST
def vervallen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Drop a file that was only looked at."""
    rij: Importrun = haal(_SCHOOLIMPORTEN, request, sleutel)
    try:
        services.laat_vervallen(rij, door=request.user, op=nu())  # type: ignore[arg-type]
    except Importfout as fout:
        messages.warning(request, fout.melding)
        return redirect("schoolimport", sleutel=sleutel)
    messages.info(request, "Het bestand is niet verwerkt. Er is niets gewijzigd.")
    return redirect("schoolimporten")


@vereist("school.importeren")
@require_POST
def terugdraaien(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Undo the batch."""
    rij: Importrun = haal(_SCHOOLIMPORTEN, request, sleutel)
    try:
        services.draai_terug(rij, door=request.user, op=nu())  # type: ignore[arg-type]
    except Importfout as fout:
        messages.warning(request, fout.melding)
    else:
        messages.success(request, "De import is teruggedraaid. De scholen zijn weer zoals ervoor.")
    return redirect("schoolimport", sleutel=sleutel)
