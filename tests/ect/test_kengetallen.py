"""Each figure on hand-made rows, its drill-down, and the books that balance."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ect import kengetallen, services
from ect.enums import Keuzelijst, Uitkomst
from ect.models import Casus
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Peiling, Scope, meet
from swv.kwartaal import Kwartaal
from swv.models import Norm
from tests.ect import factories
from tests.ect.factories import Rolverdeling, nog_een
from tests.factories import NormFactory

KWARTAAL = Kwartaal(2026, 4)
PEILDATUM, VORIGE = date(2026, 12, 15), date(2026, 9, 15)
CODES = sorted(code for code in KENGETALLEN if code.startswith("ect."))
VERDEELD = sorted(code for code in VERDELINGEN if code.startswith("ect."))


def moment(dag: str) -> datetime:
    return datetime.fromisoformat(f"{dag}T10:00:00").replace(tzinfo=UTC)


def peiling(**scope: int) -> Peiling:
    return Peiling(KWARTAAL, PEILDATUM, VORIGE, Scope(**scope))


def waarde(code: str, vraag: Peiling | None = None) -> Decimal | None:
    return KENGETALLEN[code].bereken(vraag or peiling()).waarde


def verdeling(code: str) -> dict[str, int | None]:
    return {cel.labels[0]: cel.aantal for cel in VERDELINGEN[code].bereken(peiling())}


@pytest.fixture
def rollen(db: None, op_moment: Any) -> Any:
    """A clock in the quarter after: everything that these tests write is past."""
    factories.richt_swv_in()
    with op_moment(moment("2027-02-01")):
        yield factories.rolverdeling()


def casus(rollen: Rolverdeling, van: str, tot: str = "", **anders: Any) -> Casus:
    """A casus opened on a day and perhaps closed on another."""
    rij = factories.casus(nog_een(rollen), op=moment(van))
    return factories.afgesloten(rollen, rij, op=moment(tot), **anders) if tot else rij


class TestStandEnStroom:
    def test_wat_op_de_peildatum_dichtgaat_loopt_niet_meer(self, rollen: Rolverdeling) -> None:
        casus(rollen, "2026-10-01")
        casus(rollen, "2026-10-01", "2026-12-15")
        casus(rollen, "2026-10-01", "2026-12-16")
        casus(rollen, "2026-12-15")
        casus(rollen, "2026-12-16")

        assert waarde("ect.casussen_lopend") == 3

    def test_stroom_telt_van_de_dag_na_de_vorige_peildatum(self, rollen: Rolverdeling) -> None:
        casus(rollen, "2026-09-15", "2026-09-15")
        casus(rollen, "2026-09-16", "2026-12-15")
        casus(rollen, "2026-12-15", "2026-12-16")

        assert waarde("ect.casussen_nieuw") == 2
        assert waarde("ect.casussen_afgesloten") == 1

    def test_begin_plus_in_min_uit_is_eind(self, rollen: Rolverdeling) -> None:
        for van, tot in (
            ("2026-08-20", ""),
            ("2026-09-01", "2026-09-15"),
            ("2026-09-10", "2026-10-02"),
            ("2026-09-16", "2026-12-15"),
            ("2026-11-01", ""),
            ("2026-12-20", ""),
        ):
            casus(rollen, van, tot)
        begin = Casus.objects.lopend_op(VORIGE).count()
        in_, uit = waarde("ect.casussen_nieuw"), waarde("ect.casussen_afgesloten")
        assert in_ is not None
        assert uit is not None

        assert begin + in_ - uit == waarde("ect.casussen_lopend")


class TestReactie:
    def _reactie(self, rollen: Rolverdeling, van: str, op: str) -> None:
        rij = factories.aangemeld(nog_een(rollen), op=moment(van))
        services.reageren(aanmelding=rij, reactie="Wij bellen.", door=rollen.houder, op=moment(op))

    def test_op_de_laatste_dag_is_op_tijd(self, rollen: Rolverdeling) -> None:
        """Two working days from Monday 2 November: Wednesday is in time, Thursday is not."""
        for op in ("2026-11-02", "2026-11-04", "2026-11-05"):
            self._reactie(rollen, "2026-11-02", op)
        uit = KENGETALLEN["ect.reactie_op_tijd"].bereken(peiling())

        assert (uit.teller, uit.noemer) == (2, 3)
        assert uit.waarde == Decimal(200) / 3

    def test_het_kwartaal_is_dat_van_de_reactie(self, rollen: Rolverdeling) -> None:
        self._reactie(rollen, "2026-09-30", "2026-10-01")
        self._reactie(rollen, "2026-12-31", "2027-01-02")

        assert KENGETALLEN["ect.reactie_op_tijd"].bereken(peiling()).noemer == 1

    def test_zonder_klok_geen_percentage(self, rollen: Rolverdeling) -> None:
        Norm.objects.all().delete()
        self._reactie(rollen, "2026-11-02", "2026-11-03")

        assert waarde("ect.reactie_op_tijd") is None

    def test_wat_wacht_en_te_laat_is_staat_apart(self, rollen: Rolverdeling) -> None:
        factories.aangemeld(nog_een(rollen), op=moment("2026-12-01"))
        factories.aangemeld(nog_een(rollen), op=moment("2026-12-14"))
        ingetrokken = factories.aangemeld(nog_een(rollen), op=moment("2026-12-01"))
        services.aanmelding_intrekken(
            aanmelding=ingetrokken, reden="Weg.", door=rollen.aanvrager, op=moment("2026-12-02")
        )
        self._reactie(rollen, "2026-12-01", "2026-12-16")

        assert waarde("ect.reactie_te_laat") == 2, "one still waits, one was answered after the peildatum"

    def test_tegen_de_norm_van_het_swv(self, rollen: Rolverdeling) -> None:
        NormFactory(code="ect.reactie_op_tijd", waarde=100, eenheid="procent", startmoment="geen")
        self._reactie(rollen, "2026-11-02", "2026-11-03")
        (goed,) = meet(peiling(), ["ect.reactie_op_tijd"])
        self._reactie(rollen, "2026-11-02", "2026-11-30")
        (slecht,) = meet(peiling(), ["ect.reactie_op_tijd"])

        assert (goed.status, slecht.status) == ("gehaald", "niet gehaald")


def test_mediaan_van_de_doorlooptijd(rollen: Rolverdeling) -> None:
    """Nearest rank over the calendar quarter: of 3, 10, 20 and 31 days the second."""
    for van, tot in (
        ("2026-10-01", "2026-10-04"),
        ("2026-10-01", "2026-10-11"),
        ("2026-11-01", "2026-11-21"),
        ("2026-11-30", "2026-12-31"),
        ("2026-09-01", "2026-09-30"),
        ("2026-11-01", "2027-01-01"),
    ):
        casus(rollen, van, tot)
    uit = KENGETALLEN["ect.doorlooptijd_mediaan"].bereken(peiling())

    assert (uit.waarde, uit.teller) == (10, 4)


def test_zonder_afgesloten_casus_is_er_geen_mediaan(rollen: Rolverdeling) -> None:
    casus(rollen, "2026-10-01")

    assert KENGETALLEN["ect.doorlooptijd_mediaan"].bereken(peiling()).waarde is None


def test_aantallen_en_verdelingen(rollen: Rolverdeling) -> None:
    rij = casus(rollen, "2026-10-01")
    for code, dag in (("14", "2026-10-01"), ("14", "2026-12-31"), ("3", "2026-11-01")):
        factories.interventie(rij, rollen, code=code, op=moment(dag))
    factories.interventie(rij, rollen, op=moment("2027-01-01"))
    mbo = factories.keuze(Keuzelijst.BESTEMMING, "mbo")
    casus(rollen, "2026-10-02", "2026-11-01", uitkomst=Uitkomst.GESCHAKELD, bestemming=mbo)
    gedrag = factories.hoofdvraag("gedrag")
    factories.aangemeld(nog_een(rollen), op=moment("2026-12-30"), hoofdvraag=gedrag)

    assert waarde("ect.aanmeldingen") == 3
    assert waarde("ect.interventies") == 3
    assert verdeling("ect.naar_hoofdvraag") == {"Emotioneel": 2, "Gedrag": 1}
    assert verdeling("ect.naar_interventie") == {
        "Individuele begeleidingsgesprekken": 2,
        "Praktische dienstverlening": 1,
    }
    assert verdeling("ect.naar_type_interventie") == {"Individueel traject (reeks)": 3}
    assert verdeling("ect.naar_schoolsoort") == {"Voortgezet onderwijs": 1}
    assert verdeling("ect.naar_uitkomst") == {"De leerling ging naar een andere plek": 1}


@pytest.mark.parametrize("code", CODES)
def test_een_vraag_aan_de_database_en_de_rijen_tellen_op(rollen: Rolverdeling, code: str) -> None:
    """len(rows) == teller, each figure one query (architectuur.md B.8)."""
    for nummer in range(3):
        rij = casus(rollen, "2026-10-01", "2026-11-10" if nummer else "")
        if not nummer:
            factories.interventie(rij, rollen, op=moment("2026-10-05"))
        factories.aangemeld(nog_een(rollen), op=moment("2026-11-02"))
    vraag, kengetal = peiling(), KENGETALLEN[code]
    with CaptureQueriesContext(connection) as gevangen:
        uit = kengetal.bereken(vraag)
    assert len(gevangen) == 1
    assert kengetal.rijen is not None
    rijen = list(kengetal.rijen.selecteer(vraag))

    assert len(rijen) == uit.teller
    assert uit.teller, f"{code} has nothing to count here"
    with CaptureQueriesContext(connection) as gevangen:
        regels = [[k.waarde(rij) for k in kengetal.rijen.kolommen] for rij in rijen]
    assert len(gevangen) == 0, "a row shows itself without asking again"
    assert all(kengetal.rijen.url(rij).startswith("/ect/") for rij in rijen)
    assert factories.VRAAG not in str(regels)


@pytest.mark.parametrize("code", CODES)
def test_voor_een_school_of_bestuur_telt_alleen_dat_deel(rollen: Rolverdeling, code: str) -> None:
    factories.interventie(casus(rollen, "2026-10-01", ""), rollen, op=moment("2026-10-05"))
    casus(rollen, "2026-10-01", "2026-11-10")
    factories.aangemeld(nog_een(rollen), op=moment("2026-11-02"))
    school = rollen.school
    eigen = KENGETALLEN[code].bereken(peiling(school_id=school.pk)).teller
    bestuur = KENGETALLEN[code].bereken(peiling(bestuur_id=school.bestuur_id)).teller

    assert eigen == bestuur == KENGETALLEN[code].bereken(peiling()).teller
    assert not KENGETALLEN[code].bereken(peiling(school_id=school.pk + 1000)).teller


@pytest.mark.parametrize("code", VERDEELD)
def test_een_verdeling_is_een_vraag(rollen: Rolverdeling, code: str) -> None:
    rij = casus(rollen, "2026-10-01")
    factories.interventie(rij, rollen, op=moment("2026-10-05"))
    casus(rollen, "2026-10-01", "2026-11-10")
    with CaptureQueriesContext(connection) as gevangen:
        cellen = VERDELINGEN[code].bereken(peiling())

    assert len(gevangen) == 1
    assert cellen


def test_een_stand_in_het_verleden_verandert_niet_door_wat_later_gebeurt(rollen: Rolverdeling) -> None:
    rij = casus(rollen, "2026-10-01")
    voor = {code: KENGETALLEN[code].bereken(peiling()) for code in CODES}
    factories.afgesloten(rollen, rij, op=moment("2027-01-10"))
    casus(rollen, "2027-01-05")

    assert {code: KENGETALLEN[code].bereken(peiling()) for code in CODES} == voor


def test_de_selectie_en_de_telling_zijn_dezelfde_regel(rollen: Rolverdeling) -> None:
    """`reacties_op_tijd` twice: as rows and as the condition of the count."""
    for op in ("2026-11-03", "2026-11-20"):
        rij = factories.aangemeld(nog_een(rollen), op=moment("2026-11-02"))
        services.reageren(aanmelding=rij, reactie="Ja.", door=rollen.houder, op=moment(op))

    assert (
        kengetallen.reacties_op_tijd(peiling()).count()
        == kengetallen.eerste_reacties(peiling()).op_tijd().count()
    )
