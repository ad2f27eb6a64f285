"""A real worker on its own Valkey, to be killed and flushed at will."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import redis
from celery import Celery
from django.db import connection

from swv import opdrachten
from swv.deploy.mappen import PROJECT
from swv.deploy.valkey import Valkey
from swv.enums import Opdrachtstatus
from swv.klok import nu
from swv.models import Gebeurtenis, Opdracht


@dataclass
class Proefworker:
    url: str
    log: Path
    proces: subprocess.Popen[bytes] | None = field(default=None)
    modules: str = "tests.swv.proefopdrachten"  # what the worker loads besides the product, by comma

    def start(self) -> None:
        adres = urlsplit(os.environ["DATABASE_URL"])
        database = adres._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        omgeving = {"DATABASE_URL": database, "REDIS_URL": self.url, "PROEF_WACHTTIJD": "1"}
        opdracht = f"-m celery -A swv.celery worker -I {self.modules} -c 2 -l WARNING"
        with self.log.open("ab") as logboek:
            self.proces = subprocess.Popen(
                [sys.executable, *opdracht.split()],
                cwd=PROJECT,
                env={**os.environ, **omgeving},
                stdout=logboek,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def dood(self) -> None:
        """kill -9 of the worker with all its children: nobody can tidy up."""
        if self.proces:
            os.killpg(self.proces.pid, signal.SIGKILL)
            self.proces.wait()
            self.proces = None

    def leeg_broker(self) -> None:
        redis.Redis.from_url(self.url).flushall()


@contextmanager
def proefworker(map_: Path, *, modules: str = Proefworker.modules) -> Iterator[Proefworker]:
    """Start Valkey and a worker; jobs placed in this process wake that worker."""
    valkey = Valkey.in_map(map_, duurzaam=False)
    kind = valkey.start()
    eigen_app = opdrachten.app
    worker = Proefworker(valkey.url, map_ / "worker.log", modules=modules)
    opdrachten.app = Celery(broker=valkey.url.replace("unix://", "redis+socket://"))
    try:
        worker.start()
        yield worker
    finally:
        opdrachten.app = eigen_app
        worker.dood()
        kind.stop()


def wacht_tot_klaar(seconden: float, *, klaar: int, worker: Proefworker) -> None:
    """Sweep twice a second, as beat does, until so many jobs are done."""
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        if Opdracht.objects.filter(status=Opdrachtstatus.KLAAR).count() >= klaar:
            return
        opdrachten.pak_op(nu())
        time.sleep(0.5)
    standen = Counter(Opdracht.objects.values_list("status", "pogingen"))
    raise AssertionError(f"not done in {seconden} s: {standen}\n{worker.log.read_text()[-3000:]}")


def effecten() -> Counter[str]:
    return Counter(Gebeurtenis.objects.filter(onderwerp="proef").values_list("soort", flat=True))
