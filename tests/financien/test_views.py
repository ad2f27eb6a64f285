"""The pages of money: who sees what, what a form keeps, and a query budget that does not grow."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from financien.models import Balans, Begroting, Boeking, Post, Tarief, Toewijzing, Verdeling
from swv.models import Importrun
from tests.factories import GebruikerFactory, SchoolFactory
from tests.financien import factories
from tests.financien.factories import GOED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("swv")]


@pytest.fixture
def client(als: Callable[..., Client]) -> Client:
    return als(factories.controller())


@pytest.fixture
def lezer(als: Callable[..., Client]) -> Client:
    return als(GebruikerFactory(rol="directeur"))


def tekst(antwoord: Any) -> str:
    return str(antwoord.content.decode()).replace("\u00a0", " ")


def post_van(**velden: Any) -> dict[str, Any]:
    standaard = {
        "programma": "vso",
        "soort": "lasten",
        "code": "1.01",
        "omschrijving": "Opvang",
        "rubriek": "4.5",
    }
    return {**standaard, "bedrag": "1.200,50", **velden}


def test_begroting_van_leeg_tot_vastgesteld(client: Client) -> None:
    antwoord = client.post(reverse("financien:begroting_nieuw"), {"jaar": "2026"})
    rij = Begroting.objects.get()
    assert antwoord.url == reverse("financien:begroting", args=[rij.sleutel])
    assert "nog geen posten" in tekst(client.get(antwoord.url))
    client.post(reverse("financien:post_nieuw", args=[rij.sleutel]), post_van())
    post = rij.posten.get()
    assert (post.bedrag, sum(post.maanden)) == (Decimal("1200.50"), Decimal("1200.50"))
    assert "€ 1.200,50" in tekst(client.get(antwoord.url))
    client.post(
        reverse("financien:begroting_vaststellen", args=[rij.sleutel]),
        {"besluitdatum": "2025-12-11", "besluit_van": "ALV"},
    )
    rij.refresh_from_db()
    assert (rij.status, rij.besluit_van) == ("vastgesteld", "ALV")
    pagina = tekst(client.get(antwoord.url))
    assert "Vastgesteld op 11 december 2025 door ALV" in pagina
    assert "Post toevoegen" not in pagina


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"bedrag": "veel"}, "Vul een bedrag in"),
        ({"bedrag": "-5"}, "niet onder nul"),
        ({"maand_1": "100,00"}, "De maanden zijn samen € 100,00; dat is € 1.100,50 te weinig"),
        ({"subsidie_tot_en_met": "2027-01-01"}, "hoort alleen bij een geoormerkte post"),
        ({"rubriek": "3.1"}, "Deze rubriek past niet bij lasten"),
        ({"jaar_2": "5"}, "Vul ook dit jaar in"),
        ({"code": "a b"}, "Gebruik alleen letters"),
    ],
)
def test_een_fout_in_een_post_houdt_de_tekst_vast(client: Client, velden: dict[str, str], zin: str) -> None:
    rij = factories.begroting()
    antwoord = client.post(
        reverse("financien:post_nieuw", args=[rij.sleutel]), post_van(omschrijving="Mijn tekst", **velden)
    )
    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert "Mijn tekst" in tekst(antwoord)
    assert not Post.objects.exists()


def test_een_post_met_eigen_maanden_komt_zo_terug(client: Client) -> None:
    rij = factories.begroting()
    maanden = {"maand_1": "1.000,50", "maand_12": "200"}
    client.post(reverse("financien:post_nieuw", args=[rij.sleutel]), post_van(**maanden, jaar_1="1.300"))
    post = rij.posten.get()
    assert (post.maanden[0], post.maanden[11], post.volgende_jaren) == (Decimal("1000.50"), 200, [1300])
    pagina = tekst(client.get(reverse("financien:post_wijzigen", args=[rij.sleutel, post.sleutel])))
    assert 'value="1.000,50"' in pagina
    assert 'value="1.300,00"' in pagina
    client.post(reverse("financien:post_verwijderen", args=[rij.sleutel, post.sleutel]))
    assert not Post.objects.exists()


def laad_op(client: Client, inhoud: str = GOED, naam: str = "grootboek.csv", **velden: str) -> Any:
    upload = SimpleUploadedFile(naam, inhoud.encode())
    return client.post(reverse("financien:importen"), {"bestand": upload, **velden})


def test_van_bestand_tot_overzicht_en_terug(client: Client) -> None:
    antwoord = laad_op(client, GOED.replace("4712", "0815"))
    run = Importrun.objects.get()
    assert antwoord.url == reverse("financien:import", args=[run.sleutel])
    pagina = tekst(client.get(antwoord.url))
    assert "Er is nog niets gewijzigd" in pagina
    assert "Kostenplaats 0815 is niet bekend" in pagina
    assert "Dit bestand heeft nog 1 rij met een fout" in pagina
    doe = {actie: reverse(f"financien:import_{actie}", args=[run.sleutel]) for actie in _acties()}
    assert "nog 1 rij met een fout" in tekst(client.post(doe["bevestigen"], follow=True))
    fout = client.post(doe["toewijzen"], {"kostenplaats": "0815", "grootboek": "", "programma": ""})
    assert fout.status_code == 422
    goed = client.post(
        doe["toewijzen"], {"kostenplaats": "0815", "grootboek": "", "programma": "basis"}, follow=True
    )
    assert "0815 is toegewezen" in tekst(goed)
    assert "De boekingen zijn verwerkt" in tekst(client.post(doe["bevestigen"], follow=True))
    assert Boeking.objects.count() == 3
    overzicht = tekst(client.get(f"{reverse('financien:overzicht')}?jaar=2026&tm=2"))
    assert "€ 1.734,66" in overzicht
    assert "Import terugdraaien" in tekst(client.get(antwoord.url))
    assert "teruggedraaid" in tekst(client.post(doe["terugdraaien"], follow=True))
    assert not Boeking.objects.exists()


def _acties() -> tuple[str, ...]:
    return "bevestigen", "toewijzen", "terugdraaien", "vervallen"


def test_niet_verwerken(client: Client) -> None:
    laad_op(client)
    run = Importrun.objects.get()
    adres = reverse("financien:import_vervallen", args=[run.sleutel])
    assert "niet verwerkt" in tekst(client.post(adres, follow=True))


def test_een_gewijzigde_rij_toont_oud_en_nieuw(client: Client) -> None:
    for inhoud in (GOED, GOED.replace("500,10", "510,10").replace("Huur", "<b>Huur</b>")):
        laad_op(client, inhoud)
        run = Importrun.objects.latest("id")
        client.post(reverse("financien:import_bevestigen", args=[run.sleutel]))
    pagina = tekst(client.get(reverse("financien:import", args=[run.sleutel])))
    assert "Bedrag: <del>€ 500,10</del> wordt <ins>€ 510,10</ins>" in pagina
    assert "&lt;b&gt;Huur&lt;/b&gt;" in pagina


def test_een_verkeerd_bestand_geeft_een_zin_bij_het_veld(client: Client) -> None:
    antwoord = laad_op(client, "a;b\n1;2\n")
    assert antwoord.status_code == 422
    assert "In het bestand ontbreekt" in tekst(antwoord)
    assert laad_op(client, "").status_code == 422
    assert not Importrun.objects.exists()


def test_een_import_van_scholen_is_hier_niet_te_zien(client: Client) -> None:
    run = Importrun.objects.create(soort="scholen", bestandsnaam="s.csv", sha256="0", geladen_op=factories.OP)
    assert client.get(reverse("financien:import", args=[run.sleutel])).status_code == 404


def test_beheer_ziet_een_import_van_boekingen_niet(als: Callable[..., Client], client: Client) -> None:
    laad_op(client)
    sleutel = Importrun.objects.get().sleutel
    beheer = als(GebruikerFactory(rol="beheer"))
    assert beheer.get(reverse("schoolimport", args=[sleutel])).status_code == 404
    assert beheer.get(reverse("financien:import", args=[sleutel])).status_code == 403


def test_doorklikken_toont_precies_wat_is_geteld(lezer: Client) -> None:
    for dag, bedrag in ((5, "100.10"), (31, "200.20")):
        factories.boeking(bedrag, datum=date(2026, 3, dag))
    factories.boeking("999.00", datum=date(2026, 4, 1))
    factories.boeking("888.00", programma=factories.programma("bestuur"))
    adres = f"{reverse('financien:boekingen')}?jaar=2026&tm=3&programma=vso&soort=lasten"
    pagina = tekst(lezer.get(adres))
    assert "€ 300,30" in pagina
    assert pagina.count('data-label="Bedrag"') == 2


def test_verdeling_maken_vaststellen_en_uitvoeren(client: Client) -> None:
    SchoolFactory(leerlingen=300, bestuur__naam="=Bestuur")
    SchoolFactory(leerlingen=100)
    velden = {
        "jaar": "2026",
        "omschrijving": "Basis",
        "regeling": "naar_rato",
        "bedrag": "100,01",
        "onderwijssoorten": ["vo"],
    }
    client.post(reverse("financien:verdeling_nieuw"), velden)
    rij = Verdeling.objects.get()
    client.post(reverse("financien:verdeling_vaststellen", args=[rij.sleutel]))
    pagina = tekst(client.get(reverse("financien:verdeling", args=[rij.sleutel])))
    assert "€ 75,01" in pagina
    assert "Opnieuw berekenen" not in pagina
    csv = client.get(reverse("financien:verdeling_bestand", args=[rij.sleutel, "csv"]))
    assert '"\'=Bestuur";"1";"300";"75,0";"75,01"' in csv.content.decode("utf-8-sig")
    xlsx = client.get(reverse("financien:verdeling_bestand", args=[rij.sleutel, "xlsx"]))
    blad = load_workbook(BytesIO(xlsx.content)).active
    assert [cel.value for cel in blad[2]][1:] == ["=Bestuur", 1, 300, 75, 75.01]
    assert blad["B2"].data_type == "s"
    assert client.get(reverse("financien:verdeling_bestand", args=[rij.sleutel, "exe"])).status_code == 404


@pytest.mark.parametrize(("veld", "waarde"), [("bedrag", "0"), ("jaar", "206"), ("onderwijssoorten", [])])
def test_een_verdeling_zonder_zin(client: Client, veld: str, waarde: Any) -> None:
    velden = {"jaar": "2026", "omschrijving": "Mijn verdeling", "regeling": "naar_rato", "bedrag": "5"}
    antwoord = client.post(
        reverse("financien:verdeling_nieuw"), {**velden, "onderwijssoorten": ["vo"], veld: waarde}
    )
    assert antwoord.status_code == 422
    assert "Mijn verdeling" in tekst(antwoord)


def test_lege_tarieven_zeggen_wat_te_doen(client: Client) -> None:
    adres = reverse("financien:tarieven")
    assert "Vul in uit de regeling" in tekst(client.get(adres))
    velden = {"jaar": "2026", "versie": "voorlopig", "code": "zware_ondersteuning", "bedrag": "762,10"}
    client.post(
        reverse("financien:tarief_invullen"),
        {**velden, "geldig_vanaf": "2026-01-01", "bron": "Stcrt. 2025, 1"},
    )
    assert Tarief.objects.get().bedrag == Decimal("762.10")
    assert "€ 762,10" in tekst(client.get(f"{adres}?jaar=2026"))


def test_balans_invullen_en_herstellen(client: Client) -> None:
    velden = dict.fromkeys(
        ("voorzieningen", "kortlopende_schulden", "vlottende_activa", "totaal_vermogen", "totale_baten"),
        "1.000",
    )
    velden |= {"jaar": "2025", "eigen_vermogen": "-50", "resultaat": "-10,50", "bron": "Jaarrekening"}
    client.post(reverse("financien:balans_invullen"), velden)
    assert Balans.objects.get().resultaat == Decimal("-10.50")
    assert 'value="-10,50"' in tekst(client.get(f"{reverse('financien:balans_invullen')}?jaar=2025"))
    client.post(reverse("financien:balans_invullen"), {**velden, "resultaat": "0"})
    assert "-5,0%" in tekst(client.get(reverse("financien:balans")))


def test_toewijzingen_en_kolomnamen(client: Client) -> None:
    adres = reverse("financien:toewijzingen")
    client.post(adres, {"kostenplaats": "", "grootboek": "0100", "programma": "-"})
    rij = Toewijzing.objects.get(grootboek="0100")
    assert rij.programma is None
    assert client.post(adres, {"programma": "vso"}).status_code == 422
    client.post(reverse("financien:toewijzing_verwijderen", args=[rij.sleutel]))
    assert not Toewijzing.objects.filter(grootboek="0100").exists()
    assert client.post(reverse("financien:kolomnaam"), {"naam": "--", "veld": "bedrag"}).status_code == 422
    client.post(reverse("financien:kolomnaam"), {"naam": "Wat het kost", "veld": "bedrag"})
    assert laad_op(client, "Datum;Kpl;Wat het kost\n01-01-2026;4711;5,00\n").status_code == 302


@pytest.mark.parametrize(
    "naam", ["overzicht", "begrotingen", "verdelingen", "tarieven", "balans", "boekingen"]
)
def test_een_lezer_ziet_geen_knoppen(lezer: Client, naam: str) -> None:
    pagina = tekst(lezer.get(reverse(f"financien:{naam}")))
    for woord in ("Realisatie importeren", "maken</a>", "invullen</a>"):
        assert woord not in pagina


def _rijen(aantal: int) -> None:
    for nummer in range(aantal):
        rij = factories.vastgesteld(2020 + nummer + Begroting.objects.count())
        factories.boeking(datum=date(rij.jaar, 1, 5))
        factories.balans(rij.jaar)
        SchoolFactory()
        factories.een_verdeling()


@pytest.mark.parametrize(
    "naam", ["overzicht", "begrotingen", "verdelingen", "balans", "boekingen", "importen", "toewijzingen"]
)
def test_meer_rijen_kosten_niet_meer_vragen(client: Client, naam: str) -> None:
    adres = reverse(f"financien:{naam}")
    client.get(adres)  # what is read once per process does not count
    tellingen = []
    for aantal in (1, 2):
        _rijen(aantal)
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres)
        tellingen.append(len(vragen))
    assert tellingen[0] == tellingen[1] <= 20


def test_de_boekingen_als_bestand_zijn_geen_formule(lezer: Client) -> None:
    factories.boeking("-5.00", omschrijving="=HYPERLINK(1)", datum=date(2026, 1, 5))
    inhoud = lezer.get(f"{reverse('financien:boekingen_bestand', args=['csv'])}?jaar=2026&tm=1").content
    assert '"\'=HYPERLINK(1)";"-5,00"' in inhoud.decode("utf-8-sig")
