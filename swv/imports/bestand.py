"""A CSV file, looked through once before anything is done with it: size, encoding, delimiter, header.

Parsing rules of domein.md 4: `;` or `,`, with or without BOM, UTF-8 or cp1252, quotes `"`.
"""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from swv.imports.fouten import Importfout

MAX_BYTES = 250 * 1024 * 1024
BLOK = 1024 * 1024
MAX_KOP = 64 * 1024
SCHEIDINGEN = ";,\t|"
BOM = codecs.BOM_UTF8
# Beginnings of files that people take for a table, with what they are.
ANDERE_SOORTEN = {
    b"PK\x03\x04": "een Excel- of zipbestand",
    b"\xd0\xcf\x11\xe0": "een oud Excel-bestand",
    b"%PDF": "een pdf",
    b"\xff\xfe": "tekst in UTF-16",
    b"\xfe\xff": "tekst in UTF-16",
    b"\x1f\x8b": "een ingepakt bestand",
}
NIETS_OPEN = (b"", 0)  # the decoder is not halfway a character
NIET_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
# Control characters other than tab and line ends; NUL is refused outright.
BESTURING = bytes({*range(1, 32), 127} - {9, 10, 13})
# A quote in the middle of a bare field: PostgreSQL and spreadsheets read it differently.
LOS_AANHALINGSTEKEN = re.compile(rb'[^;,\t|\r\n"]"[^;,\t|\r\n"]')
MARGE_BIJ_EINDE = re.compile(rb" \r|\r ")
EINDTEKEN = re.compile(rb"[\r\n]\\\.")  # ends a COPY before PostgreSQL 18
TWEE_CODERINGEN = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
OPSLAAN = "Sla het op als CSV (UTF-8) en probeer het opnieuw."


