"""The text of a document with the place where it stands, for the guard of swv/bsn.py. Bounded."""

import html
import re
import time
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from swv.bestandscontrole.pakket import lees_deel
from swv.bestandscontrole.soorten import DOCX, ODT, PDF, XLSX, Soort
from swv.bestandscontrole.weigering import BestandGeweigerd

MAX_BLADZIJDEN = 200
MAX_SECONDEN = 5.0
MAX_TEKST = 32 * 1024 * 1024
LEESFOUTEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    ArithmeticError,
)
EINDE_VAN_STUK = re.compile(
    r"</(?:w:p|w:tc|text:p|text:h|si|c|is|row)>|<(?:w:br|w:tab|text:s|text:tab)\b[^>]*>"
)
LABEL = re.compile(r"<[^>]*>")
PLAATSEN = (
    (re.compile(r"word/document[0-9]*\.xml"), "de tekst"),
    (re.compile(r"word/(?:header|footer)[0-9]*\.xml"), "een kop- of voettekst"),
    (re.compile(r"word/(?:footnotes|endnotes)\.xml"), "een noot"),
    (re.compile(r"(?:word|xl)/(?:threaded)?comments.*\.xml"), "een opmerking"),
    (re.compile(r"xl/sharedstrings\.xml"), "een cel met tekst"),
    (re.compile(r"xl/worksheets/sheet([0-9]+)\.xml"), "werkblad {}"),
    (re.compile(r"content\.xml"), "de tekst"),
    (re.compile(r"styles\.xml"), "een kop- of voettekst"),
    (re.compile(r"(?:docprops/(?:core|custom|app)|meta)\.xml"), "de eigenschappen van het document"),
)


def teksten(stroom: BinaryIO, soort: Soort) -> Iterator[tuple[str, str]]:
    """Yield (place in words, text); stops after `MAX_SECONDEN` or `MAX_BLADZIJDEN`, silently."""
    stroom.seek(0)
    if soort == PDF:
        yield from _van_pdf(stroom)
    elif soort in (DOCX, XLSX, ODT):
        yield from _van_pakket(stroom)


def _van_pdf(stroom: BinaryIO) -> Iterator[tuple[str, str]]:
    tot = time.monotonic() + MAX_SECONDEN
    try:
        lezer = PdfReader(stroom)
        for nummer, bladzijde in enumerate(lezer.pages[:MAX_BLADZIJDEN], start=1):
            if time.monotonic() > tot:
                return
            yield f"bladzijde {nummer}", bladzijde.extract_text()
    except LEESFOUTEN:
        return


def _van_pakket(stroom: BinaryIO) -> Iterator[tuple[str, str]]:
    with ZipFile(stroom) as pakket:
        for deel in pakket.infolist():
            plaats = _plaats(deel)
            if plaats:
                yield plaats, _tekst_van_xml(pakket, deel)


def _plaats(deel: ZipInfo) -> str | None:
    for vorm, plaats in PLAATSEN:
        gevonden = vorm.fullmatch(deel.filename.lower())
        if gevonden:
            return plaats.format(*gevonden.groups())
    return None


def _tekst_van_xml(pakket: ZipFile, deel: ZipInfo) -> str:
    """Text without tags; runs of one paragraph are joined, as Word cuts a number in pieces."""
    try:
        xml = lees_deel(pakket, deel, MAX_TEKST).decode("utf-8", "replace")
    except BestandGeweigerd:
        return ""
    return html.unescape(LABEL.sub("", EINDE_VAN_STUK.sub("\n", xml)))
