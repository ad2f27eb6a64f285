"""The list of requests: work of the SWV, or what the own school asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from swv import inzage
from swv.bladeren import bladzijde
from swv.context import is_portaal
from swv.enums import Inzagesoort
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.permissions import mag, vereist
from swv.weergaven import selectors as weergaven
from swv.weergaven.register import Lijst, registreer
from tlv.enums import Aanvraagstatus
from tlv.models import LOPEND, Aanvraag
from tlv.selectors import lijst as selectie
from tlv.services.toewijzing import behandelaars
from tlv.vragen import soorten_ooit

ALLES = "alle"
SORTERINGEN = (("termijn", "Vroegste termijn eerst"), ("nieuwste", "Nieuwste eerst"))


@require_safe
@vereist("tlv.inzien")
def lijst(request: HttpRequest) -> HttpResponse:
    """Filter, sort and page; the whole state is in the address."""
    if begin := weergaven.begin(request, WEERGAVEN):
        return redirect(begin)
    user: Gebruiker = request.user  # type: ignore[assignment]
    gekozen = _keuze(request.GET, user)
    rijen = selectie.met_lijstgegevens(gekozen_rijen(user, request.GET))
    sorteer = _sortering(request.GET, gekozen)
    if sorteer == "termijn":
        rijen = selectie.op_termijn(rijen)
    volgorde = selectie.TERMIJN if sorteer == "termijn" else selectie.NIEUWSTE
    blad = bladzijde(rijen, volgorde, request.GET)
    inzage.noteer(request, [rij["leerling__sleutel"] for rij in blad.rijen], Inzagesoort.LIJST)
    context = {
        "rijen": selectie.lijstrijen(blad.rijen),
        "blad": blad,
        "gekozen": gekozen,
        "sorteer": sorteer,
        "toon_school": is_swv(user) or len(user.school_ids) > 1,
        "mag_toewijzen": mag(user, "tlv.beoordelen"),
        "balk": weergaven.balk(request, WEERGAVEN),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "tlv/aanvraag_lijst.html#rijen", context)
    return render(request, "tlv/aanvraag_lijst.html", context | _keuzelijsten(user))


def gekozen_rijen(user: Gebruiker, adres: QueryDict) -> Any:
    """The visible requests that the filters of an address select."""
    zichtbaar = selectie.met_getoonde_status(
        Aanvraag.objects.zichtbaar_voor(user), voor_school=is_portaal(user)
    )
    return selectie.beperk(zichtbaar, _keuze(adres, user), vandaag())


WEERGAVEN = registreer(
    Lijst(
        "tlv",
        "tlv:lijst",
        "tlv.inzien",
        ("status", "soort", "school", "termijn", "behandelaar", "sorteer"),
        gekozen_rijen,
    )
)


def is_swv(user: Gebruiker) -> bool:
    return not is_portaal(user)


def _keuze(adres: QueryDict, user: Gebruiker) -> selectie.Filter:
    """Staff begins with what runs; a school with everything it asked for."""
    begin = selectie.LOPENDE if is_swv(user) else ALLES
    return selectie.Filter(
        status=adres.get("status") or begin,
        soort=adres.get("soort", ""),
        school=adres.get("school", ""),
        termijn=adres.get("termijn", ""),
        behandelaar=adres.get("behandelaar", "") if is_swv(user) else "",
        user_id=user.pk,
    )


def _sortering(adres: QueryDict, gekozen: selectie.Filter) -> str:
    """By term where terms run, unless the address says otherwise; what is finished has no term."""
    if gekozen.status != selectie.LOPENDE and gekozen.status not in LOPEND:
        return "nieuwste"
    gevraagd = adres.get("sorteer", "")
    return gevraagd if gevraagd in dict(SORTERINGEN) else "termijn"


def _keuzelijsten(user: Gebruiker) -> dict[str, Any]:
    """What the filter offers; only for a whole page, a fragment does not show it."""
    zichtbaar = Aanvraag.objects.zichtbaar_voor(user)
    return {
        "statussen": _statussen(user),
        "soorten": [(soort.value, soort.label) for soort in soorten_ooit()],
        "behandelaarkeuzes": selectie.BEHANDELAARKEUZES if is_swv(user) else (),
        "behandelaars": behandelaars(nu()) if mag(user, "tlv.beoordelen") else [],
        "termijnen": selectie.TERMIJNKEUZES,
        "sorteringen": SORTERINGEN,
        "scholen": selectie.scholen_met_aanvraag(zichtbaar)
        if is_swv(user) or len(user.school_ids) > 1
        else [],
        "mag_aanvragen": "tlv.aanvragen" in user.permissies,
        "eigen": is_portaal(user),
    }


def _statussen(user: Gebruiker) -> list[tuple[str, str]]:
    weg = {Aanvraagstatus.VERVALLEN} | ({Aanvraagstatus.CONCEPT} if is_swv(user) else set())
    stappen = [(s.value, s.label) for s in Aanvraagstatus if s not in weg]
    return [(selectie.LOPENDE, "Alles wat loopt"), *stappen, (ALLES, "Alles")]
