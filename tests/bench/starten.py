"""Fresh clone to "Klaar" with a warm package cache, second start, stop: measured as a person would meet them."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from swv.deploy.mappen import PROJECT
from swv.deploy.systeem import poort_vrij

WEG = (
    "DATABASE_URL",
    "REDIS_URL",
    "SWV_DATA",
    "SECRET_KEY",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "DJANGO_SETTINGS_MODULE",
)


def meet() -> list[str]:
    """Return one line per figure; the goal of the second start is 10 seconds."""
    with tempfile.TemporaryDirectory(prefix="swv-start-") as tijdelijk:
        kloon = Path(tijdelijk) / "kloon"
        subprocess.run(["git", "clone", "-q", PROJECT, kloon], check=True)
        eerste, stop = _start_en_stop(kloon)
        tweede, _ = _start_en_stop(kloon)
    return [
        f"verse kloon tot 'Klaar' (pakketten in de voorraad): {eerste:.1f} s",
        f"tweede start tot 'Klaar': {tweede:.1f} s (doel: minder dan 10 s)",
        f"stoppen met Ctrl-C: {stop:.1f} s",
    ]


def _start_en_stop(kloon: Path) -> tuple[float, float]:
    """Start as a person does, with the Python of the system, and stop as Ctrl-C does."""
    poort = next(p for p in range(8200, 8300) if poort_vrij(p))
    env = {naam: waarde for naam, waarde in os.environ.items() if naam not in WEG}
    begin = time.monotonic()
    opdracht = [sys._base_executable, kloon / "dev", "start", "--poort", str(poort)]  # type: ignore[attr-defined]
    with subprocess.Popen(opdracht, env=env, cwd=kloon, stdout=subprocess.PIPE, text=True) as proces:
        assert proces.stdout
        uitvoer = []
        for regel in proces.stdout:
            uitvoer.append(regel)
            if regel.startswith("Klaar: "):
                break
        else:
            raise RuntimeError("".join(uitvoer[-20:]))
        klaar = time.monotonic()
        proces.send_signal(signal.SIGINT)
        proces.wait()
    return klaar - begin, time.monotonic() - klaar


if __name__ == "__main__":
    print("\n".join(meet()))
