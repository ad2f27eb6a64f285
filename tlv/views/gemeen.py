"""What every page of this room does: fetch within scope, and turn a refusal into a form error."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from swv.bestandscontrole import BestandGeweigerd
from swv.permissions import NietToegestaan, haal
from tlv.models import Aanvraag
from tlv.services import Verouderd

T = TypeVar("T")


def haal_aanvraag(request: HttpRequest, sleutel: UUID) -> Aanvraag:
    """Return the request inside the user's scope and note the look; else 404."""
    rijen = Aanvraag.objects.select_related("leerling", "school", "vragenlijst")
    aanvraag: Aanvraag = haal(rijen, request, sleutel)
    return aanvraag


def probeer(form: forms.BaseForm, stap: Callable[[], T]) -> T | None:
    """Return what the service returns; a refusal becomes an error of the form and gives None."""
    try:
        return stap()
    except (NietToegestaan, BestandGeweigerd) as fout:
        form.add_error(None, fout.reden if isinstance(fout, NietToegestaan) else str(fout))
    except Verouderd as fout:
        form.add_error(None, str(fout))
    return None


def waarschuw(request: HttpRequest, form: Any) -> None:
    """Show what looks like a BSN; it never blocks."""
    for zin in getattr(form, "waarschuwingen", []):
        messages.warning(request, zin)
