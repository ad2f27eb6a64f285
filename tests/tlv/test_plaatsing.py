"""After the decision: picking up by number, the list, placing or not, and how a stay ends."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlingen.models import Leerling
from swv.models import Gebruiker, Inzage, School
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tests.tlv.plaatsingfabriek import op_lijst, tlv, vso
from tlv import services
from tlv.models import Ophaalpoging, Plaatsing, Toelaatbaarheidsverklaring
from tlv.selectors.plaatsing import plaatsingslijst, wachtdagen

BEGIN = date(2027, 8, 1)


def haal(school: School, door: Gebruiker, verklaring: Toelaatbaarheidsverklaring, **velden: Any) -> Any:
    gegevens = {
        "nummer": verklaring.nummer,
        "geboortedatum": verklaring.leerling.geboortedatum,
        "op": OP,
    }
    return services.tlv_ophalen(school=school, door=door, **gegevens | velden)


class TestOphalen:
    def test_met_nummer_en_geboortedatum_op_de_lijst(self, rollen: Rolverdeling) -> None:
        verklaring, (school, wie) = tlv(rollen), vso()
        plaatsing = haal(school, wie, verklaring, nummer=f" {verklaring.nummer.lower()} ").plaatsing

        assert (plaatsing.school, plaatsing.op_lijst_sinds) == (school, OP.date())
        assert haal(school, wie, verklaring).plaatsing == plaatsing
        assert list(Plaatsing.objects.zichtbaar_voor(wie)) == [plaatsing]
        assert not Leerling.objects.zichtbaar_voor(wie).exists(), "the dossier itself stays with the SWV"

    @pytest.mark.parametrize("velden", [{"nummer": "VO0000-2627-99999"}, {"geboortedatum": date(2011, 1, 1)}])
    def test_een_van_beide_is_niet_genoeg(self, rollen: Rolverdeling, velden: dict[str, Any]) -> None:
        verklaring, (school, wie) = tlv(rollen), vso()
        uitkomst = haal(school, wie, verklaring, **velden)

        assert uitkomst.plaatsing is None
        assert "geen geldige TLV" in uitkomst.reden
        assert Ophaalpoging.objects.get().gelukt is False

    def test_wat_nog_niet_bekend_is_of_niet_meer_geldt_bestaat_niet(self, rollen: Rolverdeling) -> None:
        school, wie = vso()
        verklaring = factories.besluit(rollen).verklaring
        assert "geen geldige TLV" in haal(school, wie, verklaring).reden
        factories.maak_bekend(verklaring.besluit, rollen)
        assert "geen geldige TLV" in haal(school, wie, verklaring, op=na(800)).reden
        Toelaatbaarheidsverklaring.objects.update(ingetrokken_op=OP.date())
        assert "geen geldige TLV" in haal(school, wie, verklaring).reden

    def test_na_vijf_keer_mis_is_het_een_uur_dicht_voor_de_hele_school(self, rollen: Rolverdeling) -> None:
        verklaring, (school, wie) = tlv(rollen), vso()
        collega = GebruikerFactory(rol="school", school=school)
        for nummer in range(5):
            haal(school, (wie, collega)[nummer % 2], verklaring, nummer="fout")

        assert "te vaak" in haal(school, collega, verklaring).reden
        assert Ophaalpoging.objects.count() == 5
        assert haal(school, wie, verklaring, op=OP + timedelta(minutes=61)).plaatsing

    def test_een_andere_soort_school_haalt_haar_niet_op(self, rollen: Rolverdeling) -> None:
        sbo = SchoolFactory(onderwijssoort="sbo")
        wie = GebruikerFactory(rol="school", school=sbo)

        assert "Uw school heeft een andere soort onderwijs" in haal(sbo, wie, tlv(rollen)).reden

    def test_alleen_voor_de_eigen_school(self, rollen: Rolverdeling) -> None:
        verklaring, (school, _wie) = tlv(rollen), vso()

        with pytest.raises(NietToegestaan, match="ontvangende school"):
            haal(school, rollen.aanvrager, verklaring)
        with pytest.raises(NietToegestaan):
            haal(school, rollen.directeur, verklaring)


class TestPlaatsen:
    @pytest.fixture
    def rij(self, rollen: Rolverdeling) -> Plaatsing:
        self.school, self.wie = vso()
        return op_lijst(tlv(rollen), self.school)

    def plaats(self, rij: Plaatsing, dag: date = BEGIN, **wie: Gebruiker) -> Plaatsing:
        return services.leerling_plaatsen(
            plaatsing=rij, plaatsingsdatum=dag, door=wie.get("door", self.wie), op=OP
        )

    @pytest.mark.parametrize("dag", [date(2027, 7, 31), date(2028, 8, 1)])
    def test_binnen_de_geldigheid(self, rij: Plaatsing, dag: date) -> None:
        with pytest.raises(NietToegestaan, match="De TLV geldt"):
            self.plaats(rij, dag)
        assert self.plaats(rij).plaatsingsdatum == BEGIN

    def test_bij_een_school_tegelijk(self, rij: Plaatsing) -> None:
        ander, wie = vso("Andere school")
        tweede = op_lijst(rij.verklaring, ander)
        self.plaats(rij)

        with pytest.raises(NietToegestaan, match="al geplaatst bij Ontvangende school"):
            self.plaats(tweede, door=wie)
        with pytest.raises(IntegrityError, match="een_school"), transaction.atomic():
            Plaatsing.objects.filter(pk=tweede.pk).update(status="geplaatst", plaatsingsdatum=BEGIN)

    def test_een_andere_school_of_een_deskundige_niet(self, rij: Plaatsing, rollen: Rolverdeling) -> None:
        for wie in (rollen.aanvrager, rollen.arts, rollen.directeur):
            with pytest.raises(NietToegestaan):
                self.plaats(rij, door=wie)
        assert self.plaats(rij, door=rollen.administratie)

    def test_niet_plaatsen_zegt_waarom_en_de_lijst_toont_het(
        self, rij: Plaatsing, rollen: Rolverdeling
    ) -> None:
        gegevens: dict[str, Any] = {"plaatsing": rij, "reden": "vol", "door": self.wie, "op": na(10)}
        with pytest.raises(NietToegestaan, match="kort wat er aan de hand is"):
            services.niet_plaatsen(toelichting=" ", **gegevens)
        klaar = services.niet_plaatsen(toelichting="Groep 2 is vol.", **gegevens)

        assert (klaar.reden, wachtdagen(klaar, date(2027, 1, 1))) == ("vol", 10)
        (lijst,) = plaatsingslijst(rollen.administratie, na(20).date(), "niet_geplaatst")
        assert [regel.plaatsing for regel in lijst.regels] == [rij]

    def test_terugplaatsing_naar_een_reguliere_school(self, rij: Plaatsing, rollen: Rolverdeling) -> None:
        self.plaats(rij)
        gegevens: dict[str, Any] = {
            "plaatsing": rij,
            "uitstroom": "terugplaatsing",
            "toelichting": "Zachte landing met twee dagen per week.",
            "door": self.wie,
            "op": na(400),
        }
        einde = na(390).date()
        with pytest.raises(NietToegestaan, match="naar welke school"):
            services.plaatsing_beeindigen(naar_school=None, beeindigd_per=einde, **gegevens)
        with pytest.raises(NietToegestaan, match="begon op"):
            services.plaatsing_beeindigen(naar_school=rollen.school, beeindigd_per=OP.date(), **gegevens)
        with pytest.raises(NietToegestaan, match="als het zover is"):
            services.plaatsing_beeindigen(naar_school=rollen.school, beeindigd_per=na(401).date(), **gegevens)
        klaar = services.plaatsing_beeindigen(naar_school=rollen.school, beeindigd_per=einde, **gegevens)

        assert (klaar.status, klaar.naar_school) == ("beeindigd", rollen.school)

    @pytest.mark.parametrize(
        ("velden", "naam"),
        [
            ({"status": "geplaatst"}, "plaatsing_datum"),
            ({"status": "niet_geplaatst"}, "niet_geplaatst"),
            ({"status": "beeindigd", "plaatsingsdatum": BEGIN}, "beeindigd"),
            ({"reden": "vol"}, "niet_geplaatst"),
        ],
    )
    def test_de_database_weigert_een_halve_plaatsing(
        self, rij: Plaatsing, velden: dict[str, Any], naam: str
    ) -> None:
        with pytest.raises(IntegrityError, match=naam), transaction.atomic():
            Plaatsing.objects.filter(pk=rij.pk).update(**velden)


class TestBladzijden:
    def test_ophalen_en_plaatsen_in_de_browser(self, rollen: Rolverdeling, als: Any) -> None:
        verklaring, (school, wie) = tlv(rollen), vso()
        client = als(wie)
        mis = client.post(
            reverse("tlv:ophalen"), {"school": school.pk, "nummer": "fout", "geboortedatum": "2012-05-06"}
        )
        assert mis.status_code == 422
        assert "geen geldige TLV" in mis.content.decode()
        assert rollen.leerling.achternaam not in mis.content.decode()
        gegevens = {"school": school.pk, "nummer": verklaring.nummer, "geboortedatum": "2012-05-06"}
        blad = client.post(reverse("tlv:ophalen"), gegevens, follow=True).content.decode()
        assert rollen.leerling.achternaam in blad
        rij = Plaatsing.objects.get()
        client.post(reverse("tlv:plaatsen", args=[rij.sleutel]), {"plaatsingsdatum": "2027-08-01"})
        rij.refresh_from_db()
        assert rij.plaatsingsdatum == BEGIN
        swv = als(rollen.administratie)
        assert school.naam in swv.get(reverse("tlv:plaatsingen") + "?status=geplaatst").content.decode()
        aanvraagblad = reverse("tlv:aanvraag", args=[verklaring.besluit.aanvraag.sleutel])
        assert "Geplaatst" in swv.get(aanvraagblad).content.decode()

    def test_niet_plaatsen_en_beeindigen_in_de_browser(self, rollen: Rolverdeling, als: Any) -> None:
        verklaring, (school, wie) = tlv(rollen), vso()
        rij, client = op_lijst(verklaring, school), als(wie)
        adres = reverse("tlv:niet_plaatsen", args=[rij.sleutel])
        klaar = client.post(adres, {"reden": "vol", "toelichting": "Groep 2 is vol."}, follow=True)
        assert "De school of de groep is vol" in klaar.content.decode()
        weer = op_lijst(verklaring, school)
        Plaatsing.objects.filter(pk=weer.pk).update(status="geplaatst", plaatsingsdatum=date(2026, 11, 1))
        einde = client.post(
            reverse("tlv:plaatsing_beeindigen", args=[weer.sleutel]),
            {"beeindigd_per": "2026-11-30", "uitstroom": "terugplaatsing", "naar_school": rollen.school.pk},
            follow=True,
        )
        assert rollen.school.naam in einde.content.decode()

    def test_wie_keek_is_bekend(self, rollen: Rolverdeling, als: Any) -> None:
        school, wie = vso()
        op_lijst(tlv(rollen), school)
        als(wie).get(reverse("tlv:plaatsingen"))

        assert Inzage.objects.latest("id").leerlingen == [rollen.leerling.sleutel]

    def test_een_reguliere_school_haalt_niets_op(self, rollen: Rolverdeling, als: Any) -> None:
        blad = als(rollen.aanvrager).get(reverse("tlv:ophalen")).content.decode()

        assert "Uw school haalt geen TLV op" in blad

    def test_meer_leerlingen_vragen_niet_meer_queries(self, rollen: Rolverdeling, als: Any) -> None:
        school, _wie = vso()
        op_lijst(tlv(rollen), school)
        client, adres = als(rollen.administratie), reverse("tlv:plaatsingen")
        client.get(adres)
        with CaptureQueriesContext(connection) as een:
            client.get(adres)
        for _ in range(2):
            op_lijst(tlv(factories.rolverdeling()), school)
        with CaptureQueriesContext(connection) as drie:
            client.get(adres)

        assert len(drie) == len(een)
