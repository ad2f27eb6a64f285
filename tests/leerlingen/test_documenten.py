"""Files in the dossier: checked, kept, given out to the right person only, withdrawn with a trace."""

from typing import Any

import pytest
from django.urls import reverse

from leerlingen.models import Dossierdocument, Leerling
from swv.enums import Inzagesoort, Scanstatus
from swv.klok import nu
from swv.models import Gebeurtenis, Inzage
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, LeerlingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leerling(spelers: Spelers) -> Leerling:
    gemaakt: Leerling = LeerlingFactory(school=spelers.school)
    return gemaakt


def stuur(client: Any, leerling: Leerling, bestand: Any, **velden: str) -> Any:
    adres = reverse("leerlingen:document_toevoegen", args=[leerling.sleutel])
    return client.post(adres, {"bestand": bestand, "soort": "zienswijze", **velden}, follow=True)


def adres(naam: str, document: Dossierdocument) -> str:
    return reverse(f"leerlingen:{naam}", args=[document.sleutel])


@pytest.mark.usefixtures("bestandenmap")
def test_school_voegt_toe_en_opent(spelers: Spelers, als: Any, leerling: Leerling, upload: Any) -> None:
    client = als(spelers.coordinator_school)

    stuur(client, leerling, upload(), gedateerd_op="2026-09-03")
    document = Dossierdocument.objects.get()
    antwoord = client.get(adres("document", document))

    assert (document.school, document.soort) == (spelers.school, "zienswijze")
    assert antwoord.status_code == 200
    assert "attachment" in antwoord.headers["Content-Disposition"]
    assert b"".join(antwoord.streaming_content)[:4] == b"\x89PNG"
    assert Gebeurtenis.objects.get().leerling_sleutel == leerling.sleutel
    assert Inzage.objects.filter(soort=Inzagesoort.DOWNLOAD, leerlingen=[leerling.sleutel]).count() == 1


@pytest.mark.usefixtures("bestandenmap")
def test_document_van_het_swv_is_niet_van_de_school(
    spelers: Spelers, als: Any, leerling: Leerling, upload: Any
) -> None:
    stuur(als(spelers.medewerker), leerling, upload())
    document = Dossierdocument.objects.get()

    assert document.school is None
    assert als(spelers.coordinator_school).get(adres("document", document)).status_code == 404


@pytest.mark.usefixtures("bestandenmap")
def test_geweigerd_bestand_zegt_hoe_het_wel_moet(
    spelers: Spelers, als: Any, leerling: Leerling, upload: Any
) -> None:
    antwoord = stuur(
        als(spelers.coordinator_school), leerling, upload("verslag.exe", b"MZ dit is geen verslag")
    )

    assert antwoord.status_code == 422
    assert "foutenoverzicht" in antwoord.content.decode()
    assert not Dossierdocument.objects.exists()


@pytest.mark.usefixtures("bestandenmap")
def test_bsn_in_de_bestandsnaam_geeft_een_waarschuwing(
    spelers: Spelers, als: Any, leerling: Leerling, upload: Any
) -> None:
    pagina = stuur(als(spelers.coordinator_school), leerling, upload("111222333.png")).content.decode()

    assert "de bestandsnaam" in pagina
    assert Dossierdocument.objects.get().waarschuwing


def test_vreemd_document_bestaat_niet(
    spelers: Spelers, als: Any, leerling: Leerling, maak_document: Any
) -> None:
    document = maak_document(leerling, school=spelers.school)
    client = als(spelers.buitenstaander)

    assert client.get(adres("document", document)).status_code == 404
    assert client.post(adres("document_vervallen", document)).status_code == 404
    assert client.get(reverse("leerlingen:document_toevoegen", args=[leerling.sleutel])).status_code == 404
    assert not Inzage.objects.exists()


def test_document_in_controle_is_nog_dicht(
    spelers: Spelers, als: Any, leerling: Leerling, maak_document: Any
) -> None:
    document = maak_document(leerling, school=spelers.school, scanstatus=Scanstatus.WACHT)
    client = als(spelers.coordinator_school)

    pagina = client.get(reverse("leerlingen:detail", args=[leerling.sleutel])).content.decode()

    assert client.get(adres("document", document)).status_code == 403
    assert adres("document", document) + '"' not in pagina
    assert "Wordt gecontroleerd" in pagina


def test_laten_vervallen_blijft_als_bewijs(
    spelers: Spelers, als: Any, leerling: Leerling, maak_document: Any
) -> None:
    document = maak_document(leerling, school=spelers.school)
    client = als(spelers.coordinator_school)

    for _ in range(2):
        assert client.post(adres("document_vervallen", document)).status_code == 302

    document.refresh_from_db()
    assert document.vervallen_op <= nu()
    assert Gebeurtenis.objects.filter(soort="vervallen").count() == 1
    pagina = client.get(reverse("leerlingen:detail", args=[leerling.sleutel])).content.decode()
    assert "Vervallen" in pagina
    assert "Laten vervallen" not in pagina


def test_laten_vervallen_van_een_ander_wordt_geweigerd(
    spelers: Spelers, als: Any, leerling: Leerling, maak_document: Any
) -> None:
    document = maak_document(leerling, school=spelers.school)

    antwoord = als(spelers.medewerker).post(adres("document_vervallen", document))

    assert antwoord.status_code == 403
    document.refresh_from_db()
    assert document.vervallen_op is None


def test_lezen_verandert_niets(spelers: Spelers, als: Any, leerling: Leerling, maak_document: Any) -> None:
    document = maak_document(leerling, school=spelers.school)

    assert als(spelers.coordinator_school).get(adres("document_vervallen", document)).status_code == 405


def test_directeur_van_een_school_voegt_niets_toe(spelers: Spelers, als: Any, leerling: Leerling) -> None:
    directeur = GebruikerFactory(rol="schooldirecteur", school=spelers.school)

    antwoord = als(directeur).get(reverse("leerlingen:document_toevoegen", args=[leerling.sleutel]))

    assert antwoord.status_code == 403
