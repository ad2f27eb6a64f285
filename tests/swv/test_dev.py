"""`./dev`: every case that a person can mend is one Dutch sentence."""

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from swv.deploy import installatie, opdrachtregel, supervisor, systeem
from swv.deploy import omgeving as omgevingsmodule
from swv.deploy.installatie import zorg_voor_omgeving
from swv.deploy.mappen import PROJECT
from swv.deploy.omgeving import (
    Keuze,
    bepaal_keuze,
    bewaar_keuze,
    geheim,
    tabellen_actueel,
    tabellen_bijgewerkt,
)
from swv.deploy.processen import StartFout
from swv.deploy.systeem import apt_opdracht, eis_ruimte, zorg_voor_chromium, zorg_voor_pango
from swv.rollen import ROLLEN

OUDE_PYTHONS = [
    pad
    for naam in ("python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10")
    for pad in [shutil.which(naam), *map(str, Path.home().glob(f".pyenv/versions/{naam[6:]}*/bin/{naam}"))]
    if pad and subprocess.run([pad, "-c", ""], capture_output=True).returncode == 0
]


def dev(*argumenten: str, env: dict[str, str] | None = None, python: str = sys.executable) -> tuple[int, str]:
    klaar = subprocess.run(
        [python, str(PROJECT / "dev"), *argumenten],
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
    )
    return klaar.returncode, (klaar.stdout + klaar.stderr).strip()


@pytest.fixture
def bezette_poort() -> Iterator[int]:
    """A port that another program holds; that program is a child, because tests may not open sockets."""
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    ) as houder:
        assert houder.stdout
        yield int(houder.stdout.readline())
        houder.kill()


def test_zonder_opdracht_staat_er_hoe_het_moet():
    code, tekst = dev()
    assert code == 2
    assert "start [--poort N]" in tekst


def test_een_onbekende_opdracht_geeft_code_2():
    assert dev("stort")[0] == 2


@pytest.mark.parametrize("python", OUDE_PYTHONS[:3])
def test_een_te_oude_python_krijgt_een_zin(python):
    """PATH is empty, so that no other Python is found."""
    code, tekst = dev("start", python=python, env={"PATH": "/nergens"})
    assert code == 1
    assert tekst.startswith("Deze Python is versie ")
    assert "3.11, 3.12 of 3.13" in tekst
    assert "\n" not in tekst


@pytest.mark.parametrize("python", OUDE_PYTHONS[:1])
def test_een_te_oude_python_gaat_door_met_een_passende_op_path(python, tmp_path):
    (tmp_path / "python3.11").symlink_to(sys.executable)
    code, tekst = dev("stort", python=python, env={"PATH": str(tmp_path)})
    assert (code, tekst[:8]) == (2, "Gebruik:")


def test_een_bezette_poort_noemt_een_vrije(bezette_poort, tmp_path):
    code, tekst = dev("start", "--poort", str(bezette_poort), env={"SWV_DATA": str(tmp_path)})
    assert code == 1
    assert tekst.startswith(f"Poort {bezette_poort} is al in gebruik")
    assert "`./dev start --poort " in tekst
    assert "\n" not in tekst


@pytest.mark.parametrize(
    "opties", [["--poort", "0"], ["--poort", "65536"], ["--poort", "acht"], ["--swv", "x"]]
)
def test_een_onmogelijke_optie_is_een_zin_met_code_2(opties, tmp_path):
    code, tekst = dev("start", *opties, env={"SWV_DATA": str(tmp_path)})
    assert code == 2
    assert tekst.startswith("Een optie bestaat niet of heeft een verkeerde waarde")
    assert "\n" not in tekst


def test_te_weinig_schijfruimte_zegt_hoeveel_er_nodig_is(tmp_path):
    with pytest.raises(StartFout, match=r"MB vrij en 999999999 MB nodig; maak ruimte .*SWV_DATA="):
        eis_ruimte(tmp_path / "nog" / "niet", 999_999_999)


