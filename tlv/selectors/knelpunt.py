"""Open knelpunten with their next step, and the volverklaringen of the receiving schools."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from swv.models import Gebruiker, School
from swv.paginaadres import objectadres
from swv.panelen import Werkregel
from swv.permissions import mag
from swv.rollen import Bereik
from swv.termijnen import Kalender, resterend
from tlv.models import Knelpunt, Knelpuntstap, Volverklaring
from tlv.ontvangers import GO_SOORTEN
from tlv.selectors.plaatsing import eigen_goscholen, mogelijke_scholen

HOOGSTENS = 50


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


def knelpuntregels(user: Gebruiker, op: date, dagen: Kalender) -> list[Werkregel]:
    """The next step of every open knelpunt, for who leads it."""
    if not mag(user, "tlv.beoordelen"):
        return []
    return [_regel(rij.knelpunt, rij.stap, op, dagen) for rij in open_knelpunten(user)]


def _regel(knelpunt: Knelpunt, stap: Knelpuntstap | None, op: date, dagen: Kalender) -> Werkregel:
    verklaring = knelpunt.verklaring
    uiterlijk = stap.uiterste_datum if stap else None
    return Werkregel(
        kenmerk=f"TLV {verklaring.nummer}",
        leerling=f"{verklaring.leerling.korte_naam}, {verklaring.leerling.leeftijd(op)} jaar",
        leerling_sleutel=verklaring.leerling.sleutel,
        school=verklaring.besluit.aanvraag.school.naam,
        wat=f"Knelpunt: {stap.naam}" if stap else "Knelpunt: leg vast hoe het is opgelost",
        actie="Bekijken",
        url=objectadres("tlv:knelpunt", knelpunt.sleutel),
        resterend=resterend(uiterlijk, op, dagen) if uiterlijk else None,
        norm="stappenplan",
        uiterste_datum=uiterlijk,
    )
