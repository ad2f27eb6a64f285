"""Makes the files that the upload tests need: building blocks, and legal ones of many makers."""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
from openpyxl import Workbook
from PIL import Image

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATIES = "http://schemas.openxmlformats.org/package/2006/relationships"
KANTOOR = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Geval:
    """One file of the corpus: what it is called and what is in it."""

    kenmerk: str
    naam: str
    inhoud: bytes = field(repr=False)


def maak_zip(delen: dict[str, bytes | str], *, compressie: int = ZIP_DEFLATED) -> bytes:
    uit = BytesIO()
    with ZipFile(uit, "w", compressie) as pakket:
        for naam, inhoud in delen.items():
            soort = ZIP_STORED if naam == "mimetype" else compressie
            pakket.writestr(naam, inhoud, compress_type=soort)
    return uit.getvalue()


def inhoudstypen(hoofd: str, extra: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{hoofd}"/>{extra}</Types>'
    )


def relatie(soort: str, doel: str, *, extern: bool) -> str:
    buiten = ' TargetMode="External"' if extern else ""
    return (
        f'<Relationships xmlns="{RELATIES}"><Relationship Id="r1" Type="{KANTOOR}/{soort}" '
        f'Target="{doel}"{buiten}/></Relationships>'
    )


def maak_docx(
    alineas: str = "<w:p><w:r><w:t>Advies</w:t></w:r></w:p>",
    delen: dict[str, bytes | str] | None = None,
    hoofd: str = WORD,
    extra: str = "",
) -> bytes:
    naamruimte = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return maak_zip(
        {
            "[Content_Types].xml": inhoudstypen(hoofd, extra),
            "_rels/.rels": relatie("officeDocument", "word/document.xml", extern=False),
            "word/document.xml": f"<w:document {naamruimte}><w:body>{alineas}</w:body></w:document>",
            **(delen or {}),
        }
    )


def maak_xlsx(rijen: int = 3, bladen: int = 1) -> bytes:
    werkmap = Workbook()
    for nummer in range(bladen):
        blad = werkmap.active if not nummer else werkmap.create_sheet()
        for rij in range(rijen):
            blad.append([rij, f"tekst {rij}", "=1+1"])
    uit = BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def maak_odt(
    delen: dict[str, bytes | str] | None = None, inhoud: str = "<text:p>Zienswijze</text:p>"
) -> bytes:
    return maak_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest/>',
            "content.xml": f"<office:document-content><office:body>{inhoud}</office:body></office:document-content>",
            "styles.xml": "<office:document-styles/>",
            **(delen or {}),
        }
    )


def maak_pdf_met_tekst(bladzijden: list[str]) -> bytes:
    pdf = pikepdf.new()
    letter = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for tekst in bladzijden:
        blad = pdf.add_blank_page(page_size=(595, 842))
        blad.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=letter))
        blad.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td ({tekst}) Tj ET".encode())
    return bewaar_pdf(pdf)


def bewaar_pdf(pdf: pikepdf.Pdf, **opties: object) -> bytes:
    uit = BytesIO()
    pdf.save(uit, **opties)
    return uit.getvalue()


def pdf_met(verander: Callable[[pikepdf.Pdf], None], **opties: object) -> bytes:
    with pikepdf.open(BytesIO(maak_pdf_met_tekst(["tekst"]))) as pdf:
        verander(pdf)
        return bewaar_pdf(pdf, **opties)


def maak_beeld(
    formaat: str = "JPEG", maat: tuple[int, int] = (40, 30), mode: str = "RGB", **opties: object
) -> bytes:
    uit = BytesIO()
    Image.new(mode, maat).save(uit, format=formaat, **opties)
    return uit.getvalue()


def png_met_maat(breed: int, hoog: int) -> bytes:
    """A PNG that says it is huge and has next to nothing in it (pixel flood)."""

    def stuk(soort: bytes, inhoud: bytes) -> bytes:
        return struct.pack("!L", len(inhoud)) + soort + inhoud + struct.pack("!L", zlib.crc32(soort + inhoud))

    kop = stuk(b"IHDR", struct.pack("!LLBBBBB", breed, hoog, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + kop + stuk(b"IDAT", zlib.compress(b"\0" * 1000)) + stuk(b"IEND", b"")


# --- files that may come in -----------------------------------------------------------------------


def legale_gevallen(aantal: int, zaad: int = 1) -> Iterator[Geval]:
    """`aantal` different files as schools send them; no one of them may be refused."""
    lot = random.Random(zaad)
    makers = (_legale_pdf, _legale_docx, _legale_xlsx, _legale_odt, _legale_jpg, _legale_png)
    for nummer in range(aantal):
        yield makers[nummer % len(makers)](nummer, lot)


NAMEN = (
    "OPP vastgesteld", "zienswijze ouders", "advies (definitief) v2", "Toestemming \u00e9\u00e9n", "scan 2026-11-02",
    "verslag MDO's", "a", "naam met  spaties ", "RAPPORT", "brief.oud", "t\u00f6etsgegevens_LVS", "100% klaar",
)  # fmt: skip


def _naam(nummer: int, ext: str) -> str:
    stam = NAMEN[nummer % len(NAMEN)]
    return f"{stam}{nummer}.{ext.upper() if nummer % 7 == 0 else ext}"


def _legale_pdf(nummer: int, lot: random.Random) -> Geval:
    soort = nummer // 6 % 8
    tekst = [f"bladzijde {n}" for n in range(lot.randint(1, 6))]
    pdf = maak_pdf_met_tekst(tekst)
    if soort == 1:
        pdf = pdf_met(_met_lege_bijlagenlijst)
    elif soort == 2:
        pdf = pdf_met(_met_koppeling)
    elif soort == 3:
        pdf = pdf_met(lambda p: None, encryption=pikepdf.Encryption(owner="eigenaar", user=""))
    elif soort == 4:
        pdf = b"\xef\xbb\xbf" + pdf + b"\n\n\x00\x00"
    elif soort == 5:
        pdf = pdf_met(lambda p: None, linearize=True)
    elif soort == 6:
        pdf = pdf_met(_met_invulvelden, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    elif soort == 7:
        pdf = pdf_met(_met_letter_die_js_heet)
    return Geval(f"legale pdf {soort}", _naam(nummer, "pdf"), pdf)


def _met_lege_bijlagenlijst(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=[]))


def _met_koppeling(pdf: pikepdf.Pdf) -> None:
    actie = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.invalid/"))
    pdf.pages[0].obj.Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=actie)]
    )


