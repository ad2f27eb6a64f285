"""Notifications: once per event, a mail with a link and nothing about anyone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from swv import berichten, opdrachten
from swv.klok import nu
from swv.models import Bericht, Opdracht
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def soort() -> Iterator[None]:
    berichten.registreer("proef.stil", onderwerp="Stil", zin="Stil.", per_mail=False)
    berichten.registreer("proef.mail", onderwerp="Er is iets voor u", zin="Er staat iets voor u klaar.")
    yield
    del berichten.SOORTEN["proef.stil"], berichten.SOORTEN["proef.mail"]


def stuur(ontvangers: list[Any], soort: str = "proef.mail", uniek: str = "a") -> list[Bericht]:
    return berichten.stuur(soort, ontvangers=ontvangers, pad="/tlv/x/", uniek=uniek, op=nu(), kenmerk="A-1")


def test_een_keer_per_gebeurtenis_en_ontvanger(voer_opdrachten_uit: Any) -> None:
    een, twee = GebruikerFactory(), GebruikerFactory()
    assert len(stuur([een, twee])) == 2
    assert stuur([een, twee]) == []
    assert len(stuur([een], uniek="b")) == 1
    voer_opdrachten_uit()
    assert sorted(bericht.to[0] for bericht in mail.outbox) == sorted([een.email, een.email, twee.email])
    assert not Bericht.objects.filter(gemaild_op__isnull=True).exists()


def test_mail_bevat_een_link_en_vaste_woorden(voer_opdrachten_uit: Any) -> None:
    wie = GebruikerFactory(naam="Geheimzinnige Naam")
    stuur([wie])
    voer_opdrachten_uit()
    [bericht] = mail.outbox
    assert bericht.subject == "Er is iets voor u"
    assert "/tlv/x/" in bericht.body
    assert wie.naam not in str(bericht.message())
    assert "A-1" not in str(bericht.message())


def test_bij_dubbele_verzending_hetzelfde_kenmerk() -> None:
    """A worker that dies after sending sends again: the receiver can recognise it."""
    [bericht] = stuur([GebruikerFactory()])
    for _ in range(2):
        berichten.mail_bericht(bericht_id=bericht.pk)
    assert len({uit.extra_headers["Message-ID"] for uit in mail.outbox}) == 1


def test_stil_bericht_en_wie_geen_adres_heeft_krijgen_geen_mail() -> None:
    stuur([GebruikerFactory()], soort="proef.stil")
    stuur([GebruikerFactory(email="")])
    assert Bericht.objects.count() == 2
    assert not Opdracht.objects.exists()


def test_uitgezet_account_krijgt_niets(voer_opdrachten_uit: Any) -> None:
    wie = GebruikerFactory()
    stuur([wie])
    berichten.stuur_wachtwoordlink(gebruiker=wie, op=nu())
    wie.is_active = False
    wie.save()
    assert voer_opdrachten_uit() == 2
    assert mail.outbox == []


def test_onbekende_soort_faalt() -> None:
    with pytest.raises(KeyError):
        stuur([GebruikerFactory()], soort="bestaat.niet")


def test_wachtwoordlink_hoogstens_een_per_minuut_en_zonder_geheim_in_de_rij() -> None:
    wie, moment = GebruikerFactory(), nu()
    for _ in range(3):
        berichten.stuur_wachtwoordlink(gebruiker=wie, op=moment)
    rij = Opdracht.objects.get()
    assert rij.gegevens == {"gebruiker_id": wie.pk}
    assert set(opdrachten.HANDLERS) >= {"bericht.mail", "account.wachtwoordlink"}


def test_bladzijde_toont_eigen_berichten_en_bekijken_telt_als_gelezen(als: Any) -> None:
    wie, ander = GebruikerFactory(rol="ect"), GebruikerFactory(rol="ect")
    [eigen] = stuur([wie])
    [vreemd] = stuur([ander], uniek="b")
    client = als(wie)
    bladzijde = client.get(reverse("berichten")).content.decode()
    assert bladzijde.count("Er is iets voor u") == 1
    assert "Nieuw" in bladzijde
    assert client.post(reverse("bericht_openen", args=[eigen.sleutel])).headers["Location"] == "/tlv/x/"
    assert client.post(reverse("bericht_openen", args=[vreemd.sleutel])).status_code == 404
    assert "Nieuw" not in client.get(reverse("berichten")).content.decode()
    eigen.refresh_from_db(), vreemd.refresh_from_db()
    assert eigen.gelezen_op is not None
    assert vreemd.gelezen_op is None


def test_eerste_keer_lezen_blijft_staan() -> None:
    [bericht] = stuur([GebruikerFactory()])
    eerst = nu()
    berichten.lees(bericht, op=eerst)
    berichten.lees(bericht, op=nu())
    bericht.refresh_from_db()
    assert bericht.gelezen_op == eerst
