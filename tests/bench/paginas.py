"""Pages beside a bare view that runs the same SQL, over the same HTTP server, in turn."""

import http.client
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from leerlingen.models import Leerling
from swv.models import Gebruiker

RONDEN = 60
POORTEN = {"product": 8971, "kaal": 8972}
# What the login itself asks of the database; everything else of a page is replayed bare.
VAN_DE_LOGIN = ("django_session", "swv_gebruiker", "swv_roltoekenning", "usersessions_", "mfa_authenticator")


def adressen(client: Client) -> dict[str, str]:
    """The pages that are measured, as a coördinator sees them; a search term is posted, not put in an address."""
    midden = Leerling.objects.order_by("sorteernaam", "id")[50_000:50_001].get()
    lijst = reverse("leerlingen:lijst")
    gezocht = client.post(lijst, {"q": midden.achternaam[:5].lower()})
    return {
        "startpagina": reverse("start"),
        "leerling zoeken": gezocht.headers["Location"],
        "leerlingen, bladzijde 1": lijst,
        "leerlingen, bladzijde 1000": f"{lijst}?na={midden.sleutel}",
        "TLV-lijst met filter": f"{reverse('tlv:lijst')}?status=besloten",
    }


def ingelogd() -> Client:
    """A coördinator past the second factor."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Gebruiker.objects.get(username="coordinator"), "swv.aanmelden.Aanmeldbackend")
    sessie = client.session
    sessie["tweede_factor"] = True
    sessie.save()
    return client


def neem_op(client: Client, pad: str) -> list[tuple[str, Any]]:
    """Return the SQL of one page without what belongs to the login."""
    opgenomen: list[tuple[str, Any]] = []

    def luister(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith("SELECT") and not sql.split("FROM")[-1].strip().startswith(
            tuple(f'"{tabel}' for tabel in VAN_DE_LOGIN)
        ):
            opgenomen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(luister):
        antwoord = client.get(pad)
    if antwoord.status_code != 200:
        raise RuntimeError(f"{pad}: {antwoord.status_code}")
    return opgenomen


@contextmanager
def webserver(naam: str, app: str, omgeving: dict[str, str]) -> Iterator[None]:
    """One gunicorn sync worker for `app`, the same options for both."""
    poort = POORTEN[naam]
    opdracht = [
        sys.executable,
        "-m",
        "gunicorn",
        app,
        "-w",
        "1",
        "-b",
        f"127.0.0.1:{poort}",
        "--log-level",
        "error",
    ]
    proces = subprocess.Popen(opdracht, env={**os.environ, **omgeving})
    try:
        for _ in range(200):
            try:
                http.client.HTTPConnection("127.0.0.1", poort, timeout=5).connect()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        proces.terminate()
        proces.wait()


def duur(poort: int, pad: str, kop: dict[str, str]) -> float:
    """Seconds of one GET, connection included; raises when the answer is not 200."""
    begin = time.perf_counter()
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
    verbinding.request("GET", pad, headers=kop)
    antwoord = verbinding.getresponse()
    antwoord.read()
    verbinding.close()
    if antwoord.status != 200:
        raise RuntimeError(f"{pad}: {antwoord.status}")
    return time.perf_counter() - begin


def meet() -> list[str]:
    """Return one line per page: medians in ms, their ratio, and the number of queries beyond login."""
    client = ingelogd()
    paden = adressen(client)
    client.get(paden["startpagina"])
    sql = {str(nr): neem_op(client, pad) for nr, pad in enumerate(paden.values())}
    kop = {"Cookie": "; ".join(f"{k}={v.value}" for k, v in client.cookies.items()), "Host": "127.0.0.1"}
    with tempfile.NamedTemporaryFile() as bestand:
        Path(bestand.name).write_bytes(pickle.dumps(sql))
        with (
            webserver("product", "swv.wsgi:application", {}),
            webserver("kaal", "tests.bench.kaal:application", {"BENCH_SQL": bestand.name}),
        ):
            tijden = {naam: _meet_om_en_om(str(nr), pad, kop) for nr, (naam, pad) in enumerate(paden.items())}
    regels = [
        f"{naam:28} {p * 1000:7.1f} ms  kaal {k * 1000:6.1f} ms  {p / k:5.2f}x  {len(sql[str(nr)])} query's"
        for nr, (naam, (p, k)) in enumerate(tijden.items())
    ]
    eerste, duizendste = tijden["leerlingen, bladzijde 1"][0], tijden["leerlingen, bladzijde 1000"][0]
    return [*regels, f"bladzijde 1000 ten opzichte van 1: {duizendste / eerste:.2f}x"]


def _meet_om_en_om(nummer: str, pad: str, kop: dict[str, str]) -> tuple[float, float]:
    product, kaal = [], []
    for _ in range(RONDEN):
        product.append(duur(POORTEN["product"], pad, kop))
        kaal.append(duur(POORTEN["kaal"], f"/{nummer}", {}))
    return statistics.median(product), statistics.median(kaal)
