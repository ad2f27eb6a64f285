"""Rows of the list of requests, in a constant number of queries and ready to print.

Everything is written out here, in Python: fifty rows of a template that formats cost more than the
database does (eisen.md C1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from leerlingen.aanduiding import korte_naam
from swv.iconen import LABELS, TERMIJNBADGES, Icoon
from swv.klok import vandaag
from swv.models import School
from swv.normen import kalender
from swv.scholen.keuze import schoolkeuzes
from swv.templatetags.opmaak import datum_kort, teken
from swv.termijnen import Kalender, Resterend, resterend
from tlv.enums import Aanvraagstatus, Soort, Uitkomst
from tlv.models import LOPEND, Aanvraag, Aanvraagtermijn, Besluit

KLEUR = {
    Aanvraagstatus.CONCEPT: "neutraal",
    Aanvraagstatus.INGEDIEND: "info",
    Aanvraagstatus.ONVOLLEDIG: "wacht",
    Aanvraagstatus.IN_BEHANDELING: "info",
    Aanvraagstatus.BESLOTEN: "goed",
    Aanvraagstatus.INGETROKKEN: "neutraal",
    Aanvraagstatus.VERVALLEN: "neutraal",
}
STATUSNAMEN = dict(Aanvraagstatus.choices)
AFKORTING = {soort: soort.afkorting for soort in Soort}
NIEUWSTE = ("-id",)
TERMIJN = ("loopt_tot", "id")
OOIT = date(9999, 12, 31)  # where a request stands in the order while its clock stands still
WEEK = timedelta(days=7)
VELDEN = (
    "sleutel",
    "kenmerk",
    "soort",
    "status",
    "getoond",
    "school__naam",
    "behandelaar__naam",
    "leerling__sleutel",
    "leerling__roepnaam",
    "leerling__achternaam",
    "besluit__uitkomst",
    "besluit__bekendgemaakt_op",
)
EERSTE_KLOK = Subquery(
    Aanvraagtermijn.objects.filter(aanvraag=OuterRef("pk"), gehaald_op__isnull=True)
    .order_by("uiterste_datum", "id")
    .values(klok=JSONObject(naam="norm__naam", datum="uiterste_datum", stil="staat_stil_sinds"))[:1]
)


class Badgetekst(TypedDict):
    """A term as a badge: sign, words, and the small print under it."""

    soort: str
    teken: str
    woorden: str
    onder: str


@dataclass(frozen=True)
class Lijstklok:
    """The earliest running clock of one request, without its derivation."""

    naam: str
    uiterste_datum: date
    resterend: Resterend


class Lijstrij(TypedDict):
    """One row of the list, a dict for the template; `termijn` is None when no clock runs."""

    url: str
    sleutel: UUID
    behandelaar: str
    kenmerk: str
    leerling: str
    leerling_sleutel: UUID
    school: str
    soort: str
    status: str
    kleur: str
    teken: str
    termijn: Badgetekst | None


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means no limit."""

    status: str = ""
    soort: str = ""
    school: str = ""  # vestigingscode
    termijn: str = ""
    behandelaar: str = ""
    user_id: int = 0


BEHANDELAARKEUZES = (("mij", "Aan mij toegewezen"), ("niemand", "Nog niet toegewezen"))
TERMIJNKEUZES = (
    ("te_laat", "Te laat"),
    ("week", "Binnen een week"),
    ("stil", "Klok staat stil"),
)
LOPENDE = "lopend"


def met_getoonde_status(rijen: Any, *, voor_school: bool) -> Any:
    """Annotate `getoond`: for a school a decision does not exist before it is made known (Awb 3:40)."""
    if not voor_school:
        return rijen.annotate(getoond=F("status"))
    onbekend = ~Exists(Besluit.objects.filter(aanvraag=OuterRef("pk"), bekendgemaakt_op__isnull=False))
    nog_niet = When(onbekend, status=Aanvraagstatus.BESLOTEN, then=Value(Aanvraagstatus.IN_BEHANDELING))
    return rijen.annotate(getoond=Case(nog_niet, default=F("status"), output_field=CharField()))


def beperk(rijen: Any, filter_: Filter, op: date) -> Any:
    """Narrow the visible requests to what the filter selects; an unknown value selects nothing less."""
    if filter_.status == LOPENDE:
        rijen = rijen.filter(getoond__in=LOPEND)
    elif filter_.status in Aanvraagstatus.values:
        rijen = rijen.filter(getoond=filter_.status)
    if filter_.soort in Soort.values:
        rijen = rijen.filter(soort=filter_.soort)
    if filter_.school:
        rijen = rijen.filter(school__vestigingscode=filter_.school)
    if filter_.behandelaar == "mij":
        rijen = rijen.filter(behandelaar=filter_.user_id)
    elif filter_.behandelaar == "niemand":
        rijen = rijen.filter(behandelaar__isnull=True)
    return _op_termijn(rijen, filter_.termijn, op)


