"""The page of a traject and each of its forms: what they show, save and refuse."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, OP, Rolverdeling
from tests.thuiszitters.paginahulp import aantal_vragen, stuur, zichtbaar
from thuiszitters import services
from thuiszitters.enums import Aanbod, Actiestatus, Categorie, Feitsoort, Trajectstatus, Uitkomst
from thuiszitters.models import Feit, Traject

Als = Callable[..., Client]
PAGINA = "thuiszitters:traject"
MEESTE_VRAGEN = 30
MORGEN = (DAG + timedelta(days=1)).isoformat()


@pytest.fixture
def rij(rollen: Rolverdeling) -> Traject:
    return factories.traject(rollen)


def lees(client: Client, traject: Traject) -> str:
    return zichtbaar(client.get(reverse(PAGINA, args=[traject.sleutel])))


def test_de_pagina_zegt_hoe_het_staat(rij: Traject, rollen: Rolverdeling, als: Als) -> None:
    factories.actie(rij, rollen, wat="Gesprek op school")
    pagina = lees(als(rollen.ect), rij)

    assert "57 dagen (8 weken)" in pagina
    assert "LRV, 4 weken tot 3 maanden" in pagina
    assert "Gesprek op school" in pagina
    assert "Belemmering: Emotioneel" in pagina
    assert "Wijkteam Noord" in pagina
    assert "Vier weken verzuim bereikt op 2 november 2026" in pagina
    assert "Weer naar school" in pagina
    assert "Gemeld door de school" in pagina
    assert "Thuiszitterstraject geopend" in pagina


def test_een_lezer_ziet_geen_knoppen_om_te_wijzigen(rij: Traject, rollen: Rolverdeling, als: Als) -> None:
    factories.actie(rij, rollen)
    pagina = lees(als(rollen.directeur), rij)
    for knop in ("Actie afspreken", "Traject afsluiten", "Overdragen", "Wijzigen", "Contact vastleggen"):
        assert knop not in pagina
    antwoord = als(rollen.directeur).get(reverse("thuiszitters:afsluiten", args=[rij.sleutel]))
    assert antwoord.status_code == 403


def test_een_actie_wordt_afgesproken_en_afgerond(rij: Traject, rollen: Rolverdeling, als: Als) -> None:
    client = als(rollen.ect)
    gegevens = {"wat": "Huisbezoek", "uitvoerder": "leerplicht", "uiterlijk_op": MORGEN}
    assert "De actie staat in het plan." in zichtbaar(
        stuur(client, "thuiszitters:actie", rij.sleutel, **gegevens)
    )
    gisteren = gegevens | {"uiterlijk_op": (DAG - timedelta(days=1)).isoformat()}
    assert stuur(client, "thuiszitters:actie", rij.sleutel, **gisteren).status_code == 422

    actie = rij.acties.get()
    stuur(client, "thuiszitters:actie_afronden", actie.sleutel, hoe="onzin")
    actie.refresh_from_db()
    assert actie.status == Actiestatus.OPEN
    klaar = stuur(client, "thuiszitters:actie_afronden", actie.sleutel, hoe="gedaan")

    assert "De actie is gedaan." in zichtbaar(klaar)
    actie.refresh_from_db()
    assert actie.status == Actiestatus.GEDAAN
    assert stuur(client, "thuiszitters:actie_afronden", actie.sleutel, hoe="gedaan").status_code == 403


def test_een_feit_wordt_vastgelegd_en_beeindigd(rij: Traject, rollen: Rolverdeling, als: Als) -> None:
    client = als(rollen.ect)
    gegevens = {"wat": "aanbod:deeltijd", "vanaf": BEGONNEN.isoformat(), "omschrijving": "Twee ochtenden"}
    stuur(client, "thuiszitters:feit", rij.sleutel, **gegevens)
    feit = Feit.objects.get(traject=rij, soort=Feitsoort.AANBOD)
    assert feit.code == Aanbod.DEELTIJD
    assert "Passend aanbod: Deeltijd op school (Twee ochtenden)" in lees(client, rij)
    dubbel = stuur(client, "thuiszitters:feit", rij.sleutel, **gegevens)
    assert "Dit staat er al." in zichtbaar(dubbel)

    stuur(client, "thuiszitters:feit_beeindigen", feit.sleutel, tot_en_met=DAG.isoformat())

    feit.refresh_from_db()
    assert feit.tot_en_met == DAG
    weer = stuur(client, "thuiszitters:feit_beeindigen", feit.sleutel, tot_en_met=DAG.isoformat())
    assert "Dit is al beëindigd." in zichtbaar(weer)


def test_een_contact_komt_op_de_pagina(rij: Traject, rollen: Rolverdeling, als: Als) -> None:
    gegevens = {"soort": "huisbezoek", "met": "ouders", "datum": DAG.isoformat(), "verslag": "Goed gesprek."}
    pagina = zichtbaar(stuur(als(rollen.ect), "thuiszitters:contact", rij.sleutel, **gegevens))
    assert "Huisbezoek: de ouders" in pagina
    assert "Goed gesprek." in pagina
    leeg = stuur(als(rollen.ect), "thuiszitters:contact", rij.sleutel, **gegevens | {"verslag": ""})
    assert leeg.status_code == 422


def test_categorie_en_regie_wijzigen(rij: Traject, rollen: Rolverdeling, als: Als) -> None:
    client = als(rollen.ect)
    wijzig = {"categorie": "thuiswerkplan", "vanaf": DAG.isoformat()}
    assert "De categorie is gewijzigd." in zichtbaar(
        stuur(client, "thuiszitters:categorie", rij.sleutel, **wijzig)
    )
    weer = stuur(client, "thuiszitters:categorie", rij.sleutel, **wijzig)
    assert "al in deze categorie" in zichtbaar(weer)
    naar = stuur(client, "thuiszitters:regie", rij.sleutel, regiehouder=rollen.coordinator.sleutel)
    assert f"De regie ligt nu bij {rollen.coordinator.naam}." in zichtbaar(naar)
    rij.refresh_from_db()
    assert rij.regiehouder == rollen.coordinator
    buiten = stuur(client, "thuiszitters:regie", rij.sleutel, regiehouder=rollen.melder.sleutel)
    assert buiten.status_code == 422


def test_afsluiten_en_de_afsluiting_corrigeren(rij: Traject, rollen: Rolverdeling, als: Als) -> None:
    client = als(rollen.ect)
    factories.actie(rij, rollen)
    einde = {"uitkomst": Uitkomst.EIGEN_SCHOOL.value, "einddatum": DAG.isoformat()}
    toekomst = stuur(client, "thuiszitters:afsluiten", rij.sleutel, **einde | {"einddatum": MORGEN})
    assert toekomst.status_code == 422

    klaar = zichtbaar(stuur(client, "thuiszitters:afsluiten", rij.sleutel, **einde))

    rij.refresh_from_db()
    assert rij.status == Trajectstatus.AFGESLOTEN
    assert "Het traject is afgesloten: terug op de eigen school." in klaar
    assert "Actie afspreken" not in klaar
    beter = {"uitkomst": "vso", "einddatum": DAG.isoformat(), "reden": "Verkeerd gekozen."}
    assert "De afsluiting is gecorrigeerd." in zichtbaar(
        stuur(client, "thuiszitters:corrigeren", rij.sleutel, **beter)
    )
    assert stuur(client, "thuiszitters:corrigeren", rij.sleutel, **beter | {"reden": ""}).status_code == 422


def test_een_vervolgtraject_en_het_eerdere_wijzen_naar_elkaar(rollen: Rolverdeling, als: Als) -> None:
    eerst = factories.sluit_af(factories.traject(rollen), rollen, einddatum=date(2026, 10, 20))
    tweede = factories.traject(rollen, eerste_verzuimdag=date(2026, 11, 9), geconstateerd_op=DAG)
    client = als(rollen.ect)
    assert f"Vervolgtraject THZ {tweede.kenmerk}" in lees(client, eerst)
    assert f"Eerder traject THZ {eerst.kenmerk}" in lees(client, tweede)
    assert "Opnieuw thuis: vervolgtraject geopend" in lees(client, tweede)


def test_een_lang_dossier_kost_niet_meer_vragen(rij: Traject, rollen: Rolverdeling, als: Als) -> None:
    client, adres = als(rollen.ect), reverse(PAGINA, args=[rij.sleutel])
    _vul(rij, rollen)
    een = aantal_vragen(client, adres)
    for _ in range(2):
        _vul(rij, rollen)
    assert aantal_vragen(client, adres) == een <= MEESTE_VRAGEN


def _vul(rij: Traject, rollen: Rolverdeling) -> None:
    factories.actie(rij, rollen)
    services.contact_vastleggen(
        traject=rij, soort="gesprek", met="ouders", datum=DAG, verslag="Kort.", door=rollen.ect, op=OP
    )


def test_een_vrijgestelde_leerling_heeft_geen_lopende_klok(rollen: Rolverdeling, als: Als) -> None:
    rij = factories.van_swv(rollen, Categorie.VRIJSTELLING_5A, date(2026, 8, 1))
    assert "Vier weken verzuim" not in lees(als(rollen.ect), rij)
