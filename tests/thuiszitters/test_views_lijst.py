"""The register and the own reports as lists: filters, words, scope, cost, and the file with names."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from swv.models import Inzage
from tests.factories import GebruikerFactory, SchoolFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import DAG, OP, Rolverdeling
from tests.thuiszitters.paginahulp import aantal_vragen, tabel, zichtbaar
from thuiszitters import services
from thuiszitters.enums import Categorie, Uitkomst
from thuiszitters.models import Traject

Als = Callable[..., Client]
LIJST = "thuiszitters:lijst"
MEESTE_VRAGEN = 10


@pytest.fixture
def drie(rollen: Rolverdeling) -> dict[str, Traject]:
    """Long relatief verzuim, a vrijstelling of a child elsewhere, and one that ended."""
    rijen = {
        "lang": factories.van_swv(rollen, Categorie.RELATIEF, date(2026, 6, 1)),
        "vrij": factories.van_swv(
            factories.nog_een(rollen, gemeente="Haren"), Categorie.VRIJSTELLING_5A, date(2026, 8, 1)
        ),
        "klaar": factories.traject(factories.nog_een(rollen)),
    }
    factories.actie(rijen["lang"], rollen, wat="Bellen met de ouders")
    factories.sluit_af(rijen["klaar"], rollen, uitkomst=Uitkomst.VSO)
    return rijen


@pytest.mark.parametrize(
    ("filters", "verwacht"),
    [
        ({}, {"lang"}),  # what runs, without vrijstellingen
        ({"categorie": "alle"}, {"lang", "vrij"}),
        ({"categorie": "thuiszitters"}, {"lang"}),
        ({"categorie": "5_sub_a"}, {"vrij"}),
        ({"status": "afgesloten"}, {"klaar"}),
        ({"status": "alle", "categorie": "alle"}, {"lang", "vrij", "klaar"}),
        ({"categorie": "alle", "gemeente": "Haren"}, {"vrij"}),
        ({"duur": "lang", "categorie": "alle"}, {"lang", "vrij"}),
        ({"duur": "kort"}, set()),
        ({"status": "onzin", "duur": "onzin", "categorie": "onzin"}, {"lang", "vrij", "klaar"}),
    ],
)
def test_het_register_wordt_beperkt_door_zijn_adres(
    filters: dict[str, str], verwacht: set[str], drie: dict[str, Traject], rollen: Rolverdeling, als: Als
) -> None:
    inhoud = tabel(als(rollen.ect).get(reverse(LIJST), filters))
    assert {naam for naam, rij in drie.items() if rij.kenmerk in inhoud} == verwacht


def test_een_rij_zegt_hoe_lang_wie_en_wat_er_nu_komt(
    drie: dict[str, Traject], rollen: Rolverdeling, als: Als
) -> None:
    pagina = zichtbaar(als(rollen.ect).get(reverse(LIJST)))

    assert "LRV, langer dan 3 maanden" in pagina
    assert "183 dagen (26 weken) sinds 1 jun 2026" in pagina
    assert "E. Expert" in pagina
    assert "Bellen met de ouders" in pagina
    assert zichtbaar(als(rollen.ect).get(reverse(LIJST), {"status": "afgesloten"})).count("VSO") == 1


def test_nieuwe_meldingen_staan_bovenaan_tot_iemand_ze_oppakt(rollen: Rolverdeling, als: Als) -> None:
    melding, client = factories.melding(rollen), als(rollen.ect)
    assert f"Melding {melding.kenmerk}" in zichtbaar(client.get(reverse(LIJST)))

    services.geen_traject(melding=melding, reden="Is er weer.", door=rollen.ect, op=factories.OP)

    assert melding.kenmerk not in zichtbaar(client.get(reverse(LIJST)))


def test_een_deel_is_gelijk_aan_de_hele_pagina(
    drie: dict[str, Traject], rollen: Rolverdeling, als: Als
) -> None:
    client = als(rollen.ect)
    heel, deel = (client.get(reverse(LIJST), headers=koppen) for koppen in ({}, {"HX-Request": "true"}))
    assert tabel(heel) == tabel(deel)
    assert "<html" not in deel.content.decode()


def test_wie_in_de_lijst_staat_wordt_vastgelegd(
    drie: dict[str, Traject], rollen: Rolverdeling, als: Als
) -> None:
    als(rollen.ect).get(reverse(LIJST))
    assert Inzage.objects.filter(gebruiker=rollen.ect, soort="lijst").exists()


def test_een_school_ziet_haar_meldingen_en_geen_register(rollen: Rolverdeling, als: Als) -> None:
    traject = factories.traject(rollen)
    services.categorie_wijzigen(
        traject=traject, categorie=Categorie.THUISWERKPLAN, vanaf=DAG, door=rollen.ect, op=OP
    )
    pagina = zichtbaar(als(rollen.melder).get(reverse(LIJST)))
    elders = GebruikerFactory(rol="school", school=SchoolFactory())

    assert "Mijn meldingen" in pagina
    assert "In behandeling" in pagina
    assert "E. Expert" in pagina
    assert "LRV, 4 weken tot 3 maanden" in pagina, "what follows from its own report"
    assert "Thuiswerkplan" not in pagina, "how the SWV judges it is not for the school"
    assert "U heeft nog geen leerling gemeld" in zichtbaar(als(elders).get(reverse(LIJST)))
    assert als(rollen.melder).get(reverse("thuiszitters:traject", args=[traject.sleutel])).status_code == 403


def test_een_directeur_van_een_school_leest_mee_maar_meldt_niet(rollen: Rolverdeling, als: Als) -> None:
    factories.melding(rollen)
    pagina = zichtbaar(als(GebruikerFactory(rol="schooldirecteur", school=rollen.school)).get(reverse(LIJST)))
    assert "Ontvangen" in pagina
    assert "Leerling melden" not in pagina


@pytest.mark.parametrize("wie", ["ect", "melder"])
def test_meer_rijen_kosten_niet_meer_vragen(wie: str, rollen: Rolverdeling, als: Als) -> None:
    client = als(getattr(rollen, wie))
    factories.actie(factories.traject(rollen), rollen)
    een = aantal_vragen(client, reverse(LIJST))
    for _ in range(2):
        factories.actie(factories.traject(factories.nog_een(rollen)), rollen)

    assert aantal_vragen(client, reverse(LIJST)) == een <= MEESTE_VRAGEN


# --- the file with names ----------------------------------------------------------------------------------------


def rijen_van(antwoord: Any, formaat: str) -> list[list[Any]]:
    if formaat == "csv":
        return list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    blad = load_workbook(io.BytesIO(antwoord.content)).worksheets[0]
    return [[cel.value for cel in rij] for rij in blad.iter_rows()]


@pytest.mark.parametrize("formaat", ["csv", "xlsx"])
def test_het_bestand_heeft_de_rijen_van_de_lijst_en_laat_een_spoor(
    formaat: str, drie: dict[str, Traject], rollen: Rolverdeling, als: Als
) -> None:
    client, keuze = als(rollen.ect), {"status": "alle", "categorie": "alle", "formaat": formaat}

    antwoord = client.post(reverse("thuiszitters:uitvoer"), keuze)

    kenmerken = {str(rij[0]) for rij in rijen_van(antwoord, formaat)}
    assert {rij.kenmerk for rij in drie.values()} <= kenmerken
    assert f".{formaat}" in antwoord.headers["Content-Disposition"]
    assert Inzage.objects.filter(gebruiker=rollen.ect, soort="download").exists()
    alleen = client.post(reverse("thuiszitters:uitvoer"), {"status": "afgesloten", "formaat": formaat})
    gevonden = {str(rij[0]) for rij in rijen_van(alleen, formaat)}
    assert drie["klaar"].kenmerk in gevonden
    assert drie["lang"].kenmerk not in gevonden


def test_een_school_krijgt_het_bestand_niet_en_een_get_ook_niet(rollen: Rolverdeling, als: Als) -> None:
    assert als(rollen.melder).post(reverse("thuiszitters:uitvoer")).status_code == 403
    assert als(rollen.ect).get(reverse("thuiszitters:uitvoer")).status_code == 405


def test_een_actie_die_te_laat_is_staat_er_zo(rollen: Rolverdeling, als: Als) -> None:
    eerder = factories.na(-10)
    rij = factories.traject(rollen, op=eerder, geconstateerd_op=DAG - timedelta(days=11))
    factories.actie(rij, rollen, op=eerder, dagen=3)
    assert "te laat:" in tabel(als(rollen.ect).get(reverse(LIJST)))
