"""The number people use for a pupil's file: given out by the database, never twice."""

from datetime import date

from django.db import connection

REEKS = "leerlingen_dossiernummer"


def schrijf(nummer: int, op: date) -> str:
    """`L-26-000042`: the year in which the file was opened and the next number of the series."""
    return f"L-{op.year % 100:02d}-{nummer:06d}"


def geef_uit(op: date) -> str:
    """Take the next number; one that is taken and not used is skipped, never given again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [REEKS])
        return schrijf(cursor.fetchone()[0], op)


def begin_na(nummer: int) -> None:
    """Let the series go on after `nummer`, for files that were loaded with their own numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(%s::regclass, %s)", [REEKS, max(nummer, 1)])
