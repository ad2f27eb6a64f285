"""One figure with its definition and its rows, and the breakdowns."""

import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kwaliteit.exports import kolommen
from kwaliteit.selectors import kengetal as selectie
from kwaliteit.selectors.dashboard import cijfer, gecorrigeerd
from kwaliteit.selectors.kwartalen import gekozen_kwartaal, keuzes, stand_voor
from swv import inzage
from swv.bladeren import bladzijde
from swv.cijfertekst import is_bekend
from swv.enums import Inzagesoort
from swv.exports import schrijf_csv
from swv.grafieken import Grafiek, staafgrafiek
from swv.kengetallen import VERDELINGEN, Cel
from swv.klok import vandaag
from swv.momentopnamen import Stand
from swv.permissions import NietToegestaan, vereist

NIEUWSTE_EERST = ("-id",)
MAX_STAVEN = 15


@require_safe
@vereist("kengetal.inzien")
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Definition, numerator and denominator, norm, history, and exactly the rows of the numerator."""
    stand = _stand(request.GET)
    if not is_bekend(stand, code):
        raise Http404
    gemeten = stand.waarde(code)
    context = {
        "stand": stand,
        "kwartalen": keuzes(stand.kwartaal, vandaag()),
        "gemeten": gemeten,
        "cijfer": cijfer(stand, code, gecorrigeerd(stand)),
        "norm": selectie.normuitleg(stand, code),
        "grafiek": selectie.verloop(stand, code),
        "referenties": selectie.referenties(code),
        "verdelingen": selectie.verdelingen_van(code.partition(".")[0]),
    }
    return render(request, "kwaliteit/kengetal_detail.html", context | _rijen(request, code, stand))


def _stand(adres: QueryDict) -> Stand:
    op = vandaag()
    return stand_voor(gekozen_kwartaal(adres.get("kwartaal", ""), op), op)


def _rijen(request: HttpRequest, code: str, stand: Stand) -> dict[str, Any]:
    """One page of rows for who may see them; who looked at which pupils is written down."""
    toegang = selectie.toegang(request.user, code, stand)
    rijen = selectie.rijen_van(code)
    if toegang.rijen is None or rijen is None:
        return {"geen_rijen": toegang.reden}
    blad = bladzijde(toegang.rijen, NIEUWSTE_EERST, request.GET)
    getoond = selectie.als_tekst(rijen, blad.rijen)
    inzage.noteer(request, [rij.leerling for rij in getoond if rij.leerling], Inzagesoort.LIJST)
    return {
        "rijen": getoond,
        "koppen": [kolom.titel for kolom in rijen.kolommen],
        "blad": blad,
        "aantal": toegang.rijen.count(),
    }


@require_POST
@vereist("kengetal.inzien")
def uitvoer(request: HttpRequest, code: str) -> HttpResponse:
    """The rows as CSV; who takes them along is written down."""
    stand = _stand(request.POST)
    if not is_bekend(stand, code):
        raise Http404
    toegang, rijen = selectie.toegang(request.user, code, stand), selectie.rijen_van(code)
    if toegang.rijen is None or rijen is None:
        raise NietToegestaan(toegang.reden)
    gelezen = list(toegang.rijen.order_by(*NIEUWSTE_EERST))
    leerlingen = [sleutel for rij in gelezen if (sleutel := selectie.leerling_van(rij))]
    inzage.noteer(request, leerlingen, Inzagesoort.DOWNLOAD)
    stroom = io.BytesIO()
    schrijf_csv(kolommen(rijen), gelezen, stroom)
    antwoord = HttpResponse(stroom.getvalue(), content_type="text/csv; charset=utf-8")
    naam = f"{code.replace('.', '-')}-{stand.kwartaal}.csv"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


@require_safe
@vereist("kengetal.inzien")
def verdelingen(request: HttpRequest) -> HttpResponse:
    """Every breakdown there is."""
    stand = _stand(request.GET)
    context = {"stand": stand, "verdelingen": selectie.verdelingen_van()}
    return render(request, "kwaliteit/verdeling_lijst.html", context)


@require_safe
@vereist("kengetal.inzien")
def verdeling(request: HttpRequest, code: str) -> HttpResponse:
    """One breakdown as a table and a chart; inside the SWV nothing is suppressed."""
    if code not in VERDELINGEN:
        raise Http404
    stand = _stand(request.GET)
    opzet = stand.opzet(code)
    context = {
        "stand": stand,
        "kwartalen": keuzes(stand.kwartaal, vandaag()),
        "code": code,
        "opzet": opzet,
        "tabel": stand.tabel(code),
        "grafiek": _staven(stand, code),
    }
    return render(request, "kwaliteit/verdeling_detail.html", context)


def _staven(stand: Stand, code: str) -> Grafiek | None:
    """A bar per cell, the largest when there are many; of a balance only its end. Without counts no chart."""
    opzet, cellen = stand.opzet(code), [cel for cel in stand.verdeling(code) if cel.aantal]
    naam = opzet.naam
    if opzet.balans:
        eind = opzet.balans.koppen[-1]
        naam = f"{naam}: {eind.lower()}"
        cellen = [Cel(cel.labels[:-1], cel.aantal) for cel in cellen if cel.labels[-1] == eind]
    if len(cellen) > MAX_STAVEN:
        cellen = sorted(cellen, key=lambda cel: -(cel.aantal or 0))[:MAX_STAVEN]
    punten = [(", ".join(cel.labels), cel.aantal) for cel in cellen]
    return staafgrafiek(naam, punten) if punten else None
