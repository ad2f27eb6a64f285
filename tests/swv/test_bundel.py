"""One PDF out of many papers: every page numbered, nothing left out silently, the same bytes each time."""

import csv
import dataclasses
import hashlib
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument
from swv.bestanden import bewaar, verwijder
from swv.bundel import (
    Bundel,
    Deel,
    Omslag,
    deel_van_bestand,
    deel_van_sjabloon,
    maak_bundel,
    ontbrekend,
)
from swv.bundelblad import A4_KORT, A4_LANG, VOET
from swv.enums import Scanstatus
from tests.factories import LeerlingFactory
from tests.swv.bestandenmaker import bewaar_pdf, maak_beeld, maak_docx, maak_pdf_met_tekst, pdf_met
from tests.swv.pdfhulp import BRIEF, bladzijden

OP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OMSLAG = Omslag(
    titel="Dossier voor de commissie",
    afzender="SWV VO Proefstad",
    kenmerk="A-2026-00012",
    gemaakt_op=OP,
    ondertitel="Bezwaar tegen een besluit",
    gegevens=(("Bezwaarmaker", "J. Proef"),),
)


def stuk(titel: str, bladen: int = 1, **anders: object) -> Deel:
    tekst = [f"inhoud van {titel} {n}" for n in range(1, bladen + 1)]
    velden = {"naam": "scan.pdf", "inhoud": maak_pdf_met_tekst(tekst), "datum": date(2026, 11, 3)} | anders
    return Deel(titel, **velden)  # type: ignore[arg-type]


def teksten(bundel: Bundel) -> list[str]:
    return [" ".join(tekst.split()) for tekst in bladzijden(bundel.pdf)]


def uitgepakt(bundel: Bundel) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(bundel.zip)) as pakket:
        assert pakket.testzip() is None
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


# --- the PDF --------------------------------------------------------------------------------------


def test_elk_stuk_staat_in_volgorde_en_elk_blad_heeft_een_doorlopend_nummer() -> None:
    bundel = maak_bundel(OMSLAG, [stuk("Bezwaarschrift", 2), stuk("Besluit", 3), stuk("Volmacht")])
    bladen = teksten(bundel)
    assert bundel.bladen == len(bladen) == 2 + 2 + 3 + 1
    for nummer, tekst in enumerate(bladen, start=1):
        assert f"blad {nummer} van 8" in tekst
    assert [("inhoud van Bezwaarschrift 1" in bladen[2]), ("inhoud van Besluit 3" in bladen[6])] == [
        True,
        True,
    ]
    assert "inhoud van Volmacht 1" in bladen[7]
    assert "3. Volmacht" in bladen[7]
    assert "A-2026-00012" in bladen[7]


def test_voorblad_en_index_zeggen_wat_waar_staat() -> None:
    bundel = maak_bundel(OMSLAG, [stuk("Bezwaarschrift", 2), stuk("Besluit", 3, datum=None)])
    voorblad, index = teksten(bundel)[:2]
    for deel in ("SWV VO Proefstad", "Dossier voor de commissie", "Bezwaar tegen een besluit", "J. Proef"):
        assert deel in voorblad
    assert "22 november 2026" in voorblad
    assert "1 Bezwaarschrift 3 november 2026 3-4" in index
    assert "2 Besluit – 5-7" in index
    assert [regel.bladen for regel in bundel.regels] == ["3-4", "5-7"]


def test_een_lange_index_telt_zijn_eigen_bladen_mee() -> None:
    bundel = maak_bundel(OMSLAG, [stuk(f"Stuk {n}") for n in range(1, 81)])
    bladen = teksten(bundel)
    eerste = bundel.regels[0].vanaf
    assert eerste > 3
    assert bundel.bladen == len(bladen) == eerste - 1 + 80
    for regel in bundel.regels:
        assert f"inhoud van {regel.titel} 1" in bladen[regel.vanaf - 1]


