"""A number that can be a BSN: said at its own field, asked once more before sending in, and read by the SWV."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.tlv import factories
from tests.tlv.factories import Rolverdeling, na
from tests.tlv.test_views_school import adres, taakvelden

Als = Callable[..., Client]


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


@pytest.fixture
def school(rollen: Rolverdeling, als: Als) -> Client:
    return als(rollen.aanvrager)


def test_een_getal_als_een_bsn_waarschuwt_bij_het_veld_zelf(rollen: Rolverdeling, school: Client) -> None:
    """The page of the field comes back once; it is kept, and a second time the user goes on."""
    aanvraag, taak = factories.begin(rollen), "waarom"
    hier = adres("taak", aanvraag, taak)

    antwoord = school.post(hier, taakvelden(aanvraag, ondersteuningsvraag="Nummer 111222333."))

    assert antwoord.headers["Location"] == hier
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden["ondersteuningsvraag"] == "Nummer 111222333."
    inhoud = school.get(hier).content.decode()
    assert inhoud.index("Staat hier een BSN?") < inhoud.index('name="ondersteuningsvraag"')
    assert 'name="bsn_gezien" value="ondersteuningsvraag"' in inhoud
    gezien = taakvelden(aanvraag, ondersteuningsvraag="Nummer 111222333.", bsn_gezien="ondersteuningsvraag")
    assert school.post(hier, gezien).headers["Location"] != hier


def test_met_een_bsn_vraagt_indienen_het_nog_een_keer(rollen: Rolverdeling, school: Client, als: Als) -> None:
    aanvraag = factories.vul_in(factories.begin(rollen), rollen, ondersteuningsvraag="Bsn 111222333.")
    hier = adres("controleren", aanvraag)
    assert adres("taak", aanvraag, "waarom") in school.get(hier).content.decode()

    eerst = school.post(hier)

    assert eerst.status_code == 422
    assert 'name="bsn_gezien" value="ondersteuningsvraag"' in eerst.content.decode()
    assert "Verstuur het dan zo nog een keer" in eerst.content.decode()
    assert school.post(hier, {"bsn_gezien": "ondersteuningsvraag"}).status_code == 302
    dossier = als(rollen.administratie).get(adres("aanvraag", aanvraag)).content.decode()
    assert "Geen BSN in de aanvraag" in dossier
    assert dossier.count("dat een burgerservicenummer (BSN) kan zijn") == 1


def test_een_bestand_met_een_bsn_telt_mee_bij_indienen(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.vul_in(factories.begin(rollen), rollen)
    document = aanvraag.documenten.get(vraag="opp").document
    document.waarschuwing = "Plaats: bladzijde 1."
    document.save()

    assert school.post(adres("controleren", aanvraag)).status_code == 422
    assert school.post(adres("controleren", aanvraag), {"bsn_gezien": "opp"}).status_code == 302
