"""The page on which a school completes its request: only what was asked, and nobody overwrites a colleague."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv.enums import Aanvraagstatus
from tlv.models import Aanvraag, Herstelpunt

A = Aanvraagstatus


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


@pytest.fixture
def school(rollen: Rolverdeling, als: Callable[..., Client]) -> Client:
    return als(rollen.aanvrager)


def adres(naam: str, aanvraag: Aanvraag) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.sleutel])


def test_aanvullen_toont_alleen_wat_gevraagd_is(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    factories.vraag_aanvulling(aanvraag, rollen, op=OP + timedelta(hours=1), vragen_=("leerjaar", "opp"))

    inhoud = school.get(adres("aanvullen", aanvraag)).content.decode()

    assert "In welke klas of groep zit de leerling nu?" in inhoud
    assert "Dit is nog niet duidelijk." in inhoud
    assert "Waarom kan uw school dit niet bieden?" not in inhoud
    assert "Verwijderen" not in inhoud  # the document that was sent in stays


def test_aanvullen_bewaart_eerst_en_stuurt_daarna_in(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    factories.vraag_aanvulling(aanvraag, rollen)

    school.post(adres("aanvullen", aanvraag), {"versie": 1, "leerjaar": "Groep 8", "bewaren": "ja"})
    aanvraag.refresh_from_db()
    bewaard = aanvraag.status, Herstelpunt.objects.get().antwoord
    antwoord = school.post(adres("aanvullen", aanvraag), {"versie": 2, "leerjaar": "Groep 8b"}, follow=True)

    assert bewaard == (A.ONVOLLEDIG, "Groep 8")
    assert "Uw aanvulling is binnen" in antwoord.content.decode()
    aanvraag.refresh_from_db()
    assert (aanvraag.status, aanvraag.antwoorden["leerjaar"]) == (A.INGEDIEND, "Groep 8b")


def test_twee_collega_s_die_aanvullen_zien_elkaars_antwoord(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    verzoek = factories.vraag_aanvulling(aanvraag, rollen)
    factories.beantwoord(verzoek, rollen, leerjaar="Groep 7")

    antwoord = school.post(adres("aanvullen", aanvraag), {"versie": 1, "leerjaar": "Groep 8"})

    assert antwoord.status_code == 409
    assert "Groep 7" in (tekst := antwoord.content.decode())
    assert "Groep 8" in tekst
    assert Herstelpunt.objects.get().antwoord == "Groep 7"


def test_een_lege_aanvulling_wordt_niet_ingestuurd(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    factories.vraag_aanvulling(aanvraag, rollen)

    antwoord = school.post(adres("aanvullen", aanvraag), {"versie": 1, "leerjaar": ""})

    assert antwoord.status_code == 422
    assert "Nog niet aangevuld: " in antwoord.content.decode()


def test_aanvullen_zonder_verzoek_zegt_waarom_niet(rollen: Rolverdeling, school: Client) -> None:
    antwoord = school.get(adres("aanvullen", factories.ingediend(rollen)))

    assert antwoord.status_code == 403
    assert "geen verzoek om aanvulling" in antwoord.content.decode()
