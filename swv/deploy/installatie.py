"""The virtual environment with exactly the packages of the lock file."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from swv.deploy.mappen import PROJECT
from swv.deploy.processen import StartFout, schrijf_uit
from swv.deploy.systeem import apt_opdracht, eis_ruimte, installeer_met_apt

VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
RUIMTE_MB = 1500
BASIS, ONTWIKKEL = "requirements.lock", "requirements-dev.lock"


def zorg_voor_omgeving(slotbestand: str = BASIS) -> None:
    """Make .venv and install the lock file, unless the stamp says that this was done."""
    if _is_actueel(slotbestand):
        return
    eis_ruimte(VENV, RUIMTE_MB)
    with (PROJECT / slotbestand).open() as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)  # two terminals at once: the second one waits and is done
        if not _is_actueel(slotbestand):
            _installeer(slotbestand)


def _installeer(slotbestand: str) -> None:
    if not _start(PYTHON):
        schrijf_uit("Maakt de Python-omgeving in .venv …")
        _maak_venv()
    schrijf_uit("Installeert de vastgelegde pakketten (de eerste keer duurt dat even) …")
    installeer_pakketten(PROJECT / slotbestand)
    _stempel(slotbestand).write_text(_vingerafdruk(slotbestand))
    if slotbestand == ONTWIKKEL:  # holds every line of the other, see ./dev check
        _stempel(BASIS).write_text(_vingerafdruk(BASIS))


def _stempel(slotbestand: str) -> Path:
    return VENV / f".{slotbestand}.sha256"


def _vingerafdruk(slotbestand: str) -> str:
    return hashlib.sha256((PROJECT / slotbestand).read_bytes()).hexdigest()


def _is_actueel(slotbestand: str) -> bool:
    stempel = _stempel(slotbestand)
    return stempel.is_file() and stempel.read_text() == _vingerafdruk(slotbestand) and _start(PYTHON)


def _start(programma: str | Path) -> bool:
    """Return whether this Python really runs: its base may have been removed."""
    try:
        return subprocess.run([programma, "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def zoek_uv() -> str:
    """Return uv when it is on PATH and starts; it installs ten times as fast as pip."""
    uv = shutil.which("uv") or ""
    return uv if uv and subprocess.run([uv, "--version"], capture_output=True).returncode == 0 else ""


def _maak_venv() -> None:
    uv = zoek_uv()
    if uv:
        opdracht = [uv, "venv", "-q", "--clear", "--python", sys.executable, str(VENV)]
    else:
        _eis_venv_module()
        opdracht = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    _voer_uit(opdracht, "De Python-omgeving kon niet worden gemaakt")


def _eis_venv_module() -> None:
    """Debian and Ubuntu ship Python without ensurepip."""
    if importlib.util.find_spec("ensurepip"):
        return
    pakket = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not installeer_met_apt([pakket]):
        raise StartFout(
            f"Python mist de module venv: installeer die met {apt_opdracht([pakket])} en start opnieuw."
        )


def installeer_pakketten(slotbestand: Path) -> None:
    """Install a lock file; every file is checked against its hash."""
    uv = zoek_uv()
    if uv:
        opdracht = [uv, "pip", "install", "-q", "--python", str(PYTHON)]
    else:
        opdracht = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _voer_uit(
        [*opdracht, "--require-hashes", "-r", str(slotbestand)],
        "De pakketten konden niet worden geïnstalleerd",
    )


def _voer_uit(opdracht: list[str], fout: str) -> None:
    omgeving = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    klaar = subprocess.run(opdracht, capture_output=True, text=True, cwd=PROJECT, env=omgeving)
    if klaar.returncode == 0:
        return
    uitvoer = (klaar.stderr or klaar.stdout).strip()
    if "No space left" in uitvoer or "os error 28" in uitvoer:
        raise StartFout(f"{fout}: de schijf is vol; maak ruimte (`df -h` laat zien waar) en start opnieuw.")
    raise StartFout(
        f"{fout}; controleer de internetverbinding en start opnieuw. De melding was: {_kern(uitvoer)}"
    )


def _kern(uitvoer: str) -> str:
    """Return the line of the output that says most: the first error."""
    regels = [regel.strip() for regel in uitvoer.splitlines() if regel.strip()]
    return next((regel for regel in regels if "error" in regel.lower()), regels[-1] if regels else "geen")
