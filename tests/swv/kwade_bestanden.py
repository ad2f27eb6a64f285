"""Files that must stay out: disguised, loaded, exploding or broken (eisen.md S12, S13)."""

import random
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf

from tests.swv.bestandenmaker import (
    EICAR,
    OLE,
    WORD,
    Geval,
    bewaar_pdf,
    inhoudstypen,
    maak_beeld,
    maak_docx,
    maak_odt,
    maak_pdf_met_tekst,
    maak_xlsx,
    maak_zip,
    met_deel,
    pdf_met,
    png_met_maat,
    relatie,
)


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
