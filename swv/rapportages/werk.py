"""What the reports put on the start page of who only reads them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from swv.kwartaal import Kwartaal
from swv.models import Gebruiker, Rapportage
from swv.models.rapportage import MAKERS
from swv.paginaadres import objectadres
from swv.panelen import Werkbak, Werkbron, Werkregel
from swv.permissions import mag
from swv.rapportages.selectors import naam_van
from swv.termijnen import Kalender

NIEUW = timedelta(days=60)  # so long a report stays here; after that it is in the list of reports
HOOGSTENS = 10


def bronnen(user: Gebruiker, op: date) -> Iterator[Werkbron]:
    """The reports that were vastgesteld of late, the newest first."""
    if mag(user, "rapportage.inzien") and user.permissies.isdisjoint(MAKERS):
        yield Werkbron(_nieuw(user, op)[:HOOGSTENS], _regel)


def _nieuw(user: Gebruiker, op: date) -> "QuerySet[Rapportage, dict[str, Any]]":
    rijen = Rapportage.objects.zichtbaar_voor(user).filter(vastgesteld_op__date__gt=op - NIEUW)
    return rijen.order_by("-vastgesteld_op", "id").values("sleutel", "soort", "jaar", "nummer")  # type: ignore[return-value]


def _regel(rij: dict[str, Any], _op: date, _dagen: Kalender) -> Werkregel:
    kwartaal = Kwartaal(rij["jaar"], rij["nummer"])
    return Werkregel(
        kenmerk=str(kwartaal),
        leerling="",
        leerling_sleutel=None,
        school="",
        wat=f"{naam_van(rij['soort'])} van het {kwartaal.naam} is vastgesteld",
        actie="Lezen",
        url=objectadres("rapportage", rij["sleutel"]),
    )


WERKBAK = Werkbak("rapportages", "Rapportages", bronnen=bronnen)
