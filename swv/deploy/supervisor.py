"""`./dev start`: servers, database, web, worker and beat as one program that leaves nothing behind.

Run as `python -m swv.deploy.supervisor` by the Python of .venv; it imports no Django, so it stays small.
"""

import argparse
import json
import signal
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import NoReturn

from swv.deploy.mappen import PROJECT, Slot, data_map
from swv.deploy.omgeving import (
    PROFIELEN,
    Keuze,
    bepaal_keuze,
    bewaar_keuze,
    lees_keuze,
    omgeving,
    tabellen_actueel,
    tabellen_bijgewerkt,
)
from swv.deploy.processen import Kind, StartFout, in_een_zin, schrijf_uit, start, stop_alle
from swv.deploy.servers import Servers, start_servers
from swv.deploy.systeem import eis_poort, eis_ruimte
from swv.namen import namen_van, vul
from swv.profielen import lees
from swv.rollen import DEMOWACHTWOORD, ROLLEN

RUIMTE_MB = 300
WEBTIJD = 180.0
KIJKTIJD = 0.2
LOKAAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy
HERSTARTS = 3  # so often a part that ends by itself is begun again; then something is wrong that stays
LOSLAATTIJD = 20.0  # a run that was killed lets go of its data within this time


STOPSIGNALEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Gestopt(Exception):
    """Ctrl-C, SIGTERM or SIGHUP was seen at a point where it is safe to stop."""


class Stopwens:
    """What a stop signal leaves behind: a wish, that the run itself looks at between its steps.

    A handler that raises would interrupt anything, such as Popen.poll with its lock taken: that child could
    never be waited for again.
    """

    def __init__(self) -> None:
        self.er = False
        for nummer in STOPSIGNALEN:  # explicitly: a background job of a shell starts with SIGINT ignored
            signal.signal(nummer, self._bewaar)

    def _bewaar(self, _nummer: int, _frame: FrameType | None) -> None:
        self.er = True

    def eis_geen(self) -> None:
        """Raise Gestopt when somebody wants the run to end."""
        if self.er:
            raise Gestopt


