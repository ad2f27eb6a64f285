"""Contacts in a traject: corrected, taken back when they were a mistake, and read by who works on it."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from swv.models import Gebeurtenis
from tests.thuiszitters import factories
from tests.thuiszitters.factories import DAG, OP, Rolverdeling
from tests.thuiszitters.paginahulp import stuur, zichtbaar
from thuiszitters import services
from thuiszitters.enums import Contactsoort, Uitvoerder
from thuiszitters.models import Contact

Als = Callable[..., Client]


def met_contact(rollen: Rolverdeling) -> Contact:
    return services.contact_vastleggen(
        traject=factories.traject(rollen),
        soort=Contactsoort.GESPREK,
        met=Uitvoerder.OUDERS,
        datum=DAG,
        verslag="Van een ander kind.",
        door=rollen.ect,
        op=OP,
    )


def test_een_contact_is_te_wijzigen(rollen: Rolverdeling, als: Als) -> None:
    contact = met_contact(rollen)
    gegevens = {"soort": "gesprek", "met": "school", "datum": DAG.isoformat(), "verslag": "Met de mentor."}

    stuur(als(rollen.coordinator), "thuiszitters:contact_wijzigen", contact.sleutel, **gegevens)

    contact.refresh_from_db()
    assert (contact.met, contact.verslag) == ("school", "Met de mentor.")
    spoor = Gebeurtenis.objects.van(contact).get(soort="gewijzigd")
    assert (spoor.door, spoor.gegevens) == (rollen.coordinator, {"velden": ["met", "verslag"]})


def test_ingetrokken_is_de_tekst_weg_en_het_spoor_er_nog(rollen: Rolverdeling, als: Als) -> None:
    contact, client = met_contact(rollen), als(rollen.ect)
    assert stuur(client, "thuiszitters:contact_intrekken", contact.sleutel, reden="").status_code == 422

    klaar = zichtbaar(
        stuur(client, "thuiszitters:contact_intrekken", contact.sleutel, reden="Hoort bij een ander.")
    )

    assert not Contact.objects.exists()
    assert "Contact ingetrokken" in klaar
    assert "Gesprek op 1 december 2026. Hoort bij een ander." in klaar
    assert "Van een ander kind." not in klaar
    assert not Gebeurtenis.objects.filter(toelichting__contains="Van een ander kind.").exists()


def test_een_verslag_is_voor_wie_met_het_register_werkt(rollen: Rolverdeling, als: Als) -> None:
    contact = met_contact(rollen)
    adres = reverse("thuiszitters:traject", args=[contact.traject.sleutel])

    assert "Van een ander kind." in zichtbaar(als(rollen.coordinator).get(adres))
    assert "Van een ander kind." not in zichtbaar(als(rollen.directeur).get(adres))
