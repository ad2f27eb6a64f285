"""The register for the SWV; for a school its own reports."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from swv import inzage
from swv.bladeren import bladzijde
from swv.enums import Inzagesoort
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.permissions import mag, vereist
from swv.weergaven import selectors as weergaven
from swv.weergaven.register import Lijst, registreer
from thuiszitters.enums import Duur
from thuiszitters.escalatie import ladder
from thuiszitters.models import Melding, Traject
from thuiszitters.selectors import lijst as selectie
from thuiszitters.selectors.meldingen import NIEUWSTE, meldingrijen, met_traject


@require_safe
@vereist("thuiszitters.inzien")
def lijst(request: HttpRequest) -> HttpResponse:
    """The register, or what the own school reported."""
    if mag(request.user, "thuiszitters.register"):
        return _register(request)
    return _meldingen(request)


def _register(request: HttpRequest) -> HttpResponse:
    """Filter and page; the whole state is in the address."""
    if begin := weergaven.begin(request, WEERGAVEN):
        return redirect(begin)
    user, op = request.user, vandaag()
    gekozen = keuze(request.GET)
    rijen = gekozen_rijen(user, gekozen)
    blad = bladzijde(selectie.met_rijgegevens(rijen), selectie.volgorde(gekozen), request.GET)
    inzage.noteer(request, [rij.leerling.sleutel for rij in blad.rijen], Inzagesoort.LIJST)
    context = {
        "rijen": selectie.registerrijen(blad.rijen, op),
        "blad": blad,
        "gekozen": gekozen,
        "toont_afgesloten": gekozen.status != "lopend",
        "balk": weergaven.balk(request, WEERGAVEN),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "thuiszitters/register_lijst.html#rijen", context)
    return render(request, "thuiszitters/register_lijst.html", context | _keuzelijsten(user))


def keuze(adres: QueryDict) -> selectie.Filter:
    """What the address asks for; staff begins with what runs."""
    return selectie.Filter(
        status=adres.get("status") or "lopend",
        categorie=adres.get("categorie") or selectie.ZONDER_VRIJSTELLING,
        duur=adres.get("duur", ""),
        gemeente=adres.get("gemeente", ""),
        school=adres.get("school", ""),
        trede=adres.get("trede", ""),
    )


def gekozen_rijen(user: Gebruiker, gekozen: selectie.Filter) -> Any:
    """The visible trajecten that the filter selects, each with its class of today."""
    op = vandaag()
    return selectie.beperk(Traject.objects.zichtbaar_voor(user).met_klasse(op), gekozen, op)


WEERGAVEN = registreer(
    Lijst(
        "thuiszitters",
        "thuiszitters:lijst",
        "thuiszitters.register",
        ("status", "categorie", "duur", "gemeente", "school"),
        lambda user, adres: gekozen_rijen(user, keuze(adres)),
    )
)


def _keuzelijsten(user: Gebruiker) -> dict[str, Any]:
    """What the filter offers; only for a whole page, a fragment does not show it."""
    return {
        "statussen": selectie.STATUSKEUZES,
        "categorieen": selectie.CATEGORIEKEUZES,
        "duren": Duur.choices,
        "gemeenten": selectie.gemeenten(),
        "treden": ladder().items(),
        "scholen": selectie.scholen_in_register(Traject.objects.zichtbaar_voor(user)),
        "nieuw": list(
            met_traject(Melding.objects.zichtbaar_voor(user).nieuw().met_dubbel()).order_by(
                "gemeld_op", "id"
            )[:20]
        ),
        "mag_melden": mag(user, "thuiszitters.melden"),
        "mag_vergelijken": mag(user, "thuiszitters.behandelen"),
        "mag_opgave": mag(user, "rapportage.maken"),
    }


def _meldingen(request: HttpRequest) -> HttpResponse:
    """The reports of the own school, newest first."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    rijen = met_traject(Melding.objects.zichtbaar_voor(user))
    blad = bladzijde(rijen, NIEUWSTE, request.GET)
    inzage.noteer(request, [rij.leerling.sleutel for rij in blad.rijen], Inzagesoort.LIJST)
    context = {
        "rijen": meldingrijen(blad.rijen, vandaag()),
        "blad": blad,
        "toon_school": len(user.school_ids) > 1,
        "mag_melden": mag(user, "thuiszitters.melden"),
    }
    naam = "#rijen" if request.htmx else ""  # type: ignore[attr-defined]
    return render(request, f"thuiszitters/melding_lijst.html{naam}", context)
