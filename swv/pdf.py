"""Letters and reports as one file that is PDF/A-3a and PDF/UA-1 (techniek.md section 4)."""

import ctypes
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import timezone

from swv.pdfa import Kenmerken, maak_archiefwaardig

if TYPE_CHECKING:
    from swv.pdfmotor import Bijlage

BIBLIOTHEKEN = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)
HERSTEL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
NIET_GEREED = (
    f"PDF's maken kan nog niet: de systeembibliotheek Pango ontbreekt. Installeer die met: {HERSTEL}"
)


class PdfNietBeschikbaar(Exception):
    """Pango is missing; the letter waits, the product runs on. The text is a Dutch sentence."""


@dataclass(frozen=True)
class Afzender:
    """Who writes; `regels` are the address and contact lines of the SWV."""

    naam: str
    regels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """Everything that the letter frame `pdf/brief.html` shows around its text; dates in words."""

    afzender: Afzender
    geadresseerde: tuple[str, ...]
    datum: str
    kenmerk: str
    onderwerp: str
    aanhef: str
    ondertekenaar: str
    functie: str
    behandeld_door: str = ""
    uw_kenmerk: str = ""
    groet: str = "Met vriendelijke groet,"
    namens: str = ""
    bijlagen: tuple[str, ...] = ()
    afschrift_aan: tuple[str, ...] = ()


def gereed() -> str | None:
    """Return why PDFs cannot be made here, or None; cheap enough for a system check."""
    if "weasyprint" in sys.modules:
        return None
    try:
        _raak_bibliotheken_aan()
    except OSError:
        return NIET_GEREED
    return None


def _raak_bibliotheken_aan() -> None:
    if not sys.platform.startswith("linux"):
        import_module("weasyprint")
        return
    for naam in BIBLIOTHEKEN:
        ctypes.CDLL(naam)


def _motor() -> Any:
    """The module that needs Pango, imported when the first PDF is made."""
    try:
        return import_module("swv.pdfmotor")
    except OSError as fout:
        raise PdfNietBeschikbaar(NIET_GEREED) from fout


def maak_pdf(
    template: str,
    context: dict[str, Any],
    *,
    titel: str,
    taal: str = "nl",
    gemaakt_op: datetime,
    kenmerk: str,
    bijlagen: "Iterable[Bijlage]" = (),
) -> bytes:
    """Render `template` (which extends `pdf/basis.html`); the same input gives the same bytes.

    Raises `PdfNietBeschikbaar` when Pango is missing.
    """
    motor = _motor()
    kenmerken = Kenmerken(
        titel=" ".join(titel.split()),
        taal=taal,
        kenmerk=kenmerk,
        gemaakt_op=timezone.localtime(gemaakt_op),
    )
    pagina = render_to_string(template, {**context, "pdf": kenmerken})
    ruw = motor.teken(
        pagina,
        kenmerk=kenmerk,
        gemaakt_op=kenmerken.gemaakt_op,
        bijlagen=tuple(bijlagen),
    )
    return maak_archiefwaardig(ruw, kenmerken)
