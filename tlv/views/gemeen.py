"""What every page of this room does: fetch within scope, and turn a refusal into a form error."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from swv.bestandscontrole import BestandGeweigerd
from swv.permissions import NietToegestaan, haal
from tlv.models import Aanvraag
from tlv.services import Verouderd

T = TypeVar("T")


@dataclass(frozen=True)
class Verschil:
    """One question on which two people typed something else."""

    label: str
    getypt: str
    opgeslagen: str


def haal_aanvraag(request: HttpRequest, sleutel: UUID) -> Aanvraag:
    """Return the request inside the user's scope and note the look; else 404."""
    rijen = Aanvraag.objects.select_related("leerling", "school", "vragenlijst")
    aanvraag: Aanvraag = haal(rijen, request, sleutel)
    return aanvraag


def gepost(request: HttpRequest) -> Any:
    """What was posted; None on a GET, so that an empty POST still counts as one."""
    return request.POST if request.method == "POST" else None


def probeer(form: forms.BaseForm, stap: Callable[[], T]) -> T | None:
    """Return what the service returns; a refusal becomes an error of the form and gives None."""
    try:
        return stap()
    except (NietToegestaan, BestandGeweigerd) as fout:
        form.add_error(None, fout.reden if isinstance(fout, NietToegestaan) else str(fout))
    return None


def bewaar_of_vergelijk(
    form: Any, bewaar: Callable[[int], T], opgeslagen: Callable[[], dict[str, Any]]
) -> tuple[T | None, list[Verschil]]:
    """Save under the version that the form was opened with; what someone else saved meanwhile comes back.

    The form keeps what was typed and takes the present version: saving once more is a choice (eisen.md S6).
    """
    form.is_valid()  # fills cleaned_data, also when an answer is refused
    if "versie" not in form.cleaned_data:
        return None, []
    try:
        return _met_nieuwe_versie(form, probeer(form, lambda: bewaar(form.cleaned_data["versie"]))), []
    except Verouderd as fout:
        versie = fout.huidige_versie
    anders = _verschillen(form, opgeslagen())
    if not anders:
        return _met_nieuwe_versie(form, probeer(form, lambda: bewaar(versie))), []
    met_versie(form, versie)
    return None, anders


def _met_nieuwe_versie(form: Any, bewaard: T | None) -> T | None:
    """What was saved has a new version; the form carries it when its page is shown again."""
    if bewaard is not None:
        met_versie(form, bewaard.versie)  # type: ignore[attr-defined]
    return bewaard


def tussenstand(form: Any, bewaard: Any) -> HttpResponse:
    """The answer to a save while typing; 409: someone else saved first, 422: an answer was refused, the rest kept."""
    if bewaard is None:
        return HttpResponse(status=422 if form.errors else 409)
    versie = {"X-Swv-Versie": str(bewaard.versie)}
    return HttpResponse(status=422 if form.errors else 204, headers=versie)


def met_versie(form: Any, versie: int) -> None:
    """Let the bound form carry this version, with all that was typed."""
    form.data = form.data.copy()
    form.data["versie"] = str(versie)


def _verschillen(form: Any, opgeslagen: dict[str, Any]) -> list[Verschil]:
    return [
        Verschil(form[naam].label, _in_woorden(form, naam, waarde), _in_woorden(form, naam, opgeslagen[naam]))
        for naam, waarde in form.antwoorden.items()
        if opgeslagen[naam] != waarde
    ]


def _in_woorden(form: Any, naam: str, waarde: Any) -> str:
    """A value as people read it: the label of a choice, yes or no, the text itself."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    keuzes = {str(code): str(label) for code, label in getattr(form.fields[naam], "choices", ())}
    return keuzes.get(str(waarde), str(waarde)) if waarde else "leeg"


def waarschuw(request: HttpRequest, form: Any) -> None:
    """Show what looks like a BSN; it never blocks."""
    for zin in getattr(form, "waarschuwingen", []):
        messages.warning(request, zin)


def zinnen(form: forms.BaseForm) -> str:
    """All errors of a small form as one text, for a page that has no place beside the field."""
    return " ".join(zin for regels in form.errors.values() for zin in regels)
