"""Tasks of this room: two to ten lines each."""

from typing import Any

from swv.celery import app
from swv.klok import nu
from thuiszitters import services


@app.task(name="thuiszitters.tasks.herinner")
def herinner(**_kwargs: Any) -> None:
    """Remind who directs of what is due in a plan; safe to run twice."""
    services.herinner(op=nu())
