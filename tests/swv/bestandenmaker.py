"""Makes the files that the upload tests need: legal ones of many makers, and evil ones."""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

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


# --- files that must stay out ---------------------------------------------------------------------


def kwade_gevallen() -> list[Geval]:
    """More than 150 files that must be refused, each another way of being wrong."""
    return [*_vermomd(), *_kwade_pdf(), *_kwade_pakketten(), *_kwade_zips(), *_kwade_beelden(), *_kapot()]


EXTENSIES = ("pdf", "docx", "xlsx", "odt", "jpg", "png")


def _vermomd() -> Iterator[Geval]:
    """Content that is not allowed, under every allowed extension, and allowed content under others."""
    inhouden = {
        "eicar": EICAR,
        "html": b"<!DOCTYPE html><script>alert(1)</script>",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "exe": b"MZ\x90\x00" + bytes(300),
        "elf": b"\x7fELF" + bytes(300),
        "script": b"#!/bin/sh\nrm -rf /\n",
        "gif": b"GIF89a" + bytes(100),
        "ole": OLE,
        "rar": b"Rar!\x1a\x07\x00" + bytes(50),
        "heic": b"\x00\x00\x00\x18ftypheic" + bytes(100),
        "xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        "rtf": b"{\\rtf1 tekst}",
    }
    for soort, inhoud in inhouden.items():
        for ext in EXTENSIES:
            yield Geval(f"{soort} als {ext}", f"bestand.{ext}", inhoud)
    goed = {
        "pdf": maak_pdf_met_tekst(["x"]),
        "docx": maak_docx(),
        "png": maak_beeld("PNG"),
        "jpg": maak_beeld(),
    }
    namen = (
        "a.{}.exe",
        "a.{}.html",
        "a.svg",
        "a",
        "a.{}.",
        "a\u202e{}.exe",
        "a.{}\x00.exe",
        "a.docm",
        "a.zip",
        "..",
    )
    for ext, inhoud in goed.items():
        for naam in namen:
            if naam != "a.{}.":  # a trailing dot is cleaned away
                yield Geval(f"{ext} als {naam!r}", naam.format(ext), inhoud)
    for ext, andere in (("pdf", "docx"), ("docx", "xlsx"), ("png", "jpg"), ("jpg", "png")):
        yield Geval(f"{ext} met de naam van {andere}", f"a.{andere}", goed[ext])


def _actie(soort: str, **velden: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{soort}"), **velden)


def _js() -> pikepdf.Dictionary:
    return _actie("JavaScript", JS=pikepdf.String("app.alert(1)"))


def _js_in_namen() -> pikepdf.Dictionary:
    boom = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), _js()]))
    return pikepdf.Dictionary(JavaScript=boom)


def _open_met(maak: Callable[[pikepdf.Pdf], pikepdf.Object]) -> Callable[[pikepdf.Pdf], None]:
    """Let the PDF do something as soon as it is opened."""
    return lambda pdf: setattr(pdf.Root, "OpenAction", maak(pdf))


