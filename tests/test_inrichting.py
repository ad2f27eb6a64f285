"""What an SWV calls its teams and which modules it uses is what people see, in every profile (issue 2).

All menu entries and all pages are asked under each of the three profiles; what is asked stands in
tests/voorbeelden.py.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils.html import strip_tags

from ect.models import Aanmelding
from swv import panelen, werk
from swv.checks import adressen
from swv.context import navigatie
from swv.inrichting import een_verzoek, inrichting, modules_van, staat_aan, zin
from swv.kengetallen import KENGETALLEN, VERDELINGEN
from swv.klok import vandaag
from swv.models import Gebruiker, Samenwerkingsverband
from swv.namen import namen_van, vul
from swv.normen import kalender
from swv.panelen import Werkbak
from swv.profielen import codes, lees
from swv.rollen import ROLLEN
from swv.toegang import is_vrijgesteld
from tests.factories import MOMENT, GebruikerFactory, SamenwerkingsverbandFactory
from tests.voorbeelden import VOORBEREIDINGEN, Wereld, argumenten, laad, maak_wereld

pytestmark = pytest.mark.django_db
laad()

# Who asks for each page: the first of these that may; one of a school and one of the SWV.
VRAGERS = (
    ("school", "schooldirecteur"),
    (
        "ect",
        "coordinator",
        "administratie",
        "directeur",
        "controller",
        "beheer",
        "fg",
        "leerplicht",
        "deskundige",
    ),
)
GEWOON = {200, 204, 302, 400, 403, 404, 405, 409, 422}


def profiel_kiezen(code: str) -> None:
    """The names and modules of this profile, under the world that stands."""
    zet_profiel(dict(lees(code).instellingen))


def zet_profiel(profiel: dict[str, Any]) -> None:
    SamenwerkingsverbandFactory()
    Samenwerkingsverband.objects.update(profiel=profiel)


@pytest.fixture(autouse=True)
def week_van_de_voorbeelden() -> Iterator[None]:
    with time_machine.travel(MOMENT, tick=True):
        yield


@pytest.fixture(scope="module")
def gebouwde_wereld(django_db_setup: None, django_db_blocker: Any) -> Iterator[Wereld]:
    with django_db_blocker.unblock(), time_machine.travel(MOMENT, tick=True), transaction.atomic():
        for bereid_voor in VOORBEREIDINGEN:
            bereid_voor()
        wereld = maak_wereld("eigen")
        for naam, _deel in bladzijden():
            argumenten(naam, wereld)
        yield wereld
        transaction.set_rollback(True)


@pytest.fixture
def wereld(gebouwde_wereld: Wereld, db: None) -> Wereld:
    return gebouwde_wereld


def bladzijden() -> list[tuple[str, URLPattern]]:
    return [(naam, deel) for naam, deel in adressen() if not is_vrijgesteld(deel.callback)]


def vragers(deel: URLPattern) -> list[str]:
    mogen = [[rol for rol in groep if deel.callback.permissies & ROLLEN[rol].permissies] for groep in VRAGERS]
    return [rollen[0] for rollen in mogen if rollen]


def module_van(naam: str, adres: str) -> str:
    """To which module a page belongs, by its address: not by the declaration that is tested here."""
    if adres.startswith("/tlv/plaatsingen/"):
        return "plaatsing"
    deel = adres.split("/")[1]
    return deel if deel in {"ect", "tlv", "thuiszitters"} else ""


def ingelogd(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker, backend="swv.aanmelden.Aanmeldbackend")
    sessie = client.session
    sessie["tweede_factor"] = True
    sessie.save()
    return client


def vraag(client: Client, adres: str) -> tuple[int, str]:
    """Ask and undo; the text that a person reads, empty for a file."""
    with transaction.atomic():
        antwoord = client.get(adres)
        inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
        transaction.set_rollback(True)
    leesbaar = antwoord.headers.get("Content-Type", "").startswith("text/html")
    return antwoord.status_code, inhoud.decode() if leesbaar else ""


def loop(wereld: Wereld) -> Iterator[tuple[str, str, str, int, str]]:
    """Name, address, role, status and page of everything, for who may ask."""
    klanten = {rol: ingelogd(gebruiker) for rol, gebruiker in wereld.gebruikers.items()}
    for naam, deel in bladzijden():
        adres = reverse(naam, kwargs=argumenten(naam, wereld))
        for rol in vragers(deel):
            yield naam, adres, rol, *vraag(klanten[rol], adres)


@pytest.mark.parametrize("code", codes())
def test_elke_bladzijde_past_bij_het_profiel(wereld: Wereld, code: str) -> None:
    """A page of a module that is off says so with 404; every other one answers as it should."""
    profiel_kiezen(code)
    fouten, uit = [], 0
    for naam, adres, rol, status, pagina in loop(wereld):
        if staat_aan(module_van(naam, adres)):
            goed = status in GEWOON and "Dit onderdeel gebruikt" not in pagina
        else:
            goed, uit = status == 404 and "Dit onderdeel gebruikt" in pagina, uit + 1
        if not goed:
            fouten.append((rol, naam, status))
    assert fouten == []
    assert bool(uit) is not lees(code).instellingen["modules"]["plaatsing"]


@pytest.mark.parametrize("code", codes())
def test_elk_menupunt_leidt_ergens_heen(wereld: Wereld, code: str) -> None:
    profiel_kiezen(code)
    for rol, gebruiker in wereld.gebruikers.items():
        client = ingelogd(gebruiker)
        punten = [punt for groep in navigatie(gebruiker, "/") for punt in groep.items]
        assert punten, rol
        for punt in punten:
            assert vraag(client, punt.url)[0] in {200, 302}, (rol, punt.naam)
        assert all(staat_aan(module_van("", punt.url)) for punt in punten)


def test_bij_po2202_staat_nergens_ect(wereld: Wereld) -> None:
    """Its team is the Onderwijs Supportteam (OST)."""
    profiel_kiezen("po2202")
    gezien, met_ost = [], 0
    for naam, _adres, rol, _status, pagina in loop(wereld):
        tekst = strip_tags(re.sub(r"(?s)<(script|style)\b.*?</\1>", "", pagina))
        labels = " ".join(re.findall(r'(?:aria-label|title|value|placeholder|data-label)="([^"]*)"', pagina))
        if gevonden := re.search(r".{0,30}(\bECT\b|[Ee]xpertteam|en Consultatieteam)", f"{tekst} {labels}"):
            gezien.append((rol, naam, gevonden.group()))
        met_ost += "OST" in tekst
    assert gezien == []
    assert met_ost > 50


def test_elk_kengetal_en_elke_verdeling_heeft_de_namen_van_het_swv() -> None:
    profiel_kiezen("po2202")
    teksten = [str(deel.naam) for deel in (*KENGETALLEN.values(), *VERDELINGEN.values())]
    teksten += [str(naam) for naam in (*panelen.gebeurtenisnamen.values(), *panelen.paginanamen.values())]
    assert [tekst for tekst in teksten if re.search(r"\bECT\b|[{}]", tekst)] == []
    assert "Aanmeldingen bij het OST" in teksten


class TestNamen:
    def test_zonder_profiel_gelden_die_van_het_product(self) -> None:
        zet_profiel({})
        assert namen_van({})["het_expertteam"] == "het ECT"
        assert inrichting().namen["expertteam"] == "Expertise- en Consultatieteam"
        assert vul("{expertteam_medewerker}") == "ECT-medewerker"

    def test_het_profiel_geeft_naam_lidwoord_en_medewerker(self) -> None:
        woorden = namen_van(lees("po2203").instellingen)
        assert woorden["Het_expertteam"] == "De NC"
        assert woorden["expertteam_medewerker"] == "Netwerkcoördinator"
        assert woorden["commissie"] == "Commissie Arrangeren"

    def test_wat_bij_het_starten_is_geregistreerd_volgt_het_profiel(self) -> None:
        tekst = zin("Advies van {het_expertteam}")
        zet_profiel({"namen": {"expertteam_kort": "OST"}})
        assert str(tekst) == "Advies van het OST"
        assert ROLLEN["ect"].naam == "OST-medewerker"

    def test_per_verzoek_een_keer_gelezen(self, django_assert_num_queries: Any) -> None:
        zet_profiel({})
        with django_assert_num_queries(1), een_verzoek():
            assert [inrichting().naam for _ in range(3)] == ["SWV VO Proefstad"] * 3


class TestModules:
    def test_wat_het_profiel_niet_noemt_staat_aan(self) -> None:
        assert all(modules_van({}).values())

    def test_een_deel_is_uit_met_het_geheel(self) -> None:
        modules = modules_van({"modules": {"tlv": False, "plaatsing": True}})
        assert (modules["tlv"], modules["plaatsing"], modules["ect"]) == (False, False, True)

    def test_een_onbekende_module_is_een_fout(self) -> None:
        with pytest.raises(KeyError):
            staat_aan("onbekend")

    @pytest.mark.parametrize("soort", ["dossierpanelen", "werkbakken", "zoekbronnen", "menus"])
    def test_elk_onderdeel_hoort_bij_een_bekende_module(self, soort: str) -> None:
        zet_profiel({})
        onderdelen = getattr(panelen, soort)
        assert panelen.in_gebruik(onderdelen) == onderdelen
        assert {deel.module for deel in onderdelen} >= {"tlv", "ect", "thuiszitters"}

    def test_een_module_die_uit_is_heeft_geen_werk(self) -> None:
        zet_profiel({"modules": {"ect": False}})
        bakken = [Werkbak(code, code, lambda *_vraag: [], module=code) for code in ("ect", "tlv")]
        gelezen = werk.lees(bakken, GebruikerFactory(rol="ect"), vandaag(), kalender())
        assert list(gelezen) == ["tlv"]

    @pytest.mark.parametrize("uit", ["tlv", "ect", "thuiszitters"])
    def test_zonder_een_kamer_blijft_de_rest_heel(self, wereld: Wereld, uit: str) -> None:
        """The start page, the search, the page of a pupil and the figures lead nowhere that is closed."""
        zet_profiel({"modules": {uit: False}})
        adressen_ = ["/", "/kwaliteit/", reverse("leerlingen:detail", args=[wereld.leerling.sleutel])]
        for rol in ("school", "ect", "coordinator"):
            client = ingelogd(wereld.gebruikers[rol])
            for adres in adressen_[: 1 if rol == "school" else 3]:
                status, pagina = vraag(client, adres)
                assert status == 200, (rol, adres)
                assert f'href="/{uit}/' not in pagina, (rol, adres)
            assert vraag(client, f"/{uit}/")[0] == 404

    def test_wie_niet_is_ingelogd_gaat_naar_de_inlogpagina(self) -> None:
        zet_profiel({"modules": {"ect": False}})
        assert Client().get("/ect/").status_code == 302

    def test_de_gegevens_blijven(self, wereld: Wereld) -> None:
        eerder = Aanmelding.objects.count()
        zet_profiel({"modules": {"ect": False}})
        client = ingelogd(wereld.gebruikers["ect"])
        client.post(reverse("ect:aanmelden", args=[wereld.leerling.sleutel]), {})
        assert Aanmelding.objects.count() == eerder > 0
