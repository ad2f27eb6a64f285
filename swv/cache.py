"""A cache that may be gone: then nothing is remembered, and every page still works (eisen.md R3).

It holds what can be lost without harm: counters against guessing (axes counts in the database too), which
one-time code was just used, and copies of what every page reads and only a profile changes.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar, cast

import structlog
from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
T = TypeVar("T")
MINUUT = 60
UIT_HET_PROFIEL = ("swv.inrichting", "swv.kb_dagen")
# What was read for the request that is being answered; None outside a request.
dit_verzoek: ContextVar[dict[str, Any] | None] = ContextVar("dit_verzoek", default=None)


def onthoud(naam: str, lees: Callable[[], T]) -> T:
    """What `lees` gave, remembered for a minute: for what only loading a profile changes, never for rights."""
    gelezen = dit_verzoek.get()
    if gelezen is None:
        return cast(T, cache.get_or_set(f"onthouden:{naam}", lees, MINUUT))
    if naam not in gelezen:
        gelezen[naam] = cache.get_or_set(f"onthouden:{naam}", lees, MINUUT)
    return cast(T, gelezen[naam])


def vergeet_profiel() -> None:
    """Read it anew from now on: a profile was loaded."""
    for naam in UIT_HET_PROFIEL:
        cache.delete(f"onthouden:{naam}")
        (dit_verzoek.get() or {}).pop(naam, None)


class Cache(RedisCache):
    """Django's Redis cache, which answers "not known" when the server does not answer."""

    def _probeer(self, naam: str, anders: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), naam)(*args, **kwargs)
        except RedisError as fout:
            log.warning("cache_onbereikbaar", handeling=naam, fout=type(fout).__name__)
            return anders

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """True also when it is down: who takes a lock here goes on instead of waiting for it."""
        return bool(self._probeer("add", True, *args, **kwargs))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._probeer("get", default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._probeer("set", None, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._probeer("delete", False, *args, **kwargs))

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._probeer("has_key", False, *args, **kwargs))

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        gevonden: dict[Any, Any] = self._probeer("get_many", {}, *args, **kwargs)
        return gevonden
