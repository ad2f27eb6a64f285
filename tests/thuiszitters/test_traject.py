"""What changes in a row of the register: categorie, facts, clocks, plan, the end and a correction."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from leerlingen.models import Leerling
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, NormFactory, SchoolFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, OP, Rolverdeling, na
from thuiszitters import services
from thuiszitters.duur import duur_op, klasse_op, vier_weken_op
from thuiszitters.enums import (
    Aanbod,
    Actiestatus,
    Belemmering,
    Categorie,
    Duur,
    Feitsoort,
    Klasse,
    Oordeel,
    Trajectstatus,
    Uitkomst,
)
from thuiszitters.models import Melding, Traject
from thuiszitters.permissions import mag_gezondheid

GISTEREN = DAG - timedelta(days=1)


def wijzig(rij: Traject, rollen: Rolverdeling, categorie: str, vanaf: date) -> Any:
    return services.categorie_wijzigen(traject=rij, categorie=categorie, vanaf=vanaf, door=rollen.ect, op=OP)


# --- duration is derived ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vanaf", "dag", "verwacht"),
    [
        (date(2026, 9, 1), date(2026, 9, 28), Duur.KORT),  # 27 days
        (date(2026, 9, 1), date(2026, 9, 29), Duur.MIDDEN),  # 28 days is four weeks
        (date(2026, 9, 15), date(2026, 12, 15), Duur.MIDDEN),  # exactly three calendar months
        (date(2026, 9, 14), date(2026, 12, 15), Duur.LANG),
        (date(2026, 11, 30), date(2027, 2, 28), Duur.MIDDEN),  # 30 November + 3 months is 28 February
        (date(2026, 11, 30), date(2027, 3, 1), Duur.LANG),
        (date(2026, 12, 31), date(2027, 3, 31), Duur.MIDDEN),
        (date(2023, 11, 29), date(2024, 2, 29), Duur.MIDDEN),
    ],
)
def test_duur_wordt_uit_datums_afgeleid(vanaf: date, dag: date, verwacht: Duur) -> None:
    assert duur_op(vanaf, dag) == verwacht
    relatief = {Duur.KORT: Klasse.VERZUIM_KORT, Duur.MIDDEN: Klasse.LRV_KORT, Duur.LANG: Klasse.LRV_LANG}
    assert klasse_op("relatief", vanaf, dag) == relatief[verwacht]
    assert klasse_op("ziekgemeld", vanaf, dag) == Klasse.ZIEKGEMELD


def test_vier_weken_is_een_ander_feit_dan_de_meldtermijn() -> None:
    assert vier_weken_op("relatief", date(2026, 9, 1)) == date(2026, 9, 29)
    assert vier_weken_op("ziekgemeld", date(2026, 9, 1)) is None


# --- categorie and facts -----------------------------------------------------------------------------------------


def test_een_andere_categorie_sluit_de_vorige_zonder_gat(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)

    wijzig(traject, rollen, Categorie.THUISWERKPLAN, date(2026, 11, 2))

    perioden = list(traject.categorieen.order_by("vanaf").values_list("categorie", "vanaf", "tot_en_met"))
    assert perioden == [
        ("relatief", BEGONNEN, date(2026, 11, 1)),
        ("thuiswerkplan", date(2026, 11, 2), None),
    ]
    assert Gebeurtenis.objects.van(traject).filter(van="relatief", naar="thuiswerkplan").exists()


@pytest.mark.parametrize(
    ("categorie", "vanaf", "reden"),
    [
        (Categorie.RELATIEF, DAG, "al in deze categorie"),
        (Categorie.ZIEKGEMELD, BEGONNEN, "na het begin"),
        (Categorie.ZIEKGEMELD, DAG + timedelta(days=1), "toekomst"),
        (Categorie.ZIEKGEMELD, BEGONNEN - timedelta(days=1), "voor de eerste verzuimdag"),
    ],
)
def test_een_categorie_die_niet_kan(categorie: str, vanaf: date, reden: str, rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    with pytest.raises(NietToegestaan, match=reden):
        wijzig(traject, rollen, categorie, vanaf)


def test_een_nieuw_oordeel_eindigt_het_vorige(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    eerste = factories.feit(traject, rollen, Feitsoort.OORDEEL, Oordeel.VERWIJTBAAR, vanaf=BEGONNEN)

    factories.feit(traject, rollen, Feitsoort.OORDEEL, Oordeel.VERKLAARBAAR, vanaf=DAG)

    eerste.refresh_from_db()
    assert eerste.tot_en_met == GISTEREN
    op_dag = Traject.objects.met_feit(Feitsoort.OORDEEL, GISTEREN, code=Oordeel.VERWIJTBAAR)
    assert op_dag.get() == traject
    with pytest.raises(NietToegestaan, match="van een latere dag"):
        factories.feit(traject, rollen, Feitsoort.OORDEEL, Oordeel.VERWIJTBAAR, vanaf=DAG)


def test_meer_belemmeringen_tegelijk_maar_dezelfde_een_keer(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen, belemmeringen=["gezin"])
    factories.feit(traject, rollen, Feitsoort.BELEMMERING, Belemmering.GEDRAG)

    with pytest.raises(NietToegestaan, match="staat er al"):
        factories.feit(traject, rollen, Feitsoort.BELEMMERING, Belemmering.GEZIN)
    with pytest.raises(NietToegestaan, match="Kies een van"):
        factories.feit(traject, rollen, Feitsoort.BELEMMERING, "onzin")
    assert traject.feiten.filter(soort=Feitsoort.BELEMMERING).count() == 2


def test_een_feit_eindigt_en_blijft_in_de_geschiedenis(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    feit = factories.feit(traject, rollen, Feitsoort.AANBOD, Aanbod.DEELTIJD, vanaf=GISTEREN)

    services.feit_beeindigen(feit=feit, tot_en_met=GISTEREN, door=rollen.ect, op=OP)

    assert not Traject.objects.met_feit(Feitsoort.AANBOD, DAG).exists()
    assert Traject.objects.met_feit(Feitsoort.AANBOD, GISTEREN).exists()
    with pytest.raises(NietToegestaan, match="al beëindigd"):
        services.feit_beeindigen(feit=feit, tot_en_met=DAG, door=rollen.ect, op=OP)
    open_ = factories.feit(traject, rollen, Feitsoort.AANBOD, Aanbod.DEELTIJD)
    with pytest.raises(NietToegestaan, match="voor het begin"):
        services.feit_beeindigen(feit=open_, tot_en_met=GISTEREN, door=rollen.ect, op=OP)


def test_de_database_weigert_twee_categorieen_en_twee_oordelen(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    factories.feit(traject, rollen, Feitsoort.OORDEEL, Oordeel.VERKLAARBAAR)
    for maak in (
        lambda: traject.categorieen.create(categorie="ziekgemeld", vanaf=DAG, vastgelegd_op=OP),
        lambda: traject.feiten.create(soort="oordeel", code="verwijtbaar", vanaf=DAG, vastgelegd_op=OP),
        lambda: Traject.objects.create(
            kenmerk="x",
            leerling=rollen.leerling,
            eerste_verzuimdag=DAG,
            regiehouder=rollen.ect,
            geopend_op=OP,
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            maak()


# --- clocks ------------------------------------------------------------------------------------------------------


def klokken(traject: Traject) -> dict[str, tuple[date, date, date | None]]:
    rijen = traject.termijnen.values_list("norm__code", "begonnen_op", "uiterste_datum", "gehaald_op")
    return {code: tuple(rest) for code, *rest in rijen}  # type: ignore[misc]


def test_de_klokken_lopen_van_melding_en_van_de_eerste_dag(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)

    assert klokken(traject) == {
        "thuiszitter.terug_naar_school": (DAG, date(2027, 1, 1), None),
        "thuiszitter.zonder_aanbod": (BEGONNEN, date(2027, 1, 5), None),
    }
    assert traject.eerstvolgende_datum == date(2027, 1, 1)
    assert all(rij.afleiding for rij in traject.termijnen.all())


def test_een_aanbod_en_een_vrijstelling_stoppen_hun_klok(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    feit = factories.feit(traject, rollen, Feitsoort.AANBOD, Aanbod.DEELTIJD)
    assert klokken(traject)["thuiszitter.zonder_aanbod"][2] == DAG
    services.feit_beeindigen(feit=feit, tot_en_met=DAG, door=rollen.ect, op=OP)
    assert klokken(traject)["thuiszitter.zonder_aanbod"][2] is None

    wijzig(traject, rollen, Categorie.VRIJSTELLING_5A, DAG)

    traject.refresh_from_db()
    assert {rij[2] for rij in klokken(traject).values()} == {DAG}
    assert traject.eerstvolgende_datum is None


def test_een_traject_houdt_de_normen_van_de_opening(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    NormFactory(
        code="thuiszitter.aaneengesloten",
        waarde=4,
        startmoment="eerste_verzuimdag",
        geldig_vanaf=DAG + timedelta(days=5),
    )

    services.termijnen_bijwerken(traject=traject, op=na(10))

    assert "thuiszitter.aaneengesloten" not in klokken(traject)


# --- plan --------------------------------------------------------------------------------------------------------


def test_acties_worden_afgesproken_en_afgerond(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    een, twee = factories.actie(traject, rollen), factories.actie(traject, rollen)

    services.actie_afronden(actie=een, hoe="gedaan", door=rollen.coordinator, op=na(1))
    services.actie_afronden(actie=twee, hoe="niet_nodig", door=rollen.ect, op=na(1))

    assert list(traject.acties.order_by("id").values_list("status", flat=True)) == ["gedaan", "vervallen"]
    with pytest.raises(NietToegestaan, match="kan niet meer"):
        services.actie_afronden(actie=een, hoe="gedaan", door=rollen.ect, op=na(2))
    with pytest.raises(NietToegestaan, match="vandaag of een latere"):
        factories.actie(traject, rollen, dagen=-1)
    soorten = Gebeurtenis.objects.filter(onderwerp="thuiszitters.actie").values_list(
        "soort", "leerling_sleutel"
    )
    assert ("gedaan", rollen.leerling.sleutel) in list(soorten)


def test_contact_wordt_vastgelegd_ook_na_afsluiten(rollen: Rolverdeling) -> None:
    traject = factories.sluit_af(factories.traject(rollen), rollen)
    opdracht: dict[str, Any] = {
        "soort": "gesprek",
        "met": "ouders",
        "verslag": " Nazorg. ",
        "door": rollen.ect,
    }

    contact = services.contact_vastleggen(traject=traject, datum=DAG, op=OP, **opdracht)

    assert contact.verslag == "Nazorg."
    with pytest.raises(NietToegestaan, match="toekomst"):
        services.contact_vastleggen(traject=traject, datum=DAG + timedelta(days=1), op=OP, **opdracht)


def test_de_regie_gaat_alleen_naar_wie_thuiszitters_begeleidt(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    opdracht: dict[str, Any] = {"traject": traject, "door": rollen.ect, "op": OP}

    assert (
        services.regiehouder_wijzigen(regiehouder=rollen.coordinator, **opdracht).regiehouder
        == rollen.coordinator
    )
    with pytest.raises(NietToegestaan, match="Kies een ander"):
        services.regiehouder_wijzigen(regiehouder=rollen.melder, **opdracht)
    services.regiehouder_wijzigen(regiehouder=rollen.coordinator, **opdracht)
    assert Gebeurtenis.objects.van(traject).filter(soort="regiehouder").count() == 1


# --- the end -----------------------------------------------------------------------------------------------------


def test_afsluiten_laat_open_acties_vervallen_en_stopt_de_klokken(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    factories.actie(traject, rollen)

    klaar = factories.sluit_af(traject, rollen, uitkomst=Uitkomst.VSO, einddatum=GISTEREN)

    assert (klaar.status, klaar.uitkomst, klaar.einddatum) == (Trajectstatus.AFGESLOTEN, "vso", GISTEREN)
    assert (klaar.afgesloten_op, klaar.afgesloten_door) == (OP, rollen.ect)
    actie = traject.acties.get()
    assert (actie.status, actie.afgerond_door) == (Actiestatus.VERVALLEN, None)
    assert {rij[2] for rij in klokken(klaar).values()} == {GISTEREN}
    assert Traject.objects.lopend_op(GISTEREN - timedelta(days=1)).get() == traject
    assert not Traject.objects.lopend_op(GISTEREN).exists()


@pytest.mark.parametrize(
    ("einddatum", "reden"),
    [(DAG + timedelta(days=1), "toekomst"), (BEGONNEN - timedelta(days=1), "voor de eerste")],
)
def test_een_einddatum_die_niet_kan(einddatum: date, reden: str, rollen: Rolverdeling) -> None:
    with pytest.raises(NietToegestaan, match=reden):
        factories.sluit_af(factories.traject(rollen), rollen, einddatum=einddatum)


def test_een_traject_eindigt_niet_voor_de_laatste_categorie(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    wijzig(traject, rollen, Categorie.ZIEKGEMELD, DAG)
    with pytest.raises(NietToegestaan, match="huidige categorie"):
        factories.sluit_af(traject, rollen, einddatum=GISTEREN)


def test_na_afsluiten_verandert_er_niets_meer_behalve_een_correctie(rollen: Rolverdeling) -> None:
    traject = factories.sluit_af(factories.traject(rollen), rollen)
    for stap in (
        lambda: wijzig(traject, rollen, Categorie.ZIEKGEMELD, DAG),
        lambda: factories.feit(traject, rollen, Feitsoort.AANBOD, Aanbod.DEELTIJD),
        lambda: factories.actie(traject, rollen),
        lambda: factories.sluit_af(traject, rollen),
    ):
        with pytest.raises(NietToegestaan):
            stap()
    opdracht: dict[str, Any] = {"traject": traject, "einddatum": GISTEREN, "door": rollen.ect, "op": na(1)}

    beter = services.corrigeren(uitkomst=Uitkomst.OPDC, reden="Verkeerd ingevuld.", **opdracht)

    assert (beter.uitkomst, beter.einddatum, beter.afgesloten_op) == ("opdc", GISTEREN, OP)
    gebeurtenis = Gebeurtenis.objects.van(traject).filter(soort="corrigeren").get()
    assert gebeurtenis.gegevens == {"uitkomst": "eigen_school", "einddatum": DAG.isoformat()}
    with pytest.raises(NietToegestaan, match="Schrijf waarom"):
        services.corrigeren(uitkomst=Uitkomst.OPDC, reden="", **opdracht)


def test_een_correctie_loopt_niet_over_een_vervolgtraject_heen(rollen: Rolverdeling) -> None:
    eerste = factories.sluit_af(factories.traject(rollen), rollen, einddatum=date(2026, 11, 1))
    factories.traject(rollen, eerste_verzuimdag=date(2026, 11, 10), geconstateerd_op=DAG)

    with pytest.raises(NietToegestaan, match="volgend traject"):
        services.corrigeren(
            traject=eerste,
            uitkomst=Uitkomst.OVERIG,
            einddatum=date(2026, 11, 20),
            reden="Later terug.",
            door=rollen.ect,
            op=OP,
        )


# --- who sees what -----------------------------------------------------------------------------------------------


def test_het_register_is_van_het_swv_en_een_school_ziet_haar_eigen_meldingen(rollen: Rolverdeling) -> None:
    factories.traject(rollen)
    elders = GebruikerFactory(rol="school", school=SchoolFactory())

    def ziet(user: Any) -> tuple[int, int]:
        return Traject.objects.zichtbaar_voor(user).count(), Melding.objects.zichtbaar_voor(user).count()

    assert ziet(rollen.ect) == ziet(rollen.directeur) == (1, 1)
    assert ziet(rollen.melder) == (0, 1)
    assert ziet(elders) == (0, 0)
    for rol in ("leerplicht", "partner", "toezicht", "bestuur", "controller", "fg", "beheer"):
        assert ziet(GebruikerFactory(rol=rol, bestuur=rollen.school.bestuur)) == (0, 0), rol


def test_een_school_houdt_wat_zij_zelf_meldde_en_ziet_niet_wat_een_ander_meldde(rollen: Rolverdeling) -> None:
    factories.melding(rollen)
    factories.van_swv(factories.nog_een(rollen), Categorie.ABSOLUUT, BEGONNEN)
    rollen.leerling.inschrijvingen.update(tot_en_met=GISTEREN)

    assert not Leerling.objects.zichtbaar_voor(rollen.melder).filter(pk=rollen.leerling.pk).exists()
    assert Melding.objects.zichtbaar_voor(rollen.melder).count() == 1


def test_gezondheid_is_niet_voor_leerplicht_of_partner(rollen: Rolverdeling) -> None:
    assert mag_gezondheid(rollen.ect)
    assert mag_gezondheid(rollen.melder)
    for rol in ("leerplicht", "partner", "toezicht", "bestuur"):
        assert not mag_gezondheid(GebruikerFactory(rol=rol, bestuur=rollen.school.bestuur)), rol
