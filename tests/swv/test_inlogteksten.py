"""The words of login: u, and what to do now (missie.md 4, tone rules)."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from swv.inlogteksten import INLOGFOUTEN, NIET_GELIJK, Codeadapter
from swv.models import Gebruiker
from tests.factories import WACHTWOORD, GebruikerFactory

pytestmark = pytest.mark.django_db
JE = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)


def test_inloggen_met_fout_wachtwoord_zegt_wat_te_doen() -> None:
    GebruikerFactory(rol="school", username="ibr")
    response = Client().post(reverse("account_login"), {"login": "ibr", "password": "verkeerd"})

    assert "horen niet bij elkaar. Controleer ze" in response.content.decode()


@pytest.mark.parametrize("tekst", [*INLOGFOUTEN.values(), Codeadapter.error_messages["incorrect_code"]])
def test_teksten_zijn_in_de_u_vorm(tekst: str) -> None:
    assert not JE.search(tekst)


def test_wachtwoord_wijzigen_twee_verschillende(als: Callable[[Gebruiker], Client]) -> None:
    response = als(GebruikerFactory(rol="school")).post(
        reverse("account_change_password"),
        {"oldpassword": WACHTWOORD, "password1": "een nieuw wachtwoord", "password2": "een ander wachtwoord"},
    )
    html = response.content.decode()

    assert NIET_GELIJK in html
    assert not JE.search(re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("map_", ["account", "mfa", "usersessions", "componenten"])
def test_sjablonen_zijn_in_de_u_vorm(map_: str) -> None:
    for pad in Path(settings.BASE_DIR, "templates", map_).rglob("*.html"):
        assert not JE.search(pad.read_text()), pad


@pytest.mark.parametrize(
    ("naam", "kop"),
    [
        ("account_login", "Inloggen"),
        ("account_reset_password", "Wachtwoord vergeten"),
        ("account_reset_password_done", "Kijk in uw e-mail"),
        ("account_reset_password_from_key_done", "Uw wachtwoord is gewijzigd"),
        ("account_inactive", "Dit account is gesloten"),
    ],
)
def test_pagina_zonder_inloggen(naam: str, kop: str) -> None:
    assert f"<h1>{kop}</h1>" in Client().get(reverse(naam)).content.decode()


@pytest.mark.parametrize(
    "naam",
    ["account_change_password", "mfa_index", "usersessions_list", "account_logout", "account_reauthenticate"],
)
def test_pagina_van_het_eigen_account(naam: str, als: Callable[[Gebruiker], Client]) -> None:
    response = als(GebruikerFactory(rol="school")).get(reverse(naam))

    assert response.status_code == 200
    assert response.content.decode().count("<h1>") == 1


def test_link_uit_de_mail_die_niet_meer_werkt() -> None:
    adres = reverse("account_reset_password_from_key", args=["1", "abc-def"])

    assert "Deze link werkt niet meer" in Client().get(adres, follow=True).content.decode()
