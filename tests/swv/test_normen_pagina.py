"""The norm pages: what they show, who may change, and what a refused change looks like."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from swv.models import Norm
from swv.profielen import lees
from swv.profielen.laden import profiel_laden
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db
VANDAAG = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel(VANDAAG, tick=False):
        yield


@pytest.fixture
def norm():
    profiel_laden(lees("po2203"))
    return Norm.objects.get(code="tlv.servicenorm")


@pytest.fixture
def directeur(als):
    return als(GebruikerFactory(rol="directeur"))


def invoer(norm, **anders):
    velden = {
        "waarde": "3",
        "geldig_vanaf": "2027-04-01",
        "bron": "Bestuursbesluit november 2026",
        "reden": "De doorlooptijd kan korter.",
        "gezien": str(norm.sleutel),
    }
    return velden | anders


def test_lijst_toont_waarde_bron_en_zekerheid(directeur, norm):
    tekst = directeur.get("/normen/").content.decode()
    assert "Toelaatbaarheidsverklaring (TLV)" in tekst
    assert "6 weken" in tekst
    assert "Aanvraag compleet" in tekst
    assert "doorlooptijden TLV" in tekst
    assert "Waarschijnlijk" in tekst
    assert "Wie een TLV-besluit neemt" in tekst
    assert tekst.index("Besluit over een TLV") < tekst.index("Wettelijke beslistermijn")


def test_lijst_op_een_andere_dag(directeur, norm):
    assert "Besluit over een TLV" not in directeur.get("/normen/?op=2025-12-31").content.decode()
    assert "gelden geen normen" in directeur.get("/normen/?op=1990-01-01").content.decode()
    assert "6 weken" in directeur.get("/normen/?op=vandaag").content.decode()


def test_lijst_kost_evenveel_vragen_bij_meer_normen(directeur, norm):
    directeur.get("/normen/")
    with CaptureQueriesContext(connection) as veel:
        directeur.get("/normen/")
    with CaptureQueriesContext(connection) as een:
        directeur.get("/normen/?op=2014-07-01")
    assert len(veel) == len(een) <= 10


def test_detail_toont_alle_versies(directeur, norm):
    directeur.post(f"/normen/{norm.sleutel}/wijzigen/", invoer(norm))
    tekst = directeur.get(f"/normen/{norm.sleutel}/").content.decode()
    assert "geldt nu" in tekst
    assert "komt nog" in tekst
    assert "De doorlooptijd kan korter." in tekst
    assert "vanaf 1 april 2027: 3 weken" in directeur.get("/normen/").content.decode()


def test_wijzigen_legt_een_nieuwe_versie_vast(directeur, norm):
    assert directeur.get(f"/normen/{norm.sleutel}/wijzigen/").status_code == 200
    antwoord = directeur.post(f"/normen/{norm.sleutel}/wijzigen/", invoer(norm), follow=True)
    nieuw = Norm.objects.get(code="tlv.servicenorm", geldig_vanaf=date(2027, 4, 1))
    assert antwoord.redirect_chain == [(f"/normen/{nieuw.sleutel}/", 302)]
    assert "Besluit over een TLV is 3 weken vanaf 1 april 2027." in antwoord.content.decode()
    norm.refresh_from_db()
    assert norm.geldig_tot_en_met == date(2027, 3, 31)


def test_een_getal_als_een_bsn_geeft_een_waarschuwing(directeur, norm):
    antwoord = directeur.post(
        f"/normen/{norm.sleutel}/wijzigen/", invoer(norm, reden="Over 111222333"), follow=True
    )
    tekst = antwoord.content.decode()
    assert "kan zijn. Plaats: het veld &#x27;Waarom wijzigt de norm?&#x27;" in tekst


def test_een_komma_mag_in_een_getal(directeur, norm):
    cijfer = Norm.objects.get(code="tlv.tevredenheid")
    directeur.post(f"/normen/{cijfer.sleutel}/wijzigen/", invoer(cijfer, waarde="8,5"))
    assert str(Norm.objects.get(code="tlv.tevredenheid", geldig_vanaf="2027-04-01").waarde) == "8.50"


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"reden": ""}, "Schrijf waarom de norm wijzigt."),
        ({"geldig_vanaf": "2026-11-22"}, "terugwerkende kracht"),
        ({"waarde": "2,5"}, "heel aantal weken"),
        ({"waarde": "6"}, "gelijk aan de huidige"),
        ({"waarde": "zes"}, "getal"),
    ],
)
def test_foute_invoer_is_422_en_bewaart_niets(directeur, norm, anders, zin):
    antwoord = directeur.post(f"/normen/{norm.sleutel}/wijzigen/", invoer(norm, **anders))
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Norm.objects.filter(code="tlv.servicenorm").count() == 1


def test_intussen_gewijzigd_is_409(directeur, norm):
    directeur.post(f"/normen/{norm.sleutel}/wijzigen/", invoer(norm))
    antwoord = directeur.post(
        f"/normen/{norm.sleutel}/wijzigen/", invoer(norm, waarde="2", geldig_vanaf="2027-08-01")
    )
    assert antwoord.status_code == 409
    assert "Iemand anders heeft deze norm intussen gewijzigd" in antwoord.content.decode()
    assert Norm.objects.filter(code="tlv.servicenorm").count() == 2


def test_wie_alleen_mag_lezen_ziet_geen_knop_en_kan_niet_wijzigen(als, norm):
    lezer = als(GebruikerFactory(rol="fg"))
    assert "Norm wijzigen" not in lezer.get(f"/normen/{norm.sleutel}/").content.decode()
    assert lezer.get(f"/normen/{norm.sleutel}/wijzigen/").status_code == 403
    assert lezer.post(f"/normen/{norm.sleutel}/wijzigen/", invoer(norm)).status_code == 403


def test_een_school_ziet_de_normen_niet(als, norm, spelers):
    assert als(spelers.coordinator_school).get("/normen/").status_code == 403


def test_onbekende_norm_is_404(directeur, norm):
    assert directeur.get("/normen/00000000-0000-4000-8000-000000000000/").status_code == 404
