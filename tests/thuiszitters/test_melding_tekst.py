"""A report that waits: its words can be mended, and a second one is not made without being told."""

from collections.abc import Callable

import pytest
from django.core import serializers
from django.test import Client
from django.urls import reverse

from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, SchoolFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import OP, Rolverdeling
from tests.thuiszitters.paginahulp import stuur, zichtbaar
from tests.thuiszitters.test_views_melden import STAP_TWEE, antwoorden
from thuiszitters import services
from thuiszitters.models import Melding

Als = Callable[..., Client]
BSN = "111222333"
TEKSTEN = {"toelichting": "Komt niet.", "gedaan": "Gebeld.", "hulpverlening": "Wijkteam"}


def test_een_bsn_houdt_de_melding_een_keer_tegen(rollen: Rolverdeling, als: Als) -> None:
    client, gegevens = als(rollen.melder), antwoorden(toelichting=f"Nummer {BSN}")
    adres = reverse(STAP_TWEE, args=[rollen.leerling.sleutel])

    antwoord = client.post(adres, gegevens)

    assert antwoord.status_code == 422
    assert "burgerservicenummer" in str(antwoord.context["form"].errors["toelichting"])
    assert not Melding.objects.exists()
    assert client.post(adres, gegevens | {"bsn_gezien": "toelichting"}).status_code == 302


def test_de_school_haalt_een_nummer_weg_en_niets_bewaart_het(rollen: Rolverdeling, als: Als) -> None:
    melding, client = factories.melding(rollen, toelichting=f"Nummer {BSN}"), als(rollen.melder)
    assert "Tekst wijzigen" in zichtbaar(client.get(reverse("thuiszitters:melding", args=[melding.sleutel])))

    stuur(client, "thuiszitters:melding_tekst", melding.sleutel, **TEKSTEN)

    melding.refresh_from_db()
    assert melding.toelichting == "Komt niet."
    spoor = Gebeurtenis.objects.van(melding).get(soort="tekst")
    assert (spoor.door, spoor.gegevens) == (
        rollen.melder,
        {"velden": ["gedaan", "hulpverlening", "toelichting"]},
    )
    assert BSN not in serializers.serialize("json", [*Gebeurtenis.objects.all(), *Melding.objects.all()])


def test_na_oppakken_en_voor_een_ander_kan_het_niet(rollen: Rolverdeling, als: Als) -> None:
    melding = factories.melding(rollen)
    elders = GebruikerFactory(rol="school", school=SchoolFactory())
    adres = reverse("thuiszitters:melding_tekst", args=[melding.sleutel])
    assert als(elders).get(adres).status_code == 404
    factories.traject(rollen)  # another report; this one still waits
    services.koppelen(melding=melding, door=rollen.ect, op=OP)

    assert als(rollen.melder).get(adres).status_code == 403
    with pytest.raises(NietToegestaan, match="al behandeld"):
        services.tekst_wijzigen(melding=melding, teksten=TEKSTEN, door=rollen.melder, op=OP)


def test_een_tweede_melding_wordt_eerst_gezegd(rollen: Rolverdeling, als: Als) -> None:
    eerste, client = factories.melding(rollen), als(rollen.melder)
    adres = reverse(STAP_TWEE, args=[rollen.leerling.sleutel])

    pagina = client.get(adres)
    assert "Deze leerling is al gemeld" in zichtbaar(pagina)
    assert reverse("thuiszitters:melding", args=[eerste.sleutel]) in pagina.content.decode()
    tegen = client.post(adres, antwoorden())
    assert tegen.status_code == 422
    assert Melding.objects.count() == 1
    gezien = f'name="al_gemeld" value="{eerste.sleutel}"'
    assert gezien in pagina.content.decode()
    assert gezien in tegen.content.decode()

    assert client.post(adres, antwoorden(al_gemeld=str(eerste.sleutel))).status_code == 302
    assert Melding.objects.count() == 2


def test_een_afgesloten_melding_en_die_van_een_ander_tellen_niet(rollen: Rolverdeling, als: Als) -> None:
    factories.sluit_af(factories.traject(rollen), rollen)
    nieuwe = SchoolFactory()
    rollen.leerling.inschrijvingen.update(tot_en_met=OP.date())
    rollen.leerling.inschrijvingen.create(school=nieuwe, soort="aanmelding", vanaf="2026-11-01")
    factories.melding(rollen)
    adres = reverse(STAP_TWEE, args=[rollen.leerling.sleutel])

    assert "al gemeld" not in zichtbaar(als(GebruikerFactory(rol="school", school=nieuwe)).get(adres))
    assert "al gemeld" in zichtbaar(als(rollen.melder).get(adres))


def test_het_ect_ziet_dat_er_twee_over_een_leerling_wachten(rollen: Rolverdeling, als: Als) -> None:
    factories.melding(factories.nog_een(rollen))
    lijst = reverse("thuiszitters:lijst")
    factories.melding(rollen)
    assert "nog een melding van deze leerling" not in zichtbaar(als(rollen.ect).get(lijst))
    factories.melding(rollen)
    assert zichtbaar(als(rollen.ect).get(lijst)).count("nog een melding van deze leerling") == 2


def test_dagen_weken_en_klasse_staan_in_elke_lijst(rollen: Rolverdeling, als: Als) -> None:
    factories.traject(rollen)
    leerling = reverse("leerlingen:detail", args=[rollen.leerling.sleutel])
    for wie, adres in (
        (rollen.ect, reverse("thuiszitters:lijst")),
        (rollen.ect, leerling),
        (rollen.melder, reverse("thuiszitters:lijst")),
        (rollen.melder, leerling),
    ):
        pagina = zichtbaar(als(wie).get(adres))
        assert "57 dagen (8 weken)" in pagina, adres
        assert "LRV, 4 weken tot 3 maanden" in pagina, adres
