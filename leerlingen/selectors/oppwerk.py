"""The work list: which OPP a school must make, finish, evaluate or end, and which question the SWV must answer."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from leerlingen.aanduiding import naam_en_leeftijd, sleutel_van, velden_van
from leerlingen.enums import Inschrijvingsoort, Oppstatus
from leerlingen.models import Inschrijving, Opp, Oppadvies
from leerlingen.oppklok import ALTIJD, HERINNERING_EVALUATIE, OPSTELLEN, horizon
from leerlingen.permissions import scholen_met, via_swv
from swv.models import Gebruiker, Norm
from swv.normen import normen_op, termijn_van
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.termijnen import Kalender, resterend

HOOGSTENS = 50
LEERLING = velden_van("leerling")
OPPVELDEN = (
    "sleutel",
    "status",
    "opstellen_uiterlijk",
    "evaluatie_uiterlijk",
    "is_hier",
    "school__naam",
    "leerling__dossiernummer",
    *LEERLING,
)
VRAAGVELDEN = ("sleutel", "opp__school__naam", "opp__leerling__dossiernummer", *velden_van("opp__leerling"))


def bronnen(user: Gebruiker, op: date) -> Iterator[Werkbron]:
    """What this person must do for OPP's; for a school one query more, for the norms."""
    if via_swv(user, "opp.adviseren"):
        yield Werkbron(_vragen(user), _vraagregel)
    if scholen := scholen_met(user, "opp.opstellen"):
        normen = normen_op(op)
        yield Werkbron(_te_beginnen(scholen, op), partial(_beginregel, normen.get(OPSTELLEN)))
        tot = horizon(normen.get(HERINNERING_EVALUATIE), op)
        yield Werkbron(_te_doen(scholen, op, tot), _oppregel)


def zonder_opp(scholen: Iterable[int], op: date) -> QuerySet[Inschrijving]:
    """Pupils of schools where everyone has an OPP, for whom that school did not begin one."""
    eigen = Opp.objects.open().filter(leerling=OuterRef("leerling"), school=OuterRef("school"))
    rijen = Inschrijving.objects.lopend(op, list(scholen)).filter(
        soort=Inschrijvingsoort.INSCHRIJVING, school__onderwijssoort__in=[str(soort) for soort in ALTIJD]
    )
    return rijen.filter(~Exists(eigen), leerling__samengevoegd_met=None)


def vertrokken(op: date) -> Q:
    """The pupil is no longer at the school of this OPP: the school ends it."""
    return Q(~Exists(_hier(op)), status=Oppstatus.LOPEND)


def _hier(op: date) -> QuerySet[Inschrijving]:
    """Where the pupil of the outer OPP still is at its school."""
    return Inschrijving.objects.op(op).filter(leerling=OuterRef("leerling"), school=OuterRef("school"))


def _te_beginnen(scholen: list[int], op: date) -> "QuerySet[Inschrijving, dict[str, Any]]":
    rijen = zonder_opp(scholen, op).values("vanaf", "school__naam", "leerling__dossiernummer", *LEERLING)
    return rijen.order_by("-vanaf", "id")[:HOOGSTENS]


def _beginregel(norm: Norm | None, rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    """The term runs from inschrijving by the norm of today."""
    dag = termijn_van(norm, date.fromisoformat(rij["vanaf"]), dagen).uiterste_datum if norm else None
    url = objectadres("leerlingen:opp_beginnen", sleutel_van(rij))
    return _regel(rij, "OPP opstellen", "Beginnen", url, dag, op, dagen)


def _te_doen(scholen: list[int], op: date, tot: date) -> "QuerySet[Opp, dict[str, Any]]":
    """Drafts, evaluations that come near, and OPP's of pupils who left."""
    rijen = Opp.objects.filter(school_id__in=scholen).filter(
        Q(status=Oppstatus.CONCEPT)
        | Q(status=Oppstatus.LOPEND, evaluatie_uiterlijk__lte=tot)
        | vertrokken(op)
    )
    gelezen = rijen.annotate(is_hier=Exists(_hier(op))).values(*OPPVELDEN)
    return gelezen.order_by("evaluatie_uiterlijk", "id")[:HOOGSTENS]


def _oppregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    if rij["status"] == Oppstatus.CONCEPT:
        wat, actie, dag = "OPP afmaken en vaststellen", "Verder", rij["opstellen_uiterlijk"]
    elif not rij["is_hier"]:
        wat, actie, dag = "OPP beëindigen: de leerling is vertrokken", "Bekijken", None
    else:
        wat, actie, dag = "OPP evalueren met ouders en leerling", "Bekijken", rij["evaluatie_uiterlijk"]
    url = objectadres("leerlingen:opp", rij["sleutel"])
    return _regel(rij, wat, actie, url, date.fromisoformat(dag) if dag else None, op, dagen)


def _regel(
    rij: dict[str, Any], wat: str, actie: str, url: str, dag: date | None, op: date, dagen: Kalender
) -> Werkregel:
    return Werkregel(
        kenmerk=f"OPP {rij['leerling__dossiernummer']}",
        leerling=naam_en_leeftijd(rij, op),
        leerling_sleutel=sleutel_van(rij),
        school=rij["school__naam"],
        wat=wat,
        actie=actie,
        url=url,
        resterend=resterend(dag, op, dagen) if dag else None,
        norm="wettelijke termijn" if dag else "",
        uiterste_datum=dag,
    )


def open_vragen(user: Gebruiker) -> QuerySet[Oppadvies] | None:
    """The questions that wait for the SWV, for the count in the menu."""
    return Oppadvies.objects.zichtbaar_voor(user).gevraagd() if via_swv(user, "opp.adviseren") else None


def _vragen(user: Gebruiker) -> "QuerySet[Oppadvies, dict[str, Any]]":
    rijen = Oppadvies.objects.zichtbaar_voor(user).gevraagd().values(*VRAAGVELDEN)
    return rijen.order_by("gevraagd_op", "id")[:HOOGSTENS]


def _vraagregel(rij: dict[str, Any], op: date, _dagen: Kalender) -> Werkregel:
    return Werkregel(
        kenmerk=f"OPP {rij['opp__leerling__dossiernummer']}",
        leerling=naam_en_leeftijd(rij, op, "opp__leerling"),
        leerling_sleutel=sleutel_van(rij, "opp__leerling"),
        school=rij["opp__school__naam"],
        wat="Vraag van de school over een OPP",
        actie="Beantwoorden",
        url=objectadres("leerlingen:opp_antwoorden", rij["sleutel"]),
    )
