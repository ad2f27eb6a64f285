"""Lists of OPP's: the rows, the same per location with their shares, and what ROD still lacks.

The shares count with the same QuerySet methods as the figures (leerlingen/oppkengetallen.py), on today.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from leerlingen.enums import Instemming, Oppstatus
from leerlingen.models import Opp
from leerlingen.selectors.opp import KLEUR, rod_afwijking
from swv.iconen import TERMIJNBADGES
from swv.kengetallen import Uitkomst, aandeel
from swv.klok import vandaag
from swv.models import Gebruiker, School
from swv.paginaadres import objectadres
from swv.scholen import keuze
from swv.templatetags.opmaak import datum_kort
from swv.termijnen import Kalender, resterend

S = Oppstatus
ALLES = "alle"
# What the filter offers -> which rows it selects.
STANDEN: dict[str, tuple[str, Q]] = {
    "lopend": ("Lopende OPP's", Q(status=S.LOPEND)),
    "concept": ("Concepten", Q(status=S.CONCEPT)),
    "beeindigd": ("Beëindigde OPP's", Q(status=S.BEEINDIGD)),
    ALLES: ("Alle OPP's", Q()),
}
PUNTEN: dict[str, str] = {
    "evaluatie": "Evaluatie te laat",
    "instemming": "Zonder instemming",
    "rod": "Niet goed in ROD",
}
VOLGORDE = ("loopt_tot", "id")
SCHOOLVOLGORDE = ("naam", "id")
RODVOLGORDE = ("school__naam", "id")
OOIT = date(9999, 12, 31)  # where a row stands in the order when nothing is due


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means no limit."""

    stand: str = "lopend"
    punt: str = ""
    school: str = ""  # vestigingscode


@dataclass(frozen=True)
class Badge:
    soort: str
    icoon: Any
    woorden: str
    onder: str


@dataclass(frozen=True)
class Lijstrij:
    url: str
    leerling: str
    leerling_sleutel: UUID
    school: str
    stand: str
    kleur: str
    ingang: date | None
    handelingsdeel: str
    eens: bool
    rod: str
    badge: Badge | None


@dataclass(frozen=True)
class Schoolrij:
    """One location with its shares."""

    url: str
    naam: str
    vestigingscode: str
    leerlingen: int | None
    aantal: int
    per_honderd: Decimal | None
    instemming: Uitkomst
    evaluatie: Uitkomst
    rod: Uitkomst


@dataclass(frozen=True)
class Totaal:
    """The running OPP's of what is selected, and their shares."""

    aantal: int
    instemming: Uitkomst
    evaluatie: Uitkomst
    rod: Uitkomst


def beperk(rijen: Any, filter_: Filter, op: date) -> Any:
    """Narrow the visible rows to what the filter selects; an unknown value selects nothing less."""
    if filter_.stand in STANDEN:
        rijen = rijen.filter(STANDEN[filter_.stand][1])
    if filter_.school:
        rijen = rijen.filter(school__vestigingscode=filter_.school)
    if filter_.punt == "evaluatie":
        rijen = rijen.filter(evaluatie_uiterlijk__lt=op)
    if filter_.punt == "instemming":
        rijen = rijen.filter(huidige__isnull=False).exclude(huidige__instemming=Instemming.INSTEMMING)
    if filter_.punt == "rod":
        rijen = rijen.rod_klopt_niet()
    return rijen


def met_termijn(rijen: Any) -> Any:
    """Annotate `loopt_tot`: the day of making it or of the next evaluation, whichever is asked now."""
    datum = Case(
        When(status=S.CONCEPT, then=F("opstellen_uiterlijk")),
        When(status=S.LOPEND, then=F("evaluatie_uiterlijk")),
        output_field=DateField(),
    )
    return rijen.annotate(loopt_tot=Coalesce(datum, Value(OOIT)))


def met_lijstgegevens(rijen: Any) -> Any:
    """What a row needs, in one query; the texts stay in the database."""
    return rijen.select_related("leerling", "school", "huidige").only(
        "sleutel",
        "status",
        "ingang",
        "opgesteld_op",
        "einde",
        "opstellen_uiterlijk",
        "evaluatie_uiterlijk",
        "rod_gemeld_op",
        "rod_begin",
        "rod_einde",
        "school__naam",
        "school__vestigingscode",
        "leerling__sleutel",
        "leerling__roepnaam",
        "leerling__voorvoegsel",
        "leerling__achternaam",
        "leerling__geboortedatum",
        "leerling__dossiernummer",
        "huidige__instemming",
        "huidige__instemming_op",
        "huidige__gehoord",
        "huidige__oogo_op",
        "huidige__toestemming",
    )


