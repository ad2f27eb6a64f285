"""Days lie inside the casus, a contact by mistake goes with its trail, and schools are told apart."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ect import services
from ect.models import Contactmoment
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.ect import factories
from tests.ect.factories import DAG, OP, Rolverdeling
from tests.factories import SchoolFactory

Als = Callable[..., Client]


def test_ingetrokken_is_de_tekst_weg_en_het_spoor_er_nog(rollen: Rolverdeling, als: Als) -> None:
    casus = factories.casus(rollen)
    contact = factories.contact(casus, rollen, samenvatting="Van een ander kind.")
    client, adres = als(rollen.collega), reverse("ect:contactmoment_intrekken", args=[contact.sleutel])
    assert client.post(adres, {"reden": ""}).status_code == 422

    pagina = client.post(adres, {"reden": "Hoort bij een ander."}, follow=True).content.decode()

    assert not Contactmoment.objects.exists()
    assert "Contact van het ECT ingetrokken" in pagina
    assert "Gesprek op 2 november 2026. Hoort bij een ander." in pagina
    assert "Van een ander kind." not in pagina
    spoor = Gebeurtenis.objects.van(casus).get(soort="contact_ingetrokken")
    assert (spoor.door, spoor.gegevens["gedeeld"]) == (rollen.collega, False)


def test_intrekken_kan_ook_na_afsluiten_en_alleen_door_het_ect(rollen: Rolverdeling) -> None:
    casus = factories.casus(rollen)
    contact = factories.contact(casus, rollen)
    factories.afgesloten(rollen, casus)
    with pytest.raises(NietToegestaan):
        services.contactmoment_intrekken(
            contactmoment=contact, reden="Nee.", door=rollen.administratie, op=OP
        )

    services.contactmoment_intrekken(contactmoment=contact, reden="Fout.", door=rollen.houder, op=OP)

    assert not Contactmoment.objects.exists()


@pytest.mark.parametrize("dagen", [-1, -5000, -28_000, 3])
def test_een_contact_ligt_tussen_de_aanmelding_en_vandaag(dagen: int, rollen: Rolverdeling, als: Als) -> None:
    casus = factories.casus(rollen)
    dag = DAG + timedelta(days=dagen)
    gegevens = {"datum": dag.isoformat(), "soort": "gesprek", "met": "moeder", "samenvatting": "Dit blijft."}

    antwoord = als(rollen.houder).post(reverse("ect:contactmoment_toevoegen", args=[casus.sleutel]), gegevens)

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors["datum"]
    assert "Dit blijft." in antwoord.content.decode()
    with pytest.raises(NietToegestaan):
        factories.contact(casus, rollen, datum=dag)


@pytest.mark.parametrize("veld", ["vanaf", "tot_en_met"])
def test_een_interventie_ligt_in_de_casus(veld: str, rollen: Rolverdeling) -> None:
    with pytest.raises(NietToegestaan):
        factories.interventie(factories.casus(rollen), rollen, **{veld: DAG - timedelta(days=1)})


def test_een_volgende_stap_over_een_eeuw_is_een_tikfout(rollen: Rolverdeling) -> None:
    with pytest.raises(NietToegestaan, match="drie jaar vooruit"):
        services.volgende_stap_plannen(
            casus=factories.casus(rollen),
            stap="Bellen",
            datum=DAG.replace(year=2126),
            versie=1,
            door=rollen.houder,
            op=OP,
        )


def test_scholen_met_dezelfde_naam_zijn_in_het_filter_te_kiezen(rollen: Rolverdeling, als: Als) -> None:
    rollen.school.naam, rollen.school.plaats = "Gomarus College", "Haren"
    rollen.school.save()
    tweede = SchoolFactory(naam="Gomarus College", plaats="Leek")
    factories.aangemeld(rollen)
    ander = factories.nog_een(rollen, school=tweede)
    ander.leerling.inschrijvingen.update(school=tweede)
    factories.aangemeld(ander, school=tweede, door=rollen.administratie)

    pagina = als(rollen.houder).get(reverse("ect:lijst")).content.decode()

    assert "Gomarus College, Haren" in pagina
    assert "Gomarus College, Leek" in pagina
