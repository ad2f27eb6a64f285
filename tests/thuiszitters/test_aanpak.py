"""The plan van aanpak: goals, partners, interventions, evaluations, one person who directs, and reminders."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from ect.models import Keuze
from swv.models import Bericht, Gebeurtenis
from swv.permissions import NietToegestaan
from tests.factories import NormFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, OP, Rolverdeling, na
from tests.thuiszitters.paginahulp import stuur, zichtbaar
from thuiszitters import services
from thuiszitters.enums import Feitsoort, Mtss
from thuiszitters.models import Evaluatie, Traject
from thuiszitters.tasks import herinner

Als = Callable[..., Client]
MORGEN, GISTEREN = DAG + timedelta(days=1), DAG - timedelta(days=1)


@pytest.fixture
def traject(rollen: Rolverdeling) -> Traject:
    return factories.traject(rollen)


@pytest.fixture
def keuze(db: None) -> Keuze:
    return Keuze.objects.create(
        lijst="interventie",
        code="basisteam",
        naam="Basisteam gemeente",
        volgorde=1,
        geldig_vanaf=date(2020, 1, 1),
        bron="proef",
        zekerheid="Z",
    )


# --- who directs --------------------------------------------------------------------------------------------------


def regie(traject: Traject) -> list[tuple[Any, date, date | None]]:
    rijen = traject.regieperioden.select_related("regiehouder").order_by("vanaf")
    return [(rij.regiehouder, rij.vanaf, rij.tot_en_met) for rij in rijen]


def test_op_ieder_moment_is_er_precies_een_regiehouder(rollen: Rolverdeling, traject: Traject) -> None:
    assert regie(traject) == [(rollen.ect, DAG, None)]
    services.regiehouder_wijzigen(traject=traject, regiehouder=rollen.coordinator, door=rollen.ect, op=na(10))
    assert regie(traject) == [
        (rollen.ect, DAG, DAG + timedelta(days=9)),
        (rollen.coordinator, DAG + timedelta(days=10), None),
    ]
    services.regiehouder_wijzigen(traject=traject, regiehouder=rollen.ect, door=rollen.ect, op=na(10))
    assert regie(traject)[-1] == (rollen.ect, DAG + timedelta(days=10), None), "twice on one day"
    factories.sluit_af(traject, rollen, op=na(12))
    assert regie(traject)[-1][2] == DAG + timedelta(days=12)


def test_de_database_kent_geen_twee_regiehouders(rollen: Rolverdeling, traject: Traject) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        traject.regieperioden.create(regiehouder=rollen.coordinator, vanaf=DAG)


# --- parts of the plan ------------------------------------------------------------------------------------------


def test_doelen_worden_gesteld_en_een_keer_behaald(rollen: Rolverdeling, traject: Traject) -> None:
    doe: dict[str, Any] = {"door": rollen.ect, "op": OP}
    doel = services.doel_toevoegen(traject=traject, wat=" Vier ochtenden ", streefdatum=MORGEN, **doe)
    assert services.doel_behalen(doel=doel, **doe).behaald_op == DAG
    with pytest.raises(NietToegestaan, match="al behaald"):
        services.doel_behalen(doel=doel, **doe)
    with pytest.raises(NietToegestaan, match="vandaag of een latere"):
        services.doel_toevoegen(traject=traject, wat="x", streefdatum=GISTEREN, **doe)
    assert Gebeurtenis.objects.van(traject).filter(soort="doel").get().toelichting == "Vier ochtenden"


def test_partners_en_interventies_beginnen_en_eindigen(
    rollen: Rolverdeling, traject: Traject, keuze: Keuze
) -> None:
    doe: dict[str, Any] = {"door": rollen.ect, "op": OP}
    partner: dict[str, Any] = {"traject": traject, "soort": "jeugdhulp", "organisatie": "Wijkteam"}
    eerste = services.partner_toevoegen(vanaf=BEGONNEN, **partner, **doe)
    ingezet = services.interventie_inzetten(traject=traject, interventie=keuze, vanaf=BEGONNEN, **doe)
    for weer in (
        lambda: services.partner_toevoegen(vanaf=DAG, **partner, **doe),
        lambda: services.interventie_inzetten(traject=traject, interventie=keuze, vanaf=DAG, **doe),
    ):
        with pytest.raises(NietToegestaan, match="staat al in het plan"):
            weer()
    services.partner_beeindigen(partner=eerste, tot_en_met=GISTEREN, **doe)
    services.interventie_beeindigen(ingezet=ingezet, tot_en_met=GISTEREN, **doe)
    assert services.partner_toevoegen(vanaf=DAG, **partner, **doe).pk != eerste.pk
    with pytest.raises(NietToegestaan, match="al beëindigd"):
        services.partner_beeindigen(partner=eerste, tot_en_met=DAG, **doe)
    with pytest.raises(NietToegestaan):
        services.partner_toevoegen(vanaf=DAG, **partner | {"soort": "school"}, door=rollen.melder, op=OP)


def test_een_evaluatie_wordt_gepland_en_vastgelegd(rollen: Rolverdeling, traject: Traject) -> None:
    doe: dict[str, Any] = {"door": rollen.ect, "op": OP}
    rij = services.evaluatie_plannen(traject=traject, gepland_op=MORGEN, **doe)
    with pytest.raises(NietToegestaan, match="staat al een evaluatie"):
        services.evaluatie_plannen(traject=traject, gepland_op=MORGEN, **doe)
    with pytest.raises(NietToegestaan, match="wat eruit kwam"):
        services.evaluatie_houden(evaluatie=rij, gehouden_op=DAG, bevindingen=" ", **doe)
    klaar = services.evaluatie_houden(evaluatie=rij, gehouden_op=DAG, bevindingen="Het lukt.", **doe)
    assert (klaar.gehouden_op, klaar.bevindingen) == (DAG, "Het lukt.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluatie.objects.update(bevindingen="")


def test_het_niveau_van_ondersteuning_is_er_een_tegelijk(rollen: Rolverdeling, traject: Traject) -> None:
    factories.feit(traject, rollen, Feitsoort.MTSS, Mtss.NIVEAU_2, vanaf=BEGONNEN)
    factories.feit(traject, rollen, Feitsoort.MTSS, Mtss.NIVEAU_3)
    assert Traject.objects.met_feit(Feitsoort.MTSS, GISTEREN, code="2").get() == traject
    assert Traject.objects.met_feit(Feitsoort.MTSS, DAG, code="3").get() == traject
    with pytest.raises(IntegrityError), transaction.atomic():
        traject.feiten.create(soort="mtss", code="1", vanaf=DAG, vastgelegd_op=OP)


def test_na_afsluiten_verandert_het_plan_niet(rollen: Rolverdeling, traject: Traject) -> None:
    dicht = factories.sluit_af(traject, rollen)
    with pytest.raises(NietToegestaan, match="afgesloten"):
        services.doel_toevoegen(traject=dicht, wat="x", streefdatum=MORGEN, door=rollen.ect, op=OP)


# --- reminders ----------------------------------------------------------------------------------------------------


def test_de_regiehouder_wordt_een_keer_vooraf_en_een_keer_erna_herinnerd(
    rollen: Rolverdeling, traject: Traject
) -> None:
    factories.actie(traject, rollen, dagen=5)
    services.evaluatie_plannen(traject=traject, gepland_op=DAG + timedelta(days=6), door=rollen.ect, op=OP)
    aantallen = [services.herinner(op=na(dag)) for dag in (0, 3, 3, 4, 5, 6, 7)]
    assert aantallen == [0, 1, 0, 1, 0, 1, 1]
    bericht = Bericht.objects.filter(soort="thuiszitters.herinnering").first()
    assert bericht is not None
    assert bericht.ontvanger == rollen.ect
    assert rollen.leerling.achternaam not in f"{bericht.onderwerp}{bericht.pad}"


def test_hoe_lang_vooraf_is_een_norm_en_een_dicht_traject_vraagt_niets(
    rollen: Rolverdeling, traject: Traject
) -> None:
    NormFactory(code="thuiszitter.herinnering", waarde=7, eenheid="dagen", startmoment="geen")
    factories.actie(traject, rollen, dagen=6)
    assert services.herinner(op=OP) == 1
    factories.actie(traject, rollen, dagen=5)
    factories.sluit_af(traject, rollen)
    assert services.herinner(op=OP) == 0
    herinner()
    herinner()
    assert Bericht.objects.filter(soort="thuiszitters.herinnering").count() == 1


# --- on the screen ------------------------------------------------------------------------------------------------


def test_het_hele_plan_op_het_scherm(rollen: Rolverdeling, traject: Traject, keuze: Keuze, als: Als) -> None:
    client, sleutel = als(rollen.ect), traject.sleutel
    stappen = (
        ("doel", {"wat": "Vier ochtenden", "streefdatum": MORGEN}, "Het doel staat in het plan."),
        (
            "partner",
            {"soort": "jeugdhulp", "organisatie": "Wijkteam", "vanaf": DAG},
            "De partner staat bij het plan.",
        ),
        ("interventie", {"interventie": "basisteam", "vanaf": DAG}, "De interventie is vastgelegd."),
        ("evaluatie", {"gepland_op": MORGEN}, "De evaluatie is gepland."),
    )
    for naam, gegevens, zin in stappen:
        assert stuur(client, f"thuiszitters:{naam}", sleutel).status_code == 422
        assert zin in zichtbaar(stuur(client, f"thuiszitters:{naam}", sleutel, **gegevens))
    einden = (
        ("doel_behalen", traject.doelen.get(), {}, "Het doel is behaald."),
        ("partner_beeindigen", traject.partners.get(), {"tot_en_met": DAG}, "De partner doet niet meer mee."),
        (
            "interventie_beeindigen",
            traject.interventies.get(),
            {"tot_en_met": DAG},
            "De interventie is beëindigd.",
        ),
        (
            "evaluatie_houden",
            traject.evaluaties.get(),
            {"gehouden_op": DAG, "bevindingen": "Het lukt."},
            "De evaluatie is vastgelegd.",
        ),
    )
    for naam, rij, gegevens, zin in einden:
        assert zin in zichtbaar(stuur(client, f"thuiszitters:{naam}", rij.sleutel, **gegevens))
    pagina = zichtbaar(client.get(reverse("thuiszitters:traject", args=[sleutel])))
    for tekst in ("Vier ochtenden · behaald op", "Jeugdhulp: Wijkteam", "Basisteam gemeente", "Het lukt."):
        assert tekst in pagina
