"""The demo is loaded beside others on one server."""

import pytest
from django.db import connection

from swv.demo import analyseer

pytestmark = pytest.mark.django_db
GEDEELD = "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND database = 0 AND mode = %s"


def test_de_statistieken_houden_geen_andere_database_op() -> None:
    """The lock of an ANALYZE lasts as long as its transaction; on a shared catalog every database waits for it."""
    analyseer()
    with connection.cursor() as cursor:
        cursor.execute(GEDEELD, ["ShareUpdateExclusiveLock"])
        assert cursor.fetchone() == (0,)
        cursor.execute("ANALYZE pg_catalog.pg_authid")
        cursor.execute(GEDEELD, ["ShareUpdateExclusiveLock"])
        assert cursor.fetchone() != (0,), "the test sees no lock at all"
