"""Excel files: typed cells, no formulas, nothing that pretends to be one."""

import datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from financien.models import Boeking
from financien.services import realisatie
from swv.imports.fouten import Importfout
from tests.financien import factories
from tests.financien.factories import GOED, KOP, OP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("swv")]
TITELS = ["Boekstuknummer", "Regelnummer", "Datum", "Grootboek", "Kostenplaats", "Omschrijving", "Bedrag"]
DAG = datetime.datetime(2026, 1, 5)


def werkmap(*rijen: list[Any], titels: list[str] | None = None) -> bytes:
    boek, stroom = Workbook(), BytesIO()
    for rij in (titels or TITELS, *rijen):
        boek.active.append(rij)
    boek.save(stroom)
    return stroom.getvalue()


@pytest.fixture(params=["realisatie.xlsx", "tmp4x1.upload"])
def pad(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """As a file on the command line, and as an upload lies on disk."""
    return tmp_path / str(request.param)


def test_getallen_en_datums_houden_hun_waarde(pad: Path) -> None:
    inhoud = werkmap(
        ["B1", 1, DAG, 4100, 4711, "Salarissen", 1234.56],
        [20260001, 2.0, DAG.date(), "8000", "4711", "Rijksbijdrage", "-10.000,00"],
        [None, None, None, None, None, None, None],
        ["B2", 1, "10-02-2026", 4400, 4712, None, 0.1 + 0.2],
    )
    factories.importeer(pad, inhoud)
    assert list(Boeking.objects.order_by("id").values_list("boekstuk", "kostenplaats", "bedrag")) == [
        ("B1", "4711", Decimal("1234.56")),
        ("20260001", "4711", Decimal("10000.00")),
        ("B2", "4712", Decimal("0.30")),
    ]
    assert factories.importeer(pad, inhoud).tellingen.ongewijzigd == 3


def test_csv_en_excel_met_hetzelfde_zijn_hetzelfde(pad: Path) -> None:
    factories.importeer(pad)
    inhoud = werkmap(
        ["B1", 1, DAG, 4100, 4711, "Salarissen januari", 1234.56],
        ["B1", 2, DAG, 8000, 4711, "Rijksbijdrage", -10000],
        ["B2", 1, datetime.datetime(2026, 2, 10), 4400, 4712, "Huur", 500.1],
    )
    assert factories.importeer(pad, inhoud).tellingen.ongewijzigd == 3


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        (["B1", 1, DAG, 4100, 4711, "x", "=SUM(1;2)"], "In cel G3 staat een formule"),
        (["=A1", 1, DAG, 4100, 4711, "x", 5], "In cel A3 staat een formule"),
        (["B1", 1, DAG, 4100, 4711, "x", "#REF!"], r"In cel G3 staat een fout \(#REF!\)"),
    ],
)
def test_formules_en_fouten_worden_geweigerd(pad: Path, rij: list[Any], zin: str) -> None:
    with pytest.raises(Importfout, match=zin):
        factories.importeer(pad, werkmap(["B0", 1, DAG, 4100, 4711, "goed", 1], rij))
    assert not Boeking.objects.exists()


def test_leeg_en_alleen_een_kop(pad: Path) -> None:
    stroom = BytesIO()
    Workbook().save(stroom)
    for inhoud, zin in ((stroom.getvalue(), "Het bestand is leeg."), (werkmap(), "alleen een kop")):
        with pytest.raises(Importfout, match=zin):
            factories.importeer(pad, inhoud)


def test_wat_geen_werkmap_is(pad: Path) -> None:
    stroom = BytesIO()
    with ZipFile(stroom, "w") as pakket:
        pakket.writestr("a.txt", "x")
    for inhoud in (stroom.getvalue(), werkmap(["x"])[:400]):
        with pytest.raises(Importfout, match="kan niet worden gelezen"):
            factories.importeer(pad, inhoud)


def test_een_derde_decimaal_is_een_rijfout(pad: Path) -> None:
    run = factories.bied_aan(pad, werkmap(["B1", 1, DAG, 4100, 4711, "x", 1.005]))
    assert "meer dan twee decimalen" in run.regels.get().melding


def draai(pad: Path, *opties: str) -> tuple[int, list[str], str]:
    uit, fout = StringIO(), StringIO()
    code = 0
    try:
        call_command("importeer_realisatie", str(pad), *opties, stdout=uit, stderr=fout)
    except SystemExit as einde:
        code = int(str(einde.code))
    return code, uit.getvalue().splitlines(), fout.getvalue()


def test_de_opdracht(pad: Path) -> None:
    factories.schrijf(pad, GOED)
    regel = "gelezen=3 nieuw=3 gewijzigd=0 ongewijzigd=0 overgeslagen=0 fouten=0"
    assert draai(pad, "--proef") == (0, ["Dit was een proef: er is niets gewijzigd.", regel], "")
    assert not Boeking.objects.exists()
    assert draai(pad) == (0, [regel], "")
    tweede = "gelezen=3 nieuw=0 gewijzigd=0 ongewijzigd=3 overgeslagen=0 fouten=0"
    assert draai(pad)[1] == [tweede]


def test_de_opdracht_met_fouten(pad: Path) -> None:
    factories.schrijf(pad, GOED + "B9;1;05-01-2026;4400;9999;x;5,00\n")
    code, regels, fout = draai(pad)
    assert (code, regels[-1]) == (
        1,
        "gelezen=4 nieuw=3 gewijzigd=0 ongewijzigd=0 overgeslagen=0 fouten=1",
    )
    assert "rij 5: Kostenplaats 9999" in regels[1]
    assert "Er is niets gewijzigd." in fout
    assert draai(factories.schrijf(pad, KOP))[2].startswith("Het bestand heeft alleen een kop")
    assert draai(pad.with_name("weg.csv"))[0] == 1
    assert draai(pad, "--notatie", "fr") == (2, [], "--notatie 'fr' is onbekend; kies nl of en.\n")
    assert not Boeking.objects.exists()


def test_een_gekozen_schrijfwijze_maakt_van_de_andere_een_rijfout(pad: Path) -> None:
    bestand = realisatie.lees_bestand(factories.schrijf(pad, GOED.replace("500,10", "500.10")), notatie="nl")
    run = realisatie.bied_aan(bestand, door=factories.controller(), op=OP)
    assert "Nederlandse (1.234,56) schrijfwijze" in run.regels.get(uitkomst="fout").melding
