"""Opening a file: the number, the neutral answer to a double, and one object for a form sent twice."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from leerlingen import dossiernummer, services
from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Dubbelmelding, Leerling
from swv.klok import nu, vandaag
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import LeerlingFactory, SchoolFactory

pytestmark = pytest.mark.django_db
GEGEVENS = {
    "roepnaam": "Noor",
    "voorvoegsel": "van",
    "achternaam": "Veldkers",
    "geboortedatum": date(2012, 5, 14),
}


def voeg_toe(spelers: Spelers, **anders: Any) -> Leerling:
    basis: dict[str, Any] = {
        "gegevens": GEGEVENS,
        "school": spelers.school,
        "soort": Inschrijvingsoort.INSCHRIJVING,
        "vanaf": vandaag(),
        "leerjaar": "leerjaar 2",
        "door": spelers.coordinator_school,
        "op": nu(),
    }
    return services.leerling_toevoegen(**(basis | anders))


def formulier(**anders: str) -> dict[str, str]:
    return {
        "roepnaam": "Noor",
        "voorvoegsel": "van",
        "achternaam": "Veldkers",
        "geboortedatum": "2012-05-14",
        "geslacht": "2",
        "soort": "inschrijving",
        "vanaf": "2026-08-01",
        "leerjaar": "leerjaar 2",
        "sleutel": str(uuid4()),
        **anders,
    }


def test_dossier_krijgt_een_nummer_en_een_school(spelers: Spelers) -> None:
    leerling = voeg_toe(spelers)

    assert leerling.dossiernummer.startswith(f"L-{vandaag().year % 100:02d}-")
    assert len(leerling.dossiernummer) <= 12
    assert leerling.inschrijvingen.get().school == spelers.school
    assert Leerling.objects.zichtbaar_voor(spelers.coordinator_school).get() == leerling
    gebeurtenis = Gebeurtenis.objects.get(leerling_sleutel=leerling.sleutel)
    assert (gebeurtenis.soort, gebeurtenis.door) == ("toegevoegd", spelers.coordinator_school)


def test_nummer_wordt_nooit_tweemaal_gegeven(db: None) -> None:
    op = date(2026, 11, 2)
    nummers = {dossiernummer.geef_uit(op) for _ in range(5)}
    dossiernummer.begin_na(5000)

    assert len(nummers) == 5
    assert dossiernummer.geef_uit(op) == "L-26-005001"


def test_voor_een_andere_school_toevoegen_mag_niet(spelers: Spelers) -> None:
    with pytest.raises(NietToegestaan):
        voeg_toe(spelers, school=spelers.andere_school)
    assert not Leerling.objects.exists()


def test_zelfde_formulier_tweemaal_maakt_een_dossier(spelers: Spelers) -> None:
    sleutel = uuid4()

    eerste, tweede = voeg_toe(spelers, sleutel=sleutel), voeg_toe(spelers, sleutel=sleutel)

    assert eerste == tweede
    assert Leerling.objects.count() == 1


def test_sleutel_van_een_vreemd_dossier_geeft_een_nieuw_dossier(spelers: Spelers) -> None:
    """A key that was guessed or copied never opens what another school has."""
    vreemd = LeerlingFactory(school=spelers.andere_school)

    leerling = voeg_toe(spelers, sleutel=vreemd.sleutel)

    assert leerling.pk != vreemd.pk
    assert leerling.sleutel != vreemd.sleutel


def test_mogelijk_dubbel_wordt_werk_voor_het_swv(spelers: Spelers) -> None:
    bekend = LeerlingFactory(school=spelers.andere_school, **GEGEVENS)

    leerling = voeg_toe(spelers)

    melding = Dubbelmelding.objects.get()
    assert (melding.leerling, melding.mogelijk_dezelfde) == (leerling, bekend)
    assert Gebeurtenis.objects.filter(soort="mogelijk dubbel", door=None).exists()
    assert not Dubbelmelding.objects.zichtbaar_voor(spelers.coordinator_school).exists()


@pytest.mark.parametrize(
    ("anders", "lijkt"),
    [
        ({}, True),
        ({"achternaam": "Veldkes"}, True),
        ({"roepnaam": "Noortje", "voorvoegsel": ""}, True),
        ({"geboortedatum": date(2012, 5, 15)}, False),
        ({"roepnaam": "Teun", "voorvoegsel": "", "achternaam": "Oeverloos"}, False),
    ],
)
def test_wat_op_elkaar_lijkt(spelers: Spelers, anders: dict[str, Any], lijkt: bool) -> None:
    LeerlingFactory(**(GEGEVENS | anders))

    voeg_toe(spelers)

    assert Dubbelmelding.objects.exists() is lijkt


@pytest.mark.parametrize(
    ("vanaf", "zin"),
    [("2035-01-01", "Deze dag moet nog komen."), ("2011-12-31", "Deze dag ligt voor de geboorte")],
)
def test_een_dag_die_niet_kan_wordt_geen_dossier(spelers: Spelers, als: Any, vanaf: str, zin: str) -> None:
    """A school sees a pupil from the day of the enrolment: one that is still to come would vanish at once."""
    antwoord = als(spelers.coordinator_school).post(
        reverse("leerlingen:toevoegen"), formulier(vanaf=vanaf, geboortedatum="2012-05-14")
    )

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Leerling.objects.exists()


def _antwoord(client: Any, **anders: str) -> tuple[int, str]:
    antwoord = client.post(reverse("leerlingen:toevoegen"), formulier(**anders))
    return antwoord.status_code, antwoord.headers["Location"]


def test_school_krijgt_op_een_dubbel_hetzelfde_antwoord(spelers: Spelers, als: Any) -> None:
    """The answer to a pupil that another school has is the answer to a new pupil."""
    LeerlingFactory(school=spelers.andere_school, **GEGEVENS)
    client = als(spelers.coordinator_school)

    bekend, adres = _antwoord(client)
    nieuw, ander_adres = _antwoord(client, roepnaam="Teun", achternaam="Oeverloos", voorvoegsel="")

    assert bekend == nieuw == 302
    pagina, andere_pagina = client.get(adres), client.get(ander_adres)
    assert pagina.status_code == andere_pagina.status_code == 200
    for woord in ("dubbel", "bekend bij", spelers.andere_school.naam):
        assert woord not in pagina.content.decode().replace("bekend bij het SWV", "")
    assert Dubbelmelding.objects.count() == 1


def test_school_ziet_een_dubbel_in_de_eigen_lijst_wel(spelers: Spelers, als: Any) -> None:
    eigen = LeerlingFactory(school=spelers.school, **GEGEVENS)
    client = als(spelers.coordinator_school)

    antwoord = client.post(reverse("leerlingen:toevoegen"), formulier())
    toch = client.post(reverse("leerlingen:toevoegen"), formulier(toch="1"))

    assert antwoord.status_code == 200
    assert str(eigen.sleutel) in antwoord.content.decode()
    assert toch.status_code == 302
    assert Leerling.objects.count() == 2


def test_swv_ziet_elk_dubbel_vooraf(spelers: Spelers, als: Any) -> None:
    bekend = LeerlingFactory(school=spelers.andere_school, **GEGEVENS)
    client = als(spelers.medewerker)

    antwoord = client.post(reverse("leerlingen:toevoegen"), formulier(school=spelers.school.vestigingscode))

    assert antwoord.status_code == 200
    assert bekend.dossiernummer in antwoord.content.decode()
    assert Leerling.objects.count() == 1


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("roepnaam", "", "verplicht"),
        ("geboortedatum", (vandaag() + timedelta(days=1)).isoformat(), "toekomst"),
        ("geboortedatum", "1960-01-01", "ouder dan 30"),
        ("geboortedatum", "morgen", "14-5-2014"),
        ("postcode", "12345", "9711 LM"),
    ],
)
def test_fout_in_het_formulier_houdt_wat_er_stond(
    spelers: Spelers, als: Any, veld: str, waarde: str, melding: str
) -> None:
    antwoord = als(spelers.coordinator_school).post(
        reverse("leerlingen:toevoegen"), formulier(**{"straat": "Rietkraag", veld: waarde})
    )

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert melding in tekst
    assert "Rietkraag" in tekst
    assert "foutenoverzicht" in tekst


def test_datum_en_postcode_zoals_mensen_ze_typen(spelers: Spelers, als: Any) -> None:
    als(spelers.coordinator_school).post(
        reverse("leerlingen:toevoegen"), formulier(geboortedatum="14-5-2012", postcode="9711 lm")
    )

    leerling = Leerling.objects.get()
    assert (leerling.geboortedatum, leerling.postcode) == (date(2012, 5, 14), "9711LM")


def test_bsn_wordt_bewaard_met_een_waarschuwing_die_de_plaats_noemt(spelers: Spelers, als: Any) -> None:
    antwoord = als(spelers.coordinator_school).post(
        reverse("leerlingen:toevoegen"), formulier(leerlingnummer_school="111222333"), follow=True
    )

    tekst = antwoord.content.decode()
    assert "burgerservicenummer" in tekst
    assert "Leerlingnummer in de administratie van de school" in tekst
    assert Leerling.objects.count() == 1


def test_oordeel_sluit_de_melding_eenmaal(spelers: Spelers) -> None:
    LeerlingFactory(school=spelers.andere_school, **GEGEVENS)
    voeg_toe(spelers)
    melding = Dubbelmelding.objects.get()
    oordeel: dict[str, Any] = {"melding": melding, "op": nu()}

    with pytest.raises(NietToegestaan):
        services.dubbelmelding_verwerpen(door=spelers.coordinator_school, **oordeel)
    services.dubbelmelding_verwerpen(door=spelers.medewerker, **oordeel)
    with pytest.raises(NietToegestaan, match="collega"):
        services.dubbelmelding_verwerpen(door=spelers.medewerker, **oordeel)

    assert not Dubbelmelding.objects.open().exists()


def test_dubbel_naast_elkaar_alleen_voor_het_swv(spelers: Spelers, als: Any) -> None:
    bekend = LeerlingFactory(school=spelers.andere_school, **GEGEVENS)
    voeg_toe(spelers)
    adres = reverse("leerlingen:dubbel", args=[Dubbelmelding.objects.get().sleutel])

    pagina = als(spelers.medewerker).get(adres).content.decode()

    assert bekend.dossiernummer in pagina
    assert spelers.andere_school.naam in pagina
    assert als(spelers.coordinator_school).get(adres).status_code == 404
    assert als(spelers.medewerker).post(adres, {}).status_code == 422
    assert als(spelers.medewerker).post(adres, {"uitkomst": "verschillend"}).status_code == 302


def test_keuze_van_school_blijft_binnen_de_eigen_scholen(spelers: Spelers, als: Any) -> None:
    """A school that is posted but was not offered is ignored or refused, never used."""
    vreemd = SchoolFactory()

    als(spelers.coordinator_school).post(
        reverse("leerlingen:toevoegen"), formulier(school=vreemd.vestigingscode)
    )

    assert Leerling.objects.get().inschrijvingen.get().school == spelers.school
