"""Rows of the register, in a constant number of queries and ready to print (eisen.md C1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from swv.klok import vandaag
from swv.models import Gebied, School
from swv.scholen.keuze import schoolkeuzes
from swv.templatetags.opmaak import datum_kort, getal
from thuiszitters.enums import THUISZITTER, VRIJSTELLINGEN, Duur, Klasse, Trajectstatus, Uitkomst
from thuiszitters.models import Actie, Escalatiestap, Traject
from thuiszitters.models.escalatie import NIVEAU

LANGST = ("eerste_verzuimdag", "id")
LAATST = ("-einddatum", "-id")
ALLES = "alle"
THUISZITTERS = "thuiszitters"
ZONDER_VRIJSTELLING = "zonder"
KLASSENAMEN = dict(Klasse.choices)
UITKOMSTEN = dict(Uitkomst.choices)
KORT = {
    Klasse.LRV_KORT.value: "LRV, 4 weken tot 3 maanden",
    Klasse.LRV_LANG.value: "LRV, langer dan 3 maanden",
    Klasse.VERZUIM_KORT.value: "Verzuim, korter dan 4 weken",
    Klasse.VRIJSTELLING_5A.value: "Vrijstelling 5 onder a",
    Klasse.VRIJSTELLING_5B.value: "Vrijstelling 5 onder b",
    Klasse.VRIJSTELLING_5C.value: "Vrijstelling 5 onder c",
    Klasse.TREKKEND_BESTAAN.value: "Vrijstelling 5a",
}
KLEUR = {
    Klasse.LRV_LANG.value: "fout",
    Klasse.LRV_KORT.value: "let-op",
    Klasse.ABSOLUUT.value: "fout",
    Klasse.VERZUIM_KORT.value: "info",
    Klasse.DREIGEND.value: "info",
}
CATEGORIEKEUZES = (
    (ZONDER_VRIJSTELLING, "Zonder vrijstellingen"),
    (ALLES, "Alle"),
    (THUISZITTERS, "Thuiszitters (AV en LRV)"),
    *((k.value, KORT.get(k.value, k.label)) for k in Klasse),
)
STATUSKEUZES = (("lopend", "Loopt"), ("afgesloten", "Afgesloten"), (ALLES, "Alles"))
DAGEN_IN_WEEK = 7
TELT_NIET = "Telt niet mee"
NOG_NIET_THUIS = "Nog niet thuis"


@dataclass(frozen=True)
class Filter:
    """What the register is narrowed to; empty means no limit."""

    status: str = Trajectstatus.LOPEND.value
    categorie: str = ZONDER_VRIJSTELLING
    duur: str = ""
    gemeente: str = ""
    school: str = ""  # vestigingscode
    trede: str = ""  # the highest step on the escalation ladder so far


@dataclass(frozen=True)
class Registerrij:
    """One row; everything written out, because fifty rows of a formatting template cost more than the query."""

    url: str
    kenmerk: str
    leerling: str
    leerling_sleutel: UUID
    school: str
    klasse: str
    kleur: str
    trede: str
    dagen: str
    sinds: str
    regiehouder: str
    actie: str
    actie_op: str
    te_laat: bool


def beperk(rijen: Any, filter_: Filter, dag: date) -> Any:
    """Narrow the visible trajecten; an unknown value selects nothing less."""
    if filter_.status in Trajectstatus.values:
        rijen = rijen.filter(status=filter_.status)
    if filter_.categorie == THUISZITTERS:
        rijen = rijen.filter(klasse__in=[k.value for k in THUISZITTER])
    elif filter_.categorie == ZONDER_VRIJSTELLING:
        rijen = rijen.exclude(klasse__in=[c.value for c in VRIJSTELLINGEN])
    elif filter_.categorie in Klasse.values:
        rijen = rijen.filter(klasse=filter_.categorie)
    if filter_.duur in Duur.values:
        rijen = rijen.met_duur(dag).filter(duur=filter_.duur)
    if filter_.gemeente:
        rijen = rijen.filter(leerling__gemeente=filter_.gemeente)
    if filter_.school:
        rijen = rijen.filter(school__vestigingscode=filter_.school)
    if filter_.trede in NIVEAU:
        rijen = rijen.alias(niveau=_hoogste("niveau")).filter(niveau=NIVEAU[filter_.trede])
    return rijen


def _hoogste(veld: str) -> Subquery:
    """Something of the highest step of a traject, the latest of two on the same step."""
    stappen = Escalatiestap.objects.filter(traject=OuterRef("pk")).order_by("-niveau", "-id")
    return Subquery(stappen.values(veld)[:1])


def volgorde(filter_: Filter) -> tuple[str, str]:
    """Longest at home first; what ended, the latest first."""
    return LAATST if filter_.status == Trajectstatus.AFGESLOTEN else LANGST


def met_rijgegevens(rijen: "QuerySet[Traject]") -> "QuerySet[Traject]":
    """What a row needs, in one query: pupil, school, who directs, and the next action."""
    open_ = Actie.objects.open().filter(traject=OuterRef("pk")).order_by("uiterlijk_op", "id")
    eerste = open_.values(gegevens=JSONObject(wat="wat", op="uiterlijk_op"))
    return (
        rijen.select_related("leerling", "school", "regiehouder")
        .only(
            "sleutel",
            "kenmerk",
            "status",
            "eerste_verzuimdag",
            "einddatum",
            "uitkomst",
            "school__naam",
            "regiehouder__naam",
            "leerling__sleutel",
            "leerling__roepnaam",
            "leerling__achternaam",
        )
        .annotate(volgende_actie=Subquery(eerste[:1]), hoogste_trede=_hoogste("naam"))
    )


def registerrijen(rijen: Iterable[Any], dag: date | None = None) -> list[Registerrij]:
    """Rows ready to print; no query of its own."""
    op, basis = dag or vandaag(), reverse("thuiszitters:lijst")
    return [_rij(rij, op, basis) for rij in rijen]


def _rij(rij: Any, op: date, basis: str) -> Registerrij:
    actie = rij.volgende_actie or {"wat": "", "op": ""}
    actie_op = date.fromisoformat(actie["op"]) if actie["op"] else None
    klaar = rij.status == Trajectstatus.AFGESLOTEN
    return Registerrij(
        url=f"{basis}{rij.sleutel}/",
        kenmerk=rij.kenmerk,
        leerling=rij.leerling.korte_naam,
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam if rij.school else "Geen school",
        klasse=UITKOMSTEN[rij.uitkomst] if klaar else klassenaam(rij.klasse),
        kleur="neutraal" if klaar else KLEUR.get(rij.klasse, "neutraal"),
        trede=rij.hoogste_trede or "",
        dagen=_dagen(rij, op),
        sinds=_periode(rij),
        regiehouder=rij.regiehouder.naam,
        actie="" if klaar else actie["wat"],
        actie_op=datum_kort(actie_op) if actie_op else "",
        te_laat=actie_op is not None and actie_op < op,
    )


def _dagen(rij: Any, op: date) -> str:
    if not rij.telt:
        return TELT_NIET
    return NOG_NIET_THUIS if rij.klasse == Klasse.DREIGEND else duur_in_woorden(rij.dagen_op(op))


def _periode(rij: Any) -> str:
    begin = datum_kort(rij.eerste_verzuimdag)
    return f"{begin} tot {datum_kort(rij.einddatum)}" if rij.einddatum else f"sinds {begin}"


def klassenaam(klasse: str) -> str:
    """The short name of a class, for a row."""
    return KORT.get(klasse, KLASSENAMEN.get(klasse, ""))


def in_dagen(dagen: int) -> str:
    """`94 dagen`, short enough for a row."""
    return "1 dag" if dagen == 1 else f"{getal(dagen)} dagen"


def duur_in_woorden(dagen: int) -> str:
    """`94 dagen (13 weken)`."""
    weken = dagen // DAGEN_IN_WEEK
    if not weken:
        return in_dagen(dagen)
    return f"{in_dagen(dagen)} ({'1 week' if weken == 1 else f'{weken} weken'})"


def scholen_in_register(rijen: "QuerySet[Traject]") -> list[tuple[str, str]]:
    """The schools to choose from: those with a traject."""
    return schoolkeuzes(School.objects.filter(pk__in=rijen.order_by().values("school")))


def gemeenten() -> list[str]:
    return list(Gebied.objects.order_by("gemeente").values_list("gemeente", flat=True).distinct())


def op_term(term: str) -> Q:
    """Trajecten by kenmerk."""
    return Q(kenmerk__icontains=term)
