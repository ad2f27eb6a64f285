"""Logging in: who may, with what, and that nothing is told to who may not (eisen.md S16, S17)."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from swv.aanmelden import naam_bij_inlog
from swv.klok import nu
from swv.models import Gebruiker
from tests.factories import WACHTWOORD, GebruikerFactory

pytestmark = pytest.mark.django_db
GEHEIM = "JBSWY3DPEHPK3PXP"


def log_in(client: Client, naam: str, wachtwoord: str = WACHTWOORD, **extra):  # type: ignore[no-untyped-def]
    return client.post(reverse("account_login"), {"login": naam, "password": wachtwoord, **extra})


def met_tweede_factor(**kwargs: object) -> Gebruiker:
    gebruiker = GebruikerFactory(**kwargs)
    TOTP.activate(gebruiker, GEHEIM)
    RecoveryCodes.activate(gebruiker)
    return gebruiker


def totp_code() -> str:
    return f"{hotp_value(GEHEIM, next(yield_hotp_counters_from_time())):06}"


def test_inloggen_met_naam_en_met_mailadres() -> None:
    user = GebruikerFactory(rol="school", username="ibr", email="ibr@proef.invalid")
    for naam in ("ibr", "ibr@proef.invalid", "IBR@proef.invalid"):
        client = Client()
        assert log_in(client, naam).headers["Location"] == reverse("start")
        assert client.session["_auth_user_id"] == str(user.pk)


def test_sessie_krijgt_bij_inloggen_een_nieuwe_sleutel() -> None:
    GebruikerFactory(rol="school", username="ibr")
    client = Client()
    client.get(reverse("account_login"))
    sessie = client.session
    sessie["iets"] = 1
    sessie.save()
    oud = sessie.session_key
    client.cookies["sessie"] = oud
    log_in(client, "ibr")
    assert client.cookies["sessie"].value != oud
    assert not Session.objects.filter(session_key=oud).exists()


@pytest.mark.parametrize("wie", ["onbekend", "bekend", "uitgezet", "demo"])
def test_foute_inlog_zegt_niet_of_het_account_bestaat(wie: str) -> None:
    GebruikerFactory(rol="school", username="bekend")
    GebruikerFactory(rol="school", username="uitgezet", is_active=False)
    GebruikerFactory(rol="school", username="demo", is_demo=True)
    antwoord = log_in(Client(), wie, "verkeerd wachtwoord")
    tekst = re.sub(r'value="[^"]*"', "", antwoord.content.decode())
    referentie = re.sub(
        r'value="[^"]*"', "", log_in(Client(), "nog-iemand", "verkeerd wachtwoord").content.decode()
    )
    assert antwoord.status_code == 200
    assert tekst == referentie


def test_wachtwoord_vergeten_zegt_niet_of_het_account_bestaat(voer_opdrachten_uit) -> None:  # type: ignore[no-untyped-def]
    GebruikerFactory(rol="school", email="wel@proef.invalid")
    bladen = []
    for adres in ("wel@proef.invalid", "niet@proef.invalid"):
        antwoord = Client().post(reverse("account_reset_password"), {"email": adres}, follow=True)
        bladen.append(antwoord.content)
    assert bladen[0] == bladen[1]
    voer_opdrachten_uit()
    assert [bericht.to for bericht in mail.outbox] == [["wel@proef.invalid"]]


def test_uitgezet_account_ook_met_goed_wachtwoord_niet() -> None:
    GebruikerFactory(rol="school", username="uit", is_active=False)
    client = Client()
    assert log_in(client, "uit").headers["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_demogebruiker_alleen_waar_de_demo_aan_staat(settings) -> None:  # type: ignore[no-untyped-def]
    GebruikerFactory(rol="school", username="school", is_demo=True)
    client = Client()
    settings.SWV_DEMO = True
    assert log_in(client, "school").headers["Location"] == reverse("start")
    settings.SWV_DEMO = False
    assert client.get(reverse("verder")).headers["Location"].startswith(reverse("account_login"))
    assert log_in(Client(), "school").headers["Location"] == reverse("account_inactive")


def test_registreren_bestaat_niet() -> None:
    assert Client().get(reverse("account_signup")).status_code == 404
    assert Client().post(reverse("account_signup"), {"username": "x"}).status_code == 404


def test_acht_fouten_sluiten_het_account_voor_dit_adres() -> None:
    GebruikerFactory(rol="school", username="ibr", email="ibr@proef.invalid")
    client = Client()
    for poging in range(8):
        antwoord = log_in(client, "ibr" if poging % 2 else "ibr@proef.invalid", f"fout {poging}")
    assert antwoord.status_code == 429
    assert "even niet inloggen" in antwoord.content.decode()
    assert log_in(client, "ibr").status_code == 429, "also with the right password"
    assert log_in(Client(REMOTE_ADDR="10.1.2.3"), "ibr").status_code == 302, "not for someone elsewhere"
    with time_machine.travel(nu() + timedelta(minutes=16)):
        assert log_in(client, "ibr").status_code == 302


def test_naam_en_mailadres_tellen_als_een_account() -> None:
    GebruikerFactory(username="Ibr", email="ibr@proef.invalid")
    assert naam_bij_inlog(None, {"login": None, "email": "IBR@proef.invalid"}) == "ibr"
    assert naam_bij_inlog(None, {"username": "Ibr"}) == "ibr"
    assert naam_bij_inlog(None, {}) is None


# --- second factor ---------------------------------------------------------------------------


def test_medewerker_maakt_eerst_een_tweede_factor() -> None:
    GebruikerFactory(rol="administratie", username="ad")
    client = Client()
    log_in(client, "ad")
    for naam in ("start", "zoeken", "account_change_password", "usersessions_list"):
        assert client.get(reverse(naam)).headers["Location"] == reverse("mfa_activate_totp"), naam
    assert client.get(reverse("mfa_activate_totp"), follow=True).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200


def test_medewerker_maakt_tweede_factor_en_komt_binnen() -> None:
    GebruikerFactory(rol="administratie", username="ad")
    client = Client()
    log_in(client, "ad")
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    client.get(reverse("mfa_activate_totp"))
    geheim = client.session["mfa.totp.secret"]
    code = f"{hotp_value(geheim, next(yield_hotp_counters_from_time())):06}"
    antwoord = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert antwoord.status_code == 200
    assert Authenticator.objects.filter(user__username="ad").count() == 2, "TOTP and recovery codes"
    assert client.get(reverse("start")).status_code == 200


@pytest.mark.parametrize("rol", ["school", "deskundige", "leerplicht"])
def test_wie_geen_medewerker_is_mag_zonder(rol: str) -> None:
    GebruikerFactory(rol=rol, username="buiten")
    client = Client()
    log_in(client, "buiten")
    assert client.get(reverse("start")).status_code == 200


def test_in_de_demo_hoeft_het_niet(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SWV_DEMO = True
    GebruikerFactory(rol="administratie", username="ad", is_demo=True)
    client = Client()
    log_in(client, "ad")
    assert client.get(reverse("start")).status_code == 200


def test_wie_er_een_heeft_komt_zonder_code_nergens() -> None:
    """Login path x no second factor: nothing but the page that asks for the code."""
    met_tweede_factor(rol="directeur", username="dir")
    client = Client()
    assert log_in(client, "dir").headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    for naam in ("start", "zoeken", "mfa_index", "mfa_view_recovery_codes", "account_change_password"):
        antwoord = client.get(reverse(naam))
        assert antwoord.status_code == 302, naam
        assert antwoord.headers["Location"].startswith(reverse("account_login")), naam
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_met_de_code_en_met_een_herstelcode() -> None:
    gebruiker = met_tweede_factor(rol="directeur", username="dir")
    herstel = RecoveryCodes(
        Authenticator.objects.get(user=gebruiker, type="recovery_codes")
    ).get_unused_codes()
    for code in (totp_code(), herstel[0]):
        client = Client()
        log_in(client, "dir")
        assert client.post(reverse("mfa_authenticate"), {"code": code}).headers["Location"] == reverse(
            "start"
        )
        assert client.get(reverse("start")).status_code == 200
    client = Client()
    log_in(client, "dir")
    assert client.post(reverse("mfa_authenticate"), {"code": herstel[0]}).status_code == 200, "used once"


def test_nieuw_wachtwoord_slaat_de_tweede_factor_niet_over(voer_opdrachten_uit) -> None:  # type: ignore[no-untyped-def]
    met_tweede_factor(rol="directeur", username="dir", email="dir@proef.invalid")
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "dir@proef.invalid"})
    voer_opdrachten_uit()
    pad = re.search(r"http://[^/]+(\S+)", str(mail.outbox[0].body))[1]  # type: ignore[index]
    formulier = client.get(pad, follow=True)
    nieuw = "een heel ander wachtwoord"
    client.post(formulier.wsgi_request.path, {"password1": nieuw, "password2": nieuw})
    assert "_auth_user_id" not in client.session
    assert log_in(client, "dir", nieuw).headers["Location"] == reverse("mfa_authenticate")


def test_scanner_die_de_link_opent_verbruikt_hem_niet(voer_opdrachten_uit) -> None:  # type: ignore[no-untyped-def]
    GebruikerFactory(rol="school", username="ibr", email="ibr@proef.invalid")
    Client().post(reverse("account_reset_password"), {"email": "ibr@proef.invalid"})
    voer_opdrachten_uit()
    pad = re.search(r"http://[^/]+(\S+)", str(mail.outbox[0].body))[1]  # type: ignore[index]
    for _ in range(3):
        Client().get(pad, follow=True)
    client = Client()
    formulier = client.get(pad, follow=True)
    nieuw = "een heel ander wachtwoord"
    client.post(formulier.wsgi_request.path, {"password1": nieuw, "password2": nieuw})
    assert log_in(client, "ibr", nieuw).headers["Location"] == reverse("start")


def test_mail_bevat_alleen_een_link(voer_opdrachten_uit) -> None:  # type: ignore[no-untyped-def]
    gebruiker = GebruikerFactory(rol="school", naam="Geheimzinnige Naam", email="ibr@proef.invalid")
    Client().post(reverse("account_reset_password"), {"email": "ibr@proef.invalid"})
    voer_opdrachten_uit()
    [bericht] = mail.outbox
    assert gebruiker.naam not in str(bericht.message())
    assert str(bericht.body).count("http") == 1
