"""The report as a file: archive-proof, accessible, the same bytes, and the same figures everywhere."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
import time_machine
from openpyxl import load_workbook

from swv.exports import OPMAAK, SOORT_VAN_EENHEID
from swv.kwartaal import Kwartaal
from swv.models import Rapportage, Rapportagetekst
from swv.models.normen import Eenheid
from swv.momentopnamen import StandBevroren, bevries
from swv.rapportages import documents
from swv.rapportages.documents import Document
from swv.templatetags.cijfers import cijfer
from swv.templatetags.opmaak import EENHEDEN
from tests.factories import BEGIN, NormFactory, SamenwerkingsverbandFactory
from tests.swv import proefcijfers as pc
from tests.swv.pdfhulp import bladzijden, fouten
from tests.swv.proefrapport import SOORT, proefsoort

pytestmark = pytest.mark.django_db
K4 = Kwartaal(2025, 4)
NA = datetime(2025, 12, 16, 6, tzinfo=UTC)
TEKST = "Wij zien minder thuiszitters.\n\nDat is <goed> & verdient aandacht."


@pytest.fixture
def stand(db: None) -> Iterator[StandBevroren]:
    SamenwerkingsverbandFactory()
    NormFactory(code=pc.NORM, waarde=30, eenheid=Eenheid.AANTAL, geldig_vanaf=BEGIN)
    with proefsoort() as cijfers:
        for terug, aantal in ((7, 43), (6, 43), (5, 44), (4, 40), (2, 37), (1, 35)):
            cijfers.stand = aantal
            bevries(K4.verschoven(-terug), door=None, op=NA)
        cijfers.stand = 31
        yield bevries(K4, door=None, op=NA)


@pytest.fixture
def rapport(stand: StandBevroren) -> dict[str, Document]:
    rij = Rapportage.objects.create(soort="proef", jaar=2025, nummer=4, aangevraagd_op=NA)
    Rapportagetekst.objects.create(
        rapportage=rij, code="duiding", volgorde=0, titel="Wat wij zien", rol="coordinator",
        uiterlijk=K4.tot_en_met, tekst=TEKST,
    )  # fmt: skip
    return {document.vorm: document for document in documents.maak(rij, stand)}


def test_voldoet_aan_pdf_a_en_pdf_ua(rapport: dict[str, Document]) -> None:
    assert fouten(rapport["pdf"].inhoud) == []


def test_omslag_inhoud_en_bladnummers(rapport: dict[str, Document]) -> None:
    teksten = bladzijden(rapport["pdf"].inhoud)
    omslag = " ".join(teksten[0].split())
    for deel in ("SWV VO Proefstad", "Proefrapportage", "4e kwartaal 2025", "15 december 2025"):
        assert deel in omslag
    assert "pagina" not in omslag
    inhoud = " ".join(teksten[1].split())
    for titel in ("1 Stand en verloop", "2 Alle cijfers", "3 Verdelingen", "4 Hoe de cijfers zijn gemaakt"):
        assert titel in inhoud
    for nummer, tekst in enumerate(teksten[1:], start=2):
        assert f"pagina {nummer} van {len(teksten)}" in tekst
        assert "Peildatum 15 december 2025 · cijfers vastgelegd op 16 december 2025" in tekst


def test_teksten_cijfers_en_definities_staan_erin(rapport: dict[str, Document]) -> None:
    tekst = " ".join(" ".join(bladzijden(rapport["pdf"].inhoud)).split())
    for deel in (
        "Wat wij zien",
        "Dat is <goed> & verdient aandacht.",
        "Proefstand",
        "boven de norm",
        "33,3%",
    ):
        assert deel in tekst
    assert "Wat het kost" not in tekst, "an empty text leaves no heading"
    assert "Het aantal op de peildatum." in tekst


def test_grafieken_zijn_figuren_met_een_tekst(rapport: dict[str, Document]) -> None:
    with pikepdf.open(BytesIO(rapport["pdf"].inhoud)) as pdf:
        teksten = [
            str(ding["/Alt"])
            for ding in pdf.objects
            if isinstance(ding, pikepdf.Dictionary) and ding.get("/S") == pikepdf.Name.Figure
        ]
    assert len(teksten) == 4
    assert any(tekst.startswith("Staafgrafiek. Stand per kwartaal. K1 2024: 43;") for tekst in teksten)
    assert any(tekst.endswith("De norm is 30.") for tekst in teksten)


def test_zelfde_invoer_geeft_dezelfde_bytes(stand: StandBevroren) -> None:
    rij = Rapportage.objects.create(soort="proef", jaar=2025, nummer=4, aangevraagd_op=NA)
    with time_machine.travel("2026-01-01 12:00"):
        eerst = documents.maak(rij, stand)
    with time_machine.travel("2031-05-01 08:00"):
        later = documents.maak(rij, StandBevroren(stand.momentopname))
    assert [document.inhoud for document in eerst] == [document.inhoud for document in later]


# --- one figure, one value (architectuur.md B.8) ---------------------------------------------------


def _csv(inhoud: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


def als_getal(waarde: str) -> str:
    """What a screen shows, without the signs that a spreadsheet adds by its number format."""
    kaal = waarde.replace("€\u00a0", "").removesuffix("%").removesuffix(" dagen").replace(".", "")
    return "" if kaal == "nvt" else kaal.removesuffix(",0").replace(",", ".")


def test_scherm_pdf_csv_en_xlsx_tonen_dezelfde_waarde(
    stand: StandBevroren, rapport: dict[str, Document]
) -> None:
    tekst = " ".join(" ".join(bladzijden(rapport["pdf"].inhoud)).split())
    blad = load_workbook(BytesIO(rapport["xlsx"].inhoud)).active
    assert blad is not None
    kop, *rijen = blad.iter_rows()
    kolom = [cel.value for cel in kop].index("Waarde")
    regels = {rij["Code"]: rij for rij in _csv(rapport["csv"].inhoud)}
    assert [rij[0].value for rij in rijen] == list(SOORT.kengetallen) == list(regels)
    for rij in rijen:
        gemeten = stand.waarde(str(rij[0].value))
        getoond = cijfer(gemeten)
        assert getoond.replace("\u00a0", " ") in tekst.replace("\u00a0", " ")
        in_blad = rij[kolom].value
        assert (
            "" if in_blad is None else f"{in_blad:g}" if in_blad < 1e5 else f"{in_blad:.2f}"
        ) == als_getal(getoond)
        if in_blad is not None:
            assert rij[kolom].number_format == OPMAAK[SOORT_VAN_EENHEID[gemeten.kengetal.eenheid]]
        waarde = regels[gemeten.kengetal.code]["Waarde"]
        assert waarde.removesuffix(",0").replace(",", ".") == als_getal(getoond)


def test_elke_eenheid_heeft_een_getalnotatie_en_een_celnotatie() -> None:
    assert SOORT_VAN_EENHEID.keys() <= EENHEDEN.keys()
    assert set(SOORT_VAN_EENHEID.values()) <= OPMAAK.keys()


def test_bijlagen_zijn_opgeteld_en_onderdrukt(rapport: dict[str, Document]) -> None:
    with pikepdf.open(BytesIO(rapport["pdf"].inhoud)) as pdf:
        bijlagen = {naam: bijlage.get_file().read_bytes() for naam, bijlage in pdf.attachments.items()}
    assert set(bijlagen) == {"cijfers.csv", "verdelingen.csv"}
    assert bijlagen["cijfers.csv"] == rapport["csv"].inhoud
    rijen = [rij for rij in _csv(bijlagen["verdelingen.csv"]) if rij["Verdeling"] == "Proef naar gemeente"]
    assert [(rij["Rij"], rij["Aantal"], rij["Uitleg"]) for rij in rijen] == [
        ("Groningen", "20", ""),
        ("Haren", "", "onderdrukt"),
        ("Leek", "", "onderdrukt"),
        ("Zuidhorn", "12", ""),
        ("Totaal", "43", ""),
    ]


def test_namen_van_de_bestanden(rapport: dict[str, Document]) -> None:
    assert [document.naam for document in rapport.values()] == [
        "proefrapportage-2025-4.pdf",
        "proefrapportage-2025-4.csv",
        "proefrapportage-2025-4.xlsx",
    ]
