"""Columns that come in pairs: who did it and when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


def wie(**opties: Any) -> models.ForeignKey:  # type: ignore[type-arg]
    """A nullable link to who did it, half of a paired who/when; empty is the system."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        **opties,
    )


def gepaard(naam: str) -> Q:
    """Nobody did it without a moment; `_door` may be the system (empty)."""
    return Q(**{f"{naam}_op__isnull": False}) | Q(**{f"{naam}_door__isnull": True})


def precies_bij(naam: str, **status: Any) -> Q:
    """The moment is there in exactly these statuses."""
    return Q(**status, **{f"{naam}_op__isnull": False}) | (~Q(**status) & Q(**{f"{naam}_op__isnull": True}))
