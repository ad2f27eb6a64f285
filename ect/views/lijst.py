"""The list: what schools asked and what became of it; the same page for a school and the SWV."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ect.models import Aanmelding
from ect.permissions import mag_behandelen
from ect.selectors import lijst as selectie
from swv import inzage
from swv.bladeren import bladzijde
from swv.context import is_portaal
from swv.enums import Inzagesoort
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.permissions import mag, vereist
from swv.weergaven import selectors as weergaven
from swv.weergaven.register import Lijst, registreer

SORTERINGEN = (("termijn", "Vroegste termijn eerst"), ("nieuwste", "Nieuwste eerst"))


@require_safe
@vereist("ect.inzien")
def lijst(request: HttpRequest) -> HttpResponse:
    """Filter, sort and page; the whole state is in the address."""
    if begin := weergaven.begin(request, WEERGAVEN):
        return redirect(begin)
    user: Gebruiker = request.user  # type: ignore[assignment]
    eigen = is_portaal(user)
    gekozen = _keuze(request.GET, eigen=eigen)
    sorteer = _sortering(request.GET, gekozen, eigen=eigen)
    rijen = gekozen_rijen(user, request.GET)
    volgorde = selectie.TERMIJN if sorteer == "termijn" else selectie.NIEUWSTE
    if sorteer == "termijn":
        rijen = selectie.met_termijn(rijen)
    blad = bladzijde(selectie.met_lijstgegevens(rijen), volgorde, request.GET)
    inzage.noteer(request, [rij.leerling.sleutel for rij in blad.rijen], Inzagesoort.LIJST)
    context = {
        "rijen": selectie.lijstrijen(blad.rijen, voor_school=eigen),
        "blad": blad,
        "gekozen": gekozen,
        "sorteer": sorteer,
        "eigen": eigen,
        "toon_school": not eigen or len(user.school_ids) > 1,
        "balk": weergaven.balk(request, WEERGAVEN),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "ect/lijst.html#rijen", context)
    return render(request, "ect/lijst.html", context | _keuzelijsten(user, eigen=eigen))


def _keuze(adres: QueryDict, *, eigen: bool) -> selectie.Filter:
    """Staff begins with what runs; a school with everything it asked."""
    return selectie.Filter(
        stand=adres.get("stand") or (selectie.ALLES if eigen else selectie.LOPENDE),
        hoofdvraag=adres.get("hoofdvraag", ""),
        school=adres.get("school", ""),
        houder=adres.get("houder", ""),
        te_laat=adres.get("termijn", "") == "te_laat",
    )


def gekozen_rijen(user: Gebruiker, adres: QueryDict) -> Any:
    """The visible rows that the filters of an address select."""
    gekozen = _keuze(adres, eigen=is_portaal(user))
    return selectie.beperk(Aanmelding.objects.zichtbaar_voor(user), gekozen, user, vandaag())


WEERGAVEN = registreer(
    Lijst(
        "ect",
        "ect:lijst",
        "ect.inzien",
        ("stand", "hoofdvraag", "school", "houder", "termijn", "sorteer"),
        gekozen_rijen,
    )
)


def _sortering(adres: QueryDict, gekozen: selectie.Filter, *, eigen: bool) -> str:
    """By term where something is due; a school reads the newest first."""
    if eigen or gekozen.stand not in selectie.LOPENDE_STANDEN:
        return "nieuwste"
    gevraagd = adres.get("sorteer", "")
    return gevraagd if gevraagd in dict(SORTERINGEN) else "termijn"


def _keuzelijsten(user: Gebruiker, *, eigen: bool) -> dict[str, Any]:
    """What the filter offers; only for a whole page, a fragment does not show it."""
    zichtbaar = Aanmelding.objects.zichtbaar_voor(user)
    meer_scholen = not eigen or len(user.school_ids) > 1
    return {
        "standen": [(code, naam) for code, (naam, _q) in selectie.STANDEN.items()],
        "hoofdvragen": selectie.hoofdvragen_met_aanmelding(zichtbaar),
        "scholen": selectie.scholen_met_aanmelding(zichtbaar) if meer_scholen else [],
        "sorteringen": () if eigen else SORTERINGEN,
        "mag_behandelen": mag_behandelen(user),
        "mag_aanmelden": mag(user, "ect.aanmelden"),
    }
