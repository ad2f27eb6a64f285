"""Moments that do not draw from the source of chance, so that a new kind of row moves no other row."""

from datetime import date, datetime, time

from django.utils import timezone


def moment(dag: date, uur: int) -> datetime:
    """This hour on this day, in Amsterdam."""
    return timezone.make_aware(datetime.combine(dag, time(uur)))
