"""The product itself under the supervisor, once: every part answers, and `kill -9` leaves nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from swv.deploy.mappen import PROJECT
from tests.swv.test_dev_supervisor import lees_tot, levende_processen, vrije_poort, wacht_tot

HAAL = (
    "import sys, urllib.request as u\n"
    "o = u.build_opener(u.ProxyHandler({}))\n"
    "a = o.open(sys.argv[1], timeout=20); print(a.status, a.url); print(a.read().decode())"
)


def haal(url: str) -> tuple[str, str]:
    """Ask in a child process: tests themselves may open no sockets."""
    klaar = subprocess.run([sys.executable, "-c", HAAL, url], capture_output=True, text=True, check=True)
    kop, _, inhoud = klaar.stdout.partition("\n")
    return kop, inhoud


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    weg = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "HTTPS", "DJANGO_SETTINGS_MODULE"}
    rest = {naam: waarde for naam, waarde in os.environ.items() if naam not in weg}
    return {**rest, "SWV_DATA": str(tmp_path), "PYTHONPATH": str(PROJECT)}


@pytest.fixture
def product(tmp_path: Path, env: dict[str, str]) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    opdracht = [sys.executable, "-m", "swv.deploy.supervisor", "--leeg", "--poort", str(vrije_poort())]
    with subprocess.Popen(
        opdracht, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as proces:
        yield lees_tot(proces, "Klaar: ").split()[1], proces
        proces.kill()
    wacht_tot(lambda: not levende_processen(str(tmp_path)), 30)
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_het_product_start_antwoordt_en_laat_niets_achter(product, env, tmp_path):
    url, proces = product

    kop, inhoud = haal(f"{url}/gezond/")
    assert kop.startswith("200 ")
    assert json.loads(inhoud).items() >= {"database": True, "broker": True, "worker": True}.items()

    kop, inhoud = haal(url + "/")
    assert "/account/inloggen/" in kop
    assert "Inloggen" in inhoud

    normen = subprocess.run(
        [sys.executable, "-m", "swv.deploy.beheer", "manage", "normen", "--formaat", "json"],
        env=env,
        capture_output=True,
        text=True,
    )
    assert {"code", "waarde", "startmoment", "bron"} <= set(json.loads(normen.stdout)[0])

    proces.send_signal(signal.SIGKILL)
    assert wacht_tot(lambda: not levende_processen(str(tmp_path)), 30)
