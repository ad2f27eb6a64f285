"""The conversation on a request: who reads and writes, unread, drafts, notifications without names."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from swv.berichten import SOORTEN
from swv.models import Bericht
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services
from tlv.enums import Kant
from tlv.models import Aanvraag, Aanvraagbericht, Berichtconcept
from tlv.selectors.berichten import gesprek

Als = Callable[..., Client]


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


@pytest.fixture
def aanvraag(rollen: Rolverdeling) -> Aanvraag:
    return factories.ingediend(rollen)


def plaats(
    aanvraag: Aanvraag, door: Any, tekst: str = "Mogen wij iets nasturen?", **meer: Any
) -> Aanvraagbericht:
    gegevens: dict[str, Any] = {"sleutel": uuid4(), "op": na(1)} | meer
    return services.bericht_plaatsen(aanvraag=aanvraag, tekst=tekst, door=door, **gegevens)


def adres(naam: str, aanvraag: Aanvraag) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.sleutel])


# --- services -------------------------------------------------------------------------------------


def test_een_gesprek_van_twee_kanten(rollen: Rolverdeling, aanvraag: Aanvraag) -> None:
    vraag = plaats(aanvraag, rollen.aanvrager)
    antwoord = plaats(aanvraag, rollen.administratie, "Ja, dat kan.")
    vraag.refresh_from_db()

    assert (vraag.van, antwoord.van) == (Kant.SCHOOL, Kant.SWV)
    assert vraag.gelezen_door == rollen.administratie  # who answers has read it
    assert antwoord.gelezen_op is None


def test_dezelfde_verzending_is_een_bericht(rollen: Rolverdeling, aanvraag: Aanvraag) -> None:
    sleutel = uuid4()
    eerste = plaats(aanvraag, rollen.aanvrager, sleutel=sleutel)

    assert plaats(aanvraag, rollen.aanvrager, sleutel=sleutel) == eerste
    assert Aanvraagbericht.objects.count() == 1
    with pytest.raises(NietToegestaan):
        plaats(aanvraag, rollen.administratie, sleutel=sleutel)


def test_een_melding_zonder_namen_voor_de_andere_kant(rollen: Rolverdeling, aanvraag: Aanvraag) -> None:
    plaats(aanvraag, rollen.aanvrager)
    plaats(aanvraag, rollen.administratie, "Ja.")

    meldingen = Bericht.objects.filter(soort__startswith="tlv.bericht_")
    assert {(m.ontvanger, m.soort) for m in meldingen} == {
        (rollen.administratie, "tlv.bericht_swv"),
        (rollen.aanvrager, "tlv.bericht_school"),
    }
    for soort in ("tlv.bericht_swv", "tlv.bericht_school"):
        tekst = SOORTEN[soort].onderwerp + SOORTEN[soort].zin
        assert rollen.leerling.achternaam not in tekst
    assert all(rollen.leerling.achternaam not in m.onderwerp + m.pad for m in meldingen)


def test_de_behandelaar_krijgt_het_bericht(rollen: Rolverdeling) -> None:
    aanvraag = factories.compleet(rollen)
    GebruikerFactory(rol="administratie")
    plaats(aanvraag, rollen.aanvrager)

    assert [m.ontvanger for m in Bericht.objects.filter(soort="tlv.bericht_swv")] == [rollen.administratie]


def test_wie_niet_mag_schrijven(rollen: Rolverdeling, aanvraag: Aanvraag) -> None:
    meelezer = GebruikerFactory(rol="schooldirecteur", school=rollen.school)
    vreemd = GebruikerFactory(rol="school", school=SchoolFactory())
    for wie in (meelezer, vreemd, rollen.directeur, rollen.orthopedagoog):
        with pytest.raises(NietToegestaan):
            plaats(aanvraag, wie)
    with pytest.raises(NietToegestaan, match="Schrijf eerst"):
        plaats(aanvraag, rollen.aanvrager, "   ")
    assert not Aanvraagbericht.objects.exists()


def test_bij_een_concept_is_er_geen_gesprek(rollen: Rolverdeling, als: Als) -> None:
    concept = factories.begin(rollen)

    with pytest.raises(NietToegestaan, match="nog niet ingediend"):
        plaats(concept, rollen.aanvrager)
    assert als(rollen.aanvrager).get(adres("berichten", concept)).status_code == 404


def test_gelezen_geldt_voor_de_hele_kant(rollen: Rolverdeling, aanvraag: Aanvraag) -> None:
    plaats(aanvraag, rollen.administratie)
    collega = GebruikerFactory(rol="school", school=rollen.school)

    assert services.berichten_gelezen(aanvraag=aanvraag, door=collega, op=na(1)) == 1
    assert services.berichten_gelezen(aanvraag=aanvraag, door=rollen.aanvrager, op=na(1)) == 0


def test_de_database_weigert_onzin(rollen: Rolverdeling, aanvraag: Aanvraag) -> None:
    bericht = plaats(aanvraag, rollen.aanvrager)
    fout: list[dict[str, Any]] = [
        {"van": "ouder"},
        {"tekst": ""},
        {"gelezen_door": rollen.administratie},
        {"gelezen_op": bericht.geplaatst_op - timedelta(hours=1)},
    ]
    for velden in fout:
        with pytest.raises(IntegrityError), transaction.atomic():
            Aanvraagbericht.objects.filter(pk=bericht.pk).update(**velden)


# --- pages ----------------------------------------------------------------------------------------


def test_de_school_schrijft_en_het_swv_antwoordt(rollen: Rolverdeling, aanvraag: Aanvraag, als: Als) -> None:
    school, kantoor = als(rollen.aanvrager), als(rollen.administratie)
    pagina = adres("berichten", aanvraag)
    antwoord = school.post(pagina, {"tekst": "Mogen wij nasturen?", "sleutel": str(uuid4())})
    assert antwoord.status_code == 302

    dossier = kantoor.get(adres("aanvraag", aanvraag)).content.decode()
    assert "Mogen wij nasturen?" in dossier
    assert "Berichten (1 nieuw)" in dossier
    assert "Nieuw bericht van de school lezen" in kantoor.get("/").content.decode()

    kantoor.post(adres("berichten_gelezen", aanvraag))
    assert "Berichten (1 nieuw)" not in kantoor.get(adres("aanvraag", aanvraag)).content.decode()
    assert "Nieuw bericht" not in kantoor.get("/").content.decode()

    kantoor.post(pagina, {"tekst": "Dat kan.", "sleutel": str(uuid4())})
    stand = school.get(adres("aanvraag", aanvraag)).content.decode()
    assert "Dat kan." in stand
    assert rollen.administratie.naam not in stand
    assert "Nieuw bericht van het samenwerkingsverband lezen" in school.get("/").content.decode()


def test_meer_nieuwe_berichten_zijn_een_regel(rollen: Rolverdeling, aanvraag: Aanvraag, als: Als) -> None:
    for nummer in range(3):
        plaats(aanvraag, rollen.aanvrager, f"Vraag {nummer}")

    assert "3 nieuwe berichten van de school lezen" in als(rollen.administratie).get("/").content.decode()


def test_een_deskundige_leest_het_gesprek_niet(rollen: Rolverdeling, als: Als) -> None:
    aanvraag = factories.compleet(rollen)
    services.deskundige_toewijzen(aanvraag=aanvraag, deskundige=rollen.arts, door=rollen.administratie, op=OP)
    plaats(aanvraag, rollen.aanvrager, "Alleen voor het SWV.")

    assert als(rollen.arts).get(adres("berichten", aanvraag)).status_code == 404
    assert "Alleen voor het SWV." not in als(rollen.arts).get(adres("aanvraag", aanvraag)).content.decode()


@pytest.mark.parametrize("rol", ["schooldirecteur", "directeur"])
def test_meelezen_zonder_vak_om_te_schrijven(
    rollen: Rolverdeling, aanvraag: Aanvraag, als: Als, rol: str
) -> None:
    plaats(aanvraag, rollen.administratie, "Een vraag.")
    lezer = GebruikerFactory(rol=rol, school=rollen.school)

    inhoud = als(lezer).get(adres("berichten", aanvraag)).content.decode()

    assert "Een vraag." in inhoud
    assert "Bericht versturen" not in inhoud
    assert "Markeren als gelezen" not in inhoud


def test_een_andere_school_krijgt_404(rollen: Rolverdeling, aanvraag: Aanvraag, als: Als) -> None:
    vreemd = als(GebruikerFactory(rol="school", school=SchoolFactory()))

    assert vreemd.get(adres("berichten", aanvraag)).status_code == 404
    assert vreemd.post(adres("bericht_bewaren", aanvraag), {"tekst": "x"}).status_code == 404


def test_wat_getypt_is_blijft(rollen: Rolverdeling, aanvraag: Aanvraag, als: Als) -> None:
    school, pagina = als(rollen.aanvrager), adres("berichten", aanvraag)
    assert school.post(adres("bericht_bewaren", aanvraag), {"tekst": "Half geschr"}).status_code == 204

    assert "Half geschr" in school.get(pagina).content.decode()
    assert "Verder met uw bericht" in school.get(adres("aanvraag", aanvraag)).content.decode()
    assert "Half geschr" not in als(rollen.administratie).get(pagina).content.decode()

    school.post(pagina, {"tekst": "Half geschreven, nu heel.", "sleutel": str(uuid4())})
    assert not Berichtconcept.objects.exists()
    school.post(adres("bericht_bewaren", aanvraag), {"tekst": "Nog iets"})
    school.post(adres("bericht_bewaren", aanvraag), {"tekst": ""})
    assert not Berichtconcept.objects.exists()


def test_een_bsn_gaat_niet_ongemerkt_mee(rollen: Rolverdeling, aanvraag: Aanvraag, als: Als) -> None:
    school, pagina = als(rollen.aanvrager), adres("berichten", aanvraag)
    velden = {"tekst": "Het nummer is 123456782.", "sleutel": str(uuid4())}

    antwoord = school.post(pagina, velden)

    assert antwoord.status_code == 422
    assert not Aanvraagbericht.objects.exists()
    assert "Het nummer is 123456782." in antwoord.content.decode()
    school.post(pagina, velden | {"bsn_gezien": "tekst"})
    assert Aanvraagbericht.objects.count() == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_vaste_hoeveelheid_vragen(
    rollen: Rolverdeling, aanvraag: Aanvraag, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal):
        plaats(aanvraag, rollen.aanvrager, f"Bericht {nummer}")
    assert rollen.administratie.toekenningen

    with django_assert_num_queries(2):
        gesprek(aanvraag, rollen.administratie)
