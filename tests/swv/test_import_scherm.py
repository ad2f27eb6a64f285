"""Importing on the screen: upload, look, confirm or not, undo."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from swv.enums import Importfase
from swv.forms import importeren as formulier
from swv.imports import runs
from swv.models import Importrun, School
from tests.factories import GebruikerFactory, SchoolFactory

pytestmark = pytest.mark.django_db

KOP = "vestigingscode;naam;type;postcode;plaats;leerlingen\n"
GOED = KOP + "12AB00;De <b>Es</b>;VBO/MAVO;9711AB;GRONINGEN;120\n12AB00;Dubbel;PRO;9711AB;GRONINGEN;1\n"


@pytest.fixture
def client(als) -> Client:
    return als(GebruikerFactory(rol="administratie"))


def laad_op(client: Client, inhoud: str, naam: str = "scholen-2024-11.csv", **velden: str):
    upload = SimpleUploadedFile(naam, inhoud.encode(), content_type="text/csv")
    return client.post(reverse("schoolimporten"), {"bestand": upload, **velden})


def doe(client: Client, actie: str, run: Importrun):
    return client.post(reverse(f"schoolimport_{actie}", args=[run.sleutel]), follow=True)


def test_van_bestand_tot_scholen_en_terug(client: Client, django_capture_on_commit_callbacks) -> None:
    antwoord = laad_op(client, GOED)
    run = Importrun.objects.get()
    assert antwoord.url == reverse("schoolimport", args=[run.sleutel])
    assert not School.objects.exists()
    assert runs.bestand_van(run).stat().st_mode & 0o077 == 0
    pagina = client.get(antwoord.url).content.decode()
    assert "Er is nog niets gewijzigd" in pagina
    assert "De &lt;b&gt;Es&lt;/b&gt;, Groningen" in pagina
    assert "stond al op rij 2" in client.get(f"{antwoord.url}?soort=overgeslagen").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        assert "De scholen zijn bijgewerkt." in doe(client, "bevestigen", run).content.decode()
    run.refresh_from_db()
    assert (run.fase, School.objects.get().naam) == (Importfase.VERWERKT, "De <b>Es</b>")
    assert not runs.bestand_van(run).exists()
    assert "al verwerkt" in doe(client, "bevestigen", run).content.decode()

    assert "teruggedraaid" in doe(client, "terugdraaien", run).content.decode()
    assert not School.objects.exists()


def test_niet_verwerken_ruimt_het_bestand_op(client: Client, django_capture_on_commit_callbacks) -> None:
    laad_op(client, GOED)
    run = Importrun.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert "niet verwerkt" in doe(client, "vervallen", run).content.decode()
    assert not runs.bestand_van(run).exists()
    assert "al afgekeurd" in doe(client, "bevestigen", run).content.decode()
    assert (
        "Dit bestand is niet verwerkt."
        in client.get(reverse("schoolimport", args=[run.sleutel])).content.decode()
    )


def test_wat_sinds_de_controle_anders_werd_wordt_eerst_getoond(client: Client) -> None:
    laad_op(client, GOED)
    run = Importrun.objects.get()
    SchoolFactory(vestigingscode="12AB00", brin="12AB", naam="Al bekend")
    assert "sinds de controle gewijzigd" in doe(client, "bevestigen", run).content.decode()
    run.refresh_from_db()
    assert (run.fase, run.tellingen["gewijzigd"]) == (Importfase.GECONTROLEERD, 1)
    pagina = client.get(reverse("schoolimport", args=[run.sleutel])).content.decode()
    assert "<del>Al bekend</del> wordt <ins>De &lt;b&gt;Es&lt;/b&gt;</ins>" in pagina
    doe(client, "bevestigen", run)
    assert School.objects.get().naam == "De <b>Es</b>"


@pytest.mark.parametrize(
    ("inhoud", "naam", "zin"),
    [
        ("", "scholen-2024-11.csv", "Het bestand is leeg."),
        ("PK\x03\x04", "scholen-2024-11.xlsx", "een Excel- of zipbestand"),
        ("a;b\n1;2\n", "scholen-2024-11.csv", "ontbreken de kolommen"),
        (GOED, "scholen.csv", "Geef de peildatum op."),
    ],
)
def test_een_onbruikbaar_bestand_geeft_een_zin_bij_het_veld(
    client: Client, inhoud: str, naam: str, zin: str
) -> None:
    antwoord = laad_op(client, inhoud, naam)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Importrun.objects.exists()


def test_te_groot_en_in_de_toekomst(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ligt in de toekomst" in laad_op(client, GOED, peildatum="2999-01-01").content.decode()
    monkeypatch.setattr(formulier, "MAX_BYTES", 10)
    assert "te groot" in laad_op(client, GOED).content.decode()


def test_bladeren_door_de_rijen(client: Client) -> None:
    rijen = "".join(f"{n:02}AB00;School {n};PRO;9711AB;Groningen;1\n" for n in range(60))
    laad_op(client, KOP + rijen)
    adres = reverse("schoolimport", args=[Importrun.objects.get().sleutel])
    eerste = client.get(adres).content.decode()
    assert "School 49," in eerste
    assert "School 50," not in eerste
    assert "?soort=nieuw&amp;na=51" in eerste
    tweede = client.get(f"{adres}?soort=nieuw&na=51").content.decode()
    assert "School 50," in tweede
    assert client.get(f"{adres}?soort=onzin&na=x").status_code == 200


def test_het_bewaarde_bestand_moet_hetzelfde_zijn(client: Client) -> None:
    laad_op(client, GOED)
    run = Importrun.objects.get()
    runs.bestand_van(run).write_bytes(GOED.replace("120", "121").encode())
    assert "niet meer bewaard" in doe(client, "bevestigen", run).content.decode()
    runs.ruim_bestand_op(run)
    assert "niet meer bewaard" in doe(client, "bevestigen", run).content.decode()
    assert not School.objects.exists()


def test_wat_niemand_beslist_vervalt_na_een_week(als, op_moment, django_capture_on_commit_callbacks) -> None:
    with op_moment(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        laad_op(als(GebruikerFactory(rol="administratie")), GOED)
    oud = Importrun.objects.get()
    with django_capture_on_commit_callbacks(execute=True), op_moment(datetime(2026, 11, 10, 9, tzinfo=UTC)):
        laad_op(als(GebruikerFactory(rol="beheer")), GOED)
    oud.refresh_from_db()
    assert (oud.fase, oud.regels.count()) == (Importfase.AFGEKEURD, 0)
    assert not runs.bestand_van(oud).exists()
    assert Importrun.objects.filter(fase=Importfase.GECONTROLEERD).count() == 1
