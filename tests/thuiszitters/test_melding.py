"""Reporting a pupil and what becomes of the report: service, neutrality, numbers, events."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from leerlingen.models import Leerling
from swv.models import Bericht, Gebeurtenis
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, LeerlingFactory, SchoolFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, OP, Rolverdeling, na
from thuiszitters import services
from thuiszitters.enums import Categorie, Feitsoort, Herkomst, Meldingstatus
from thuiszitters.models import Melding, Traject, Volgnummer


def meld(rollen: Rolverdeling, **anders: Any) -> Melding:
    opdracht: dict[str, Any] = {
        "leerling": rollen.leerling,
        "school": rollen.school,
        "herkomst": Herkomst.SCHOOL,
        "gegevens": factories.gegevens(),
        "door": rollen.melder,
        "op": OP,
    }
    return services.melden(**opdracht | anders)


def pak_op(melding: Melding, rollen: Rolverdeling, **anders: Any) -> Traject:
    opdracht: dict[str, Any] = {
        "categorie": melding.categorie,
        "eerste_verzuimdag": melding.eerste_verzuimdag,
        "regiehouder": rollen.ect,
        "door": rollen.ect,
        "op": OP,
    }
    return services.oppakken(melding=melding, **opdracht | anders)


def test_een_melding_krijgt_een_nummer_en_een_gebeurtenis(rollen: Rolverdeling) -> None:
    eerste, tweede = meld(rollen), meld(factories.nog_een(rollen))

    assert (eerste.kenmerk, tweede.kenmerk) == ("2627-0001", "2627-0002")
    assert eerste.status == Meldingstatus.NIEUW
    gebeurtenis = Gebeurtenis.objects.van(eerste).get()
    assert (gebeurtenis.soort, gebeurtenis.door) == ("gemeld", rollen.melder)
    assert gebeurtenis.leerling_sleutel == rollen.leerling.sleutel


def test_twee_keer_hetzelfde_formulier_is_een_melding(rollen: Rolverdeling) -> None:
    sleutel = uuid4()

    assert meld(rollen, sleutel=sleutel) == meld(rollen, sleutel=sleutel)
    assert Melding.objects.count() == 1
    ander = factories.nog_een(rollen)
    collega = GebruikerFactory(rol="school", school=rollen.school)
    assert (
        meld(ander, sleutel=sleutel, door=collega).sleutel != sleutel
    )  # the key of another is not taken over


def test_een_school_meldt_alleen_eigen_leerlingen_van_nu(rollen: Rolverdeling) -> None:
    elders = LeerlingFactory(school=SchoolFactory())
    weg = LeerlingFactory(school=rollen.school, tot_en_met=DAG - timedelta(days=1))

    for leerling in (elders, weg):
        with pytest.raises(NietToegestaan, match="niet bij uw school"):
            meld(rollen, leerling=leerling)
    with pytest.raises(NietToegestaan, match="eigen school"):
        meld(rollen, school=SchoolFactory())
    with pytest.raises(NietToegestaan, match="eigen school"):
        meld(rollen, school=None)


@pytest.mark.parametrize("categorie", [Categorie.ABSOLUUT, Categorie.VRIJSTELLING_5A])
def test_wat_de_gemeente_weet_meldt_een_school_niet(categorie: str, rollen: Rolverdeling) -> None:
    with pytest.raises(NietToegestaan, match="meldt de gemeente"):
        meld(rollen, gegevens=factories.gegevens(categorie=categorie))
    with pytest.raises(NietToegestaan, match="meldt de gemeente"):
        meld(rollen, herkomst=Herkomst.LEERPLICHT)


def test_een_medewerker_meldt_ook_een_leerling_zonder_school(rollen: Rolverdeling) -> None:
    melding = meld(
        rollen,
        leerling=LeerlingFactory(),
        school=None,
        herkomst=Herkomst.LEERPLICHT,
        gegevens=factories.gegevens(categorie=Categorie.ABSOLUUT),
        door=rollen.ect,
    )

    assert pak_op(melding, rollen).school is None
    assert not Bericht.objects.exists()


def test_een_directeur_van_een_school_meldt_niet(rollen: Rolverdeling) -> None:
    with pytest.raises(NietToegestaan):
        meld(rollen, door=GebruikerFactory(rol="schooldirecteur", school=rollen.school))


def test_een_dag_in_de_toekomst_wordt_geweigerd(rollen: Rolverdeling) -> None:
    straks = DAG + timedelta(days=1)
    with pytest.raises(NietToegestaan, match="toekomst"):
        meld(rollen, gegevens=factories.gegevens(eerste_verzuimdag=straks, geconstateerd_op=straks))


def test_oppakken_maakt_een_traject_met_feiten_en_een_volgnummer(rollen: Rolverdeling) -> None:
    melding = meld(rollen)

    traject = pak_op(melding, rollen)

    melding.refresh_from_db()
    assert (melding.status, melding.traject) == (Meldingstatus.OPGEPAKT, traject)
    assert (traject.kenmerk, traject.regiehouder) == (melding.kenmerk, rollen.ect)
    periode = traject.categorieen.get()
    assert (periode.categorie, periode.vanaf, periode.tot_en_met) == ("relatief", BEGONNEN, None)
    feiten = set(traject.feiten.values_list("soort", "code", "omschrijving"))
    assert feiten == {
        (Feitsoort.BELEMMERING, "emotioneel", ""),
        (Feitsoort.BELEMMERING, "gezin", ""),
        (Feitsoort.HULPVERLENING, "ja", "Wijkteam Noord"),
    }
    assert Volgnummer.objects.get(leerling=rollen.leerling).nummer == 1
    assert Gebeurtenis.objects.van(traject).get().soort == "geopend"


def test_het_swv_mag_iets_anders_vinden_dan_de_school(rollen: Rolverdeling) -> None:
    later = BEGONNEN + timedelta(days=10)

    traject = pak_op(meld(rollen), rollen, categorie=Categorie.ZIEKGEMELD, eerste_verzuimdag=later)

    assert traject.categorieen.get().categorie == Categorie.ZIEKGEMELD
    assert traject.eerste_verzuimdag == later


def test_alleen_wie_thuiszitters_begeleidt_heeft_de_regie(rollen: Rolverdeling) -> None:
    melding = meld(rollen)

    with pytest.raises(NietToegestaan, match="Kies een ander"):
        pak_op(melding, rollen, regiehouder=rollen.directeur)
    with pytest.raises(NietToegestaan):
        pak_op(melding, rollen, door=rollen.melder)
    assert not Traject.objects.exists()


def test_een_tweede_melding_wordt_gevoegd_en_niet_opgepakt(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    tweede = meld(rollen)

    with pytest.raises(NietToegestaan, match="loopt al een traject"):
        pak_op(tweede, rollen)
    services.koppelen(melding=tweede, door=rollen.ect, op=OP)

    tweede.refresh_from_db()
    assert (tweede.status, tweede.traject) == (Meldingstatus.GEKOPPELD, traject)
    assert Traject.objects.count() == 1


def test_zonder_lopend_traject_valt_er_niets_te_voegen(rollen: Rolverdeling) -> None:
    with pytest.raises(NietToegestaan, match="loopt geen traject"):
        services.koppelen(melding=meld(rollen), door=rollen.ect, op=OP)


def test_de_school_krijgt_hetzelfde_bericht_bij_oppakken_en_voegen(rollen: Rolverdeling) -> None:
    """Whether the pupil already stood in the register is not to be read from it (architectuur.md B.6)."""
    factories.traject(rollen)
    elders = SchoolFactory()
    collega = GebruikerFactory(rol="school", school=elders)
    Leerling.objects.get(pk=rollen.leerling.pk).inschrijvingen.create(
        school=elders, soort="aanmelding", vanaf=DAG
    )
    vandaag_pas = factories.gegevens(eerste_verzuimdag=DAG, geconstateerd_op=DAG)
    tweede = meld(rollen, school=elders, door=collega, gegevens=vandaag_pas)
    services.koppelen(melding=tweede, door=rollen.ect, op=OP)

    eerst, daarna = Bericht.objects.order_by("id")
    assert (eerst.onderwerp, eerst.soort) == (daarna.onderwerp, daarna.soort)
    assert daarna.ontvanger == collega
    assert str(tweede.sleutel) in daarna.pad


def test_geen_traject_nodig_en_intrekken_vragen_een_reden(rollen: Rolverdeling) -> None:
    melding, andere = meld(rollen), meld(factories.nog_een(rollen))

    with pytest.raises(NietToegestaan, match="Schrijf waarom"):
        services.geen_traject(melding=melding, reden=" ", door=rollen.ect, op=OP)
    klaar = services.geen_traject(melding=melding, reden="Weer op school.", door=rollen.ect, op=OP)
    weg = services.intrekken(melding=andere, reden="Vergissing.", door=rollen.melder, op=OP)

    assert (klaar.status, klaar.afgehandeld_door) == (Meldingstatus.GEEN_TRAJECT, rollen.ect)
    assert weg.status == Meldingstatus.INGETROKKEN
    with pytest.raises(NietToegestaan, match="kan niet meer"):
        services.intrekken(melding=klaar, reden="Te laat.", door=rollen.melder, op=OP)


def test_opnieuw_thuis_is_een_nieuw_traject_dat_volgt(rollen: Rolverdeling) -> None:
    eerste = factories.sluit_af(factories.traject(rollen), rollen, einddatum=DAG)
    opnieuw = factories.gegevens(eerste_verzuimdag=DAG, geconstateerd_op=DAG)
    melding = services.melden(
        leerling=rollen.leerling,
        school=rollen.school,
        herkomst=Herkomst.SCHOOL,
        gegevens=opnieuw,
        door=rollen.melder,
        op=na(3),
    )

    tweede = pak_op(melding, rollen, op=na(3))

    assert tweede.vervolg_op == eerste
    assert Traject.objects.count() == 2
    assert Volgnummer.objects.count() == 1  # the same child, the same number
    assert Gebeurtenis.objects.van(tweede).filter(soort="vervolgd").exists()


def test_een_leerling_zit_nooit_twee_keer_tegelijk_in_het_register(rollen: Rolverdeling) -> None:
    factories.sluit_af(factories.traject(rollen), rollen, einddatum=DAG)

    with pytest.raises(NietToegestaan, match="eerder traject"):
        pak_op(meld(rollen), rollen)
