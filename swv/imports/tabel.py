"""A table that someone offers, CSV or Excel, opened without trusting it: header and rows, nothing executed."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from swv.bestandscontrole import BestandGeweigerd
from swv.bestandscontrole.pakket import controleer_pakket
from swv.bestandscontrole.soorten import XLSX, ZIP_BEGIN
from swv.imports.bestand import BLOK, open_csv
from swv.imports.fouten import Importfout

MAX_BYTES = 50 * 1024 * 1024
MAX_KOLOMMEN = 100
LEESFOUTEN = (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError)
NIET_LEESBAAR = (
    "Dit Excel-bestand kan niet worden gelezen. Sla het op als gewone werkmap (.xlsx, zonder macro's en "
    "wachtwoord) of als CSV (UTF-8) en probeer het opnieuw."
)
FORMULE = (
    "In cel {cel} staat een formule. Een import leest alleen waarden: kopieer het blad, plak het als waarden "
    "en probeer het opnieuw."
)


class Bron(Protocol):
    """A file that can be read row by row."""

    @property
    def pad(self) -> Path: ...
    @property
    def sha256(self) -> str: ...
    @property
    def kop(self) -> list[str]: ...
    def rijen(self) -> Iterator[tuple[int, Sequence[Any]]]: ...


@dataclass(frozen=True)
class Werkmap:
    """The first sheet of an Excel file."""

    pad: Path
    sha256: str
    kop: list[str]

    def rijen(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """Yield the rows with their number in the sheet; a formula ends it with the name of its cell."""
        rijen = _cellen(self.pad)
        next(rijen)
        breedte = len(self.kop)
        for nummer, waarden in rijen:
            yield nummer, [*waarden, *[None] * (breedte - len(waarden))]


def open_bestand(pad: Path) -> Bron:
    """Return the file ready to be read; raises `Importfout` when it is no table or too large."""
    if pad.is_file():
        with pad.open("rb") as bron:
            if bron.read(len(ZIP_BEGIN)) == ZIP_BEGIN:
                return _open_werkmap(pad)
    return open_csv(pad, max_bytes=MAX_BYTES)


def _open_werkmap(pad: Path) -> Werkmap:
    if pad.stat().st_size > MAX_BYTES:
        raise Importfout(
            f"Het bestand is te groot: {pad.stat().st_size // 2**20} MB, en hoogstens {MAX_BYTES // 2**20} MB kan "
            "worden gelezen."
        )
    with pad.open("rb") as stroom:
        try:
            is_werkmap = controleer_pakket(stroom) is XLSX
        except BestandGeweigerd as fout:
            raise Importfout(NIET_LEESBAAR) from fout
    if not is_werkmap:
        raise Importfout(NIET_LEESBAAR)
    rijen = _cellen(pad)
    eerste = next(rijen, None)
    if eerste is None:
        raise Importfout("Het bestand is leeg.")
    if next(rijen, None) is None:
        raise Importfout("Het bestand heeft alleen een kop en geen rijen.")
    return Werkmap(pad, _sha256(pad), ["" if w is None else str(w).strip() for w in eerste[1]])


def _sha256(pad: Path) -> str:
    som = hashlib.sha256()
    with pad.open("rb") as bron:
        while blok := bron.read(BLOK):
            som.update(blok)
    return som.hexdigest()


def _cellen(pad: Path) -> Iterator[tuple[int, list[Any]]]:
    """The rows of the first sheet that hold something; what the file says about its size is not believed."""
    try:
        # as a stream: by its name openpyxl would refuse an upload, which has no extension on disk
        with (
            pad.open("rb") as stroom,
            closing(load_workbook(stroom, read_only=True, data_only=False)) as boek,
        ):
            blad = boek.worksheets[0]
            blad.reset_dimensions()
            for nummer, rij in enumerate(blad.iter_rows(), start=1):
                if waarden := _zonder_lege_staart([_waarde(cel) for cel in rij[:MAX_KOLOMMEN]]):
                    yield nummer, waarden
    except LEESFOUTEN as fout:
        raise Importfout(NIET_LEESBAAR) from fout


def _zonder_lege_staart(waarden: list[Any]) -> list[Any]:
    while waarden and (waarden[-1] is None or not str(waarden[-1]).strip()):
        waarden.pop()
    return waarden


def _waarde(cel: Any) -> Any:
    if cel.data_type == "f":
        raise Importfout(FORMULE.format(cel=cel.coordinate))
    if cel.data_type == "e":
        raise Importfout(f"In cel {cel.coordinate} staat een fout ({cel.value}). Herstel die in Excel.")
    return cel.value
