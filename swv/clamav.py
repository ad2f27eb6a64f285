"""The smallest client that clamd needs: INSTREAM over a unix socket or host:port."""

import socket
import struct
from typing import BinaryIO

BLOK = 64 * 1024
WACHT = 60.0
SCHOON = "OK"


class ScannerOnbereikbaar(Exception):
    """clamd does not answer or did not finish; nothing is known about the file."""


def scan_stroom(adres: str, stroom: BinaryIO) -> str:
    """Return "" when clean, else the name of what was found; raises `ScannerOnbereikbaar`."""
    try:
        with _verbind(adres) as lijn:
            lijn.sendall(b"zINSTREAM\0")
            while blok := stroom.read(BLOK):
                lijn.sendall(struct.pack("!L", len(blok)) + blok)
            lijn.sendall(struct.pack("!L", 0))
            antwoord = _lees_tot_nul(lijn)
    except OSError as fout:
        raise ScannerOnbereikbaar from fout
    return _vondst(antwoord)


def _verbind(adres: str) -> socket.socket:
    if not adres.startswith("/"):
        host, _, poort = adres.rpartition(":")
        return socket.create_connection((host, int(poort)), timeout=WACHT)
    lijn = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    lijn.settimeout(WACHT)
    try:
        lijn.connect(adres)
    except OSError:
        lijn.close()
        raise
    return lijn


def _lees_tot_nul(lijn: socket.socket) -> str:
    antwoord = b""
    while not antwoord.endswith(b"\0") and len(antwoord) < 4096:
        stuk = lijn.recv(1024)
        if not stuk:
            break
        antwoord += stuk
    return antwoord.rstrip(b"\0\n").decode("utf-8", "replace")


def _vondst(antwoord: str) -> str:
    """clamd answers "stream: OK", "stream: NAME FOUND" or "… ERROR"."""
    uitslag = antwoord.removeprefix("stream: ")
    if uitslag == SCHOON:
        return ""
    if uitslag.endswith(" FOUND"):
        return uitslag.removesuffix(" FOUND")
    raise ScannerOnbereikbaar(uitslag)
