"""Changing a pupil: the version guards against a silent overwrite, and typed text is never lost."""

from typing import Any

import pytest
from django.urls import reverse

from leerlingen import services
from leerlingen.models import Leerling
from swv.klok import nu
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import BetrokkeneFactory, GebruikerFactory, LeerlingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leerling(spelers: Spelers) -> Leerling:
    gemaakt: Leerling = LeerlingFactory(school=spelers.school, roepnaam="Noor", achternaam="Veldkers")
    return gemaakt


def formulier(leerling: Leerling, **anders: Any) -> dict[str, Any]:
    velden = (
        "roepnaam",
        "voorvoegsel",
        "achternaam",
        "geslacht",
        "straat",
        "huisnummer",
        "postcode",
        "plaats",
    )
    basis = {
        naam: getattr(leerling, naam) for naam in (*velden, "gemeente", "leerlingnummer_school", "versie")
    }
    return basis | {"geboortedatum": leerling.geboortedatum.isoformat()} | anders


def test_wijziging_telt_de_versie_op_en_noemt_de_velden(spelers: Spelers, leerling: Leerling) -> None:
    services.leerling_wijzigen(
        leerling=leerling,
        versie=1,
        velden={"roepnaam": "Nora", "achternaam": "Veldkers"},
        door=spelers.coordinator_school,
        op=nu(),
    )

    leerling.refresh_from_db()
    assert (leerling.roepnaam, leerling.versie) == ("Nora", 2)
    gebeurtenis = Gebeurtenis.objects.get(soort="gewijzigd")
    assert gebeurtenis.gegevens == {"velden": ["roepnaam"]}
    assert gebeurtenis.leerling_sleutel == leerling.sleutel


def test_niets_gewijzigd_is_geen_gebeurtenis(spelers: Spelers, leerling: Leerling) -> None:
    services.leerling_wijzigen(
        leerling=leerling, versie=1, velden={"roepnaam": "Noor"}, door=spelers.medewerker, op=nu()
    )

    assert not Gebeurtenis.objects.exists()


def test_oude_versie_overschrijft_niet(spelers: Spelers, leerling: Leerling) -> None:
    Leerling.objects.update(versie=2, roepnaam="Nora")

    with pytest.raises(services.Verouderd) as fout:
        services.leerling_wijzigen(
            leerling=leerling, versie=1, velden={"roepnaam": "Noortje"}, door=spelers.medewerker, op=nu()
        )

    assert fout.value.actueel.roepnaam == "Nora"
    leerling.refresh_from_db()
    assert leerling.roepnaam == "Nora"


def test_wijzigen_zonder_recht_wordt_geweigerd(spelers: Spelers, leerling: Leerling) -> None:
    with pytest.raises(NietToegestaan):
        services.leerling_wijzigen(
            leerling=leerling, versie=1, velden={}, door=spelers.buitenstaander, op=nu()
        )


def test_conflictpagina_houdt_de_tekst_en_toont_beide(spelers: Spelers, als: Any, leerling: Leerling) -> None:
    client = als(spelers.coordinator_school)
    adres = reverse("leerlingen:wijzigen", args=[leerling.sleutel])
    Leerling.objects.update(versie=2, straat="Molenwiek")

    antwoord = client.post(adres, formulier(leerling, straat="Rietkraag"))

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Rietkraag" in tekst
    assert "Molenwiek" in tekst
    assert 'name="versie" value="2"' in tekst

    opnieuw = client.post(adres, formulier(leerling, straat="Rietkraag", versie=2))
    leerling.refresh_from_db()
    assert opnieuw.status_code == 302
    assert leerling.straat == "Rietkraag"


def test_adres_bij_een_geheim_adres_niet_te_lezen_en_niet_te_wissen(
    spelers: Spelers, als: Any, leerling: Leerling
) -> None:
    BetrokkeneFactory(leerling=leerling, geheim_adres=True)
    client = als(spelers.coordinator_school)
    adres = reverse("leerlingen:wijzigen", args=[leerling.sleutel])

    pagina = client.get(adres).content.decode()
    client.post(adres, formulier(leerling, roepnaam="Nora", straat="Elders"))

    leerling.refresh_from_db()
    assert "Huisstraat" not in pagina
    assert (leerling.roepnaam, leerling.straat) == ("Nora", "Huisstraat")


def test_extra_velden_in_de_post_veranderen_niets(spelers: Spelers, als: Any, leerling: Leerling) -> None:
    """Mass assignment: only what the form shows can be changed (ASVS 15.3.3)."""
    oud = leerling.dossiernummer

    als(spelers.coordinator_school).post(
        reverse("leerlingen:wijzigen", args=[leerling.sleutel]),
        formulier(leerling, dossiernummer="L-26-999999", id="1", aangemaakt_door="1", sorteernaam="zzz"),
    )

    leerling.refresh_from_db()
    assert leerling.dossiernummer == oud
    assert leerling.aangemaakt_door is None


@pytest.mark.parametrize(
    ("wie", "status"),
    [("coordinator_school", 200), ("medewerker", 200), ("buitenstaander", 404)],
)
def test_wie_het_formulier_krijgt(
    spelers: Spelers, als: Any, leerling: Leerling, wie: str, status: int
) -> None:
    adres = reverse("leerlingen:wijzigen", args=[leerling.sleutel])

    assert als(getattr(spelers, wie)).get(adres).status_code == status


def test_lezer_binnen_bereik_krijgt_een_reden(spelers: Spelers, als: Any, leerling: Leerling) -> None:
    directeur = GebruikerFactory(rol="schooldirecteur", school=spelers.school)

    antwoord = als(directeur).get(reverse("leerlingen:wijzigen", args=[leerling.sleutel]))

    assert antwoord.status_code == 403
