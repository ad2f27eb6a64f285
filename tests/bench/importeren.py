"""Import of 100,000 schools beside a bare COPY of the same rows, in turn, in one run.

Bare means: psycopg COPY of the finished values into the same table, with its keys, checks and indexes, committed;
no header, no checking, no comparing with what is there, no batch that can be undone.
"""

import csv
import io
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from swv.klok import nu
from swv.models import Importrun, School
from swv.scholen.services import importeer, open_bestand
from tests.bench.meting import Tijden

RIJEN = 100_000
RONDEN = 5
KOP = (
    "vestigingscode;brin_nummer;naam;type;denominatie;internetadres;straat;huisnummer;huisletter;"
    "huisnummertoevoeging;postcode;plaats;gemeente;provincie;onderwijsgebied;leerlingen"
)
TYPEN = ("basisschool", "VBO/MAVO", "(V)SO", "SBAO", "PRO", "SO", "VSO")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
KAAL_KOLOMMEN = (
    "sleutel, vestigingscode, brin, naam, onderwijssoort, type_duo, denominatie, internetadres, telefoon, straat, "
    "huisnummer, postcode, pc4, plaats, gemeente, provincie, gebied, leerlingen, status, binnen_swv, te_controleren, "
    "peildatum, peildata"
)


def rijen() -> Iterator[list[str]]:
    """Synthetic rows of the layout of 2024; codes that no real school has (BRIN from 40XX up)."""
    for nummer in range(RIJEN):
        brin = f"{40 + nummer // 6760}{LETTERS[nummer // 260 % 26]}{LETTERS[nummer // 10 % 26]}"
        yield [
            f"{brin}{nummer % 10:02}",
            brin,
            f"Basisschool De Meting {nummer}",
            TYPEN[nummer % len(TYPEN)],
            "Openbaar",
            f"www.meting{nummer}.nl",
            "Schoolstraat",
            str(nummer % 300 + 1),
            "",
            "",
            f"{1000 + nummer % 9000}AB",
            f"Plaats {nummer % 700}",
            f"GEMEENTE {nummer % 340}",
            "Groningen",
            "Regio",
            str(nummer % 900),
        ]


def schrijf_bestand(pad: Path) -> None:
    with pad.open("w", encoding="utf-8", newline="") as doel:
        doel.write(KOP + "\n")
        csv.writer(doel, delimiter=";", lineterminator="\n").writerows(rijen())


def _kale_rijen() -> bytes:
    """The rows as they would stand in the table, made before the clock starts."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\n")
    for nummer, r in enumerate(rijen()):
        sleutel = f"{nummer:08x}-0000-4000-8000-{nummer * 2654435761 % 2**48:012x}"
        voor = [sleutel, *r[0:3], "bao", *r[3:6], "", r[6], r[7], r[10], r[10][:4], r[11], r[12], r[13], ""]
        schrijver.writerow([*voor, r[15], "open", "f", "", "2024-11-01", "{}"])
    return uit.getvalue().encode()


def _kaal(inhoud: bytes) -> float:
    # An empty text is a value here, and only the count can be empty.
    opdracht = f"COPY swv_school ({KAAL_KOLOMMEN}) FROM STDIN (FORMAT csv, NULL '\\N')"
    begin = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(opdracht) as uit:
        for plaats in range(0, len(inhoud), 1024 * 1024):
            uit.write(inhoud[plaats : plaats + 1024 * 1024])
    return time.perf_counter() - begin


def _import(pad: Path) -> float:
    begin = time.perf_counter()
    tellingen = importeer(open_bestand(pad, naam="meting-2024-11.csv"), door=None, op=nu()).tellingen
    duur = time.perf_counter() - begin
    if tellingen.gelezen != RIJEN or tellingen.fouten:
        raise RuntimeError(tellingen)
    return duur


def _geheugen(naam: str) -> int:
    """A figure in kB from the kernel: VmRSS is now, VmHWM the highest since it was forgotten."""
    regels = Path("/proc/self/status").read_text().splitlines()
    return next(int(regel.split()[1]) for regel in regels if regel.startswith(f"{naam}:"))


def _vergeet_piek() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return _geheugen("VmRSS")


def _ruim_op() -> None:
    Importrun.objects.filter(bestandsnaam="meting-2024-11.csv").delete()
    School.objects.filter(naam__startswith="Basisschool De Meting ")._raw_delete("default")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE swv_school")
        cursor.execute("VACUUM swv_importregel")


def meet() -> list[str]:
    """Return the lines of the report: medians of the rounds and their ratio."""
    kaal, nieuw, gelijk, geheugen = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        pad = Path(folder) / "meting.csv"
        schrijf_bestand(pad)
        inhoud = _kale_rijen()
        for _ in range(RONDEN):
            _ruim_op()
            kaal.append(_kaal(inhoud))
            _ruim_op()
            voor = _vergeet_piek()
            nieuw.append(_import(pad))
            geheugen.append(_geheugen("VmHWM") - voor)
            gelijk.append(_import(pad))
        _ruim_op()
    return [
        Tijden(tijden, kaal).regel(naam)
        for naam, tijden in (("import 100.000 nieuw", nieuw), ("import 100.000 nog eens", gelijk))
    ] + [f"geheugen erbij tijdens de import: {max(geheugen) / 1024:.0f} MB"]


if __name__ == "__main__":
    for regel in meet():
        print(regel)
