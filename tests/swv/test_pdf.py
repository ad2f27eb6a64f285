"""Letters as PDF: both standards in one file, the same bytes each time, readable (techniek.md section 4)."""

import copy
import dataclasses
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Name
from pytest_django import Settings

from swv import pdf as pdfmodule
from swv.pdf import HERSTEL, PdfNietBeschikbaar, gereed, maak_pdf
from swv.pdfmotor import Bijlage
from tests.swv.pdfhulp import BRIEF, KENMERK, OP, bladzijden, fouten, proefbrief

SJABLONEN = Path(__file__).parent / "sjablonen"


@pytest.fixture(autouse=True)
def _met_proefsjablonen(settings: Settings) -> None:
    sjablonen = copy.deepcopy(settings.TEMPLATES)
    sjablonen[0]["DIRS"].append(SJABLONEN)
    settings.TEMPLATES = sjablonen


def elementen(knoop: pikepdf.Object) -> list[pikepdf.Object]:
    kinderen = knoop.get("/K", [])
    kinderen = kinderen if isinstance(kinderen, pikepdf.Array) else [kinderen]
    eigen = [kind for kind in kinderen if isinstance(kind, pikepdf.Dictionary) and "/S" in kind]
    return eigen + [kleinkind for kind in eigen for kleinkind in elementen(kind)]


@pytest.mark.parametrize("rijen", [1, 3, 60])
def test_brief_voldoet_aan_beide_normen(rijen: int) -> None:
    assert fouten(proefbrief(rijen)) == []


def test_brief_met_bijlage_voldoet_en_draagt_die() -> None:
    bijlage = Bijlage("thuiszitters.csv", b"a;b\r\n1;2\r\n", "Gegevens bij tabel 2.1")
    inhoud = proefbrief(bijlagen=[bijlage])
    assert fouten(inhoud) == []
    with pikepdf.open(BytesIO(inhoud)) as pdf:
        assert pdf.attachments["thuiszitters.csv"].get_file().read_bytes() == bijlage.inhoud
        assert pdf.Root.AF[0].AFRelationship == Name.Data


def test_zelfde_invoer_geeft_dezelfde_bytes() -> None:
    bijlage = Bijlage("a.csv", b"1", "cijfers")
    with time_machine.travel("2026-11-22 12:00"):
        eerst = proefbrief(40, bijlagen=[bijlage])
    with time_machine.travel("2031-01-01 08:00"):
        later = proefbrief(40, bijlagen=[bijlage])
    assert eerst == later
    assert proefbrief(40, kenmerk="anders") != eerst


def test_elke_bladzijde_heeft_een_nummer_en_de_brief_zijn_delen() -> None:
    teksten = bladzijden(proefbrief(60))
    assert len(teksten) > 2
    for nummer, tekst in enumerate(teksten, start=1):
        assert f"pagina {nummer} van {len(teksten)}" in tekst
        assert f"SWV VO Proefstad · kenmerk {KENMERK}" in tekst
    for deel in (
        *BRIEF.geadresseerde,
        BRIEF.datum,
        BRIEF.onderwerp,
        BRIEF.aanhef,
        "Uw kenmerk",
        "procesondersteuning",
    ):
        assert " ".join(deel.split()) in " ".join(teksten[0].split())
    for deel in ("Met vriendelijke groet,", "D. Proef", "directeur-bestuurder", "Advies 2", "de ouders"):
        assert deel in teksten[-1]


def test_lege_velden_laten_geen_kopjes_achter() -> None:
    kaal = dataclasses.replace(
        BRIEF, uw_kenmerk="", behandeld_door="", namens="", bijlagen=(), afschrift_aan=()
    )
    inhoud = maak_pdf("pdf/brief.html", {"brief": kaal}, titel="Brief", gemaakt_op=OP, kenmerk=KENMERK)
    tekst = "".join(bladzijden(inhoud))
    assert fouten(inhoud) == []
    assert not any(kop in tekst for kop in ("Uw kenmerk", "Behandeld door", "Bijlagen", "afschrift"))


