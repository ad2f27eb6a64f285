"""Several querysets in one query: each is a column of the only row, whichever rooms they come from.

Put together from what each compiles to. As subqueries of the ORM they would all be resolved once more, which
costs more than the database does.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

AANTAL = "(SELECT COUNT(*) FROM ({}) AS rijen)"
OBJECTEN = "(SELECT COALESCE(JSON_AGG(rijen), '[]') FROM ({}) AS rijen)"


def aantallen(vragen: "Iterable[QuerySet[Any]]") -> Sequence[int]:
    """How many rows each queryset has."""
    return _kolommen(AANTAL, (vraag.order_by().values("pk") for vraag in vragen))


def objecten(vragen: "Iterable[QuerySet[Any, dict[str, Any]]]") -> Sequence[list[dict[str, Any]]]:
    """The rows of each `.values()` queryset, as JSON knows them: dates and keys are texts."""
    return _kolommen(OBJECTEN, vragen)


def _kolommen(vorm: str, vragen: "Iterable[QuerySet[Any, Any]]") -> Sequence[Any]:
    delen = [vraag.query.get_compiler(connection=connection, elide_empty=False).as_sql() for vraag in vragen]
    if not delen:
        return ()
    with connection.cursor() as cursor:
        kolommen = ", ".join(vorm.format(sql) for sql, _waarden in delen)
        cursor.execute(f"SELECT {kolommen}", [waarde for _sql, waarden in delen for waarde in waarden])
        rij: Sequence[Any] = cursor.fetchone()
    return rij
