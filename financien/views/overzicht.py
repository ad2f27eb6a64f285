"""Begroting beside realisatie, and the bookings behind each number."""

from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from financien import exports
from financien.models import Begroting
from financien.permissions import INZIEN
from financien.realisatie.dagen import laatste_dag
from financien.selectors import boekingen as selectie
from financien.selectors.overzicht import Keuze, kies, overzicht
from financien.views.gemeen import pagina
from swv.bladeren import bladzijde
from swv.grafieken import staafgrafiek
from swv.klok import nu, vandaag
from swv.permissions import vereist
from swv.termijnen.tekst import MAANDEN

VOLGORDE = ("-datum", "-id")


def _keuze(request: HttpRequest) -> Keuze:
    return kies(request.GET.get("jaar", ""), request.GET.get("tm", ""), vandaag())


@vereist(INZIEN)
@require_safe
def overzicht_pagina(request: HttpRequest) -> HttpResponse:
    """Per programma: begroting, realisatie, uitputting and prognose, through a month."""
    keuze = _keuze(request)
    stand = overzicht(keuze.jaar, keuze.maand)
    uitputting = [(regel.naam, regel.stand.uitputting) for regel in stand.lasten.regels]
    context = {
        "keuze": keuze,
        "maanden": list(enumerate(MAANDEN, start=1)),
        "o": stand,
        "grafiek": staafgrafiek("Uitputting van de lasten per programma", uitputting, eenheid="percentage")
        if uitputting
        else None,
        "vraag": urlencode({"jaar": keuze.jaar, "tm": keuze.maand}),
    }
    return pagina(request, "financien/overzicht.html", "overzicht", context)


@vereist(INZIEN)
@require_safe
def overzicht_bestand(request: HttpRequest, formaat: str) -> HttpResponse:
    """The same table as a file."""
    keuze = _keuze(request)
    stand = overzicht(keuze.jaar, keuze.maand)
    rijen = chain.from_iterable(
        ((deel.naam, regel) for regel in deel.regels) for deel in (stand.lasten, stand.baten)
    )
    naam = f"financien-{keuze.jaar}-{keuze.maand:02}"
    return exports.als_bestand(
        formaat, exports.OVERZICHT, rijen, naam=naam, titel=f"Financiën {keuze.jaar}", op=nu()
    )


def _selectie(request: HttpRequest, keuze: Keuze) -> selectie.Selectie:
    vraag = request.GET
    dag = laatste_dag(keuze.jaar, keuze.maand)
    return selectie.kies(vraag.get("programma", ""), vraag.get("soort", ""), dag)


@vereist(INZIEN)
@require_safe
def boekingen(request: HttpRequest) -> HttpResponse:
    """The bookings of a year through a month, of one programma or all; newest first."""
    keuze = _keuze(request)
    gekozen = _selectie(request, keuze)
    rijen = gekozen.rijen(request.user)
    begroting = Begroting.objects.geldend_op(keuze.jaar, gekozen.peildatum).first()
    baten, lasten = selectie.som(rijen)
    vraag = urlencode(
        {
            "jaar": keuze.jaar,
            "tm": keuze.maand,
            "programma": gekozen.programma.code if gekozen.programma else "",
            "soort": gekozen.soort,
        }
    )
    context = {
        "gekozen": gekozen,
        "maandnaam": MAANDEN[keuze.maand - 1],
        "keuze": keuze,
        "baten": baten,
        "lasten": lasten,
        "posten": selectie.posten(gekozen, begroting, request.user),
        "blad": bladzijde(rijen.select_related("programma"), VOLGORDE, request.GET),
        "vraag": vraag,
        "terug": f"{reverse('financien:overzicht')}?{urlencode({'jaar': keuze.jaar, 'tm': keuze.maand})}",
    }
    return pagina(request, "financien/boeking_lijst.html", "overzicht", context)


@vereist(INZIEN)
@require_safe
def boekingen_bestand(request: HttpRequest, formaat: str) -> HttpResponse:
    keuze = _keuze(request)
    gekozen = _selectie(request, keuze)
    rijen = gekozen.rijen(request.user).select_related("programma").order_by("datum", "id")
    naam = f"boekingen-{keuze.jaar}-{keuze.maand:02}"
    return exports.als_bestand(
        formaat, exports.BOEKINGEN, rijen.iterator(), naam=naam, titel=gekozen.titel, op=nu()
    )
