"""`./dev start` as a program: signals, a second run, a child that dies, and nothing left behind.

Servers are real; web, worker and beat are stand-ins (tests/swv/nepproduct.py), so a run takes a second.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from swv.deploy.mappen import PROJECT

Starter = Callable[..., "subprocess.Popen[str]"]


def levende_processen(kenmerk: str) -> list[str]:
    """Return the command lines that mention `kenmerk`; a zombie has none."""
    return list(processen(kenmerk).values())


def processen(kenmerk: str) -> dict[int, str]:
    regels = {}
    for pad in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            regel = pad.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if kenmerk in regel:
            regels[int(pad.parent.name)] = regel
    return regels


def wacht_tot(voorwaarde: Callable[[], bool], seconden: float = 10) -> bool:
    pauze = threading.Event()
    return any(voorwaarde() or pauze.wait(0.1) for _ in range(int(seconden * 10))) or voorwaarde()


def vrije_poort() -> int:
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1])"
    return int(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    )


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    lopend: list[subprocess.Popen[str]] = []
    weg = {"DATABASE_URL", "REDIS_URL"}
    env = {k: v for k, v in os.environ.items() if k not in weg}
    env |= {"SWV_DATA": str(tmp_path), "PYTHONPATH": str(PROJECT)}

    def _start(*argumenten: str, **extra: object) -> "subprocess.Popen[str]":
        opdracht = [sys.executable, "-m", "tests.swv.nepproduct", "--poort", str(vrije_poort()), *argumenten]
        proces = subprocess.Popen(
            opdracht,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=PROJECT,
            **extra,
        )  # type: ignore[call-overload]
        lopend.append(proces)
        return proces

    yield _start
    for proces in lopend:
        proces.kill()
        proces.wait()
        assert proces.stdout
        proces.stdout.close()


def lees_tot(proces: "subprocess.Popen[str]", begin: str) -> str:
    assert proces.stdout
    gelezen = []
    for regel in proces.stdout:
        if regel.startswith(begin):
            return regel
        gelezen.append(regel)
    pytest.fail(f"ended without {begin!r}:\n{''.join(gelezen)}")


pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")


@pytest.mark.parametrize("nummer", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_een_stopsignaal_stopt_alles_netjes(start, tmp_path, nummer):
    """Started with SIGINT ignored, as a background job of a shell is."""
    proces = start(preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    lees_tot(proces, "Klaar: ")
    assert len(levende_processen(str(tmp_path))) >= 4
    proces.send_signal(nummer)
    assert proces.wait(60) == 0
    assert levende_processen(str(tmp_path)) == []
    assert not (tmp_path / "pg" / "postmaster.pid").exists()


def test_na_kill_9_blijft_er_niets_over_en_start_het_weer(start, tmp_path):
    proces = start()
    lees_tot(proces, "Klaar: ")
    proces.kill()
    opnieuw = start()
    assert lees_tot(opnieuw, "Klaar: ")
    opnieuw.send_signal(signal.SIGTERM)
    assert opnieuw.wait(60) == 0
    assert wacht_tot(lambda: levende_processen(str(tmp_path)) == [], 60)


def test_een_tweede_keer_zegt_waar_het_draait(start):
    eerste = start()
    adres = lees_tot(eerste, "Klaar: ").split()[1]
    tweede = start()
    assert tweede.communicate(timeout=60)[0].strip() == f"Het product draait al op {adres}."
    assert tweede.returncode == 1
    assert eerste.poll() is None


def test_een_onderdeel_dat_stopt_stopt_alles_en_toont_zijn_logboek(start, tmp_path):
    proces = start("--sterf", "worker")
    uitvoer = proces.communicate(timeout=60)[0]
    assert proces.returncode == 1
    assert "ik kan niet verder" in uitvoer
    assert "Het onderdeel worker is gestopt" in uitvoer
    assert levende_processen(str(tmp_path)) == []


def test_een_gedood_onderdeel_begint_opnieuw(start, tmp_path):
    proces = start()
    lees_tot(proces, "Klaar: ")
    wachters = {pid for pid, regel in processen(str(tmp_path)).items() if "Event().wait()" in regel}
    os.kill(min(wachters), signal.SIGKILL)
    assert "is gestopt en begint opnieuw" in lees_tot(proces, "Het onderdeel ")

    def wachters_nu() -> set[int]:
        return {pid for pid, regel in processen(str(tmp_path)).items() if "Event().wait()" in regel}

    assert wacht_tot(lambda: len(wachters_nu()) == len(wachters) and wachters_nu() != wachters)
    proces.send_signal(signal.SIGTERM)
    assert proces.wait(60) == 0


def test_een_gedode_server_stopt_alles(start, tmp_path):
    proces = start()
    lees_tot(proces, "Klaar: ")
    pid = int((tmp_path / "pg" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    uitvoer = proces.communicate(timeout=60)[0]
    assert proces.returncode == 1
    assert "Het onderdeel postgres is gestopt" in uitvoer
    assert wacht_tot(lambda: levende_processen(str(tmp_path)) == [], 60)


def test_logboeken_en_gegevens_zijn_alleen_voor_de_eigenaar(start, tmp_path):
    proces = start()
    lees_tot(proces, "Klaar: ")
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0
    assert (tmp_path / "pg").stat().st_mode & 0o077 == 0
    assert (tmp_path / "lopend.json").exists()