def test_kopcellen_zeggen_waarvan_zij_de_kop_zijn() -> None:
    with pikepdf.open(BytesIO(proefbrief(2))) as pdf:
        koppen = [element for element in elementen(pdf.Root.StructTreeRoot) if element["/S"] == Name.TH]
        richtingen = [str(kop["/A"]["/Scope"]) for kop in koppen]
    assert richtingen.count("/Column") == 3
    assert richtingen.count("/Row") == len(richtingen) - 3 >= 6


def test_bladnummers_staan_buiten_de_leesvolgorde() -> None:
    """A screen reader must not read "pagina 2 van 3" in the middle of a sentence."""
    with pikepdf.open(BytesIO(proefbrief(60))) as pdf:
        bereikbaar = {element.objgen for element in elementen(pdf.Root.StructTreeRoot)}
        nummers = pdf.Root.StructTreeRoot.ParentTree.Nums
        verwijzingen = [
            verwijzing
            for rij in list(nummers)[1::2]
            if isinstance(rij, pikepdf.Array)
            for verwijzing in rij
            if verwijzing is not None
        ]
        assert all(verwijzing.objgen in bereikbaar for verwijzing in verwijzingen)
        assert all(b"/Artifact BMC" in blad.Contents.read_bytes() for blad in pdf.pages)


def test_bestand_zegt_wat_het_is() -> None:
    with pikepdf.open(BytesIO(proefbrief(titel="  Besluit <&>\n\u00e9\u00e9n "))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Besluit <&> één"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261122103000+01'00"
        assert str(pdf.Root.Lang) == "nl"
        assert "/Filter" not in pdf.Root.Metadata
        with pdf.open_metadata(set_pikepdf_as_editor=False) as gegevens:
            assert gegevens["dc:title"] == "Besluit <&> één"
            assert gegevens["dc:identifier"] == KENMERK
            assert gegevens["xmp:CreateDate"] == "2026-11-22T10:30:00+01:00"
            assert gegevens.pdfa_status == "3A"


def test_alleen_de_eigen_letters_en_met_hun_eigen_breedte() -> None:
    """A fixed weight in @font-face gave bold text the widths of the regular letters."""
    with pikepdf.open(BytesIO(proefbrief())) as pdf:
        letters = {
            str(ding["/BaseFont"]).partition("+")[2]
            for ding in pdf.objects
            if isinstance(ding, pikepdf.Dictionary) and ding.get("/Subtype") == Name.CIDFontType2
        }
    assert letters == {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Italic"}


def test_brief_van_een_blad_is_klein() -> None:
    assert len(proefbrief(1)) < 60_000


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tekst=st.text(st.characters(max_codepoint=0x24F, blacklist_categories=["C"]), min_size=1, max_size=80))
def test_elke_latijnse_tekst_voldoet(tekst: str) -> None:
    assert fouten(proefbrief(1, tekst=tekst, titel=tekst or "x")) == []


@pytest.mark.parametrize(
    "tekst", ["<b>vet</b>", "{{ brief }}", "{% now 'Y' %}", "&lt;", "a < b", "{x.__class__}", "%(a)s"]
)
def test_tekst_van_een_gebruiker_staat_er_letterlijk(tekst: str) -> None:
    assert tekst in "".join(bladzijden(proefbrief(1, tekst=tekst)))


# --- without Pango --------------------------------------------------------------------------------


def test_zonder_pango_is_er_een_zin_met_de_opdracht(monkeypatch: pytest.MonkeyPatch) -> None:
    def ontbreekt(_naam: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdfmodule, "import_module", ontbreekt)
    with pytest.raises(PdfNietBeschikbaar, match="Pango ontbreekt"):
        proefbrief()


def test_gereed_zegt_wat_er_ontbreekt(monkeypatch: pytest.MonkeyPatch) -> None:
    assert gereed() is None
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    assert gereed() is None
    monkeypatch.setattr(pdfmodule, "BIBLIOTHEKEN", ("libbestaatniet-1.0.so.0",))
    assert HERSTEL in str(gereed())


def test_gereed_vraagt_elders_weasyprint_zelf(monkeypatch: pytest.MonkeyPatch) -> None:
    def ontbreekt(_naam: str) -> None:
        raise OSError

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(pdfmodule.sys, "platform", "darwin")
    monkeypatch.setattr(pdfmodule, "import_module", ontbreekt)
    assert HERSTEL in str(gereed())
