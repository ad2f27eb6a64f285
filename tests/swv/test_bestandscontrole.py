"""What may come in as an upload (eisen.md S12-S14); the long corpus is tests/proeven/uploads.py."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from swv.bestandscontrole import BestandGeweigerd, Controle, controleer, schone_naam
from swv.bestandscontrole import apart as apart_module
from swv.bestandscontrole.apart import NIET_TE_CONTROLEREN, controleer_apart
from tests.swv.bestandenmaker import (
    OLE,
    Geval,
    legale_gevallen,
    maak_beeld,
    maak_docx,
    maak_pdf_met_tekst,
    maak_xlsx,
    pdf_met,
)
from tests.swv.kwade_bestanden import kwade_gevallen, verborgen_lading


def beoordeel(geval: Geval) -> Controle:
    return controleer(BytesIO(geval.inhoud), geval.naam)


def uitkomst(geval: Geval) -> str:
    """Empty when the file comes in, else the sentence."""
    try:
        beoordeel(geval)
    except BestandGeweigerd as weigering:
        return weigering.zin
    return ""


def test_legale_bestanden_komen_binnen() -> None:
    geweigerd = {geval.kenmerk: zin for geval in legale_gevallen(60) if (zin := uitkomst(geval))}
    assert geweigerd == {}


def test_kwade_bestanden_worden_geweigerd_met_een_zin() -> None:
    zinnen = {geval.kenmerk: uitkomst(geval) for geval in kwade_gevallen()[::4]}
    assert [kenmerk for kenmerk, zin in zinnen.items() if len(zin) < 40 or not zin.endswith(".")] == []


@pytest.mark.parametrize(
    ("naam", "inhoud", "woord"),
    [
        ("a.pdf", b"", "leeg"),
        ("a.doc", OLE, "oud Office-bestand"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic", "HEIC"),
        ("a.txt", b"tekst", "pdf, docx, xlsx, odt, jpg of png"),
        ("a.pdf", maak_docx(), ".docx"),
        ("a", maak_xlsx(), "geen extensie"),
        ("a.docx", maak_docx(delen={"word/vbaProject.bin": OLE}), "macro's"),
        ("a.jpg", maak_beeld()[:200], "beschadigd"),
    ],
)
def test_weigering_zegt_wat_er_aan_schort(naam: str, inhoud: bytes, woord: str) -> None:
    with pytest.raises(BestandGeweigerd, match=woord):
        controleer(BytesIO(inhoud), naam)


def test_grens_van_de_grootte() -> None:
    pdf = maak_pdf_met_tekst(["x"])
    assert controleer(BytesIO(pdf), "a.pdf", max_bytes=len(pdf)).inhoud is None
    with pytest.raises(BestandGeweigerd, match="te groot"):
        controleer(BytesIO(pdf), "a.pdf", max_bytes=len(pdf) - 1)


@pytest.mark.parametrize("geval", verborgen_lading(), ids=lambda g: g.kenmerk)
def test_beeld_verliest_zijn_verstekeling(geval: Geval) -> None:
    inhoud = beoordeel(geval).inhoud
    assert inhoud is not None
    assert b"script" not in inhoud
    assert b"PK\x03\x04" not in inhoud


def test_foto_verliest_exif_en_staat_recht() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Toestel van een ouder"
    inhoud = controleer(BytesIO(maak_beeld(maat=(40, 20), exif=exif)), "foto.jpeg").inhoud
    with Image.open(BytesIO(inhoud or b"")) as beeld:
        assert beeld.size == (20, 40)
        assert not beeld.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_houdt_zijn_kleuren(mode: str) -> None:
    inhoud = controleer(BytesIO(maak_beeld("PNG", mode=mode)), "a.png").inhoud
    with Image.open(BytesIO(inhoud or b"")) as beeld:
        assert beeld.mode == mode


def test_grote_pdf_is_op_tijd_beoordeeld() -> None:
    pdf = pdf_met(lambda p: [p.make_stream(b"x") for _ in range(20_000)] and None)
    begin = time.monotonic()
    controleer(BytesIO(pdf), "a.pdf")
    assert time.monotonic() - begin < 10


# --- names (S14) --------------------------------------------------------------------------------

SLECHTE_NAMEN = [
    "../../etc/passwd", "..\\..\\windows\\system32", "/etc/cron.d/x", "\\\\server\\deel\\x.pdf", "C:\\x.pdf", "..", ".",
    "", " ", "....", "a/../b.pdf", "..%2f..%2fx.pdf", "CON", "con.pdf", "NUL.docx", "COM1", "lpt9.txt", "a\x00.pdf",
    "\u202efdp.exe", "a\u2066b\u2069.pdf", "a\r\nSet-Cookie: x.pdf", "x" * 300 + ".pdf", "." * 300, "x" * 151,
    "a" * 149 + ".jpeg", "\u00e9" * 400, "e\u0301.pdf", "a:b.pdf", "a|b.pdf", "a*b?.pdf", "a;b.pdf",
    '"a".pdf', "<a>.pdf", "~/.ssh/id", "-rf", "$(reboot).pdf", "`id`.pdf", "a\tb.pdf", "\ufeffa.pdf", "a\u200b.pdf",
    "\U000e0041.pdf",
    "a\ud800.pdf", "file:///etc/passwd", "aux", "prn.", "a.pdf.", "a.pdf ", " a.pdf", "..pdf", "a..pdf", "a\x7f.pdf",
    "\u0645\u0644\u0641.pdf", "a\x85b.pdf", "//", "\\", "a/", "a\\", "%00.pdf", "..;/x.pdf", "....//x.pdf", "..../x",
    "\u2215etc.pdf", "x" * 140 + "." + "y" * 60,
]  # fmt: skip


def test_er_zijn_genoeg_slechte_namen() -> None:
    assert len(SLECHTE_NAMEN) >= 60


@pytest.mark.parametrize("nummer", range(len(SLECHTE_NAMEN)))
def test_naam_is_nooit_een_pad(nummer: int) -> None:
    netjes = schone_naam(SLECHTE_NAMEN[nummer])
    assert 0 < len(netjes) <= 150
    assert Path("/opslag", netjes).resolve().parent == Path("/opslag")
    assert netjes.isprintable()
    assert netjes.encode()


@given(st.text(max_size=400))
def test_schone_naam_is_schoon_en_blijft_zo(naam: str) -> None:
    netjes = schone_naam(naam)
    assert 0 < len(netjes) <= 150
    assert not set(netjes) & set('/\\:*?"<>|\x00\r\n\u202e')
    assert netjes not in (".", "..")
    assert schone_naam(netjes) == netjes


@pytest.mark.parametrize(
    "naam", ["OPP J. de Vries (def).pdf", "\u00c9\u00e9n.docx", "100% klaar.png", "a;b's.odt"]
)
def test_gewone_naam_blijft_staan(naam: str) -> None:
    assert schone_naam(naam) == naam


# --- the child process --------------------------------------------------------------------------


@pytest.fixture
def paden(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "binnen", tmp_path / "uit"


def test_apart_geeft_oordeel_en_bsn(paden: tuple[Path, Path]) -> None:
    pad, uit = paden
    pad.write_bytes(maak_pdf_met_tekst(["niets", "nummer 111222333"]))
    uitslag = controleer_apart(pad, uit, "advies.pdf", max_bytes=10**6)
    assert (uitslag.naam, uitslag.inhoudstype, uitslag.vervangen) == ("advies.pdf", "application/pdf", False)
    assert uitslag.bsn == ("bladzijde 2",)
    assert not uit.exists()


def test_apart_schrijft_de_schone_foto(paden: tuple[Path, Path]) -> None:
    pad, uit = paden
    pad.write_bytes(maak_beeld("PNG"))
    assert controleer_apart(pad, uit, "a.png", max_bytes=10**6).vervangen
    assert uit.read_bytes().startswith(b"\x89PNG")


def test_apart_weigert_met_dezelfde_zin(paden: tuple[Path, Path]) -> None:
    pad, uit = paden
    pad.write_bytes(b"")
    with pytest.raises(BestandGeweigerd, match="leeg"):
        controleer_apart(pad, uit, "a.pdf", max_bytes=10**6)


@pytest.mark.parametrize("code", ["import os; os.abort()", "import time; time.sleep(30)", "print(1)"])
def test_apart_overleeft_een_kind_dat_omvalt(
    paden: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    nep = tmp_path / "python"
    nep.write_text(f'#!/bin/sh\nexec {apart_module.sys.executable} -c "{code}"\n')
    nep.chmod(0o755)
    monkeypatch.setattr(apart_module.sys, "executable", str(nep))
    monkeypatch.setattr(apart_module, "MAX_WACHT", 1)
    with pytest.raises(BestandGeweigerd, match=NIET_TE_CONTROLEREN[:30]):
        controleer_apart(*paden, "a.pdf", max_bytes=10**6)
