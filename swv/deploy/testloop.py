"""`./dev test` and `./dev proef`: pytest in two rounds, and one last line that counts everything."""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from swv.deploy.mappen import PROJECT
from swv.deploy.processen import schrijf_uit

GEEN_TESTS = 5  # exit code of pytest when nothing was collected
BROWSER = ["-m", "e2e and not traag"]
RONDES = (["-m", "not e2e and not traag", "-n", "2"], BROWSER)


@dataclass
class Telling:
    """What came of the tests of one or more rounds."""

    geslaagd: int = 0
    mislukt: int = 0
    overgeslagen: int = 0

    def __add__(self, ander: "Telling") -> "Telling":
        return Telling(
            self.geslaagd + ander.geslaagd,
            self.mislukt + ander.mislukt,
            self.overgeslagen + ander.overgeslagen,
        )

    def zonder_overslaan(self) -> "Telling":
        """Return the count where a skip is a failure: in CI a browser must be there."""
        return Telling(self.geslaagd, self.mislukt + self.overgeslagen)

    def __str__(self) -> str:
        tekst = f"{self.geslaagd} passed, {self.mislukt} failed"
        return f"{tekst}, {self.overgeslagen} skipped" if self.overgeslagen else tekst


def tel(rapport: Path, code: int) -> Telling:
    """Count from the report; a run that broke off without a failed test counts as one failure."""
    telling = Telling()
    if rapport.is_file():
        for suite in ET.parse(rapport).iter("testsuite"):  # noqa: S314 - our own file
            mislukt = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            over = int(suite.get("skipped", 0))
            telling += Telling(int(suite.get("tests", 0)) - mislukt - over, mislukt, over)
    if code not in (0, GEEN_TESTS) and not telling.mislukt:
        telling.mislukt = 1
    return telling


def ronde(opties: list[str], rapport: Path) -> Telling:
    """Run pytest once; its output goes to the screen."""
    opdracht = [sys.executable, "-m", "pytest", *opties, f"--junitxml={rapport}", "-rs"]
    telling = tel(rapport, subprocess.run(opdracht, cwd=PROJECT).returncode)
    if opties == BROWSER and os.environ.get("REQUIRE_BROWSER") == "1":
        return telling.zonder_overslaan()
    return telling


def main(argumenten: list[str]) -> int:
    soort, *rest = argumenten
    if os.environ.get("CI") == "true":
        os.environ["REQUIRE_BROWSER"] = "1"  # a skip for want of a browser is a failure here
    if soort == "proef":
        rondes: list[list[str]] = [["-m", "traag", f"tests/proeven/{rest[0]}.py"]]
    else:
        rondes = [rest] if rest else [list(opties) for opties in RONDES]
    with tempfile.TemporaryDirectory() as tijdelijk:
        totaal = Telling()
        for nummer, opties in enumerate(rondes):
            totaal += ronde(opties, Path(tijdelijk, f"{nummer}.xml"))
    schrijf_uit(str(totaal))
    return 1 if totaal.mislukt or not totaal.geslaagd else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
