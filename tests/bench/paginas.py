"""Pages beside a bare view that runs the same SQL, over the same HTTP server, in turn."""

import http.client
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test import Client
from django.urls import reverse

from leerlingen.models import Leerling
from swv.models import Gebruiker
from tests.bench.meting import Tijden
from tests.bench.opname import Vraag, opgenomen
from tests.vragen import is_van_de_pagina

OPWARMEN = 5
RONDEN = 30
TIJDLIMIET = 120  # the first answer of a worker waits until everything is imported
HOOGSTENS_VRAGEN = 8
POORTEN = {"product": 8971, "kaal": 8972}
# Options of both servers.
GUNICORN = ("--log-level", "error")


@dataclass(frozen=True)
class Pagina:
    """A page that is measured: who looks, and how its address is found with that person's client."""

    naam: str
    rol: str
    adres: Callable[[Client], str]


def zoek_leerling(client: Client) -> str:
    """A search term is posted, not put in an address; the answer tells where the result is."""
    gezocht = client.post(reverse("leerlingen:lijst"), {"q": _midden().achternaam[:5].lower()})
    return gezocht.headers["Location"]


def _midden() -> Leerling:
    return Leerling.objects.order_by("sorteernaam", "id")[50_000:50_001].get()


EERSTE, DUIZENDSTE = "leerlingen, bladzijde 1", "leerlingen, bladzijde 1000"
PAGINAS = (
    Pagina("startpagina", "coordinator", lambda _: reverse("start")),
    Pagina("leerling zoeken", "coordinator", zoek_leerling),
    Pagina(EERSTE, "coordinator", lambda _: reverse("leerlingen:lijst")),
    Pagina(DUIZENDSTE, "coordinator", lambda _: f"{reverse('leerlingen:lijst')}?na={_midden().sleutel}"),
    Pagina("TLV-lijst met filter", "coordinator", lambda _: f"{reverse('tlv:lijst')}?status=besloten"),
    Pagina("thuiszittersregister", "coordinator", lambda _: reverse("thuiszitters:lijst")),
    Pagina("KPI-dashboard", "coordinator", lambda _: reverse("kwaliteit:dashboard")),
)


@dataclass(frozen=True)
class Opname:
    """One page, ready to be asked for: its address, the cookies of who looks, and its SQL."""

    naam: str
    pad: str
    kop: dict[str, str]
    sql: list[Vraag]


def ingelogd(rol: str) -> Client:
    """The demo user of this role, past the second factor."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Gebruiker.objects.get(username=rol), "swv.aanmelden.Aanmeldbackend")
    sessie = client.session
    sessie["tweede_factor"] = True
    sessie.save()
    return client


def neem_op(pagina: Pagina) -> Opname:
    """Ask for the page once and keep its SQL, without what belongs to the login and the trail of looks."""
    client = ingelogd(pagina.rol)
    pad = pagina.adres(client)
    client.get(pad)  # the first time fills what a process remembers
    with opgenomen(is_van_de_pagina) as vragen:
        antwoord = client.get(pad)
    if antwoord.status_code != 200:
        raise RuntimeError(f"{pad}: {antwoord.status_code}")
    kop = {"Cookie": "; ".join(f"{k}={v.value}" for k, v in client.cookies.items()), "Host": "127.0.0.1"}
    return Opname(pagina.naam, pad, kop, vragen)


@dataclass(frozen=True)
class Server:
    poort: int
    pid: int
    verbinding: str

    def rekentijd(self) -> float:
        """Seconds that the processors gave to its worker and its connections, whatever else the machine did."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = %s", [self.verbinding])
            verbindingen = [str(pid) for (pid,) in cursor.fetchall()]
        werkers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        standen = (Path(f"/proc/{pid}/schedstat").read_text() for pid in [*werkers, *verbindingen])
        return sum(int(stand.split()[0]) for stand in standen) / 1e9


@contextmanager
def webserver(naam: str, app: str, omgeving: dict[str, str], *, werkers: int = 1) -> Iterator[Server]:
    """Gunicorn sync workers for `app`, the same options for both; log lines are made and thrown away."""
    poort = POORTEN[naam]
    opdracht = [sys.executable, "-m", "gunicorn", app, "-b", f"127.0.0.1:{poort}", "-w", str(werkers)]
    opdracht += GUNICORN
    env = {**os.environ, "LOG_LEVEL": "INFO", "PGAPPNAME": f"bench-{naam}", **omgeving}
    proces = subprocess.Popen(opdracht, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wacht_op(poort)
        yield Server(poort, proces.pid, f"bench-{naam}")
    finally:
        proces.terminate()
        proces.wait()


def _wacht_op(poort: int) -> None:
    for _ in range(200):
        try:
            http.client.HTTPConnection("127.0.0.1", poort, timeout=5).connect()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"De webserver op poort {poort} kwam niet op.")


def duur(poort: int, pad: str, kop: dict[str, str]) -> float:
    """Seconds of one GET, connection included; raises when the answer is not 200."""
    begin = time.perf_counter()
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=TIJDLIMIET)
    verbinding.request("GET", pad, headers=kop)
    antwoord = verbinding.getresponse()
    antwoord.read()
    verbinding.close()
    if antwoord.status != 200:
        raise RuntimeError(f"{pad}: {antwoord.status}")
    return time.perf_counter() - begin


def meet() -> Iterator[str]:
    """One line per page: medians in ms, their ratio, the number of queries beyond login, the load."""
    opnamen = [neem_op(pagina) for pagina in PAGINAS]
    tijden: dict[str, float] = {}
    with tempfile.NamedTemporaryFile() as bestand:
        Path(bestand.name).write_bytes(pickle.dumps({str(nr): o.sql for nr, o in enumerate(opnamen)}))
        with (
            webserver("product", "swv.wsgi:application", {}) as product,
            webserver("kaal", "tests.bench.kaal:application", {"BENCH_SQL": bestand.name}) as kaal,
        ):
            for nr, opname in enumerate(opnamen):
                gemeten, rekentijd = _meet_om_en_om(product, kaal, f"/{nr}", opname)
                tijden[opname.naam] = gemeten.midden
                yield gemeten.regel(opname.naam, rekentijd, _vragen(opname))
    yield f"bladzijde 1000 ten opzichte van 1: {tijden[DUIZENDSTE] / tijden[EERSTE]:.2f}x (doel: hoogstens 1,2x)"


def _vragen(opname: Opname) -> str:
    aantal = len(opname.sql)
    return f"{aantal} query's" + (f", te veel: {HOOGSTENS_VRAGEN}" if aantal > HOOGSTENS_VRAGEN else "")


def _meet_om_en_om(product: Server, kaal: Server, kaal_pad: str, opname: Opname) -> tuple[Tijden, str]:
    """The times in turn, and beside them the processor time per page, which a busy machine does not change."""

    def ronden(aantal: int) -> list[tuple[float, float]]:
        return [
            (duur(product.poort, opname.pad, opname.kop), duur(kaal.poort, kaal_pad, {}))
            for _ in range(aantal)
        ]

    ronden(OPWARMEN)
    begin = product.rekentijd(), kaal.rekentijd()
    gemeten = ronden(RONDEN)
    per_pagina = (product.rekentijd() - begin[0]) / RONDEN, (kaal.rekentijd() - begin[1]) / RONDEN
    rekentijd = f"rekentijd {per_pagina[0] * 1000:5.1f} en {per_pagina[1] * 1000:4.1f} ms"
    tijden = Tijden([p for p, _ in gemeten], [k for _, k in gemeten])
    return tijden, f"{rekentijd} {per_pagina[0] / per_pagina[1]:5.2f}x"
