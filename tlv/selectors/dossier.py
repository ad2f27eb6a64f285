"""The SWV's page of a request: its people, the experts to ask, the proposal for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from leerlingen.models import Inschrijving
from swv.models import Gebruiker
from tlv.documents import voorstel_motivering
from tlv.enums import Adviesstatus
from tlv.geldigheid import standaard_einddatum, voorstel_ingangsdatum
from tlv.models import Aanvraag, Bezwaar, Deskundigenadvies
from tlv.vragen import lees_datum

BESLUITVELDEN = ("uitkomst", "categorie", "ingangsdatum", "einddatum", "motivering")


@dataclass(frozen=True)
class Mens:
    """Someone with a part in this request."""

    deel: str
    naam: str


def adviezen_van(aanvraag: Aanvraag) -> list[Deskundigenadvies]:
    """The advices that were asked and not taken back, in the order in which they were asked."""
    rijen = aanvraag.adviezen.exclude(status=Adviesstatus.INGETROKKEN)
    return list(rijen.select_related("deskundige").order_by("gevraagd_op", "id"))


def mensen(aanvraag: Aanvraag, adviezen: Sequence[Deskundigenadvies], beslisser: Any) -> list[Mens]:
    """Who asked, who handles, who advises, who decided."""
    delen: list[tuple[str, Any]] = [
        ("Aanvrager", aanvraag.ingediend_door),
        ("Behandelaar", aanvraag.behandelaar),
        *((f"Deskundige {nummer}", a.deskundige) for nummer, a in enumerate(adviezen, start=1)),
        ("Beslisser", beslisser),
    ]
    return [Mens(deel, wie.naam) for deel, wie in delen if wie is not None]


def kandidaat_deskundigen(aanvraag: Aanvraag, op: date) -> "QuerySet[Gebruiker]":
    """The running deskundigen who have not yet been asked for this request."""
    gevraagd = aanvraag.adviezen.exclude(status=Adviesstatus.INGETROKKEN).values("deskundige")
    actief = Gebruiker.objects.filter(
        is_active=True, roltoekenningen__rol="deskundige", roltoekenningen__geldig_vanaf__lte=op
    ).filter(
        Q(roltoekenningen__geldig_tot_en_met__isnull=True) | Q(roltoekenningen__geldig_tot_en_met__gte=op)
    )
    return actief.exclude(pk__in=gevraagd).distinct().order_by("naam", "id")


def besluitvoorstel(aanvraag: Aanvraag, op: date) -> dict[str, Any]:
    """The first values of the decision form: what the school asked for within the rules, reasons from the advices."""
    begin = voorstel_ingangsdatum(op, lees_datum(aanvraag.antwoorden.get("gewenste_ingang", "")))
    jaren = int(aanvraag.antwoorden.get("gewenste_duur") or 1)
    geboren = aanvraag.leerling.geboortedatum
    return {
        "ingangsdatum": begin,
        "einddatum": standaard_einddatum(aanvraag.soort, begin, geboren, op, schooljaren=jaren),
        "motivering": voorstel_motivering(aanvraag),
    }


def bezwaren_van(aanvraag: Aanvraag) -> "QuerySet[Bezwaar]":
    return Bezwaar.objects.filter(besluit__aanvraag=aanvraag).select_related("besluit")


def huidige_inschrijving(aanvraag: Aanvraag, op: date) -> Any:
    return Inschrijving.objects.op(op).filter(leerling=aanvraag.leerling).select_related("school").first()
