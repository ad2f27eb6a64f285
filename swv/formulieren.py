"""What a page with one form does in every room: take what was posted, and turn a refusal into a form error.

When two people typed something else, both texts come back side by side (eisen.md S6).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict

from swv.bestandscontrole import BestandGeweigerd
from swv.dagen import veld_van
from swv.klok import nu
from swv.permissions import NietToegestaan
from swv.versies import Verouderd

T = TypeVar("T")


@dataclass(frozen=True)
class Verschil:
    """One field on which two people typed something else."""

    label: str
    getypt: str
    opgeslagen: str


def gepost(request: HttpRequest) -> QueryDict | None:
    """What was posted; None on a GET, so that an empty POST still counts as one."""
    return request.POST if request.method == "POST" else None


def door_en_op(request: HttpRequest) -> dict[str, Any]:
    """Who does it and when, as every service asks."""
    return {"door": request.user, "op": nu()}


def probeer(form: forms.BaseForm, stap: Callable[[], T], veld: str | None = None) -> T | None:
    """Do the step when the form was sent and is valid; gives what the service returns.

    A refusal becomes an error of the form, at `veld` or the field that it names itself, and gives None.
    """
    return met_weigering(form, stap, veld) if form.is_valid() else None


def met_weigering(form: forms.BaseForm, stap: Callable[[], T], veld: str | None = None) -> T | None:
    """The same for a form of which only a part needs to be valid."""
    try:
        return stap()
    except (NietToegestaan, BestandGeweigerd) as fout:
        form.add_error(
            veld or veld_van(fout, form), fout.reden if isinstance(fout, NietToegestaan) else str(fout)
        )
    return None


def bewaar_of_vergelijk(
    form: Any, bewaar: Callable[[int], T], opgeslagen: Callable[[Any], Mapping[str, Any]]
) -> tuple[T | None, list[Verschil]]:
    """Save a valid form under the version that it was opened with; see `bewaar_wat_kan`."""
    return bewaar_wat_kan(form, bewaar, opgeslagen) if form.is_valid() else (None, [])


def bewaar_wat_kan(
    form: Any, bewaar: Callable[[int], T], opgeslagen: Callable[[Any], Mapping[str, Any]]
) -> tuple[T | None, list[Verschil]]:
    """The same for a posted form of which one answer may be refused: the rest is kept.

    What someone else saved meanwhile comes back; `opgeslagen` reads the stored row under the names of the
    form. The form keeps what was typed and takes the present
    version: saving once more is a choice.
    """
    form.is_valid()  # fills cleaned_data, also when an answer is refused
    if "versie" not in form.cleaned_data:
        return None, []
    try:
        return _bewaar(form, bewaar, form.cleaned_data["versie"]), []
    except Verouderd as fout:
        actueel, versie = fout.actueel, fout.huidige_versie
    if not (anders := verschillen(form, form.antwoorden, opgeslagen(actueel))):
        return _bewaar(form, bewaar, versie), []
    met_versie(form, versie)
    return None, anders


def _bewaar(form: Any, bewaar: Callable[[int], T], versie: int) -> T | None:
    """What was saved has a new version; the form carries it when its page is shown again."""
    bewaard: Any = met_weigering(form, lambda: bewaar(versie))
    if bewaard is not None:
        met_versie(form, bewaard.versie)
    return bewaard  # type: ignore[no-any-return]


def met_versie(form: Any, versie: int) -> None:
    """Let the bound form carry this version, with all that was typed."""
    form.data = form.data.copy()
    form.data["versie"] = str(versie)


def tussenstand(form: Any, bewaard: Any) -> HttpResponse:
    """The answer to a save while typing; 409: someone else saved first, 422: an answer was refused, the rest kept."""
    if bewaard is None:
        return HttpResponse(status=422 if form.errors else 409)
    versie = {"X-Swv-Versie": str(bewaard.versie)}
    return HttpResponse(status=422 if form.errors else 204, headers=versie)


def verschillen(form: Any, getypt: Mapping[str, Any], opgeslagen: Mapping[str, Any]) -> list[Verschil]:
    """The fields of `opgeslagen` on which the stored row says something else than what was typed."""
    return [
        Verschil(form[naam].label, in_woorden(form.fields[naam], waarde), in_woorden(form.fields[naam], nu_))
        for naam, waarde in getypt.items()
        if naam in opgeslagen and (nu_ := opgeslagen[naam]) != waarde
    ]


def in_woorden(veld: Any, waarde: Any) -> str:
    """A value as people read it: yes or no, a name, the label of a choice, the text itself."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if waarde in (None, ""):
        return "leeg"
    if hasattr(waarde, "naam"):
        return str(waarde.naam)
    keuzes = {str(code): str(label) for code, label in getattr(veld, "choices", ())}
    return keuzes.get(str(waarde), str(waarde))


def waarschuw(request: HttpRequest, form: Any) -> None:
    """Show what looks like a BSN; it never blocks."""
    for zin in getattr(form, "waarschuwingen", ()):
        messages.warning(request, zin)


def zinnen(form: forms.BaseForm) -> str:
    """All errors of a small form as one text, for a page that has no place beside the field."""
    regels: Iterable[Any] = form.errors.values()
    return " ".join(str(zin) for fouten in regels for zin in fouten)
