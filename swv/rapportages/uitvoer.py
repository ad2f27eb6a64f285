"""Figures and breakdowns as rows: the CSV inside the PDF, and the CSV and XLSX beside it.

Only counts of the whole SWV and suppressed cells; never a row of a child.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from swv.exports import SOORT_VAN_EENHEID, Kolom, Kolomsoort, schrijf_csv, schrijf_xlsx
from swv.kengetallen import Meetwaarde
from swv.momentopnamen import Stand
from swv.rapportages.soorten import Rapportagesoort, Uitvoer


def _in_eenheid(gemeten: Meetwaarde) -> Kolomsoort:
    return SOORT_VAN_EENHEID[gemeten.kengetal.eenheid]


CIJFERKOLOMMEN = (
    Kolom("Code", "kengetal.code", breedte=34),
    Kolom("Kengetal", "kengetal.naam", breedte=52),
    Kolom("Waarde", "uitkomst.waarde", _in_eenheid),
    Kolom("Teller", "uitkomst.teller", Kolomsoort.GETAL),
    Kolom("Noemer", "uitkomst.noemer", Kolomsoort.GETAL),
    Kolom("Eenheid", "kengetal.eenheid"),
    Kolom("Norm", lambda gemeten: gemeten.norm.waarde_tekst if gemeten.norm else ""),
    Kolom("Status", "status"),
    Kolom("Toelichting", "uitkomst.toelichting", breedte=40),
    Kolom("Definitie", "kengetal.definitie", breedte=80),
    Kolom("Versie van de definitie", "kengetal.versie", Kolomsoort.GETAL),
    Kolom("Bron", "kengetal.bron", breedte=40),
)


@dataclass(frozen=True)
class Verdelingsrij:
    """One cell of a breakdown, or one of its totals, as it may leave the SWV."""

    verdeling: str
    dimensies: str
    rij: str
    kolom: str
    aantal: int | None
    uitleg: str = ""


VERDELINGSKOLOMMEN = (
    Kolom("Verdeling", "verdeling", breedte=40),
    Kolom("Dimensies", "dimensies", breedte=30),
    Kolom("Rij", "rij", breedte=40),
    Kolom("Kolom", "kolom", breedte=30),
    Kolom("Aantal", "aantal", Kolomsoort.GETAL),
    Kolom("Uitleg", "uitleg"),
)


def cijfers(soort: Rapportagesoort, stand: Stand) -> Uitvoer:
    """The table of figures of this kind of report."""
    return Uitvoer(f"{soort.naam} {stand.kwartaal}", CIJFERKOLOMMEN, stand.waarden(soort.kengetallen))


def verdelingen(soort: Rapportagesoort, stand: Stand) -> Uitvoer:
    """Every breakdown with its totals, suppressed."""
    rijen = [rij for code in soort.verdelingen for rij in _rijen(stand, code)]
    return Uitvoer(f"Verdelingen {stand.kwartaal}", VERDELINGSKOLOMMEN, rijen)


def _rijen(stand: Stand, code: str) -> list[Verdelingsrij]:
    tabel, dimensies = stand.tabel(code), " × ".join(stand.opzet(code).dimensies)
    if tabel.weggelaten:
        return [Verdelingsrij(tabel.titel, dimensies, "", "", None, tabel.weggelaten)]
    return [
        Verdelingsrij(tabel.titel, dimensies, rij.label, kop, aantal, "onderdrukt" if aantal is None else "")
        for rij in tabel.rijen
        for kop, aantal in zip(tabel.koppen, rij.waarden, strict=True)
    ]


def als_csv(uitvoer: Uitvoer) -> bytes:
    stroom = io.BytesIO()
    schrijf_csv(uitvoer.kolommen, uitvoer.rijen, stroom)
    return stroom.getvalue()


def als_xlsx(uitvoer: Uitvoer, gemaakt_op: datetime) -> bytes:
    stroom = io.BytesIO()
    schrijf_xlsx(uitvoer.kolommen, uitvoer.rijen, stroom, titel=uitvoer.titel, gemaakt_op=gemaakt_op)
    return stroom.getvalue()


def alineas(tekst: str) -> Sequence[str]:
    """The paragraphs of a text that someone typed, split on line ends."""
    return tuple(regel.strip() for regel in tekst.splitlines() if regel.strip())
