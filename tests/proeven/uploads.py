"""./dev proef uploads: the whole corpus of uploads, through the child process as in life (S12-S14)."""

import resource
import time
from pathlib import Path

import pytest

from swv.bestandscontrole import MAX_BYTES, BestandGeweigerd
from swv.bestandscontrole.apart import controleer_apart
from tests.swv.bestandenmaker import Geval, legale_gevallen
from tests.swv.kwade_bestanden import kwade_gevallen, verborgen_lading

pytestmark = pytest.mark.traag
MAX_SECONDEN_PER_BOM = 1.0
MAX_GROEI = 100 * 1024  # kB of the largest child beyond the first


def oordeel(geval: Geval, folder: Path) -> str:
    """Empty when the file comes in, else the sentence."""
    pad, uit = folder / "binnen", folder / "uit"
    pad.write_bytes(geval.inhoud)
    try:
        controleer_apart(pad, uit, geval.naam, max_bytes=MAX_BYTES)
    except BestandGeweigerd as weigering:
        return weigering.zin
    return ""


def test_alle_kwade_bestanden_blijven_buiten(tmp_path: Path) -> None:
    gevallen = kwade_gevallen()
    assert len(gevallen) >= 150
    assert [geval.kenmerk for geval in gevallen if not oordeel(geval, tmp_path)] == []


def test_driehonderd_legale_bestanden_komen_binnen(tmp_path: Path) -> None:
    geweigerd = {
        geval.kenmerk: zin for geval in legale_gevallen(300, zaad=7) if (zin := oordeel(geval, tmp_path))
    }
    assert geweigerd == {}


def test_verstekelingen_komen_niet_mee(tmp_path: Path) -> None:
    for geval in verborgen_lading():
        assert oordeel(geval, tmp_path) == ""
        assert b"script" not in (tmp_path / "uit").read_bytes()


def test_bommen_kosten_weinig_tijd_en_geheugen(tmp_path: Path) -> None:
    """The start of the child itself is measured first and taken off."""
    klein, *_ = legale_gevallen(2)
    begin = time.monotonic()
    assert oordeel(klein, tmp_path) == ""
    start = time.monotonic() - begin
    geheugen = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    for geval in (geval for geval in kwade_gevallen() if "bom" in geval.kenmerk):
        begin = time.monotonic()
        assert oordeel(geval, tmp_path)
        assert time.monotonic() - begin < start + MAX_SECONDEN_PER_BOM, geval.kenmerk
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < geheugen + MAX_GROEI
