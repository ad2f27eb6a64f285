"""The page of one form, the same in every room: the way back, what happens, the fields, the button."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from swv.formulieren import Verschil

SJABLOON = "swv/formulier.html"
DOSSIER = "swv/formulier_dossier.html"  # the same in the frame of a file


@dataclass(frozen=True)
class Formulierpagina:
    """What stands around the form; `terug` is the page from which one came and to which one goes on."""

    titel: str
    knop: str
    terug: str
    terug_naam: str
    sub: str = ""
    uitleg: str = ""
    gevaar: bool = False
    bevestig: str = ""  # what to say yes to before it is sent
    tweede: tuple[str, str] | None = None  # name and words of a second button
    boven: tuple[str, str] | None = None  # name and address of the crumb before `terug`
    breedte: str = "middel"  # of each field, when the form itself does not say so
    bestanden: bool = False
    kop: str = ""  # the heading, when it says more than the title


def toon(
    request: HttpRequest,
    pagina: Formulierpagina,
    form: Any,
    verschillen: Sequence[Verschil] = (),
    sjabloon: str = SJABLOON,
    **meer: Any,
) -> HttpResponse:
    """409 when someone else was first, 422 when the form has errors; all that was typed stays.

    A `sjabloon` of a room extends one of ours and gets `meer`.
    """
    regels = [(veld, pagina.breedte) for veld in form.visible_fields()]
    context = {
        "pagina": pagina,
        "form": form,
        "regels": form.regels() if hasattr(form, "regels") else regels,
        "verschillen": verschillen,
        **meer,
    }
    status = 409 if verschillen else 422 if form.errors else 200
    return render(request, sjabloon, context, status=status)