def lijstrijen(rijen: Iterable[Any], dagen: Kalender) -> list[Lijstrij]:
    op = vandaag()
    return [_rij(rij, op, dagen) for rij in rijen]


def _rij(rij: Any, op: date, dagen: Kalender) -> Lijstrij:
    return Lijstrij(
        url=objectadres("leerlingen:opp", rij.sleutel),
        leerling=rij.leerling.korte_naam,
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam,
        stand=rij.get_status_display(),
        kleur=KLEUR[S(rij.status)],
        ingang=rij.ingang,
        handelingsdeel=rij.huidige.get_instemming_display() if rij.huidige else "",
        eens=bool(rij.huidige) and rij.huidige.instemming == Instemming.INSTEMMING,
        rod=("" if rij.status == S.CONCEPT else rod_afwijking(rij) or "Klopt"),
        badge=_badge(rij, op, dagen),
    )


def _badge(rij: Any, op: date, dagen: Kalender) -> Badge | None:
    """What is due now and how long that still is."""
    wat, dag = "opstellen", rij.opstellen_uiterlijk
    if rij.status != S.CONCEPT:
        wat, dag = "evaluatie", rij.evaluatie_uiterlijk
    if dag is None:
        return None
    over = resterend(dag, op, dagen)
    vorm = TERMIJNBADGES[over.staat]
    return Badge(vorm.soort, vorm.icoon, over.woorden, f"{wat} · {datum_kort(dag)}")


def totaal(rijen: Any, op: date) -> Totaal:
    """The running OPP's among these rows on `op`: four counts."""
    lopend = rijen.liep_op(op)
    aantal = lopend.count()
    return Totaal(
        aantal,
        aandeel(lopend.met_instemming_op(op).count(), aantal),
        aandeel(lopend.evaluatie_op_tijd_op(op).count(), aantal),
        aandeel(lopend.in_rod_op(op).count(), aantal),
    )


def scholen(user: Gebruiker, op: date) -> QuerySet[School]:
    """The locations with an OPP in the scope of `user`, and every own school of a school user, with counts."""
    lopend = Opp.objects.zichtbaar_voor(user).liep_op(op)
    rijen = School.objects.filter(Exists(lopend.filter(school=OuterRef("pk"))) | Q(pk__in=user.school_ids))
    return rijen.annotate(
        lopende_opps=_tel(lopend),
        met_instemming=_tel(lopend.met_instemming_op(op)),
        op_tijd=_tel(lopend.evaluatie_op_tijd_op(op)),
        in_rod=_tel(lopend.in_rod_op(op)),
    )


def _tel(rijen: Any) -> Coalesce:
    """How many of these OPP's the outer school has."""
    per_school = rijen.filter(school=OuterRef("pk")).order_by().values("school").annotate(n=Count("pk"))
    return Coalesce(Subquery(per_school.values("n")), Value(0))


def schoolrijen(rijen: Iterable[Any]) -> list[Schoolrij]:
    return [
        Schoolrij(
            url=rij.vestigingscode,
            naam=rij.naam,
            vestigingscode=rij.vestigingscode,
            leerlingen=rij.leerlingen,
            aantal=rij.lopende_opps,
            per_honderd=aandeel(rij.lopende_opps, rij.leerlingen or 0).waarde,
            instemming=aandeel(rij.met_instemming, rij.lopende_opps),
            evaluatie=aandeel(rij.op_tijd, rij.lopende_opps),
            rod=aandeel(rij.in_rod, rij.lopende_opps),
        )
        for rij in rijen
    ]


def schoolkeuzes(user: Gebruiker) -> list[tuple[str, str]]:
    """The schools to choose from: those with an OPP that this user may see."""
    rijen = School.objects.filter(Exists(Opp.objects.zichtbaar_voor(user).filter(school=OuterRef("pk"))))
    return keuze.schoolkeuzes(rijen)
