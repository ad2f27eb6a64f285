"""All figures of a quarter beside their bare SQL: recorded once, replayed with psycopg, in turn."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
from django.db import connection

from swv.kengetallen import KENGETALLEN, peiling
from swv.kengetallen import meet as meet_kengetallen
from swv.klok import vandaag
from swv.kwartaal import Kwartaal
from tests.bench.meting import Tijden
from tests.bench.opname import Vraag, opgenomen

RONDEN = 3


def meet() -> Iterator[str]:
    """One line: the figures as every page and file gets them, and the same SQL without the product."""
    vraag = peiling(Kwartaal.van(vandaag()).vorige)
    meet_kengetallen(vraag)
    with opgenomen(lambda sql: sql.lstrip().startswith(("SELECT", "WITH"))) as vragen:
        meet_kengetallen(vraag)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as kaal:
        tijden, reken = _om_en_om(lambda: meet_kengetallen(vraag), lambda: _kaal(kaal, vragen), kaal)
    yield tijden.regel(f"{len(KENGETALLEN)} kengetallen", reken, f"{len(vragen)} query's")


def _kaal(verbinding: "psycopg.Connection[tuple[object, ...]]", vragen: list[Vraag]) -> None:
    for sql, waarden in vragen:
        verbinding.execute(sql, waarden).fetchall()


def _om_en_om(
    product: Callable[[], object],
    kaal: Callable[[], None],
    verbinding: "psycopg.Connection[tuple[object, ...]]",
) -> tuple[Tijden, str]:
    """Wall times, and the processor time of this process and the connection that it used."""
    lopen: tuple[list[float], list[float]] = ([], [])
    rekenen: tuple[list[float], list[float]] = ([], [])
    eigen = connection.connection.info.backend_pid, verbinding.info.backend_pid
    for _ in range(RONDEN):
        for kant, werk in enumerate((product, kaal)):
            begin, begonnen = _rekentijd(eigen[kant]), time.perf_counter()
            werk()
            lopen[kant].append(time.perf_counter() - begonnen)
            rekenen[kant].append(_rekentijd(eigen[kant]) - begin)
    p, k = min(rekenen[0]), min(rekenen[1])
    reken = f"rekentijd {p * 1000:5.1f} en {k * 1000:5.1f} ms {p / k:5.2f}x (doel: hoogstens 1,5x)"
    return Tijden(*lopen), reken


def _rekentijd(backend: int) -> float:
    return time.process_time() + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9
