"""Pytest plugin (-p tests.proefservers): throw-away PostgreSQL and Valkey for one run.

They start before pytest-django reads the settings; xdist workers inherit the addresses.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from swv.deploy.mappen import Slot
from swv.deploy.servers import Servers, start_servers

VOORVOEGSEL = "swv-proef-"
_lopend: list[tuple[Servers, Slot, Path]] = []


def _ruim_oude_mappen_op() -> None:
    """Remove what a killed run left behind; a folder whose lock is held is still in use."""
    for pad in Path(tempfile.gettempdir()).glob(f"{VOORVOEGSEL}*"):
        with Slot(pad) as slot:
            if pad.stat().st_uid == os.geteuid() and slot.pad.exists() and slot.neem():
                _verwijder(pad)


def _verwijder(pad: Path) -> None:
    elders = pad / "pg-niemand"
    if elders.is_symlink():
        shutil.rmtree(elders.resolve(), ignore_errors=True)
    shutil.rmtree(pad, ignore_errors=True)


def _start() -> None:
    _ruim_oude_mappen_op()
    pad = Path(tempfile.mkdtemp(prefix=VOORVOEGSEL))
    slot = Slot(pad)
    slot.neem()
    servers = start_servers(pad, duurzaam=False, slot_fd=slot.fd)
    servers.zet_in(os.environ)
    os.environ.setdefault("SWV_DATA", str(pad / "data"))
    Path(os.environ["SWV_DATA"], "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns without it
    _lopend.append((servers, slot, pad))
    atexit.register(_stop)


def _stop() -> None:
    while _lopend:
        servers, slot, pad = _lopend.pop()
        servers.stop()
        slot.geef_vrij()
        _verwijder(pad)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(args: list[str]) -> Generator[None, object, object]:
    """Run before every plain implementation of this hook, pytest-django's among them."""
    os.environ.setdefault("SECRET_KEY", "alleen-voor-tests-en-nergens-anders-gebruikt-0123456789")
    os.environ.setdefault(
        "HTTPS", "0"
    )  # the test client speaks http; the settings under https have own tests
    os.environ.setdefault("FAIL_INVALID_TEMPLATE_VARS", "true")  # pytest-django: an undefined variable fails
    bezig = "PYTEST_XDIST_WORKER" in os.environ
    if not bezig and not {"-h", "--help", "--version", "-V"} & set(args):
        _start()
    return (yield)


def pytest_unconfigure() -> None:
    _stop()
