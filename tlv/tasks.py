"""Jobs of this room: the letter of a decision, and what time itself does to requests and decisions."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from swv.celery import app
from swv.klok import datum_van, nu
from swv.opdrachten import NogNietMogelijk, opdracht
from swv.pdf import PdfNietBeschikbaar
from swv.permissions import NietToegestaan
from tlv import services
from tlv.documents import BESLUITBRIEF
from tlv.enums import Besluitstatus, Herstelstatus
from tlv.kennisgevingen import KENNISGEVING
from tlv.lbtbundel import LBT_BUNDEL
from tlv.models import Aanvraag, Besluit, Herstelverzoek
from tlv.pakketstukken import DOSSIERPAKKET

POSTWEEK = timedelta(days=7)


@opdracht(BESLUITBRIEF)
def maak_besluitbrief(*, brief: str, **_kwargs: Any) -> None:
    """Make the letter, once; without Pango it waits and stays visible."""
    try:
        services.brief_maken(sleutel=UUID(brief), op=nu())
    except PdfNietBeschikbaar as fout:
        raise NogNietMogelijk(str(fout)) from fout


@opdracht(KENNISGEVING, "Brief over een termijn maken")
def maak_kennisgeving(*, kennisgeving: str, **_kwargs: Any) -> None:
    """Make a letter that is no besluit, once."""
    try:
        services.kennisgeving_maken(sleutel=UUID(kennisgeving), op=nu())
    except PdfNietBeschikbaar as fout:
        raise NogNietMogelijk(str(fout)) from fout


@opdracht(DOSSIERPAKKET, "Dossierpakket maken")
def maak_dossierpakket(*, pakket: str, **_kwargs: Any) -> None:
    """Make the pack, once; without Pango it waits and stays visible."""
    try:
        services.pakket_maken(sleutel=UUID(pakket), op=nu())
    except PdfNietBeschikbaar as fout:
        raise NogNietMogelijk(str(fout)) from fout


@opdracht(LBT_BUNDEL, "Bundel voor de LBT maken")
def maak_lbt_bundel(*, bundel: str, **_kwargs: Any) -> None:
    """Make the PDF and the zip of one bundle, once."""
    try:
        services.bundel_maken(sleutel=UUID(bundel), op=nu())
    except PdfNietBeschikbaar as fout:
        raise NogNietMogelijk(str(fout)) from fout


@app.task(name="tlv.tasks.werk_termijnen_bij")
def werk_termijnen_bij(**_kwargs: Any) -> None:
    """Let terms lapse and decisions become final; each in its own transaction, safe to run twice."""
    laat_herstel_verlopen()
    maak_onherroepelijk()


def laat_herstel_verlopen() -> int:
    """The invitations whose last day is over go back to the work list; returns how many."""
    op = nu()
    verlopen = Herstelverzoek.objects.filter(
        status=Herstelstatus.OPEN, hersteltermijn_tot_en_met__lt=datum_van(op)
    )
    gedaan = 0
    for pk in list(verlopen.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            # The request first, as every service does; so two of them never wait for each other.
            aanvragen = Aanvraag.objects.select_for_update(skip_locked=True, of=("self",))
            aanvraag = aanvragen.filter(herstelverzoeken__pk=pk).first()
            rij = verlopen.filter(pk=pk).first() if aanvraag else None
            if rij is not None:
                services.herstel_laten_verlopen(herstelverzoek=rij, op=op)
                gedaan += 1
    return gedaan


def maak_onherroepelijk() -> int:
    """The decisions against which nothing can be done any more; returns how many."""
    op = nu()
    kandidaten = Besluit.objects.filter(
        status=Besluitstatus.BEKENDGEMAAKT, bezwaar_uiterste_datum__lt=datum_van(op) - POSTWEEK
    )
    gedaan = 0
    for pk in list(kandidaten.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            rij = kandidaten.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if rij is not None and _onherroepelijk(rij, op):
                gedaan += 1
    return gedaan


def _onherroepelijk(besluit: Besluit, op: datetime) -> bool:
    """A term for beroep can still run; then the night after that does it."""
    try:
        services.onherroepelijk_maken(besluit=besluit, op=op)
    except NietToegestaan:
        return False
    return True
