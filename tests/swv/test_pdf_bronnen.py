"""No address that anyone writes makes the PDF engine read a file or open a line (eisen.md S9, S11)."""

import copy
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pytest_django import Settings
from weasyprint.css.tokens import InvalidValues
from weasyprint.urls import URLFetchingError

from swv.pdf import maak_pdf
from swv.pdfmotor import EigenBronnen, bronnen
from tests.swv.pdfhulp import OP, bladzijden, proefbrief

SJABLONEN = Path(__file__).parent / "sjablonen"
ADRESSEN = [
    "file:///etc/passwd", "file://localhost/etc/passwd", "FILE:///etc/passwd", "/etc/passwd", "../../etc/passwd",
    "http://169.254.169.254/latest/meta-data/", "https://kwaad.invalid/x", "//kwaad.invalid/x", "http://[::1]:6379/",
    "ftp://kwaad.invalid/x", "gopher://127.0.0.1:6379/_INFO", "jar:file:///etc/passwd!/", "data:text/plain,geheim",
    "data:text/css;base64,QGltcG9ydCB1cmwoZmlsZTovLy9ldGMvcGFzc3dkKQ==", "data:image/svg+xml,<svg/>",
    "swv:../settings.py", "swv:", "swv:basis.css?x", "swv:basis.css#x", "swv:%62asis.css", "SWV:basis.css", "http://127.0.0.1:1/",
    "\\\\kwaad\\x", "unix:///var/run/docker.sock", "mailto:a@b.invalid", "javascript:alert(1)", "x", "",
]  # fmt: skip
VORMEN = [
    '<img src="{}" alt="x">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    "<style>@import url('{}');</style>",
    "<style>@import '{}';</style>",
    "<style>body {{ background: url('{}') }}</style>",
    "<style>@font-face {{ font-family: x; src: url('{}') }} p {{ font-family: x }}</style><p>x</p>",
    "<style>@font-face {{ font-family: y; src: local('{}'), local('DejaVu Sans') }} p {{ font-family: y }}</style>",
    "<style>p::before {{ content: url('{}') }} li {{ list-style: url('{}') }}</style><p>x</p>",
    "<style>@page {{ background: url('{}') }} @color-profile --x {{ src: url('{}') }}</style>",
    '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="{}" width="9" height="9"/></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><title>x</title><use xlink:href="{}"/></svg>',
    '<svg><title>x</title><style>@import url("{}");</style></svg>',
    '<iframe src="{}"></iframe><embed src="{}"><video src="{}"></video>',
    '<object data="{}">x</object>',
    '<base href="{}"><img src="x.png" alt="x">',
    '<meta http-equiv="refresh" content="0;url={}">',
    '<input type="image" src="{}"><form action="{}"></form>',
]  # fmt: skip


def lading(vorm: str, adres: str) -> str:
    return vorm.replace("{}", adres).replace("{{", "{").replace("}}", "}")


LADINGEN = [lading(vorm, adres) for vorm in VORMEN for adres in ADRESSEN]
TOEGESTAAN = (
    "weasyprint-",
    "sRGB2014.icc",
    "/fontconfig/",
    "/fonts/",
    "/templates/",
    "/sjablonen/",
    "fontpkg",
    "/dev/null",
)

_gezien: list[str] | None = None


def _luister(gebeurtenis: str, argumenten: tuple[object, ...]) -> None:
    if _gezien is None:
        return
    if gebeurtenis in (
        "socket.connect",
        "socket.getaddrinfo",
        "socket.sendto",
        "subprocess.Popen",
        "os.exec",
    ):
        _gezien.append(f"{gebeurtenis} {argumenten[-1]}")
    if gebeurtenis == "open" and not _is_eigen(str(argumenten[0])):
        _gezien.append(f"open {argumenten[0]}")


def _is_eigen(pad: str) -> bool:
    return (
        pad.startswith((sys.prefix, sys.base_prefix))
        or pad.isdigit()
        or any(deel in pad for deel in TOEGESTAAN)
    )


sys.addaudithook(_luister)


@contextmanager
def toezicht() -> Iterator[list[str]]:
    """Every line opened and every file read outside the allow list, by Python itself."""
    global _gezien
    _gezien = []
    try:
        yield _gezien
    finally:
        _gezien = None


@pytest.fixture(autouse=True)
def _met_proefsjablonen(settings: Settings) -> None:
    sjablonen = copy.deepcopy(settings.TEMPLATES)
    sjablonen[0]["DIRS"].append(SJABLONEN)
    settings.TEMPLATES = sjablonen


def rauw(html: str, kop: str = "") -> bytes:
    return maak_pdf("pdf/rauw.html", {"html": html, "kop": kop}, titel="x", gemaakt_op=OP, kenmerk="x")


def ingesloten(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(document.attachments.keys())


def test_het_toezicht_ziet_een_bestand(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with toezicht() as gezien:
        (tmp_path / "x").read_text()
    assert len(gezien) == 1


def test_er_zijn_genoeg_ladingen() -> None:
    assert len(set(LADINGEN)) >= 80


def komt_nergens_bij(html: str) -> None:
    """Render `html` in body and head as if autoescape had been forgotten; nothing may be touched."""
    rauw("<p>warm</p>")
    pdf = b""
    with toezicht() as gezien, suppress(URLFetchingError, InvalidValues):  # then there is no PDF at all
        pdf = rauw(html, kop=html)
    assert gezien == []
    assert not pdf or ingesloten(pdf) == []
    assert not pdf or "root:" not in "".join(bladzijden(pdf))


@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize("relatief", [False, True])
def test_een_sjabloon_zonder_ontsnapping_komt_nergens_bij(vorm: str, relatief: bool) -> None:
    adressen = [adres for adres in ADRESSEN if (":" not in adres) is relatief]
    komt_nergens_bij("".join(lading(vorm, adres) for adres in adressen))


@pytest.mark.traag
@pytest.mark.parametrize("nummer", range(len(LADINGEN)))
def test_elke_lading_alleen_komt_nergens_bij(nummer: int) -> None:
    komt_nergens_bij(LADINGEN[nummer])


def test_ladingen_in_een_veld_zijn_gewone_tekst() -> None:
    proefbrief(1)
    with toezicht() as gezien:
        pdf = proefbrief(1, tekst=" ".join(LADINGEN[::6]), titel=LADINGEN[0])
    assert gezien == []
    assert ingesloten(pdf) == []
    assert "<img src=" in "".join(bladzijden(pdf))


@pytest.mark.parametrize("adres", ADRESSEN)
def test_de_haler_geeft_alleen_wat_hij_kent(adres: str) -> None:
    with pytest.raises(ValueError, match=r"^adres niet toegestaan$"):
        EigenBronnen().fetch(adres)


def test_de_haler_kent_de_letters_en_de_opmaak() -> None:
    assert set(bronnen()) >= {"swv:basis.css", "swv:brief.css", "swv:noto", "swv:noto-cursief"}
    assert EigenBronnen().fetch("swv:basis.css").content_type == "text/css"