def test_een_volle_schijf_tijdens_het_installeren(monkeypatch):
    vol = subprocess.CompletedProcess([], 1, "", "ERROR: [Errno 28] No space left on device")
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: vol)
    with pytest.raises(StartFout, match="de schijf is vol; maak ruimte"):
        installatie._voer_uit(["pip"], "De pakketten konden niet worden geïnstalleerd")


def test_zonder_internet_staat_de_eerste_fout_in_de_zin(monkeypatch):
    uit = "WARNING: Retrying\nERROR: Could not find a version that satisfies the requirement django\nmeer"
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: subprocess.CompletedProcess([], 1, "", uit))
    with pytest.raises(StartFout, match=r"controleer de internetverbinding .* Could not find a version"):
        installatie._voer_uit(["pip"], "De pakketten konden niet worden geïnstalleerd")


def test_een_actuele_omgeving_installeert_niets(monkeypatch, tmp_path):
    (tmp_path / f".{installatie.BASIS}.sha256").write_text(installatie._vingerafdruk(installatie.BASIS))
    monkeypatch.setattr(installatie, "VENV", tmp_path)
    monkeypatch.setattr(installatie, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(installatie, "_installeer", lambda _naam: pytest.fail("installed again"))
    zorg_voor_omgeving()


def test_een_gewijzigde_lijst_installeert_opnieuw(monkeypatch, tmp_path):
    (tmp_path / f".{installatie.BASIS}.sha256").write_text("oud")
    monkeypatch.setattr(installatie, "VENV", tmp_path)
    monkeypatch.setattr(installatie, "PYTHON", Path(sys.executable))
    gedaan: list[str] = []
    monkeypatch.setattr(installatie, "_installeer", gedaan.append)
    zorg_voor_omgeving()
    assert gedaan == [installatie.BASIS]


def test_zonder_venv_module_staat_er_welk_pakket(monkeypatch):
    monkeypatch.setenv("SWV_GEEN_APT", "1")
    monkeypatch.setattr(installatie.importlib.util, "find_spec", lambda _naam: None)
    with pytest.raises(StartFout, match=r"apt-get install .*python3\.\d+-venv"):
        installatie._eis_venv_module()


def test_zonder_pango_gaat_het_product_door_met_een_zin(monkeypatch, capsys):
    monkeypatch.setenv("SWV_GEEN_APT", "1")
    monkeypatch.setattr(systeem, "pango_aanwezig", lambda: False)
    zorg_voor_pango()
    zin = capsys.readouterr().out
    assert "brieven wachten tot het er is" in zin
    assert apt_opdracht(systeem.PANGO_PAKKETTEN) in zin


def test_pango_wordt_geinstalleerd_waar_dat_mag(monkeypatch, capsys):
    stand = iter([False, True])
    gevraagd: list[tuple[str, ...]] = []
    monkeypatch.setattr(systeem, "pango_aanwezig", lambda: next(stand))
    monkeypatch.setattr(systeem, "installeer_met_apt", lambda p: gevraagd.append(p) or True)
    zorg_voor_pango()
    assert gevraagd == [systeem.PANGO_PAKKETTEN]
    assert capsys.readouterr().out == ""


def test_apt_wordt_alleen_als_root_gebruikt(monkeypatch):
    monkeypatch.setattr(systeem.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: pytest.fail("apt-get was called"))
    assert not systeem.installeer_met_apt(["iets"])


def test_zonder_chromium_staat_er_hoe(monkeypatch, capsys):
    monkeypatch.setenv("SWV_GEEN_APT", "1")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(systeem.shutil, "which", lambda _naam: None)
    assert zorg_voor_chromium() == ""
    assert "apt-get install --no-install-recommends chromium" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/d/x"), "De schijf met /d/x is vol: maak ruimte"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/d/x"),
            "Geen toegang tot /d/x: .*sudo chown -R",
        ),
        (OSError(errno.EROFS, "Read-only file system", "/d/x"), "/d/x werkt niet: Read-only file system."),
    ],
)
def test_een_fout_van_het_bestandssysteem_is_een_zin(monkeypatch, capsys, fout, zin):
    def mislukt(_argumenten: list[str]) -> int:
        raise fout

    monkeypatch.setitem(opdrachtregel.OPDRACHTEN, "start", mislukt)
    assert opdrachtregel.main(["start"]) == 1
    melding = capsys.readouterr().err.strip()
    assert re.match(zin, melding)
    assert "\n" not in melding


