"""Days and book periods as they stand in files."""

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache

DAG_EERST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: 0?0:00(?::00)?)?", re.ASCII)
JAAR_EERST = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[ T]00:00(?::00)?)?", re.ASCII)
PERIODE_MET_JAAR = re.compile(r"(\d{4})[-/. ]?[Pp]?(\d{1,2})|[Pp]?(\d{1,2})[-/. ](\d{4})", re.ASCII)
PERIODE = re.compile(r"[Pp]?(\d{1,2})", re.ASCII)
AFSLUITING = 13  # the period after December in which the year is closed


class GeenDag(ValueError):
    """This cannot be a day or a period; the text says so in Dutch."""


def lees_dag(waarde: object) -> date | None:
    """A day; empty is None. Dutch order when the year is last."""
    if isinstance(waarde, datetime):
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    tekst = "" if waarde is None else str(waarde).strip()
    return _dag_uit_tekst(tekst) if tekst else None


@lru_cache(maxsize=4096)
def _dag_uit_tekst(tekst: str) -> date:
    try:
        if delen := DAG_EERST.fullmatch(tekst):
            return date(int(delen[3]), int(delen[2]), int(delen[1]))
        if delen := JAAR_EERST.fullmatch(tekst):
            return date(int(delen[1]), int(delen[2]), int(delen[3]))
    except ValueError:  # 31 februari
        pass
    raise GeenDag(f"“{tekst[:30]}” is geen datum; verwacht is bijvoorbeeld 31-03-2026.")


@lru_cache(maxsize=1024)
def lees_periode(tekst: str) -> tuple[int | None, int]:
    """Year, when it says one, and month of a book period; period 13 closes the year and counts in December."""
    jaar, maand = None, 0
    if delen := PERIODE_MET_JAAR.fullmatch(tekst):
        jaar, maand = int(delen[1] or delen[4]), int(delen[2] or delen[3])
    elif delen := PERIODE.fullmatch(tekst):
        maand = int(delen[1])
    if not 1 <= maand <= AFSLUITING:
        raise GeenDag(f"“{tekst[:30]}” is geen periode; verwacht is bijvoorbeeld 2026-03.")
    return jaar, min(maand, 12)


def laatste_dag(jaar: int, maand: int) -> date:
    return date(jaar, maand, monthrange(jaar, maand)[1])
