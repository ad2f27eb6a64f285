"""Which first day can be, and how it is corrected after the pick-up: one rule, at the field, with its trail."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, OP, Rolverdeling
from tests.thuiszitters.paginahulp import stuur, zichtbaar
from tests.thuiszitters.test_views_melden import STAP_TWEE, antwoorden
from thuiszitters import services
from thuiszitters.enums import Categorie, Feitsoort, Uitkomst
from thuiszitters.models import Melding, Traject

Als = Callable[..., Client]
GEBOREN = date(2012, 11, 6)
SINDS = date(2025, 8, 1)
REDEN = "De school vergiste zich in de maand."


@pytest.fixture
def kind(rollen: Rolverdeling) -> Rolverdeling:
    """Born in 2012, at this school since August 2025."""
    return factories.nog_een(rollen, geboortedatum=GEBOREN, vanaf=SINDS)


# --- reporting ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        (date(2013, 1, 1), "nog niet leerplichtig"),
        (date(2012, 11, 5), "voor de geboorte"),
        (SINDS - timedelta(days=1), "pas sinds 1 augustus 2025 bij uw school"),
        (DAG + timedelta(days=1), "ligt in de toekomst"),
    ],
)
def test_een_school_meldt_geen_dag_die_niet_kan(dag: date, zin: str, kind: Rolverdeling, als: Als) -> None:
    gegevens = antwoorden(eerste_verzuimdag=dag.isoformat(), toelichting="Dit typte ik zelf.")
    antwoord = als(kind.melder).post(reverse(STAP_TWEE, args=[kind.leerling.sleutel]), gegevens)

    assert antwoord.status_code == 422
    assert zin in str(antwoord.context["form"].errors["eerste_verzuimdag"])
    assert "Dit typte ik zelf." in antwoord.content.decode()
    assert f'value="{dag.isoformat()}"' in antwoord.content.decode()
    assert not Melding.objects.exists()


def test_de_dienst_weigert_wat_een_formulier_niet_ziet(kind: Rolverdeling) -> None:
    for dag in (date(2013, 1, 1), GEBOREN - timedelta(days=1)):
        with pytest.raises(NietToegestaan):
            factories.van_swv(kind, Categorie.ABSOLUUT, dag)
    with pytest.raises(NietToegestaan, match="voor de eerste dag thuis"):
        factories.melding(kind, eerste_verzuimdag=DAG, geconstateerd_op=DAG - timedelta(days=1))


def test_ziek_of_aangepast_kan_ook_voor_de_leerplicht(rollen: Rolverdeling) -> None:
    kleuter = factories.nog_een(rollen, geboortedatum=DAG - timedelta(days=4 * 365 + 100))
    rij = factories.traject(kleuter, categorie=Categorie.ZIEKGEMELD)

    with pytest.raises(NietToegestaan, match="nog niet leerplichtig"):
        services.categorie_wijzigen(
            traject=rij, categorie=Categorie.RELATIEF, vanaf=DAG, door=rollen.ect, op=OP
        )


def test_het_swv_kiest_een_dag_voor_de_inschrijving_na_een_vraag(kind: Rolverdeling, als: Als) -> None:
    """At another school before, the pupil can have been at home already."""
    melding, client = factories.melding(kind), als(kind.ect)
    adres = reverse("thuiszitters:oppakken", args=[melding.sleutel])
    dag = (SINDS - timedelta(days=30)).isoformat()
    keuze = {"categorie": "relatief", "eerste_verzuimdag": dag, "regiehouder": str(kind.ect.sleutel)}

    vraag = client.post(adres, keuze)
    assert vraag.status_code == 422
    assert "Klopt de dag toch?" in zichtbaar(vraag)
    assert f'name="dag_gezien" value="{dag}"' in vraag.content.decode()
    assert client.post(adres, keuze | {"dag_gezien": "2025-01-01"}).status_code == 422
    assert client.post(adres, keuze | {"dag_gezien": dag}).status_code == 302
    assert Traject.objects.get().eerste_verzuimdag.isoformat() == dag


@pytest.mark.parametrize("dag", [date(1950, 1, 1), GEBOREN - timedelta(days=1), BEGONNEN - timedelta(days=1)])
def test_een_contact_ligt_binnen_het_traject(dag: date, kind: Rolverdeling, als: Als) -> None:
    rij = factories.traject(kind)
    gegevens = {"soort": "gesprek", "met": "ouders", "datum": dag.isoformat(), "verslag": "Besproken."}

    antwoord = als(kind.ect).post(reverse("thuiszitters:contact", args=[rij.sleutel]), gegevens)

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors["datum"]
    assert "Besproken." in antwoord.content.decode()
    assert not rij.contacten.exists()


def test_een_actie_over_een_eeuw_is_een_tikfout(rollen: Rolverdeling) -> None:
    with pytest.raises(NietToegestaan, match="drie jaar vooruit"):
        factories.actie(factories.traject(rollen), rollen, dagen=36_500)


# --- correcting the first day -----------------------------------------------------------------------------------


def corrigeer(rij: Traject, dag: date, rollen: Rolverdeling, **anders: Any) -> Traject:
    opdracht = {"reden": REDEN, "door": rollen.ect, "op": OP} | anders
    return services.eerste_dag_corrigeren(traject=rij, eerste_verzuimdag=dag, **opdracht)


def perioden(rij: Traject) -> list[Any]:
    return list(rij.categorieen.order_by("vanaf").values_list("categorie", "vanaf", "tot_en_met"))


@pytest.mark.parametrize("dag", [date(2026, 9, 7), date(2026, 11, 20)])
def test_categorie_klokken_en_feiten_volgen_de_nieuwe_dag(dag: date, rollen: Rolverdeling) -> None:
    rij = factories.traject(rollen)

    beter = corrigeer(rij, dag, rollen)

    assert beter.eerste_verzuimdag == dag
    assert perioden(rij) == [("relatief", dag, None)]
    assert set(rij.feiten.values_list("vanaf", flat=True)) == {dag}
    klok = rij.termijnen.get(norm__code="thuiszitter.zonder_aanbod")
    assert klok.begonnen_op == dag
    assert Traject.objects.lopend_op(dag).exists()
    assert not Traject.objects.lopend_op(dag - timedelta(days=1)).exists()
    assert Melding.objects.get().eerste_verzuimdag == BEGONNEN


def test_het_spoor_houdt_de_vorige_dag_wie_en_waarom(rollen: Rolverdeling, als: Als) -> None:
    rij = factories.traject(rollen)
    corrigeer(rij, date(2026, 9, 7), rollen)

    spoor = Gebeurtenis.objects.van(rij).get(soort="eerste_dag")
    assert (spoor.van, spoor.naar, spoor.door) == ("2026-10-05", "2026-09-07", rollen.ect)
    pagina = zichtbaar(als(rollen.ect).get(reverse("thuiszitters:traject", args=[rij.sleutel])))
    assert f"Was 5 oktober 2026, is nu 7 september 2026. {REDEN}" in pagina
    assert "85 dagen (12 weken)" in pagina


def test_een_latere_dag_laat_vallen_wat_ervoor_eindigde(rollen: Rolverdeling) -> None:
    rij = factories.traject(rollen)
    services.categorie_wijzigen(
        traject=rij, categorie=Categorie.THUISWERKPLAN, vanaf=date(2026, 11, 2), door=rollen.ect, op=OP
    )

    corrigeer(rij, date(2026, 11, 9), rollen)

    assert perioden(rij) == [("thuiswerkplan", date(2026, 11, 9), None)]
    spoor = Gebeurtenis.objects.van(rij).get(soort="eerste_dag")
    assert [rij["categorie"] for rij in spoor.gegevens["categorieen"]] == ["relatief", "thuiswerkplan"]


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        (BEGONNEN, "al de eerste verzuimdag"),
        (DAG + timedelta(days=1), "toekomst"),
        (date(2012, 5, 5), "voor de geboorte"),
        (date(2016, 1, 1), "nog niet leerplichtig"),
    ],
)
def test_een_nieuwe_dag_die_niet_kan(dag: date, zin: str, rollen: Rolverdeling) -> None:
    rij = factories.traject(rollen)
    with pytest.raises(NietToegestaan, match=zin):
        corrigeer(rij, dag, rollen)
    assert not Gebeurtenis.objects.filter(soort="eerste_dag").exists()


def test_zonder_reden_of_zonder_taak_verandert_er_niets(rollen: Rolverdeling) -> None:
    rij = factories.traject(rollen)
    with pytest.raises(NietToegestaan, match="Schrijf waarom"):
        corrigeer(rij, date(2026, 9, 7), rollen, reden=" ")
    for wie in (rollen.directeur, rollen.melder):
        with pytest.raises(NietToegestaan):
            corrigeer(rij, date(2026, 9, 7), rollen, door=wie)


def test_een_afgesloten_traject_is_ook_te_corrigeren_tot_zijn_einde(rollen: Rolverdeling) -> None:
    rij = factories.sluit_af(factories.traject(rollen), rollen, einddatum=date(2026, 11, 1))

    assert corrigeer(rij, date(2026, 9, 7), rollen).eerste_verzuimdag == date(2026, 9, 7)
    with pytest.raises(NietToegestaan, match="na het einde"):
        corrigeer(rij, date(2026, 11, 2), rollen)


def test_de_nieuwe_dag_valt_niet_in_een_ander_traject(rollen: Rolverdeling) -> None:
    """The service says it with advice that leads to right data; the database refuses it too."""
    eerste = factories.sluit_af(factories.traject(rollen), rollen, einddatum=date(2026, 11, 1))
    tweede = factories.traject(rollen, eerste_verzuimdag=date(2026, 11, 10), geconstateerd_op=DAG)

    with pytest.raises(NietToegestaan, match=f"tot 1 november 2026 in een eerder traject.*{eerste.kenmerk}"):
        corrigeer(tweede, date(2026, 10, 20), rollen)
    with pytest.raises(IntegrityError, match="thuiszitters_traject_een_tegelijk"), transaction.atomic():
        Traject.objects.filter(pk=tweede.pk).update(eerste_verzuimdag=date(2026, 10, 20))
    assert corrigeer(tweede, date(2026, 11, 1), rollen).eerste_verzuimdag == date(2026, 11, 1)


def test_corrigeren_gaat_langs_een_formulier_met_een_reden(rollen: Rolverdeling, als: Als) -> None:
    rij, client = factories.traject(rollen), als(rollen.ect)
    assert "Eerste verzuimdag corrigeren" in zichtbaar(
        client.get(reverse("thuiszitters:traject", args=[rij.sleutel]))
    )
    zonder = client.post(
        reverse("thuiszitters:eerste_dag", args=[rij.sleutel]), {"eerste_verzuimdag": "2026-09-07"}
    )
    assert zonder.status_code == 422

    klaar = stuur(client, "thuiszitters:eerste_dag", rij.sleutel, eerste_verzuimdag="2026-09-07", reden=REDEN)

    assert "De eerste verzuimdag is gecorrigeerd." in zichtbaar(klaar)


# --- who still comes to school ------------------------------------------------------------------------------------


def test_wie_nog_komt_heeft_geen_eerste_dag_thuis(rollen: Rolverdeling, als: Als) -> None:
    client = als(rollen.melder)
    stuur(
        client,
        STAP_TWEE,
        rollen.leerling.sleutel,
        **antwoorden(categorie="dreigend", eerste_verzuimdag="", geconstateerd_op="2026-11-17"),
    )

    assert Melding.objects.get().eerste_verzuimdag == date(2026, 11, 17)
    lijst = zichtbaar(client.get(reverse("thuiszitters:lijst")))
    assert "Nog niet thuis" in lijst
    assert "14 dagen" not in lijst


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"categorie": "dreigend"}, "maak dit veld leeg"),
        ({"eerste_verzuimdag": ""}, "Vul in sinds welke dag"),
    ],
)
def test_een_eerste_dag_hoort_bij_wie_thuis_is(
    anders: dict[str, str], zin: str, rollen: Rolverdeling, als: Als
) -> None:
    antwoord = als(rollen.melder).post(
        reverse(STAP_TWEE, args=[rollen.leerling.sleutel]), antwoorden(**anders)
    )
    assert antwoord.status_code == 422
    assert zin in str(antwoord.context["form"].errors["eerste_verzuimdag"])


def test_dreigend_toont_in_het_register_geen_dagen(rollen: Rolverdeling, als: Als) -> None:
    rij = factories.traject(rollen, categorie=Categorie.DREIGEND)
    client = als(rollen.ect)

    for adres in (
        reverse("thuiszitters:lijst"),
        reverse("thuiszitters:traject", args=[rij.sleutel]),
        reverse("leerlingen:detail", args=[rollen.leerling.sleutel]),
    ):
        pagina = zichtbaar(client.get(adres)).lower()
        assert "nog niet thuis" in pagina, adres


def test_een_feit_van_later_blijft_staan(rollen: Rolverdeling) -> None:
    rij = factories.traject(rollen, belemmeringen=[], hulpverlening="")
    factories.feit(rij, rollen, Feitsoort.BELEMMERING, "gezin", vanaf=date(2026, 11, 1))

    corrigeer(rij, date(2026, 9, 7), rollen)

    assert rij.feiten.get().vanaf == date(2026, 11, 1)


def test_na_achteraf_geen_thuiszitter_verandert_de_dag_zonder_een_ander_te_raken(
    rollen: Rolverdeling,
) -> None:
    fout = factories.sluit_af(factories.traject(rollen), rollen, uitkomst=Uitkomst.GEEN_THUISZITTER)
    factories.traject(rollen, eerste_verzuimdag=date(2026, 11, 10), geconstateerd_op=DAG)

    assert corrigeer(fout, date(2026, 11, 12), rollen).eerste_verzuimdag == date(2026, 11, 12)


@pytest.mark.parametrize(("geboren", "mag"), [(date(2008, 12, 1), True), (date(2008, 12, 2), False)])
def test_naar_het_doorstroompunt_gaat_wie_18_is(
    geboren: date, mag: bool, rollen: Rolverdeling, als: Als
) -> None:
    rij = factories.traject(factories.nog_een(rollen, geboortedatum=geboren))
    gegevens = {"uitkomst": "achttien", "einddatum": DAG.isoformat(), "toelichting": "Dit blijft staan."}

    antwoord = als(rollen.ect).post(reverse("thuiszitters:afsluiten", args=[rij.sleutel]), gegevens)

    assert antwoord.status_code == (302 if mag else 422)
    if not mag:
        assert "de leerling 17 jaar" in str(antwoord.context["form"].errors["uitkomst"])
        assert "Dit blijft staan." in antwoord.content.decode()
