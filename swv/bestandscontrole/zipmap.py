"""The directory of a zip is judged before anything in it is unpacked (eisen.md S13)."""

import struct
import zlib
from itertools import pairwise
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from swv.bestandscontrole.weigering import BESCHADIGD, BestandGeweigerd

MAX_DELEN = 200
MAX_VERHOUDING = 100
MAX_UITGEPAKT = 200 * 1024 * 1024
KLEIN = 1024 * 1024  # below this size a high ratio says nothing: a blank page of XML packs very well
MAX_MAP = 128 * 1024
EINDE = b"PK\x05\x06"
EINDE_VORM = struct.Struct("<4s4H2LH")
KOP = 30  # bytes of a local header before its name

TE_GROOT_UITGEPAKT = (
    "Dit bestand is uitgepakt te groot of bestaat uit te veel onderdelen. "
    "Sla het op als pdf, of verdeel het over meer bestanden, en voeg het opnieuw toe."
)
VREEMD = (
    "Dit bestand is op een ongewone manier ingepakt en daarom nemen wij het niet aan. "
    "Open het, sla het opnieuw op (of sla het op als pdf) en voeg het daarna nog eens toe."
)
MET_WACHTWOORD = "Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en voeg het bestand opnieuw toe."
LEESFOUTEN = (BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError, RuntimeError)


def open_zip(stroom: BinaryIO) -> ZipFile:
    """Return the zip when its directory is small, honest in outline and free of odd names."""
    _controleer_einde(stroom)
    try:
        pakket = ZipFile(stroom)
    except LEESFOUTEN as fout:
        raise BestandGeweigerd(BESCHADIGD) from fout
    delen = pakket.infolist()
    if not delen:
        raise BestandGeweigerd(BESCHADIGD)
    _controleer_omvang(delen)
    _controleer_namen(delen)
    _controleer_ligging(delen)
    return pakket


def einde_van_zip(staart: bytes) -> tuple[int, int, int, int] | None:
    """Return (entries, directory size, comment size, bytes after the record) of the last end record."""
    plaats = staart.rfind(EINDE)
    if plaats < 0 or len(staart) - plaats < EINDE_VORM.size:
        return None
    velden = EINDE_VORM.unpack_from(staart, plaats)
    return velden[4], velden[5], velden[7], len(staart) - plaats - EINDE_VORM.size


def lees_staart(stroom: BinaryIO) -> bytes:
    """Return the last 64 kB, where the end record of a zip must be."""
    grootte = stroom.seek(0, 2)
    stroom.seek(max(0, grootte - 65_557))
    staart = stroom.read()
    stroom.seek(0)
    return staart


def _controleer_einde(stroom: BinaryIO) -> None:
    """The end record: not too many entries, and nothing hidden behind it."""
    einde = einde_van_zip(lees_staart(stroom))
    if einde is None:
        raise BestandGeweigerd(BESCHADIGD)
    aantal, map_grootte, opmerking, erachter = einde
    if aantal > MAX_DELEN or map_grootte > MAX_MAP:
        raise BestandGeweigerd(TE_GROOT_UITGEPAKT)
    if opmerking or erachter:
        raise BestandGeweigerd(VREEMD)


def _controleer_omvang(delen: list[ZipInfo]) -> None:
    if len(delen) > MAX_DELEN or sum(deel.file_size for deel in delen) > MAX_UITGEPAKT:
        raise BestandGeweigerd(TE_GROOT_UITGEPAKT)
    for deel in delen:
        if deel.file_size > KLEIN and deel.file_size > MAX_VERHOUDING * max(deel.compress_size, 1):
            raise BestandGeweigerd(TE_GROOT_UITGEPAKT)


def _controleer_namen(delen: list[ZipInfo]) -> None:
    """No absolute, climbing, doubled or unreadable names; nothing encrypted."""
    namen = [deel.filename.lower() for deel in delen]
    if len(set(namen)) != len(namen) or any(_is_vreemd(naam) for naam in namen):
        raise BestandGeweigerd(VREEMD)
    if any(deel.flag_bits & 0x1 for deel in delen):
        raise BestandGeweigerd(MET_WACHTWOORD)
    if any(deel.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for deel in delen):
        raise BestandGeweigerd(VREEMD)


def _is_vreemd(naam: str) -> bool:
    stukken = naam.split("/")
    return (
        naam.startswith("/")
        or ".." in stukken
        or "\\" in naam
        or (len(naam) > 1 and naam[1] == ":")
        or any(ord(teken) < 32 for teken in naam)
    )


def _controleer_ligging(delen: list[ZipInfo]) -> None:
    """Entries start at byte 0 and do not lie over each other (the overlapping bomb)."""
    op_plaats = sorted(delen, key=lambda deel: deel.header_offset)
    if op_plaats[0].header_offset != 0:
        raise BestandGeweigerd(VREEMD)
    for deel, volgende in pairwise(op_plaats):
        if deel.header_offset + KOP + deel.compress_size > volgende.header_offset:
            raise BestandGeweigerd(VREEMD)
