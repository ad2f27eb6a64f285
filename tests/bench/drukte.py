"""Sixteen users at once on the web server as it is started for real: requests per second and p95.

Bounded in number and in time, and only on this machine.
"""

import itertools
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from django.urls import reverse

from leerlingen.models import Leerling
from tests.bench.meting import belasting
from tests.bench.paginas import Opname, Pagina, duur, neem_op, webserver, zoek_leerling

GEBRUIKERS = 16
HOOGSTENS_SECONDEN = 20.0
HOOGSTENS_VERZOEKEN = 3000
WERKERS = 2  # as `./dev start` and docker-compose.yml


def _leerlingpagina() -> str:
    leerling = Leerling.objects.order_by("-id")[:1].get()
    return reverse("leerlingen:detail", args=[leerling.sleutel])


PAGINAS = (
    Pagina("startpagina", "coordinator", lambda _: reverse("start")),
    Pagina("startpagina van een school", "school", lambda _: reverse("start")),
    Pagina("TLV-lijst", "administratie", lambda _: reverse("tlv:lijst")),
    Pagina("TLV-lijst met filter", "coordinator", lambda _: f"{reverse('tlv:lijst')}?status=besloten"),
    Pagina("TLV-lijst van een school", "school", lambda _: reverse("tlv:lijst")),
    Pagina("ECT-lijst", "ect", lambda _: reverse("ect:lijst")),
    Pagina("leerlingen", "administratie", lambda _: reverse("leerlingen:lijst")),
    Pagina("leerling zoeken", "coordinator", zoek_leerling),
    Pagina("pagina van een leerling", "ect", lambda _: _leerlingpagina()),
    Pagina("thuiszittersregister", "coordinator", lambda _: reverse("thuiszitters:lijst")),
    Pagina("KPI-dashboard", "directeur", lambda _: reverse("kwaliteit:dashboard")),
)


def meet() -> Iterator[str]:
    """All pages in turn by all users; each begins somewhere else in the row."""
    opnamen = [neem_op(pagina) for pagina in PAGINAS]
    with webserver("product", "swv.wsgi:application", {}, werkers=WERKERS) as server:
        for opname in opnamen * (2 * WERKERS):  # every worker has imported and compiled everything
            duur(server.poort, opname.pad, opname.kop)
        begin, rekende = time.perf_counter(), server.rekentijd()
        tijden = _druk(server.poort, opnamen)
        verlopen, gerekend = time.perf_counter() - begin, server.rekentijd() - rekende
    alles = [seconden for rij in tijden.values() for seconden in rij]
    yield (
        f"{GEBRUIKERS} gebruikers, {WERKERS} werkers: {len(alles) / verlopen:.0f} verzoeken per seconde, "
        f"p95 {_p95(alles):.0f} ms, mediaan {statistics.median(alles) * 1000:.0f} ms, {len(alles)} verzoeken in "
        f"{verlopen:.0f} s (belasting {belasting()})"
    )
    per_verzoek = gerekend / len(alles)
    yield (
        f"rekentijd {per_verzoek * 1000:.1f} ms per verzoek: "
        f"op {WERKERS} eigen kernen hoogstens {WERKERS / per_verzoek:.0f} per seconde"
    )
    for naam, rij in tijden.items():
        yield f"{naam:28} mediaan {statistics.median(rij) * 1000:6.0f} ms  p95 {_p95(rij):6.0f} ms"


def _druk(poort: int, opnamen: list[Opname]) -> dict[str, list[float]]:
    """The seconds of every request, per page, until the time or the number is up."""
    tijden: dict[str, list[float]] = {opname.naam: [] for opname in opnamen}
    tot, nog, slot = time.monotonic() + HOOGSTENS_SECONDEN, itertools.count(), threading.Lock()

    def gebruiker(nummer: int) -> None:
        for opname in itertools.cycle(opnamen[nummer % len(opnamen) :] + opnamen[: nummer % len(opnamen)]):
            if time.monotonic() > tot or next(nog) >= HOOGSTENS_VERZOEKEN:
                return
            seconden = duur(poort, opname.pad, opname.kop)
            with slot:
                tijden[opname.naam].append(seconden)

    with ThreadPoolExecutor(GEBRUIKERS) as samen:
        list(samen.map(gebruiker, range(GEBRUIKERS)))
    return {naam: rij for naam, rij in tijden.items() if rij}


def _p95(seconden: list[float]) -> float:
    """Milliseconds within which 95 of 100 answers came, by the nearest rank."""
    return sorted(seconden)[-(-95 * len(seconden) // 100) - 1] * 1000
