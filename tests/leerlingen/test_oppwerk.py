"""What comes to somebody: the work list of school and SWV, and reminders that may run twice."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from leerlingen import services
from leerlingen.models import Opp
from leerlingen.tasks import herinner
from swv.enums import Onderwijssoort
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Peiling
from swv.kwartaal import Kwartaal
from swv.models import Bericht
from swv.normen import kalender
from swv.panelen import werkbakken
from swv.termijnen import schooljaartermijn
from swv.werk import lees
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, InschrijvingFactory, LeerlingFactory, SchoolFactory
from tests.leerlingen import factories
from tests.leerlingen.factories import DAG, OP

pytestmark = pytest.mark.django_db
ZOMER = datetime(2027, 6, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def normen(db: None) -> None:
    factories.normen()


@pytest.fixture
def opp(spelers: Spelers) -> Opp:
    leerling = LeerlingFactory(school=spelers.school)
    return factories.lopend(leerling, spelers.school, spelers.coordinator_school)


def wat(user: Any, op: date) -> list[tuple[str, date | None]]:
    regels = lees([bak for bak in werkbakken if bak.code == "opp"], user, op, kalender())["opp"]
    return [(regel.wat, regel.uiterste_datum) for regel in regels]


class TestWerkbak:
    def test_een_concept_en_een_evaluatie(self, opp: Opp, spelers: Spelers, op_moment: Any) -> None:
        factories.concept(LeerlingFactory(school=spelers.school), spelers.school, spelers.coordinator_school)
        with op_moment(OP):
            assert wat(spelers.coordinator_school, DAG) == [
                ("OPP afmaken en vaststellen", date(2026, 11, 12))
            ]
        with op_moment(ZOMER):
            regels = wat(spelers.coordinator_school, date(2027, 6, 10))
        assert ("OPP evalueren met ouders en leerling", date(2027, 7, 31)) in regels
        assert wat(spelers.buitenstaander, date(2027, 6, 10)) == []

    def test_wie_vertrok_houdt_een_opp_dat_moet_eindigen(self, opp: Opp, spelers: Spelers) -> None:
        opp.leerling.inschrijvingen.update(tot_en_met=date(2026, 11, 1))
        assert wat(spelers.coordinator_school, DAG) == [("OPP beëindigen: de leerling is vertrokken", None)]

    def test_op_een_school_voor_pro_heeft_iedereen_een_opp(self) -> None:
        school = SchoolFactory(onderwijssoort=Onderwijssoort.PRO)
        wie = GebruikerFactory(rol="school", school=school)
        LeerlingFactory(school=school, vanaf=date(2026, 10, 5))
        assert wat(wie, DAG) == [("OPP opstellen", date(2026, 11, 16))]
        LeerlingFactory(school=SchoolFactory(), vanaf=date(2026, 10, 5))
        assert len(wat(wie, DAG)) == 1

    def test_de_vraag_van_een_school_komt_bij_wie_adviseert(self, opp: Opp, spelers: Spelers) -> None:
        factories.advies(opp, spelers.coordinator_school)
        for rol, aantal in (("ect", 1), ("coordinator", 1), ("administratie", 0), ("directeur", 0)):
            assert len(wat(GebruikerFactory(rol=rol), DAG)) == aantal

    def test_het_staat_op_de_startpagina(self, opp: Opp, spelers: Spelers, als: Any, op_moment: Any) -> None:
        with op_moment(ZOMER):
            tekst = als(spelers.coordinator_school).get(reverse("start")).content.decode()
        assert "OPP evalueren met ouders en leerling" in tekst


class TestHerinneringen:
    def test_tweemaal_draaien_is_een_bericht_per_week(self, opp: Opp, spelers: Spelers) -> None:
        for moment in (ZOMER, ZOMER, datetime(2027, 6, 11, 9, tzinfo=UTC)):
            herinner(moment)
        bericht = Bericht.objects.get()
        assert (bericht.soort, bericht.ontvanger) == ("opp.evaluatie", spelers.coordinator_school)
        assert opp.leerling.achternaam not in bericht.onderwerp
        herinner(datetime(2027, 6, 18, 9, tzinfo=UTC))
        assert Bericht.objects.count() == 2

    def test_nog_niet_aan_de_beurt(self, opp: Opp) -> None:
        herinner(OP)
        assert not Bericht.objects.exists()

    def test_opstellen_ook_zonder_concept_waar_iedereen_een_opp_heeft(self) -> None:
        school = SchoolFactory(onderwijssoort=Onderwijssoort.PRO)
        GebruikerFactory(rol="school", school=school)
        LeerlingFactory(school=school, vanaf=date(2026, 10, 5))
        herinner(OP)
        assert Bericht.objects.get().soort == "opp.opstellen"


class TestCijfers:
    def vraag(self, dag: date) -> Peiling:
        return Peiling(Kwartaal.van(dag), dag, date(2026, 9, 15))

    def uitkomst(self, code: str, dag: date = date(2026, 12, 15)) -> tuple[Any, Any]:
        gevonden = KENGETALLEN[f"opp.{code}"].bereken(self.vraag(dag))
        return gevonden.teller, gevonden.noemer

    def test_stand_op_de_peildatum(self, opp: Opp, spelers: Spelers) -> None:
        assert self.uitkomst("aantal", date(2026, 11, 1)) == (0, None)
        assert self.uitkomst("aantal") == (1, None)
        assert self.uitkomst("per_100") == (1, 1600)
        assert self.uitkomst("instemming") == self.uitkomst("gehoord") == (1, 1)
        assert self.uitkomst("in_rod") == (0, 1)
        assert self.uitkomst("op_tijd_opgesteld") == (1, 1)

    def test_evaluatie_op_tijd_kijkt_naar_toen(self, opp: Opp, spelers: Spelers) -> None:
        factories.evaluatie(opp, spelers.coordinator_school, datum=date(2027, 10, 1))
        assert self.uitkomst("evaluatie_op_tijd", date(2027, 6, 15)) == (1, 1)
        assert self.uitkomst("evaluatie_op_tijd", date(2027, 9, 15)) == (0, 1)
        assert self.uitkomst("evaluatie_op_tijd", date(2027, 12, 15)) == (1, 1)

    def test_een_bijstelling_zonder_instemming_telt_pas_daarna(self, opp: Opp, spelers: Spelers) -> None:
        door, op = spelers.coordinator_school, factories.na(100)
        nieuw = services.bijstelling_beginnen(opp=opp, door=door, op=op)
        velden = {"gehoord": "nee", "gehoord_hoe": "Volgt."}
        services.oppversie_bewaren(versierij=nieuw, velden=velden, versie=1, door=door, op=op)
        services.oppversie_vaststellen(versierij=nieuw, datum=date(2027, 2, 1), door=door, op=op)
        for code in ("instemming", "gehoord"):
            assert self.uitkomst(code) == (1, 1)
            assert self.uitkomst(code, date(2027, 3, 15)) == (0, 1)

    def test_de_rijen_zijn_wat_is_geteld(self, opp: Opp, spelers: Spelers) -> None:
        vraag = self.vraag(date(2026, 12, 15))
        codes = [code for code in KENGETALLEN if code.startswith("opp.")]
        assert len(codes) == 7
        for code in codes:
            rijen = KENGETALLEN[code].rijen
            assert rijen is not None
            gevonden = list(rijen.selecteer(vraag))
            assert len(gevonden) == KENGETALLEN[code].bereken(vraag).teller
            for rij in gevonden:
                assert all(kolom.waarde(rij) is not None for kolom in rijen.kolommen)

    def test_per_school(self, opp: Opp) -> None:
        cellen = VERDELINGEN["opp.per_school"].bereken(self.vraag(date(2026, 12, 15)))
        assert [(cel.labels, cel.aantal) for cel in cellen] == [
            ((f"{opp.school.naam} ({opp.school.vestigingscode})",), 1)
        ]


class TestTermijn:
    @pytest.mark.parametrize(
        ("start", "schooljaren", "verwacht"),
        [
            (date(2026, 8, 1), 1, date(2027, 7, 31)),
            (date(2027, 7, 31), 1, date(2027, 7, 31)),
            (date(2026, 7, 31), 1, date(2026, 7, 31)),
            (date(2026, 11, 2), 2, date(2028, 7, 31)),
        ],
    )
    def test_einde_van_het_schooljaar(self, start: date, schooljaren: int, verwacht: date) -> None:
        termijn = schooljaartermijn(start, schooljaren, startmoment="vaststelling")
        assert termijn.uiterste_datum == verwacht
        assert termijn.begonnen_op == start

    def test_een_verhuizing_begint_geen_klok_bij_de_vorige_school(self, spelers: Spelers) -> None:
        leerling = LeerlingFactory(school=spelers.school, tot_en_met=date(2026, 10, 31))
        InschrijvingFactory(leerling=leerling, school=spelers.andere_school, vanaf=date(2026, 11, 1))
        versie = factories.concept(leerling, spelers.andere_school, spelers.buitenstaander)
        assert versie.opp.opstellen_vanaf == date(2026, 11, 1)
