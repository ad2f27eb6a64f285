"""GET /gezond/: 200 when everything answers, 503 and which part when not."""

import subprocess
import sys

import pytest
import redis
from django.conf import settings
from django.db import OperationalError, connection
from django.urls import reverse

from swv import gezond
from swv.celery import app
from swv.deploy.mappen import PROJECT


@pytest.fixture(autouse=True)
def schone_hartslag():
    gezond._broker.cache_clear()
    gezond._broker().delete(gezond.SLEUTEL)
    yield
    gezond._broker.cache_clear()


@pytest.fixture
def url():
    return reverse("gezond")


pytestmark = pytest.mark.django_db


def test_het_adres_ligt_vast(url):
    assert url == "/gezond/"


def test_alles_goed_is_200(client, url):
    gezond.klop()
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    assert antwoord.json() == {"database": True, "broker": True, "worker": True, "versie": settings.VERSIE}
    assert "no-store" in antwoord["Cache-Control"]


def test_een_worker_die_niets_uitvoert_is_503(client, url):
    antwoord = client.get(url)
    assert antwoord.status_code == 503
    assert antwoord.json() == {"database": True, "broker": True, "worker": False, "versie": settings.VERSIE}


def test_een_oude_hartslag_vergaat_vanzelf():
    gezond.klop()
    assert 0 < gezond._broker().ttl(gezond.SLEUTEL) <= gezond.VERS_SECONDEN


def test_zonder_broker_is_de_worker_onbekend(client, url, settings, tmp_path):
    plek = f"unix://{tmp_path}/nergens.sock"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": plek}}
    gezond._broker.cache_clear()
    antwoord = client.get(url)
    assert antwoord.status_code == 503
    assert antwoord.json() | {"versie": ""} == {
        "database": True,
        "broker": False,
        "worker": False,
        "versie": "",
    }


def test_zonder_database_is_503(client, url, monkeypatch):
    gezond.klop()

    def weigert(*_a, **_k):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", weigert)
    antwoord = client.get(url)
    assert antwoord.status_code == 503
    assert antwoord.json()["database"] is False


def test_er_is_geen_inlog_nodig_en_schrijven_kan_niet(client, url):
    assert client.get(url).status_code in (200, 503)
    assert client.post(url).status_code == 405


def test_een_echte_worker_geeft_de_hartslag():
    """A real process on the real broker, with a queue of its own, that ends after one task."""
    app.send_task("swv.tasks.hartslag", queue="proef-hartslag")
    opdracht = [sys.executable, "-m", "celery", "-A", "swv", "worker", "-c", "1", "-Q", "proef-hartslag"]
    worker = subprocess.Popen(
        [*opdracht, "--without-gossip", "--without-mingle"],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _gezien(worker)
    finally:
        worker.terminate()
        worker.wait(20)


def _gezien(worker) -> bool:
    for _ in range(300):
        if gezond.broker_en_worker() == (True, True):
            return True
        try:
            worker.wait(0.1)
            return False
        except subprocess.TimeoutExpired:
            continue
    return False


def test_de_instellingen_van_de_worker_verliezen_niets():
    """The measured reasons are in eisen.md B1."""
    conf = app.conf
    assert conf.task_acks_late is True
    assert conf.task_reject_on_worker_lost is True
    assert conf.worker_prefetch_multiplier == 1
    opties = conf.broker_transport_options
    assert opties["visibility_timeout"] <= 300
    assert opties["unacked_restore_interval"] == opties["unacked_restore_throttle"] == 1


def test_elke_taak_van_beat_bestaat():
    app.loader.import_default_modules()
    assert {regel["task"] for regel in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_redis_is_dezelfde_server_als_de_broker():
    assert isinstance(gezond._broker(), redis.Redis)
    assert settings.CACHES["default"]["LOCATION"].split("://")[1] in app.conf.broker_url
