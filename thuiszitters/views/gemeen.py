"""What every page of this room does: fetch within scope, one page for every small form, refusals as form errors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from swv.permissions import NietToegestaan, haal
from thuiszitters.models import Melding, Traject

T = TypeVar("T")


@dataclass(frozen=True)
class Formulierpagina:
    """The words around a small form, and the way back."""

    titel: str
    knop: str
    terug: str
    kruimel: str
    uitleg: str = ""
    gevaar: bool = False


def gepost(request: HttpRequest) -> QueryDict | None:
    """What was posted; None on a GET, so that an empty POST still counts as one."""
    return request.POST if request.method == "POST" else None


def haal_traject(request: HttpRequest, sleutel: UUID) -> Traject:
    """The traject inside the scope of the user, the look noted; else 404."""
    rijen = Traject.objects.select_related("leerling", "school", "regiehouder", "vervolg_op")
    traject: Traject = haal(rijen, request, sleutel)
    return traject


def haal_melding(request: HttpRequest, sleutel: UUID) -> Melding:
    rijen = Melding.objects.select_related("leerling", "school", "gemeld_door", "traject__regiehouder")
    melding: Melding = haal(rijen, request, sleutel)
    return melding


def probeer(form: forms.BaseForm, stap: Callable[[], T]) -> T | None:
    """Return what the service returns; a refusal becomes an error of the form and gives None."""
    try:
        return stap()
    except NietToegestaan as fout:
        form.add_error(None, fout.reden)
    return None


def waarschuw(request: HttpRequest, form: Any) -> None:
    """Show what looks like a BSN; it never blocks."""
    for zin in getattr(form, "waarschuwingen", []):
        messages.warning(request, zin)


def trajectpagina(traject: Traject, titel: str, knop: str, **meer: Any) -> Formulierpagina:
    adres = reverse("thuiszitters:traject", args=[traject.sleutel])
    return Formulierpagina(titel, knop, adres, f"THZ {traject.kenmerk}", **meer)


def meldingpagina(melding: Melding, titel: str, knop: str, **meer: Any) -> Formulierpagina:
    adres = reverse("thuiszitters:melding", args=[melding.sleutel])
    return Formulierpagina(titel, knop, adres, f"Melding {melding.kenmerk}", **meer)


def toon(request: HttpRequest, pagina: Formulierpagina, leerling: Any, form: Any) -> HttpResponse:
    """422 when the form has errors, with all that was typed; else 200."""
    context = {"pagina": pagina, "leerling": leerling, "form": form}
    status = 422 if form.errors else 200
    return render(request, "thuiszitters/dossier_formulier.html", context, status=status)
