"""The pages of an OPP with the Django client: who sees what, saving while typing, twice is once, few queries."""

import csv
import io
import uuid
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from leerlingen import services
from leerlingen.models import Dossierdocument, Opp, Oppadvies, Oppversie
from swv.models import Inzage
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, LeerlingFactory
from tests.leerlingen import factories
from tests.leerlingen.factories import OP, OUDERS, PLAN

pytestmark = pytest.mark.django_db
VANDAAG = OP


@pytest.fixture(autouse=True)
def stand(db: None, op_moment: Any) -> Any:
    factories.normen()
    with op_moment(VANDAAG):
        yield


@pytest.fixture
def leerling(spelers: Spelers) -> Any:
    return LeerlingFactory(school=spelers.school)


@pytest.fixture
def opp(leerling: Any, spelers: Spelers) -> Opp:
    return factories.lopend(leerling, spelers.school, spelers.coordinator_school)


def url(naam: str, *delen: Any) -> str:
    return reverse(f"leerlingen:{naam}", args=delen)


class TestInvullen:
    def test_van_begin_tot_vastgesteld(self, leerling: Any, spelers: Spelers, als: Any) -> None:
        client = als(spelers.coordinator_school)
        gegevens = {"sleutel": uuid.uuid4(), "ondersteuning_vanaf": "2026-10-01"}
        for _ in range(2):
            antwoord = client.post(url("opp_beginnen", leerling.sleutel), gegevens)
        opp = Opp.objects.get()
        assert antwoord.url == url("opp", opp.sleutel)

        versie = opp.versies.get()
        teksten = {naam: str(waarde) for naam, waarde in (PLAN | OUDERS).items()}
        for nummer, (stap, volgende) in enumerate(
            zip(("begin", "plan", "leerling", "ouders"), ("plan", "leerling", "ouders", None), strict=True), 1
        ):
            antwoord = client.post(url("opp_stap", versie.sleutel, stap), teksten | {"versie": str(nummer)})
            verwacht = (
                url("opp_stap", versie.sleutel, volgende)
                if volgende
                else url("opp_vaststellen", versie.sleutel)
            )
            assert antwoord.url == verwacht, antwoord.content
        antwoord = client.post(url("opp_vaststellen", versie.sleutel), {"datum": "2026-11-02"}, follow=True)
        assert "Het OPP is vastgesteld" in antwoord.content.decode()
        assert Opp.objects.get().status == "lopend"

    def test_tussentijds_bewaren_en_een_collega_die_eerder_was(
        self, leerling: Any, spelers: Spelers, als: Any
    ) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school, vorm="formulier")
        client = als(spelers.coordinator_school)
        adres = url("opp_bewaren", versie.sleutel, "plan")
        antwoord = client.post(adres, {"versie": versie.versie, "belemmerend": "Druk."})
        assert (antwoord.status_code, antwoord["X-Swv-Versie"]) == (204, str(versie.versie + 1))
        antwoord = client.post(adres, {"versie": versie.versie, "belemmerend": "Anders."})
        assert antwoord.status_code == 409

        pagina = client.post(
            url("opp_stap", versie.sleutel, "plan"), {"versie": versie.versie, "belemmerend": "Anders."}
        )
        assert pagina.status_code == 409
        assert "Druk." in pagina.content.decode()
        assert "Anders." in pagina.content.decode()
        assert Oppversie.objects.get(pk=versie.pk).belemmerend == "Druk."

    def test_een_geweigerd_antwoord_houdt_de_rest_niet_tegen(
        self, leerling: Any, spelers: Spelers, als: Any
    ) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school)
        antwoord = als(spelers.coordinator_school).post(
            url("opp_stap", versie.sleutel, "leerling"),
            {"versie": versie.versie, "gehoord": "ja", "terugkoppeling_op": "2030-01-01"},
        )
        assert antwoord.status_code == 422
        versie.refresh_from_db()
        assert (versie.gehoord, versie.terugkoppeling_op) == ("ja", None)

    def test_het_document_gaat_met_het_formulier_mee(
        self, leerling: Any, spelers: Spelers, als: Any, bestandenmap: Any, upload: Any
    ) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school, vorm="document")
        client = als(spelers.coordinator_school)
        adres = url("opp_stap", versie.sleutel, "plan")
        client.post(adres, {"versie": versie.versie, "bestand": upload("opp.png")})
        versie.refresh_from_db()
        assert versie.document is not None
        assert "opp.png" in client.get(adres).content.decode()
        fout = client.post(adres, {"versie": versie.versie, "bestand": upload("opp.exe", b"MZ geen plaatje")})
        assert fout.status_code == 422

    def test_wat_ontbreekt_staat_op_de_controlepagina(
        self, leerling: Any, spelers: Spelers, als: Any
    ) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school)
        tekst = als(spelers.coordinator_school).get(url("opp_vaststellen", versie.sleutel)).content.decode()
        assert "Kies hoe u het OPP vastlegt." in tekst
        antwoord = als(spelers.coordinator_school).post(
            url("opp_vaststellen", versie.sleutel), {"datum": "2026-11-02"}
        )
        assert antwoord.status_code == 422

    def test_een_onbekende_stap_bestaat_niet(self, leerling: Any, spelers: Spelers, als: Any) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school)
        assert als(spelers.coordinator_school).get(url("opp_stap", versie.sleutel, "x")).status_code == 404