@dataclass(frozen=True)
class Csvbestand:
    """A file that can be read: where its rows begin and how they are written."""

    pad: Path
    sha256: str
    codering: str
    scheiding: str
    kop: list[str]
    begin: int
    is_gaaf: bool  # nothing in it that PostgreSQL would read differently from a spreadsheet
    heeft_quotes: bool
    heeft_marges: bool  # there may be blanks around values

    def blokken(self) -> Iterator[bytes]:
        """Yield the rows in blocks, without the header and without line ends at the very end."""
        with self.pad.open("rb") as bron:
            bron.seek(self.begin)
            staart = b""
            while blok := bron.read(BLOK):
                blok = staart + blok
                kaal = blok.rstrip(b"\r\n")
                staart = blok[len(kaal) :]
                yield kaal

    def rijen(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows with their number in a spreadsheet, read as it would; slower, and forgiving."""
        nummer = 1
        try:
            with self.pad.open("rb") as bron:
                bron.seek(self.begin)
                tekst = TextIOWrapper(bron, encoding=self.codering, newline="")
                for nummer, rij in enumerate(csv.reader(tekst, delimiter=self.scheiding), start=2):
                    if any("\n" in veld or "\r" in veld for veld in rij):
                        raise csv.Error
                    yield nummer, rij
        except csv.Error as fout:
            raise Importfout(
                f"Een veld vanaf rij {nummer} loopt over meer dan één regel: er is een aanhalingsteken niet gesloten."
            ) from fout


@dataclass
class _Beeld:
    """What one pass over the bytes has shown."""

    sha256: str = ""
    is_utf8: bool = True
    is_cp1252: bool = True
    lijkt_gemengd: bool = False
    is_gaaf: bool = True
    heeft_quotes: bool = False
    heeft_marges: bool = False


def open_csv(pad: Path, *, max_bytes: int = MAX_BYTES) -> Csvbestand:
    """Return the file ready to be read; raises `Importfout` when it is no CSV or too large."""
    _controleer_grootte(pad, max_bytes)
    with pad.open("rb") as bron:
        begin = bron.read(MAX_KOP)
        _controleer_soort(begin)
        kopregel, einde = _kopregel(begin.removeprefix(BOM))
        scheiding = _scheiding(kopregel)
        bron.seek(0)
        beeld = _bekijk(bron, _marges(scheiding))
    codering = _codering(beeld, begin)
    einde += len(begin) - len(begin.removeprefix(BOM))
    if einde >= pad.stat().st_size:
        raise Importfout("Het bestand heeft alleen een kop en geen rijen.")
    return Csvbestand(
        pad=pad,
        sha256=beeld.sha256,
        codering=codering,
        scheiding=scheiding,
        kop=_velden(kopregel.decode(codering, errors="replace"), scheiding),
        begin=einde,
        is_gaaf=beeld.is_gaaf,
        heeft_quotes=beeld.heeft_quotes,
        heeft_marges=beeld.heeft_marges,
    )


def _controleer_grootte(pad: Path, max_bytes: int) -> None:
    if not pad.is_file():
        raise Importfout(f"Het bestand {pad.name} is niet gevonden.")
    grootte = pad.stat().st_size
    if grootte > max_bytes:
        raise Importfout(
            f"Het bestand is te groot: {grootte // 2**20} MB, en hoogstens {max_bytes // 2**20} MB kan worden gelezen."
        )
    if grootte == 0:
        raise Importfout("Het bestand is leeg.")


def _controleer_soort(begin: bytes) -> None:
    for kenmerk, soort in ANDERE_SOORTEN.items():
        if begin.startswith(kenmerk):
            raise Importfout(f"Dit is geen CSV-bestand maar {soort}. {OPSLAAN}")
    if b"\0" in begin:
        raise Importfout(f"Dit is geen CSV-bestand: het bevat tekens die in tekst niet voorkomen. {OPSLAAN}")
    if not begin.removeprefix(BOM).strip():
        raise Importfout("Het bestand is leeg.")


def _marges(scheiding: str) -> tuple[bytes, ...]:
    """What shows that values may have blanks around them; asking for it is cheaper than trimming every value."""
    teken = scheiding.encode()
    vormen = (b"\t", b"\xa0", b" " + teken, teken + b" ", b"\n ", b" \n")
    return tuple(vorm for vorm in vormen if vorm != teken)


def _bekijk(bron: BinaryIO, marges: tuple[bytes, ...]) -> _Beeld:
    """Read everything once; memory stays at one block."""
    beeld, som = _Beeld(), hashlib.sha256()
    lezer = codecs.getincrementaldecoder("utf-8")()
    staart = b""
    while blok := bron.read(BLOK):
        som.update(blok)
        _beoordeel(beeld, staart + blok, marges)
        if beeld.is_utf8 and not (blok.isascii() and lezer.getstate() == NIETS_OPEN):
            beeld.is_utf8 = _past(lezer, blok)
        staart = blok[-2:]
    beeld.is_utf8 = beeld.is_utf8 and _past(lezer, b"", laatste=True)
    beeld.sha256 = som.hexdigest()
    return beeld


def _past(lezer: codecs.IncrementalDecoder, blok: bytes, *, laatste: bool = False) -> bool:
    try:
        lezer.decode(blok, laatste)
    except UnicodeDecodeError:
        return False
    return True


def _beoordeel(beeld: _Beeld, blok: bytes, marges: tuple[bytes, ...]) -> None:
    if b"\0" in blok:
        raise Importfout(f"Dit is geen CSV-bestand: het bevat tekens die in tekst niet voorkomen. {OPSLAAN}")
    if len(blok.translate(None, BESTURING)) != len(blok) or (b"\\" in blok and EINDTEKEN.search(blok)):
        beeld.is_gaaf = False
    if b'"' in blok:
        beeld.heeft_quotes = beeld.heeft_marges = True
        beeld.is_gaaf = beeld.is_gaaf and not LOS_AANHALINGSTEKEN.search(blok)
    beeld.heeft_marges = (
        beeld.heeft_marges
        or any(vorm in blok for vorm in marges)
        or (b"\r" in blok and MARGE_BIJ_EINDE.search(blok) is not None)
    )
    if not blok.isascii():
        beeld.is_cp1252 = beeld.is_cp1252 and len(blok.translate(None, NIET_IN_CP1252)) == len(blok)
        beeld.lijkt_gemengd = beeld.lijkt_gemengd or bool(TWEE_CODERINGEN.search(blok))


def _codering(beeld: _Beeld, begin: bytes) -> str:
    if beeld.is_utf8:
        return "utf-8"
    if begin.startswith(BOM):
        raise Importfout(f"Het bestand zegt UTF-8 te zijn, maar de tekens kloppen niet. {OPSLAAN}")
    if beeld.lijkt_gemengd:
        raise Importfout(f"In het bestand staan tekens in twee coderingen door elkaar. {OPSLAAN}")
    if not beeld.is_cp1252:
        raise Importfout(f"De tekens in het bestand zijn geen UTF-8 en geen Windows-1252. {OPSLAAN}")
    return "cp1252"


def _kopregel(begin: bytes) -> tuple[bytes, int]:
    """Return the first line and the place where the second one begins."""
    gevonden = re.search(rb"\r\n|\n|\r", begin)
    if gevonden is None:
        if len(begin) < MAX_KOP:
            return begin, len(begin)
        raise Importfout(f"Dit is geen CSV-bestand: de eerste regel houdt niet op. {OPSLAAN}")
    return begin[: gevonden.start()], gevonden.end()


def _velden(regel: str, scheiding: str) -> list[str]:
    return [naam.strip() for naam in next(csv.reader([regel], delimiter=scheiding), [])]


def _scheiding(kopregel: bytes) -> str:
    """Return the delimiter that splits the header into most columns."""
    regel = kopregel.decode("latin-1")
    scheiding = max(SCHEIDINGEN, key=lambda teken: len(_velden(regel, teken)))
    if len(_velden(regel, scheiding)) < 2:
        raise Importfout("Dit is geen CSV-bestand: op de eerste regel staan geen kolomnamen.")
    return scheiding
