"""The check in a process of its own: `python -m swv.bestandscontrole`, request on stdin.

Limits come first, then the file is opened. Answers are lines of JSON: the verdict, then the places of
numbers that can be a BSN. The name of the file is never an argument: those are public.
"""

import json
import resource
import sys
from contextlib import suppress
from pathlib import Path

from swv.bestandscontrole import BestandGeweigerd, controleer
from swv.bsn import vind_bsn_in_bestand

GEHEUGEN = 2 * 1024**3
SECONDEN = 25


def beperk(max_bestand: int) -> None:
    """No more memory, time or disk than the largest legal file needs."""
    grenzen = (
        (resource.RLIMIT_AS, GEHEUGEN),
        (resource.RLIMIT_CPU, SECONDEN),
        (resource.RLIMIT_FSIZE, max_bestand),
        (resource.RLIMIT_CORE, 0),
    )
    for soort, grens in grenzen:
        with suppress(ValueError, OSError):  # macOS does not know them all
            resource.setrlimit(soort, (grens, grens))


def antwoord(gegevens: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(gegevens) + "\n")
    sys.stdout.flush()


def main() -> None:
    vraag = json.load(sys.stdin)
    beperk(10 * vraag["max_bytes"])
    pad = Path(vraag["pad"])
    with pad.open("rb") as stroom:
        try:
            controle = controleer(stroom, vraag["naam"], max_bytes=vraag["max_bytes"])
        except BestandGeweigerd as fout:
            antwoord({"geweigerd": fout.zin})
            return
        if controle.inhoud is not None:
            Path(vraag["uit"]).write_bytes(controle.inhoud)
        antwoord(
            {
                "naam": controle.naam,
                "inhoudstype": controle.soort.inhoudstype,
                "vervangen": controle.inhoud is not None,
            }
        )
        antwoord({"bsn": vind_bsn_in_bestand(stroom, controle.naam, controle.soort)})


if __name__ == "__main__":
    main()