class TestLezen:
    def test_de_school_ziet_de_inhoud_en_de_klok(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        tekst = als(spelers.coordinator_school).get(url("opp", opp.sleutel)).content.decode()
        assert PLAN["begeleiding"] in tekst
        assert "zaterdag 31 juli 2027" in tekst
        assert "Nog niet vastgelegd in ROD." in tekst

    def test_een_andere_school_en_een_deskundige_zien_niets(
        self, opp: Opp, spelers: Spelers, als: Any
    ) -> None:
        for naam in ("opp", "opp_dossier"):
            assert als(spelers.buitenstaander).get(url(naam, opp.sleutel)).status_code == 404
            assert als(GebruikerFactory(rol="deskundige")).get(url(naam, opp.sleutel)).status_code == 403

    def test_zonder_toestemming_ziet_het_swv_alleen_de_datums(
        self, leerling: Any, spelers: Spelers, als: Any
    ) -> None:
        """Not asked yet is no consent."""
        opp = factories.lopend(
            leerling,
            spelers.school,
            spelers.coordinator_school,
            toestemming="niet_gevraagd",
            toestemming_op=None,
        )
        for naam in ("opp", "opp_dossier"):
            tekst = als(spelers.medewerker).get(url(naam, opp.sleutel)).content.decode()
            assert PLAN["begeleiding"] not in tekst
            assert "geen toestemming" in tekst
        assert (
            PLAN["begeleiding"]
            in als(spelers.coordinator_school).get(url("opp", opp.sleutel)).content.decode()
        )
        assert "2 november 2026" in tekst

    def test_een_document_zonder_toestemming_staat_niet_bij_het_swv(
        self, leerling: Any, spelers: Spelers, maak_document: Any
    ) -> None:
        ander, bestand = maak_document(leerling), maak_document(leerling, school=spelers.school)
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school, document=bestand)
        zichtbaar = Dossierdocument.objects.zichtbaar_voor(spelers.medewerker)
        assert list(zichtbaar) == [ander]
        Oppversie.objects.filter(pk=versie.pk).update(toestemming="ja")
        assert set(zichtbaar.all()) == {ander, bestand}

    def test_het_swv_leest_en_schrijft_niet(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        client = als(spelers.medewerker)
        assert "Evalueren" not in client.get(url("opp", opp.sleutel)).content.decode()
        for naam in ("opp_bijstellen", "opp_evalueren", "opp_beeindigen", "opp_rod_vastleggen"):
            assert client.post(url(naam, opp.sleutel), {}).status_code == 403

    def test_het_dossier_toont_elke_versie(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        factories.evaluatie(opp, spelers.coordinator_school, datum=date(2026, 11, 2))
        tekst = als(spelers.coordinator_school).get(url("opp_dossier", opp.sleutel)).content.decode()
        assert "1. Vaststelling" in tekst
        assert "2. Evaluatie" in tekst
        assert "Het gaat beter." in tekst

    def test_na_vertrek_geen_link_naar_het_dossier(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        opp.leerling.inschrijvingen.update(tot_en_met=date(2026, 11, 1))
        tekst = als(spelers.coordinator_school).get(url("opp", opp.sleutel)).content.decode()
        assert "Deze leerling is nu niet bij uw school" in tekst

    def test_paneel_bij_de_leerling(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        pagina = reverse("leerlingen:detail", args=[opp.leerling.sleutel])
        tekst = als(spelers.coordinator_school).get(pagina).content.decode()
        assert url("opp", opp.sleutel) in tekst
        assert url("opp_beginnen", opp.leerling.sleutel) not in tekst


class TestStappen:
    def test_evalueren_tweemaal_verstuurd_is_een(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        gegevens = {
            "sleutel": uuid.uuid4(),
            "datum": "2026-11-02",
            "uitkomst": "voortzetten",
            "gehoord": "ja",
            "toelichting": "Goed.",
        }
        for _ in range(2):
            als(spelers.coordinator_school).post(url("opp_evalueren", opp.sleutel), gegevens)
        assert opp.versies.count() == 2

    def test_rod_bijwerken(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        client = als(spelers.coordinator_school)
        adres = url("opp_rod_vastleggen", opp.sleutel)
        fout = client.post(adres, {"versie": 1, "gemeld_op": "2026-11-02"})
        assert fout.status_code == 422
        client.post(adres, {"versie": 1, "gemeld_op": "2026-11-02", "begin": "2026-10-26"})
        opp.refresh_from_db()
        assert (opp.rod_begin, opp.versie) == (date(2026, 10, 26), 2)
        oud = client.post(adres, {"versie": 1})
        assert oud.status_code == 422
        assert "Een collega" in oud.content.decode()

    def test_reactie_moet_heel_zijn(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        versie = opp.versies.get()
        gegevens = {"versie": versie.versie, "instemming": "geen_instemming", "toestemming": "ja"}
        antwoord = als(spelers.coordinator_school).post(url("opp_reactie", versie.sleutel), gegevens)
        assert antwoord.status_code == 422
        assert set(antwoord.context["form"].errors) == {"zienswijze", "instemming_op", "toestemming_op"}

    def test_vraag_en_antwoord(self, opp: Opp, spelers: Spelers, als: Any) -> None:
        gegevens = {"sleutel": uuid.uuid4(), "vraag": "Past dit?"}
        for _ in range(2):
            als(spelers.coordinator_school).post(url("opp_advies_vragen", opp.sleutel), gegevens)
        advies = Oppadvies.objects.get()
        ect = als(GebruikerFactory(rol="ect"))
        assert url("opp", opp.sleutel) in ect.get(url("opp_adviezen")).content.decode()
        ect.post(url("opp_antwoorden", advies.sleutel), {"antwoord": "Ja, prima."})
        tekst = als(spelers.coordinator_school).get(url("opp", opp.sleutel)).content.decode()
        assert "Ja, prima." in tekst
        dubbel = ect.post(url("opp_antwoorden", advies.sleutel), {"antwoord": "Nog eens."})
        assert dubbel.status_code == 422


class TestLijsten:
    @pytest.fixture
    def drie(self, spelers: Spelers) -> list[Opp]:
        door = spelers.coordinator_school
        return [
            factories.lopend(LeerlingFactory(school=spelers.school), spelers.school, door, **velden)
            for velden in (
                {},
                {"instemming": "gezien"},
                {"instemming": "niet_gevraagd", "instemming_op": None},
            )
        ]

    @pytest.mark.parametrize("naam", ["opp_lijst", "opp_scholen", "opp_rod", "opp_adviezen"])
    def test_evenveel_vragen_met_een_als_met_drie(
        self,
        naam: str,
        spelers: Spelers,
        als: Any,
        django_assert_num_queries: Any,
        django_assert_max_num_queries: Any,
    ) -> None:
        door, client = spelers.coordinator_school, als(spelers.medewerker)

        def nog_een() -> None:
            opp = factories.lopend(LeerlingFactory(school=spelers.school), spelers.school, door)
            factories.advies(opp, door)

        nog_een()
        client.get(url(naam))
        with django_assert_max_num_queries(22) as eerste:
            client.get(url(naam))
        nog_een()
        nog_een()
        with django_assert_num_queries(len(eerste.captured_queries)):
            client.get(url(naam))

    def test_de_pagina_van_een_opp_kost_evenveel_met_meer_versies(
        self,
        opp: Opp,
        spelers: Spelers,
        als: Any,
        django_assert_num_queries: Any,
        django_assert_max_num_queries: Any,
    ) -> None:
        client = als(spelers.coordinator_school)
        client.get(url("opp", opp.sleutel))
        with django_assert_max_num_queries(22) as eerste:
            client.get(url("opp", opp.sleutel))
        for _ in range(2):
            factories.evaluatie(opp, spelers.coordinator_school, datum=date(2026, 11, 2))
        with django_assert_num_queries(len(eerste.captured_queries)):
            client.get(url("opp", opp.sleutel))

    def test_filter_en_aandelen(self, drie: list[Opp], spelers: Spelers, als: Any) -> None:
        client = als(spelers.coordinator_school)
        antwoord = client.get(url("opp_lijst"))
        assert "33,3%" in antwoord.content.decode()
        assert len(client.get(url("opp_lijst"), {"punt": "instemming"}).context["rijen"]) == 2
        assert len(client.get(url("opp_lijst"), {"stand": "beeindigd"}).context["rijen"]) == 0
        assert not als(spelers.buitenstaander).get(url("opp_lijst")).context["rijen"]

    def test_een_fragment_is_de_lijst_van_de_pagina(
        self, drie: list[Opp], spelers: Spelers, als: Any
    ) -> None:
        client = als(spelers.coordinator_school)
        heel = client.get(url("opp_lijst")).content.decode()
        deel = client.get(url("opp_lijst"), headers={"HX-Request": "true"}).content.decode()
        assert "<h1" not in deel
        for opp in drie:
            assert url("opp", opp.sleutel) in deel
            assert url("opp", opp.sleutel) in heel

    def test_uitvoer(self, drie: list[Opp], spelers: Spelers, als: Any) -> None:
        client = als(spelers.coordinator_school)
        antwoord = client.post(url("opp_uitvoer"), {"formaat": "csv", "stand": "lopend"})
        rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
        assert {rij["Handelingsdeel"] for rij in rijen} == {"Instemming", "Gezien", "Nog niet gevraagd"}
        assert not any(PLAN["begeleiding"] in waarde for rij in rijen for waarde in rij.values())
        assert Inzage.objects.filter(soort="download").exists()
        assert client.post(url("opp_uitvoer")).content[:2] == b"PK"
        leeg = als(spelers.buitenstaander).post(url("opp_uitvoer"), {"formaat": "csv"})
        assert len(leeg.content.decode().splitlines()) == 1

    def test_per_locatie(self, drie: list[Opp], spelers: Spelers, als: Any) -> None:
        rij = als(spelers.medewerker).get(url("opp_scholen")).context["rijen"][0]
        assert (rij.aantal, rij.instemming.teller, rij.rod.teller) == (3, 1, 0)
        csv_ = als(spelers.medewerker).post(url("opp_scholen_uitvoer"), {"formaat": "csv"}).content.decode()
        assert '"33,3"' in csv_

    def test_rod_noemt_wat_er_moet_gebeuren(self, drie: list[Opp], spelers: Spelers, als: Any) -> None:
        services.rod_vastleggen(
            opp=drie[0],
            gemeld_op=date(2026, 11, 2),
            begin=drie[0].ingang,
            einde=None,
            versie=1,
            door=spelers.coordinator_school,
            op=OP,
        )
        antwoord = als(spelers.coordinator_school).get(url("opp_rod"))
        assert len(antwoord.context["rijen"]) == 2
        assert antwoord.content.decode().count("Nog niet vastgelegd in ROD.") == 2
