"""What the machine itself must have: a free port, disk space, Pango for PDFs, Chromium for browser tests."""

import ctypes
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from swv.deploy.processen import StartFout, schrijf_uit

MB = 1024 * 1024
PANGO_PAKKETTEN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
PANGO_BIBLIOTHEKEN = ("libgobject-2.0", "libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libfontconfig")
CHROMIUM_NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def is_debian() -> bool:
    """Return whether this is Debian, Ubuntu or a relative."""
    try:
        regels = Path("/etc/os-release").read_text("utf-8")
    except OSError:
        return False
    namen = [regel for regel in regels.splitlines() if regel.startswith(("ID=", "ID_LIKE="))]
    return any(naam in regel for regel in namen for naam in ("debian", "ubuntu"))


def installeer_met_apt(pakketten: Iterable[str]) -> bool:
    """Install system packages where we may: as root on Debian or Ubuntu, unless SWV_GEEN_APT=1."""
    if os.geteuid() != 0 or not is_debian() or os.environ.get("SWV_GEEN_APT") == "1":
        return False
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    omgeving = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    schrijf_uit(f"Installeert met apt-get: {' '.join(pakketten)} …")
    for deel in (["update"], ["install", "-y", "--no-install-recommends", *pakketten]):
        try:
            klaar = subprocess.run([*apt, *deel], env=omgeving, capture_output=True)
        except OSError:
            return False
    return klaar.returncode == 0


def apt_opdracht(pakketten: Iterable[str]) -> str:
    return f"`sudo apt-get install --no-install-recommends {' '.join(pakketten)}`"


def _laadt(naam: str) -> bool:
    """Return whether this shared library can be loaded, under the names WeasyPrint tries on Linux and macOS."""
    for bestand in (f"{naam}.so.0", f"{naam}.so.1", f"{naam}.0.dylib", f"{naam}.dylib"):
        try:
            ctypes.CDLL(bestand)
        except OSError:
            continue
        return True
    return False


def pango_aanwezig() -> bool:
    return all(_laadt(naam) for naam in PANGO_BIBLIOTHEKEN)


def zorg_voor_pango() -> None:
    """Install Pango or say how; without it the product runs and letters wait."""
    if pango_aanwezig():
        return
    if installeer_met_apt(PANGO_PAKKETTEN) and pango_aanwezig():
        return
    hoe = "`brew install pango`" if sys.platform == "darwin" else apt_opdracht(PANGO_PAKKETTEN)
    schrijf_uit(
        f"Let op: Pango ontbreekt, brieven wachten tot het er is; installeer het met {hoe} en start opnieuw."
    )


def zoek_chromium() -> str:
    """Return the path of a Chromium or Chrome, or an empty string."""
    eigen = os.environ.get("CHROMIUM", "")
    return eigen or next((pad for naam in CHROMIUM_NAMEN if (pad := shutil.which(naam))), "")


def zorg_voor_chromium() -> str:
    """Return the browser for the browser tests, installed where that may; else say how."""
    pad = zoek_chromium()
    if not pad and installeer_met_apt(["chromium"]):
        pad = zoek_chromium()
    if not pad:
        schrijf_uit(
            "Let op: er is geen Chromium, de browsertests worden overgeslagen; "
            f"installeer het met {apt_opdracht(['chromium'])}."
        )
    return pad


def eis_ruimte(plek: Path, megabytes: int) -> None:
    """Refuse to begin what would stop half-way on a full disk."""
    while not plek.exists():
        plek = plek.parent
    vrij = shutil.disk_usage(plek).free // MB
    if vrij < megabytes:
        raise StartFout(
            f"Er is te weinig schijfruimte in {plek}: {vrij} MB vrij en {megabytes} MB nodig; maak ruimte "
            "(`df -h` laat zien waar) of zet de gegevens elders met `SWV_DATA=/andere/map ./dev start`."
        )


def poort_vrij(poort: int) -> bool:
    """Return whether a server can listen on this port of 127.0.0.1."""
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", poort))
        except PermissionError as e:
            raise StartFout(
                f"Poort {poort} mag alleen door root worden gebruikt: kies een hogere, "
                f"bijvoorbeeld `./dev start --poort {poort + 8000}`."
            ) from e
        except OSError:
            return False
    return True


def eis_poort(poort: int) -> None:
    """Say which port is free when this one is taken."""
    if not poort_vrij(poort):
        vrij = next((p for p in range(poort + 1, min(poort + 100, 65536)) if poort_vrij(p)), 8000)
        raise StartFout(
            f"Poort {poort} is al in gebruik door een ander programma: kies een andere, "
            f"bijvoorbeeld `./dev start --poort {vrij}`."
        )
