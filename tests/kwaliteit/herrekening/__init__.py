"""Every figure computed again in pandas, from the raw rows and the written definition, not from our code.

Each module gives `CIJFERS`: code -> function of the raw tables and the question, with `(waarde, teller,
noemer)`. Nothing here may import a kengetallen module or a QuerySet.
"""

import math
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
from django.db import connection

from swv.kengetallen import Peiling

Getal = Decimal | None
Antwoord = tuple[Getal, Getal, Getal]
TIMESTAMPTZ, DATUM = 1184, 1082


class Bron:
    """The tables as they stand in the database; moments become days in Amsterdam."""

    def __init__(self) -> None:
        self._tabellen: dict[str, pd.DataFrame] = {}

    def __getitem__(self, naam: str) -> pd.DataFrame:
        if naam not in self._tabellen:
            self._tabellen[naam] = self._lees(naam)
        return self._tabellen[naam].copy()

    def _lees(self, naam: str) -> pd.DataFrame:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {naam} ORDER BY id")
            kolommen = [(kolom.name, kolom.type_code) for kolom in cursor.description]
            tabel = pd.DataFrame(cursor.fetchall(), columns=[k for k, _ in kolommen], dtype=object)
        for kolom, soort in kolommen:
            if soort == TIMESTAMPTZ:
                moment = pd.to_datetime(tabel[kolom], utc=True)
                tabel[f"{kolom}_moment"] = moment
                tabel[kolom] = moment.dt.tz_convert("Europe/Amsterdam").dt.tz_localize(None).dt.normalize()
            elif soort == DATUM:
                tabel[kolom] = pd.to_datetime(tabel[kolom])
        return tabel


Rekenaar = Callable[[Bron, Peiling], Antwoord]


def ts(dag: date) -> pd.Timestamp:
    return pd.Timestamp(dag)


def tussen(reeks: "pd.Series[Any]", vanaf: date, tot_en_met: date) -> "pd.Series[bool]":
    return (reeks >= ts(vanaf)) & (reeks <= ts(tot_en_met))


def in_kwartaal(reeks: "pd.Series[Any]", vraag: Peiling) -> "pd.Series[bool]":
    eerste = date(vraag.kwartaal.jaar, vraag.kwartaal.nummer * 3 - 2, 1)
    laatste = ts(eerste) + pd.offsets.QuarterEnd()
    return (reeks >= ts(eerste)) & (reeks <= laatste)


def loopt(tabel: pd.DataFrame, dag: date) -> pd.DataFrame:
    """Rows with `vanaf` and `tot_en_met`, both inclusive, that run on `dag`."""
    return tabel[(tabel.vanaf <= ts(dag)) & (tabel.tot_en_met.isna() | (tabel.tot_en_met >= ts(dag)))]


def telling(n: int) -> Antwoord:
    return Decimal(n), Decimal(n), None


def deel(boven: Any, onder: Any) -> Antwoord:
    boven, onder = Decimal(boven), Decimal(onder)
    return (boven * 100 / onder if onder else None), boven, onder


def rang(waarden: Iterable[int], aandeel: float) -> Antwoord:
    """Nearest rank: the value at position ceil(aandeel x n) of the sorted row."""
    rij = sorted(waarden)
    if not rij:
        return None, Decimal(0), None
    return Decimal(rij[math.ceil(aandeel * len(rij)) - 1]), Decimal(len(rij)), None
