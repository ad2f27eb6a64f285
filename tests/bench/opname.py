"""The SQL that something asks, so that it can be replayed bare with psycopg."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

Vraag = tuple[str, Any]


@contextmanager
def opgenomen(hoort_erbij: Callable[[str], bool]) -> Iterator[list[Vraag]]:
    """The queries that run inside the block and belong to what is measured."""
    vragen: list[Vraag] = []

    def luister(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if hoort_erbij(sql):
            vragen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(luister):
        yield vragen
