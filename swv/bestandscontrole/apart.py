"""Run the check in a child with limits: a file that breaks a parser cannot break the web process."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from swv.bestandscontrole.weigering import BestandGeweigerd

MAX_WACHT = 28  # a web process gives a request 30 seconds
PROJECT = Path(__file__).resolve().parent.parent.parent
NIET_TE_CONTROLEREN = (
    "Wij konden dit bestand niet controleren; het is te groot of te ingewikkeld. "
    "Sla het op als een eenvoudige pdf en voeg die toe."
)


@dataclass(frozen=True)
class Uitslag:
    """What the child found; `vervangen` says that the cleaned picture lies at the second path."""

    naam: str
    inhoudstype: str
    vervangen: bool
    bsn: tuple[str, ...]


def controleer_apart(pad: Path, uit: Path, naam: str, *, max_bytes: int) -> Uitslag:
    """Check the file at `pad`; raises `BestandGeweigerd`, also when the child dies or takes too long."""
    vraag = {"pad": str(pad), "uit": str(uit), "naam": naam, "max_bytes": max_bytes}
    regels = _vraag(json.dumps(vraag))
    if not regels:
        raise BestandGeweigerd(NIET_TE_CONTROLEREN)
    oordeel = regels[0]
    if "geweigerd" in oordeel:
        raise BestandGeweigerd(oordeel["geweigerd"])
    bsn = tuple(regels[1]["bsn"]) if len(regels) > 1 else ()
    return Uitslag(oordeel["naam"], oordeel["inhoudstype"], oordeel["vervangen"], bsn)


def _vraag(vraag: str) -> list[dict]:
    """The lines of the child's answer; what it wrote before it died counts."""
    geerfd = {naam: os.environ[naam] for naam in ("PATH", "LD_LIBRARY_PATH") if naam in os.environ}
    omgeving = geerfd | {"PYTHONPATH": str(PROJECT), "LANG": "C.UTF-8"}  # no secrets for the child
    opdracht = [sys.executable, "-m", "swv.bestandscontrole"]
    try:
        klaar = subprocess.run(
            opdracht,
            input=vraag,
            capture_output=True,
            text=True,
            timeout=MAX_WACHT,
            env=omgeving,
            check=False,
        )
        uitvoer = klaar.stdout
    except subprocess.TimeoutExpired as fout:
        uitvoer = (fout.stdout or b"").decode() if isinstance(fout.stdout, bytes) else fout.stdout or ""
    return [json.loads(regel) for regel in uitvoer.splitlines() if regel.endswith("}")]
