"""Work of a school in the last school year of a TLV: terugplaatsing, or a new request in time (WEC 40 lid 15)."""

from datetime import date
from typing import Any

from django.urls import reverse

from swv.models import Gebruiker
from swv.panelen import Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, einde_schooljaar, resterend
from tlv.enums import Plaatsingstatus
from tlv.models import LOPEND, Aanvraag, Herbeoordeling, Plaatsing
from tlv.permissions import scholen_met

HOOGSTENS = 50
LAATSTE_JAAR = "Laatste schooljaar van de TLV: regel terugplaatsing of vraag op tijd een nieuwe TLV aan"
UITGENODIGD = "Herbeoordeling van de TLV: bespreek terugplaatsing of vraag een nieuwe TLV aan"


def laatstejaarsregels(user: Gebruiker, op: date, dagen: Kalender) -> list[Werkregel]:
    """From the first day of the last school year, for the school where the pupil is; two bounded queries."""
    if not mag(user, "tlv.plaatsen") or not (scholen := scholen_met(user, "tlv.plaatsen")):
        return []
    einde = einde_schooljaar(op)
    aangevraagd = Aanvraag.objects.filter(school__in=scholen, status__in=LOPEND).values("leerling")
    geplaatst = Plaatsing.objects.filter(
        school__in=scholen, status=Plaatsingstatus.GEPLAATST, verklaring__einddatum=einde
    ).exclude(verklaring__leerling__in=aangevraagd)
    uitgenodigd = Herbeoordeling.objects.filter(school__in=scholen, verklaring__einddatum=einde).exclude(
        verklaring__leerling__in=aangevraagd
    )
    uitgenodigd = uitgenodigd.exclude(verklaring__plaatsingen__in=geplaatst)
    regels = [
        _regel(rij, LAATSTE_JAAR, reverse("tlv:plaatsing", args=[rij.sleutel]), op, dagen)
        for rij in _volledig(geplaatst)
    ]
    return regels + [
        _regel(rij, UITGENODIGD, reverse("leerlingen:detail", args=[rij.leerling.sleutel]), op, dagen)
        for rij in _volledig(uitgenodigd)
    ]


def _volledig(rijen: Any) -> Any:
    return rijen.select_related("verklaring__leerling", "school").order_by("verklaring__nummer")[:HOOGSTENS]


def _regel(rij: Any, wat: str, url: str, op: date, dagen: Kalender) -> Werkregel:
    verklaring = rij.verklaring
    return Werkregel(
        kenmerk=f"TLV {verklaring.nummer}",
        leerling=f"{verklaring.leerling.korte_naam}, {verklaring.leerling.leeftijd(op)} jaar",
        leerling_sleutel=verklaring.leerling.sleutel,
        school=rij.school.naam,
        wat=wat,
        actie="Bekijken",
        url=url,
        resterend=resterend(verklaring.einddatum, op, dagen),
        norm="einde van de TLV",
        uiterste_datum=verklaring.einddatum,
    )
