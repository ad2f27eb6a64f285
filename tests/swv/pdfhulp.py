"""What the PDF tests share: a letter with everything in it, and the validators."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import page
from pypdf import PdfReader

from swv.pdf import Afzender, Brief, maak_pdf

OP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KENMERK = "VO2001-2627-00042"
BRIEF = Brief(
    afzender=Afzender("SWV VO Proefstad", ("Proefweg 1", "9700 AA Proefstad", "info@example.invalid")),
    geadresseerde=("Het bestuur van Stichting Proefscholen", "Bestuursweg 1", "9700 AA  Proefstad"),
    datum="22 november 2026",
    kenmerk=KENMERK,
    onderwerp="Besluit op uw aanvraag",
    aanhef="Geacht bestuur,",
    ondertekenaar="D. Proef",
    functie="directeur-bestuurder",
    behandeld_door="procesondersteuning",
    uw_kenmerk="2026-12",
    namens="Namens SWV VO Proefstad,",
    bijlagen=("Advies 1", "Advies 2"),
    afschrift_aan=("de ouders",),
)


def proefbrief(rijen: int = 3, tekst: str = "Dit is ons besluit.", **anders: Any) -> bytes:
    opties = {"titel": "Besluit op uw aanvraag", "gemaakt_op": OP, "kenmerk": KENMERK} | anders
    context = {"brief": BRIEF, "rijen": range(rijen), "tekst": tekst}
    return maak_pdf("pdf/proefbrief.html", context, **opties)


def fouten(pdf: bytes) -> list[str]:
    """What PDF/A-3a and PDF/UA-1 find wrong, by rule."""
    rapporten = [page.validate_pdf_bytes(pdf, profile=profiel) for profiel in ("3a", "ua1")]
    return [f"{fout.rule_id}: {fout.message}" for rapport in rapporten for fout in rapport.failures]


def bladzijden(pdf: bytes) -> list[str]:
    return [blad.extract_text() for blad in PdfReader(BytesIO(pdf)).pages]
