"""Who must log in in two steps, and help with four eyes for who lost the second one."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from swv import tweedefactor
from swv.klok import nu
from swv.models import Factorherstel, Gebeurtenis, Gebruiker, School
from swv.permissions import NietToegestaan
from swv.profielen import codes, lees
from swv.rollen import ROLLEN
from tests.factories import (
    BEGIN,
    WACHTWOORD,
    GebruikerFactory,
    NormFactory,
    RoltoekenningFactory,
    SamenwerkingsverbandFactory,
    SchoolFactory,
)
from tests.swv.test_aanmelden import log_in, met_tweede_factor

pytestmark = pytest.mark.django_db
REDEN = "Telefoon kwijt, ik sprak haar zelf."


@pytest.fixture(autouse=True)
def norm() -> None:
    NormFactory(code="toegang.factorherstel", waarde=2, eenheid="dagen", startmoment="geen")


@pytest.fixture
def school() -> School:
    return SchoolFactory()


@pytest.fixture
def wie(school: School) -> Gebruiker:
    return met_tweede_factor(rol="school", school=school, username="ibr")


@pytest.fixture
def helper(school: School) -> Gebruiker:
    return GebruikerFactory(rol="schooldirecteur", school=school)


def vraag(wie: Gebruiker, helper: Gebruiker) -> str:
    return tweedefactor.pad_van(tweedefactor.begin_herstel(gebruiker=wie, reden=REDEN, door=helper, op=nu()))


def heeft_factor(wie: Gebruiker) -> bool:
    return Authenticator.objects.filter(user=wie).exists()


# --- mandatory per role --------------------------------------------------------------------------------


def verplicht_voor(*rollen: str) -> None:
    SamenwerkingsverbandFactory(profiel={"toegang": {"tweede_factor_verplicht": list(rollen)}})


def test_het_profiel_maakt_het_per_rol_verplicht() -> None:
    verplicht_voor("schooldirecteur")
    GebruikerFactory(rol="schooldirecteur", username="dir")
    GebruikerFactory(rol="school", username="ibr")
    for naam, bestemming in (("dir", 302), ("ibr", 200)):
        client = Client()
        log_in(client, naam)
        antwoord = client.get(reverse("start"))
        assert antwoord.status_code == bestemming, naam
        if bestemming == 302:
            assert antwoord.headers["Location"] == reverse("mfa_activate_totp")


@pytest.mark.parametrize("rol", sorted(rol for rol, wat in ROLLEN.items() if wat.is_medewerker))
def test_voor_medewerkers_altijd(rol: str, settings: Any) -> None:
    wie = GebruikerFactory(rol=rol)
    assert tweedefactor.is_verplicht(wie)
    settings.SWV_DEMO = True
    assert not tweedefactor.is_verplicht(wie)


def test_wie_midden_in_een_sessie_een_andere_rol_krijgt_moet_alsnog() -> None:
    """What the session remembers counts only for the roles it was seen with."""
    wie = GebruikerFactory(rol="school", username="ibr")
    client = Client()
    log_in(client, "ibr")
    assert client.get(reverse("start")).status_code == 200
    RoltoekenningFactory(gebruiker=wie, rol="administratie", geldig_vanaf=BEGIN)
    assert client.get(reverse("start")).headers["Location"] == reverse("mfa_activate_totp")


def test_het_profiel_wordt_eenmaal_per_sessie_gelezen(django_assert_num_queries: Any) -> None:
    verplicht_voor("schooldirecteur")
    GebruikerFactory(rol="school", username="ibr")
    client = Client()
    log_in(client, "ibr")
    client.get(reverse("start"))
    assert client.session["tweede_factor"] == "school"


@pytest.mark.parametrize("code", codes())
def test_elk_profiel_noemt_bestaande_rollen(code: str) -> None:
    assert set(lees(code).instellingen["toegang"]["tweede_factor_verplicht"]) <= set(ROLLEN)


# --- help with four eyes ----------------------------------------------------------------------------------


def test_van_vraag_tot_nieuwe_factor(
    als: Any, school: School, wie: Gebruiker, helper: Gebruiker, voer_opdrachten_uit: Any
) -> None:
    client = als(helper)
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    blad = client.get(reverse("collegas_school", args=[school.sleutel])).content.decode()
    adres = reverse("collega_herstel", args=[school.sleutel, wie.sleutel])
    assert adres in blad
    assert client.post(adres, {"reden": ""}).status_code == 422
    assert client.post(adres, {"reden": REDEN}).status_code == 302
    assert heeft_factor(wie), "asking alone changes nothing"
    voer_opdrachten_uit()
    [bericht] = mail.outbox
    assert bericht.to == [wie.email]
    for woord in (REDEN, wie.naam, helper.naam):
        assert woord not in f"{bericht.subject} {bericht.body}"
    pad = re.search(r"http://[^/]+(\S+)", str(bericht.body))[1]  # type: ignore[index]
    for _ in range(3):
        assert Client().get(pad).status_code == 200
    assert heeft_factor(wie), "a mail scanner burns nothing"
    assert Client().post(pad, {"antwoord": "ja"}).status_code == 302
    assert not heeft_factor(wie)
    assert Client().post(pad, {"antwoord": "ja"}).status_code == 410
    assert log_in(Client(), "ibr").headers["Location"] == reverse("start")


def test_lopende_sessies_eindigen(wie: Gebruiker, helper: Gebruiker) -> None:
    GebruikerFactory(rol="school", username="zonder")
    sessie = Client()
    log_in(sessie, "zonder")
    zonder = Gebruiker.objects.get(username="zonder")
    pad = vraag(zonder, GebruikerFactory(rol="beheer"))
    assert sessie.get(reverse("start")).status_code == 200
    Client().post(pad)
    assert sessie.get(reverse("start")).status_code == 302


def test_nee_verandert_niets_en_blijft_in_het_spoor(wie: Gebruiker, helper: Gebruiker) -> None:
    pad = vraag(wie, helper)
    Client().post(pad, {"antwoord": "nee"})
    assert heeft_factor(wie)
    assert Client().post(pad, {"antwoord": "ja"}).status_code == 410
    assert [g.soort for g in Gebeurtenis.objects.van(wie)] == [
        "herstel tweede factor geweigerd",
        "herstel tweede factor gevraagd",
    ]


def test_link_verloopt_en_een_nieuwe_vraag_vervangt_de_oude(wie: Gebruiker, helper: Gebruiker) -> None:
    eerste = vraag(wie, helper)
    tweede = vraag(wie, helper)
    assert Client().get(eerste).status_code == 410
    with time_machine.travel(nu() + timedelta(days=3)):
        assert Client().post(tweede).status_code == 410
    assert heeft_factor(wie)


@pytest.mark.parametrize("rol", sorted(set(ROLLEN) - {"beheer", "schooldirecteur"}))
def test_andere_rollen_helpen_niet(wie: Gebruiker, school: School, rol: str) -> None:
    with pytest.raises(NietToegestaan):
        vraag(wie, GebruikerFactory(rol=rol, school=school))


def test_de_directeur_helpt_alleen_wie_nergens_anders_werkt(wie: Gebruiker, helper: Gebruiker) -> None:
    """Else the directeur of a school could open the door to the whole SWV."""
    RoltoekenningFactory(gebruiker=wie, rol="coordinator", geldig_vanaf=BEGIN)
    with pytest.raises(NietToegestaan, match="werkt ook elders"):
        vraag(Gebruiker.objects.get(pk=wie.pk), helper)
    with pytest.raises(NietToegestaan, match="werkt ook elders"):
        vraag(GebruikerFactory(rol="school"), helper)


def test_niemand_helpt_zichzelf(helper: Gebruiker) -> None:
    for zelf in (helper, GebruikerFactory(rol="beheer")):
        with pytest.raises(NietToegestaan, match="eigen tweede factor"):
            vraag(zelf, zelf)
    with pytest.raises(IntegrityError), transaction.atomic():
        Factorherstel.objects.create(
            gebruiker=helper, gevraagd_door=helper, reden="x", gevraagd_op=nu(), geldig_tot_en_met=nu().date()
        )


def test_de_fg_ziet_het_met_de_reden(als: Any, wie: Gebruiker, helper: Gebruiker) -> None:
    Client().post(vraag(wie, helper), {"antwoord": "ja"})
    blad = als(GebruikerFactory(rol="fg")).get(reverse("spoor_toegang")).content.decode()
    for woord in (REDEN, wie.naam, helper.naam, "tweede factor verwijderd"):
        assert woord in blad


@pytest.mark.parametrize("aantal", [1, 3])
def test_spoor_kost_een_vast_aantal_vragen(
    als: Any, helper: Gebruiker, school: School, aantal: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(aantal):
        vraag(GebruikerFactory(rol="school", school=school), helper)
    client = als(GebruikerFactory(rol="fg"))
    client.get(reverse("start"))
    with django_assert_max_num_queries(11):
        client.get(reverse("spoor_toegang"))
