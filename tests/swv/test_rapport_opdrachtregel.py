"""The two commands: every figure, and a report in a folder."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from swv.enums import Opdrachtstatus
from swv.kwartaal import Kwartaal
from swv.models import Momentopname, Opdracht, Rapportage, Rapportagebestand, Samenwerkingsverband
from swv.models.normen import Eenheid
from swv.momentopnamen import bevries
from swv.pdf import PdfNietBeschikbaar
from swv.rapportages import documents, services
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


def roep(*argumenten: str) -> str:
    uit = StringIO()
    call_command(*argumenten, stdout=uit)
    return uit.getvalue()


def geweigerd(capsys: pytest.CaptureFixture[str], *argumenten: str) -> str:
    """The one sentence of a refused command; its exit code is 2."""
    with pytest.raises(SystemExit) as einde:
        call_command(*argumenten)
    assert einde.value.code == 2
    zin = capsys.readouterr().err.strip()
    assert "\n" not in zin
    return zin


# --- kengetallen ----------------------------------------------------------------------------------


def test_json_geeft_elk_cijfer_exact() -> None:
    tekst = roep("kengetallen", "--peildatum", "2025-12-15", "--formaat", "json")
    rijen: dict[str, Any] = {rij["code"]: rij for rij in json.loads(tekst, parse_float=Decimal)}
    assert list(rijen) == sorted(rijen)
    assert rijen[pc.STAND] == {
        "code": pc.STAND,
        "naam": "Proefstand",
        "waarde": 31,
        "teller": 31,
        "noemer": None,
        "eenheid": "aantal",
        "norm": 30,
        "norm_code": pc.NORM,
        "status": "niet gehaald",
        "toelichting": "",
        "peildatum": "2025-12-15",
        "kwartaal": "2025-4",
    }
    assert rijen[pc.DEEL]["waarde"] == Decimal(100) / Decimal(3)
    assert (rijen[pc.LEEG]["waarde"], rijen[pc.LEEG]["status"]) == (None, "n.v.t.")
    assert rijen[pc.GELD]["waarde"] == Decimal("1234567.895")


def test_tekst_is_zoals_op_het_scherm() -> None:
    tekst = roep("kengetallen", "--kwartaal", "2025-4")
    assert "stand aan het einde van 2025-12-15, in- en uitstroom vanaf 2025-09-16" in tekst
    regel = next(regel for regel in tekst.splitlines() if regel.startswith(pc.STAND))
    assert regel.split() == [pc.STAND, "31", *["ten", "hoogste", "30", "boven", "de", "norm"]]
    assert "33,3%" in tekst


def test_peildatum_en_kwartaal_gaan_samen(cijfers: pc.Proefcijfers) -> None:
    roep("kengetallen", "--peildatum", "2025-12-01", "--kwartaal", "2025-4")
    (vraag,) = cijfers.gevraagd
    assert (vraag.kwartaal, vraag.peildatum.isoformat(), vraag.vorige_peildatum.isoformat()) == (
        K4,
        "2025-12-01",
        "2025-09-15",
    )


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        ([], "Geef --peildatum of --kwartaal"),
        (["--peildatum", "15-12-2025"], "is geen datum"),
        (["--peildatum", "2025-02-30"], "is geen datum"),
        (["--peildatum", "2026-01-01"], "is nog niet geweest"),
        (["--kwartaal", "2025-5"], "Schrijf een kwartaal als"),
        (["--kwartaal", "2025-4", "--peildatum", "2025-09-15"], "ligt niet na de vorige peildatum"),
        (["--kwartaal", "2025-4", "--formaat", "xml"], "json of tekst"),
        (["--onzin"], "is onbekend"),
        (["--peildatum"], "hoort een waarde"),
    ],
)
def test_een_verkeerd_argument_is_een_zin(
    capsys: pytest.CaptureFixture[str], argumenten: list[str], zin: str
) -> None:
    assert zin in geweigerd(capsys, "kengetallen", *argumenten)


def test_zonder_swv_is_er_een_zin(capsys: pytest.CaptureFixture[str]) -> None:
    Samenwerkingsverband.objects.all().delete()
    assert "nog geen samenwerkingsverband" in geweigerd(capsys, "kengetallen", "--kwartaal", "2025-4")


# --- maak_rapportage --------------------------------------------------------------------------------


def maak(doel: Path) -> str:
    return roep("maak_rapportage", "proef", "--kwartaal", "2025-4", "--uit", str(doel))


def test_schrijft_drie_bestanden_en_zegt_dat_het_kwartaal_is_vastgelegd(tmp_path: Path) -> None:
    uit = maak(tmp_path / "nieuw" / "map")
    assert "waren nog niet vastgelegd; dat is eerst gedaan, met peildatum 15 december 2025." in uit
    assert sorted(pad.name for pad in (tmp_path / "nieuw" / "map").iterdir()) == [
        "proefrapportage-2025-4.csv",
        "proefrapportage-2025-4.pdf",
        "proefrapportage-2025-4.xlsx",
    ]
    assert Opdracht.objects.get().status == Opdrachtstatus.KLAAR
    assert Rapportage.objects.get().is_actueel


def test_twee_keer_is_een_rapport_met_dezelfde_bytes(tmp_path: Path) -> None:
    maak(tmp_path / "een")
    uit = maak(tmp_path / "twee")
    assert "vastgelegd" not in uit
    for pad in (tmp_path / "een").iterdir():
        assert pad.read_bytes() == (tmp_path / "twee" / pad.name).read_bytes()
    assert (Rapportage.objects.count(), Opdracht.objects.count(), Rapportagebestand.objects.count()) == (
        1,
        1,
        3,
    )


def test_na_een_tekst_komen_er_nieuwe_bestanden(tmp_path: Path) -> None:
    maak(tmp_path)
    eerst = (tmp_path / "proefrapportage-2025-4.pdf").read_bytes()
    tekst = Rapportage.objects.get().teksten.get(code="duiding")
    services.tekst_schrijven(
        tekst=tekst, inhoud="Anders.", gezien=0, door=GebruikerFactory(rol="coordinator"), op=NA
    )
    maak(tmp_path)
    assert (tmp_path / "proefrapportage-2025-4.pdf").read_bytes() != eerst


def test_een_vastgesteld_rapport_wordt_alleen_gegeven(tmp_path: Path, cijfers: pc.Proefcijfers) -> None:
    maak(tmp_path)
    directeur, rapportage = GebruikerFactory(rol="directeur"), Rapportage.objects.get()
    services.aanbieden(rapportage=rapportage, door=directeur, op=NA)
    services.vaststellen(rapportage=rapportage, door=directeur, op=NA)
    eerst = (tmp_path / "proefrapportage-2025-4.pdf").read_bytes()
    cijfers.stand = 1
    maak(tmp_path)
    assert (tmp_path / "proefrapportage-2025-4.pdf").read_bytes() == eerst


def test_wie_eerder_vastlegde_hoort_er_niets_over(tmp_path: Path) -> None:
    bevries(K4, door=None, op=NA)
    assert "vastgelegd" not in maak(tmp_path)
    assert Momentopname.objects.count() == 1


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (["onzin", "--kwartaal", "2025-4", "--uit", "{}"], "bestaat niet; kies uit: proef."),
        (["proef", "--kwartaal", "2026-1", "--uit", "{}"], "kunnen pas na de peildatum worden vastgelegd"),
        (["proef", "--kwartaal", "25-4", "--uit", "{}"], "Schrijf een kwartaal als"),
        (["proef", "--kwartaal", "2025-4", "--uit", "{}/bestand/map"], "kan niet worden geschreven"),
        (["proef", "--kwartaal", "2025-4"], "ontbreekt"),
        (["--kwartaal", "2025-4", "--uit", "{}"], "ontbreekt"),
    ],
)
def test_een_verkeerd_verzoek_is_een_zin(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, argumenten: list[str], zin: str
) -> None:
    (tmp_path / "bestand").write_text("x")
    assert zin in geweigerd(capsys, "maak_rapportage", *(deel.format(tmp_path) for deel in argumenten))
    assert not Rapportage.objects.exists()


def test_zonder_pango_staat_er_waarom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ontbreekt(*_args: object, **_kwargs: object) -> bytes:
        raise PdfNietBeschikbaar("PDF's maken kan nog niet.")

    monkeypatch.setattr(documents, "maak_pdf", ontbreekt)
    with pytest.raises(CommandError, match="PDF's maken kan nog niet") as fout:
        maak(tmp_path)
    assert fout.value.returncode == 1
