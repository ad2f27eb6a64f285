"""What every process of one installation gets to know, and the choices that stay with its data."""

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from swv.deploy.mappen import PROJECT
from swv.deploy.processen import StartFout
from swv.deploy.servers import Servers

PROFIELEN = ("vo2001", "po2203", "po2202")


@dataclass(frozen=True)
class Keuze:
    """For which SWV these data are, and whether they began empty."""

    swv: str
    leeg: bool


def lees_keuze(data: Path) -> Keuze | None:
    pad = data / "keuze.json"
    return Keuze(**json.loads(pad.read_text())) if pad.is_file() else None


def bepaal_keuze(data: Path, *, swv: str | None, leeg: bool) -> Keuze:
    """Take the choice of the first run; refuse another one, because an installation holds one SWV."""
    vast = lees_keuze(data)
    if vast is None:
        return Keuze(swv or PROFIELEN[0], leeg)
    if swv and swv != vast.swv:
        raise StartFout(
            f"In {data} staan de gegevens van {vast.swv.upper()}: geef een ander samenwerkingsverband een eigen map "
            f"met `SWV_DATA={data}-{swv} ./dev start --swv {swv}`."
        )
    if leeg and not vast.leeg:
        raise StartFout(
            f"In {data} staan al demogegevens: begin leeg in een eigen map "
            f"met `SWV_DATA={data}-leeg ./dev start --leeg`."
        )
    return vast


def bewaar_keuze(data: Path, keuze: Keuze) -> None:
    (data / "keuze.json").write_text(json.dumps(asdict(keuze)))


def _vingerafdruk() -> str:
    """Change with every migration, of ours or of a package."""
    som = hashlib.sha256((PROJECT / "requirements.lock").read_bytes())
    for pad in sorted(PROJECT.glob("*/migrations/*.py")):
        som.update(str(pad.relative_to(PROJECT)).encode() + pad.read_bytes())
    return som.hexdigest()


def tabellen_actueel(data: Path) -> bool:
    """Whether the embedded database has had all these migrations; saves a start of Django."""
    stempel = data / "tabellen.sha256"
    return stempel.is_file() and stempel.read_text() == _vingerafdruk()


def tabellen_bijgewerkt(data: Path) -> None:
    (data / "tabellen.sha256").write_text(_vingerafdruk())


def geheim(data: Path) -> str:
    """Return the SECRET_KEY of this installation, made once and readable by its owner only."""
    pad = data / "geheim"
    if not pad.is_file():
        fd = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "w") as bestand:
            bestand.write(secrets.token_urlsafe(50))
    return pad.read_text()


def omgeving(
    data: Path, servers: Servers, keuze: Keuze, *, url: str = "http://127.0.0.1:8000"
) -> dict[str, str]:
    """Return the environment of the product's processes; what the user has set himself stays."""
    (data / "static").mkdir(exist_ok=True)  # whitenoise warns when it is not there
    eigen = {
        "SWV_DATA": str(data),
        "SWV_PROFIEL": keuze.swv,
        "SWV_DEMO": "1",
        "SECRET_KEY": geheim(data),
        "BASIS_URL": url,
        "DJANGO_SETTINGS_MODULE": "swv.settings",
        "PYTHONUNBUFFERED": "1",
        **os.environ,
        "PYTHONPATH": str(PROJECT),
    }
    servers.zet_in(eigen)
    return eigen
