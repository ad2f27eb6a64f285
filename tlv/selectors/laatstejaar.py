"""Work of a school in the last school year of a TLV: terugplaatsing, or a new request in time (WEC 40 lid 15)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from leerlingen.aanduiding import naam_en_leeftijd, sleutel_van, velden_van
from swv.inrichting import staat_aan
from swv.models import Gebruiker
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, einde_schooljaar, resterend
from tlv.enums import Plaatsingstatus
from tlv.models import LOPEND, Aanvraag, Herbeoordeling, Plaatsing
from tlv.permissions import scholen_met

HOOGSTENS = 50
LEERLING = "verklaring__leerling"
LAATSTE_JAAR = "Laatste schooljaar van de TLV: regel terugplaatsing of vraag op tijd een nieuwe TLV aan"
UITGENODIGD = "Herbeoordeling van de TLV: bespreek terugplaatsing of vraag een nieuwe TLV aan"


def bronnen(user: Gebruiker, op: date) -> Iterator[Werkbron]:
    """From the first day of the last school year, for the school where the pupil is."""
    if not mag(user, "tlv.plaatsen") or not (scholen := scholen_met(user, "tlv.plaatsen")):
        return
    einde = einde_schooljaar(op)
    aangevraagd = Aanvraag.objects.filter(school__in=scholen, status__in=LOPEND).values("leerling")
    geplaatst = Plaatsing.objects.filter(
        school__in=scholen, status=Plaatsingstatus.GEPLAATST, verklaring__einddatum=einde
    ).exclude(verklaring__leerling__in=aangevraagd)
    uitgenodigd = Herbeoordeling.objects.filter(school__in=scholen, verklaring__einddatum=einde)
    uitgenodigd = uitgenodigd.exclude(verklaring__leerling__in=aangevraagd)
    yield Werkbron(_gelezen(geplaatst), _plaatsingsregel)
    yield Werkbron(_gelezen(uitgenodigd.exclude(verklaring__plaatsingen__in=geplaatst)), _uitnodigingsregel)


def _gelezen(rijen: Any) -> Any:
    velden = ("sleutel", "school__naam", "verklaring__nummer", "verklaring__einddatum")
    gelezen = rijen.values(*velden, *velden_van(LEERLING))
    return gelezen.order_by("verklaring__nummer")[:HOOGSTENS]


def _plaatsingsregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    if staat_aan("plaatsing"):
        return _regel(rij, LAATSTE_JAAR, objectadres("tlv:plaatsing", rij["sleutel"]), op, dagen)
    adres = objectadres("leerlingen:detail", sleutel_van(rij, LEERLING))
    return _regel(rij, LAATSTE_JAAR, adres, op, dagen)


def _uitnodigingsregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    adres = objectadres("leerlingen:detail", sleutel_van(rij, LEERLING))
    return _regel(rij, UITGENODIGD, adres, op, dagen)


def _regel(rij: dict[str, Any], wat: str, url: str, op: date, dagen: Kalender) -> Werkregel:
    einde = date.fromisoformat(rij["verklaring__einddatum"])
    return Werkregel(
        kenmerk=f"TLV {rij['verklaring__nummer']}",
        leerling=naam_en_leeftijd(rij, op, LEERLING),
        leerling_sleutel=sleutel_van(rij, LEERLING),
        school=rij["school__naam"],
        wat=wat,
        actie="Bekijken",
        url=url,
        resterend=resterend(einde, op, dagen),
        norm="einde van de TLV",
        uiterste_datum=einde,
    )
