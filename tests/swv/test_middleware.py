"""The guards around every request."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from swv import inzage, tasks
from swv.klok import nu
from swv.middleware import SchrijvenBijLezen, _weiger_schrijven
from swv.models import Gebruiker, Roltoekenning
from swv.toekenning import beeindig
from tests.conftest import Spelers
from tests.factories import GebruikerFactory
from tests.swv.test_aanmelden import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.swv.proefadressen")]


@pytest.fixture
def logregels() -> Iterator[list[str]]:
    """What the log would hold, line by line, through the formatter of the settings."""
    regels: list[str] = []

    class Vanger(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            regels.append(self.format(record))

    vanger = Vanger()
    vanger.setFormatter(logging.getLogger().handlers[0].formatter)
    logging.getLogger().addHandler(vanger)
    yield regels
    logging.getLogger().removeHandler(vanger)


@pytest.fixture
def client(als, spelers: Spelers) -> Client:  # type: ignore[no-untyped-def]
    return als(spelers.coordinator_school)


def test_pagina_zonder_toegangsregel_is_dicht(client: Client) -> None:
    antwoord = client.get("/proef/zonder-regel/")
    assert antwoord.status_code == 403
    assert b"dit mag niemand zien" not in antwoord.content


def test_openbare_pagina_heeft_geen_login_nodig() -> None:
    assert Client().get("/proef/openbaar/").content == b"hallo"


@pytest.mark.parametrize("adres", ["/proef/schrijf/", "/proef/voeg-toe/"])
def test_lezen_kan_niet_schrijven(client: Client, adres: str) -> None:
    with pytest.raises(SchrijvenBijLezen):
        client.get(adres)


@pytest.mark.parametrize(
    ("sql", "mag"),
    [
        ("SELECT 1", True),
        ("SELECT * FROM swv_school FOR UPDATE", True),
        ("  update swv_school SET naam = 'x'", False),
        ("WITH weg AS (DELETE FROM swv_school RETURNING id) SELECT * FROM weg", False),
        ("WITH nieuw AS (SELECT 1) UPDATE swv_school SET naam = 'x'", False),
        ("WITH laatste AS (SELECT max(updated) FROM x) SELECT * FROM laatste", True),
        ('UPDATE "django_session" SET expire_date = now()', True),
    ],
)
def test_wat_de_bewaker_van_lezen_tegenhoudt(sql: str, mag: bool) -> None:
    uitgevoerd: list[str] = []

    def voer_uit(sql: str, *_rest: object) -> None:
        uitgevoerd.append(sql)

    if mag:
        _weiger_schrijven(voer_uit, sql, None, False, {})
        assert uitgevoerd == [sql]
    else:
        with pytest.raises(SchrijvenBijLezen):
            _weiger_schrijven(voer_uit, sql, None, False, {})


def test_wie_niet_is_ingelogd_gaat_naar_inloggen_en_terug() -> None:
    antwoord = Client().get("/proef/?q=iets")
    assert antwoord.headers["Location"] == f"{reverse('account_login')}?next=%2Fproef%2F%3Fq%3Diets"


def test_htmx_zonder_sessie_ververst_de_hele_pagina() -> None:
    kop = {"HX-Request": "true", "HX-Current-URL": "http://testserver/leerlingen/?p=2"}
    antwoord = Client().get("/proef/", headers=kop)
    assert antwoord.headers["HX-Redirect"] == f"{reverse('account_login')}?next=%2Fleerlingen%2F%3Fp%3D2"


def test_stilte_beeindigt_de_sessie(client: Client) -> None:
    assert client.get("/proef/").status_code == 200
    with time_machine.travel(nu() + timedelta(minutes=29)):
        assert client.get("/proef/").status_code == 200
    with time_machine.travel(nu() + timedelta(minutes=60)):
        assert "verlopen=1" in client.get("/proef/").headers["Location"]


def test_een_dag_is_de_uiterste_duur_ook_voor_wie_bezig_blijft(client: Client) -> None:
    begin = nu()
    for minuten in range(0, 11 * 60, 25):
        with time_machine.travel(begin + timedelta(minutes=minuten)):
            assert client.get("/proef/").status_code == 200, minuten
    with time_machine.travel(begin + timedelta(hours=11, minutes=1)):
        assert client.get("/proef/").status_code == 302


def test_uitgezet_account_is_bij_het_volgende_verzoek_buiten(client: Client, spelers: Spelers) -> None:
    assert client.get("/proef/").status_code == 200
    Gebruiker.objects.filter(pk=spelers.coordinator_school.pk).update(is_active=False)
    assert client.get("/proef/").status_code == 302


def test_beeindigde_rol_is_bij_het_volgende_verzoek_weg(client: Client, spelers: Spelers) -> None:
    assert client.get("/proef/").status_code == 200
    beeindig(toekenning=Roltoekenning.objects.get(gebruiker=spelers.coordinator_school), door=None, op=nu())
    assert client.get("/proef/").status_code == 403


def test_nieuw_wachtwoord_beeindigt_andere_sessies(client: Client, spelers: Spelers) -> None:
    spelers.coordinator_school.set_password("een heel nieuw wachtwoord")
    spelers.coordinator_school.save()
    assert client.get("/proef/").status_code == 302


def test_uitloggen_wist_wat_de_browser_bewaarde() -> None:
    GebruikerFactory(rol="school", username="ibr")
    client = Client()
    log_in(client, "ibr")
    assert client.get(reverse("account_logout")).status_code == 200
    antwoord = client.post(reverse("account_logout"))
    assert antwoord.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/proef/").status_code == 302


@pytest.mark.parametrize("adres", ["/proef/", "/proef/zonder-regel/", "/bestaat-niet/", "/proef/stuk/"])
def test_geen_pagina_van_een_gebruiker_blijft_bewaard(client: Client, adres: str) -> None:
    client.raise_request_exception = False
    antwoord = client.get(adres)
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert antwoord.headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in antwoord.headers["Content-Security-Policy"]
    assert antwoord.headers["Referrer-Policy"] == "same-origin"


def test_fout_toont_een_nummer_en_geen_gegevens(client: Client, logregels: list[str]) -> None:
    client.raise_request_exception = False
    antwoord = client.get("/proef/stuk/?q=Jansen")
    assert antwoord.status_code == 500
    bladzijde = antwoord.content.decode()
    [mislukt] = [regel for regel in logregels if "request_failed" in regel]
    assert re.search(r'class="geheim">(\w{8})<', bladzijde)[1] in mislukt  # type: ignore[index]
    assert "Jansen" not in bladzijde
    assert "Jansen" not in "".join(logregels), "no message of an exception, no search term"
    assert '"fout": "RuntimeError"' in mislukt
    assert "proefadressen.py" in mislukt, "but the place in the code is there"


def test_fout_bij_het_noteren_van_inzage_toont_de_pagina_niet(
    als,
    spelers: Spelers,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    """Fail closed: who cannot be written down, sees nothing (eisen.md S26)."""

    def weiger(_request: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(inzage, "schrijf", weiger)
    client = als(spelers.medewerker, raise_request_exception=False)
    antwoord = client.get("/proef/")
    assert antwoord.status_code == 500
    assert antwoord.content.decode().count("[]") == 0


def test_onbekend_adres_zegt_niet_meer_dan_nodig(client: Client) -> None:
    antwoord = client.get(f"/leerlingen/{uuid4()}/")
    assert antwoord.status_code == 404


def test_geweigerd_via_htmx_is_een_fragment(client: Client) -> None:
    antwoord = client.get("/proef/zonder-regel/", headers={"HX-Request": "true"})
    assert antwoord.status_code == 403
    assert b"<html" not in antwoord.content


def test_oude_sessies_worden_opgeruimd() -> None:
    GebruikerFactory(rol="school", username="ibr")
    oud, lopend = Client(), Client()
    for client in (oud, lopend):
        log_in(client, "ibr")
    Session.objects.filter(session_key=oud.session.session_key).update(expire_date=nu() - timedelta(days=1))
    tasks.ruim_sessies_op()
    assert [rij.session_key for rij in UserSession.objects.all()] == [lopend.session.session_key]
    assert Session.objects.count() == 1
