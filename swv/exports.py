"""CSV and XLSX from one declaration of columns, safe to open in a spreadsheet (eisen.md S8).

Text never becomes a formula: in CSV a dangerous first character gets an apostrophe before it,
in XLSX every text cell is of the type string. `zonder_apostrof` is the exact way back.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

GEVAARLIJK = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
NIET_IN_CEL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MAX_CEL = 32_767  # characters in one cell of a spreadsheet
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
GEWIJZIGD = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
NIET_IN_BLADNAAM = re.compile(r"[\\/*?:\[\]']")


class Kolomsoort(Enum):
    TEKST = "tekst"
    GETAL = "getal"
    DATUM = "datum"
    BEDRAG = "bedrag"
    PERCENTAGE = "percentage"
    DUUR = "duur"
    CIJFER = "cijfer"


OPMAAK = {
    Kolomsoort.TEKST: "@",
    Kolomsoort.GETAL: "General",
    Kolomsoort.DATUM: "dd-mm-yyyy",
    Kolomsoort.BEDRAG: "#,##0.00",
    Kolomsoort.PERCENTAGE: '0.0"%"',
    Kolomsoort.DUUR: "General",
    Kolomsoort.CIJFER: "0.0",
}
STAP = {
    Kolomsoort.BEDRAG: Decimal("0.01"),
    Kolomsoort.PERCENTAGE: Decimal("0.1"),
    Kolomsoort.DUUR: Decimal("0.1"),
    Kolomsoort.CIJFER: Decimal("0.1"),
}
# The kind of cell of a figure, keyed by its eenheid as `swv.templatetags.opmaak.getal` is (architectuur.md B.8).
SOORT_VAN_EENHEID = {
    "aantal": Kolomsoort.GETAL,
    "percentage": Kolomsoort.PERCENTAGE,
    "dagen": Kolomsoort.DUUR,
    "euro": Kolomsoort.BEDRAG,
    "cijfer": Kolomsoort.CIJFER,
}


@dataclass(frozen=True)
class Kolom:
    """One column: its title, where the value comes from (dotted attribute or function) and its kind.

    `soort` is a function of the row where a column of figures holds more than one unit.
    """

    titel: str
    waarde: Callable[[Any], Any] | str
    soort: Kolomsoort | Callable[[Any], Kolomsoort] = Kolomsoort.TEKST
    breedte: int = 18

    def soort_van(self, rij: Any) -> Kolomsoort:
        return self.soort if isinstance(self.soort, Kolomsoort) else self.soort(rij)

    def lees(self, rij: Any) -> Any:
        """The typed value of this column for `rij`; None stays None."""
        haal = attrgetter(self.waarde) if isinstance(self.waarde, str) else self.waarde
        return _getypeerd(haal(rij), self.soort_van(rij))


def _getypeerd(waarde: Any, soort: Kolomsoort) -> Any:
    if waarde is None or waarde == "":
        return None
    if soort is Kolomsoort.TEKST:
        return NIET_IN_CEL.sub("", str(waarde))[:MAX_CEL]
    if soort is Kolomsoort.DATUM:
        return _datum(waarde)
    if isinstance(waarde, bool) or not isinstance(waarde, int | Decimal):
        raise TypeError(f"a {soort.value} column takes int or Decimal, not {type(waarde).__name__}")
    getal = Decimal(waarde)
    return getal.quantize(STAP[soort], ROUND_HALF_UP) if soort in STAP else getal


def _datum(waarde: Any) -> date:
    if isinstance(waarde, datetime):
        return timezone.localtime(waarde).date()
    if isinstance(waarde, date):
        return waarde
    raise TypeError(f"a datum column takes a date, not {type(waarde).__name__}")


def met_apostrof(tekst: str) -> str:
    """Put an apostrophe before text that a spreadsheet would read as a formula; a lone "-" is none."""
    return f"'{tekst}" if _begint_gevaarlijk(tekst.lstrip("'")) else tekst


def zonder_apostrof(cel: str) -> str:
    """The way back from `met_apostrof`, for who reads our CSV with a program."""
    return cel[1:] if cel.startswith("'") and _begint_gevaarlijk(cel.lstrip("'")) else cel


def _begint_gevaarlijk(tekst: str) -> bool:
    """Blanks and invisible characters before the sign do not make it harmless."""
    if tekst[:1] in ("\t", "\r", "\n"):
        return True
    zichtbaar = tekst
    while zichtbaar and (zichtbaar[0].isspace() or unicodedata.category(zichtbaar[0]).startswith("C")):
        zichtbaar = zichtbaar[1:]
    return zichtbaar[:1] in tuple(GEVAARLIJK) and tekst != "-"


def _als_tekst(waarde: Any, soort: Kolomsoort) -> str:
    """A CSV cell: ISO date, decimal comma, safe text."""
    if waarde is None:
        return ""
    if soort is Kolomsoort.TEKST:
        return met_apostrof(waarde)
    if soort is Kolomsoort.DATUM:
        return waarde.isoformat()
    return f"{waarde:f}".replace(".", ",")


def schrijf_csv(kolommen: Iterable[Kolom], rijen: Iterable[Any], stroom: BinaryIO) -> int:
    """Write UTF-8 with BOM and `;`, every cell quoted; returns the number of rows."""
    kolommen = list(kolommen)
    tekst = io.TextIOWrapper(stroom, encoding="utf-8-sig", newline="", write_through=True)
    schrijver = csv.writer(tekst, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    schrijver.writerow([met_apostrof(kolom.titel) for kolom in kolommen])
    aantal = 0
    for rij in rijen:
        schrijver.writerow([_als_tekst(kolom.lees(rij), kolom.soort_van(rij)) for kolom in kolommen])
        aantal += 1
    tekst.detach()
    return aantal


def schrijf_xlsx(
    kolommen: Iterable[Kolom], rijen: Iterable[Any], stroom: BinaryIO, *, titel: str, gemaakt_op: datetime
) -> int:
    """Write one sheet with a fixed header row; the same rows and moment give the same bytes."""
    kolommen = list(kolommen)
    moment = gemaakt_op.astimezone(timezone.get_default_timezone()).replace(tzinfo=None, microsecond=0)
    werkmap = Workbook(write_only=True)
    werkmap.properties.creator, werkmap.properties.title = "SWV-kantoor", titel
    werkmap.properties.created = moment
    blad = werkmap.create_sheet(NIET_IN_BLADNAAM.sub(" ", titel)[:31] or "Blad 1")
    aantal = _vul(blad, kolommen, rijen)
    werk = io.BytesIO()
    werkmap.save(werk)
    _schrijf_vast(werk, stroom, moment)
    return aantal


def _vul(blad: Any, kolommen: list[Kolom], rijen: Iterable[Any]) -> int:
    blad.freeze_panes = "A2"
    for nummer, kolom in enumerate(kolommen, start=1):
        blad.column_dimensions[get_column_letter(nummer)].width = kolom.breedte
    blad.append([_kop(blad, kolom.titel) for kolom in kolommen])
    aantal = 0
    for rij in rijen:
        blad.append([_cel(blad, kolom.lees(rij), kolom.soort_van(rij)) for kolom in kolommen])
        aantal += 1
    blad.auto_filter.ref = f"A1:{get_column_letter(len(kolommen))}{aantal + 1}"
    return aantal


def _kop(blad: Any, titel: str) -> WriteOnlyCell:
    cel = _cel(blad, titel, Kolomsoort.TEKST)
    cel.font = Font(bold=True)
    cel.fill = PatternFill("solid", fgColor="EEF2F6")
    return cel


def _cel(blad: Any, waarde: Any, soort: Kolomsoort) -> WriteOnlyCell:
    """A typed cell; text is a string whatever it begins with."""
    cel = WriteOnlyCell(blad, value=waarde)
    if waarde is None:
        return cel
    if soort is Kolomsoort.TEKST:
        cel.data_type = "s"
    cel.number_format = OPMAAK[soort]
    return cel


def _schrijf_vast(werk: BinaryIO, stroom: BinaryIO, moment: datetime) -> None:
    """Pack again with fixed times: openpyxl stamps the file and its parts with the clock."""
    stempel = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(werk) as bron, ZipFile(stroom, "w", ZIP_DEFLATED) as doel:
        for deel in bron.infolist():
            inhoud = bron.read(deel)
            if deel.filename == "docProps/core.xml":
                inhoud = GEWIJZIGD.sub(rb"\g<1>" + stempel + rb"\g<2>", inhoud)
            vast = ZipInfo(deel.filename, ZIP_MOMENT)
            vast.compress_type = ZIP_DEFLATED
            doel.writestr(vast, inhoud)
