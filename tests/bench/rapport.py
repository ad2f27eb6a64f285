"""The kwartaalrapportage: how long its job takes, and the most memory of the process that carries it out.

A process of its own, as the worker is: `python -m tests.bench.rapport` makes the report and prints its figures.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

SOORT = "kwartaal"
PDF = "pdf"


def meet() -> Iterator[str]:
    """Time and memory of the first report of a process, and of the next one."""
    uitvoer = subprocess.run(
        [sys.executable, "-m", "tests.bench.rapport"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    cijfers = json.loads(uitvoer.splitlines()[-1])
    yield f"cijfers van het kwartaal vastleggen: {cijfers['vastleggen']:.2f} s"
    for naam, nummer in (("eerste rapport van een proces", 0), ("volgende rapport", 1)):
        lopen, rekenen = cijfers["maken"][nummer]
        yield f"{naam}: {lopen:.2f} s, rekentijd {rekenen:.2f} s (doel: 1 s), {cijfers['bladzijden']} bladzijden"
    yield f"geheugen van het proces: hoogstens {cijfers['geheugen']:.0f} MB, {cijfers['erbij']:.0f} MB door het rapport"


def _maak() -> dict[str, Any]:
    from swv.klok import nu
    from swv.momentopnamen import bevries
    from swv.rapportages import services

    kwartaal = _kwartaal()
    begin = time.perf_counter()
    bevries(kwartaal, door=None, op=nu())
    vastleggen, voor = time.perf_counter() - begin, _geheugen("VmRSS")
    rapportage = services.aanvragen(soort=SOORT, kwartaal=kwartaal, door=None, op=nu())
    maken = [_een_versie(rapportage) for _ in range(2)]
    top = _geheugen("VmHWM")
    return {
        "vastleggen": vastleggen,
        "maken": maken,
        "bladzijden": _bladzijden(rapportage),
        "geheugen": top,
        "erbij": top - voor,
    }


def _kwartaal() -> Any:
    """The latest quarter that is over and whose report is not fixed for good."""
    from swv.enums import Rapportagestatus
    from swv.klok import vandaag
    from swv.kwartaal import Kwartaal
    from swv.models import Rapportage

    vast = Rapportage.objects.filter(soort=SOORT).exclude(status=Rapportagestatus.CONCEPT)
    bezet = {Kwartaal(rij.jaar, rij.nummer) for rij in vast}
    kwartaal = Kwartaal.van(vandaag()).vorige
    while kwartaal in bezet:
        kwartaal = kwartaal.vorige
    return kwartaal


def _een_versie(rapportage: Any) -> tuple[float, float]:
    """Seconds of the job that makes one version of all files: by the clock, and of this processor."""
    from swv import opdrachten
    from swv.klok import nu
    from swv.rapportages import services

    rapportage.refresh_from_db()
    if not rapportage.wordt_gemaakt:
        rapportage = services.opnieuw_maken(rapportage=rapportage, door=None, op=nu())
    opdracht = services.opdracht_van(rapportage)
    begin = time.perf_counter(), time.process_time()
    if not opdrachten.voer_uit(opdracht.pk):
        raise RuntimeError("Het rapport kon niet worden gemaakt.")
    return time.perf_counter() - begin[0], time.process_time() - begin[1]


def _bladzijden(rapportage: Any) -> int:
    from pypdf import PdfReader

    from swv import bestanden

    pdf = rapportage.bestanden.actueel().get(vorm=PDF)
    return len(PdfReader(BytesIO(bestanden.lees(pdf))).pages)


def _geheugen(naam: str) -> float:
    """MB of this process: VmRSS is now, VmHWM the most it ever was."""
    regels = Path("/proc/self/status").read_text().splitlines()
    return next(int(regel.split()[1]) for regel in regels if regel.startswith(f"{naam}:")) / 1024


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")
    django.setup()
    print(json.dumps(_maak()))
