"""A file that may not exist here: bytes and name go, the row tells when, by whom and why (domein.md 7.2)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from leerlingen import vernietigen
from leerlingen.enums import Vernietigreden
from leerlingen.models import Dossierdocument, Leerling
from swv import bestanden
from swv.enums import Scanstatus
from swv.klok import nu
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import LeerlingFactory

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.usefixtures("bestandenmap")]
KEUS = {"om": "bsn", "begrepen": "on"}


@pytest.fixture
def document(spelers: Spelers, upload: Any) -> Dossierdocument:
    """A file of the school with a BSN in its name, and with its bytes."""
    leerling: Leerling = LeerlingFactory(school=spelers.school)
    velden = bestanden.bewaar(upload("111222333.png"), door=spelers.coordinator_school, op=nu())
    rij: Dossierdocument = Dossierdocument.objects.create(
        leerling=leerling, school=spelers.school, soort="overig", **velden
    )
    return rij


def adres(naam: str, document: Dossierdocument) -> str:
    return reverse(f"leerlingen:{naam}", args=[document.sleutel])


def dossier(client: Any, document: Dossierdocument) -> str:
    pagina: str = client.get(reverse("leerlingen:detail", args=[document.leerling.sleutel])).content.decode()
    return pagina


@pytest.mark.parametrize("wie", ["coordinator_school", "medewerker"])
def test_school_en_swv_vernietigen(
    spelers: Spelers,
    als: Any,
    document: Dossierdocument,
    wie: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    client, speler = als(getattr(spelers, wie)), getattr(spelers, wie)
    assert adres("document_vernietigen", document) in dossier(client, document)

    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(adres("document_vernietigen", document), KEUS)

    document.refresh_from_db()
    assert antwoord.status_code == 302
    assert (document.vernietigd_door, document.vernietigd_om) == (speler, Vernietigreden.BSN)
    assert (document.naam, document.waarschuwing) == (vernietigen.NAAM, "")
    with pytest.raises(FileNotFoundError):
        bestanden.lees(document)
    gebeurtenis = Gebeurtenis.objects.get(soort="vernietigd")
    assert (gebeurtenis.door, gebeurtenis.naar) == (speler, "bsn")


def test_elke_pagina_zegt_het_en_openen_geeft_410(
    spelers: Spelers, als: Any, document: Dossierdocument
) -> None:
    vernietigen.document_vernietigen(document=document, om="bsn", door=spelers.coordinator_school, op=nu())
    client = als(spelers.medewerker)

    pagina, open_ = dossier(client, document), client.get(adres("document", document))

    assert "Inhoud vernietigd op" in pagina
    assert "111222333" not in pagina
    assert f'href="{adres("document", document)}"' not in pagina
    assert open_.status_code == 410
    assert "is vernietigd" in open_.content.decode()


def test_tweemaal_is_een_keer(spelers: Spelers, document: Dossierdocument) -> None:
    for _ in range(2):
        vernietigen.document_vernietigen(
            document=document, om="bsn", door=spelers.coordinator_school, op=nu()
        )

    assert Gebeurtenis.objects.filter(soort="vernietigd").count() == 1


def test_zonder_reden_en_vinkje_gebeurt_er_niets(
    spelers: Spelers, als: Any, document: Dossierdocument
) -> None:
    antwoord = als(spelers.coordinator_school).post(adres("document_vernietigen", document), {})

    document.refresh_from_db()
    assert antwoord.status_code == 422
    assert "Kies waarom de inhoud weg moet." in antwoord.content.decode()
    assert document.vernietigd_op is None


def test_een_andere_school_niet(spelers: Spelers, als: Any, document: Dossierdocument) -> None:
    assert als(spelers.buitenstaander).post(adres("document_vernietigen", document), KEUS).status_code == 404
    with pytest.raises(NietToegestaan, match="vernietigen de inhoud"):
        vernietigen.document_vernietigen(document=document, om="bsn", door=spelers.buitenstaander, op=nu())


def test_de_opruimer_mist_een_vernietigd_bestand_niet(spelers: Spelers, document: Dossierdocument) -> None:
    """When the bytes could not be removed at once, the daily clean-up takes them and reports nothing."""
    vernietigen.document_vernietigen(document=document, om="bsn", door=spelers.coordinator_school, op=nu())
    assert bestanden.lees(document)  # no commit in this test: the bytes are still there

    later = bestanden.ruim_wezen_op(op=nu() + timedelta(days=2))

    assert later == bestanden.Opruiming(1, ())


def test_een_vernietigd_bestand_wacht_niet_op_een_virusscan(
    spelers: Spelers, document: Dossierdocument
) -> None:
    Dossierdocument.objects.update(scanstatus=Scanstatus.WACHT)
    document.refresh_from_db()
    vernietigen.document_vernietigen(document=document, om="bsn", door=spelers.coordinator_school, op=nu())

    assert not Dossierdocument.objects.wacht_op_scan().exists()


def test_een_half_vernietigde_rij_kan_niet(document: Dossierdocument) -> None:
    with pytest.raises(IntegrityError, match="leerlingen_dossierdocument_vernietigd"), transaction.atomic():
        Dossierdocument.objects.update(vernietigd_op=nu())
