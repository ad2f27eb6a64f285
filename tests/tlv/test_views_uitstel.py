"""The pages of verdaging and opschorting, and the letters that follow."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from swv import bestanden
from swv.models import Opdracht
from tests.factories import GebruikerFactory
from tests.swv.bestandenmaker import maak_pdf_met_tekst
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tests.tlv.test_uitstel import schort_op, verdaag
from tlv.models import Aanvraag, Kennisgeving, Kennisgevingbestand, Termijnopschorting, Verdaging

Als = Callable[..., Client]


@pytest.fixture
def aanvraag(rollen: Rolverdeling) -> Aanvraag:
    """Complete; today is 1 December, so 29 days into the term."""
    return factories.compleet(rollen)


@pytest.fixture
def client(als: Als, rollen: Rolverdeling) -> Client:
    return als(rollen.administratie)


def adres(naam: str, aanvraag: Aanvraag, *meer: Any) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.sleutel, *meer])


def test_verdagen_laat_bij_elke_keuze_de_dag_zien(client: Client, aanvraag: Aanvraag) -> None:
    pagina = client.get(adres("verdagen", aanvraag)).content.decode()
    assert "1 week: beslissen uiterlijk maandag 4 januari 2027" in pagina
    assert "4 weken: beslissen uiterlijk maandag 25 januari 2027" in pagina


def test_verdagen_legt_vast_en_plaatst_de_brief(client: Client, aanvraag: Aanvraag) -> None:
    antwoord = client.post(adres("verdagen", aanvraag), {"weken": 2, "reden": "Het advies is er nog niet."})
    assert antwoord.status_code == 302
    assert Verdaging.objects.get().nieuwe_datum == date(2027, 1, 11)
    assert Opdracht.objects.filter(soort="tlv.kennisgeving").count() == 1
    dossier = client.get(adres("aanvraag", aanvraag)).content.decode()
    assert "11 januari 2027" in dossier
    assert "Het advies is er nog niet." in dossier
    assert reverse("tlv:verdagen", args=[aanvraag.sleutel]) not in dossier


@pytest.mark.parametrize("gegevens", [{}, {"weken": 9, "reden": "x"}, {"weken": 1, "reden": ""}])
def test_een_fout_in_het_formulier_is_422(client: Client, aanvraag: Aanvraag, gegevens: Any) -> None:
    assert client.post(adres("verdagen", aanvraag), gegevens).status_code == 422
    assert not Verdaging.objects.exists()


def test_wat_niet_meer_kan_zegt_waarom(client: Client, rollen: Rolverdeling, aanvraag: Aanvraag) -> None:
    verdaag(aanvraag, rollen)
    pagina = client.get(adres("verdagen", aanvraag)).content.decode()
    assert "al verdaagd" in pagina
    assert "<textarea" not in pagina


def test_opschorten_en_beeindigen(client: Client, aanvraag: Aanvraag) -> None:
    gegevens = {"grond": "overmacht", "vanaf": "2026-11-28", "toelichting": "Storing."}
    assert client.post(adres("opschorten", aanvraag), gegevens).status_code == 302
    rij = Termijnopschorting.objects.get()
    dossier = client.get(adres("aanvraag", aanvraag)).content.decode()
    assert "staat stil, 4 dagen" in dossier
    einde = adres("opschorting_beeindigen", aanvraag, rij.sleutel)
    assert einde in dossier
    assert client.post(einde, {"tot_en_met": "2026-12-02"}).status_code == 422
    assert client.post(einde, {"tot_en_met": "2026-12-01"}).status_code == 302
    assert aanvraag.termijnen.get().uiterste_datum == date(2027, 1, 4)


def test_bij_instemming_horen_twee_dagen(client: Client, aanvraag: Aanvraag) -> None:
    gegevens = {"grond": "instemming", "vanaf": "2026-12-02", "toelichting": "Vakantie."}
    antwoord = client.post(adres("opschorten", aanvraag), gegevens)
    assert antwoord.status_code == 422
    assert antwoord.content.decode().count("stemde in met uitstel tot een vaste dag") >= 2


@pytest.mark.parametrize("naam", ["verdagen", "opschorten"])
def test_een_school_kan_er_niet_bij(als: Als, rollen: Rolverdeling, aanvraag: Aanvraag, naam: str) -> None:
    assert als(rollen.aanvrager).get(adres(naam, aanvraag)).status_code == 403


class TestBrief:
    @pytest.fixture
    def brief(self, rollen: Rolverdeling, aanvraag: Aanvraag, settings: Any, tmp_path: Any) -> Kennisgeving:
        settings.BESTANDEN_ROOT = tmp_path
        schort_op(aanvraag, rollen, dag=25)
        brief = Kennisgeving.objects.get()
        velden = bestanden.bewaar_gemaakt(
            maak_pdf_met_tekst(["brief"]),
            naam="brief.pdf",
            inhoudstype="application/pdf",
            door=None,
            op=factories.na(25),
        )
        Kennisgevingbestand.objects.create(kennisgeving=brief, **velden)
        return brief

    def test_verzenden_maakt_haar_zichtbaar_voor_de_school(
        self, client: Client, als: Als, rollen: Rolverdeling, brief: Kennisgeving
    ) -> None:
        van_brief, school = reverse("tlv:kennisgeving", args=[brief.sleutel]), als(rollen.aanvrager)
        assert school.get(van_brief).status_code == 404
        assert client.get(van_brief).status_code == 200
        client.post(
            reverse("tlv:kennisgeving_verzonden", args=[brief.sleutel]), {"verzonden_op": "2026-12-01"}
        )
        brief.refresh_from_db()
        assert brief.verzonden_op == date(2026, 12, 1)
        assert school.get(van_brief).status_code == 200
        assert van_brief in school.get(adres("aanvraag", brief.aanvraag)).content.decode()
        assert als(factories.rolverdeling().aanvrager).get(van_brief).status_code == 404

    def test_een_geweigerde_verzending_zegt_waarom(self, client: Client, brief: Kennisgeving) -> None:
        antwoord = client.post(
            reverse("tlv:kennisgeving_verzonden", args=[brief.sleutel]),
            {"verzonden_op": "2026-11-01"},
            follow=True,
        )
        assert "niet voor zij is geschreven" in antwoord.content.decode()


@pytest.mark.parametrize("brieven", [1, 3])
def test_een_vaste_hoeveelheid_vragen(
    client: Client, rollen: Rolverdeling, aanvraag: Aanvraag, brieven: int, django_assert_max_num_queries: Any
) -> None:
    verdaag(aanvraag, rollen)
    for _ in range(brieven - 1):
        Kennisgeving.objects.create(
            aanvraag=aanvraag,
            soort="verdaging",
            aan="x",
            onderwerp="x",
            alineas=["x"],
            geschreven_op=factories.OP,
            geschreven_door=GebruikerFactory(),
        )
    with django_assert_max_num_queries(52):
        client.get(adres("aanvraag", aanvraag))
