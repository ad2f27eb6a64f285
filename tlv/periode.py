"""Which rows with `geldig_vanaf` and `geldig_tot_en_met` run at the same time as a period; bounds are inclusive."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet


def overlappend(rijen: "QuerySet[Any]", vanaf: date, tot_en_met: date | None) -> "QuerySet[Any]":
    """The rows that share at least one day with this period; without a last day it goes on."""
    rijen = rijen.filter(Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=vanaf))
    return rijen if tot_en_met is None else rijen.filter(geldig_vanaf__lte=tot_en_met)
