"""Columns that come in pairs, and periods of days."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import RangeBoundary
from django.db import models
from django.db.models import F, Q

from swv.models import Datumbereik

GEBRUIKER = settings.AUTH_USER_MODEL


def wie(**opties: Any) -> models.ForeignKey:  # type: ignore[type-arg]
    """A nullable link to who did it, half of a paired who/when; empty is the system."""
    keuze: dict[str, Any] = {"null": True, "blank": True, "related_name": "+", **opties}
    return models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, **keuze)


def gepaard(naam: str) -> Q:
    """Who did it is known only where it was done; `_door` may be the system (empty)."""
    return Q(**{f"{naam}_op__isnull": False}) | Q(**{f"{naam}_door__isnull": True})


def in_volgorde() -> Q:
    return Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=F("vanaf"))


def bereik() -> Datumbereik:
    """The days of a row with `vanaf` and `tot_en_met`, both inside it."""
    return Datumbereik("vanaf", "tot_en_met", RangeBoundary(inclusive_lower=True, inclusive_upper=True))


def loopt_op(dag: date, *, pad: str = "") -> Q:
    """The rows with `vanaf` and `tot_en_met` that run on `dag`."""
    open_ = Q(**{f"{pad}tot_en_met__isnull": True}) | Q(**{f"{pad}tot_en_met__gte": dag})
    return Q(**{f"{pad}vanaf__lte": dag}) & open_
