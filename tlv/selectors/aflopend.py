"""The TLV's that end on 31 July of this school year: which school to invite, and what already happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from leerlingen.models import Inschrijving
from swv.models import Norm, Samenwerkingsverband, School
from swv.termijnen import einde_schooljaar, leeftijd
from tlv.enums import Plaatsingstatus
from tlv.geldigheid import JONGE_LEERLING, MAX_DUUR_JONG
from tlv.models import LOPEND, Aanvraag, Plaatsing, Toelaatbaarheidsverklaring

VANAF = "02-01"  # from which day of the school year the SWV invites, where the profile says nothing else
HOOGSTENS = 500


def uitnodigen_vanaf(op: date) -> date:
    """The first day on which invitations for the TLV's of this school year go out (profile)."""
    profiel = Samenwerkingsverband.objects.values_list("profiel", flat=True).get()
    maand, dag = map(int, profiel.get("tlv", {}).get("herbeoordeling_vanaf", VANAF).split("-"))
    einde = einde_schooljaar(op)
    jaar = einde.year if (maand, dag) <= (einde.month, einde.day) else einde.year - 1
    return date(jaar, maand, dag)


def aflopend(op: date) -> "QuerySet[Any]":
    """Known and in force, ending with this school year, and not followed by a later TLV; with its school."""
    later = Toelaatbaarheidsverklaring.objects.filter(
        Q(einddatum__isnull=True) | Q(einddatum__gt=OuterRef("einddatum")),
        leerling=OuterRef("leerling"),
        ingetrokken_op__isnull=True,
    )
    geplaatst = Plaatsing.objects.filter(verklaring=OuterRef("pk"), status=Plaatsingstatus.GEPLAATST)
    op_school = Inschrijving.objects.op(op).filter(leerling=OuterRef("leerling")).order_by("-soort", "-vanaf")
    lopend = Aanvraag.objects.filter(leerling=OuterRef("leerling"), status__in=LOPEND)
    return (
        Toelaatbaarheidsverklaring.objects.geldig_op(op)
        .filter(einddatum=einde_schooljaar(op), besluit__bekendgemaakt_op__isnull=False)
        .exclude(Exists(later))
        .annotate(
            school_id=Coalesce(
                Subquery(geplaatst.values("school")[:1]),
                Subquery(op_school.values("school")[:1]),
                F("besluit__aanvraag__school"),
                output_field=BigIntegerField(),
            ),
            aanvraag_loopt=Exists(lopend),
        )
        .select_related("leerling", "herbeoordeling", "vervolgafspraak__beoogde_school")
        .order_by("leerling__sorteernaam", "id")
    )


@dataclass(frozen=True)
class Aflopend:
    """One TLV that ends; `reden` says why it needs no invitation any more."""

    verklaring: Toelaatbaarheidsverklaring
    school: School
    reden: str
    vraagt_vervolg: bool
    vervolg: Any


def aflopende_rijen(op: date, sleutels: Sequence[Any] | None = None) -> list[Aflopend]:
    """All of them, or only these; three queries."""
    rijen = aflopend(op)
    if sleutels is not None:
        rijen = rijen.filter(sleutel__in=sleutels)
    gelezen = list(rijen[:HOOGSTENS])
    scholen = School.objects.in_bulk({rij.school_id for rij in gelezen})
    jong = Norm.objects.geldig_op(op).filter(code=MAX_DUUR_JONG).exists()
    return [
        Aflopend(
            rij,
            scholen[rij.school_id],
            _reden(rij),
            jong and is_jong(rij),
            getattr(rij, "vervolgafspraak", None),
        )
        for rij in gelezen
    ]


def is_jong(verklaring: Toelaatbaarheidsverklaring) -> bool:
    """Eight or younger on the day on which the TLV began (ondersteuningsplan PO2202, 2.2.4)."""
    return leeftijd(verklaring.leerling.geboortedatum, verklaring.ingangsdatum) <= JONGE_LEERLING


def _reden(rij: Any) -> str:
    if getattr(rij, "herbeoordeling", None):
        return "uitgenodigd"
    return "aanvraag loopt al" if rij.aanvraag_loopt else ""