def _met_invulvelden(pdf: pikepdf.Pdf) -> None:
    veld = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("naam"), V=pikepdf.String("ingevuld"))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(veld)]))


def _met_letter_die_js_heet(pdf: pikepdf.Pdf) -> None:
    letters = pdf.pages[0].obj.Resources.Font
    letters["/JS"] = letters["/EF"] = letters["/F1"]


def _legale_docx(nummer: int, lot: random.Random) -> Geval:
    soort = nummer // 6 % 7
    delen: dict[str, bytes | str] = {"docProps/core.xml": "<cp:coreProperties/>"}
    if soort == 1:
        delen["word/_rels/document.xml.rels"] = relatie("hyperlink", "https://example.invalid/", extern=True)
    elif soort == 2:
        delen["word/_rels/settings.xml.rels"] = relatie(
            "attachedTemplate", "file:///C:\\Sjablonen\\Brief.dotx", extern=True
        )
    elif soort == 3:
        delen["word/embeddings/Microsoft_Excel_Worksheet.xlsx"] = maak_xlsx()
    elif soort == 4:
        delen |= {f"word/media/image{n}.png": maak_beeld("PNG") for n in range(lot.randint(1, 150))}
    elif soort == 5:
        delen["word/fonts/font1.odttf"] = b"MZ" + lot.randbytes(2000)
    elif soort == 6:
        delen["word/header1.xml"] = "\ufeff<w:hdr/>".encode("utf-16")
    alineas = "".join(
        f"<w:p><w:r><w:t>zin {n} {lot.random()}</w:t></w:r></w:p>" for n in range(lot.randint(1, 4000))
    )
    return Geval(f"legale docx {soort}", _naam(nummer, "docx"), maak_docx(alineas, delen))


def _legale_xlsx(nummer: int, lot: random.Random) -> Geval:
    soort = nummer // 6 % 3
    inhoud = maak_xlsx(lot.randint(1, 2500), lot.randint(1, 6))
    if soort == 1:
        inhoud = met_deel(inhoud, "xl/printerSettings/printerSettings1.bin", lot.randbytes(900))
    elif soort == 2:
        inhoud = met_deel(
            inhoud,
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            relatie("externalLinkPath", "Boek2.xlsx", extern=True),
        )
    return Geval(f"legale xlsx {soort}", _naam(nummer, "xlsx"), inhoud)


def met_deel(pakket: bytes, naam: str, inhoud: bytes | str) -> bytes:
    uit = BytesIO(pakket)
    with ZipFile(uit, "a", ZIP_DEFLATED) as doel:
        doel.writestr(naam, inhoud)
    return uit.getvalue()


def _legale_odt(nummer: int, lot: random.Random) -> Geval:
    soort = nummer // 6 % 3
    delen: dict[str, bytes | str] = {}
    if soort == 1:
        delen["META-INF/manifest.xml"] = (
            '<!DOCTYPE manifest:manifest PUBLIC "x" "Manifest.dtd"><manifest:manifest/>'
        )
    elif soort == 2:
        delen |= {"Object 1/content.xml": "<office:document-content/>", "Configurations2/toolbar/": ""}
    alineas = "".join(f"<text:p>alinea {n} {lot.random()}</text:p>" for n in range(lot.randint(1, 3000)))
    return Geval(f"legale odt {soort}", _naam(nummer, "odt"), maak_odt(delen, f"<office:scripts/>{alineas}"))


def _legale_jpg(nummer: int, lot: random.Random) -> Geval:
    soort = nummer // 6 % 4
    maat = (lot.randint(1, 900), lot.randint(1, 900))
    if soort == 1:
        exif = Image.Exif()
        exif[0x0112], exif[0x010F] = 6, "Toestel"
        inhoud = maak_beeld(maat=maat, exif=exif)
    elif soort == 2:
        inhoud = maak_beeld(maat=maat, mode=lot.choice(["L", "CMYK"]), progressive=True)
    elif soort == 3:
        tweede = Image.new("RGB", maat)
        uit = BytesIO()
        Image.new("RGB", maat).save(uit, format="MPO", save_all=True, append_images=[tweede])
        inhoud = uit.getvalue()
    else:
        inhoud = maak_beeld(maat=maat)
    return Geval(f"legale jpg {soort}", _naam(nummer, lot.choice(["jpg", "jpeg"])), inhoud)


def _legale_png(nummer: int, lot: random.Random) -> Geval:
    mode = lot.choice(["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    maat = (lot.randint(1, 1200), lot.randint(1, 1200))
    return Geval(f"legale png {mode}", _naam(nummer, "png"), maak_beeld("PNG", maat, mode))
