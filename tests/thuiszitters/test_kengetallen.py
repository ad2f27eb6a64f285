"""The figures of the register: a population with known answers, and invariants over generated histories."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlingen.models import Leerling
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Peiling, Scope, meet, peiling
from swv.kwartaal import Kwartaal
from swv.models import Gebruiker
from swv.termijnen import leeftijd
from tests.factories import MOMENT, GebruikerFactory, LeerlingFactory, SchoolFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, OP, Rolverdeling, na
from thuiszitters import services
from thuiszitters.duur import duur_op, klasse_op
from thuiszitters.enums import (
    Aanbod,
    Categorie,
    Duur,
    Feitsoort,
    Klasse,
    Oordeel,
    Trajectstatus,
    Uitkomst,
)
from thuiszitters.models import Categorieperiode, Traject

EIGEN = [code for code in KENGETALLEN if code.startswith("thuiszitters.")]
VIERDE = Kwartaal(2026, 4)
PEIL, VORIG = date(2026, 12, 15), date(2026, 9, 15)


def waarde(code: str, vraag: Peiling | None = None) -> Any:
    return meet(vraag or peiling(VIERDE), [f"thuiszitters.{code}"])[0].uitkomst.waarde


def cellen(code: str, vraag: Peiling | None = None) -> dict[Any, int | None]:
    uitslag = VERDELINGEN[f"thuiszitters.{code}"].bereken(vraag or peiling(VIERDE))
    return {c.labels if len(c.labels) > 1 else c.labels[0]: c.aantal for c in uitslag}


@pytest.fixture
def bevolking(rollen: Rolverdeling) -> dict[str, Traject]:
    """Written by hand: one of each kind, with dates around the peildata of the fourth quarter of 2026."""
    nieuw = lambda **kind: factories.nog_een(rollen, **kind)  # noqa: E731
    op = na(20)  # 21 December, after the peildatum
    rijen = {
        "lrv_kort": factories.van_swv(
            nieuw(gemeente="Haren", geboortedatum=date(2012, 12, 15)), "relatief", date(2026, 11, 17), op=op
        ),
        "drie_maanden": factories.van_swv(nieuw(), "relatief", date(2026, 9, 15), op=op),
        "lrv_lang": factories.van_swv(nieuw(), "relatief", date(2026, 9, 14), op=op),
        "kort": factories.van_swv(nieuw(), "relatief", date(2026, 11, 18), op=op),
        "absoluut": factories.van_swv(nieuw(), "absoluut", date(2026, 1, 10), op=op),
        "vrij": factories.van_swv(nieuw(), "5_sub_a", date(2026, 8, 1), op=op),
        "ziek": factories.van_swv(nieuw(), "ziekgemeld", date(2026, 10, 1), op=op),
        "terug": factories.van_swv(nieuw(), "relatief", date(2026, 8, 20), op=op),
        "later": factories.van_swv(nieuw(), "relatief", date(2026, 12, 16), op=op),
    }
    factories.sluit_af(rijen["terug"], rollen, op=op, einddatum=PEIL, uitkomst=Uitkomst.VSO)
    services.categorie_wijzigen(
        traject=rijen["ziek"], categorie="thuiswerkplan", vanaf=date(2026, 12, 1), door=rollen.ect, op=op
    )
    factories.feit(rijen["lrv_kort"], rollen, Feitsoort.OORDEEL, Oordeel.VERKLAARBAAR)
    factories.feit(rijen["lrv_lang"], rollen, Feitsoort.OORDEEL, Oordeel.VERWIJTBAAR)
    factories.feit(rijen["absoluut"], rollen, Feitsoort.AANBOD, Aanbod.DEELTIJD)
    return rijen


@pytest.mark.parametrize(
    ("code", "verwacht"),
    [
        ("stand", 4),
        ("register", 7),
        ("begin", 5),  # drie_maanden begins on the previous peildatum itself
        ("instroom", 3),
        ("uitstroom", 1),
        ("omgezet", 3),  # drie_maanden and lrv_lang from short, and terug, who left as LRV
        ("absoluut", 1),
        ("lrv_kort", 2),
        ("lrv_lang", 1),
        ("vrijstelling_5a", 1),
        ("ziekgemeld", 0),
        ("thuiswerkplan", 1),
        ("dreigend", 0),
        ("schoolgang_hersteld", 1),
        ("zonder_aanbod", 1),
        ("vrijstelling_nieuw", 0),
        ("verklaarbaar", Decimal(25)),
        ("mediaan_duur", 91),
        ("langste_duur", 339),
        ("vrijstelling_nooit_op_school", 0),
        ("meldingen", 9),
    ],
)
def test_een_bevolking_met_bekende_antwoorden(
    code: str, verwacht: int | Decimal, bevolking: dict[str, Traject]
) -> None:
    assert waarde(code) == verwacht


def test_de_rijen_zijn_precies_wat_is_geteld(bevolking: dict[str, Traject]) -> None:
    vraag = peiling(VIERDE)
    for gemeten in meet(vraag, EIGEN):
        rijen = gemeten.kengetal.rijen
        assert rijen is not None
        assert len(rijen.selecteer(vraag)) == gemeten.uitkomst.teller, gemeten.kengetal.code
        for rij in rijen.selecteer(vraag):
            assert rijen.url(rij).startswith("/thuiszitters/")
            assert all(
                kolom.waarde(rij) is not None or kolom.titel == "Einddatum" for kolom in rijen.kolommen
            )


def test_elk_cijfer_is_een_vraag_aan_de_database(bevolking: dict[str, Traject]) -> None:
    vraag = peiling(VIERDE)
    for kengetal in (KENGETALLEN[code] for code in EIGEN):
        with CaptureQueriesContext(connection) as gevangen:
            kengetal.bereken(vraag)
        normvraag = [v for v in gevangen.captured_queries if "swv_norm" in v["sql"]]
        assert len(gevangen.captured_queries) - len(normvraag) == 1, kengetal.code


def test_verdelingen_van_de_bevolking(bevolking: dict[str, Traject]) -> None:
    assert cellen("naar_gemeente") == {"Proefstad": 3, "Haren": 1}
    assert cellen("naar_schoolsoort") == {"Voortgezet onderwijs": 4}
    assert sum(v or 0 for v in cellen("naar_bestuur").values()) == 4
    assert cellen("naar_leeftijd") == {"14 jaar": 4}
    assert cellen("naar_uitkomst") == {Uitkomst.VSO.label: 1}
    assert cellen("naar_belemmering") == {"Emotioneel": 4, "Gezin of opvoeding": 4}
    per_duur = cellen("naar_categorie_en_duur")
    assert per_duur[Klasse.LRV_KORT.label, Duur.MIDDEN.label] == 2
    assert per_duur[Klasse.THUISWERKPLAN.label, Duur.MIDDEN.label] == 1
    assert sum(v or 0 for v in per_duur.values()) == 7


def test_een_cijfer_van_een_school_telt_alleen_die_school(
    bevolking: dict[str, Traject], rollen: Rolverdeling
) -> None:
    ander = SchoolFactory()
    factories.van_swv(factories.nog_een(rollen, school=ander), "relatief", BEGONNEN)  # of the first school
    elders = peiling(VIERDE, scope=Scope(school_id=ander.pk))

    assert waarde("register", elders) == 0
    assert waarde("register", peiling(VIERDE, scope=Scope(school_id=rollen.school.pk))) == 8
    assert waarde("stand", peiling(VIERDE, scope=Scope(bestuur_id=rollen.school.bestuur_id))) == 5
    assert cellen("verloop", elders) == {}


def test_op_tijd_gemeld_volgt_de_norm_van_het_profiel(rollen: Rolverdeling) -> None:
    for dagen in (1, 2, 3):
        factories.melding(factories.nog_een(rollen), geconstateerd_op=DAG - timedelta(days=dagen))

    assert waarde("gemeld_op_tijd") == Decimal(2) * 100 / 3
    assert waarde("gemeld_op_tijd", peiling(Kwartaal(2026, 3))) is None


def test_terug_binnen_een_maand_telt_wie_van_wie_de_maand_voorbij_is(rollen: Rolverdeling) -> None:
    op_tijd = factories.traject(factories.nog_een(rollen), op=na(-40))
    te_laat = factories.traject(factories.nog_een(rollen), op=na(-40))
    factories.traject(factories.nog_een(rollen), op=na(5))  # its month ends in the next quarter
    factories.van_swv(factories.nog_een(rollen), Categorie.VRIJSTELLING_5A, BEGONNEN, op=na(-40))
    factories.sluit_af(op_tijd, rollen, einddatum=date(2026, 11, 22))
    factories.sluit_af(te_laat, rollen, einddatum=date(2026, 11, 23))

    gemeten = meet(peiling(VIERDE), ["thuiszitters.terug_op_tijd"])[0].uitkomst

    assert (gemeten.teller, gemeten.noemer) == (1, 2)


def test_nooit_op_school_en_nieuw_vrijgesteld(rollen: Rolverdeling) -> None:
    kind = factories.nog_een(rollen)
    factories.van_swv(kind, Categorie.VRIJSTELLING_5A, date(2026, 11, 1))
    zonder = factories.Rolverdeling(**{**vars(rollen), "leerling": LeerlingFactory()})
    factories.van_swv(zonder, Categorie.VRIJSTELLING_5A, date(2026, 2, 1))

    assert waarde("vrijstelling_nooit_op_school") == 50
    assert waarde("vrijstelling_nieuw") == 1


# --- invariants over generated histories -----------------------------------------------------------------------

BASIS = date(2026, 1, 1)
stap = st.tuples(st.integers(1, 60), st.sampled_from(list(Categorie)))
verblijf = st.tuples(
    st.integers(0, 360),
    st.none() | st.integers(0, 200),
    st.sampled_from(list(Categorie)),
    st.lists(stap, max_size=3),
)


def maak(geschiedenis: list[Any], door: Gebruiker) -> list[tuple[Traject, list[tuple[date, str]]]]:
    """Rows as the services would leave them: categorieen without gaps, each with another one next to it."""
    kinderen = Leerling.objects.bulk_create(
        Leerling(
            dossiernummer=f"G{n}",
            roepnaam="R",
            achternaam="A",
            geboortedatum=date(2012, 2, 29),
            aangemaakt_op=MOMENT,
        )
        for n in range(len(geschiedenis))
    )
    gemaakt, perioden = [], []
    for nummer, (begin, lengte, eerste, stappen) in enumerate(geschiedenis):
        vanaf = BASIS + timedelta(days=begin)
        einde = vanaf + timedelta(days=lengte) if lengte is not None else None
        traject = Traject(
            kenmerk=f"G{nummer}",
            leerling=kinderen[nummer],
            status=Trajectstatus.AFGESLOTEN if einde else Trajectstatus.LOPEND,
            eerste_verzuimdag=vanaf,
            einddatum=einde,
            uitkomst=Uitkomst.OVERIG if einde else "",
            regiehouder=door,
            geopend_op=OP,
            afgesloten_op=OP if einde else None,
        )
        loop = _loop(vanaf, einde, eerste, stappen)
        gemaakt.append((traject, loop))
        tot = [dag - timedelta(days=1) for dag, _ in loop[1:]]
        perioden += [
            Categorieperiode(traject=traject, categorie=c, vanaf=dag, tot_en_met=t, vastgelegd_op=OP)
            for (dag, c), t in zip(loop, [*tot, None], strict=True)
        ]
    Traject.objects.bulk_create([traject for traject, _ in gemaakt])
    Categorieperiode.objects.bulk_create(perioden)
    return gemaakt


def _loop(vanaf: date, einde: date | None, eerste: str, stappen: list[Any]) -> list[tuple[date, str]]:
    loop = [(vanaf, eerste)]
    for dagen, categorie in stappen:
        dag = loop[-1][0] + timedelta(days=dagen)
        if categorie != loop[-1][1] and (einde is None or dag <= einde):
            loop.append((dag, categorie))
    return loop


def klasse_van(traject: Traject, loop: list[tuple[date, str]], dag: date) -> str:
    """The rule written once more, in Python."""
    peil = min(dag, traject.einddatum or dag)
    vanaf, categorie = [stap for stap in loop if stap[0] <= peil][-1]
    return klasse_op(categorie, vanaf, peil)


@pytest.mark.django_db
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(geschiedenis=st.lists(verblijf, min_size=1, max_size=12), dag=st.integers(0, 420))
def test_begin_plus_in_min_uit_is_eind_en_de_klassen_kloppen(
    db: None, vaste_dag: None, geschiedenis: list[Any], dag: int
) -> None:
    with transaction.atomic():
        factories.richt_swv_in()
        gemaakt = maak(geschiedenis, GebruikerFactory(rol="ect"))
        peil = BASIS + timedelta(days=dag)
        vraag = Peiling(Kwartaal.van(peil), peil, peil - timedelta(days=90))
        _controleer_verloop(vraag)
        _controleer_klassen(gemaakt, peil)
        transaction.set_rollback(True)


def _controleer_verloop(vraag: Peiling) -> None:
    begin, erbij, eraf, eind = (
        waarde(code, vraag) for code in ("begin", "instroom", "uitstroom", "register")
    )
    assert begin + erbij - eraf == eind
    per_klasse: Counter[tuple[str, str]] = Counter(cellen("verloop", vraag))  # type: ignore[arg-type]
    for naam in {klasse for klasse, _ in per_klasse}:
        telling = [per_klasse[naam, kolom] for kolom in ("Begin", "Instroom", "Omgezet hierheen")]
        telling += [-per_klasse[naam, kolom] for kolom in ("Omgezet hieruit", "Uitstroom")]
        assert sum(telling) == per_klasse[naam, "Eind"], naam
    kolommen: Counter[str] = Counter()
    for (_naam, kolom), n in per_klasse.items():
        kolommen[kolom] += n
    assert (kolommen["Begin"], kolommen["Instroom"], kolommen["Uitstroom"]) == (begin, erbij, eraf)
    assert kolommen["Eind"] == eind
    assert kolommen["Omgezet hieruit"] == kolommen["Omgezet hierheen"] == waarde("omgezet", vraag)


def _controleer_klassen(gemaakt: list[tuple[Traject, list[tuple[date, str]]]], peil: date) -> None:
    begonnen = {t.pk: (t, loop) for t, loop in gemaakt if t.eerste_verzuimdag <= peil}
    rijen: Any = Traject.objects.filter(pk__in=begonnen).met_klasse(peil).met_duur(peil)
    gelezen = dict(rijen.values_list("pk", "klasse"))
    assert gelezen == {pk: klasse_van(t, loop, peil) for pk, (t, loop) in begonnen.items()}
    duren = dict(rijen.values_list("pk", "duur"))
    verwacht = {
        pk: duur_op(t.eerste_verzuimdag, min(peil, t.einddatum or peil)) for pk, (t, _) in begonnen.items()
    }
    assert duren == verwacht


def test_leeftijd_in_sql_is_die_van_de_termijnen(rollen: Rolverdeling) -> None:
    """Someone born on 29 February has a birthday on 1 March (domein.md 9.2)."""
    kind = factories.nog_een(rollen, geboortedatum=date(2012, 2, 29))
    factories.van_swv(kind, "absoluut", date(2026, 1, 5))
    for dag in (date(2027, 2, 28), date(2027, 3, 1)):
        vraag = Peiling(Kwartaal.van(dag), dag, VORIG)
        assert cellen("naar_leeftijd", vraag) == {f"{leeftijd(date(2012, 2, 29), dag)} jaar": 1}
