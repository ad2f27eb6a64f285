"""The confidential note on its own page: who opens it, and that each opening is written down."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ect import services
from ect.models import Notitie, Notitietoegang
from ect.panelen import zoek
from swv.models import Inzage
from tests.ect import factories
from tests.ect.factories import OP, Rolverdeling, na
from tests.factories import GebruikerFactory

Als = Callable[..., Client]
GEHEIM = "Een ouder vroeg om dit niet door te vertellen."


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(2)):
        yield


@pytest.fixture
def notitie(rollen: Rolverdeling) -> Notitie:
    return factories.notitie(factories.casus(rollen), rollen, tekst=GEHEIM)


def op(naam: str, obj: Any) -> str:
    return reverse(f"ect:{naam}", args=[obj.sleutel])


def test_de_casushouder_schrijft_en_leest(rollen: Rolverdeling, als: Als) -> None:
    casus, client = factories.casus(rollen), als(rollen.houder)
    antwoord = client.post(op("notitie_toevoegen", casus), {"tekst": GEHEIM}, follow=True)

    assert antwoord.status_code == 200
    assert GEHEIM in antwoord.content.decode()
    leeg = client.post(op("notitie_toevoegen", casus), {"tekst": ""})
    assert leeg.status_code == 422


def test_elke_opening_staat_in_het_spoor(rollen: Rolverdeling, als: Als, notitie: Notitie) -> None:
    client = als(rollen.houder)
    for _ in range(2):
        client.get(op("notitie", notitie))
    rijen = Inzage.objects.filter(pagina="ect:notitie")

    assert [(r.gebruiker, r.leerlingen) for r in rijen] == [(rollen.houder, [rollen.leerling.sleutel])] * 2
    assert "E. Houder" in client.get(op("notitie", notitie)).content.decode()


@pytest.mark.parametrize("wie", ["collega", "coordinator", "administratie", "aanvrager"])
def test_voor_een_ander_bestaat_zij_niet(rollen: Rolverdeling, als: Als, notitie: Notitie, wie: str) -> None:
    client = als(getattr(rollen, wie))
    for naam in ("notitie", "notitie_wijzigen"):
        assert client.get(op(naam, notitie)).status_code in {403, 404}
    assert client.get(op("notitie", notitie)).status_code == 404
    assert client.post(op("toegang_geven", notitie), {}).status_code in {403, 404}
    assert not Inzage.objects.filter(pagina__startswith="ect:notitie").exists()


@pytest.mark.parametrize("wie", ["collega", "coordinator", "administratie"])
def test_nergens_anders_een_woord_of_een_spoor_van_de_notitie(
    rollen: Rolverdeling, als: Als, notitie: Notitie, wie: str
) -> None:
    """Not in the casus, the panel, the list, the work list, the search or the timeline."""
    user = getattr(rollen, wie)
    client = als(user)
    bladen = [
        op("casus", notitie.casus),
        op("aanmelding", notitie.casus.aanmelding),
        reverse("leerlingen:detail", args=[rollen.leerling.sleutel]),
        reverse("ect:lijst"),
        reverse("start"),
    ]
    for adres in bladen:
        inhoud = client.get(adres).content.decode()
        assert GEHEIM not in inhoud, adres
        assert str(notitie.sleutel) not in inhoud, adres
        assert "otitie" not in inhoud, adres
    assert zoek(user, "doorvertellen") == []
    assert zoek(user, "niet") == []


def test_ook_de_casushouder_leest_haar_alleen_op_haar_eigen_pagina(
    rollen: Rolverdeling, als: Als, notitie: Notitie
) -> None:
    client = als(rollen.houder)
    inhoud = client.get(op("casus", notitie.casus)).content.decode()

    assert op("notitie", notitie) in inhoud
    assert GEHEIM not in inhoud


def test_toegang_bij_naam_geven_en_intrekken(rollen: Rolverdeling, als: Als, notitie: Notitie) -> None:
    houder, collega = als(rollen.houder), als(rollen.collega)
    houder.post(op("toegang_geven", notitie), {"gebruiker": str(rollen.collega.sleutel)})
    inhoud = collega.get(op("notitie", notitie)).content.decode()
    assert GEHEIM in inhoud
    assert "Wie leest deze notitie?" not in inhoud
    assert "Notitie van" in collega.get(op("casus", notitie.casus)).content.decode()
    assert collega.get(op("notitie_wijzigen", notitie)).status_code == 403

    houder.post(op("toegang_intrekken", Notitietoegang.objects.get()))
    assert collega.get(op("notitie", notitie)).status_code == 404


def test_alleen_wie_casussen_ziet_kan_gekozen_worden(
    rollen: Rolverdeling, als: Als, notitie: Notitie
) -> None:
    buiten = GebruikerFactory(rol="school", school=rollen.school, naam="Iemand van school")
    client = als(rollen.houder)
    assert "Iemand van school" not in client.get(op("notitie", notitie)).content.decode()
    antwoord = client.post(op("toegang_geven", notitie), {"gebruiker": str(buiten.sleutel)})

    assert antwoord.status_code == 422
    assert not Notitietoegang.objects.exists()


def test_wijzigen_met_een_collega_die_overnam(rollen: Rolverdeling, als: Als, notitie: Notitie) -> None:
    """The former casushouder had the form open: her text is refused, not written."""
    client = als(rollen.houder)
    assert client.get(op("notitie_wijzigen", notitie)).status_code == 200
    services.overdragen(
        casus=notitie.casus, casushouder=rollen.collega, reden="Verdeling.", door=rollen.houder, op=OP
    )

    assert client.post(op("notitie_wijzigen", notitie), {"tekst": "X", "versie": 1}).status_code == 404
    assert Notitie.objects.get().tekst == GEHEIM


def test_twee_vensters_van_een_casushouder(rollen: Rolverdeling, als: Als, notitie: Notitie) -> None:
    client = als(rollen.houder)
    client.post(op("notitie_wijzigen", notitie), {"tekst": "Eerste venster.", "versie": 1})
    antwoord = client.post(op("notitie_wijzigen", notitie), {"tekst": "Tweede venster.", "versie": 1})

    assert antwoord.status_code == 409
    assert "Eerste venster." in antwoord.content.decode()
    assert "Tweede venster." in antwoord.content.decode()
    assert client.post(op("notitie_wijzigen", notitie), {"tekst": "Samen.", "versie": 2}).status_code == 302


def test_na_sluiten_leest_de_casushouder_en_schrijft_niemand(
    rollen: Rolverdeling, als: Als, notitie: Notitie
) -> None:
    factories.afgesloten(rollen, notitie.casus)
    client = als(rollen.houder)

    assert GEHEIM in client.get(op("notitie", notitie)).content.decode()
    assert client.get(op("notitie_wijzigen", notitie)).status_code == 403
    assert client.get(op("notitie_toevoegen", notitie.casus)).status_code == 403