def _op_termijn(rijen: "QuerySet[Aanvraag]", keuze: str, op: date) -> "QuerySet[Aanvraag]":
    if keuze == "te_laat":
        return rijen.filter(eerstvolgende_datum__lt=op)
    if keuze == "week":
        return rijen.filter(eerstvolgende_datum__gte=op, eerstvolgende_datum__lte=op + WEEK)
    return rijen.filter(status=Aanvraagstatus.ONVOLLEDIG) if keuze == "stil" else rijen


def op_termijn(rijen: Any) -> Any:
    """Running requests in the order of their earliest date; a clock that stands still comes last."""
    return rijen.filter(getoond__in=LOPEND).annotate(loopt_tot=Coalesce("eerstvolgende_datum", Value(OOIT)))


def met_lijstgegevens(rijen: "QuerySet[Aanvraag]") -> "QuerySet[Aanvraag, dict[str, Any]]":
    """What a row needs of requests with `getoond`: pupil, school, and the earliest clock that still runs."""
    return rijen.values(*VELDEN, eerste_klok=EERSTE_KLOK)


def eerste_klok(rij: dict[str, Any], op: date, dagen: Kalender) -> Lijstklok | None:
    """The earliest clock that runs for a row with `status` and what `EERSTE_KLOK` gave."""
    klok = rij["eerste_klok"]
    if rij["status"] not in LOPEND or not klok:
        return None
    uiterlijk = date.fromisoformat(klok["datum"])
    stil = date.fromisoformat(klok["stil"]) if klok["stil"] else None
    return Lijstklok(klok["naam"], uiterlijk, resterend(uiterlijk, op, dagen, staat_stil_sinds=stil))


def lijstrijen(rijen: Iterable[dict[str, Any]]) -> list[Lijstrij]:
    """Make list rows of what `met_lijstgegevens` read."""
    op, basis = vandaag(), reverse("tlv:lijst")
    gelezen = list(rijen)
    dagen = kalender() if gelezen else Kalender()
    return [
        Lijstrij(
            url=f"{basis}{rij['sleutel']}/",
            sleutel=rij["sleutel"],
            behandelaar=rij["behandelaar__naam"] or "",
            kenmerk=rij["kenmerk"],
            leerling=korte_naam(rij["leerling__roepnaam"], rij["leerling__achternaam"]),
            leerling_sleutel=rij["leerling__sleutel"],
            school=rij["school__naam"],
            soort=AFKORTING[rij["soort"]],
            status=_status(rij),
            kleur=_kleur(rij),
            teken=TEKENS[_kleur(rij)],
            termijn=_badge(eerste_klok(rij, op, dagen)),
        )
        for rij in gelezen
    ]


def _uitkomst(rij: dict[str, Any]) -> Uitkomst | None:
    """The outcome of a decision, once it was made known (Awb 3:40)."""
    bekend = rij["getoond"] == Aanvraagstatus.BESLOTEN and rij["besluit__bekendgemaakt_op"] is not None
    return Uitkomst(rij["besluit__uitkomst"]) if bekend else None


def _status(rij: dict[str, Any]) -> str:
    naam, uitkomst = STATUSNAMEN[rij["getoond"]], _uitkomst(rij)
    return f"{naam}: {uitkomst.label.lower()}" if uitkomst else str(naam)


def _kleur(rij: dict[str, Any]) -> str:
    """A refusal has no green tick."""
    return KLEUR[rij["getoond"]] if _uitkomst(rij) in {None, Uitkomst.TOEGEKEND} else "neutraal"


def _teken(icoon: Icoon | None) -> str:
    return teken(icoon) if icoon else ""


TEKENS = {soort: _teken(badge.icoon) for soort, badge in LABELS.items()}


def _badge(klok: Lijstklok | None) -> Badgetekst | None:
    if klok is None:
        return None
    vorm = TERMIJNBADGES[klok.resterend.staat]
    onder = f"{klok.naam} · {datum_kort(klok.uiterste_datum)}"
    return {
        "soort": vorm.soort,
        "teken": _teken(vorm.icoon),
        "woorden": klok.resterend.woorden,
        "onder": onder,
    }


def scholen_met_aanvraag(rijen: "QuerySet[Aanvraag]") -> list[tuple[str, str]]:
    """The schools to choose from: those with a request that this user may see."""
    return schoolkeuzes(School.objects.filter(pk__in=rijen.order_by().values("school")))
