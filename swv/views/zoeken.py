"""Global search: grouped results of every register, each inside the scope of this person."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from swv import inzage, panelen, zoekopdracht
from swv.enums import Inzagesoort
from swv.models import Gebruiker
from swv.panelen import Zoekresultaat
from swv.permissions import vereist

KORTST = 2


@dataclass(frozen=True)
class Zoekgroep:
    titel: str
    resultaten: list[Zoekresultaat]


@vereist("leerling.inzien", "school.inzien")
def zoeken(request: HttpRequest) -> HttpResponse:
    """A POST keeps the term in the session and redirects; a GET shows what was found for it."""
    if request.method == "POST":
        sleutel = zoekopdracht.bewaar(request, request.POST.get("q", ""))
        adres = reverse("zoeken")
        return redirect(f"{adres}?{zoekopdracht.PARAMETER}={sleutel}" if sleutel else adres)
    term = zoekopdracht.lees(request)
    groepen = zoek(request.user, term) if len(term) >= KORTST else []  # type: ignore[arg-type]
    gevonden = {r.leerling_sleutel for groep in groepen for r in groep.resultaten if r.leerling_sleutel}
    inzage.noteer(request, gevonden, Inzagesoort.LIJST)
    context = {"term": term, "groepen": groepen, "te_kort": 0 < len(term) < KORTST}
    return render(request, "swv/zoeken.html", context)


def zoek(user: Gebruiker, term: str) -> list[Zoekgroep]:
    """Ask every register that this person may search; a group without results is left out."""
    groepen = [
        Zoekgroep(bron.titel, list(bron.zoek(user, term)))
        for bron in panelen.toegestaan(panelen.zoekbronnen, user)
    ]
    return [groep for groep in groepen if groep.resultaten]
