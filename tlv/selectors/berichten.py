"""The conversation on a request as a page shows it, and what still waits to be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from leerlingen.aanduiding import naam_en_leeftijd, sleutel_van, velden_van
from swv.models import Gebruiker
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.permissions import mag
from swv.rollen import Bereik
from swv.termijnen import Kalender
from tlv.enums import Kant
from tlv.models import NA_INDIENEN, Aanvraag, Aanvraagbericht, Berichtconcept
from tlv.permissions import scholen_met
from tlv.services.berichten import kant_van

HOOGSTENS = 50
VELDEN = ("sleutel", "kenmerk", "school__naam", *velden_van("leerling"))


@dataclass(frozen=True)
class Berichtregel:
    bericht: Aanvraagbericht
    afzender: str
    eigen: bool
    nieuw: bool


@dataclass(frozen=True)
class Gesprek:
    """`concept` is None for who only reads along."""

    regels: Sequence[Berichtregel]
    ongelezen: int
    concept: str | None


def leest_gesprek(user: Gebruiker, aanvraag: Aanvraag) -> bool:
    """The school of the request and the SWV; never an expert."""
    if aanvraag.status not in NA_INDIENEN:
        return False
    return aanvraag.school_id in user.school_ids or user.heeft_bereik(Bereik.SWV)


def gesprek(aanvraag: Aanvraag, user: Gebruiker) -> Gesprek | None:
    """All messages, the oldest first; None where this person has no part in it."""
    if not leest_gesprek(user, aanvraag):
        return None
    kant = kant_van(user, aanvraag)
    eigen = Kant.SCHOOL if aanvraag.school_id in user.school_ids else Kant.SWV
    rijen = aanvraag.berichten.select_related("geplaatst_door").order_by("geplaatst_op", "id")
    regels = [_regel(rij, aanvraag, eigen) for rij in rijen]
    return Gesprek(
        regels,
        sum(regel.nieuw for regel in regels) if kant else 0,
        _concept(aanvraag, user) if kant else None,
    )


def _regel(rij: Aanvraagbericht, aanvraag: Aanvraag, eigen: Kant) -> Berichtregel:
    """The school reads which organisation wrote; a name of a person only of its own side."""
    van = aanvraag.school.naam if rij.van == Kant.SCHOOL else "Samenwerkingsverband"
    afzender = f"{rij.geplaatst_door.naam}, {van}" if rij.van == eigen or eigen == Kant.SWV else van
    return Berichtregel(rij, afzender, rij.van == eigen, rij.van != eigen and rij.gelezen_op is None)


def _concept(aanvraag: Aanvraag, user: Gebruiker) -> str:
    rij = Berichtconcept.objects.filter(aanvraag=aanvraag, gebruiker=user).first()
    return rij.tekst if rij else ""


def bronnen(user: Gebruiker, _op: date) -> Iterator[Werkbron]:
    """For the work list: the requests on which the other side wrote something that nobody read yet."""
    if mag(user, "tlv.beoordelen"):
        yield Werkbron(_ongelezen(user, Kant.SWV), partial(_werkregel, "de school"))
    elif mag(user, "tlv.aanvragen"):
        eigen = Q(school_id__in=scholen_met(user, "tlv.aanvragen"))
        yield Werkbron(_ongelezen(user, Kant.SCHOOL, eigen), partial(_werkregel, "het samenwerkingsverband"))


def _ongelezen(user: Gebruiker, kant: Kant, eigen: Q | None = None) -> "QuerySet[Aanvraag, dict[str, Any]]":
    ongelezen = Aanvraagbericht.objects.ongelezen_door(kant).filter(aanvraag=OuterRef("pk"))
    per_aanvraag = ongelezen.order_by().values("aanvraag").annotate(aantal=Count("pk")).values("aantal")
    rijen = Aanvraag.objects.zichtbaar_voor(user).filter(Exists(ongelezen))
    if eigen is not None:
        rijen = rijen.filter(eigen)
    return rijen.values(*VELDEN, nieuw=Subquery(per_aanvraag)).order_by("sleutel")[:HOOGSTENS]


def _werkregel(van: str, rij: dict[str, Any], op: date, _dagen: Kalender) -> Werkregel:
    nieuw = "Nieuw bericht" if rij["nieuw"] == 1 else f"{rij['nieuw']} nieuwe berichten"
    return Werkregel(
        kenmerk=f"TLV {rij['kenmerk']}",
        leerling=naam_en_leeftijd(rij, op),
        leerling_sleutel=sleutel_van(rij),
        school=rij["school__naam"],
        wat=f"{nieuw} van {van} lezen",
        actie="Lezen",
        url=objectadres("tlv:berichten", rij["sleutel"]),
    )
