"""The style sheets of NL Design System, fetched by npm into SWV_DATA/vendor/nlds.

Without them the product works on its own style sheet, so nothing here stops a start.
"""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from swv.deploy.installatie import VENV, installeer_pakketten
from swv.deploy.mappen import PROJECT
from swv.deploy.processen import StartFout, schrijf_uit

BESTANDEN = {
    "node_modules/@utrecht/component-library-css/dist/index.css": "componenten.css",
    "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css": "voorbeeld.css",
}
NPM = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
OVERGESLAGEN = (
    "Let op: de stijl van NL Design System kon niet worden opgehaald ({reden}); het product gebruikt zijn eigen stijl "
    "en probeert het bij de volgende start opnieuw."
)


def zorg_voor_vormgeving(data: Path) -> None:
    """Fetch the style sheets once per package-lock.json."""
    doel = data / "vendor" / "nlds"
    stempel = doel / ".package-lock.sha256"
    vingerafdruk = hashlib.sha256((PROJECT / "package-lock.json").read_bytes()).hexdigest()
    if stempel.is_file() and stempel.read_text() == vingerafdruk:
        return
    schrijf_uit("Haalt de stijl van NL Design System op met npm …")
    try:
        _haal_op(doel, data)
    except (StartFout, OSError, subprocess.TimeoutExpired) as e:
        schrijf_uit(OVERGESLAGEN.format(reden=str(e).rstrip(".")))
        return
    stempel.write_text(vingerafdruk)


def _haal_op(doel: Path, data: Path) -> None:
    """Run npm in a folder of its own, so that the checkout stays clean, and keep two files."""
    with tempfile.TemporaryDirectory(prefix="npm-", dir=data) as tijdelijk:
        werk = Path(tijdelijk)
        for naam in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(PROJECT / naam, werk)
        klaar = subprocess.run(
            [*_zoek_npm(), *NPM],
            cwd=werk,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=300,
        )
        if klaar.returncode:
            regels = klaar.stderr.strip().splitlines()
            raise StartFout(regels[0] if regels else f"npm eindigde met code {klaar.returncode}")
        doel.mkdir(parents=True, exist_ok=True)
        for bron, naam in BESTANDEN.items():
            shutil.copy(werk / bron, doel / naam)


def _zoek_npm() -> list[str]:
    """Return npm of the system, or else of a wheel that we install for it."""
    systeem = shutil.which("npm")
    if systeem and subprocess.run([systeem, "--version"], capture_output=True).returncode == 0:
        return [systeem]
    eigen = VENV / "bin" / "npm"
    if not eigen.exists():
        installeer_pakketten(PROJECT / "swv" / "deploy" / "nodejs.lock")
    return [str(eigen)]
