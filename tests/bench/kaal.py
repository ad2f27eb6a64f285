"""The bare view: the same SQL as a page, with psycopg, as JSON, without login or templates."""

import json
import os
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from psycopg_pool import ConnectionPool

OPGENOMEN: dict[str, list[tuple[str, Any]]] = pickle.loads(Path(os.environ["BENCH_SQL"]).read_bytes())
POOL = ConnectionPool(
    os.environ["DATABASE_URL"], min_size=1, max_size=2, kwargs={"autocommit": True}, open=True
)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Run the recorded queries of the page named in the path and return all rows as JSON."""
    resultaat = []
    with POOL.connection() as verbinding:
        for sql, waarden in OPGENOMEN[environ["PATH_INFO"].strip("/")]:
            resultaat.append(verbinding.execute(sql, waarden).fetchall())
    tekst = json.dumps(resultaat, default=str).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(tekst)))])
    return [tekst]
