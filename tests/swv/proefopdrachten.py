"""Jobs for the fault tests; the worker subprocess loads them with `-I tests.swv.proefopdrachten`.

The only effect of a job is one event; an event too many or too few is a fault.
"""

import os
import signal
import time
from datetime import timedelta
from typing import Any

from swv import opdrachten
from swv.klok import nu
from swv.models import Gebeurtenis, Gebruiker

SOORT = "proef.effect"


def _effect(nummer: int) -> None:
    gebruiker = Gebruiker.objects.order_by("pk").values_list("sleutel", flat=True)[0]
    Gebeurtenis.objects.create(onderwerp="proef", onderwerp_sleutel=gebruiker, soort=str(nummer), op=nu())


@opdrachten.opdracht(SOORT)
def doe(*, nummer: int, duur: float = 0.0, **_kwargs: Any) -> None:
    _effect(nummer)
    time.sleep(duur)


@opdrachten.opdracht("proef.giftig")
def sterf(*, nummer: int, **_kwargs: Any) -> None:
    """Take the whole worker process along, as an out-of-memory kill does."""
    _effect(nummer)
    os.kill(os.getpid(), signal.SIGKILL)


@opdrachten.opdracht("proef.stuk")
def faal(*, nummer: int, **_kwargs: Any) -> None:
    _effect(nummer)
    raise ValueError("Jan Jansen staat in deze melding")


@opdrachten.opdracht("proef.wacht")
def wacht(*, nummer: int, **_kwargs: Any) -> None:
    _effect(nummer)
    raise opdrachten.NogNietMogelijk("De omgeving is nog niet klaar.")


if os.environ.get("PROEF_WACHTTIJD"):  # only in the worker of a fault test: leases of a second, not twenty
    opdrachten.WACHTTIJD = timedelta(seconds=float(os.environ["PROEF_WACHTTIJD"]))
