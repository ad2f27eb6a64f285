"""Rows of the list: every aanmelding with its casus, in a constant number of queries and ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, DateField, F, Q, Value, When
from django.db.models.functions import Coalesce

from ect.enums import Aanmeldstatus, Casusstatus, Urgentie
from ect.models import LOPEND, OPEN
from swv.iconen import LABELS, TERMIJNBADGES, Icoon
from swv.klok import vandaag
from swv.models import Gebruiker, School
from swv.normen import kalender
from swv.paginaadres import objectadres
from swv.scholen.keuze import schoolkeuzes
from swv.templatetags.opmaak import datum_kort
from swv.termijnen import Kalender, resterend

A = Aanmeldstatus
LOPENDE = "lopend"
ALLES = "alle"
MIJ = "mij"
# What the filter offers -> which rows it selects.
STANDEN: dict[str, tuple[str, Q]] = {
    LOPENDE: ("Alles wat loopt", Q(status__in=OPEN) | Q(casus__status__in=LOPEND)),
    "wacht": (A.AANGEMELD.label, Q(status=A.AANGEMELD)),
    "gesprek": (A.IN_GESPREK.label, Q(status=A.IN_GESPREK)),
    "casus": ("Casus loopt", Q(casus__status__in=LOPEND)),
    "afgesloten": ("Casus afgesloten", Q(casus__status=Casusstatus.AFGESLOTEN)),
    "beantwoord": ("Beantwoord zonder casus", Q(status=A.BEANTWOORD)),
    "ingetrokken": (A.INGETROKKEN.label, Q(status=A.INGETROKKEN)),
    ALLES: ("Alles", Q()),
}
LOPENDE_STANDEN = frozenset({LOPENDE, "wacht", "gesprek", "casus"})
KLEUR: dict[str, str] = {
    A.AANGEMELD: "let-op",
    A.IN_GESPREK: "info",
    A.AANGENOMEN: "info",
    A.BEANTWOORD: "goed",
    A.INGETROKKEN: "neutraal",
    Casusstatus.INTAKE: "info",
    Casusstatus.TRAJECT: "info",
    Casusstatus.NAZORG: "info",
    Casusstatus.AFGESLOTEN: "goed",
}
NIEUWSTE = ("-id",)
TERMIJN = ("loopt_tot", "id")
OOIT = date(9999, 12, 31)  # where a row stands in the order when nothing is due


@dataclass(frozen=True)
class Teken:
    """The sign of a badge: the classes of its svg, and its path."""

    klasse: str
    pad: str


@dataclass(frozen=True)
class Badgetekst:
    """A term as a badge: sign, words, and the small print under it."""

    soort: str
    teken: Teken | None
    woorden: str
    onder: str


@dataclass(frozen=True)
class Lijstrij:
    url: str
    kenmerk: str
    leerling: str
    leerling_sleutel: UUID
    school: str
    hoofdvraag: str
    stand: str
    kleur: str
    teken: Teken | None
    spoed: bool
    houder: str
    termijn: Badgetekst | None


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means no limit."""

    stand: str = ""
    hoofdvraag: str = ""  # code
    school: str = ""  # vestigingscode
    houder: str = ""
    te_laat: bool = False


def beperk(rijen: Any, filter_: Filter, user: Gebruiker, op: date) -> Any:
    """Narrow the visible rows to what the filter selects; an unknown value selects nothing less."""
    if filter_.stand in STANDEN:
        rijen = rijen.filter(STANDEN[filter_.stand][1])
    if filter_.hoofdvraag:
        rijen = rijen.filter(hoofdvraag__code=filter_.hoofdvraag)
    if filter_.school:
        rijen = rijen.filter(school__vestigingscode=filter_.school)
    if filter_.houder == MIJ:
        rijen = rijen.filter(Q(casus__casushouder=user) | Q(casus__isnull=True, contact=user))
    return met_termijn(rijen).filter(loopt_tot__lt=op) if filter_.te_laat else rijen


def met_termijn(rijen: Any) -> Any:
    """Annotate `loopt_tot`: the day of the first reaction or of the next step, whichever is asked now."""
    datum = Case(
        When(status=A.AANGEMELD, then=F("reactie_uiterlijk")),
        When(status=A.AANGENOMEN, then=F("casus__volgende_stap_datum")),
        output_field=DateField(),
    )
    return rijen.annotate(loopt_tot=Coalesce(datum, Value(OOIT)))


