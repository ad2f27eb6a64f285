"""Adults around a pupil: gezag, own address, secret address, lost updates."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from leerlingen import services
from leerlingen.models import Betrokkene
from swv.klok import nu, vandaag
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import BetrokkeneFactory, LeerlingFactory

pytestmark = pytest.mark.django_db
GEHEIM = "Schuilhof"


@pytest.fixture
def ouder(spelers: Spelers) -> Betrokkene:
    gemaakt: Betrokkene = BetrokkeneFactory(
        leerling=LeerlingFactory(school=spelers.school), straat=GEHEIM, geheim_adres=True
    )
    return gemaakt


def formulier(ouder: Betrokkene, **anders: Any) -> dict[str, Any]:
    velden = ("naam", "relatie", "telefoon", "email", "contactbeperking", "versie")
    basis = {naam: getattr(ouder, naam) for naam in velden}
    return (
        basis | {"heeft_gezag": "on", "straat": "", "huisnummer": "", "postcode": "", "plaats": ""} | anders
    )


def test_toevoegen_en_tweemaal_versturen(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    sleutel = uuid4()
    stel: dict[str, Any] = {
        "leerling": leerling,
        "gegevens": {"naam": "A. Veldkers", "relatie": "ouder", "heeft_gezag": True},
        "door": spelers.coordinator_school,
        "op": nu(),
        "sleutel": sleutel,
    }

    eerste, tweede = services.betrokkene_toevoegen(**stel), services.betrokkene_toevoegen(**stel)

    assert eerste == tweede
    assert list(leerling.betrokkenen.met_gezag()) == [eerste]
    assert Gebeurtenis.objects.get().leerling_sleutel == leerling.sleutel


def test_sleutel_van_een_vreemde_betrokkene_geeft_een_nieuwe(spelers: Spelers, ouder: Betrokkene) -> None:
    leerling = LeerlingFactory(school=spelers.andere_school)

    rij = services.betrokkene_toevoegen(
        leerling=leerling,
        gegevens={"naam": "B. Molenkamp", "relatie": "voogd"},
        door=spelers.buitenstaander,
        op=nu(),
        sleutel=ouder.sleutel,
    )

    assert rij.pk != ouder.pk
    assert rij.leerling == leerling


def test_geheim_adres_op_de_dossierpagina(spelers: Spelers, als: Any, ouder: Betrokkene) -> None:
    adres = reverse("leerlingen:detail", args=[ouder.leerling.sleutel])

    school = als(spelers.coordinator_school).get(adres).content.decode()
    verzender = als(spelers.medewerker).get(adres).content.decode()

    assert GEHEIM not in school
    assert "Geheim adres, bekend bij het SWV" in school
    assert GEHEIM in verzender


def test_geheim_adres_niet_in_het_formulier_en_blijft_bestaan(
    spelers: Spelers, als: Any, ouder: Betrokkene
) -> None:
    client = als(spelers.coordinator_school)
    adres = reverse("leerlingen:betrokkene_wijzigen", args=[ouder.sleutel])

    pagina = client.get(adres).content.decode()
    client.post(adres, formulier(ouder, telefoon="050 000 00 00"))

    ouder.refresh_from_db()
    assert GEHEIM not in pagina
    assert (ouder.straat, ouder.telefoon, ouder.geheim_adres) == (GEHEIM, "050 000 00 00", True)


def test_geheim_adres_als_geheel_te_vervangen(spelers: Spelers, als: Any, ouder: Betrokkene) -> None:
    als(spelers.coordinator_school).post(
        reverse("leerlingen:betrokkene_wijzigen", args=[ouder.sleutel]),
        formulier(ouder, straat="Nieuwhof", huisnummer="9", postcode="9711 lm", plaats="Proefstad"),
    )

    ouder.refresh_from_db()
    assert (ouder.straat, ouder.postcode, ouder.geheim_adres) == ("Nieuwhof", "9711LM", True)


def test_geheimhouding_opheffen_kan_een_school_niet(spelers: Spelers, ouder: Betrokkene) -> None:
    with pytest.raises(NietToegestaan, match="geheimhouding"):
        services.betrokkene_wijzigen(
            betrokkene=ouder,
            versie=1,
            velden={"geheim_adres": False},
            door=spelers.coordinator_school,
            op=nu(),
        )


def test_conflict_toont_geen_geheim_adres(spelers: Spelers, als: Any, ouder: Betrokkene) -> None:
    Betrokkene.objects.update(versie=2, telefoon="050 111 11 11")

    antwoord = als(spelers.coordinator_school).post(
        reverse("leerlingen:betrokkene_wijzigen", args=[ouder.sleutel]),
        formulier(ouder, telefoon="050 222 22 22", straat="Nieuwhof"),
    )

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "050 111 11 11" in tekst
    assert "050 222 22 22" in tekst
    assert "Nieuwhof" in tekst
    assert GEHEIM not in tekst


def test_beeindigen_houdt_de_geschiedenis(spelers: Spelers, als: Any, ouder: Betrokkene) -> None:
    client = als(spelers.coordinator_school)
    adres = reverse("leerlingen:betrokkene_beeindigen", args=[ouder.sleutel])
    gisteren = vandaag() - timedelta(days=1)

    te_vroeg = client.post(adres, {"tot_en_met": (vandaag() + timedelta(days=1)).isoformat()})
    client.post(adres, {"tot_en_met": gisteren.isoformat()})

    ouder.refresh_from_db()
    assert te_vroeg.status_code == 422
    assert ouder.geldig_tot_en_met == gisteren
    assert not ouder.leerling.betrokkenen.met_gezag().exists()
    assert (
        ouder.naam in client.get(reverse("leerlingen:detail", args=[ouder.leerling.sleutel])).content.decode()
    )


@pytest.mark.parametrize("naam", ["betrokkene_wijzigen", "betrokkene_beeindigen"])
def test_betrokkene_van_een_ander_bestaat_niet(
    spelers: Spelers, als: Any, ouder: Betrokkene, naam: str
) -> None:
    assert (
        als(spelers.buitenstaander).get(reverse(f"leerlingen:{naam}", args=[ouder.sleutel])).status_code
        == 404
    )


def test_toevoegen_via_de_pagina_waarschuwt_voor_een_bsn(
    spelers: Spelers, als: Any, ouder: Betrokkene
) -> None:
    antwoord = als(spelers.coordinator_school).post(
        reverse("leerlingen:betrokkene_toevoegen", args=[ouder.leerling.sleutel]),
        {
            "naam": "C. Grasdijk",
            "relatie": "ouder",
            "contactbeperking": "bsn 111222333",
            "sleutel": str(uuid4()),
        },
        follow=True,
    )

    assert "burgerservicenummer" in antwoord.content.decode()
    assert ouder.leerling.betrokkenen.filter(naam="C. Grasdijk").exists()
