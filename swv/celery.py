"""The worker and beat; what must not be lost is an Opdracht row, never only a message (eisen.md B1).

The settings (acks late, prefetch 1, short visibility timeout, fast restore) stand in settings.py under CELERY_.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_ready
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")

app = Celery("swv")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def houd_logging_van_django(**_kwargs: Any) -> None:
    """Keep Django's LOGGING: a receiver of this signal stops Celery from adding its own handlers."""


@worker_ready.connect
def meld_gereed(**_kwargs: Any) -> None:
    """Do not let /gezond/ wait for the first task of beat."""
    app.send_task("swv.tasks.hartslag")
