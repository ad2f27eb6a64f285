"""A page with one form of this room: shown, or done and back to where one came from."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from swv.formulieren import probeer
from swv.formulierpagina import Formulierpagina, toon
from tlv.models import Aanvraag


def toon_of_doe(
    request: HttpRequest,
    form: Any,
    pagina: Formulierpagina,
    stap: Callable[[dict[str, Any]], Any],
    klaar: str,
) -> HttpResponse:
    """Show the form; on a valid POST do `stap(cleaned_data)` once, say `klaar` and go back."""
    if probeer(form, lambda: stap(form.cleaned_data)) is not None:
        messages.info(request, klaar)
        return redirect(pagina.terug)
    return toon(request, pagina, form)


def redenpagina(
    aanvraag: Aanvraag, titel: str, knop: str, uitleg: str, *, gevaar: bool = False
) -> Formulierpagina:
    """A step on a request that asks only why."""
    return Formulierpagina(
        titel=titel,
        knop=knop,
        terug=reverse("tlv:aanvraag", args=[aanvraag.sleutel]),
        terug_naam=f"Aanvraag {aanvraag.kenmerk}",
        sub=f"{aanvraag.get_soort_display()} voor {aanvraag.leerling.korte_naam}",
        uitleg=uitleg,
        gevaar=gevaar,
        breedte="vol",
    )
