"""The list of pupils: search and filters in one form, paged by key."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from leerlingen.forms import LEERJAREN, FilterForm
from leerlingen.permissions import scholen_met, via_swv
from leerlingen.selectors import Filter, Lijst, lijst
from swv import inzage, zoekopdracht
from swv.enums import Inzagesoort, Onderwijssoort
from swv.klok import vandaag
from swv.models import Gebied, Gebruiker, School
from swv.permissions import vereist
from swv.rollen import Bereik
from swv.scholen.keuze import schoolkeuzes

Opties = tuple[tuple[str, str], ...]
BASIS = {Onderwijssoort.BAO, Onderwijssoort.SBO, Onderwijssoort.SO}
VOORTGEZET = {Onderwijssoort.VO, Onderwijssoort.PRO, Onderwijssoort.VSO}


@vereist("leerling.inzien")
def leerling_lijst(request: HttpRequest) -> HttpResponse:
    """A POST keeps the search term out of the address and redirects; a GET shows one page of rows."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    if request.method == "POST":
        return redirect(f"{reverse('leerlingen:lijst')}{_adres(request)}")
    waarden = FilterForm(request.GET).waarden
    filter_ = Filter(zoek=zoekopdracht.lees(request), **waarden)
    gevonden = lijst(user, filter_, request.GET, vandaag())
    inzage.noteer(request, [rij["sleutel"] for rij in gevonden.rijen], Inzagesoort.LIJST)
    gefilterd = bool(waarden or filter_.zoek)
    fragment: dict[str, Any] = {
        "bladzijde": gevonden,
        "gefilterd": gefilterd,
        "tekst": resultaatregel(gevonden, gefilterd),
        "mag_toevoegen": _mag_toevoegen(user),
        "toon_school": len(user.school_ids) != 1 or user.is_medewerker,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "leerlingen/leerling_lijst.html#lijst", fragment)
    scholen, gemeenten = _keuzes(user)
    context = fragment | {
        "filter": filter_,
        "scholen": scholen,
        "gemeenten": gemeenten,
        "leerjaren": _leerjaren(),
        "eigen": not user.is_medewerker,
    }
    return render(request, "leerlingen/leerling_lijst.html", context)


def _adres(request: HttpRequest) -> str:
    """The query string of the same search: the term as a key, the other filters as they are."""
    waarden = FilterForm(request.POST).waarden
    if sleutel := zoekopdracht.bewaar(request, request.POST.get("q", "")):
        waarden = {zoekopdracht.PARAMETER: sleutel} | waarden
    return f"?{urlencode(waarden)}" if waarden else ""


def resultaatregel(gevonden: Lijst, gefilterd: bool) -> str:
    """How many there are, without counting them all (eisen.md C1)."""
    if gevonden.benaderd:
        return "Niet precies gevonden. Deze namen lijken erop."
    wat = "gevonden" if gefilterd else "in totaal"
    if gevonden.vorige or gevonden.volgende:
        return f"{len(gevonden.rijen)} leerlingen op deze bladzijde; er zijn er meer"
    aantal = len(gevonden.rijen)
    return f"{aantal} leerling{'' if aantal == 1 else 'en'} {wat}"


def _keuzes(user: Gebruiker) -> tuple[Opties, Opties]:
    """Schools and gemeenten to choose: staff those of the SWV, a school its own when it has several."""
    if not user.heeft_bereik(Bereik.SWV):
        scholen = tuple(schoolkeuzes(School.objects.filter(pk__in=user.school_ids)))
        return (scholen if len(scholen) > 1 else ()), ()
    alle = schoolkeuzes(School.objects.van_swv())
    gemeenten = Gebied.objects.order_by("gemeente").values_list("gemeente", "gemeente").distinct()
    return tuple(alle), tuple(gemeenten)


def _leerjaren() -> Opties:
    """The groepen of a primary SWV, the leerjaren of a secondary one: what its own schools have.

    Of a school for SO and VSO only one part belongs to this SWV; its other schools tell which.
    """
    alle = School.objects.van_swv().values_list("onderwijssoort", flat=True).distinct()
    soorten = set(alle) & (BASIS | VOORTGEZET)
    weg = [
        woord
        for woord, heeft in (("groep", BASIS), ("leerjaar", VOORTGEZET))
        if soorten and not soorten & heeft
    ]
    return tuple((jaar, jaar) for jaar in LEERJAREN if jaar.partition(" ")[0] not in weg)


def _mag_toevoegen(user: Gebruiker) -> bool:
    return via_swv(user, "leerling.toevoegen") or bool(scholen_met(user, "leerling.toevoegen"))
