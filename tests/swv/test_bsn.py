"""The guard against burgerservicenummers (domein.md 4 and 7.2); the numbers here are made up."""

from io import BytesIO

import pytest
from django import forms
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import Workbook

from swv.bestandscontrole.soorten import DOCX, PDF, PNG, XLSX
from swv.bsn import (
    MAX_PLAATSEN,
    BsnWaarschuwingMixin,
    is_elfproef,
    vind_bsn,
    vind_bsn_in_bestand,
    waarschuwing,
)
from tests.swv.bestandenmaker import maak_docx, maak_pdf_met_tekst

VOORBEELD = "123456782"


def met_controlecijfer(acht: str) -> str | None:
    """The nine digits that start with `acht`, when a ninth exists."""
    som = sum(gewicht * int(cijfer) for gewicht, cijfer in zip((9, 8, 7, 6, 5, 4, 3, 2), acht, strict=True))
    return None if som % 11 == 10 or int(acht) + som == 0 else f"{acht}{som % 11}"


@st.composite
def nummers(draw: st.DrawFn) -> str:
    nummer = met_controlecijfer(draw(st.text("0123456789", min_size=8, max_size=8)))
    assume(nummer is not None)
    return str(nummer)


@pytest.mark.parametrize("cijfers", ["123456782", "111222333", "999999990"])
def test_elfproef_geldig(cijfers: str) -> None:
    assert is_elfproef(cijfers)


@pytest.mark.parametrize("cijfers", ["123456789", "133456785", "000000000", "111222334"])
def test_elfproef_ongeldig(cijfers: str) -> None:
    assert not is_elfproef(cijfers)


@pytest.mark.parametrize(
    "tekst",
    [
        "123456782",
        "BSN: 123456782.",
        "123.456.782",
        "1234.56.782",
        "1234 56 782",
        "123-456-782",
        "123 - 456 - 782",
        "12 34 56 78 2",
        "1\u00a023456782",
        "x123456782y",
        "in 2012 was het 123456782",
        "2012 123456782 2013",
        "telefoon 050-1234567 bsn 123.456.782",
        "groep 1234 56 782 8",
        "(123456782)",
        "123456782,123456780",
    ],
)
def test_vind_in_tekst(tekst: str) -> None:
    (vondst,) = vind_bsn(tekst)
    assert "".join(c for c in tekst[vondst.begin : vondst.eind] if c.isdigit()) == VOORBEELD


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "geen getal",
        "123456789",
        "1234567820",
        "0123456782",
        "06 12345678",
        "050 123 45 67",
        "123 456 782 901",
        "12-03-2012 5",
        "NL91 ABNA 0417 1643 00",
        "000000000",
        "1 2 3",
        "123456\n782",
        "123/456/782",
        "98 12 34 56 78 2",
    ],
)
def test_vind_niet(tekst: str) -> None:
    assert vind_bsn(tekst) == []


@given(nummers(), st.text("abc XYZ.,:\n", max_size=20), st.text("abc XYZ,:\n", max_size=20))
def test_vind_elk_nummer_tussen_woorden(nummer: str, voor: str, na: str) -> None:
    tekst = f"{voor}{nummer}{na}"
    assert [tekst[v.begin : v.eind] for v in vind_bsn(tekst)] == [nummer]


@given(nummers(), st.sets(st.integers(1, 8)), st.sampled_from([" ", ".", "-", "\u00a0", " - "]))
def test_vind_met_een_soort_scheiding(nummer: str, plaatsen: set[int], scheiding: str) -> None:
    geschreven = "".join(scheiding * (i in plaatsen) + c for i, c in enumerate(nummer))
    assert [(v.begin, v.eind) for v in vind_bsn(f"a {geschreven}, b")] == [(2, 2 + len(geschreven))]


