"""Half an hour of typing is never lost because a session ended (missie.md 2, "Lost work")."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from swv.klok import nu
from swv.models import Gebruiker
from swv.tekstbehoud import MAX_TEKENS
from tests.factories import WACHTWOORD, GebruikerFactory
from tests.swv.test_aanmelden import log_in, met_tweede_factor, totp_code

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.swv.proefadressen")]
TEKST = "Noor heeft <b>veel</b> steun nodig & leest graag.\nTweede regel."
FORMULIER = {"tekst": TEKST, "keuze": ["a", "b"]}


@pytest.fixture
def gebruiker() -> Gebruiker:
    return GebruikerFactory(rol="school", username="ibr")


@pytest.fixture
def verlopen(gebruiker: Gebruiker) -> Client:
    """A browser in which someone worked until the session was gone."""
    client = Client()
    log_in(client, gebruiker.username)
    client.get("/proef/")
    Session.objects.all().delete()
    return client


def zegel(antwoord: HttpResponse) -> str:
    gevonden = re.search(r'name="bewaard" value="([^"]+)"', antwoord.content.decode())
    return gevonden[1] if gevonden else ""


def velden(antwoord: HttpResponse) -> list[tuple[str, str]]:
    """The hidden fields of the form that sends everything again."""
    tekst = antwoord.content.decode()
    gevonden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', tekst)
    return [(html.unescape(naam), html.unescape(waarde)) for naam, waarde in gevonden if "csrf" not in naam]


def test_getypte_tekst_komt_na_inloggen_terug_en_gaat_naar_het_oude_adres(verlopen: Client) -> None:
    inlogpagina = verlopen.post("/proef/?stap=2", FORMULIER)
    assert inlogpagina.status_code == 401
    assert "Wat u net invulde is bewaard" in inlogpagina.content.decode()
    assert "Noor" not in inlogpagina.content.decode(), "sealed: the next person cannot read it"
    assert Gebruiker.objects.get(username="ibr").functie == ""

    antwoord = log_in(verlopen, "ibr", bewaard=zegel(inlogpagina))
    assert antwoord.headers["Location"] == reverse("verder")
    bladzijde = verlopen.get(reverse("verder"))
    assert "U bent weer ingelogd" in bladzijde.content.decode()
    assert "&lt;b&gt;veel&lt;/b&gt;" in bladzijde.content.decode()
    assert velden(bladzijde) == [("tekst", TEKST), ("keuze", "a"), ("keuze", "b")]
    assert 'action="/proef/?stap=2"' in bladzijde.content.decode()
    opnieuw = verlopen.post("/proef/?stap=2", {"tekst": TEKST, "keuze": ["a", "b"]})
    assert opnieuw.content.decode() == f"['a', 'b'] {TEKST}"


def test_een_fout_wachtwoord_kost_de_tekst_niet(verlopen: Client) -> None:
    eerste = verlopen.post("/proef/", FORMULIER)
    tweede = log_in(verlopen, "ibr", "verkeerd", bewaard=zegel(eerste))
    assert zegel(tweede) == zegel(eerste)
    assert log_in(verlopen, "ibr", bewaard=zegel(tweede)).headers["Location"] == reverse("verder")


def test_ook_de_tweede_factor_kost_de_tekst_niet() -> None:
    met_tweede_factor(rol="directeur", username="dir")
    client = Client()
    log_in(client, "dir")
    client.post(reverse("mfa_authenticate"), {"code": totp_code()})
    client.get("/proef/")
    Session.objects.all().delete()
    inlogpagina = client.post("/proef/", FORMULIER)
    assert log_in(client, "dir", bewaard=zegel(inlogpagina)).headers["Location"] == reverse(
        "mfa_authenticate"
    )
    with time_machine.travel(nu() + timedelta(minutes=2)):
        klaar = client.post(reverse("mfa_authenticate"), {"code": totp_code()})
        assert klaar.headers["Location"] == reverse("verder")
        assert velden(client.get(reverse("verder")))[0] == ("tekst", TEKST)


def test_een_ander_krijgt_de_tekst_nooit(verlopen: Client) -> None:
    GebruikerFactory(rol="school", username="ander")
    inlogpagina = verlopen.post("/proef/", FORMULIER)
    log_in(verlopen, "ander", bewaard=zegel(inlogpagina))
    antwoord = verlopen.get(reverse("verder"), follow=True)
    assert "Noor" not in antwoord.content.decode()
    assert antwoord.redirect_chain[-1][0] == reverse("start")


def test_geknoei_met_het_zegel_geeft_niets(verlopen: Client) -> None:
    inlogpagina = verlopen.post("/proef/", FORMULIER)
    kapot = zegel(inlogpagina)[:-6] + "AAAAAA"
    log_in(verlopen, "ibr", bewaard=kapot)
    assert verlopen.get(reverse("verder")).headers["Location"] == reverse("start")


def test_het_zegel_is_na_een_dag_waardeloos(verlopen: Client) -> None:
    inlogpagina = verlopen.post("/proef/", FORMULIER)
    with time_machine.travel(nu() + timedelta(hours=25)):
        log_in(verlopen, "ibr", bewaard=zegel(inlogpagina))
        assert verlopen.get(reverse("verder")).headers["Location"] == reverse("start")


def test_wachtwoorden_en_bestanden_reizen_niet_mee(verlopen: Client) -> None:
    bestand = SimpleUploadedFile("rapport.pdf", b"%PDF-1.4 geheim")
    inlogpagina = verlopen.post(
        "/proef/", {"tekst": TEKST, "oldpassword": "x1", "wachtwoord": "x2", "code": "x3", "bijlage": bestand}
    )
    log_in(verlopen, "ibr", bewaard=zegel(inlogpagina))
    bladzijde = verlopen.get(reverse("verder"))
    assert velden(bladzijde) == [("tekst", TEKST)]
    assert "Kies uw bestanden opnieuw" in bladzijde.content.decode()


def test_niet_versturen_gooit_de_tekst_weg(verlopen: Client) -> None:
    inlogpagina = verlopen.post("/proef/", FORMULIER)
    log_in(verlopen, "ibr", bewaard=zegel(inlogpagina))
    assert verlopen.get(reverse("niet_verder")).status_code == 405
    assert verlopen.post(reverse("niet_verder")).headers["Location"] == reverse("start")
    assert verlopen.get(reverse("verder")).headers["Location"] == reverse("start")


def test_uitloggen_vergeet_de_tekst(verlopen: Client) -> None:
    inlogpagina = verlopen.post("/proef/", FORMULIER)
    log_in(verlopen, "ibr", bewaard=zegel(inlogpagina))
    verlopen.post(reverse("account_logout"))
    log_in(verlopen, "ibr")
    assert verlopen.get(reverse("verder")).headers["Location"] == reverse("start")


def test_te_veel_tekst_of_een_vreemde_browser_geeft_de_gewone_inlogpagina(verlopen: Client) -> None:
    assert zegel(verlopen.post("/proef/", {"tekst": "x" * MAX_TEKENS})) == ""
    assert zegel(Client().post("/proef/", FORMULIER)) == ""
    assert Session.objects.count() == 0, "who is not logged in stores nothing"


def test_verlopen_door_stilte_bewaart_ook(gebruiker: Gebruiker) -> None:
    client = Client()
    log_in(client, gebruiker.username)
    client.get("/proef/")
    with time_machine.travel(nu() + timedelta(minutes=31)):
        inlogpagina = client.post("/proef/", FORMULIER)
        assert inlogpagina.status_code == 401
        log_in(client, "ibr", bewaard=zegel(inlogpagina))
        assert velden(client.get(reverse("verder")))[0] == ("tekst", TEKST)


def test_htmx_toont_de_inlogpagina_in_plaats_van_een_fragment(verlopen: Client) -> None:
    antwoord = verlopen.post("/proef/", FORMULIER, headers={"HX-Request": "true"})
    assert (antwoord.status_code, antwoord.headers["HX-Retarget"]) == (200, "body")
    assert zegel(antwoord)


def test_bewaren_op_de_achtergrond_hoort_dat_het_niet_lukte(verlopen: Client) -> None:
    antwoord = verlopen.post("/proef/", FORMULIER, headers={"X-Requested-With": "XMLHttpRequest"})
    assert (antwoord.status_code, antwoord.content) == (401, b"")


def test_inlogpagina_verstuurt_naar_het_inlogadres(verlopen: Client) -> None:
    """The page is shown at the address of the lost form, and must not post there."""
    assert f'action="{reverse("account_login")}"' in verlopen.post("/proef/", FORMULIER).content.decode()


def test_oude_pagina_na_opnieuw_inloggen_houdt_de_tekst(gebruiker: Gebruiker) -> None:
    """Logging in again in another tab makes the csrf mark of this page old."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(gebruiker, backend="swv.aanmelden.Aanmeldbackend")
    eigen = client.post("/proef/", FORMULIER, headers={"Origin": "http://testserver"})
    assert eigen.status_code == 403
    assert velden(eigen)[0] == ("tekst", TEKST)
    vreemd = client.post("/proef/", FORMULIER, headers={"Origin": "https://elders.invalid"})
    assert vreemd.status_code == 403
    assert "Noor" not in vreemd.content.decode()
    zonder = client.post("/proef/", FORMULIER)
    assert "Noor" not in zonder.content.decode()


def test_log_en_wachtwoord_verschijnen_nergens_in_de_sessie(verlopen: Client) -> None:
    inlogpagina = verlopen.post("/proef/", FORMULIER)
    log_in(verlopen, "ibr", bewaard=zegel(inlogpagina))
    inhoud = str(verlopen.session.items())
    assert "Noor" not in inhoud
    assert WACHTWOORD not in inhoud