def met_lijstgegevens(rijen: Any) -> Any:
    """What a row needs, in one query; the texts stay in the database."""
    return rijen.select_related("leerling", "school", "hoofdvraag", "contact", "casus__casushouder").only(
        "sleutel",
        "kenmerk",
        "status",
        "urgentie",
        "reactie_uiterlijk",
        "school__naam",
        "hoofdvraag__naam",
        "leerling__sleutel",
        "leerling__roepnaam",
        "leerling__achternaam",
        "leerling__geboortedatum",
        "contact__naam",
        "casus__sleutel",
        "casus__status",
        "casus__volgende_stap_datum",
        "casus__casushouder__naam",
    )


def lijstrijen(rijen: Iterable[Any], *, voor_school: bool) -> list[Lijstrij]:
    """Make list rows; a school reads of the casus only its status, and the term of the reaction."""
    gelezen, op = list(rijen), vandaag()
    dagen = kalender() if gelezen else Kalender()
    return [_rij(rij, op, dagen, voor_school=voor_school) for rij in gelezen]


def casus_van(aanmelding: Any) -> Any:
    """The casus of an aanmelding that came with `select_related`, or None."""
    return getattr(aanmelding, "casus", None)


def stand_van(aanmelding: Any) -> tuple[str, str]:
    """Status and its words: of the casus once there is one."""
    drager = casus_van(aanmelding) or aanmelding
    return drager.status, drager.get_status_display()


def _rij(rij: Any, op: date, dagen: Kalender, *, voor_school: bool) -> Lijstrij:
    casus = casus_van(rij)
    status, woorden = stand_van(rij)
    houder = casus.casushouder if casus else rij.contact
    naar_casus = casus is not None and not voor_school
    return Lijstrij(
        url=objectadres("ect:casus", casus.sleutel)
        if naar_casus
        else objectadres("ect:aanmelding", rij.sleutel),
        kenmerk=rij.kenmerk,
        leerling=rij.leerling.korte_naam,
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam,
        hoofdvraag=rij.hoofdvraag.naam,
        stand=woorden,
        kleur=KLEUR[status],
        teken=TEKENS[KLEUR[status]],
        spoed=rij.urgentie == Urgentie.SPOED,
        houder=houder.naam if houder else "",
        termijn=termijn_van_rij(rij, op, dagen, voor_school=voor_school),
    )


def termijn_van_rij(rij: Any, op: date, dagen: Kalender, *, voor_school: bool) -> Badgetekst | None:
    """What is due now and how long that still is."""
    casus = casus_van(rij)
    if rij.status == A.AANGEMELD and rij.reactie_uiterlijk:
        return _badge(rij.reactie_uiterlijk, "eerste reactie", op, dagen)
    if casus is not None and casus.volgende_stap_datum and not voor_school:
        return _badge(casus.volgende_stap_datum, "volgende stap", op, dagen)
    return None


def _badge(datum: date, wat: str, op: date, dagen: Kalender) -> Badgetekst:
    over = resterend(datum, op, dagen)
    vorm = TERMIJNBADGES[over.staat]
    return Badgetekst(vorm.soort, _teken(vorm.icoon), over.woorden, f"{wat} · {datum_kort(datum)}")


def _teken(icoon: Icoon | None) -> Teken | None:
    return Teken("icoon icoon-vol" if icoon.gevuld else "icoon", icoon.pad) if icoon else None


TEKENS = {soort: _teken(badge.icoon) for soort, badge in LABELS.items()}


def scholen_met_aanmelding(rijen: Any) -> list[tuple[str, str]]:
    """The schools to choose from: those with an aanmelding that this user may see."""
    return schoolkeuzes(School.objects.filter(pk__in=rijen.order_by().values("school")))


def hoofdvragen_met_aanmelding(rijen: Any) -> list[tuple[str, str]]:
    """The hoofdvragen to choose from, also those that are no longer asked."""
    paren = rijen.order_by("hoofdvraag__volgorde", "hoofdvraag__code")
    return list(paren.values_list("hoofdvraag__code", "hoofdvraag__naam").distinct())
