"""Broker and cache gone, restarted empty, or full: pages and logins go on, jobs wait (eisen.md R3)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from celery import Celery
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from swv import normen, opdrachten
from swv.cache import Cache
from swv.deploy.valkey import Valkey
from swv.klok import nu
from swv.models import KbDag, Opdracht
from swv.profielen import lees
from swv.profielen.laden import profiel_laden
from tests.factories import GebruikerFactory
from tests.swv import proefopdrachten
from tests.swv.test_aanmelden import log_in, met_tweede_factor, totp_code

NERGENS = "unix:///tmp/swv-bestaat-niet.sock"


@pytest.fixture
def dode_cache(settings: object) -> Iterator[None]:
    """Everything that uses the cache talks to a server that is not there."""
    settings.CACHES = {"default": {"BACKEND": "swv.cache.Cache", "LOCATION": NERGENS}}  # type: ignore[attr-defined]
    yield
    del caches["default"]


def test_zonder_server_is_niets_bekend_en_faalt_er_niets() -> None:
    cache = Cache(NERGENS, {})
    cache.set("a", 1)
    assert cache.get("a") is None
    assert cache.get("a", "anders") == "anders"
    assert cache.get_many(["a"]) == {}
    assert cache.add("a", 1) is True
    assert cache.delete("a") is False
    assert "a" not in cache


def test_met_server_werkt_het_gewoon(tmp_path: Path) -> None:
    kind = (server := Valkey.in_map(tmp_path, duurzaam=False)).start()
    try:
        cache = Cache(server.url, {})
        assert (cache.add("a", 1), cache.add("a", 2), cache.get("a")) == (True, False, 1)
        assert cache.get_many(["a"]) == {"a": 1}
        assert cache.delete("a") is True
    finally:
        kind.stop()


@pytest.mark.django_db
def test_inloggen_werkt_zonder_cache(dode_cache: None) -> None:
    GebruikerFactory(rol="school", username="ibr", email="ibr@proef.invalid")
    client = Client()
    assert log_in(client, "ibr", "verkeerd").status_code == 200
    assert log_in(client, "ibr").headers["Location"] == reverse("start")
    assert client.get(reverse("start")).status_code == 200
    client.post(reverse("account_reset_password"), {"email": "ibr@proef.invalid"})
    assert Opdracht.objects.filter(soort="account.wachtwoordlink").count() == 1


@pytest.mark.django_db
def test_ook_de_tweede_factor_werkt_zonder_cache(dode_cache: None) -> None:
    met_tweede_factor(rol="directeur", username="dir")
    client = Client()
    log_in(client, "dir")
    assert client.post(reverse("mfa_authenticate"), {"code": totp_code()}).headers["Location"] == reverse(
        "start"
    )


@pytest.mark.django_db(transaction=True)
def test_plaatsen_lukt_bij_een_dode_en_een_volle_broker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row stands; that nobody could be woken is no fault of who placed it."""
    GebruikerFactory()
    server = Valkey.in_map(tmp_path, duurzaam=False)
    adres = server.url.replace("unix://", "redis+socket://")
    monkeypatch.setattr(opdrachten, "app", Celery(broker=adres))
    opdrachten.plaats(proefopdrachten.SOORT, uniek="dood", op=nu(), nummer=1)
    kind = server.start()
    try:
        with redis.Redis.from_url(server.url) as direct:
            direct.config_set("maxmemory", "1")
            direct.config_set("maxmemory-policy", "noeviction")
        opdrachten.plaats(proefopdrachten.SOORT, uniek="vol", op=nu(), nummer=2)
    finally:
        kind.stop()
    assert Opdracht.objects.wachtend().count() == 2


@pytest.mark.django_db
def test_wat_onthouden_is_gaat_weg_als_een_profiel_wordt_geladen(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("swv.cache.MINUUT", 60)
    assert normen.kalender().kb_dagen == frozenset()
    with django_capture_on_commit_callbacks(execute=True):
        profiel_laden(lees("vo2001"))
    assert (
        normen.kalender().kb_dagen == frozenset(KbDag.objects.values_list("datum", flat=True)) != frozenset()
    )
