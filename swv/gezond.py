"""GET /gezond/: does everything a page or a letter needs answer right now?

A worker counts as alive when it carried out a heartbeat task (sent by beat) shortly ago. An answer to a ping would
prove less: after a broken connection a worker can answer and yet take no tasks (celery issues 8030 and 10205).
"""

import functools

import redis
import structlog
from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from swv.permissions import openbaar

log = structlog.get_logger(__name__)
SLEUTEL = "swv:hartslag"
VERS_SECONDEN = 90  # six heartbeats: a worker that is busy with one long task is not dead


@functools.cache
def _broker() -> redis.Redis:
    return redis.Redis.from_url(
        settings.CACHES["default"]["LOCATION"],
        socket_timeout=2,
        socket_connect_timeout=2,
        retry=None,
    )


def klop() -> None:
    """Leave a mark that goes away by itself; called by the heartbeat task inside the worker."""
    _broker().set(SLEUTEL, "1", ex=VERS_SECONDEN)


def database_antwoordt() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return False
    return True


def broker_en_worker() -> tuple[bool, bool]:
    """Return whether the broker answers, and whether a worker carried out a task shortly ago."""
    try:
        return True, bool(_broker().exists(SLEUTEL))
    except redis.RedisError:
        return False, False


@openbaar
@never_cache
@require_safe
def gezond(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, broker and worker all answer, else 503; for monitors and the start script."""
    broker, worker = broker_en_worker()
    stand = {"database": database_antwoordt(), "broker": broker, "worker": worker}
    if not all(stand.values()):
        log.warning("niet_gezond", **stand)
    return JsonResponse({**stand, "versie": settings.VERSIE}, status=200 if all(stand.values()) else 503)
