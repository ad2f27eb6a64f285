"""A list as a table of texts, from which everything that may be a BSN has gone before anyone keeps it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from swv.bsn import vind_bsn
from swv.imports.bestand import BESTURING
from swv.imports.fouten import Importfout
from swv.imports.tabel import open_bestand
from thuiszitters.vergelijken.kolommen import vereenvoudig

MAX_RIJEN = 20_000
MAX_TEKST = 120
# A title that says so, or values that mostly could be one: the column goes as a whole.
VERBODEN = ("bsn", "burgerservice", "sofi", "pgn", "persoonsgebonden", "onderwijsnummer", "onderwijsnr")
HELFT = 0.5
WEG = ""
ZONDER_BESTURING = dict.fromkeys(BESTURING, " ")
GEEN_TITEL = "Kolom {nummer}"


@dataclass(frozen=True)
class Lijst:
    """The rows with their number in the sheet (`nr`), and what was left out."""

    tabel: pd.DataFrame
    sha256: str
    weggelaten: tuple[str, ...]
    gewist: int

    @property
    def kop(self) -> list[str]:
        return [str(titel) for titel in self.tabel.columns if titel != "nr"]


def lees(pad: Path) -> Lijst:
    """Open the file and drop every column and value that may be a BSN; raises `Importfout`."""
    bron = open_bestand(pad)
    titels = _titels(bron.kop)
    rijen = list(_rijen(bron.rijen(), len(titels)))
    if not rijen:
        raise Importfout("In het bestand staan geen rijen.")
    tabel = pd.DataFrame(rijen, columns=["nr", *titels])
    weg = tuple(titel for titel in titels if _is_bsn_kolom(titel, tabel[titel]))
    tabel = tabel.drop(columns=list(weg))
    tabel, gewist = _wis_losse(tabel)
    return Lijst(tabel, bron.sha256, weg, gewist)


def heropen(pad: Path) -> pd.DataFrame:
    """The cleaned rows as `bewaar` wrote them."""
    return pd.read_csv(pad, dtype=str, keep_default_na=False).astype({"nr": int})


def bewaar(lijst: Lijst, pad: Path) -> None:
    """Write the cleaned rows; what was left out is nowhere in it."""
    lijst.tabel.to_csv(pad, index=False)


def _titels(kop: Sequence[str]) -> list[str]:
    """Every column a title of its own, so that a choice on the screen means one column."""
    titels: list[str] = []
    for nummer, titel in enumerate(kop, start=1):
        naam = titel.translate(ZONDER_BESTURING).strip()[:60]
        if not naam or _heeft_bsn(naam):
            naam = GEEN_TITEL.format(nummer=nummer)
        titels.append(naam if naam not in (*titels, "nr") else f"{naam} ({nummer})")
    return titels


def _rijen(rijen: Iterator[tuple[int, Sequence[Any]]], breedte: int) -> Iterator[list[Any]]:
    for aantal, (nummer, waarden) in enumerate(rijen, start=1):
        if aantal > MAX_RIJEN:
            raise Importfout(f"De lijst heeft meer dan {MAX_RIJEN} rijen. Splits hem en bied de delen aan.")
        teksten = [tekst_van(waarde) for waarde in [*waarden, *[None] * breedte][:breedte]]
        if any(teksten):
            yield [nummer, *teksten]


def tekst_van(waarde: Any) -> str:
    """A cell as text: a date as 2012-05-06, a whole number without `.0`."""
    if waarde is None:
        return ""
    if isinstance(waarde, datetime):
        waarde = waarde.date()
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, float) and waarde.is_integer():
        waarde = int(waarde)
    return " ".join(str(waarde).translate(ZONDER_BESTURING).split())[:MAX_TEKST]


def _is_bsn_kolom(titel: str, waarden: "pd.Series[str]") -> bool:
    if any(woord in vereenvoudig(titel) for woord in VERBODEN):
        return True
    gevuld = waarden[waarden != ""]
    return bool(len(gevuld)) and float(gevuld.map(_heeft_bsn).mean()) >= HELFT


def _heeft_bsn(tekst: str) -> bool:
    """Nine digits that pass the elfproef; eight may have lost their zero in a spreadsheet."""
    kaal = tekst.zfill(9) if tekst.isdecimal() and len(tekst) == len("12345678") else tekst
    return bool(vind_bsn(kaal))


def _wis_losse(tabel: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Empty each single value that may be a BSN, and say how many there were."""
    kolommen = [titel for titel in tabel.columns if titel != "nr"]
    raak = tabel[kolommen].map(_heeft_bsn)
    schoon = tabel.copy()
    schoon[kolommen] = tabel[kolommen].mask(raak, WEG)
    return schoon, int(raak.to_numpy().sum())
