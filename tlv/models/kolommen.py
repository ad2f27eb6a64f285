"""Columns that come in pairs, and the statuses between which a request is the work of the SWV."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from tlv.enums import Aanvraagstatus, Vergaderstatus

GEBRUIKER = settings.AUTH_USER_MODEL
NA_INDIENEN = [
    Aanvraagstatus.INGEDIEND,
    Aanvraagstatus.ONVOLLEDIG,
    Aanvraagstatus.IN_BEHANDELING,
    Aanvraagstatus.BESLOTEN,
    Aanvraagstatus.INGETROKKEN,
]
LOPEND = [
    Aanvraagstatus.INGEDIEND,
    Aanvraagstatus.ONVOLLEDIG,
    Aanvraagstatus.IN_BEHANDELING,
]

# From sending the agenda until the minutes are final a member of the committee reads along.
OPEN_VOOR_LEDEN = [Vergaderstatus.AGENDA_VERSTUURD, Vergaderstatus.GEHOUDEN]


def wie(**opties: Any) -> models.ForeignKey:  # type: ignore[type-arg]
    """A nullable link to who did it, half of a paired who/when."""
    return models.ForeignKey(
        GEBRUIKER,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        **opties,
    )


def gepaard(naam: str) -> Q:
    """Both columns of a who/when pair are filled, or neither; `_door` may be the system (empty)."""
    return Q(**{f"{naam}_op__isnull": False}) | Q(**{f"{naam}_door__isnull": True})
