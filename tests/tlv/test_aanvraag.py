"""A request of a school: beginning, filling in, sending in, complete, withdrawn."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from leerlingen.models import Dossierdocument
from swv.models import Gebeurtenis, Vragenlijst
from swv.permissions import NietToegestaan
from tests.factories import BEGIN, GebruikerFactory, InschrijvingFactory, LeerlingFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services, vragen
from tlv.enums import Aanvraagstatus, Adviesstatus, Herstelstatus, Soort
from tlv.models import Aanvraag


class TestBeginnen:
    def test_een_concept_krijgt_een_kenmerk_van_het_schooljaar(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen, op=OP.replace(month=7))

        assert aanvraag.kenmerk == "2526-0001"
        assert aanvraag.status == Aanvraagstatus.CONCEPT
        assert aanvraag.begonnen_door == rollen.aanvrager

    def test_twee_keer_beginnen_geeft_hetzelfde_concept(self, rollen: Rolverdeling) -> None:
        assert factories.begin(rollen) == factories.begin(rollen)
        assert factories.begin(rollen, soort=Soort.PRO) != factories.begin(rollen)

    def test_een_leerling_van_een_andere_school_kan_niet(self, rollen: Rolverdeling) -> None:
        elders = LeerlingFactory(school=SchoolFactory())

        with pytest.raises(NietToegestaan, match="niet bij uw school"):
            services.aanvraag_beginnen(
                leerling=elders, school=rollen.school, soort=Soort.VSO, door=rollen.aanvrager, op=OP
            )

    def test_een_leerling_die_weg_is_kan_niet(self, rollen: Rolverdeling) -> None:
        rollen.leerling.inschrijvingen.update(tot_en_met=OP.date() - timedelta(days=1))

        with pytest.raises(NietToegestaan, match="niet bij uw school"):
            factories.begin(rollen)

    def test_een_andere_eigen_school_kan_niet_voor_deze_leerling(self, rollen: Rolverdeling) -> None:
        """Someone who works for two schools asks for the school where the pupil is."""
        tweede = SchoolFactory()
        op_twee = GebruikerFactory(rol="school", school=tweede)
        op_twee.roltoekenningen.create(rol="school", school=rollen.school, geldig_vanaf=BEGIN)

        with pytest.raises(NietToegestaan, match="niet bij uw school"):
            services.aanvraag_beginnen(
                leerling=rollen.leerling, school=tweede, soort=Soort.VSO, door=op_twee, op=OP
            )

    def test_namens_een_school_waar_u_niet_werkt_kan_niet(self, rollen: Rolverdeling) -> None:
        buiten = GebruikerFactory(rol="school", school=SchoolFactory())

        with pytest.raises(NietToegestaan, match="Alleen de school"):
            services.aanvraag_beginnen(
                leerling=rollen.leerling, school=rollen.school, soort=Soort.VSO, door=buiten, op=OP
            )

    def test_een_soort_zonder_vragenlijst_kan_niet(self, rollen: Rolverdeling) -> None:
        Vragenlijst.objects.filter(code="tlv_pro").delete()

        assert vragen.soorten(OP.date()) == [Soort.SBO, Soort.SO, Soort.VSO]
        with pytest.raises(NietToegestaan, match="beslist niet over deze soort"):
            factories.begin(rollen, soort=Soort.PRO)

    def test_een_tweede_aanvraag_naast_een_lopende_kan_niet(self, rollen: Rolverdeling) -> None:
        lopend = factories.ingediend(rollen)

        with pytest.raises(NietToegestaan, match=lopend.kenmerk):
            factories.begin(rollen)

    def test_na_intrekken_kan_opnieuw(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        services.aanvraag_intrekken(aanvraag=aanvraag, reden="Anders opgelost.", door=rollen.aanvrager, op=OP)

        assert factories.begin(rollen).status == Aanvraagstatus.CONCEPT

    def test_een_andere_school_van_de_leerling_mag_ook_aanvragen(self, rollen: Rolverdeling) -> None:
        """Aangemeld at the VSO while still enrolled: that school never learns of the first request."""
        factories.ingediend(rollen)
        andere = SchoolFactory()
        InschrijvingFactory(leerling=rollen.leerling, school=andere, soort="aanmelding")
        user = GebruikerFactory(rol="school", school=andere)

        aanvraag = services.aanvraag_beginnen(
            leerling=rollen.leerling, school=andere, soort=Soort.VSO, door=user, op=OP
        )
        assert Aanvraag.objects.zichtbaar_voor(user).get() == aanvraag


class TestAntwoorden:
    def test_antwoorden_blijven_en_de_versie_loopt_op(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        bewaard = services.antwoorden_bewaren(
            aanvraag=aanvraag, antwoorden={"leerjaar": " 3 "}, versie=1, door=rollen.aanvrager, op=OP
        )

        assert bewaard.antwoorden == {"leerjaar": "3"}
        assert bewaard.versie == 2

    def test_een_leeg_antwoord_haalt_het_oude_weg(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        for versie, waarde in ((1, "3"), (2, "")):
            aanvraag = services.antwoorden_bewaren(
                aanvraag=aanvraag,
                antwoorden={"leerjaar": waarde},
                versie=versie,
                door=rollen.aanvrager,
                op=OP,
            )

        assert aanvraag.antwoorden == {}

    def test_wie_te_laat_bewaart_hoort_dat(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        services.antwoorden_bewaren(
            aanvraag=aanvraag, antwoorden={"leerjaar": "3"}, versie=1, door=rollen.aanvrager, op=OP
        )

        with pytest.raises(services.Verouderd) as fout:
            services.antwoorden_bewaren(
                aanvraag=aanvraag, antwoorden={"leerjaar": "4"}, versie=1, door=rollen.aanvrager, op=OP
            )
        assert fout.value.huidige_versie == 2
        assert Aanvraag.objects.get().antwoorden == {"leerjaar": "3"}

    def test_hetzelfde_bewaren_is_geen_nieuwe_versie(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        for _ in range(2):
            aanvraag = services.antwoorden_bewaren(
                aanvraag=aanvraag,
                antwoorden={"leerjaar": "3"},
                versie=aanvraag.versie,
                door=rollen.aanvrager,
                op=OP,
            )

        assert aanvraag.versie == 2
        assert Gebeurtenis.objects.filter(soort="antwoorden_bewaard").count() == 1

    @pytest.mark.parametrize(
        ("code", "waarde", "melding"),
        [
            ("bestaat_niet", "x", "hoort niet bij deze aanvraag"),
            ("opp", "x", "Voeg bij dit punt een document toe"),
            ("emb", "misschien", "Kies een van de mogelijkheden"),
            ("besproken_op", "gisteren", "Vul een datum in"),
        ],
    )
    def test_een_antwoord_dat_niet_past_wordt_geweigerd(
        self, rollen: Rolverdeling, code: str, waarde: str, melding: str
    ) -> None:
        aanvraag = factories.begin(rollen)

        with pytest.raises(NietToegestaan, match=melding):
            services.antwoorden_bewaren(
                aanvraag=aanvraag, antwoorden={code: waarde}, versie=1, door=rollen.aanvrager, op=OP
            )

    def test_een_andere_school_bewaart_niets(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        buiten = GebruikerFactory(rol="school", school=SchoolFactory())

        with pytest.raises(NietToegestaan):
            services.antwoorden_bewaren(
                aanvraag=aanvraag, antwoorden={"leerjaar": "3"}, versie=1, door=buiten, op=OP
            )
        assert Aanvraag.objects.get().antwoorden == {}

    def test_na_indienen_verandert_er_niets_meer(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)

        with pytest.raises(NietToegestaan, match="al ingediend"):
            services.antwoorden_bewaren(
                aanvraag=aanvraag,
                antwoorden={"leerjaar": "4"},
                versie=aanvraag.versie,
                door=rollen.aanvrager,
                op=OP,
            )

    def test_de_gebeurtenis_noemt_vragen_en_geen_antwoorden(self, rollen: Rolverdeling) -> None:
        services.antwoorden_bewaren(
            aanvraag=factories.begin(rollen),
            antwoorden={"ondersteuningsvraag": "Iets heel persoonlijks."},
            versie=1,
            door=rollen.aanvrager,
            op=OP,
        )

        assert Gebeurtenis.objects.get(soort="antwoorden_bewaard").gegevens == {
            "vragen": ["ondersteuningsvraag"]
        }


class TestIndienen:
    def test_een_halve_aanvraag_kan_niet(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="onderdelen niet ingevuld"):
            services.indienen(aanvraag=factories.begin(rollen), door=rollen.aanvrager, op=OP)
        assert Aanvraag.objects.get().status == Aanvraagstatus.CONCEPT

    def test_een_ontbrekend_document_houdt_tegen(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.vul_in(factories.begin(rollen), rollen)
        aanvraag.documenten.filter(vraag="opp").delete()

        with pytest.raises(NietToegestaan, match="is nog 1 onderdeel niet ingevuld"):
            services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)

    def test_de_wettelijke_klok_begint_bij_ontvangst(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)

        termijn = aanvraag.termijnen.get()
        assert termijn.norm.code == "tlv.awb_beslistermijn"
        assert termijn.begonnen_op == date(2026, 11, 2)
        assert termijn.uiterste_datum == date(2026, 12, 28)
        assert termijn.afleiding[0] == "Ontvangen op 2 november 2026."
        assert "28 december 2026" in termijn.afleiding[-1]
        assert aanvraag.eerstvolgende_datum == date(2026, 12, 28)

    def test_twee_keer_indienen_heeft_een_effect(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)

        with pytest.raises(NietToegestaan, match="Dit kan niet meer"):
            services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=na(1))
        assert Aanvraag.objects.get().ingediend_op == OP
        assert aanvraag.termijnen.count() == 1

    def test_laat_op_de_avond_telt_de_nederlandse_dag(self, rollen: Rolverdeling) -> None:
        """23:30 UTC on 2 November is already 3 November in Amsterdam."""
        aanvraag = factories.ingediend(rollen, op=OP.replace(hour=23, minute=30))

        assert aanvraag.termijnen.get().begonnen_op == date(2026, 11, 3)

    def test_de_vragenlijst_van_het_begin_blijft_gelden(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.vul_in(factories.begin(rollen), rollen)
        oud = aanvraag.vragenlijst
        Vragenlijst.objects.create(
            code=oud.code,
            versie=oud.versie + 1,
            titel=oud.titel,
            inhoud={"taken": []},
            geldig_vanaf=OP.date(),
        )

        ingediend = services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)
        assert ingediend.vragenlijst == oud


class TestCompleet:
    def test_de_behandelaar_en_het_moment_staan_vast(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)

        assert aanvraag.status == Aanvraagstatus.IN_BEHANDELING
        assert aanvraag.behandelaar == aanvraag.compleet_door == rollen.administratie

    def test_de_school_verklaart_niet_zelf_compleet(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)

        with pytest.raises(NietToegestaan):
            services.compleet_verklaren(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)

    def test_de_database_weigert_behandeling_zonder_compleet(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)

        with pytest.raises(IntegrityError, match="tlv_aanvraag_compleet_op"), transaction.atomic():
            Aanvraag.objects.filter(pk=aanvraag.pk).update(status=Aanvraagstatus.IN_BEHANDELING)


class TestWeg:
    def test_een_concept_verwijderen_wist_antwoorden_en_bestanden(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.vul_in(factories.begin(rollen), rollen)
        weg = services.concept_verwijderen(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)

        assert weg.status == Aanvraagstatus.VERVALLEN
        assert weg.antwoorden == {}
        assert not weg.documenten.exists()
        assert not Dossierdocument.objects.filter(vervallen_op__isnull=True).exists()

    def test_een_bestand_dat_elders_meetelt_blijft(self, rollen: Rolverdeling) -> None:
        eerste = factories.vul_in(factories.begin(rollen), rollen)
        document = eerste.documenten.get(vraag="opp").document
        tweede = factories.begin(rollen, soort=Soort.PRO)
        tweede.documenten.create(document=document, vraag="overig")
        services.concept_verwijderen(aanvraag=eerste, door=rollen.aanvrager, op=OP)

        document.refresh_from_db()
        assert document.vervallen_op is None

    def test_een_ingediende_aanvraag_verwijderen_kan_niet(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="Dit kan niet meer"):
            services.concept_verwijderen(aanvraag=factories.ingediend(rollen), door=rollen.aanvrager, op=OP)

    def test_intrekken_vraagt_een_reden(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)

        with pytest.raises(NietToegestaan, match="waarom"):
            services.aanvraag_intrekken(aanvraag=aanvraag, reden="  ", door=rollen.aanvrager, op=OP)

    def test_intrekken_neemt_alles_wat_nog_liep_mee(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        advies = services.deskundige_toewijzen(
            aanvraag=aanvraag, deskundige=rollen.arts, door=rollen.administratie, op=OP
        )
        verzoek = factories.vraag_aanvulling(aanvraag, rollen)
        weg = services.aanvraag_intrekken(
            aanvraag=aanvraag, reden="Verhuisd.", door=rollen.aanvrager, op=na(1)
        )

        advies.refresh_from_db()
        verzoek.refresh_from_db()
        assert weg.status == Aanvraagstatus.INGETROKKEN
        assert weg.eerstvolgende_datum is None
        assert advies.status == Adviesstatus.INGETROKKEN
        assert verzoek.status == Herstelstatus.INGETROKKEN
        assert Gebeurtenis.objects.get(soort="intrekken").toelichting == "Verhuisd."

    def test_na_het_besluit_intrekken_kan_niet(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen)

        with pytest.raises(NietToegestaan, match="Dit kan niet meer"):
            services.aanvraag_intrekken(
                aanvraag=besluit.aanvraag, reden="Toch niet.", door=rollen.aanvrager, op=OP
            )
