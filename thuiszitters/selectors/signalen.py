"""Dates that come near: 5 years, 18 years, and the end of a vrijstelling (missie.md NRM-40)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, Q, QuerySet
from django.db.models.functions import Cast

from swv.normen import normen_op
from swv.termijnen import maanden_later
from thuiszitters.models import Traject, Vrijstelling
from thuiszitters.models.traject import MaandenLater

NORM_SIGNAAL = "vrijstelling.signaal"
VOORAF = 60  # days, where the profile gives none
VIJF, ACHTTIEN = 5 * 12, 18 * 12
ZIN = {
    VIJF: "Wordt 5 jaar: de leerplicht begint. Controleer de vrijstelling",
    ACHTTIEN: "Wordt 18 jaar: draag over aan het Doorstroompunt",
}
EINDE = "Vrijstelling loopt af: verlengen of terug naar school"


@dataclass(frozen=True)
class Signaal:
    """Something that happens on a day, in a few words."""

    zin: str
    datum: date


def vooraf(op: date) -> timedelta:
    """How long before the day the signal shows: data of the profile."""
    norm = normen_op(op).get(NORM_SIGNAAL)
    return timedelta(days=int(norm.waarde) if norm else VOORAF)


def met_signaal(rijen: Any, op: date) -> "QuerySet[Traject]":
    """The trajecten of `rijen` that have a signal on `op`, with the end of their vrijstelling."""
    straks = op + vooraf(op)
    geboren = F("leerling__geboortedatum")
    aflopend = Vrijstelling.objects.filter(tot_en_met__range=(op, straks), eindreden="")
    gekozen: QuerySet[Traject] = rijen.annotate(
        dag_5=Cast(MaandenLater(geboren, VIJF), DateField()),
        dag_18=Cast(MaandenLater(geboren, ACHTTIEN), DateField()),
    ).filter(
        Q(dag_5__range=(op, straks)) | Q(dag_18__range=(op, straks)) | Q(pk__in=aflopend.values("traject"))
    )
    return gekozen


def signalen(traject: Traject, op: date) -> list[Signaal]:
    """What comes near for this traject, the earliest first; the vrijstellingen are read once."""
    return sorted(_signalen(traject, op, op + vooraf(op)), key=lambda signaal: signaal.datum)


def _signalen(traject: Traject, op: date, straks: date) -> Iterator[Signaal]:
    for maanden, zin in ZIN.items():
        dag = maanden_later(traject.leerling.geboortedatum, maanden)
        if op <= dag <= straks:
            yield Signaal(zin, dag)
    for rij in traject.vrijstellingen.all():
        if rij.tot_en_met and not rij.eindreden and op <= rij.tot_en_met <= straks:
            yield Signaal(EINDE, rij.tot_en_met)
