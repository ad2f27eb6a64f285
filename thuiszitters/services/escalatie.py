"""Steps on the escalation ladder, and the decision of doorzettingsmacht (missie.md PRC-42)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from swv.dagen import eis_te_plannen
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School, Schoolbestuur
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel
from thuiszitters.enums import Stapuitkomst, Trede
from thuiszitters.escalatie import ladder
from thuiszitters.models import Doorzetbesluit, Escalatiestap, Traject
from thuiszitters.models.escalatie import NIVEAU
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.traject import eis_dag, eis_lopend

NIET_OP_LADDER = "Deze stap staat niet op de escalatieladder van dit samenwerkingsverband."
EERST_OVERLEG = "Doorzettingsmacht komt na een eerdere stap op de ladder. Leg die eerst vast."
VOOR_VORIGE = "Deze dag ligt voor de vorige stap, op {datum:%d-%m-%Y}. Kies die dag of een latere."
MET_BESLUIT = "Doorzettingsmacht legt u vast met een besluit: welk bestuur krijgt de zorgplicht?"
ANDER_BESTUUR = "Deze school hoort niet bij het gekozen bestuur."


@transaction.atomic
def stap_vastleggen(
    *,
    traject: Traject,
    trede: str,
    datum: date,
    deelnemers: str,
    uitkomst: str,
    toelichting: str,
    door: Gebruiker,
    op: datetime,
) -> Escalatiestap:
    """Write down that this table met about the pupil, who was there and what came out of it."""
    if trede == Trede.DOORZETTINGSMACHT:
        raise NietToegestaan(MET_BESLUIT)
    gegevens = {"deelnemers": deelnemers, "uitkomst": uitkomst, "toelichting": toelichting}
    stap = _maak_stap(traject, trede, datum, gegevens, door, op)
    leg_vast(stap, "vastgelegd", door=door, op=op, naar=trede, toelichting=stap.naam)
    return stap


@transaction.atomic
def doorzetten(
    *,
    traject: Traject,
    datum: date,
    deelnemers: str,
    bestuur: Schoolbestuur,
    school: School | None,
    besluit: Mapping[str, Any],
    door: Gebruiker,
    op: datetime,
) -> Doorzetbesluit:
    """Write down the decision that binds: this bestuur has the zorgplicht from a day on.

    `besluit` has `ingangsdatum`, `besloten_door`, `voorkeur_ouders`, `voorkeur_leerling` and `motivering`.
    """
    eis_te_plannen("ingangsdatum", besluit["ingangsdatum"], datum_van(op))
    if school is not None and school.bestuur_id != bestuur.pk:
        raise NietToegestaan(ANDER_BESTUUR)
    if not traject.escalatiestappen.exists():
        raise NietToegestaan(EERST_OVERLEG)
    gegevens = {"deelnemers": deelnemers, "uitkomst": Stapuitkomst.OPGELOST, "toelichting": ""}
    stap = _maak_stap(traject, Trede.DOORZETTINGSMACHT, datum, gegevens, door, op)
    rij = Doorzetbesluit.objects.create(
        stap=stap, bestuur=bestuur, school=school, vastgelegd_op=op, **besluit
    )
    leg_vast(stap, "doorgezet", door=door, op=op, naar=stap.trede, toelichting=bestuur.naam)
    return rij


def _maak_stap(
    traject: Traject, trede: str, datum: date, gegevens: Mapping[str, str], door: Gebruiker, op: datetime
) -> Escalatiestap:
    rij = vergrendel(traject, met=("leerling",))
    eis_behandelaar(door, rij)
    eis_lopend(rij)
    eis_dag(rij, datum, op, veld="datum")
    namen = ladder()
    if trede not in namen:
        raise NietToegestaan(NIET_OP_LADDER)
    vorige = rij.escalatiestappen.order_by("-datum", "-id").first()
    if vorige is not None and datum < vorige.datum:
        raise NietToegestaan(VOOR_VORIGE.format(datum=vorige.datum))
    return Escalatiestap.objects.create(
        traject=rij,
        trede=trede,
        niveau=NIVEAU[trede],
        naam=namen[trede],
        datum=datum,
        vastgelegd_op=op,
        vastgelegd_door=door,
        **{naam: waarde.strip() for naam, waarde in gegevens.items()},
    )
