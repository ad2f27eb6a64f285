"""`./dev check`: exactly what CI checks, every check run, each with one line."""

import os
import re
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from swv.deploy.mappen import PROJECT
from swv.deploy.processen import StartFout, schrijf_uit
from swv.deploy.servers import start_servers

PY = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]
CONTROLES: dict[str, list[str]] = {
    "opmaak": [*PY, "ruff", "format", "--check", "."],
    "lint": [*PY, "ruff", "check", "."],
    "sjablonen, opmaak": [*PY, "djlint", "templates", "--check"],
    "sjablonen, lint": [*PY, "djlint", "templates", "--lint", "--quiet"],
    "importcontracten": [str(Path(sys.executable).with_name("lint-imports"))],
    "migraties": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "productie-instellingen": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "statusdiagrammen": [*MANAGE, "statusdiagram", "--check"],
    "typen": [*PY, "mypy"],
}


def slotbestanden_fouten(project: Path = PROJECT) -> list[str]:
    """Return what is wrong with the lock files: an address of an index, or two that disagree."""
    fouten = []
    for pad in project.glob("requirements*.lock"):
        if re.search(r"https?://|^--(extra-)?index-url", pad.read_text("utf-8"), re.M):
            fouten.append(f"{pad.name} noemt een adres.")
    basis, ontwikkel = (
        _vastgelegd(project / naam) for naam in ("requirements.lock", "requirements-dev.lock")
    )
    verschil = sorted(naam for naam, versie in basis.items() if ontwikkel.get(naam) != versie)
    if verschil:
        fouten.append(f"requirements-dev.lock wijkt af van requirements.lock: {', '.join(verschil)}.")
    return fouten


def _vastgelegd(pad: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", pad.read_text("utf-8"), re.M))


def _productie(data: str) -> dict[str, str]:
    """Return an environment as in production: check --deploy judges that, not the demo."""
    weg = {"SWV_DEMO", "DEBUG", "HTTPS"}
    rest = {naam: waarde for naam, waarde in os.environ.items() if naam not in weg}
    return {**rest, "SECRET_KEY": secrets.token_urlsafe(60), "SWV_DATA": data, "ALLOWED_HOSTS": "swv.example"}


def _meld(naam: str, fout: str) -> bool:
    schrijf_uit(f"{'fout' if fout else 'goed'}  {naam}")
    if fout:
        schrijf_uit(fout)
    return not fout


def _draai(naam: str, opdracht: list[str], env: dict[str, str]) -> bool:
    klaar = subprocess.run(opdracht, cwd=PROJECT, env=env, capture_output=True, text=True)
    return _meld(naam, (klaar.stdout + klaar.stderr).strip() or "mislukt" if klaar.returncode else "")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="swv-check-") as tijdelijk:
        servers = start_servers(Path(tijdelijk), duurzaam=False)
        try:
            env = _productie(tijdelijk)
            servers.zet_in(env)
            uitslagen = [_draai(naam, opdracht, env) for naam, opdracht in CONTROLES.items()]
        finally:
            servers.stop()
    uitslagen.append(_meld("slotbestanden", "\n".join(slotbestanden_fouten())))
    fouten = uitslagen.count(False)
    schrijf_uit(f"{len(uitslagen) - fouten} goed, {fouten} fout")
    return 1 if fouten else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except StartFout as e:
        sys.exit(str(e))