def _kwade_pdf() -> Iterator[Geval]:
    ingangen: dict[str, Callable[[pikepdf.Pdf], None]] = {
        "openaction": _open_met(lambda p: _js()),
        "openaction los": _open_met(lambda p: p.make_indirect(_js())),
        "namen": lambda p: setattr(p.Root, "Names", _js_in_namen()),
        "aa": lambda p: setattr(p.pages[0].obj, "AA", pikepdf.Dictionary(O=_js())),
        "js zonder s": _open_met(lambda p: pikepdf.Dictionary(JS=pikepdf.String("x"))),
        "js als stroom": _open_met(lambda p: _actie("JavaScript", JS=p.make_stream(b"x"))),
        "launch": _open_met(lambda p: _actie("Launch", F=pikepdf.String("cmd.exe"))),
        "importdata": _open_met(lambda p: _actie("ImportData", F=pikepdf.String("x"))),
        "next": _open_met(lambda p: _actie("URI", URI=pikepdf.String("x"), Next=_js())),
        "bijlage": lambda p: p.attachments.__setitem__("a.exe", b"MZ"),
        "richmedia": _met_richmedia,
        "xfa": lambda p: setattr(
            p.Root, "AcroForm", pikepdf.Dictionary(Fields=[], XFA=p.make_stream(b"<xdp/>"))
        ),
    }
    for naam, ingang in ingangen.items():
        yield Geval(f"pdf {naam}", "a.pdf", pdf_met(ingang))
        samengepakt = pdf_met(ingang, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        yield Geval(f"pdf {naam} in objectstroom", "a.pdf", samengepakt)
    slot = pikepdf.Encryption(owner="x", user="geheim")
    yield Geval("pdf met wachtwoord", "a.pdf", pdf_met(lambda p: None, encryption=slot))
    js_slot = pikepdf.Encryption(owner="x", user="")
    yield Geval("versleuteld js", "a.pdf", pdf_met(ingangen["openaction"], encryption=js_slot))
    goed = maak_pdf_met_tekst(["x"])
    yield Geval("pdf en zip", "a.pdf", goed + maak_zip({"a.exe": b"MZ"}))
    yield Geval("pdf en rommel", "a.pdf", goed + b"<script>" * 400)
    yield Geval("html voor pdf", "a.pdf", b"<html>" + goed)
    yield Geval("jpg voor pdf", "a.pdf", maak_beeld() + goed)
    ontsnapt = pdf_met(ingangen["openaction"], compress_streams=False).replace(
        b"/JavaScript", b"/J#61vaScript"
    )
    yield Geval("pdf js met hekje", "a.pdf", ontsnapt)


def _met_richmedia(pdf: pikepdf.Pdf) -> None:
    annotatie = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = pikepdf.Array([annotatie])


def _kwade_pakketten() -> Iterator[Geval]:
    delen: dict[str, dict[str, bytes | str]] = {
        "vba": {"word/vbaProject.bin": OLE},
        "vba zonder ole": {"word/vbaProject.bin": b"x"},
        "vba elders": {"verstopt/VBAPROJECT.BIN": b"x"},
        "vbadata": {"word/vbaData.xml": "<x/>"},
        "activex": {"word/activeX/activeX1.xml": "<x/>"},
        "ole": {"word/embeddings/oleObject1.bin": OLE},
        "exe": {"word/media/image1.bin": b"MZ\x90\x00"},
        "elf": {"word/media/a.bin": b"\x7fELF"},
        "script": {"word/a.sh": b"#!/bin/sh"},
        "zip": {"word/embeddings/a.zip": maak_zip({"a": b"x"})},
        "docm": {"word/embeddings/a.docm": maak_docx()},
        "nest": {"word/embeddings/a.docx": maak_docx(delen={"word/embeddings/b.docx": maak_docx()})},
        "vba in nest": {"word/embeddings/a.xlsx": met_deel(maak_xlsx(), "xl/vbaProject.bin", OLE)},
        "sjabloon": {
            "word/_rels/settings.xml.rels": relatie(
                "attachedTemplate", "https://kwaad.invalid/a", extern=True
            )
        },
        "sjabloon smb": {
            "word/_rels/settings.xml.rels": relatie("attachedTemplate", "\\\\kwaad\\a", extern=True)
        },
        "ole buiten": {
            "word/_rels/document.xml.rels": relatie("oleObject", "http://kwaad.invalid/", extern=True)
        },
        "mhtml": {
            "word/_rels/document.xml.rels": relatie("oleObject", "mhtml:http://k.invalid!x", extern=True)
        },
        "frame": {"word/_rels/webSettings.xml.rels": relatie("frame", "https://k.invalid/", extern=True)},
        "entiteit": {"word/header1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
        "entiteit utf-16": {"word/header1.xml": '\ufeff<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")},
        "entiteit ver": {"word/header1.xml": f"<!--{'x' * 1_048_570}--><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"},
        "klimt": {"../../etc/cron.d/x": b"x"},
        "absoluut": {"/etc/passwd": b"x"},
        "schijf": {"C:/x": b"x"},
        "backslash": {"..\\x": b"x"},
    }
    for naam, extra in delen.items():
        yield Geval(f"docx {naam}", "a.docx", maak_docx(delen=extra))
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    yield Geval("docx macrotype", "a.docx", maak_docx(hoofd=macro))
    extra = '<Override PartName="/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    yield Geval("docx vbatype", "a.docx", maak_docx(extra=extra))
    yield Geval("docx zonder hoofd", "a.docx", maak_docx(hoofd="application/xml"))
    yield Geval(
        "docx met bom in typelijst", "a.docx", maak_zip({"[Content_Types].xml": biljoen_keer_lachen()})
    )
    yield Geval("xlsx macroblad", "a.xlsx", met_deel(maak_xlsx(), "xl/macrosheets/sheet1.xml", "<x/>"))
    yield Geval(
        "xlsx dde", "a.xlsx", met_deel(maak_xlsx(), "xl/externalLinks/externalLink1.xml", "<x><ddeLink/></x>")
    )
    yield Geval("odt basic", "a.odt", maak_odt({"Basic/Standard/Module1.xml": "<x/>"}))
    yield Geval("odt scripts", "a.odt", maak_odt({"Scripts/python/a.py": "x"}))
    yield Geval("odt luisteraar", "a.odt", maak_odt(inhoud="<script:event-listener/>"))
    yield Geval("odt ole", "a.odt", maak_odt({"Object 1": OLE}))
    yield Geval("ods", "a.odt", maak_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))
    yield Geval("kale zip", "a.docx", maak_zip({"a.txt": b"x"}))
    yield Geval("docx met staart", "a.docx", maak_docx() + b"MZ")
    yield Geval("docx met kop", "a.docx", b"PK\x03\x04rommel" + maak_docx())


def biljoen_keer_lachen() -> str:
    regels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{regels}]><Types>&l9;</Types>'


def _kwade_zips() -> Iterator[Geval]:
    nullen = bytes(30 * 1024 * 1024)
    yield Geval("bom: verhouding", "a.docx", maak_docx(delen={"word/media/a.bin": nullen}))
    yield Geval(
        "bom: 201 delen", "a.docx", maak_docx(delen={f"word/media/{n}.bin": b"x" for n in range(201)})
    )
    yield Geval("bom: 60000 delen", "a.docx", maak_zip({f"{n}": b"" for n in range(60_000)}))
    yield Geval("bom: veel samen", "a.docx", _veel_samen())
    yield Geval(
        "bom: nest", "a.docx", maak_docx(delen={"word/embeddings/a.xlsx": met_deel(maak_xlsx(), "b", nullen)})
    )
    yield Geval("bom: overlap", "a.docx", _overlap())
    yield Geval("bom: liegt over grootte", "a.docx", _liegt())
    yield Geval("bom: telling liegt", "a.docx", _telling_liegt())
    yield Geval("zip met wachtwoord", "a.docx", _versleuteld())
    yield Geval("zip met opmerking", "a.docx", _met_opmerking())
    yield Geval("zip dubbele naam", "a.docx", met_deel(maak_docx(), "WORD/DOCUMENT.XML", "<x/>"))
    yield Geval("zip bzip2", "a.docx", maak_zip({"[Content_Types].xml": inhoudstypen(WORD)}, compressie=12))
    yield Geval("zip lzma", "a.docx", maak_zip({"[Content_Types].xml": inhoudstypen(WORD)}, compressie=14))


def _veel_samen() -> bytes:
    """Under the ratio part by part, far over 200 MB together."""
    blok = random.Random(3).randbytes(9_000) + bytes(790_000)
    return maak_docx(delen={f"word/media/{n}.bin": blok * 5 for n in range(60)})


def _overlap() -> bytes:
    """Two directory entries that point at the same bytes."""
    uit = BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as pakket:
        pakket.writestr("[Content_Types].xml", inhoudstypen(WORD))
        pakket.writestr("word/a.bin", random.Random(1).randbytes(50_000))
        eerste = pakket.getinfo("word/a.bin")
        tweede = ZipInfo("word/b.bin")
        for veld in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
            setattr(tweede, veld, getattr(eerste, veld))
        pakket.filelist.append(tweede)
        pakket.NameToInfo[tweede.filename] = tweede
    return uit.getvalue()


def _liegt() -> bytes:
    """The directory says 10 bytes, the part holds many more."""
    inhoud = bytearray(maak_docx(delen={"word/media/a.bin": b"a" * 100_000}))
    plaats = inhoud.rindex(b"word/media/a.bin") - 46
    struct.pack_into("<L", inhoud, plaats + 24, 10)
    return bytes(inhoud)


def _telling_liegt() -> bytes:
    """The end record says 3 parts; the directory holds 300."""
    inhoud = bytearray(maak_docx(delen={f"word/media/{n}.bin": b"x" for n in range(300)}))
    plaats = inhoud.rindex(b"PK\x05\x06")
    struct.pack_into("<2H", inhoud, plaats + 8, 3, 3)
    return bytes(inhoud)


def _versleuteld() -> bytes:
    """The flag of encryption on every part."""
    inhoud = bytearray(maak_docx())
    plaats = inhoud.index(b"PK\x01\x02")
    while plaats >= 0:
        inhoud[plaats + 8] |= 1
        plaats = inhoud.find(b"PK\x01\x02", plaats + 1)
    return bytes(inhoud)


def _met_opmerking() -> bytes:
    uit = BytesIO(maak_docx())
    with ZipFile(uit, "a") as pakket:
        pakket.comment = b"%PDF-1.7 tweede bestand"
    return uit.getvalue()


def _kwade_beelden() -> Iterator[Geval]:
    for breed, hoog in ((100_000, 100_000), (60_000, 60_000), (31_000, 10), (10_000, 10_000)):
        yield Geval(f"png {breed}x{hoog}", "a.png", png_met_maat(breed, hoog))
    yield Geval("png te kort", "a.png", png_met_maat(5_000, 5_000))
    yield Geval("jpg half", "a.jpg", maak_beeld(maat=(400, 400))[:300])
    yield Geval("png half", "a.png", maak_beeld("PNG", (400, 400))[:60])
    yield Geval("jpg alleen kop", "a.jpg", b"\xff\xd8\xff\xe0" + bytes(50))
    yield Geval("png alleen kop", "a.png", b"\x89PNG\r\n\x1a\n")


def _kapot() -> Iterator[Geval]:
    yield Geval("leeg", "a.pdf", b"")
    yield Geval("leeg", "a.docx", b"")
    yield Geval("te groot", "a.pdf", maak_pdf_met_tekst(["x"]) + bytes(20 * 1024 * 1024))
    for ext, inhoud in (("pdf", maak_pdf_met_tekst(["x"])), ("docx", maak_docx()), ("xlsx", maak_xlsx())):
        yield Geval(f"{ext} afgekapt", f"a.{ext}", inhoud[: len(inhoud) // 3])
    yield Geval("pdf alleen kop", "a.pdf", b"%PDF-1.7\n")
    yield Geval("pdf met html erin", "a.pdf", b"%PDF-1.7\n<html><script>alert(1)</script></html>")
    yield Geval("pdf zonder bladzijden", "a.pdf", bewaar_pdf(pikepdf.new()))
    beschadigd = bytearray(maak_docx(delen={"word/media/a.bin": random.Random(2).randbytes(5_000)}))
    beschadigd[len(beschadigd) // 2] ^= 0xFF
    yield Geval("docx met fout in een deel", "a.docx", bytes(beschadigd))


def verborgen_lading() -> list[Geval]:
    """Pictures with something behind or inside them: they come in, the passenger does not."""
    lading = maak_zip({"a.exe": b"MZ"}) + b"<script>alert(1)</script>"
    opmerking = b"\xff\xfe" + struct.pack("!H", len(lading) + 2) + lading
    jpg, png = maak_beeld(), maak_beeld("PNG")
    return [
        Geval("jpg met staart", "a.jpg", jpg + lading),
        Geval("jpg met opmerking", "a.jpg", jpg[:2] + opmerking + jpg[2:]),
        Geval("png met staart", "a.png", png + lading),
    ]
