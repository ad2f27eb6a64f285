"""Files of rows of children: for staff, on request, and written down."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from swv import inzage
from swv.enums import Inzagesoort
from swv.exports import Kolom, schrijf_csv, schrijf_xlsx
from swv.formulieren import gepost
from swv.gebeurtenissen import leg_vast
from swv.klok import nu, vandaag
from swv.permissions import vereist
from thuiszitters.exports import register_kolommen
from thuiszitters.forms.uitvoer import InspectieForm
from thuiszitters.inspectie import kolommen, opgegeven, rijen
from thuiszitters.selectors.lijst import met_rijgegevens
from thuiszitters.views.lijst import gekozen_rijen, keuze

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
@vereist("thuiszitters.register")
def register(request: HttpRequest) -> HttpResponse:
    """The rows that the list shows, with names; who takes them along is written down."""
    gekozen = met_rijgegevens(gekozen_rijen(request.user, keuze(request.POST)))
    gelezen = list(gekozen.only("sleutel").order_by("eerste_verzuimdag", "id").defer(None))
    inzage.noteer(request, [rij.leerling.sleutel for rij in gelezen], Inzagesoort.DOWNLOAD)
    formaat = "csv" if request.POST.get("formaat") == "csv" else "xlsx"
    return bestand("Register van thuiszitters", register_kolommen(vandaag()), gelezen, formaat)


@vereist("rapportage.maken")
def inspectie(request: HttpRequest) -> HttpResponse:
    """The anonymous table of a quarter; personal data all the same, so with a reason (domein.md 3.2)."""
    form = InspectieForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        peildatum: date = form.peildatum
        gelezen = rijen(peildatum)
        inzage.noteer(
            request, opgegeven(peildatum).values_list("leerling__sleutel", flat=True), Inzagesoort.DOWNLOAD
        )
        _leg_download_vast(request, form, len(gelezen))
        titel = f"Opgave inspectie {form.cleaned_data['kwartaal']}"
        return bestand(titel, kolommen(), gelezen, form.cleaned_data["formaat"])
    status = 422 if form.errors else 200
    return render(request, "thuiszitters/inspectie.html", {"form": form}, status=status)


def _leg_download_vast(request: HttpRequest, form: InspectieForm, aantal: int) -> None:
    """Who took which quarter along, and why."""
    leg_vast(
        request.user,
        "inspectiebestand",
        door=request.user,
        op=nu(),
        toelichting=form.cleaned_data["reden"],
        gegevens={"kwartaal": str(form.cleaned_data["kwartaal"]), "rijen": aantal},
    )


def bestand(titel: str, kolommen: Iterable[Kolom], rijen: Iterable[Any], formaat: str) -> HttpResponse:
    """A download of these rows as CSV or XLSX."""
    stroom = io.BytesIO()
    if formaat == "csv":
        schrijf_csv(kolommen, rijen, stroom)
    else:
        schrijf_xlsx(kolommen, rijen, stroom, titel=titel, gemaakt_op=nu())
    antwoord = HttpResponse(
        stroom.getvalue(), content_type="text/csv; charset=utf-8" if formaat == "csv" else XLSX
    )
    naam = titel.lower().replace(" ", "-")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.{formaat}"'
    return antwoord
