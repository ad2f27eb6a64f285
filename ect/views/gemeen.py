"""What every page of this room does: show one form, and turn a refusal into a form error with the text kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ect.services import Verouderd
from swv.permissions import NietToegestaan

T = TypeVar("T")


@dataclass(frozen=True)
class Formulierpagina:
    """The words around a form: what is done, to whom, what happens then, and the way back."""

    titel: str
    knop: str
    sub: str
    terug: str
    terug_naam: str
    uitleg: str = ""
    gevaar: bool = False
    bevestig: str = ""
    tweede: tuple[str, str] | None = None  # name and words of a second button


@dataclass(frozen=True)
class Verschil:
    """One field on which two people typed something else."""

    label: str
    getypt: str
    opgeslagen: str


def gepost(request: HttpRequest) -> Any:
    """What was posted; None on a GET, so that an empty POST still counts as one."""
    return request.POST if request.method == "POST" else None


def probeer(form: Any, stap: Callable[[], T]) -> T | None:
    """Return what the service returns; a refusal becomes an error of the form and gives None."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return stap()
    except NietToegestaan as fout:
        form.add_error(None, fout.reden)
    return None


def bewaar_of_vergelijk(
    form: Any, bewaar: Callable[[int], T], opgeslagen: Callable[[], dict[str, Any]]
) -> tuple[T | None, list[Verschil]]:
    """Save under the version that the form was opened with; what someone else saved meanwhile comes back.

    The form keeps what was typed and takes the present version: saving once more is a choice (eisen.md S6).
    """
    try:
        return probeer(form, lambda: bewaar(form.cleaned_data["versie"])), []
    except Verouderd as fout:
        versie = fout.huidige_versie
    anders = _verschillen(form, opgeslagen())
    if not anders:
        return probeer(form, lambda: bewaar(versie)), []
    form.data = form.data.copy()
    form.data["versie"] = str(versie)
    return None, anders


def _verschillen(form: Any, opgeslagen: dict[str, Any]) -> list[Verschil]:
    return [
        Verschil(form[naam].label, _in_woorden(form, naam, waarde), _in_woorden(form, naam, opgeslagen[naam]))
        for naam, waarde in form.antwoorden.items()
        if opgeslagen[naam] != waarde
    ]


def _in_woorden(form: forms.Form, naam: str, waarde: Any) -> str:
    """A value as people read it: the label of a choice, yes or no, the text itself."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if hasattr(waarde, "naam"):
        return str(waarde.naam)
    keuzes = {str(code): str(label) for code, label in getattr(form.fields[naam], "choices", ())}
    return keuzes.get(str(waarde), str(waarde)) if waarde else "leeg"


def toon(
    request: HttpRequest, pagina: Formulierpagina, form: Any, verschillen: Sequence[Verschil] = ()
) -> HttpResponse:
    """The page of one form: 422 when it has errors, 409 when a colleague was first."""
    status = 409 if verschillen else 422 if form.errors else 200
    context = {"pagina": pagina, "form": form, "verschillen": verschillen}
    return render(request, "ect/formulier.html", context, status=status)


def waarschuw(request: HttpRequest, form: Any) -> None:
    """Show what looks like a BSN; it never blocks."""
    for zin in form.waarschuwingen:
        messages.warning(request, zin)
