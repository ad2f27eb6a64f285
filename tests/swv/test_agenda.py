"""Own deadlines in one's own calendar: a secret address, and no word about a child in it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from swv import agenda, panelen
from swv.klok import nu, vandaag
from swv.middleware import LogMiddleware
from swv.models import Agendalink, Gebeurtenis, Gebruiker
from swv.panelen import Werkbak, Werkregel
from tests.factories import WACHTWOORD, GebruikerFactory

pytestmark = pytest.mark.django_db
Als = Callable[[Gebruiker], Client]
KANARIE = "Kanarie7f3a"


@pytest.fixture
def wie() -> Gebruiker:
    return GebruikerFactory(rol="administratie")


@pytest.fixture
def werk(monkeypatch: pytest.MonkeyPatch) -> list[Werkregel]:
    """The deadlines of everyone; a name stands in every field that could hold one."""
    regels = [
        Werkregel(
            kenmerk="2627-0042",
            leerling=KANARIE,
            leerling_sleutel=uuid4(),
            school=f"{KANARIE}school",
            wat=f"Besluit nemen over {KANARIE}",
            actie=KANARIE,
            url="/tlv/5f0b0f6e-0000-4000-8000-000000000001/",
            norm=KANARIE,
            uiterste_datum=date(2026, 12, 4),
        )
    ]
    monkeypatch.setattr(panelen, "werkbakken", [Werkbak("tlv", "TLV", lambda *_vraag: regels)])
    return regels


def lees(wie: Gebruiker) -> Any:
    return Client().get(agenda.pad_van(Agendalink.objects.get(gebruiker=wie)))


def test_nummer_datum_en_link_en_geen_naam(wie: Gebruiker, werk: list[Werkregel]) -> None:
    agenda.maak(gebruiker=wie, op=nu())
    antwoord = lees(wie)
    tekst = antwoord.content.decode()
    assert antwoord.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert antwoord.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "SUMMARY:Termijn dossier 2627-0042\r\n" in tekst
    assert "DTSTART;VALUE=DATE:20261204\r\n" in tekst
    assert "/tlv/5f0b0f6e" in tekst.replace("\r\n ", "")
    for woord in (KANARIE, wie.naam, wie.email, wie.username):
        assert woord not in tekst + str(antwoord.headers)
    assert all(len(lijn.encode()) <= 75 for lijn in tekst.split("\r\n"))


def test_zonder_datum_geen_punt(wie: Gebruiker, werk: list[Werkregel]) -> None:
    werk[:] = []
    agenda.maak(gebruiker=wie, op=nu())
    assert "VEVENT" not in lees(wie).content.decode()


def test_ieder_ziet_alleen_eigen_termijnen(monkeypatch: pytest.MonkeyPatch, wie: Gebruiker) -> None:
    gevraagd: list[Gebruiker] = []
    bak = Werkbak("x", "X", lambda user, _dag, _dagen: gevraagd.append(user) or [])
    monkeypatch.setattr(panelen, "werkbakken", [bak])
    agenda.maak(gebruiker=wie, op=nu())
    lees(wie)
    assert gevraagd == [wie]


def test_vaak_lezen_is_onschuldig(
    wie: Gebruiker, werk: list[Werkregel], django_assert_max_num_queries: Any
) -> None:
    agenda.maak(gebruiker=wie, op=nu())
    eerste = lees(wie).content
    pad = agenda.pad_van(Agendalink.objects.get())
    with django_assert_max_num_queries(20):
        antwoorden = {Client().get(pad).content for _ in range(10)}
    assert antwoorden == {eerste}


def test_nieuw_adres_en_sluiten_werken_meteen(als: Als, wie: Gebruiker, werk: list[Werkregel]) -> None:
    client = als(wie)
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    client.post(reverse("agenda_maken"))
    eerste = agenda.pad_van(Agendalink.objects.get())
    assert eerste in client.get(reverse("agenda_beheren")).content.decode()
    assert Client().get(eerste).status_code == 200
    client.post(reverse("agenda_maken"))
    assert Client().get(eerste).status_code == 404
    tweede = agenda.pad_van(Agendalink.objects.get())
    client.post(reverse("agenda_sluiten"))
    assert Client().get(tweede).status_code == 404
    assert "Adres maken" in client.get(reverse("agenda_beheren")).content.decode()
    client.post(reverse("agenda_maken"))
    assert Client().get(tweede).status_code == 404, "a closed address never comes back"
    soorten = [g.soort for g in Gebeurtenis.objects.van(Agendalink.objects.get())]
    assert soorten.count("agenda-adres gesloten") == 1


def test_wie_weg_is_heeft_geen_agenda_meer(wie: Gebruiker, werk: list[Werkregel]) -> None:
    agenda.maak(gebruiker=wie, op=nu())
    assert lees(wie).status_code == 200
    wie.roltoekenningen.all().delete()
    assert lees(wie).status_code == 404, "also while the text is still in the cache"
    cache.clear()
    ander = GebruikerFactory(rol="ect")
    agenda.maak(gebruiker=ander, op=nu())
    Gebruiker.objects.filter(pk=ander.pk).update(is_active=False)
    assert lees(ander).status_code == 404


@pytest.mark.parametrize("woord", ["x", "~", "0" * 32 + ".1~abc"])
def test_geraden_adres(woord: str) -> None:
    assert Client().get(reverse("agenda", args=[woord])).status_code == 404


def test_het_adres_staat_niet_in_het_log_en_het_lezen_wel(
    wie: Gebruiker, werk: list[Werkregel], caplog: pytest.LogCaptureFixture
) -> None:
    link = agenda.maak(gebruiker=wie, op=nu())
    pad = agenda.pad_van(link)
    lees(wie)
    assert "agenda_gelezen" in caplog.text
    assert pad.split("/")[-2] not in caplog.text
    assert pad.split("/")[-2] not in LogMiddleware.format_request(RequestFactory().get(pad))


def test_adres_maken_vraagt_eerst_om_het_wachtwoord(als: Als, wie: Gebruiker) -> None:
    antwoord = als(wie).post(reverse("agenda_maken"))
    assert antwoord.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not Agendalink.objects.exists()


def test_bijzondere_tekens_en_lange_regels() -> None:
    regel = Werkregel("9; x,\n y\\z" + "é" * 80, "", None, "", "", "", "/", uiterste_datum=vandaag())
    tekst = agenda.ics([regel], datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert "DTSTAMP:20260102T030405Z" in tekst
    assert all(len(lijn.encode()) <= 75 for lijn in tekst.split("\r\n"))
    heel = tekst.replace("\r\n ", "")
    assert f"SUMMARY:Termijn dossier 9\\; x\\, y\\\\z{'é' * 80}\r\n" in heel


def test_een_adres_per_persoon(wie: Gebruiker) -> None:
    agenda.maak(gebruiker=wie, op=nu())
    with pytest.raises(IntegrityError), transaction.atomic():
        Agendalink.objects.create(gebruiker=wie, gemaakt_op=nu())
