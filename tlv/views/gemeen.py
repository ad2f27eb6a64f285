"""What every page of this room does: fetch the request within scope."""

from uuid import UUID

from django.http import HttpRequest

from swv.permissions import haal
from tlv.models import Aanvraag


def haal_aanvraag(request: HttpRequest, sleutel: UUID) -> Aanvraag:
    """Return the request inside the user's scope and note the look; else 404."""
    rijen = Aanvraag.objects.select_related("leerling", "school", "vragenlijst", "verdaging")
    aanvraag: Aanvraag = haal(rijen, request, sleutel)
    return aanvraag