def test_index_en_bladwijzers_wijzen_naar_het_eerste_blad_van_een_stuk() -> None:
    bundel = maak_bundel(OMSLAG, [stuk("Bezwaarschrift", 2), stuk("Besluit")])
    with pikepdf.open(io.BytesIO(bundel.pdf)) as pdf:
        nummers = {vel.objgen: nummer for nummer, vel in enumerate((p.obj for p in pdf.pages), start=1)}
        doelen = [nummers[koppeling.Dest[0].objgen] for koppeling in pdf.pages[1].obj.Annots]
        with pdf.open_outline() as overzicht:
            wijzers = [(w.title, nummers[w.destination[0].objgen]) for w in overzicht.root]
    assert doelen == [3, 5]
    assert wijzers == [("1. Bezwaarschrift", 3), ("2. Besluit", 5)]


def _liggend_gedraaid(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def _scheef_vak(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].mediabox = [100, 200, 100 + 420, 200 + 595]


@pytest.mark.parametrize(
    ("verander", "liggend"), [(_liggend_gedraaid, True), (_scheef_vak, False), (lambda _: None, False)]
)
def test_elk_blad_wordt_een_a4_zoals_het_gezien_wordt(
    verander: Callable[[pikepdf.Pdf], None], liggend: bool
) -> None:
    bundel = maak_bundel(OMSLAG, [stuk("Stuk", inhoud=pdf_met(verander))])
    with pikepdf.open(io.BytesIO(bundel.pdf)) as pdf:
        breed, hoog = (float(maat) for maat in pdf.pages[2].mediabox[2:])
    assert (breed, hoog) == ((A4_LANG, A4_KORT) if liggend else (A4_KORT, A4_LANG))
    assert "tekst" in teksten(bundel)[2]


def test_de_voet_bedekt_geen_tekst_van_het_stuk() -> None:
    """Text on the lowest line of a paper stands above the foot of its sheet."""
    pdf = pikepdf.new()
    blad = pdf.add_blank_page(page_size=(595, 842))
    blad.obj.Contents = pdf.make_stream(b"0 0 595 842 re f")
    bundel = maak_bundel(OMSLAG, [stuk("Zwart", inhoud=bewaar_pdf(pdf))])
    with pikepdf.open(io.BytesIO(bundel.pdf)) as gemaakt:
        opdrachten = [
            [float(getal) for getal in regel.operands]
            for regel in pikepdf.parse_content_stream(gemaakt.pages[2])
            if str(regel.operator) == "cm"
        ]
    schaal, _, _, _, _, onder = opdrachten[0]
    assert onder == pytest.approx(VOET, abs=0.5)
    assert schaal * 842 <= A4_LANG - VOET + 0.5


def test_wat_in_een_formulier_is_ingevuld_blijft_te_lezen() -> None:
    pdf = pikepdf.open(io.BytesIO(maak_pdf_met_tekst(["vraag"])))
    letter = pdf.pages[0].obj.Resources.Font.F1
    veld = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("naam"),
            V=pikepdf.String("ingevulde zienswijze"),
            DA=pikepdf.String("/F1 12 Tf 0 g"),
            Rect=[72, 600, 400, 620],
            P=pdf.pages[0].obj,
            F=4,
        )
    )
    pdf.pages[0].obj.Annots = pikepdf.Array([veld])
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([veld]),
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=letter)),
        NeedAppearances=True,
    )
    bundel = maak_bundel(OMSLAG, [stuk("Formulier", inhoud=bewaar_pdf(pdf))])
    assert "ingevulde zienswijze" in teksten(bundel)[2]


