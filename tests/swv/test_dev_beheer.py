"""`./dev manage …`: one command with servers up, its own or those of a running start."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from swv.deploy.mappen import PROJECT, Slot
from tests.swv.test_dev_supervisor import lees_tot, levende_processen, vrije_poort

TOON = (
    "import os, psycopg; c = psycopg.connect(os.environ['DATABASE_URL']); print(os.environ['DATABASE_URL'])"
)
BEHEER = (
    "import sys; from pathlib import Path; from swv.deploy.beheer import met_servers\n"
    "sys.exit(met_servers(Path(sys.argv[1]), [sys.executable, '-c', sys.argv[2]], migreer=False))"
)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    rest = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")}
    return {**rest, "SWV_DATA": str(tmp_path), "PYTHONPATH": str(PROJECT)}


@pytest.fixture
def lopend(tmp_path: Path, env: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    opdracht = [sys.executable, "-m", "tests.swv.nepproduct", "--poort", str(vrije_poort())]
    with subprocess.Popen(opdracht, env=env, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as proces:
        lees_tot(proces, "Klaar: ")
        yield proces
        proces.send_signal(signal.SIGTERM)
        proces.wait(60)


def beheer(tmp_path: Path, env: dict[str, str], code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", BEHEER, str(tmp_path), code],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
    )


def test_zonder_lopend_product_start_en_stopt_het_de_servers_zelf(tmp_path, env):
    proces = beheer(tmp_path, env, TOON)
    uitvoer = proces.communicate(timeout=60)[0]
    assert proces.returncode == 0, uitvoer
    assert uitvoer.strip() == f"postgresql://app@/app?host={tmp_path}/run"
    assert levende_processen(str(tmp_path)) == []
    assert Slot(tmp_path).houder() == {}


def test_bij_een_lopend_product_gebruikt_het_dezelfde_servers(tmp_path, env, lopend):
    uitvoer = beheer(tmp_path, env, TOON).communicate(timeout=60)[0]
    assert uitvoer.strip() == f"postgresql://app@/app?host={tmp_path}/run"
    assert lopend.poll() is None
    assert len(levende_processen(str(tmp_path))) >= 4


def test_de_code_en_de_map_van_de_opdracht_blijven_die_van_de_gebruiker(tmp_path, env):
    proces = beheer(tmp_path, env, "import os; print(os.getcwd()); raise SystemExit(2)")
    assert proces.communicate(timeout=60)[0].strip() == str(tmp_path)
    assert proces.returncode == 2


def test_een_tweede_opdracht_wacht_op_de_eerste(tmp_path, env):
    eerste = beheer(tmp_path, env, "print('bezig', flush=True); import threading; threading.Event().wait(1)")
    assert eerste.stdout
    assert eerste.stdout.readline() == "bezig\n"
    tweede = beheer(tmp_path, env, TOON)
    assert tweede.communicate(timeout=60)[0].startswith("postgresql://")
    assert (eerste.wait(10), tweede.returncode) == (0, 0)
    eerste.stdout.close()
