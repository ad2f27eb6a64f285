"""Word, Excel and OpenDocument files: zips with XML, judged without running anything in them."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from swv.bestandscontrole.soorten import DOCX, NIET_AANGENOMEN, ODT, OLE_BEGIN, OOXML, XLSX, ZIP_BEGIN, Soort
from swv.bestandscontrole.weigering import BESCHADIGD, BestandGeweigerd
from swv.bestandscontrole.zipmap import LEESFOUTEN, TE_GROOT_UITGEPAKT, VREEMD, open_zip

BLOK = 1024 * 1024
OVERLAP = 64
MAX_XML = 4 * 1024 * 1024
HOOFDDELEN = {
    f"{OOXML}.wordprocessingml.document.main+xml": DOCX,
    f"{OOXML}.spreadsheetml.sheet.main+xml": XLSX,
}
MACRO_DELEN = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
MACRO_MAPPEN = ("xl/macrosheets/", "xl/dialogsheets/", "basic/", "scripts/", "word/activex/", "xl/activex/")
PROGRAMMA_BEGIN = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
GEEN_PROGRAMMA = (".odttf", ".fntdata", ".png", ".jpg", ".jpeg", ".emf", ".wmf")  # any first bytes allowed
INGESLOTEN_OFFICE = (".docx", ".xlsx")
VERWIJZINGEN_WEIGEREN = ("/oleobject", "/attachedtemplate", "/subdocument", "/frame")
OP_DEZE_COMPUTER = ("file:///", "/", "..")

MACROS = (
    "Dit bestand bevat macro's of andere programmacode. "
    "Sla het op zonder macro's (als docx, xlsx of pdf) en voeg het opnieuw toe."
)
INGESLOTEN = (
    "In dit document zit een ander bestand of programma ingesloten. "
    "Haal dat eruit, of sla het document op als pdf, en voeg het opnieuw toe."
)
HAALT_OP = (
    "Dit document haalt bij het openen iets op van buiten, zoals een sjabloon van internet. "
    "Sla het op als pdf en voeg die toe."
)
ZIP = "Ingepakte bestanden (zip) nemen wij niet aan. Pak het bestand uit en voeg de bestanden los toe."


def controleer_pakket(stroom: BinaryIO, *, ingesloten: bool = False) -> Soort:
    """Return which kind of document this zip is; raise `BestandGeweigerd` when it may not come in."""
    with open_zip(stroom) as pakket:
        delen = {deel.filename: deel for deel in pakket.infolist() if not deel.is_dir()}
        soort = _welke_soort(pakket, delen)
        for naam, deel in delen.items():
            _controleer_naam(naam.lower())
            _controleer_deel(pakket, deel, ingesloten=ingesloten)
    return soort


def _welke_soort(pakket: ZipFile, delen: dict[str, ZipInfo]) -> Soort:
    if "[Content_Types].xml" in delen:
        return _soort_van_office(lees_deel(pakket, delen["[Content_Types].xml"]))
    if "mimetype" in delen:
        if lees_deel(pakket, delen["mimetype"]).strip() == ODT.inhoudstype.encode():
            return ODT
        raise BestandGeweigerd(NIET_AANGENOMEN)
    raise BestandGeweigerd(ZIP)


def _soort_van_office(lijst: bytes) -> Soort:
    """The content types of the parts say what the document is, and whether it has macros."""
    soorten = [element.get("ContentType", "") for element in _xml(lijst)]
    if any("macroenabled" in soort.lower() or "vbaproject" in soort.lower() for soort in soorten):
        raise BestandGeweigerd(MACROS)
    for soort in soorten:
        if soort in HOOFDDELEN:
            return HOOFDDELEN[soort]
    raise BestandGeweigerd(NIET_AANGENOMEN)


def lees_deel(pakket: ZipFile, deel: ZipInfo, hoogstens: int = MAX_XML) -> bytes:
    """Return one part, bounded; a part that is larger than it said does not pass its checksum."""
    try:
        with pakket.open(deel) as bron:
            inhoud = bron.read(hoogstens + 1)
    except LEESFOUTEN as fout:
        raise BestandGeweigerd(BESCHADIGD) from fout
    if len(inhoud) > hoogstens:
        raise BestandGeweigerd(TE_GROOT_UITGEPAKT)
    return inhoud


def _xml(inhoud: bytes) -> list[Element]:
    """The children of the root; no DTD with entities ever reaches a parser (XXE, eisen.md S13)."""
    try:
        return list(fromstring(inhoud))
    except DefusedXmlException as fout:
        raise BestandGeweigerd(VREEMD) from fout
    except (ParseError, ValueError, LookupError) as fout:
        raise BestandGeweigerd(BESCHADIGD) from fout


def _controleer_naam(naam: str) -> None:
    if naam.rpartition("/")[2] in MACRO_DELEN or naam.startswith(MACRO_MAPPEN):
        raise BestandGeweigerd(MACROS)


def _controleer_deel(pakket: ZipFile, deel: ZipInfo, *, ingesloten: bool) -> None:
    """Unpack one part in blocks (which checks its size and sum) and look at what it holds."""
    naam = deel.filename.lower()
    for nummer, blok in enumerate(_blokken(pakket, deel)):
        if not nummer:
            _controleer_begin(naam, blok)
            is_zip = blok.startswith(ZIP_BEGIN)
        if naam.endswith((".xml", ".rels")):
            _controleer_xml(naam, blok)
    if deel.file_size and is_zip:
        _controleer_ingesloten(pakket, deel, ingesloten=ingesloten)
    if naam.endswith(".rels"):
        _controleer_verwijzingen(lees_deel(pakket, deel))


def _blokken(pakket: ZipFile, deel: ZipInfo) -> Iterator[bytes]:
    """The part in blocks that overlap a little, so that no word falls between two."""
    staart = b""
    try:
        with pakket.open(deel) as bron:
            while blok := bron.read(BLOK):
                yield staart + blok
                staart = blok[-OVERLAP:]
    except LEESFOUTEN as fout:
        raise BestandGeweigerd(BESCHADIGD) from fout


def _controleer_begin(naam: str, begin: bytes) -> None:
    if begin.startswith(OLE_BEGIN):
        raise BestandGeweigerd(INGESLOTEN)
    if begin.startswith(PROGRAMMA_BEGIN) and not naam.endswith(GEEN_PROGRAMMA):
        raise BestandGeweigerd(INGESLOTEN)


def _controleer_ingesloten(pakket: ZipFile, deel: ZipInfo, *, ingesloten: bool) -> None:
    """A chart in Word carries its figures as a workbook; that is allowed, one level deep."""
    if ingesloten or not deel.filename.lower().endswith(INGESLOTEN_OFFICE):
        raise BestandGeweigerd(INGESLOTEN)
    controleer_pakket(BytesIO(lees_deel(pakket, deel, 20 * BLOK)), ingesloten=True)


def _controleer_xml(naam: str, blok: bytes) -> None:
    """Words that have no place in a plain document; dropping the nulls reads UTF-16 as well."""
    tekst = blok.replace(b"\x00", b"")
    if b"<!ENTITY" in tekst:
        raise BestandGeweigerd(VREEMD)
    if b"<script:event-listener" in tekst:
        raise BestandGeweigerd(MACROS)
    if naam.startswith("xl/externallinks/") and b"ddeLink" in tekst:
        raise BestandGeweigerd(HAALT_OP)


def _controleer_verwijzingen(inhoud: bytes) -> None:
    """Links that a reader clicks are fine; what the program fetches by itself is not."""
    for verwijzing in _xml(inhoud):
        if verwijzing.get("TargetMode", "").lower() != "external":
            continue
        soort, doel = verwijzing.get("Type", "").lower(), verwijzing.get("Target", "").lower()
        if soort.endswith(VERWIJZINGEN_WEIGEREN) and not doel.startswith(OP_DEZE_COMPUTER):
            raise BestandGeweigerd(HAALT_OP)
