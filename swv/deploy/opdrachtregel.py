"""The sub-commands of `./dev`; runs on any fitting Python, before anything is installed."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from swv.deploy import supervisor
from swv.deploy.installatie import ONTWIKKEL, PYTHON, zorg_voor_omgeving
from swv.deploy.mappen import PROJECT
from swv.deploy.processen import StartFout, in_een_zin, schrijf_uit
from swv.deploy.systeem import zorg_voor_chromium, zorg_voor_pango

GEBRUIK = """Gebruik: ./dev OPDRACHT

  start [--poort N] [--swv vo2001|po2203|po2202] [--leeg]   start het product
  test [pad of pytest-optie …]                              alle tests, of alleen deze
  check                                                     opmaak, lint, typen, contracten, migraties, sjablonen
  manage OPDRACHT …                                         manage.py met de ingebouwde servers erbij
  bench [DEEL …]                                            de metingen naast elkaar, of alleen deze: paginas,
                                                            kengetallen, rapport, drukte, import, start
  proef NAAM                                                een lange proef uit tests/proeven/

Omgeving: SWV_DATA (map met gegevens, standaard .swv), DATABASE_URL en REDIS_URL (eigen servers)."""


def _word(module: str, argumenten: list[str]) -> int:
    """Go on as the Python of .venv: the same process, so that Ctrl-C and signals arrive there."""
    paden = [str(PROJECT), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(pad for pad in paden if pad)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-m", module, *argumenten])


def start(argumenten: list[str]) -> int:
    supervisor.controleer(supervisor.lees_argumenten(argumenten))
    zorg_voor_omgeving()
    zorg_voor_pango()
    return _word("swv.deploy.supervisor", argumenten)


def manage(argumenten: list[str]) -> int:
    zorg_voor_omgeving()
    return _word("swv.deploy.beheer", ["manage", *argumenten])


def bench(argumenten: list[str]) -> int:
    zorg_voor_omgeving(ONTWIKKEL)
    return _word("swv.deploy.beheer", ["bench", *argumenten])


def check(_argumenten: list[str]) -> int:
    zorg_voor_omgeving(ONTWIKKEL)
    return _word("swv.deploy.controle", [])


def test(argumenten: list[str]) -> int:
    zorg_voor_omgeving(ONTWIKKEL)
    zorg_voor_pango()
    os.environ["CHROMIUM"] = zorg_voor_chromium()
    return _word("swv.deploy.testloop", ["test", *argumenten])


def proef(argumenten: list[str]) -> int:
    proeven = sorted(pad.stem for pad in Path(PROJECT, "tests", "proeven").glob("[!_]*.py"))
    if len(argumenten) != 1 or argumenten[0] not in proeven:
        raise StartFout(f"Geef de naam van één proef: {', '.join(proeven) or 'er zijn er nog geen'}.")
    zorg_voor_omgeving(ONTWIKKEL)
    os.environ["CHROMIUM"] = zorg_voor_chromium()
    return _word("swv.deploy.testloop", ["proef", *argumenten])


OPDRACHTEN: dict[str, Callable[[list[str]], int]] = {
    "start": start,
    "test": test,
    "check": check,
    "manage": manage,
    "bench": bench,
    "proef": proef,
}


def main(argumenten: list[str]) -> int:
    """Carry out one sub-command; whatever a person can mend is one sentence and exit code 1."""
    if not argumenten or argumenten[0] not in OPDRACHTEN:
        schrijf_uit(GEBRUIK)
        return 0 if argumenten and argumenten[0] in ("-h", "--help", "help") else 2
    try:
        return OPDRACHTEN[argumenten[0]](argumenten[1:])
    except StartFout as e:
        schrijf_uit(str(e), sys.stderr)
        return 1
    except OSError as e:
        schrijf_uit(in_een_zin(e), sys.stderr)
        return 1
    except KeyboardInterrupt:
        schrijf_uit("\nGestopt.", sys.stderr)
        return 130
