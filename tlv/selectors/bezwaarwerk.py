"""The work list of objections: the next step of each one that nobody decided on yet, the earliest date first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from leerlingen.aanduiding import naam_en_leeftijd, sleutel_van, velden_van
from swv.models import Gebruiker
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, resterend
from tlv.enums import OPEN_BEZWAAR, Bezwaarstatus
from tlv.models import Bezwaar

HOOGSTENS = 50
AANVRAAG = "besluit__aanvraag"
LEERLING = f"{AANVRAAG}__leerling"
VELDEN = (
    "sleutel",
    "status",
    "lbt_advies",
    "lbt_uiterste_datum",
    "bob_uiterste_datum",
    f"{AANVRAAG}__kenmerk",
    f"{AANVRAAG}__school__naam",
    *velden_van(LEERLING),
)


def bronnen(user: Gebruiker, _op: date) -> Iterator[Werkbron]:
    """Every objection that waits for the LBT or for a decision, for who handles objections."""
    if mag(user, "tlv.bezwaar"):
        rijen = Bezwaar.objects.zichtbaar_voor(user).filter(status__in=OPEN_BEZWAAR).values(*VELDEN)
        yield Werkbron(rijen.order_by("bob_uiterste_datum", "id")[:HOOGSTENS], _regel)


def _regel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    wat, norm, dag = _stap(rij)
    uiterlijk = date.fromisoformat(dag)
    return Werkregel(
        kenmerk=f"TLV {rij[f'{AANVRAAG}__kenmerk']}",
        leerling=naam_en_leeftijd(rij, op, LEERLING),
        leerling_sleutel=sleutel_van(rij, LEERLING),
        school=rij[f"{AANVRAAG}__school__naam"],
        wat=wat,
        actie="Bekijken",
        url=objectadres("tlv:bezwaardossier", rij["sleutel"]),
        resterend=resterend(uiterlijk, op, dagen),
        norm=norm,
        uiterste_datum=uiterlijk,
    )


def _stap(rij: dict[str, Any]) -> tuple[str, str, str]:
    """What to do, the name of its term, and its last day as the work list reads it."""
    if rij["status"] == Bezwaarstatus.BIJ_LBT:
        wat = "Beslissen op bezwaar" if rij["lbt_advies"] else "Wacht op het advies van de LBT"
        return wat, "beslissing op bezwaar", rij["bob_uiterste_datum"]
    uiterlijk = rij["lbt_uiterste_datum"] or rij["bob_uiterste_datum"]
    return "Bezwaar doorsturen naar de LBT", "naar de LBT", uiterlijk
