"""The work list of the meetings: a member reads and advises, the SWV sends, holds and finishes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from swv.klok import datum_van
from swv.models import Gebruiker
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, datum, resterend
from tlv.enums import Vergaderstatus as V
from tlv.models import OPEN_VOOR_LEDEN, Agendapunt, Commissieadvies, Commissielid, Vergadering

HOOGSTENS = 50
VOORAF = timedelta(days=14)  # so long before a meeting its agenda becomes work


def bronnen(user: Gebruiker, op: date) -> Iterator[Werkbron]:
    """What this person must do with meetings."""
    if mag(user, "tlv.vergaderen"):
        yield Werkbron(_als_lid(user, op), _lidregel)
    if mag(user, "tlv.commissie"):
        yield Werkbron(_als_beheer(op), _beheerregel)


def _als_lid(user: Gebruiker, op: date) -> "QuerySet[Vergadering, dict[str, Any]]":
    """Meetings with an item about which this member has not advised yet."""
    zit = Commissielid.objects.zittend(op).filter(gebruiker=user)
    gegeven = Commissieadvies.objects.filter(agendapunt=OuterRef("pk"), lid__gebruiker=user)
    punten = Agendapunt.objects.filter(vergadering=OuterRef("pk")).exclude(Exists(gegeven))
    rijen = Vergadering.objects.filter(status__in=OPEN_VOOR_LEDEN, commissie__in=zit.values("commissie"))
    return _gelezen(rijen.filter(Exists(punten)))


def _als_beheer(op: date) -> "QuerySet[Vergadering, dict[str, Any]]":
    """A meeting that is near, that is over without being closed, or whose minutes are open."""
    nabij = Q(status=V.GEPLAND, begint_op__date__lte=op + VOORAF)
    voorbij = Q(status=V.AGENDA_VERSTUURD, begint_op__date__lte=op)
    return _gelezen(Vergadering.objects.filter(nabij | voorbij | Q(status=V.GEHOUDEN)))


def _gelezen(rijen: "QuerySet[Vergadering]") -> "QuerySet[Vergadering, dict[str, Any]]":
    geteld = rijen.annotate(
        aantal=Count("agendapunten"), open_punten=Count("agendapunten", filter=Q(agendapunten__conclusie=""))
    )
    velden = ("sleutel", "status", "begint_op", "commissie__naam", "aantal", "open_punten")
    return geteld.values(*velden).order_by("begint_op", "id")[:HOOGSTENS]


def _lidregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    return _regel(rij, f"{_aanvragen(rij['aantal'])} lezen en advies geven", "Lezen", op, dagen)


def _beheerregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    return _regel(rij, *_taak(rij), op, dagen)


def _taak(rij: dict[str, Any]) -> tuple[str, str]:
    if rij["status"] == V.GEPLAND:
        if not rij["aantal"]:
            return "Agenda maken: er staat nog geen aanvraag op", "Agenda"
        return f"Agenda versturen: {_aanvragen(rij['aantal']).lower()}", "Versturen"
    if rij["status"] == V.AGENDA_VERSTUURD:
        return "Vastleggen wie er waren", "Vastleggen"
    if rij["open_punten"]:
        return f"Conclusie vastleggen bij {_aanvragen(rij['open_punten']).lower()}", "Vastleggen"
    return "Verslag afmaken en vaststellen", "Verslag"


def _aanvragen(aantal: int) -> str:
    return "1 aanvraag" if aantal == 1 else f"{aantal} aanvragen"


def _regel(rij: dict[str, Any], wat: str, actie: str, op: date, dagen: Kalender) -> Werkregel:
    dag = datum_van(datetime.fromisoformat(rij["begint_op"]))
    return Werkregel(
        kenmerk=rij["commissie__naam"],
        leerling="",
        leerling_sleutel=None,
        school=f"Vergadering van {datum(dag)}",
        wat=wat,
        actie=actie,
        url=objectadres("tlv:vergadering", rij["sleutel"]),
        resterend=resterend(dag, op, dagen),
        norm="vergadering",
        uiterste_datum=dag,
    )
