"""Makes the kwartaalrapportage in a process of its own, as the worker does, and prints its figures as JSON."""

import json
import os
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from pypdf import PdfReader

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")
django.setup()

from swv import bestanden, opdrachten  # noqa: E402
from swv.enums import Rapportagestatus  # noqa: E402
from swv.klok import nu, vandaag  # noqa: E402
from swv.kwartaal import Kwartaal  # noqa: E402
from swv.models import Rapportage  # noqa: E402
from swv.momentopnamen import bevries  # noqa: E402
from swv.rapportages import services  # noqa: E402

SOORT = "kwartaal"
PDF = "pdf"


def maak() -> dict[str, Any]:
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
    vast = Rapportage.objects.filter(soort=SOORT).exclude(status=Rapportagestatus.CONCEPT)
    bezet = {Kwartaal(rij.jaar, rij.nummer) for rij in vast}
    kwartaal = Kwartaal.van(vandaag()).vorige
    while kwartaal in bezet:
        kwartaal = kwartaal.vorige
    return kwartaal


def _een_versie(rapportage: Any) -> tuple[float, float]:
    """Seconds of the job that makes one version of all files: by the clock, and of this processor."""
    rapportage.refresh_from_db()
    if not rapportage.wordt_gemaakt:
        rapportage = services.opnieuw_maken(rapportage=rapportage, door=None, op=nu())
    opdracht = services.opdracht_van(rapportage)
    begin = time.perf_counter(), time.process_time()
    if not opdrachten.voer_uit(opdracht.pk):
        raise RuntimeError("Het rapport kon niet worden gemaakt.")
    return time.perf_counter() - begin[0], time.process_time() - begin[1]


def _bladzijden(rapportage: Any) -> int:
    pdf = rapportage.bestanden.actueel().get(vorm=PDF)
    return len(PdfReader(BytesIO(bestanden.lees(pdf))).pages)


def _geheugen(naam: str) -> float:
    """MB of this process: VmRSS is now, VmHWM the most it ever was."""
    regels = Path("/proc/self/status").read_text().splitlines()
    return next(int(regel.split()[1]) for regel in regels if regel.startswith(f"{naam}:")) / 1024


if __name__ == "__main__":
    print(json.dumps(maak()))
