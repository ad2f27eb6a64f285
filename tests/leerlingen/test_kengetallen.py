"""Figures about schools and pupils: what DUO counted, and who moved in and out of specialised education."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from leerlingen.enums import Inschrijvingsoort
from swv.enums import Onderwijssoort
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Peiling, Scope, Uitkomst
from swv.kwartaal import Kwartaal
from swv.models import School
from tests.factories import InschrijvingFactory, LeerlingFactory, SchoolFactory

pytestmark = pytest.mark.django_db
PEILDATUM = date(2026, 12, 15)
DUO = date(2025, 10, 1)
CODES = sorted(code for code in KENGETALLEN if code.startswith("leerlingen."))


def vraag(peildatum: date = PEILDATUM, **scope: int) -> Peiling:
    return Peiling(Kwartaal.van(peildatum), peildatum, date(2026, 9, 15), Scope(**scope))


def uitkomst(code: str, peiling: Peiling | None = None) -> Uitkomst:
    return KENGETALLEN[f"leerlingen.{code}"].bereken(peiling or vraag())


def school(soort: Onderwijssoort, **opties: Any) -> School:
    gegevens = {"onderwijssoort": soort, "peildatum": DUO} | opties
    gemaakt: School = SchoolFactory(**gegevens)
    return gemaakt


def leerling(*loopbaan: tuple[School, date, date | None], **opties: Any) -> Any:
    """A pupil that went to these schools, each from one day to another."""
    kind = LeerlingFactory(aangemaakt_op=datetime(2024, 1, 1, tzinfo=UTC), **opties)
    for plek, vanaf, tot_en_met in loopbaan:
        InschrijvingFactory(leerling=kind, school=plek, vanaf=vanaf, tot_en_met=tot_en_met)
    return kind


class TestDeelname:
    def test_formules_van_het_basisonderwijs(self) -> None:
        school(Onderwijssoort.BAO, leerlingen=900)
        school(Onderwijssoort.SBO, leerlingen=100)
        school(Onderwijssoort.SO, leerlingen=30)
        school(Onderwijssoort.SOVSO, leerlingen=20)

        waarden = [uitkomst(f"deelname_{deel}").waarde for deel in ("sbo", "so", "go")]
        assert waarden == [10, 5, 15]
        assert uitkomst("deelname_vso").waarde is None

    def test_cluster_1_en_2_en_scholen_van_elders_tellen_niet(self) -> None:
        school(Onderwijssoort.VO, leerlingen=1000)
        school(Onderwijssoort.VSO, leerlingen=50)
        school(Onderwijssoort.VSO, leerlingen=70, te_controleren="aangevuld; cluster 2, geen TLV van dit SWV")
        school(Onderwijssoort.VSO, leerlingen=90, buiten=True)
        school(Onderwijssoort.VO, leerlingen=80, status="gesloten")

        gevonden = uitkomst("deelname_vso")
        assert (gevonden.teller, gevonden.noemer, gevonden.waarde) == (50, 1000, 5)
        assert uitkomst("regulier").waarde == 1000

    def test_zegt_van_wanneer_de_telling_is_en_wat_ontbreekt(self) -> None:
        school(Onderwijssoort.VO, leerlingen=1000)
        school(Onderwijssoort.PRO, leerlingen=None)

        assert uitkomst("deelname_pro").toelichting == (
            "Leerlingtelling van DUO, 1 oktober 2025. Van 1 school is geen aantal bekend."
        )

    def test_scope(self) -> None:
        eigen, _ander = school(Onderwijssoort.VO, leerlingen=100), school(Onderwijssoort.VO, leerlingen=200)
        assert eigen.bestuur_id is not None

        assert uitkomst("regulier", vraag(school_id=eigen.pk)).waarde == 100
        assert uitkomst("regulier", vraag(bestuur_id=eigen.bestuur_id)).waarde == 100


class TestStromen:
    def test_wie_tussen_twee_peildata_overstapt_stroomt_in(self) -> None:
        vo, vso = school(Onderwijssoort.VO), school(Onderwijssoort.VSO)
        leerling((vo, date(2022, 8, 1), date(2026, 10, 31)), (vso, date(2026, 11, 1), None))
        leerling((vso, date(2023, 8, 1), None))
        leerling((vso, date(2026, 10, 1), None))

        assert [uitkomst(deel).waarde for deel in ("zittend_go", "instroom_go", "onderinstroom_go")] == [
            3,
            2,
            1,
        ]

    def test_begin_plus_in_min_uit_is_eind(self) -> None:
        vo, vso, andere = school(Onderwijssoort.VO), school(Onderwijssoort.VSO), school(Onderwijssoort.VSO)
        leerling((vso, date(2023, 8, 1), date(2026, 9, 15)))  # the last day is the peildatum before
        leerling((vso, date(2023, 8, 1), date(2026, 12, 15)))  # and the peildatum itself
        leerling((vso, date(2023, 8, 1), date(2026, 10, 1)), (andere, date(2026, 10, 2), None))
        leerling((vo, date(2023, 8, 1), date(2026, 10, 1)), (vso, date(2026, 10, 2), None))

        begin = uitkomst("zittend_go", vraag(date(2026, 9, 15))).waarde
        erin, eruit, eind = (uitkomst(deel).waarde for deel in ("instroom_go", "uitstroom_go", "zittend_go"))
        assert (begin, erin, eruit, eind) == (3, 1, 1, 3)

    def test_een_aanmelding_is_nog_geen_plaats(self) -> None:
        kind = leerling()
        InschrijvingFactory(
            leerling=kind, school=school(Onderwijssoort.SBO), soort=Inschrijvingsoort.AANMELDING
        )

        assert uitkomst("zittend_go").waarde == 0

    def test_terugschakeling_over_wie_er_een_jaar_eerder_zat(self) -> None:
        vo, vso = school(Onderwijssoort.VO), school(Onderwijssoort.VSO)
        leerling((vso, date(2023, 8, 1), date(2026, 7, 31)), (vo, date(2026, 8, 1), None))
        leerling((vso, date(2023, 8, 1), None))
        leerling((vso, date(2026, 8, 1), None))

        gevonden = uitkomst("terugschakeling")
        assert (gevonden.teller, gevonden.noemer, gevonden.waarde) == (1, 2, 50)

    def test_een_dossier_van_na_de_peildatum_telt_nog_niet(self) -> None:
        vo = school(Onderwijssoort.VO)
        LeerlingFactory(school=vo, aangemaakt_op=datetime(2026, 12, 15, 22, 59, tzinfo=UTC))
        LeerlingFactory(school=vo, aangemaakt_op=datetime(2026, 12, 15, 23, 0, tzinfo=UTC))

        assert uitkomst("dossiers").waarde == 1


@pytest.mark.parametrize("code", CODES)
def test_teller_is_wat_de_rijen_zijn(code: str, django_assert_num_queries: Any) -> None:
    vo, vso, pro = (school(soort) for soort in (Onderwijssoort.VO, Onderwijssoort.VSO, Onderwijssoort.PRO))
    school(Onderwijssoort.BAO)
    leerling((vso, date(2023, 8, 1), date(2026, 10, 1)), (vo, date(2026, 10, 2), None))
    leerling((pro, date(2023, 8, 1), date(2026, 10, 1)), (vso, date(2026, 10, 2), None))
    with django_assert_num_queries(1):
        gevonden = KENGETALLEN[code].bereken(vraag())

    behind = KENGETALLEN[code].rijen
    assert behind is not None
    rijen = list(behind.selecteer(vraag()))
    geteld = sum(getattr(rij, behind.som) for rij in rijen) if behind.som else len(rijen)
    assert gevonden.teller == geteld
    for rij in rijen:
        assert behind.url(rij).startswith("/")
        assert [kolom.waarde(rij) for kolom in behind.kolommen]


def test_verdelingen() -> None:
    vso = school(Onderwijssoort.VSO, leerlingen=40, naam="De Proef")
    leerling((vso, date(2023, 8, 1), None))

    cellen = VERDELINGEN["leerlingen.naar_onderwijssoort"].bereken(vraag())
    assert [(cel.labels, cel.aantal) for cel in cellen] == [(("Voortgezet speciaal onderwijs",), 40)]
    (cel,) = VERDELINGEN["leerlingen.zittend_naar_school"].bereken(vraag())
    assert (cel.labels, cel.aantal) == ((f"De Proef ({vso.vestigingscode})",), 1)
