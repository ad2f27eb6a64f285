"""One row of the file becomes one booking, or says why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from financien.enums import Soort, Veld
from financien.models.kolommen import EERSTE_JAAR, LAATSTE_JAAR
from financien.realisatie.bedragen import GeenBedrag, Notatie, lees_bedrag
from financien.realisatie.dagen import GeenDag, laatste_dag, lees_dag, lees_periode
from financien.realisatie.kolommen import Indeling
from swv.bsn import vind_bsn
from swv.enums import Importuitkomst
from swv.imports.bestand import BESTURING

MAX_CODE, MAX_BOEKSTUK, MAX_OMSCHRIJVING = 20, 30, 200
ZONDER_BESTURING = dict.fromkeys(BESTURING, " ")
CREDIT, DEBET = frozenset({"c", "credit", "cr"}), frozenset({"d", "debet", "db"})
TOTAAL = ("totaal", "eindtotaal", "subtotaal")
BSN = (
    "In de omschrijving stond een getal dat een BSN kan zijn; hier is het weggelaten. "
    "Haal het ook weg in de boekhouding."
)


WEGGELATEN = "[weggelaten]"


class Rijfout(ValueError):
    """This row cannot be booked; the text says why in Dutch."""


class Overslaan(ValueError):
    """This row is no booking, or does not count."""


@dataclass(frozen=True)
class Plek:
    """Where a toewijzing puts a booking; without a programma it does not count."""

    programma_id: int | None
    soort: str
    post_code: str


@dataclass(frozen=True)
class Kader:
    """What holds for every row of this file."""

    indeling: Indeling
    notatie: Notatie
    plekken: Mapping[tuple[str, str], Plek]
    baten_grootboek: tuple[str, ...]
    laatste_dag: date  # a booking after it is a slip of the hand


class Rij(NamedTuple):
    """In the order of the table that it goes to; `uitkomst` is empty for a row that counts."""

    nr: int
    uitkomst: str = ""
    melding: str = ""
    datum: date | None = None
    dagboek: str = ""
    boekstuk: str = ""
    regel: str = ""
    grootboek: str = ""
    kostenplaats: str = ""
    omschrijving: str = ""
    soort: str = ""
    programma_id: int | None = None
    post_code: str = ""
    bedrag: Decimal | None = None
    onbekend: bool = False


def lees_rijen(rijen: Iterator[tuple[int, Sequence[Any]]], kader: Kader) -> Iterator[Rij]:
    """Read every row that is not blank; a crooked one is reported and does not hide the rest."""
    for nummer, velden in rijen:
        if any(veld is not None and str(veld).strip() for veld in velden):
            yield _lees(nummer, velden, kader)


def _lees(nummer: int, velden: Sequence[Any], kader: Kader) -> Rij:
    rij = Rij(nr=nummer)
    try:
        if len(velden) != kader.indeling.breedte:
            raise Rijfout(f"Deze rij heeft {len(velden)} kolommen in plaats van {kader.indeling.breedte}.")
        rij = _teksten(rij, _Velden(velden, kader.indeling))
        return _boeking(rij, _Velden(velden, kader.indeling), kader)
    except Overslaan as reden:
        return rij._replace(uitkomst=Importuitkomst.OVERGESLAGEN.value, melding=str(reden))
    except (Rijfout, GeenBedrag, GeenDag) as reden:
        onbekend = isinstance(reden, _Onbekend)
        return rij._replace(uitkomst=Importuitkomst.FOUT.value, melding=str(reden)[:250], onbekend=onbekend)


class _Onbekend(Rijfout):
    """No toewijzing says where this kostenplaats belongs."""


class _Velden:
    """The values of one row by the name of their column."""

    def __init__(self, waarden: Sequence[Any], indeling: Indeling) -> None:
        self._waarden, self._plaats = waarden, indeling.plaats

    def waarde(self, veld: Veld) -> Any:
        plaats = self._plaats.get(veld)
        return None if plaats is None else self._waarden[plaats]

    def tekst(self, veld: Veld, hoogstens: int) -> str:
        waarde = self.waarde(veld)
        if waarde is None:
            return ""
        if isinstance(waarde, float) and waarde.is_integer():
            waarde = int(waarde)  # a number in a cell of a spreadsheet: 4711, not 4711.0
        tekst = str(waarde).translate(ZONDER_BESTURING).strip()
        if len(tekst) > hoogstens:
            raise Rijfout(f"{veld.label} “{tekst[:20]}…” is langer dan {hoogstens} tekens.")
        return tekst


def _teksten(rij: Rij, velden: _Velden) -> Rij:
    omschrijving = zonder_bsn(str(velden.waarde(Veld.OMSCHRIJVING) or "").translate(ZONDER_BESTURING).strip())
    return rij._replace(
        dagboek=velden.tekst(Veld.DAGBOEK, 10),
        boekstuk=velden.tekst(Veld.BOEKSTUK, MAX_BOEKSTUK),
        regel=velden.tekst(Veld.REGEL, 10),
        grootboek=velden.tekst(Veld.GROOTBOEK, MAX_CODE),
        kostenplaats=velden.tekst(Veld.KOSTENPLAATS, MAX_CODE),
        omschrijving=omschrijving[:MAX_OMSCHRIJVING],
        melding=BSN if WEGGELATEN in omschrijving else "",
    )


def zonder_bsn(tekst: str) -> str:
    """The text without what can be a BSN: that may not be stored anywhere (domein.md 7.2)."""
    for vondst in sorted(vind_bsn(tekst), key=lambda v: v.begin, reverse=True):
        tekst = tekst[: vondst.begin] + WEGGELATEN + tekst[vondst.eind :]
    return tekst


def _boeking(rij: Rij, velden: _Velden, kader: Kader) -> Rij:
    if _is_totaal(rij):
        raise Overslaan("Dit is een regel met een totaal, geen boeking.")
    datum = _wanneer(velden)
    if datum > kader.laatste_dag:
        raise Rijfout(f"De datum {datum:%d-%m-%Y} ligt te ver in de toekomst.")
    debet = _debet(velden, kader.notatie)
    plek = _plek(rij, kader)
    soort = plek.soort or _soort_van(rij.grootboek, kader)
    return rij._replace(
        datum=datum,
        soort=soort,
        programma_id=plek.programma_id,
        post_code=plek.post_code,
        bedrag=debet if soort == Soort.LASTEN else -debet + 0,
    )


def _is_totaal(rij: Rij) -> bool:
    """A total line has no account and says what it is."""
    if rij.kostenplaats and rij.grootboek:
        return False
    teksten = (rij.omschrijving, rij.kostenplaats, rij.grootboek, rij.boekstuk)
    return any(tekst.lower().startswith(TOTAAL) for tekst in teksten)


def _wanneer(velden: _Velden) -> date:
    """The day inside the book period: the date itself, or the last day of the period when it lies elsewhere."""
    datum = lees_dag(velden.waarde(Veld.DATUM))
    periode, jaar = velden.tekst(Veld.PERIODE, MAX_CODE), _boekjaar(velden)
    if datum is None and not periode:
        raise Rijfout("De datum ontbreekt.")
    van_periode, maand = lees_periode(periode) if periode else (None, datum.month if datum else 0)
    jaar = jaar or van_periode or (datum.year if datum else 0)
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise Rijfout("Het boekjaar ontbreekt of kan niet kloppen.")
    if datum and abs(datum.year - jaar) > 1:
        raise Rijfout(f"De datum {datum:%d-%m-%Y} past niet bij boekjaar {jaar}.")
    if datum and (datum.year, datum.month) == (jaar, maand):
        return datum
    return laatste_dag(jaar, maand if periode or (datum and datum.year == jaar) else _rand(datum, jaar))


def _boekjaar(velden: _Velden) -> int:
    tekst = velden.tekst(Veld.JAAR, MAX_CODE)
    if tekst and not (tekst.isdecimal() and len(tekst) == len("2026")):
        raise Rijfout(f"“{tekst}” is geen boekjaar.")
    return int(tekst or 0)


def _rand(datum: date | None, jaar: int) -> int:
    """Without a period: a date after the boekjaar belongs to its December, one before it to its January."""
    return 12 if datum is None or datum.year > jaar else 1


def _debet(velden: _Velden, notatie: Notatie) -> Decimal:
    """Positive is debet, from one column with a sign, from a D or C beside it, or from two columns."""
    if velden.waarde(Veld.BEDRAG) is None or str(velden.waarde(Veld.BEDRAG)).strip() == "":
        return _uit_twee(velden, notatie)
    bedrag = lees_bedrag(velden.waarde(Veld.BEDRAG), notatie)
    kant = velden.tekst(Veld.DC, 10).lower()
    if not kant or kant in DEBET:
        return bedrag
    if kant in CREDIT:
        return -bedrag + 0
    raise Rijfout(f"Bij debet of credit staat “{kant}”; verwacht is D of C.")


def _uit_twee(velden: _Velden, notatie: Notatie) -> Decimal:
    delen = [velden.waarde(Veld.DEBET), velden.waarde(Veld.CREDIT)]
    if all(deel is None or not str(deel).strip() for deel in delen):
        raise Rijfout("Het bedrag ontbreekt.")
    debet, credit = (lees_bedrag(deel, notatie) for deel in delen)
    return debet - credit + 0


def _plek(rij: Rij, kader: Kader) -> Plek:
    """The most precise toewijzing: kostenplaats with grootboek, kostenplaats, grootboek."""
    for sleutel in ((rij.kostenplaats, rij.grootboek), (rij.kostenplaats, ""), ("", rij.grootboek)):
        if sleutel != ("", "") and (plek := kader.plekken.get(sleutel)):
            if plek.programma_id is None:
                raise Overslaan("Deze rekening telt niet mee in de exploitatie.")
            return plek
    if rij.kostenplaats:
        raise _Onbekend(f"Kostenplaats {rij.kostenplaats} is niet bekend. Wijs hem toe aan een programma.")
    if rij.grootboek:
        raise _Onbekend(f"Grootboekrekening {rij.grootboek} is niet bekend. Wijs hem toe aan een programma.")
    raise Rijfout("De kostenplaats ontbreekt.")


def _soort_van(grootboek: str, kader: Kader) -> str:
    is_baten = bool(kader.baten_grootboek) and grootboek.startswith(kader.baten_grootboek)
    return Soort.BATEN if is_baten else Soort.LASTEN
