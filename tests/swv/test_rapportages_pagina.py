"""The pages of reports, as each role meets them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from swv.enums import Inzagesoort, Opdrachtstatus, Rapportagestatus
from swv.kwartaal import Kwartaal
from swv.models import Gebruiker, Inzage, Opdracht, Rapportage
from swv.models.normen import Eenheid
from swv.rapportages import services
from tests.factories import BEGIN, GebruikerFactory, NormFactory, SamenwerkingsverbandFactory
from tests.swv import proefcijfers as pc
from tests.swv.proefrapport import proefsoort

pytestmark = pytest.mark.django_db
K4 = Kwartaal(2025, 4)
NA = datetime(2025, 12, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cijfers(db: None, settings: Settings, tmp_path: Path, op_moment) -> Iterator[pc.Proefcijfers]:  # type: ignore[no-untyped-def]
    settings.BESTANDEN_ROOT = tmp_path / "bestanden"
    SamenwerkingsverbandFactory()
    NormFactory(code=pc.NORM, waarde=30, eenheid=Eenheid.AANTAL, geldig_vanaf=BEGIN)
    with proefsoort() as proef, op_moment(NA):
        yield proef


@pytest.fixture
def directeur(db: None) -> Gebruiker:
    return GebruikerFactory(rol="directeur")


def maak(directeur: Gebruiker, *, klaar: bool = True) -> Rapportage:
    rapportage = services.aanvragen(soort="proef", kwartaal=K4, door=directeur, op=NA)
    if klaar:
        services.bestanden_maken(sleutel=rapportage.sleutel, versie=1, op=NA)
        rapportage.refresh_from_db()
    return rapportage


def adres(naam: str, rapportage: Rapportage) -> str:
    return reverse(naam, args=[rapportage.sleutel])


def test_vragen_van_begin_tot_download(als, directeur: Gebruiker, voer_opdrachten_uit) -> None:  # type: ignore[no-untyped-def]
    client = als(directeur)
    lijst = client.get(reverse("rapportages")).content.decode()
    assert "4e kwartaal 2025" in lijst
    assert "1e kwartaal 2026" not in lijst
    for _keer in range(2):
        antwoord = client.post(reverse("rapportage_maken"), {"soort": "proef", "kwartaal": "2025-4"})
        assert antwoord.status_code == 302
    rapportage = Rapportage.objects.get()
    pagina = client.get(antwoord.headers["Location"]).content.decode()
    assert "De bestanden worden gemaakt" in pagina
    assert f'hx-get="{adres("rapportage_voortgang", rapportage)}"' in pagina
    assert "Ververs deze pagina" in pagina
    bezig = client.get(adres("rapportage_voortgang", rapportage))
    assert "HX-Refresh" not in bezig.headers
    assert voer_opdrachten_uit() == 1
    assert client.get(adres("rapportage_voortgang", rapportage)).headers["HX-Refresh"] == "true"
    pagina = client.get(adres("rapportage", rapportage)).content.decode()
    for deel in (
        "proefrapportage-2025-4.pdf",
        "bij het maken van dit rapport",
        "Proefstand",
        "boven de norm",
        "33,3%",
    ):
        assert deel in pagina
    pdf = client.get(reverse("rapportagebestand", args=[rapportage.bestanden.get(vorm="pdf").sleutel]))
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="proefrapportage-2025-4.pdf"'
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    inzage = Inzage.objects.get(soort=Inzagesoort.DOWNLOAD)
    assert (inzage.gebruiker, inzage.pagina, inzage.leerlingen) == (directeur, "rapportagebestand", [])


@pytest.mark.parametrize(
    "gegevens",
    [
        {},
        {"soort": "proef"},
        {"soort": "bestaat-niet", "kwartaal": "2025-4"},
        {"soort": "proef", "kwartaal": "2026-1"},
    ],
)
def test_een_onmogelijk_verzoek_is_422(als, directeur: Gebruiker, gegevens: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    antwoord = als(directeur).post(reverse("rapportage_maken"), gegevens)
    assert antwoord.status_code == 422
    assert not Rapportage.objects.exists()


def test_een_mislukking_is_te_zien_en_te_herhalen(als, directeur: Gebruiker) -> None:  # type: ignore[no-untyped-def]
    rapportage, client = maak(directeur, klaar=False), als(directeur)
    Opdracht.objects.update(status=Opdrachtstatus.MISLUKT, pogingen=3, laatste_fout="KeyError in x, regel 1")
    pagina = client.get(adres("rapportage", rapportage)).content.decode()
    assert "Het maken van de bestanden is niet gelukt" in pagina
    assert "KeyError" not in pagina
    client.post(adres("rapportage_opnieuw", rapportage))
    assert Opdracht.objects.get().status == Opdrachtstatus.WACHT


def test_tekst_opslaan_en_opnieuw_maken(als, directeur: Gebruiker) -> None:  # type: ignore[no-untyped-def]
    rapportage, client = maak(directeur), als(directeur)
    tekst = rapportage.teksten.get(code="duiding")
    formulier = reverse("rapportagetekst", args=[tekst.sleutel])
    assert "Schrijf wat opvalt." in client.get(formulier).content.decode()
    pagina = client.post(formulier, {"tekst": "Wij zien minder.", "gezien": 0}, follow=True).content.decode()
    assert "De teksten zijn gewijzigd nadat deze bestanden zijn gemaakt." in pagina
    client.post(adres("rapportage_opnieuw", rapportage))
    rapportage.refresh_from_db()
    assert rapportage.gevraagd == 2


def test_te_lange_tekst_is_422_en_blijft_staan(als, directeur: Gebruiker) -> None:  # type: ignore[no-untyped-def]
    tekst = maak(directeur).teksten.get(code="duiding")
    lang = "Te lang. " * 1000
    antwoord = als(directeur).post(
        reverse("rapportagetekst", args=[tekst.sleutel]), {"tekst": lang, "gezien": 0}
    )
    assert antwoord.status_code == 422
    assert lang.strip() in antwoord.content.decode()


def test_wie_te_laat_is_houdt_zijn_tekst_en_ziet_de_andere(als, directeur: Gebruiker) -> None:  # type: ignore[no-untyped-def]
    tekst, client = maak(directeur).teksten.get(code="duiding"), als(directeur)
    services.tekst_schrijven(
        tekst=tekst, inhoud="Van een collega.", gezien=0, door=GebruikerFactory(rol="coordinator"), op=NA
    )
    formulier = reverse("rapportagetekst", args=[tekst.sleutel])
    antwoord = client.post(formulier, {"tekst": "Mijn eigen tekst.", "gezien": 0})
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    for deel in ("Mijn eigen tekst.", "Van een collega.", "intussen gewijzigd", 'name="gezien" value="1"'):
        assert deel in pagina
    assert client.post(formulier, {"tekst": "Samen.", "gezien": 1}).status_code == 302


def test_de_controller_kan_een_tekst_van_een_ander_niet_openen(als, directeur: Gebruiker) -> None:  # type: ignore[no-untyped-def]
    rapportage, client = maak(directeur), als(GebruikerFactory(rol="controller"))
    eigen, ander = (rapportage.teksten.get(code=code).sleutel for code in ("geld", "duiding"))
    assert client.get(reverse("rapportagetekst", args=[eigen])).status_code == 200
    assert client.get(reverse("rapportagetekst", args=[ander])).status_code == 403
    assert client.get(adres("rapportage", rapportage)).status_code == 200


def test_van_concept_tot_vastgesteld(als, directeur: Gebruiker) -> None:  # type: ignore[no-untyped-def]
    rapportage, client = maak(directeur), als(directeur)
    toezicht = als(GebruikerFactory(rol="toezicht"))
    pdf = reverse("rapportagebestand", args=[rapportage.bestanden.get(vorm="pdf").sleutel])
    assert toezicht.get(adres("rapportage", rapportage)).status_code == 404
    assert toezicht.get(pdf).status_code == 404
    client.post(adres("rapportage_aanbieden", rapportage))
    assert "Rapport vaststellen" in client.get(adres("rapportage", rapportage)).content.decode()
    assert '<span class="teller">1</span>' in client.get(reverse("rapportages")).content.decode()
    pagina = client.post(adres("rapportage_vaststellen", rapportage), follow=True).content.decode()
    assert "Vastgesteld op 20 december 2025" in pagina
    assert rapportage.bestanden.get(vorm="pdf").sha256 in pagina
    assert toezicht.get(adres("rapportage", rapportage)).status_code == 200
    assert toezicht.get(pdf).status_code == 200
    assert "Proefrapportage" in toezicht.get(reverse("rapportages")).content.decode()


def test_een_knop_die_niet_kan_zegt_waarom(als, directeur: Gebruiker) -> None:  # type: ignore[no-untyped-def]
    rapportage = maak(directeur, klaar=False)
    client = als(directeur)
    assert "Wacht tot zij klaar zijn." in client.get(adres("rapportage", rapportage)).content.decode()
    pagina = client.post(adres("rapportage_aanbieden", rapportage), follow=True).content.decode()
    assert "Wacht tot zij klaar zijn." in pagina
    rapportage.refresh_from_db()
    assert rapportage.status == Rapportagestatus.CONCEPT


def test_vergelijken_toont_de_correctie(als, directeur: Gebruiker, cijfers: pc.Proefcijfers) -> None:  # type: ignore[no-untyped-def]
    rapportage, client = maak(directeur), als(directeur)
    assert "Er is niets gewijzigd" in client.get(adres("rapportage_vergelijken", rapportage)).content.decode()
    cijfers.stand = 29
    pagina = client.get(adres("rapportage_vergelijken", rapportage)).content.decode()
    assert ">29" in pagina.replace("\n", "").replace(" ", "")
    assert "Proefstand" in pagina
    assert (
        als(GebruikerFactory(rol="toezicht")).get(adres("rapportage_vergelijken", rapportage)).status_code
        == 403
    )
    leeg = maak(directeur, klaar=True)
    assert leeg == rapportage


@pytest.mark.parametrize("aantal", [1, 3])
def test_bladzijden_kosten_een_vast_aantal_vragen(
    als, directeur: Gebruiker, aantal: int, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for terug in range(aantal):
        services.aanvragen(soort="proef", kwartaal=K4.verschoven(-terug), door=directeur, op=NA)
    rapportage = maak(directeur)
    client = als(directeur)
    client.get(reverse("start"))
    with django_assert_max_num_queries(9):
        client.get(reverse("rapportages"))
    with django_assert_max_num_queries(13):
        client.get(adres("rapportage", rapportage))
