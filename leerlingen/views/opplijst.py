"""The list of OPP's, the same per location, what ROD still lacks, and all three as a file."""

import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from leerlingen.models import Opp
from leerlingen.oppexports import oppkolommen, schoolkolommen
from leerlingen.permissions import scholen_met
from leerlingen.selectors import opplijst as selectie
from leerlingen.selectors.opp import rod_afwijking
from swv import inzage
from swv.bladeren import bladzijde
from swv.context import is_portaal
from swv.enums import Inzagesoort
from swv.exports import Kolom, schrijf_csv, schrijf_xlsx
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.normen import kalender
from swv.permissions import vereist

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _keuze(adres: QueryDict) -> selectie.Filter:
    return selectie.Filter(
        stand=adres.get("stand") or "lopend", punt=adres.get("punt", ""), school=adres.get("school", "")
    )


@require_safe
@vereist("opp.inzien")
def opp_lijst(request: HttpRequest) -> HttpResponse:
    """Filter and page; the whole state is in the address. Above it the shares of the same school."""
    user, op = _wie(request), vandaag()
    gekozen = _keuze(request.GET)
    zichtbaar = Opp.objects.zichtbaar_voor(user)
    rijen = selectie.met_termijn(selectie.beperk(zichtbaar, gekozen, op))
    blad = bladzijde(selectie.met_lijstgegevens(rijen), selectie.VOLGORDE, request.GET)
    inzage.noteer(request, [rij.leerling.sleutel for rij in blad.rijen], Inzagesoort.LIJST)
    eigen = is_portaal(user)
    context = {
        "rijen": selectie.lijstrijen(blad.rijen, kalender()),
        "blad": blad,
        "gekozen": gekozen,
        "eigen": eigen,
        "toon_school": not eigen or len(user.school_ids) > 1,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "leerlingen/opp_lijst.html#rijen", context)
    van_school = selectie.beperk(zichtbaar, selectie.Filter(selectie.ALLES, "", gekozen.school), op)
    keuzes = selectie.schoolkeuzes(user)
    context |= {
        "standen": [(code, naam) for code, (naam, _q) in selectie.STANDEN.items()],
        "punten": list(selectie.PUNTEN.items()),
        "scholen": keuzes if len(keuzes) > 1 else [],
        "totaal": selectie.totaal(van_school, op),
        "mag_opstellen": bool(scholen_met(user, "opp.opstellen")),
    }
    return render(request, "leerlingen/opp_lijst.html", context)


def _wie(request: HttpRequest) -> Gebruiker:
    return request.user  # type: ignore[return-value]


@require_POST
@vereist("opp.inzien")
def opp_uitvoer(request: HttpRequest) -> HttpResponse:
    """The rows that the list shows, with names; who takes them along is written down."""
    rijen = selectie.beperk(Opp.objects.zichtbaar_voor(_wie(request)), _keuze(request.POST), vandaag())
    gelezen = list(selectie.met_lijstgegevens(rijen).order_by("school__naam", "id"))
    inzage.noteer(request, [rij.leerling.sleutel for rij in gelezen], Inzagesoort.DOWNLOAD)
    return _bestand("OPPs", oppkolommen(), gelezen, request.POST)


@require_safe
@vereist("opp.inzien")
def opp_scholen(request: HttpRequest) -> HttpResponse:
    """How many OPP's each location has, and their shares (KPI 4 of VO2001)."""
    user, op = _wie(request), vandaag()
    blad = bladzijde(selectie.scholen(user, op), selectie.SCHOOLVOLGORDE, request.GET)
    context = {"rijen": selectie.schoolrijen(blad.rijen), "blad": blad, "op": op}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "leerlingen/opp_scholen.html#rijen", context)
    return render(request, "leerlingen/opp_scholen.html", context)


@require_POST
@vereist("opp.inzien")
def opp_scholen_uitvoer(request: HttpRequest) -> HttpResponse:
    rijen = selectie.scholen(_wie(request), vandaag()).order_by(*selectie.SCHOOLVOLGORDE)
    return _bestand("OPPs per locatie", schoolkolommen(), selectie.schoolrijen(rijen), request.POST)


@require_safe
@vereist("opp.inzien")
def opp_rod(request: HttpRequest) -> HttpResponse:
    """The check list for ROD: each OPP that is not (right) in it, and what must be done there."""
    user = _wie(request)
    gekozen = selectie.Filter(selectie.ALLES, "rod", request.GET.get("school", ""))
    rijen = selectie.beperk(Opp.objects.zichtbaar_voor(user), gekozen, vandaag())
    blad = bladzijde(selectie.met_lijstgegevens(rijen), selectie.RODVOLGORDE, request.GET)
    inzage.noteer(request, [rij.leerling.sleutel for rij in blad.rijen], Inzagesoort.LIJST)
    schrijft = set(scholen_met(user, "opp.opstellen"))
    keuzes = selectie.schoolkeuzes(user)
    context = {
        "rijen": [(rij, rod_afwijking(rij), rij.school_id in schrijft) for rij in blad.rijen],
        "blad": blad,
        "gekozen": gekozen,
        "scholen": keuzes if len(keuzes) > 1 else [],
        "toon_school": len(keuzes) > 1,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "leerlingen/opp_rod.html#rijen", context)
    return render(request, "leerlingen/opp_rod.html", context)


def _bestand(titel: str, kolommen: Iterable[Kolom], rijen: Iterable[Any], keuze: QueryDict) -> HttpResponse:
    """A download of these rows as XLSX, or as CSV when asked."""
    stroom, csv = io.BytesIO(), keuze.get("formaat") == "csv"
    if csv:
        schrijf_csv(kolommen, rijen, stroom)
    else:
        schrijf_xlsx(kolommen, rijen, stroom, titel=titel, gemaakt_op=nu())
    soort = "text/csv; charset=utf-8" if csv else XLSX
    antwoord = HttpResponse(stroom.getvalue(), content_type=soort)
    naam = f"{titel.lower().replace(' ', '-')}.{'csv' if csv else 'xlsx'}"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord
