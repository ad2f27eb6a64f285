"""What every page of this room does: fetch within scope, and one page for every small form."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from swv.formulieren import door_en_op, probeer, waarschuw
from swv.formulierpagina import DOSSIER, Formulierpagina, toon
from swv.permissions import haal
from swv.termijnen import datum
from thuiszitters.models import Melding, Traject

T = TypeVar("T")


def haal_traject(request: HttpRequest, sleutel: UUID) -> Traject:
    """The traject inside the scope of the user, the look noted; else 404."""
    rijen = Traject.objects.select_related("leerling", "school", "regiehouder", "vervolg_op")
    traject: Traject = haal(rijen, request, sleutel)
    return traject


def haal_melding(request: HttpRequest, sleutel: UUID) -> Melding:
    rijen = Melding.objects.select_related("leerling", "school", "gemeld_door", "traject__regiehouder")
    melding: Melding = haal(rijen, request, sleutel)
    return melding


def trajectpagina(traject: Traject, titel: str, knop: str, **meer: Any) -> Formulierpagina:
    adres = reverse("thuiszitters:traject", args=[traject.sleutel])
    return dossierpagina(traject.leerling, titel, knop, adres, f"THZ {traject.kenmerk}", **meer)


def meldingpagina(melding: Melding, titel: str, knop: str, **meer: Any) -> Formulierpagina:
    adres = reverse("thuiszitters:melding", args=[melding.sleutel])
    return dossierpagina(melding.leerling, titel, knop, adres, f"Melding {melding.kenmerk}", **meer)


def dossierpagina(
    wie: Any, titel: str, knop: str, terug: str, terug_naam: str, **meer: Any
) -> Formulierpagina:
    """The page of a small form about a pupil of this room; `wie` has a name and a day of birth."""
    return Formulierpagina(
        titel=titel,
        knop=knop,
        terug=terug,
        terug_naam=terug_naam,
        sub=f"{wie.naam}, geboren {datum(wie.geboortedatum)}",
        boven=("Thuiszitters", reverse("thuiszitters:lijst")),
        **meer,
    )


def toon_of_doe(
    request: HttpRequest,
    form: Any,
    pagina: Formulierpagina,
    dienst: Callable[..., T],
    klaar: str | Callable[[T], str],
) -> HttpResponse:
    """Show the form; sent and valid, `dienst` does what it asks, once, and we go back with the words of `klaar`.

    The service gets the `opdracht` of the form, or else all that was filled in.
    """
    gedaan = probeer(
        form, lambda: dienst(**getattr(form, "opdracht", form.cleaned_data), **door_en_op(request))
    )
    if gedaan is None:
        return toon(request, pagina, form, sjabloon=DOSSIER)
    waarschuw(request, form)
    messages.success(request, klaar if isinstance(klaar, str) else klaar(gedaan))
    return redirect(pagina.terug)
