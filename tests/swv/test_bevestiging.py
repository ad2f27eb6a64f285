"""What cannot be undone is asked first, also without a script (swv/bevestiging.py)."""

import re
from html import unescape
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse
from django_cotton.compiler_regex import CottonCompiler

from swv.bevestiging import ANTWOORD, VRAAG
from swv.models import Roltoekenning
from tests.conftest import Spelers
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db
STOPT = "De rol stopt meteen."


@pytest.fixture
def rol(spelers: Spelers) -> Roltoekenning:
    gemaakt: Roltoekenning = GebruikerFactory(rol="administratie").roltoekenningen.get()
    return gemaakt


@pytest.fixture
def beheer(als: Any) -> Client:
    client: Client = als(GebruikerFactory(rol="beheer"))
    return client


def adres(rol: Roltoekenning) -> str:
    return reverse("rol_beeindigen", args=[rol.gebruiker.sleutel, rol.pk])


def test_zonder_script_vraagt_de_server_het_eerst(rol: Roltoekenning, beheer: Client) -> None:
    pagina = beheer.get(reverse("gebruiker", args=[rol.gebruiker.sleutel])).content.decode()
    assert f'name="{VRAAG}" value="{STOPT}"' in pagina

    vraag = beheer.post(adres(rol), {VRAAG: STOPT, "anders": "twee woorden"})

    inhoud = vraag.content.decode()
    assert vraag.status_code == 200
    assert STOPT in inhoud
    rol.refresh_from_db()
    assert rol.geldig_tot_en_met is None
    velden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', inhoud)
    mee = {naam: unescape(waarde) for naam, waarde in velden if naam != "csrfmiddlewaretoken"}
    assert mee == {ANTWOORD: "ja", "anders": "twee woorden"}
    assert beheer.post(adres(rol), mee).status_code == 302  # the view itself


def test_wat_het_script_vroeg_vraagt_de_server_niet(rol: Roltoekenning, beheer: Client) -> None:
    assert beheer.post(adres(rol), {VRAAG: STOPT, ANTWOORD: "ja"}).status_code == 302


def test_terug_gaat_alleen_naar_een_eigen_bladzijde(rol: Roltoekenning, beheer: Client) -> None:
    vreemd = beheer.post(adres(rol), {VRAAG: STOPT}, headers={"referer": "https://elders.example/x"})
    eigen = beheer.post(adres(rol), {VRAAG: STOPT}, headers={"referer": "http://testserver/gebruikers/"})

    assert "elders.example" not in vreemd.content.decode()
    assert 'href="/gebruikers/"' in eigen.content.decode()


@pytest.mark.parametrize(("extra", "gevraagd"), [({"uitbrengen": "ja"}, True), ({}, False)])
def test_een_vraag_bij_een_knop_met_naam(
    rol: Roltoekenning, beheer: Client, extra: dict[str, str], gevraagd: bool
) -> None:
    """The form has another button too, that needs no question."""
    antwoord = beheer.post(adres(rol), {VRAAG: f"uitbrengen|{STOPT}"} | extra)

    assert (antwoord.status_code == 200) == gevraagd


def test_knop_en_formulier_sturen_hun_zin_mee() -> None:
    def teken(bron: str) -> str:
        html: str = engines["django"].from_string(CottonCompiler().process(bron)).render({})
        return html

    knop = teken('<c-knop naam="uitbrengen" waarde="ja" data-swv-bevestig="Zeker?">Ja</c-knop>')
    assert f'<input type="hidden" name="{VRAAG}" value="uitbrengen|Zeker?">' in knop
    assert 'data-swv-bevestig="Zeker?"' in knop
    formulier = teken('<c-formulier methode="get" data-swv-bevestig="Zeker?">x</c-formulier>')
    assert f'<input type="hidden" name="{VRAAG}" value="Zeker?">' in formulier
    assert 'data-swv-bevestig="Zeker?"' in formulier
