"""The pupil page: who gets it, what it shows, what it costs, what it leaves in the trail."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlingen import services
from leerlingen.models import Leerling
from swv import panelen
from swv.enums import Inzagesoort
from swv.gebeurtenissen import leg_vast
from swv.klok import nu
from swv.models import Inzage
from tests.conftest import Spelers
from tests.factories import BetrokkeneFactory, GebruikerFactory, InschrijvingFactory, LeerlingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _zonder_panelen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The panels of higher apps have tests of their own."""
    monkeypatch.setattr(panelen, "dossierpanelen", [])


@pytest.fixture
def leerling(spelers: Spelers) -> Leerling:
    gemaakt: Leerling = LeerlingFactory(school=spelers.school, roepnaam="Noor", achternaam="Veldkers")
    return gemaakt


def adres(leerling: Leerling) -> str:
    return reverse("leerlingen:detail", args=[leerling.sleutel])


@pytest.mark.parametrize(
    ("wie", "status"), [("medewerker", 200), ("coordinator_school", 200), ("buitenstaander", 404)]
)
def test_wie_het_dossier_krijgt(
    spelers: Spelers, als: Any, leerling: Leerling, wie: str, status: int
) -> None:
    antwoord = als(getattr(spelers, wie)).get(adres(leerling))

    assert antwoord.status_code == status
    assert ("Veldkers" in antwoord.content.decode()) is (status == 200)
    assert Inzage.objects.filter(leerlingen__contains=[leerling.sleutel]).exists() is (status == 200)


def test_kop_en_gegevens(spelers: Spelers, als: Any, leerling: Leerling) -> None:
    leerling.inschrijvingen.update(leerjaar="leerjaar 2")

    pagina = als(spelers.medewerker).get(adres(leerling)).content.decode()

    assert "<h1>Noor Veldkers</h1>" in pagina
    assert f"jaar) · {spelers.school.naam} · leerjaar 2" in pagina
    assert "9712 AC Proefstad" in pagina


def test_school_leest_geen_tijdlijn_en_geen_andere_school(
    spelers: Spelers, als: Any, leerling: Leerling
) -> None:
    services.leerling_wijzigen(
        leerling=leerling, versie=1, velden={"roepnaam": "Nora"}, door=spelers.medewerker, op=nu()
    )
    InschrijvingFactory(leerling=leerling, school=spelers.andere_school, soort="aanmelding")

    school = als(spelers.coordinator_school).get(adres(leerling)).content.decode()
    swv = als(spelers.medewerker).get(adres(leerling)).content.decode()

    assert "Gegevens van de leerling gewijzigd" in swv
    assert "Tijdlijn" not in school
    assert spelers.andere_school.naam in swv
    assert spelers.andere_school.naam not in school


def test_lezer_krijgt_geen_knoppen(spelers: Spelers, als: Any, leerling: Leerling) -> None:
    BetrokkeneFactory(leerling=leerling)
    directeur = GebruikerFactory(rol="schooldirecteur", school=spelers.school)

    pagina = als(directeur).get(adres(leerling)).content.decode()

    assert "Wijzigen" not in pagina
    assert "Document toevoegen" not in pagina
    assert "Ouderlaan" in pagina


def test_paneel_met_eigen_permissie(
    spelers: Spelers, als: Any, leerling: Leerling, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevraagd = []

    def toon(request: Any, leerling: Any) -> str:
        gevraagd.append(leerling)
        return "Paneel van een hogere kamer"

    paneel = panelen.Dossierpaneel("proef", "Proef", "tlv.beoordelen", 1, toon)
    monkeypatch.setattr(panelen, "dossierpanelen", [paneel])

    swv = als(spelers.medewerker).get(adres(leerling)).content.decode()
    school = als(spelers.coordinator_school).get(adres(leerling)).content.decode()

    assert "Paneel van een hogere kamer" in swv
    assert "Paneel van een hogere kamer" not in school
    assert gevraagd == [leerling]


def test_afspraak_over_contact_staat_er(spelers: Spelers, als: Any, leerling: Leerling) -> None:
    BetrokkeneFactory(leerling=leerling, contactbeperking="Alleen per brief.")

    assert "Alleen per brief." in als(spelers.coordinator_school).get(adres(leerling)).content.decode()


def _vragen(client: Any, pad: str) -> int:
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(pad).status_code == 200
    return len(vragen)


def test_aantal_vragen_hangt_niet_af_van_de_rijen(
    spelers: Spelers, als: Any, leerling: Leerling, maak_document: Any
) -> None:
    client = als(spelers.medewerker)
    client.get(adres(leerling))  # the first page of a session also writes when it began
    maten = []
    for _ in range(2):
        BetrokkeneFactory(leerling=leerling)
        maak_document(leerling, school=spelers.school)
        InschrijvingFactory(leerling=leerling, soort="aanmelding")
        services.leerjaar_wijzigen(
            inschrijving=leerling.inschrijvingen.first(),
            leerjaar=f"leerjaar {len(maten) + 1}",
            door=spelers.medewerker,
            op=nu(),
        )
        maten.append(_vragen(client, adres(leerling)))

    assert maten[0] == maten[1] <= 12


def test_inzage_noemt_de_pagina(spelers: Spelers, als: Any, leerling: Leerling) -> None:
    als(spelers.coordinator_school).get(adres(leerling))

    inzage = Inzage.objects.get()
    assert (inzage.soort, inzage.pagina) == (Inzagesoort.PAGINA, "leerlingen:detail")
    assert inzage.leerlingen == [leerling.sleutel]


@pytest.mark.parametrize("naam", ["wijzigen", "inschrijven", "betrokkene_toevoegen", "document_toevoegen"])
def test_formulier_opent_zonder_fouten(spelers: Spelers, als: Any, leerling: Leerling, naam: str) -> None:
    antwoord = als(spelers.coordinator_school).get(reverse(f"leerlingen:{naam}", args=[leerling.sleutel]))

    assert antwoord.status_code == 200
    assert "foutenoverzicht" not in antwoord.content.decode()


@pytest.mark.parametrize(
    "naam", ["wijzigen", "inschrijven", "betrokkene_toevoegen", "document_toevoegen", "detail"]
)
def test_onbekende_sleutel_bestaat_niet(spelers: Spelers, als: Any, naam: str) -> None:
    assert als(spelers.medewerker).get(reverse(f"leerlingen:{naam}", args=[uuid4()])).status_code == 404


def test_tijdlijn_zegt_het_in_woorden_en_laat_techniek_weg(
    spelers: Spelers, als: Any, leerling: Leerling
) -> None:
    for soort in ("toegevoegd", "antwoorden_bewaard"):
        leg_vast(leerling, soort, door=None, op=nu(), leerling=leerling.sleutel)

    pagina = als(spelers.medewerker).get(adres(leerling)).content.decode()

    assert "Dossier geopend" in pagina
    assert "antwoorden" not in pagina