class Loop:
    """One run of the product, from the lock on its data to the last process."""

    def __init__(self, data: Path, keuze: Keuze, poort: int, slot: Slot, wens: Stopwens) -> None:
        self.data, self.keuze, self.poort, self.slot, self.wens = data, keuze, poort, slot, wens
        self.url = f"http://127.0.0.1:{poort}"
        self.servers = Servers("", "")
        self.omgeving: dict[str, str] = {}
        self.kinderen: list[Kind] = []
        self.herstarts: Counter[str] = Counter()

    def begin(self) -> None:
        """Start everything; return when a person can log in."""
        self.servers = start_servers(self.data, slot_fd=self.slot.fd)
        self.wens.eis_geen()
        self.omgeving = omgeving(self.data, self.servers, self.keuze, url=self.url)
        self.slot.meld(
            soort="start",
            url=self.url,
            database_url=self.servers.database_url,
            redis_url=self.servers.redis_url,
        )
        if not self._is_ingericht():
            self._richt_in()
        self._start("web")
        self._start("worker")
        self._wacht_op_web()
        self._start("beat")  # nobody waits for it, and on two cores it would slow down the others

    def _start(self, naam: str) -> None:
        log, opdracht = self.data / "log" / f"{naam}.log", self._opdrachten()[naam]
        self.kinderen.append(start(naam, opdracht, log=log, env=self.omgeving, cwd=PROJECT))

    def _richt_in(self) -> None:
        """Migrate and, on the first run, load profile, schools and demo data."""
        leeg = ["--leeg"] if self.keuze.leeg else []
        opdracht = [sys.executable, str(PROJECT / "manage.py"), "inrichten", "--swv", self.keuze.swv, *leeg]
        kind = start("inrichten", opdracht, log=None, env=self.omgeving, cwd=PROJECT)
        self.kinderen.append(kind)
        while not kind.wacht(KIJKTIJD):
            self.wens.eis_geen()
        if kind.proces.returncode:
            raise StartFout("Het inrichten is niet gelukt; de melding staat hierboven.")
        self.kinderen.remove(kind)
        bewaar_keuze(self.data, self.keuze)
        tabellen_bijgewerkt(self.data)

    def _is_ingericht(self) -> bool:
        """Whether an earlier run filled the embedded database and nothing about its tables has changed."""
        gevuld = self.servers.met_eigen_postgres() and lees_keuze(self.data) is not None
        return gevuld and tabellen_actueel(self.data)

    def _opdrachten(self) -> dict[str, list[str]]:
        python = sys.executable
        celery = [python, "-m", "celery", "-A", "swv", "--quiet"]
        web = [python, "-m", "gunicorn", "swv.wsgi", "--bind", f"127.0.0.1:{self.poort}", "--workers", "2"]
        return {
            "web": [*web, "--preload", "--graceful-timeout", "3", "--no-control-socket"],
            "worker": [*celery, "worker", "--concurrency", "1", "--loglevel", "INFO"],
            "beat": [
                *celery,
                "beat",
                "--schedule",
                str(self.data / "beat"),
                "--pidfile",
                "",
                "--loglevel",
                "WARNING",
            ],
        }

    def _wacht_op_web(self) -> None:
        """Wait until /gezond/ says that database, broker and worker answer, then warm the login page."""
        einde = time.monotonic() + WEBTIJD
        stand: dict[str, object] = {}
        while not stand.get("gezond"):
            if time.monotonic() > einde:
                raise StartFout(
                    f"Het product antwoordt niet binnen {WEBTIJD:.0f} seconden ({stand}); zie {self.data}/log."
                )
            self.wens.eis_geen()
            self._eis_alles_leeft()
            self.kinderen[0].wacht(KIJKTIJD)
            stand = haal_stand(self.url)
        try:
            LOKAAL.open(self.url + "/", timeout=30).close()
        except urllib.error.HTTPError as e:
            schrijf_uit(f"Let op: de beginpagina antwoordt met code {e.code}; zie {self.data}/log/web.log.")

    def _eis_alles_leeft(self) -> None:
        for kind in [*self.servers.kinderen, *self.kinderen]:
            if not kind.leeft():
                regels = kind.laatste_regels()
                raise StartFout(
                    f"{regels}\nHet onderdeel {kind.naam} is gestopt; zijn logboek {kind.log} eindigt zo."
                )

    def bewaak(self) -> None:
        """Look at the children until somebody wants to stop, or one of them keeps ending."""
        while True:
            self.wens.eis_geen()
            self._herstart_wat_stopte()
            self._eis_alles_leeft()
            time.sleep(KIJKTIJD)  # bounded, so a signal just before it is seen too

    def _herstart_wat_stopte(self) -> None:
        """Begin web, worker or beat again when it ended by itself; work that it had lies in the database."""
        for kind in [k for k in self.kinderen if not k.leeft() and self.herstarts[k.naam] < HERSTARTS]:
            self.herstarts[kind.naam] += 1
            schrijf_uit(
                f"Het onderdeel {kind.naam} is gestopt en begint opnieuw; zijn logboek is {kind.log}."
            )
            self.kinderen.remove(kind)
            self._start(kind.naam)

    def stop(self) -> None:
        """Stop beat, worker and web together, then the servers in reverse order."""
        for kind in reversed(self.kinderen):
            kind.vraag_stop()
        stop_alle(self.kinderen)
        self.servers.stop()

    def groet(self) -> None:
        """Say where the product is and who can log in."""
        woorden = namen_van(lees(self.keuze.swv).instellingen)
        regels = [f"  {rol.code:<16}{vul(rol.naamvorm, woorden)}" for rol in ROLLEN.values()]
        regels += [
            "  school2         Een andere school",
            "  collega         Een collega op de school van `school`",
        ]
        regels += ["  deskundige2     Een tweede deskundige"]
        schrijf_uit(f"\nKlaar: {self.url}\n\nDemogebruikers, alle met het wachtwoord {DEMOWACHTWOORD}:")
        schrijf_uit("\n".join(regels))
        schrijf_uit(f"\nLogboeken: {self.data / 'log'}. Stoppen: Ctrl-C.")


