"""Open knelpunten with their next step, and the volverklaringen of the receiving schools."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject

from leerlingen.aanduiding import naam_en_leeftijd, sleutel_van, velden_van
from swv.models import Gebruiker, School
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.permissions import mag
from swv.rollen import Bereik
from swv.termijnen import Kalender, resterend
from tlv.models import Knelpunt, Knelpuntstap, Volverklaring
from tlv.ontvangers import GO_SOORTEN
from tlv.selectors.plaatsing import eigen_goscholen, mogelijke_scholen

HOOGSTENS = 50
LEERLING = "verklaring__leerling"
VELDEN = (
    "sleutel",
    "verklaring__nummer",
    "verklaring__besluit__aanvraag__school__naam",
    *velden_van(LEERLING),
)
OPEN_STAPPEN = Knelpuntstap.objects.filter(knelpunt=OuterRef("pk"), gedaan_per=None).order_by("volgorde")
STAP = Subquery(OPEN_STAPPEN.values(g=JSONObject(naam="naam", op="uiterste_datum"))[:1])


@dataclass(frozen=True)
class Knelpuntrij:
    """One open knelpunt; `stap` is the first step that was not done yet."""

    knelpunt: Knelpunt
    stap: Knelpuntstap | None


def open_knelpunten(user: Gebruiker) -> list[Knelpuntrij]:
    """What `user` may see of what is not solved, the earliest report first; two queries."""
    stappen = Prefetch(
        "stappen", Knelpuntstap.objects.filter(gedaan_per=None).order_by("volgorde"), "te_doen"
    )
    rijen = Knelpunt.objects.zichtbaar_voor(user).filter(opgelost_op=None).prefetch_related(stappen)
    rijen = rijen.select_related("verklaring__leerling", "verklaring__besluit__aanvraag__school")
    gelezen: list[Any] = list(rijen.order_by("gemeld_per", "id")[:HOOGSTENS])
    return [Knelpuntrij(rij, rij.te_doen[0] if rij.te_doen else None) for rij in gelezen]


def volverklaringen(user: Gebruiker, op: date) -> "QuerySet[Volverklaring]":
    """Those that run or wait for a judgement, the latest first."""
    rijen = Volverklaring.objects.zichtbaar_voor(user).exclude(geaccepteerd__isnull=False, tot_en_met__lt=op)
    return rijen.select_related("school").order_by("-vanaf", "-id")[:HOOGSTENS]


def scholen_die_vol_kunnen_zijn(user: Gebruiker) -> "QuerySet[School]":
    """The own receiving schools; for the SWV all of them."""
    if user.heeft_bereik(Bereik.SWV):
        return mogelijke_scholen().filter(onderwijssoort__in=GO_SOORTEN)
    return eigen_goscholen(user)


def bronnen(user: Gebruiker, _op: date) -> Iterator[Werkbron]:
    """The next step of every open knelpunt, for who leads it."""
    if mag(user, "tlv.beoordelen"):
        rijen = Knelpunt.objects.zichtbaar_voor(user).filter(opgelost_op=None).values(*VELDEN, stap=STAP)
        yield Werkbron(rijen.order_by("gemeld_per", "id")[:HOOGSTENS], _regel)


def _regel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    stap = rij["stap"]
    uiterlijk = date.fromisoformat(stap["op"]) if stap and stap["op"] else None
    return Werkregel(
        kenmerk=f"TLV {rij['verklaring__nummer']}",
        leerling=naam_en_leeftijd(rij, op, LEERLING),
        leerling_sleutel=sleutel_van(rij, LEERLING),
        school=rij["verklaring__besluit__aanvraag__school__naam"],
        wat=f"Knelpunt: {stap['naam']}" if stap else "Knelpunt: leg vast hoe het is opgelost",
        actie="Bekijken",
        url=objectadres("tlv:knelpunt", rij["sleutel"]),
        resterend=resterend(uiterlijk, op, dagen) if uiterlijk else None,
        norm="stappenplan",
        uiterste_datum=uiterlijk,
    )
