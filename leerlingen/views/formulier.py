"""One page for every small form of a file: title, explanation, fields, one button, and the way back."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from leerlingen.models import Leerling


@dataclass(frozen=True)
class Formulierpagina:
    """The words around the form."""

    titel: str
    knop: str
    uitleg: str = ""
    gevaar: bool = False
    bestanden: bool = False


def gepost(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty: an empty form that is sent has errors too."""
    return request.POST if request.method == "POST" else None


def toon(
    request: HttpRequest, pagina: Formulierpagina, leerling: Leerling, form: Any, **meer: Any
) -> HttpResponse:
    """422 when the form has errors, 409 when a colleague was first, else 200."""
    verschillen = meer.get("verschillen", [])
    status = 422 if form.errors else 409 if verschillen else 200
    context = {"pagina": pagina, "leerling": leerling, "form": form, "verschillen": verschillen}
    return render(request, "leerlingen/dossier_formulier.html", context, status=status)
