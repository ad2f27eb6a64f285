"""What every test stands on: a cast of three, a fixed clock on request, no network, strict templates.

Undefined template variables fail (pytest-django, switched on in tests/proefservers.py). Sockets to the
outside are closed; unix sockets (PostgreSQL, Valkey) stay open and an e2e test may reach this machine.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
import pytest_socket
import time_machine
from django.conf import settings
from django.core.cache import cache, caches
from django.test import Client

from swv import opdrachten
from swv.klok import nu
from swv.models import Gebruiker, Opdracht, School
from tests.factories import GebruikerFactory, SchoolFactory

MAX_OPDRACHTEN = 50


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("e2e"):
        pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    else:
        pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture(autouse=True, scope="session")
def _snelle_instellingen() -> Iterator[None]:
    """A cheap hasher, a cache of this process alone (workers share one Valkey), and every query counted."""
    with pytest.MonkeyPatch.context() as mp:
        mp.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        mp.setitem(settings.CACHES["default"], "BACKEND", "django.core.cache.backends.locmem.LocMemCache")
        mp.setattr("swv.cache.MINUUT", 0)
        if caches.all(initialized_only=True):
            del caches["default"]
        yield


@pytest.fixture(autouse=True)
def _lege_cache() -> None:
    cache.clear()


@dataclass(frozen=True)
class Spelers:
    """The cast of three: a school, another school, and someone of the SWV."""

    school: School
    andere_school: School
    coordinator_school: Gebruiker
    buitenstaander: Gebruiker
    medewerker: Gebruiker


@pytest.fixture
def spelers(db: None) -> Spelers:
    school, andere = SchoolFactory(), SchoolFactory()
    return Spelers(
        school=school,
        andere_school=andere,
        coordinator_school=GebruikerFactory(rol="school", school=school),
        buitenstaander=GebruikerFactory(rol="school", school=andere),
        medewerker=GebruikerFactory(rol="administratie"),
    )


@pytest.fixture
def als() -> Callable[[Gebruiker], Client]:
    """Return a client that is logged in as this user, past the second factor."""

    def maak(gebruiker: Gebruiker, **opties: Any) -> Client:
        client = Client(**opties)
        client.force_login(gebruiker, backend="swv.aanmelden.Aanmeldbackend")
        sessie = client.session
        sessie["tweede_factor"] = True
        sessie.save()
        return client

    return maak


@pytest.fixture
def op_moment() -> Callable[[datetime], AbstractContextManager[Any]]:
    """Freeze the clock: `with op_moment(datetime(2026, 11, 2, 9, tzinfo=UTC)): …`."""
    return lambda moment: time_machine.travel(moment, tick=False)


@pytest.fixture
def voer_opdrachten_uit(db: None) -> Callable[[], int]:
    """Carry out every waiting job here and now, also those that other jobs place; returns how many."""

    def voer_uit() -> int:
        klaar = 0
        for _ in range(MAX_OPDRACHTEN):
            Opdracht.objects.wachtend().update(niet_voor=nu())
            nummers = list(Opdracht.objects.wachtend().order_by("id").values_list("pk", flat=True))
            gedaan = sum(opdrachten.voer_uit(nummer) for nummer in nummers)
            klaar += gedaan
            if not gedaan:
                return klaar
        raise AssertionError("jobs keep placing jobs")

    return voer_uit