class TestKeuze:
    """An installation holds one SWV, chosen by its first run."""

    def test_de_eerste_keer_kiest(self, tmp_path):
        assert bepaal_keuze(tmp_path, swv=None, leeg=False) == Keuze("vo2001", False)
        assert bepaal_keuze(tmp_path, swv="po2202", leeg=True) == Keuze("po2202", True)

    def test_daarna_hoeft_het_niet_meer_gezegd(self, tmp_path):
        bewaar_keuze(tmp_path, Keuze("po2203", True))
        assert bepaal_keuze(tmp_path, swv=None, leeg=False) == Keuze("po2203", True)

    def test_een_ander_swv_krijgt_een_eigen_map(self, tmp_path):
        bewaar_keuze(tmp_path, Keuze("po2203", False))
        with pytest.raises(StartFout, match=rf"SWV_DATA={tmp_path}-vo2001 ./dev start --swv vo2001"):
            bepaal_keuze(tmp_path, swv="vo2001", leeg=False)

    def test_demogegevens_worden_niet_ineens_leeg(self, tmp_path):
        bewaar_keuze(tmp_path, Keuze("vo2001", False))
        with pytest.raises(StartFout, match="staan al demogegevens"):
            bepaal_keuze(tmp_path, swv=None, leeg=True)


def test_het_geheim_blijft_en_is_alleen_voor_de_eigenaar(tmp_path):
    eerste = geheim(tmp_path)
    assert len(eerste) > 50
    assert geheim(tmp_path) == eerste
    assert (tmp_path / "geheim").stat().st_mode & 0o077 == 0


def test_een_lage_poort_zegt_dat_root_nodig_is(monkeypatch):
    class Geweigerd:
        def __enter__(self):
            return self

        def __exit__(self, *_a):
            return None

        def setsockopt(self, *_a):
            pass

        def bind(self, _adres):
            raise PermissionError

    monkeypatch.setattr(systeem.socket, "socket", Geweigerd)
    with pytest.raises(StartFout, match=r"Poort 80 mag alleen door root .*--poort 8080`"):
        systeem.poort_vrij(80)


def test_er_is_een_login_per_rol(capsys, tmp_path):
    wens = Mock(spec=supervisor.Stopwens)  # a real one catches the signals of the test run
    supervisor.Loop(tmp_path, Keuze("vo2001", False), 8123, supervisor.Slot(tmp_path), wens).groet()
    tekst = capsys.readouterr().out
    assert "Klaar: http://127.0.0.1:8123" in tekst
    assert "demo-swv-2026" in tekst
    assert all(f"  {rol} " in tekst for rol in [*ROLLEN, "school2", "deskundige2"])


def test_nieuwe_migraties_maken_de_tabellen_verouderd(monkeypatch, tmp_path):
    project = tmp_path / "project"
    (project / "app" / "migrations").mkdir(parents=True)
    (project / "requirements.lock").write_text("django==5.2\n")
    monkeypatch.setattr(omgevingsmodule, "PROJECT", project)
    assert not tabellen_actueel(tmp_path)
    tabellen_bijgewerkt(tmp_path)
    assert tabellen_actueel(tmp_path)
    (project / "app" / "migrations" / "0002_nieuw.py").write_text("x")
    assert not tabellen_actueel(tmp_path)
    tabellen_bijgewerkt(tmp_path)
    (project / "requirements.lock").write_text("django==5.3\n")
    assert not tabellen_actueel(tmp_path)
