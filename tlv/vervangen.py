"""When a file whose content was destroyed can be replaced after sending in."""

from collections.abc import Iterable
from typing import Any


def is_te_vervangen(documenten: Iterable[Any]) -> bool:
    """Whether among the files of one question one was destroyed and none came after that; pure."""
    rijen = list(documenten)
    laatste = max((d.vernietigd_op for d in rijen if d.is_vernietigd), default=None)
    return laatste is not None and not any(d.toegevoegd_op >= laatste for d in rijen if not d.is_vernietigd)