def haal_stand(url: str) -> dict[str, object]:
    """Ask /gezond/; an empty answer means that nobody listens yet."""
    try:
        with LOKAAL.open(url + "/gezond/", timeout=10) as antwoord:
            return {**json.load(antwoord), "gezond": True}
    except urllib.error.HTTPError as e:
        return dict(json.load(e)) if e.code == 503 else {"status": e.code}
    except (OSError, ValueError):
        return {}


def weiger_tweede(houder: dict[str, str]) -> None:
    if houder.get("soort") == "start":
        raise StartFout(f"Het product draait al op {houder['url']}.")


def neem_slot(data: Path, slot: Slot, wens: Stopwens) -> None:
    """Take the data folder, or say who has it; what a killed run left gets a moment to let go."""
    einde = time.monotonic() + LOSLAATTIJD
    while not slot.neem_binnen(KIJKTIJD):
        wens.eis_geen()
        weiger_tweede(slot.toestand())
        if time.monotonic() > einde:
            raise StartFout(
                f"De gegevens in {data} zijn nog in gebruik door `./dev manage`: wacht tot dat klaar is."
            )


class Opties(argparse.ArgumentParser):
    """A wrong option is one Dutch sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(
            2,
            f"Een optie bestaat niet of heeft een verkeerde waarde ({message}); zie `{self.prog} --help`.\n",
        )


def lees_argumenten(argumenten: list[str]) -> argparse.Namespace:
    parser = Opties(prog="./dev start", description="Start het product op deze computer.")
    parser.add_argument("--poort", default="8000", help="poort op 127.0.0.1 (standaard 8000)")
    parser.add_argument("--swv", help=f"samenwerkingsverband: {', '.join(PROFIELEN)} (standaard vo2001)")
    parser.add_argument("--leeg", action="store_true", help="zonder demogegevens")
    keuze = parser.parse_args(argumenten)
    if not keuze.poort.isdecimal() or not 0 < int(keuze.poort) < 65536:
        parser.error("--poort moet een getal van 1 tot en met 65535 zijn")
    if keuze.swv and keuze.swv not in PROFIELEN:
        parser.error(f"--swv moet een van {', '.join(PROFIELEN)} zijn")
    keuze.poort = int(keuze.poort)
    return keuze


def controleer(argumenten: argparse.Namespace) -> tuple[Path, Keuze]:
    """Check what can be checked before anything is installed or started."""
    data = data_map()
    weiger_tweede(Slot(data).houder())
    keuze = bepaal_keuze(data, swv=argumenten.swv, leeg=argumenten.leeg)
    eis_poort(argumenten.poort)
    eis_ruimte(data, RUIMTE_MB)
    return data, keuze


def main(argumenten: list[str]) -> int:
    """Run until Ctrl-C (code 0) or until something fails (code 1)."""
    wens = Stopwens()
    gekozen = lees_argumenten(argumenten)
    try:
        data, keuze = controleer(gekozen)
        with Slot(data) as slot:
            neem_slot(data, slot, wens)
            loop = Loop(data, keuze, gekozen.poort, slot, wens)
            try:
                loop.begin()
                loop.groet()
                loop.bewaak()
            finally:
                loop.stop()
    except Gestopt:
        schrijf_uit("\nGestopt.")
        return 0
    except StartFout as e:
        schrijf_uit(str(e), sys.stderr)
        return 1
    except OSError as e:
        schrijf_uit(in_een_zin(e), sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
