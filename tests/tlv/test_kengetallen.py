"""The figures of the TLV route, on requests that went through the services."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from leerlingen.models import Inschrijving
from swv.enums import Onderwijssoort
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Peiling, Scope, Uitkomst, meet
from swv.kwartaal import Kwartaal
from swv.models import School
from swv.models.normen import Startmoment
from tests.factories import BEGIN, NormFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services
from tlv.beslisdatum import opschortingen
from tlv.enums import Beroep
from tlv.enums import Uitkomst as Besluituitkomst
from tlv.models import Besluit
from tlv.selectors import cijfers

K4 = Kwartaal(2026, 4)
PEILDATUM = date(2026, 12, 15)


def vraag(peildatum: date = PEILDATUM, kwartaal: Kwartaal = K4, **scope: int) -> Peiling:
    return Peiling(kwartaal, peildatum, date(2026, 9, 15), Scope(**scope))


def uitkomst(code: str, peiling: Peiling | None = None) -> Uitkomst:
    return KENGETALLEN[f"tlv.{code}"].bereken(peiling or vraag())


def rijen(code: str, peiling: Peiling | None = None) -> list[Any]:
    behind = KENGETALLEN[f"tlv.{code}"].rijen
    assert behind is not None
    return list(behind.selecteer(peiling or vraag()))


def besluit(rollen: Rolverdeling, *, dag: int = 20, **opties: Any) -> Besluit:
    """Sent in on day 0, decided on day `dag`."""
    return factories.besluit(rollen, factories.geadviseerd(rollen), op=na(dag), **opties)


AFWIJZING = {"categorie": "", "ingangsdatum": None, "einddatum": None}


class TestAantallen:
    def test_toekenning_telt_op_de_dag_van_het_besluit(self, rollen: Rolverdeling) -> None:
        besluit(rollen)

        assert uitkomst("toegekend").waarde == 1
        assert uitkomst("afgewezen").waarde == 0
        assert uitkomst("toegekend", vraag(kwartaal=Kwartaal(2026, 3))).waarde == 0

    def test_afwijzing_is_geen_toekenning(self, rollen: Rolverdeling) -> None:
        besluit(rollen, uitkomst=Besluituitkomst.AFGEWEZEN, **AFWIJZING)

        assert (uitkomst("toegekend").waarde, uitkomst("afgewezen").waarde) == (0, 1)
        assert uitkomst("besluiten").waarde == 1

    @pytest.mark.parametrize(
        ("moment", "kwartaal"),
        [
            (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), Kwartaal(2026, 3)),
            (datetime(2026, 9, 30, 22, 0, tzinfo=UTC), Kwartaal(2026, 4)),
            (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), Kwartaal(2026, 4)),
            (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), Kwartaal(2027, 1)),
        ],
    )
    def test_een_kwartaal_begint_en_eindigt_te_middernacht_in_amsterdam(
        self, rollen: Rolverdeling, moment: datetime, kwartaal: Kwartaal
    ) -> None:
        factories.ingediend(rollen, op=moment)

        tellingen = {k: uitkomst("aanvragen", vraag(kwartaal=k)).waarde for k in (kwartaal.vorige, kwartaal)}
        assert tellingen == {kwartaal.vorige: 0, kwartaal: 1}

    def test_een_concept_telt_nergens(self, rollen: Rolverdeling) -> None:
        factories.begin(rollen)

        assert uitkomst("aanvragen").waarde == uitkomst("lopend").waarde == 0

    def test_lopend_is_de_stand_aan_het_einde_van_die_dag(self, rollen: Rolverdeling) -> None:
        besluit(rollen)  # 2 through 22 November

        standen = [
            uitkomst("lopend", vraag(OP.date() + timedelta(days=n))).waarde for n in (-1, 0, 19, 20, 21)
        ]
        assert standen == [0, 1, 1, 0, 0]

    def test_ingetrokken_loopt_niet_meer(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        services.aanvraag_intrekken(aanvraag=aanvraag, reden="Toch niet.", door=rollen.aanvrager, op=na(3))

        assert uitkomst("ingetrokken").waarde == 1
        assert uitkomst("lopend").waarde == 0
        assert uitkomst("lopend", vraag(na(2).date())).waarde == 1

    def test_scope_van_een_school(self, rollen: Rolverdeling) -> None:
        besluit(rollen)
        assert rollen.school.bestuur_id is not None

        assert uitkomst("toegekend", vraag(school_id=rollen.school.pk)).waarde == 1
        assert uitkomst("toegekend", vraag(bestuur_id=rollen.school.bestuur_id)).waarde == 1
        assert uitkomst("toegekend", vraag(school_id=rollen.school.pk + 1)).waarde == 0


class TestAanleiding:
    def test_van_een_reguliere_school_is_het_een_eerste_verwijzing(self, rollen: Rolverdeling) -> None:
        besluit(rollen)

        assert (uitkomst("toegekend_nieuw").waarde, uitkomst("toegekend_verlenging").waarde) == (1, 0)

    def test_van_de_vso_school_zelf_is_het_een_verlenging(self, rollen: Rolverdeling) -> None:
        School.objects.filter(pk=rollen.school.pk).update(onderwijssoort=Onderwijssoort.VSO)
        besluit(rollen)

        assert (uitkomst("toegekend_nieuw").waarde, uitkomst("toegekend_verlenging").waarde) == (0, 1)

    def test_wie_na_het_indienen_op_school_komt_is_onderinstroom(self, rollen: Rolverdeling) -> None:
        """A direct start is asked by the school of aanmelding (domein.md 1.5)."""
        School.objects.filter(pk=rollen.school.pk).update(onderwijssoort=Onderwijssoort.VSO)
        besluit(rollen)
        Inschrijving.objects.filter(leerling=rollen.leerling).update(vanaf=na(30).date())

        assert uitkomst("toegekend_nieuw").waarde == 1

    def test_verwijzing_over_de_reguliere_leerlingen(self, rollen: Rolverdeling) -> None:
        besluit(rollen)

        gevonden = uitkomst("verwijzing_vso")
        assert (gevonden.teller, gevonden.noemer) == (1, 800)
        assert gevonden.waarde == Decimal("0.125")
        assert uitkomst("verwijzing_sbo").waarde is None

    def test_verwijzing_kijkt_twaalf_maanden_terug(self, rollen: Rolverdeling) -> None:
        dag = besluit(rollen).genomen_op.date()

        tellers = [
            uitkomst("verwijzing_vso", vraag(peildatum)).teller
            for peildatum in (dag, date(2027, dag.month, dag.day) - timedelta(days=1), date(2027, 11, 22))
        ]
        assert tellers == [1, 1, 0]


class TestGeldig:
    def test_van_ingang_tot_en_met_einde(self, rollen: Rolverdeling) -> None:
        besluit(rollen)  # 1 August 2027 through 31 July 2028

        dagen = (date(2027, 7, 31), date(2027, 8, 1), date(2028, 7, 31), date(2028, 8, 1))
        assert [uitkomst("geldig", vraag(dag)).waarde for dag in dagen] == [0, 1, 1, 0]

    def test_een_intrekking_verandert_het_verleden_niet(self, rollen: Rolverdeling) -> None:
        verklaring = besluit(rollen).verklaring
        verklaring.ingetrokken_op = date(2027, 10, 1)
        verklaring.save()

        dagen = (date(2027, 9, 30), date(2027, 10, 1))
        assert [uitkomst("geldig", vraag(dag)).waarde for dag in dagen] == [1, 0]


class TestDoorlooptijd:
    def test_vanaf_ontvangst_zonder_de_dagen_van_aanvullen(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, op=na(2))
        factories.vul_aan(verzoek, rollen, op=na(9))
        services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(9))
        for wie, beroep in ((rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG), (rollen.arts, Beroep.ARTS)):
            factories.adviseer(aanvraag, rollen, wie, beroep, op=na(10))
        aanvraag.refresh_from_db()
        factories.besluit(rollen, aanvraag, op=na(20))

        stil = sum(len(o.dagen()) for o in opschortingen(aanvraag.herstelverzoeken.all()))
        assert stil == 6
        assert uitkomst("doorlooptijd_mediaan").waarde == 20 - stil

    def test_een_eigen_norm_begint_op_haar_eigen_moment(self, rollen: Rolverdeling) -> None:
        """What stood still before that moment does not count."""
        NormFactory(code="tlv.servicenorm", waarde=3, startmoment=Startmoment.COMPLEET)
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, op=na(2))
        factories.vul_aan(verzoek, rollen, op=na(9))
        services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(12))
        for wie, beroep in ((rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG), (rollen.arts, Beroep.ARTS)):
            factories.adviseer(aanvraag, rollen, wie, beroep, op=na(12))
        aanvraag.refresh_from_db()
        factories.besluit(rollen, aanvraag, op=na(20))

        assert uitkomst("doorlooptijd_mediaan").waarde == 8
        assert uitkomst("binnen_servicenorm").waarde == 100

    def test_nearest_rank(self, rollen: Rolverdeling) -> None:
        for dagen in (5, 10, 20, 30):
            verdeling = factories.rolverdeling()
            besluit(verdeling, dag=dagen)

        assert uitkomst("doorlooptijd_mediaan").waarde == 10
        assert uitkomst("doorlooptijd_p90").waarde == 30

    def test_zonder_besluiten_is_er_geen_doorlooptijd(self, rollen: Rolverdeling) -> None:
        assert uitkomst("doorlooptijd_mediaan").waarde is None
        assert uitkomst("binnen_awb").waarde is None

    def test_te_laat_telt_alleen_in_de_noemer(self, rollen: Rolverdeling) -> None:
        besluit(rollen, dag=57)  # eight weeks is 28 December

        gevonden = uitkomst("binnen_awb")
        assert (gevonden.teller, gevonden.noemer, gevonden.waarde) == (0, 1, 0)

    def test_op_de_laatste_dag_is_op_tijd(self, rollen: Rolverdeling) -> None:
        besluit(rollen, dag=56)

        assert uitkomst("binnen_awb").waarde == 100


class TestAandelen:
    def test_teruggevraagd(self, rollen: Rolverdeling) -> None:
        factories.vraag_aanvulling(factories.ingediend(rollen), rollen)
        factories.ingediend(factories.rolverdeling())

        gevonden = uitkomst("teruggevraagd")
        assert (gevonden.teller, gevonden.noemer, gevonden.waarde) == (1, 2, 50)

    def test_twee_adviezen(self, rollen: Rolverdeling) -> None:
        genomen = besluit(rollen)
        assert uitkomst("twee_adviezen").waarde == 100

        genomen.aanvraag.adviezen.filter(beroep="arts").update(status="ingetrokken")
        assert (uitkomst("twee_adviezen").waarde, len(rijen("twee_adviezen"))) == (0, 0)

    def test_binnen_de_regio(self, rollen: Rolverdeling) -> None:
        School.objects.filter(pk=rollen.school.pk).update(onderwijssoort=Onderwijssoort.VSO)
        besluit(rollen)
        dag = vraag(date(2027, 9, 15))
        assert uitkomst("binnen_regio", dag).waarde == 100

        School.objects.filter(pk=rollen.school.pk).update(binnen_swv=False)
        gevonden = uitkomst("binnen_regio", dag)
        assert (gevonden.teller, gevonden.noemer) == (0, 1)

    def test_een_norm_geeft_een_status(self, rollen: Rolverdeling) -> None:
        NormFactory(code="tlv.awb_aandeel", waarde=100, eenheid="procent", geldig_vanaf=BEGIN)
        besluit(rollen)

        assert meet(vraag(), ["tlv.binnen_awb"])[0].status == "gehaald"


CODES = sorted(code for code in KENGETALLEN if code.startswith("tlv."))


@pytest.mark.parametrize("code", CODES)
def test_teller_is_het_aantal_rijen(rollen: Rolverdeling, code: str) -> None:
    """Of one that was granted, one that runs and one that was refused, each behind its own figure."""
    besluit(rollen)
    factories.ingediend(factories.rolverdeling())
    besluit(factories.rolverdeling(), uitkomst=Besluituitkomst.AFGEWEZEN, **AFWIJZING)

    gevonden = rijen(code.removeprefix("tlv."))
    assert uitkomst(code.removeprefix("tlv.")).teller == len(gevonden)
    behind = KENGETALLEN[code].rijen
    assert behind is not None
    for rij in gevonden:
        assert behind.url(rij).startswith("/")
        assert all(kolom.waarde(rij) is not None for kolom in behind.kolommen)


@pytest.mark.parametrize("code", CODES)
def test_een_kengetal_is_een_vraag_aan_de_database(
    rollen: Rolverdeling, code: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        KENGETALLEN[code].bereken(vraag())


@pytest.mark.parametrize("code", sorted(code for code in VERDELINGEN if code.startswith("tlv.")))
def test_een_verdeling_telt_op_tot_haar_kengetal(rollen: Rolverdeling, code: str) -> None:
    besluit(rollen)
    factories.ingediend(factories.rolverdeling())

    totaal = {"naar_maand": "aanvragen", "geldig_naar_categorie": "geldig"}.get(
        code.removeprefix("tlv."), "toegekend"
    )
    cellen = VERDELINGEN[code].bereken(vraag())
    assert sum(cel.aantal for cel in cellen) == uitkomst(totaal).waarde
    assert all(len(cel.labels) == len(VERDELINGEN[code].dimensies) for cel in cellen)


def test_bezwaar_telt_op_de_dag_van_ontvangst(rollen: Rolverdeling) -> None:
    bekend = factories.maak_bekend(besluit(rollen), rollen, verzonden_op=na(20).date(), op=na(20))
    services.bezwaar_registreren(
        besluit=bekend,
        indiener="Een ouder",
        ontvangen_op=na(25).date(),
        door=rollen.administratie,
        op=na(25),
    )

    assert uitkomst("bezwaren").waarde == len(rijen("bezwaren")) == 1


@pytest.mark.parametrize(
    ("op", "jaren", "dag"),
    [
        (date(2026, 12, 15), 9, date(2017, 12, 15)),
        (date(2025, 2, 28), 9, date(2016, 2, 28)),  # born on 29 February 2016: nine on 1 March
        (date(2028, 2, 29), 9, date(2019, 2, 28)),
    ],
)
def test_de_laatste_geboortedag_met_deze_leeftijd(op: date, jaren: int, dag: date) -> None:
    assert cijfers.jaren_eerder(op, jaren) == dag


def test_stilstand_in_de_database_is_die_van_de_klok(rollen: Rolverdeling) -> None:
    """A hersteltermijn that passed: the clock ran again after its last day (domein.md 1.7)."""
    verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen, dagen=14)
    services.herstel_laten_verlopen(herstelverzoek=verzoek, op=na(15))
    services.besluit_nemen(
        aanvraag=verzoek.aanvraag,
        uitkomst=Besluituitkomst.NIET_BEHANDELD,
        motivering="Niet aangevuld.",
        door=rollen.directeur,
        op=na(18),
        **AFWIJZING,
    )

    stil = sum(len(o.dagen()) for o in opschortingen(verzoek.aanvraag.herstelverzoeken.all()))
    gevonden = cijfers.met_doorlooptijd(Besluit.objects.all()).get()
    assert gevonden.doorlooptijd == 18 - stil
