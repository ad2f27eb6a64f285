"""Folders of one installation and the lock that keeps two runs out of the same data."""

import fcntl
import json
import os
import tempfile
import threading
from pathlib import Path
from types import TracebackType

MAX_SOCKET = 103  # bytes of a socket path: macOS allows 104 with its closing zero, Linux 108
PROJECT = Path(__file__).resolve().parents[2]


def data_map() -> Path:
    """Return SWV_DATA (default .swv in the checkout), made with mode 0700."""
    pad = Path(os.environ.get("SWV_DATA") or PROJECT / ".swv").resolve()
    pad.mkdir(mode=0o700, parents=True, exist_ok=True)
    return pad


def plek_elders(koppeling: Path, onder: Path) -> Path:
    """Return the folder that `koppeling` points to; make a private one below `onder` when there is none."""
    doel = koppeling.resolve()
    if koppeling.is_symlink() and doel.is_dir() and doel.stat().st_uid == os.geteuid():
        return doel
    koppeling.unlink(missing_ok=True)
    doel = Path(tempfile.mkdtemp(prefix="swv-", dir=onder))
    koppeling.symlink_to(doel)
    return doel


def korte_map(pad: Path) -> Path:
    """Return `pad`, or a folder with a short name elsewhere when a socket in `pad` would be too long."""
    if len(os.fsencode(pad / ".s.PGSQL.5432")) <= MAX_SOCKET:
        pad.mkdir(mode=0o700, parents=True, exist_ok=True)
        return pad
    onder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    bruikbaar = onder.is_absolute() and os.access(onder, os.W_OK) and len(os.fsencode(onder)) < 60
    pad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return plek_elders(pad.with_name(pad.name + "-kort"), onder if bruikbaar else Path("/tmp"))  # noqa: S108


class Slot:
    """An exclusive lock on a data folder, with what its holder wants to tell others.

    The postmaster inherits the lock, so it is only free when nothing uses the data any more.
    """

    def __init__(self, basis: Path) -> None:
        self.pad = basis / "slot"
        self.toestand_pad = basis / "lopend.json"
        self.fd = -1

    def neem(self) -> bool:
        """Try to take the lock; return whether we have it now."""
        self.fd = os.open(self.pad, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self.fd)
            self.fd = -1
            return False
        self.toestand_pad.unlink(missing_ok=True)
        return True

    def neem_binnen(self, seconden: float) -> bool:
        """Try for `seconden`: a run that was killed needs a moment to let go of its data."""
        pauze = threading.Event()
        for _ in range(int(seconden / 0.1)):
            if self.neem():
                return True
            pauze.wait(0.1)
        return self.neem()

    def houder(self) -> dict[str, str]:
        """Return what the present holder tells, or nothing when the lock is free."""
        if self.neem():
            self.geef_vrij()
            return {}
        return self.toestand()

    def meld(self, **toestand: object) -> None:
        """Tell others what runs here."""
        nieuw = self.toestand_pad.with_suffix(".nieuw")
        nieuw.write_text(json.dumps({"pid": os.getpid(), **toestand}))
        nieuw.replace(self.toestand_pad)

    def toestand(self) -> dict[str, str]:
        """Return what the holder tells, or nothing when it is no longer alive."""
        try:
            gelezen: dict[str, str] = json.loads(self.toestand_pad.read_text())
            os.kill(int(gelezen["pid"]), 0)
        except (OSError, ValueError, KeyError):
            return {}
        return gelezen

    def geef_vrij(self) -> None:
        if self.fd >= 0:
            self.toestand_pad.unlink(missing_ok=True)
            os.close(self.fd)
            self.fd = -1

    def __enter__(self) -> "Slot":
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.geef_vrij()
