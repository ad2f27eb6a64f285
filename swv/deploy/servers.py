"""The servers a run needs: those of the environment, and embedded ones for what is not given."""

import os
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

from swv.deploy.postgres import Postgres, Wijze
from swv.deploy.processen import Kind, stop_alle
from swv.deploy.valkey import Valkey


@dataclass
class Servers:
    """Running embedded servers and the addresses by which everything else finds them."""

    database_url: str
    redis_url: str
    kinderen: list[Kind] = field(default_factory=list)

    def zet_in(self, omgeving: MutableMapping[str, str]) -> None:
        omgeving["DATABASE_URL"] = self.database_url
        omgeving["REDIS_URL"] = self.redis_url

    def met_eigen_postgres(self) -> bool:
        """Whether the database is ours, and not one that DATABASE_URL names."""
        return any(kind.naam == "postgres" for kind in self.kinderen)

    def stop(self) -> None:
        stop_alle(self.kinderen)
        self.kinderen.clear()


def start_servers(
    basis: Path, *, duurzaam: bool = True, wijze: Wijze | None = None, slot_fd: int | None = None
) -> Servers:
    """Start PostgreSQL and Valkey below `basis`, except those that DATABASE_URL or REDIS_URL name.

    Call this from the main thread: the servers end with the thread that started them. Each inherits the lock
    `slot_fd`, so that a next run waits until the servers of a killed one have left their sockets and files.
    """
    pass_fds = () if slot_fd is None else (slot_fd,)
    servers = Servers(os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    try:
        if not servers.database_url:
            postgres = Postgres.in_map(basis, duurzaam=duurzaam, wijze=wijze)
            servers.kinderen.append(postgres.start(pass_fds=pass_fds))
            servers.database_url = postgres.url
        if not servers.redis_url:
            valkey = Valkey.in_map(basis, duurzaam=duurzaam)
            servers.kinderen.append(valkey.start(pass_fds=pass_fds))
            servers.redis_url = valkey.url
    except BaseException:
        servers.stop()
        raise
    return servers
