"""Child processes that never outlive their parent."""

import contextlib
import ctypes
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
STOPTIJD = 15.0
MAX_LOG = 20 * 1024 * 1024


class StartFout(Exception):
    """Something a person can mend; its text is one Dutch sentence that says what is wrong and what to do."""


def in_een_zin(fout: OSError) -> str:
    """Say what a person can do about an error of the file system."""
    plek = fout.filename or "het bestandssysteem"
    if fout.errno == errno.ENOSPC:
        return f"De schijf met {plek} is vol: maak ruimte (`df -h` laat zien waar) en start opnieuw."
    if isinstance(fout, PermissionError):
        return (
            f"Geen toegang tot {plek}: is het product eerder door een andere gebruiker gestart, "
            'geef de bestanden dan terug met `sudo chown -R "$USER" .venv .swv`.'
        )
    return f"{plek} werkt niet: {fout.strerror or fout}."


@dataclass
class Kind:
    """A running child process with the way it wants to be stopped."""

    naam: str
    proces: subprocess.Popen[bytes]
    log: Path | None
    stopsignaal: signal.Signals = signal.SIGTERM

    def leeft(self) -> bool:
        return self.proces.poll() is None

    def wacht(self, seconden: float) -> bool:
        """Wait at most `seconden`; return whether the child has ended."""
        try:
            self.proces.wait(seconden)
        except subprocess.TimeoutExpired:
            return False
        return True

    def vraag_stop(self) -> None:
        if self.leeft():
            self.proces.send_signal(self.stopsignaal)

    def stop(self, seconden: float = STOPTIJD) -> None:
        """Ask the child to stop; kill its whole group when it has not done so in time."""
        self.vraag_stop()
        if not self.wacht(seconden):
            self._dood_groep()
            self.proces.wait()

    def _dood_groep(self) -> None:
        try:
            os.killpg(self.proces.pid, signal.SIGKILL)
        except ProcessLookupError:
            self.proces.kill()

    def laatste_regels(self, aantal: int = 20) -> str:
        """Return the end of the log, to show a person why the child ended."""
        if self.log is None or not self.log.is_file():
            return ""
        regels = self.log.read_text("utf-8", "replace").splitlines()
        return "\n".join(regels[-aantal:])


def sterf_met_ouder(stopsignaal: signal.Signals) -> Callable[[], None] | None:
    """Return what the child must do before exec so that it ends when its parent is killed (Linux only).

    Pass the result as `preexec_fn` from the main thread: the kernel counts the death of the thread that forked.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    ouder = os.getpid()

    def _bind() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(stopsignaal))
        if os.getppid() != ouder:  # the parent died before prctl
            os._exit(1)

    return _bind


def start(
    naam: str,
    opdracht: Sequence[str | Path],
    *,
    log: Path | None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stopsignaal: signal.Signals = signal.SIGTERM,
    uid: int | None = None,
    pass_fds: Sequence[int] = (),
) -> Kind:
    """Start a child in its own process group (Ctrl-C reaches only us), logging to `log` or else to our output."""
    with contextlib.ExitStack() as stapel:
        uitvoer = None
        if log:
            log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if log.is_file() and log.stat().st_size > MAX_LOG:
                log.replace(log.with_suffix(".oud.log"))
            uitvoer = stapel.enter_context(log.open("ab"))
        proces = subprocess.Popen(
            [str(deel) for deel in opdracht],
            stdin=subprocess.DEVNULL,
            stdout=uitvoer,
            stderr=subprocess.STDOUT if log else None,
            env=None if env is None else dict(env),
            cwd=cwd,
            process_group=0,
            pass_fds=tuple(pass_fds),
            preexec_fn=sterf_met_ouder(stopsignaal),
            **als_gebruiker(uid),
        )
    return Kind(naam, proces, log, stopsignaal)


def als_gebruiker(uid: int | None) -> dict[str, Any]:
    """Return the arguments of Popen that make a child run as `uid`."""
    return {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}


def stop_alle(kinderen: Sequence[Kind]) -> None:
    """Stop children in reverse order of their start, each with its own signal and deadline."""
    for kind in reversed(kinderen):
        kind.stop()


def voer_uit(opdracht: Sequence[str | Path], *, fout: str, uid: int | None = None, invoer: str = "") -> str:
    """Run a short helper to its end; raise StartFout with `fout` and its last words when it fails."""
    try:
        klaar: subprocess.CompletedProcess[str] = subprocess.run(
            [str(deel) for deel in opdracht],
            input=invoer,
            capture_output=True,
            text=True,
            **als_gebruiker(uid),
        )
    except OSError as e:
        raise StartFout(f"{fout}: {e.strerror}.") from e
    if klaar.returncode:
        woorden = (klaar.stderr or klaar.stdout).strip().splitlines()
        raise StartFout(f"{fout}: {woorden[-1] if woorden else f'code {klaar.returncode}'}")
    return klaar.stdout


def schrijf_uit(tekst: str, naar: IO[str] | None = None) -> None:
    """Print a line at once, also when the output is a pipe."""
    print(tekst, file=naar or sys.stdout, flush=True)
