"""Every page around the own account renders, keeps its shape, and is safe under https."""

import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from swv.deploy.mappen import PROJECT
from tests.factories import WACHTWOORD, GebruikerFactory
from tests.swv.test_aanmelden import log_in, met_tweede_factor

pytestmark = pytest.mark.django_db
ZONDER_LOGIN = ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
MET_LOGIN = [
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "usersessions_list",
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "berichten",
]


def vorm(client: Client, naam: str) -> None:
    antwoord = client.get(reverse(naam), follow=True)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200, naam
    assert tekst.count("<h1") == 1, naam
    assert "no-store" in antwoord.headers["Cache-Control"], naam


@pytest.mark.parametrize("naam", ZONDER_LOGIN)
def test_bladzijde_zonder_login(naam: str) -> None:
    vorm(Client(), naam)


@pytest.mark.parametrize("naam", MET_LOGIN)
def test_bladzijde_met_login(als: Any, naam: str) -> None:
    client = als(met_tweede_factor(rol="directeur"))
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    vorm(client, naam)


def test_bladzijde_om_een_tweede_factor_te_maken(als: Any) -> None:
    client = als(GebruikerFactory(rol="school"))
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    antwoord = client.get(reverse("mfa_activate_totp"))
    assert antwoord.status_code == 200
    assert "data:image/svg+xml" in antwoord.content.decode()


def test_eigen_sessies_beeindigen() -> None:
    GebruikerFactory(rol="school", username="ibr")
    thuis, kantoor = Client(), Client()
    for client in (thuis, kantoor):
        log_in(client, "ibr")
    assert thuis.get(reverse("start")).status_code == 200
    kantoor.post(reverse("usersessions_list"))
    assert thuis.get(reverse("start")).status_code == 302
    assert kantoor.get(reverse("start")).status_code == 200


PROEF = """
import django
from django.conf import settings
django.setup()
from swv import tekstbehoud
assert settings.SESSION_COOKIE_NAME == "__Host-sessie", settings.SESSION_COOKIE_NAME
assert tekstbehoud.WIE == "__Host-wie"
for naam in "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SECURE_SSL_REDIRECT".split():
    assert getattr(settings, naam) is True, naam
assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
assert settings.SECURE_HSTS_SECONDS >= 31536000
assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE is True
assert 20 * 60 <= settings.SESSIE_STIL_SECONDEN <= 30 * 60
assert 10 * 3600 <= settings.SESSIE_MAX_SECONDEN <= 12 * 3600
assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
"""


def test_in_productie_zijn_de_koekjes_dicht(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings as they are without demo, debug or any choice: https (eisen.md S17, S18)."""
    for naam in ("HTTPS", "DEBUG", "SWV_DEMO"):
        monkeypatch.delenv(naam, raising=False)
    klaar = subprocess.run([sys.executable, "-c", PROEF], cwd=PROJECT, capture_output=True, text=True)
    assert klaar.returncode == 0, klaar.stderr
