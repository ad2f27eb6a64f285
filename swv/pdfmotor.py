"""HTML to PDF by WeasyPrint; importing this module needs Pango, so only swv/pdf.py does, lazily.

The fetcher hands out what lies in `BRONNEN` and nothing else: no file, no network, no data URL
(eisen.md S9). User text reaches a template only through autoescape, this is the wall behind it.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
from django.conf import settings
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

LETTERS = Path(fontpkg_noto_sans.ROOT) / "files"
SCHEMA = "swv:"

# fontTools stamps the embedded letters with the time of day unless told otherwise.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


@dataclass(frozen=True)
class Bijlage:
    """A file that travels inside the PDF (PDF/A-3); `relatie` as in ISO 32000-2, 7.11.3."""

    naam: str
    inhoud: bytes
    omschrijving: str
    relatie: str = "Data"


@cache
def bronnen() -> dict[str, tuple[bytes, str]]:
    """Every address that a PDF template may use, with its content in memory."""
    vellen = sorted((Path(settings.BASE_DIR) / "templates" / "pdf").glob("*.css"))
    gevonden = {f"{SCHEMA}{vel.name}": (vel.read_bytes(), "text/css") for vel in vellen}
    for naam, bestand in (
        ("noto", "NotoSans[wdth,wght].ttf"),
        ("noto-cursief", "NotoSans-Italic[wdth,wght].ttf"),
    ):
        gevonden[f"{SCHEMA}{naam}"] = ((LETTERS / bestand).read_bytes(), "font/ttf")
    return gevonden


class EigenBronnen(URLFetcher):
    """Knows only `bronnen()`; the handlers for real addresses are never reached."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in bronnen():
            raise ValueError("adres niet toegestaan")  # the address itself may hold personal data
        inhoud, soort = bronnen()[url]
        return URLFetcherResponse(url, inhoud, {"Content-Type": soort})


def teken(html: str, *, kenmerk: str, gemaakt_op: datetime, bijlagen: Iterable[Bijlage]) -> bytes:
    """Lay out `html` as tagged PDF/A-3a; the same input gives the same bytes."""
    haler = EigenBronnen(allowed_protocols=(), allow_redirects=False)
    document = HTML(string=html, url_fetcher=haler)
    pdf: bytes = document.write_pdf(
        font_config=FontConfiguration(),
        pdf_variant="pdf/a-3a",
        pdf_identifier=kenmerk.encode(),
        attachments=[
            Attachment(
                string=bijlage.inhoud,
                name=bijlage.naam,
                description=bijlage.omschrijving,
                created=gemaakt_op,
                modified=gemaakt_op,
                relationship=bijlage.relatie,
                url_fetcher=haler,
            )
            for bijlage in bijlagen
        ],
    )
    return pdf
