"""`./dev manage …` and `./dev bench`: one command with the servers up, those of a running start or its own."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from swv.deploy.mappen import PROJECT, Slot, data_map
from swv.deploy.omgeving import (
    PROFIELEN,
    Keuze,
    lees_keuze,
    omgeving,
    tabellen_actueel,
    tabellen_bijgewerkt,
)
from swv.deploy.processen import StartFout, in_een_zin, schrijf_uit, sterf_met_ouder
from swv.deploy.servers import Servers, start_servers

WACHTTIJD = 120.0
MANAGE = [sys.executable, str(PROJECT / "manage.py")]


def met_servers(data: Path, opdracht: list[str], *, migreer: bool) -> int:
    """Run one command with the servers of `data` up; return its exit code."""
    keuze = lees_keuze(data) or Keuze(PROFIELEN[0], leeg=True)
    with Slot(data) as slot:
        lopend = _neem_of_deel(slot)
        if lopend:
            return _voer_uit(opdracht, omgeving(data, lopend, keuze))
        slot.meld(soort="manage")
        servers = start_servers(data, slot_fd=slot.fd)
        try:
            eigen = omgeving(data, servers, keuze)
            if migreer and servers.met_eigen_postgres() and not tabellen_actueel(data):
                _migreer(data, eigen)
            return _voer_uit(opdracht, eigen)
        finally:
            servers.stop()


def _neem_of_deel(slot: Slot) -> Servers | None:
    """Take the lock, or return the servers of the run that has it as soon as they are up."""
    pauze = threading.Event()
    for _ in range(int(WACHTTIJD / 0.2)):
        if slot.neem():
            return None
        houder = slot.toestand()
        if houder.get("database_url"):
            return Servers(houder["database_url"], houder["redis_url"])
        pauze.wait(0.2)
    raise StartFout("De gegevens zijn nog in gebruik door een ander `./dev manage`: wacht tot dat klaar is.")


def _migreer(data: Path, env: dict[str, str]) -> None:
    """Bring the tables up to date, so that every command works without a start before it."""
    if _voer_uit([*MANAGE, "migrate", "-v", "0"], env):
        raise StartFout("De tabellen konden niet worden gemaakt; de melding staat hierboven.")
    tabellen_bijgewerkt(data)


def _voer_uit(opdracht: list[str], env: dict[str, str]) -> int:
    """Run in our own process group, so that questions on the terminal and Ctrl-C reach the command itself."""
    with subprocess.Popen(opdracht, env=env, preexec_fn=sterf_met_ouder(signal.SIGTERM)) as proces:
        oud = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return proces.wait()
        finally:
            signal.signal(signal.SIGINT, oud)


def bench(argumenten: list[str]) -> int:
    """Measure on servers of its own, with the durability of the demo, and throw the data away."""
    with tempfile.TemporaryDirectory(prefix="swv-bench-") as tijdelijk:
        os.environ["SWV_DATA"] = tijdelijk
        return met_servers(Path(tijdelijk), [sys.executable, "-m", "tests.bench", *argumenten], migreer=True)


def main(argumenten: list[str]) -> int:
    soort, *rest = argumenten
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return bench(rest) if soort == "bench" else met_servers(data_map(), [*MANAGE, *rest], migreer=True)
    except StartFout as e:
        schrijf_uit(str(e), sys.stderr)
        return 1
    except OSError as e:
        schrijf_uit(in_een_zin(e), sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