@given(nummers(), st.text("0123456789", min_size=1, max_size=5), st.booleans())
def test_deel_van_een_langer_getal_telt_niet(nummer: str, extra: str, ervoor: bool) -> None:
    assert vind_bsn(extra + nummer if ervoor else nummer + extra) == []


@given(st.text("0123456789", min_size=9, max_size=9))
def test_vind_precies_wat_de_elfproef_haalt(cijfers: str) -> None:
    assert bool(vind_bsn(cijfers)) == is_elfproef(cijfers)


@given(st.text(max_size=300))
def test_vind_struikelt_nergens_over(tekst: str) -> None:
    for vondst in vind_bsn(tekst):
        assert 0 <= vondst.begin < vondst.eind <= len(tekst)


def test_vind_is_snel_bij_veel_cijfers() -> None:
    """Long rows of digits must not make the search quadratic."""
    assert vind_bsn("1 " * 200_000) == []


def test_bestand_noemt_naam_en_bladzijde() -> None:
    pdf = maak_pdf_met_tekst(["niets", "ook niets", f"nummer {VOORBEELD}"])
    assert vind_bsn_in_bestand(BytesIO(pdf), f"advies {VOORBEELD}.pdf", PDF) == [
        "de bestandsnaam",
        "bladzijde 3",
    ]


def test_bestand_leest_een_nummer_dat_word_in_stukken_knipt() -> None:
    stukken = "<w:p><w:r><w:t>1234</w:t></w:r><w:r><w:t>56782</w:t></w:r></w:p>"
    docx = maak_docx(alineas=stukken, delen={"word/footer1.xml": f"<w:ftr><w:p>{VOORBEELD}</w:p></w:ftr>"})
    assert vind_bsn_in_bestand(BytesIO(docx), "a.docx", DOCX) == ["de tekst", "een kop- of voettekst"]


def test_bestand_leest_cellen_van_een_werkmap() -> None:
    werkmap = Workbook()
    werkmap.active.append([12, "x"])
    werkmap.create_sheet().append([int(VOORBEELD)])
    uit = BytesIO()
    werkmap.save(uit)
    assert vind_bsn_in_bestand(uit, "a.xlsx", XLSX) == ["werkblad 2"]


def test_bestand_zonder_tekst_kijkt_naar_de_naam() -> None:
    assert vind_bsn_in_bestand(BytesIO(b"x"), f"{VOORBEELD}.png", PNG) == ["de bestandsnaam"]


@pytest.mark.parametrize("inhoud", [b"", b"%PDF-1.7 kapot", b"%PDF-1.7\nstartxref\n9\n%%EOF"])
def test_kapotte_pdf_geeft_geen_fout(inhoud: bytes) -> None:
    assert vind_bsn_in_bestand(BytesIO(inhoud), "a.pdf", PDF) == []


def test_waarschuwing_noemt_plaatsen_en_past_in_het_veld() -> None:
    assert waarschuwing([]) == ""
    zin = waarschuwing(["de bestandsnaam", *(f"bladzijde {n}" for n in range(100, 120))])
    assert "de bestandsnaam, bladzijde 100" in zin
    assert zin.count("bladzijde") == MAX_PLAATSEN - 1
    assert len(zin) <= 300


class Proefformulier(BsnWaarschuwingMixin, forms.Form):
    toelichting = forms.CharField(label="Wat is er aan de hand?")
    aantal = forms.IntegerField(required=False)


def test_formulier_waarschuwt_zonder_te_weigeren() -> None:
    form = Proefformulier({"toelichting": "zijn nummer is 1234 56 782", "aantal": "3"})
    assert form.is_valid()
    assert len(form.waarschuwingen) == 1
    assert "Wat is er aan de hand?" in form.waarschuwingen[0]
    assert "782" not in form.waarschuwingen[0]


def test_formulier_zonder_nummer_waarschuwt_niet() -> None:
    form = Proefformulier({"toelichting": "groep 8", "aantal": VOORBEELD})
    assert form.is_valid()
    assert form.waarschuwingen == []