@pytest.mark.parametrize(
    ("formaat", "type_", "mode"), [("PNG", "image/png", "RGBA"), ("JPEG", "image/jpeg", "L")]
)
def test_een_foto_wordt_een_blad(formaat: str, type_: str, mode: str) -> None:
    foto = maak_beeld(formaat, (1600, 900), mode)
    bundel = maak_bundel(OMSLAG, [stuk("Foto", inhoud=foto, inhoudstype=type_, naam="foto.png")])
    with pikepdf.open(io.BytesIO(bundel.pdf)) as pdf:
        beelden = [
            xo for xo in pdf.objects if isinstance(xo, pikepdf.Stream) and xo.get("/Subtype") == "/Image"
        ]
    assert bundel.bladen == 3
    assert [int(beeld.Width) for beeld in beelden] == [1600]


def test_de_bundel_zegt_niet_dat_hij_een_archiefbestand_is() -> None:
    """The front page is PDF/A; uploaded pages are not."""
    with pikepdf.open(io.BytesIO(maak_bundel(OMSLAG, [stuk("Besluit")]).pdf)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as gegevens:
            assert gegevens.pdfa_status == ""
            assert gegevens["dc:title"] == OMSLAG.titel
        assert b"pdfuaid:part" not in pdf.Root.Metadata.read_bytes()
        assert str(pdf.Root.Lang) == "nl"


def test_zelfde_stukken_geven_dezelfde_bytes() -> None:
    delen = [
        stuk("Besluit", 3),
        stuk("Foto", inhoud=maak_beeld("PNG"), inhoudstype="image/png"),
        stuk("Word", inhoud=maak_docx(), inhoudstype=DOCX),
    ]
    with time_machine.travel("2026-11-22 12:00"):
        eerst = maak_bundel(OMSLAG, delen)
    with time_machine.travel("2031-01-01 08:00"):
        later = maak_bundel(OMSLAG, delen)
    assert eerst == later
    assert maak_bundel(dataclasses.replace(OMSLAG, kenmerk="anders"), delen).pdf != eerst.pdf


# --- what cannot become pages ---------------------------------------------------------------------


def beveiligd() -> bytes:
    return pdf_met(lambda p: None, encryption=pikepdf.Encryption(owner="eigenaar", user="geheim"))


@pytest.mark.parametrize(
    ("inhoud", "type_", "reden"),
    [
        (beveiligd(), "application/pdf", "met een wachtwoord beveiligd"),
        (b"%PDF-1.7\nrommel", "application/pdf", "beschadigd"),
        (maak_pdf_met_tekst(["a"])[:300], "application/pdf", "beschadigd"),
        (b"\x89PNG\r\n\x1a\nrommel", "image/png", "beschadigd"),
        (maak_docx(), DOCX, "Dit is een Word-document"),
        (b"iets", "application/x-onbekend", "Dit is geen pdf of foto"),
    ],
)
def test_wat_geen_blad_kan_worden_staat_met_de_reden_in_de_index_en_zit_in_de_zip(
    inhoud: bytes, type_: str, reden: str
) -> None:
    vreemd = stuk("Vreemd stuk", inhoud=inhoud, inhoudstype=type_, naam="oud.docx")
    bundel = maak_bundel(OMSLAG, [stuk("Besluit"), vreemd, stuk("Volmacht")])
    regel = bundel.regels[1]
    assert (regel.vanaf, regel.bladen, regel.bestand) == (0, "", "02 Vreemd stuk.docx")
    assert reden in regel.reden
    assert reden in teksten(bundel)[1]
    assert bundel.bladen == 4
    assert bundel.buiten_de_pdf == (regel,)
    assert uitgepakt(bundel)["02 Vreemd stuk.docx"] == inhoud


def test_een_pdf_die_alleen_een_eigenaarswachtwoord_heeft_kan_wel() -> None:
    open_te_lezen = pdf_met(lambda p: None, encryption=pikepdf.Encryption(owner="eigenaar", user=""))
    bundel = maak_bundel(OMSLAG, [stuk("Besluit", inhoud=open_te_lezen)])
    assert bundel.buiten_de_pdf == ()
    assert "tekst" in teksten(bundel)[2]


def test_een_stuk_dat_er_niet_is_staat_in_de_index_en_niet_in_de_zip() -> None:
    bundel = maak_bundel(OMSLAG, [stuk("Besluit"), ontbrekend("Volmacht")])
    assert "Volmacht Dit stuk is er niet." in teksten(bundel)[1]
    assert [naam for naam in uitgepakt(bundel) if "Volmacht" in naam] == []


def test_zonder_stukken_blijft_het_bij_voorblad_en_index() -> None:
    assert maak_bundel(OMSLAG, []).bladen == 2


# --- the zip --------------------------------------------------------------------------------------


def test_zip_heeft_de_bundel_elk_stuk_en_een_manifest_dat_klopt() -> None:
    besluit, foto = (
        stuk("Besluit / brief"),
        stuk("Foto", naam="x.png", inhoud=maak_beeld("PNG"), inhoudstype="image/png"),
    )
    bundel = maak_bundel(OMSLAG, [besluit, foto])
    inhoud = uitgepakt(bundel)
    assert list(inhoud) == [
        "00 Dossier voor de commissie.pdf",
        "01 Besluit - brief.pdf",
        "02 Foto.png",
        "manifest.csv",
    ]
    assert inhoud["00 Dossier voor de commissie.pdf"] == bundel.pdf
    assert inhoud["01 Besluit - brief.pdf"] == besluit.inhoud
    rijen = list(csv.reader(io.StringIO(inhoud["manifest.csv"].decode("utf-8-sig")), delimiter=";"))
    assert rijen[0] == ["Bestand", "Grootte", "sha256"]
    for naam, grootte, som in rijen[1:]:
        assert (int(grootte), som) == (len(inhoud[naam]), hashlib.sha256(inhoud[naam]).hexdigest())
    assert len(rijen) == 4


# --- stored files and pages of our own ------------------------------------------------------------


@pytest.fixture
def document(db: None, settings: Settings, tmp_path: Path) -> Dossierdocument:
    settings.BESTANDEN_ROOT = tmp_path / "bestanden"
    velden = bewaar(SimpleUploadedFile("opp.pdf", maak_pdf_met_tekst(["het opp"])), door=None, op=OP)
    return Dossierdocument.objects.create(leerling=LeerlingFactory(), soort=Documentsoort.OVERIG, **velden)


def test_een_bewaard_bestand_wordt_een_stuk(document: Dossierdocument) -> None:
    deel = deel_van_bestand(document, "OPP", op=date(2026, 9, 1))
    assert (deel.titel, deel.naam, deel.datum) == ("OPP", "opp.pdf", date(2026, 9, 1))
    assert "het opp" in teksten(maak_bundel(OMSLAG, [deel]))[2]


@pytest.mark.parametrize(
    ("status", "reden"), [(Scanstatus.WACHT, "nog op virussen"), (Scanstatus.GEWEIGERD, "geweigerd")]
)
def test_een_bestand_dat_niet_schoon_is_gaat_niet_mee(
    document: Dossierdocument, status: str, reden: str
) -> None:
    document.scanstatus = status
    deel = deel_van_bestand(document, "OPP")
    assert deel.inhoud is None
    bundel = maak_bundel(OMSLAG, [deel])
    assert reden in bundel.regels[0].reden
    assert list(uitgepakt(bundel)) == ["00 Dossier voor de commissie.pdf", "manifest.csv"]


def test_een_bestand_dat_weg_is_staat_in_de_index(document: Dossierdocument) -> None:
    verwijder(document)
    bundel = maak_bundel(OMSLAG, [deel_van_bestand(document, "OPP")])
    assert "niet meer te vinden" in teksten(bundel)[1]


def test_een_eigen_sjabloon_wordt_een_stuk() -> None:
    deel = deel_van_sjabloon("pdf/brief.html", {"brief": BRIEF}, titel="Brief", gemaakt_op=OP, kenmerk="k")
    bundel = maak_bundel(OMSLAG, [deel])
    assert BRIEF.onderwerp in teksten(bundel)[2]
    assert bundel.regels[0].bestand == "01 Brief.pdf"
