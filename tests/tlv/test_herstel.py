"""Completing a request: point by point, with clocks that stand still and run again."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from swv.models import Gebeurtenis
from swv.models.normen import Startmoment
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, NormFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services
from tlv.enums import Aanvraagstatus, Herstelstatus
from tlv.models import Aanvraag, Aanvraagtermijn, Herstelverzoek

AWB = "tlv.awb_beslistermijn"


def klok(aanvraag: Aanvraag, code: str = AWB) -> Aanvraagtermijn:
    return aanvraag.termijnen.get(norm__code=code)


class TestVragen:
    def test_de_aanvraag_wacht_en_de_klok_staat_stil(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vraag_aanvulling(aanvraag, rollen, op=na(4))

        aanvraag.refresh_from_db()
        assert aanvraag.status == Aanvraagstatus.ONVOLLEDIG
        assert aanvraag.eerstvolgende_datum is None
        assert klok(aanvraag).staat_stil_sinds == date(2026, 11, 7)

    def test_punten_onthouden_wat_er_stond(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen, leerjaar="klas 2"), rollen)

        punt = verzoek.punten.get()
        assert (punt.vraag, punt.vorig_antwoord) == ("leerjaar", "klas 2")

    @pytest.mark.parametrize(
        ("punten", "melding"),
        [
            ([], "ten minste één"),
            ([("bestaat_niet", "x")], "Kies alleen vragen van deze aanvraag"),
            ([("leerjaar", "x"), ("leerjaar", "y")], "elk één keer"),
            ([("leerjaar", " ")], "Schrijf bij elk punt"),
        ],
    )
    def test_een_leeg_of_vreemd_verzoek_kan_niet(
        self, rollen: Rolverdeling, punten: list[tuple[str, str]], melding: str
    ) -> None:
        aanvraag = factories.ingediend(rollen)

        with pytest.raises(NietToegestaan, match=melding):
            services.herstel_vragen(
                aanvraag=aanvraag,
                punten=punten,
                hersteltermijn_tot_en_met=date(2026, 11, 16),
                door=rollen.administratie,
                op=OP,
            )
        assert Aanvraag.objects.get().status == Aanvraagstatus.INGEDIEND

    def test_de_school_krijgt_ten_minste_een_dag(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="morgen"):
            factories.vraag_aanvulling(factories.ingediend(rollen), rollen, dagen=0)

    def test_de_klok_staat_niet_jaren_stil(self, rollen: Rolverdeling) -> None:
        NormFactory(code="tlv.hersteltermijn_hoogstens", waarde=12, startmoment="uitnodiging")
        aanvraag = factories.ingediend(rollen)
        with pytest.raises(NietToegestaan, match="tot hoogstens 25 januari 2027"):
            factories.vraag_aanvulling(aanvraag, rollen, dagen=85)
        assert factories.vraag_aanvulling(aanvraag, rollen, dagen=84).hersteltermijn_tot_en_met == date(
            2027, 1, 25
        )

    def test_twee_open_verzoeken_kunnen_niet(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vraag_aanvulling(aanvraag, rollen)

        with pytest.raises(NietToegestaan, match="Dit kan niet meer"):
            factories.vraag_aanvulling(aanvraag, rollen)
        with pytest.raises(IntegrityError, match="tlv_herstelverzoek_een_open"), transaction.atomic():
            Herstelverzoek.objects.create(
                aanvraag=aanvraag, gevraagd_op=OP, hersteltermijn_tot_en_met=date(2026, 12, 1)
            )

    def test_met_een_open_verzoek_gaat_niets_verder(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen)
        factories.vraag_aanvulling(aanvraag, rollen)

        with pytest.raises(NietToegestaan, match="Wacht op aanvulling"):
            factories.besluit(rollen, aanvraag)


class TestAanvullen:
    def test_de_aanvulling_wordt_deel_van_de_aanvraag(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen, leerjaar="?")
        verzoek = factories.vraag_aanvulling(aanvraag, rollen)
        factories.beantwoord(verzoek, rollen, op=na(1), leerjaar="Groep 8")
        aanvraag.refresh_from_db()
        assert aanvraag.antwoorden["leerjaar"] == "?"

        services.herstel_afronden(herstelverzoek=verzoek, door=rollen.aanvrager, op=na(2))
        aanvraag.refresh_from_db()
        assert aanvraag.antwoorden["leerjaar"] == "Groep 8"
        assert aanvraag.status == Aanvraagstatus.INGEDIEND

    def test_insturen_kan_pas_als_alle_punten_klaar_zijn(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, vragen_=("leerjaar", "zienswijze"))
        factories.beantwoord(verzoek, rollen, leerjaar="8")

        with pytest.raises(NietToegestaan, match="Nog niet aangevuld: "):
            services.herstel_afronden(herstelverzoek=verzoek, door=rollen.aanvrager, op=OP)

    def test_een_punt_leegmaken_maakt_het_weer_open(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen)
        for antwoord in ("Groep 8", ""):
            factories.beantwoord(verzoek, rollen, leerjaar=antwoord)

        assert verzoek.punten.get().opgelost_op is None

    def test_niemand_overschrijft_een_collega(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen)
        factories.beantwoord(verzoek, rollen, leerjaar="Groep 8")

        with pytest.raises(services.Verouderd):
            services.herstel_aanvullen(
                herstelverzoek=verzoek, antwoorden={"leerjaar": "9"}, versie=1, door=rollen.aanvrager, op=OP
            )
        assert verzoek.punten.get().antwoord == "Groep 8"

    def test_wie_niets_verandert_laat_geen_gebeurtenis_na(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen)
        for _ in range(3):
            factories.beantwoord(verzoek, rollen, leerjaar="Groep 8")

        bewaard = Gebeurtenis.objects.filter(soort="aanvulling_bewaard")
        assert [rij.gegevens for rij in bewaard] == [{"vragen": ["leerjaar"]}]
        verzoek.refresh_from_db()
        assert verzoek.versie == 2

    def test_alleen_wat_gevraagd_is(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen)

        ander = {code: w for code, w in verzoek.aanvraag.antwoorden.items() if code != "leerjaar"}

        with pytest.raises(NietToegestaan, match="Dit is niet gevraagd"):
            factories.beantwoord(verzoek, rollen, **ander)

    def test_een_documentpunt_vraagt_een_document_van_daarna(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, vragen_=("opp",))

        with pytest.raises(NietToegestaan, match="Voeg bij dit punt een document toe"):
            factories.beantwoord(verzoek, rollen, opp="Zie oud OPP")
        with pytest.raises(NietToegestaan, match="Nog niet aangevuld: Ontwikkelingsperspectief"):
            services.herstel_afronden(herstelverzoek=verzoek, door=rollen.aanvrager, op=OP)

    def test_een_andere_school_vult_niets_aan(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen)
        buiten = GebruikerFactory(rol="school", school=SchoolFactory())

        with pytest.raises(NietToegestaan):
            services.herstel_aanvullen(
                herstelverzoek=verzoek, antwoorden={"leerjaar": "8"}, versie=1, door=buiten, op=OP
            )
        with pytest.raises(NietToegestaan):
            services.herstel_afronden(herstelverzoek=verzoek, door=buiten, op=OP)

    def test_een_afgerond_verzoek_verandert_niet_meer(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen)
        factories.vul_aan(verzoek, rollen)

        with pytest.raises(NietToegestaan, match="al afgerond"):
            factories.beantwoord(verzoek, rollen, leerjaar="9")

    def test_een_aanvraag_die_compleet_was_komt_terug_in_behandeling(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen)
        compleet_op = aanvraag.compleet_op
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, op=na(1))
        factories.vul_aan(verzoek, rollen, op=na(3))

        aanvraag.refresh_from_db()
        assert aanvraag.status == Aanvraagstatus.IN_BEHANDELING
        assert aanvraag.compleet_op == compleet_op
        assert factories.besluit(rollen, aanvraag, op=na(4)).aanvraag == aanvraag


class TestKlok:
    def test_schorsing_telt_de_dagen_ertussen(self, rollen: Rolverdeling) -> None:
        """Domein 1.7: invited 01-06, completed 10-06 is 8 days; here 3 to 12 November."""
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, op=na(1))
        factories.vul_aan(verzoek, rollen, op=na(10))

        aanvraag.refresh_from_db()
        termijn = klok(aanvraag)
        assert termijn.uiterste_datum == date(2027, 1, 5)
        assert termijn.staat_stil_sinds is None
        assert "8 dagen erbij" in " ".join(termijn.afleiding)
        assert aanvraag.eerstvolgende_datum == date(2027, 1, 5)

    def test_dezelfde_dag_aanvullen_kost_geen_dag(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen, op=na(1)), rollen, op=na(1))

        assert klok(aanvraag).uiterste_datum == date(2026, 12, 28)

    def test_twee_keer_aanvullen_telt_op(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        for begin, einde in ((1, 6), (10, 14)):
            verzoek = factories.vraag_aanvulling(aanvraag, rollen, op=na(begin))
            factories.vul_aan(verzoek, rollen, op=na(einde))

        # 28 December plus 4 and 3 days.
        assert klok(aanvraag).uiterste_datum == date(2027, 1, 4)

    def test_intrekken_laat_de_klok_lopen_vanaf_die_dag(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, op=na(1))
        services.herstel_intrekken(
            herstelverzoek=verzoek, reden="Was al bekend.", door=rollen.administratie, op=na(5)
        )

        aanvraag.refresh_from_db()
        assert aanvraag.status == Aanvraagstatus.INGEDIEND
        assert klok(aanvraag).uiterste_datum == date(2026, 12, 31)
        assert Gebeurtenis.objects.get(onderwerp="tlv.herstelverzoek", soort="intrekken").toelichting

    def test_intrekken_vraagt_een_reden(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen)

        with pytest.raises(NietToegestaan, match="waarom"):
            services.herstel_intrekken(herstelverzoek=verzoek, reden="", door=rollen.administratie, op=OP)

    def test_een_klok_vanaf_compleet_telt_de_tijd_ervoor_niet(self, rollen: Rolverdeling) -> None:
        NormFactory(code="tlv.servicenorm", waarde=3, startmoment=Startmoment.COMPLEET)
        aanvraag = factories.ingediend(rollen)
        assert not aanvraag.termijnen.filter(norm__code="tlv.servicenorm").exists()

        factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen, op=na(1)), rollen, op=na(8))
        aanvraag.refresh_from_db()
        services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(9))

        service = klok(aanvraag, "tlv.servicenorm")
        assert service.begonnen_op == date(2026, 11, 11)
        assert service.uiterste_datum == date(2026, 12, 2)
        assert klok(aanvraag).uiterste_datum == date(2027, 1, 4)  # 28-12 plus 6 days is a Sunday
        aanvraag.refresh_from_db()
        assert aanvraag.eerstvolgende_datum == date(2026, 12, 2)

    def test_een_klok_vanaf_compleet_staat_daarna_wel_stil(self, rollen: Rolverdeling) -> None:
        NormFactory(code="tlv.servicenorm", waarde=3, startmoment=Startmoment.COMPLEET)
        aanvraag = factories.compleet(rollen)
        factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen, op=na(1)), rollen, op=na(5))

        assert klok(aanvraag, "tlv.servicenorm").uiterste_datum == date(2026, 11, 26)

    def test_een_herberekening_staat_in_het_spoor(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen, op=na(1)), rollen, op=na(4))

        laatste = Gebeurtenis.objects.filter(soort="termijnen_herberekend").order_by("id").last()
        assert laatste is not None
        assert laatste.gegevens == {AWB: {"van": "2026-12-28", "naar": "2026-12-30"}}


class TestVerlopen:
    def test_na_de_laatste_dag_loopt_de_klok_weer(self, rollen: Rolverdeling) -> None:
        """The last day of the hersteltermijn ends the suspension (domein.md 1.7)."""
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, op=na(0), dagen=10)
        verlopen = services.herstel_laten_verlopen(herstelverzoek=verzoek, op=na(15))

        aanvraag.refresh_from_db()
        assert verlopen.status == Herstelstatus.VERLOPEN
        assert aanvraag.status == Aanvraagstatus.INGEDIEND
        assert klok(aanvraag).uiterste_datum == date(2027, 1, 6)  # 9 days

    def test_op_de_laatste_dag_nog_niet(self, rollen: Rolverdeling) -> None:
        verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen, dagen=10)

        with pytest.raises(NietToegestaan, match="nog niet voorbij"):
            services.herstel_laten_verlopen(herstelverzoek=verzoek, op=na(10))
        assert verzoek.aanvraag.herstelverzoeken.get().status == Herstelstatus.OPEN

    def test_een_verlopen_verzoek_houdt_compleet_in_stand(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, dagen=3)
        services.herstel_laten_verlopen(herstelverzoek=verzoek, op=na(4))

        aanvraag.refresh_from_db()
        assert aanvraag.status == Aanvraagstatus.IN_BEHANDELING
