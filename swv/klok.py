"""The only place that asks what time it is; rules receive the moment as an argument."""

from datetime import date, datetime

from django.utils import timezone


def nu() -> datetime:
    """Return the present moment, time zone aware."""
    return timezone.now()


def vandaag() -> date:
    """Return today's date in Europe/Amsterdam."""
    return timezone.localdate()


def datum_van(moment: datetime) -> date:
    """Return the calendar date of `moment` in Europe/Amsterdam (Awb terms count in whole days)."""
    return timezone.localtime(moment).date()
