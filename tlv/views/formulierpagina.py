"""A page with one form: its title, what happens, the fields, the button; in portaal or office frame."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tlv.views.gemeen import probeer

SJABLOON = "tlv/formulier.html"


@dataclass(frozen=True)
class Formulierpagina:
    """What stands around the form; `terug` is the page from which one came and to which one goes on."""

    titel: str
    knop: str
    terug: str
    terug_naam: str
    sub: str = ""
    uitleg: str = ""
    bevestig: str = ""
    gevaar: bool = False


def toon_of_doe(
    request: HttpRequest,
    form: Any,
    pagina: Formulierpagina,
    stap: Callable[[dict[str, Any]], Any],
    klaar: str,
) -> HttpResponse:
    """Show the form; on a valid POST do `stap(cleaned_data)` once, say `klaar` and go back."""
    if request.method == "POST" and form.is_valid():
        gedaan = probeer(form, lambda: stap(form.cleaned_data))
        if gedaan is not None:
            messages.info(request, klaar)
            return redirect(pagina.terug)
    status = 422 if form.errors else 200
    return render(request, SJABLOON, {"form": form, "pagina": pagina}, status=status)
