"""`./dev check` and `./dev test`: what they count and what they refuse."""

import shutil
import subprocess
from pathlib import Path

import pytest

from swv.deploy import testloop
from swv.deploy.controle import slotbestanden_fouten
from swv.deploy.mappen import PROJECT
from swv.deploy.testloop import BROWSER, Telling, ronde, tel

SUITE = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


@pytest.mark.parametrize(
    ("cijfers", "code", "regel"),
    [
        ((12, 0, 0, 0), 0, "12 passed, 0 failed"),
        ((12, 2, 1, 0), 1, "9 passed, 3 failed"),
        ((12, 0, 0, 5), 0, "7 passed, 0 failed, 5 skipped"),
        ((0, 0, 0, 0), 5, "0 passed, 0 failed"),
        ((3, 0, 0, 0), 2, "3 passed, 1 failed"),  # interrupted: not a success
    ],
)
def test_de_laatste_regel_telt_alles(tmp_path, cijfers, code, regel):
    rapport = tmp_path / "r.xml"
    rapport.write_text(SUITE.format(*cijfers))
    assert str(tel(rapport, code)) == regel


def test_een_ronde_zonder_rapport_is_mislukt(tmp_path):
    assert tel(tmp_path / "nergens.xml", 3) == Telling(mislukt=1)


def test_in_ci_is_een_overgeslagen_browsertest_mislukt(monkeypatch, tmp_path):
    rapport = tmp_path / "r.xml"

    def pytest_slaat_over(*_a: object, **_k: object) -> subprocess.CompletedProcess[str]:
        rapport.write_text(SUITE.format(5, 0, 0, 5))
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(testloop.subprocess, "run", pytest_slaat_over)
    monkeypatch.delenv("REQUIRE_BROWSER", raising=False)
    assert str(ronde(BROWSER, rapport)) == "0 passed, 0 failed, 5 skipped"
    monkeypatch.setenv("REQUIRE_BROWSER", "1")
    assert str(ronde(BROWSER, rapport)) == "0 passed, 5 failed"
    assert str(ronde(["-m", "not e2e"], rapport)) == "0 passed, 0 failed, 5 skipped"


def test_rondes_worden_opgeteld():
    assert str(Telling(3, 1, 2) + Telling(4, 0, 1)) == "7 passed, 1 failed, 3 skipped"


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    for naam in ("requirements.lock", "requirements-dev.lock"):
        shutil.copy(PROJECT / naam, tmp_path / naam)
    return tmp_path


def test_de_slotbestanden_zijn_in_orde():
    assert slotbestanden_fouten() == []


def test_een_adres_in_een_slotbestand_valt_op(kopie):
    with (kopie / "requirements.lock").open("a") as bestand:
        bestand.write("--index-url https://index.invalid/simple\n")
    assert slotbestanden_fouten(kopie) == ["requirements.lock noemt een adres."]


def test_twee_slotbestanden_die_verschillen_vallen_op(kopie):
    pad = kopie / "requirements-dev.lock"
    tekst = pad.read_text()
    plek = tekst.index("django==")
    pad.write_text(tekst[:plek] + "django==1.0 " + tekst[plek:].split(" ", 1)[1])
    assert slotbestanden_fouten(kopie) == ["requirements-dev.lock wijkt af van requirements.lock: django."]
