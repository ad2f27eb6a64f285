"""The product as a user has it: started by the supervisor with demo data, in a real Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from swv.deploy.mappen import PROJECT
from swv.rollen import DEMOWACHTWOORD

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTTIJD = 300.0
GEDULD = 20_000  # milliseconds that a page may take on a busy machine
LOGSTAART = 4_000  # characters of each log, shown when a test failed
expect.set_options(timeout=GEDULD)
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def vrije_poort() -> int:
    with socket.socket() as sok:
        sok.bind(("127.0.0.1", 0))
        return int(sok.getsockname()[1])


@dataclass(frozen=True)
class Product:
    url: str


@pytest.fixture(scope="session")
def product(request: pytest.FixtureRequest) -> Iterator[Product]:
    """`./dev start` of VO2001 with demo data in an empty folder; its logs are shown after a failure."""
    data, poort = Path(tempfile.mkdtemp(prefix="swv-e2e-")), vrije_poort()
    omgeving = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    omgeving |= {"SWV_DATA": str(data), "SWV_DEMO": "1"}
    opdracht = [sys.executable, "-m", "swv.deploy.supervisor", "--poort", str(poort), "--swv", "vo2001"]
    logboek = (data / "start.log").open("wb")
    proces = subprocess.Popen(opdracht, cwd=PROJECT, env=omgeving, stdout=logboek, stderr=logboek)
    try:
        _wacht(proces, data / "start.log")
        yield Product(f"http://127.0.0.1:{poort}")
    finally:
        proces.send_signal(signal.SIGTERM)
        proces.wait(60)
        if request.session.testsfailed:
            for log in sorted((data / "log").glob("*.log")):
                print(f"--- {log.name}\n{log.read_text()[-LOGSTAART:]}")
        shutil.rmtree(data, ignore_errors=True)


def _wacht(proces: "subprocess.Popen[bytes]", logboek: Path) -> None:
    einde = time.monotonic() + STARTTIJD
    while "Klaar" not in logboek.read_text():
        if proces.poll() is not None or time.monotonic() > einde:
            raise AssertionError(logboek.read_text())
        time.sleep(0.2)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        reden = "Chromium ontbreekt; installeer het met `apt-get install chromium`."
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reden)
        pytest.skip(reden)
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield browser
        browser.close()


Inloggen = Callable[..., Page]


@pytest.fixture
def als_rol(product: Product, chromium: Browser) -> Iterator[Inloggen]:
    """Open a page as one of the demo logins: `als_rol("school", breedte=360, javascript=False)`."""
    contexten = []

    def open_(rol: str, *, breedte: int = 1280, javascript: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": breedte, "height": 860}, java_script_enabled=javascript, base_url=product.url
        )
        contexten.append(context)
        pagina = context.new_page()
        pagina.set_default_timeout(GEDULD)
        pagina.goto("/account/inloggen/")
        pagina.get_by_label("Gebruikersnaam").fill(rol)
        pagina.get_by_label("Wachtwoord").fill(DEMOWACHTWOORD)
        pagina.get_by_role("button", name="Inloggen").click()
        pagina.wait_for_url("**/")
        return pagina

    yield open_
    for context in contexten:
        context.close()


def ververs_tot(pagina: Page, klaar: Callable[[Page], bool], *, seconden: int = 120) -> None:
    """Read the page anew until the worker did its part; the page itself says what is missing when it never does."""
    einde = time.monotonic() + seconden
    while not klaar(pagina):
        assert time.monotonic() < einde, f"{pagina.url}\n{pagina.locator('main').inner_text()}"
        pagina.wait_for_timeout(1_000)
        pagina.reload()


def eis_toegankelijk(pagina: Page) -> None:
    """Zero axe violations on this page as it stands now."""
    gevonden = Axe().run(pagina, options={"runOnly": REGELS}).response["violations"]
    regels = [f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:160]})" for v in gevonden]
    assert not regels, f"{pagina.url}\n" + "\n".join(regels)


def eis_past(pagina: Page) -> None:
    """Nothing sticks out sideways."""
    over = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{pagina.url} is {over} px too wide"
