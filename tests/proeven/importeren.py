"""R15 at length: an import killed at ten moments leaves nothing, and the next one brings everything.

`./dev proef importeren`. The moments are spread over the time that one whole import takes.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from swv.deploy.mappen import PROJECT
from swv.models import Importregel, Importrun, School, Schoolbestuur
from tests.bench.importeren import RIJEN, schrijf_bestand

MOMENTEN = 10


def begin(pad: Path) -> subprocess.Popen[bytes]:
    adres = urlsplit(os.environ["DATABASE_URL"])
    database = adres._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return subprocess.Popen(
        [sys.executable, "manage.py", "importeer_scholen", str(pad)],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "swv.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def stand() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (School, Schoolbestuur, Importrun, Importregel))


@pytest.mark.traag
@pytest.mark.django_db(transaction=True)
def test_een_afgebroken_import_laat_niets_achter(tmp_path: Path) -> None:
    pad = tmp_path / "proef-2024-11.csv"
    schrijf_bestand(pad)
    start = time.monotonic()
    heel = begin(pad)
    assert heel.communicate()[0].decode().splitlines()[-1].startswith(f"gelezen={RIJEN} nieuw={RIJEN} ")
    duur = time.monotonic() - start
    Importrun.objects.all().delete()
    School.objects.all()._raw_delete("default")
    voor = stand()
    for nummer in range(MOMENTEN):
        proces = begin(pad)
        time.sleep(duur * nummer / MOMENTEN)
        proces.send_signal(signal.SIGKILL)
        proces.communicate()
        while _loopt_nog():  # the server notices a dead client at its next word
            time.sleep(0.1)
        assert stand() in (voor, (RIJEN, voor[1], 1, voor[3] + 1000)), f"killed at moment {nummer}"
        if stand() != voor:  # it was done before the signal came
            break
    laatste = begin(pad)
    laatste.communicate()
    assert laatste.returncode == 0
    assert School.objects.count() == RIJEN


def _loopt_nog() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid())"
        )
        return bool(cursor.fetchone()[0])
