"""Verdeling: compute it from the pupil counts, look at it, and fix exactly what was seen."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from financien import verdeelsleutel
from financien.geld import NUL
from financien.models import Bestuursdeel, Verdeling
from financien.permissions import eis_beheerder
from financien.workflow import VERDELING, eis_concept
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.workflow import vergrendel, voer_uit


@transaction.atomic
def verdeling_maken(
    *,
    jaar: int,
    omschrijving: str,
    regeling: str,
    bedrag: Decimal,
    onderwijssoorten: Sequence[str],
    door: Gebruiker | None,
    op: datetime,
) -> Verdeling:
    """Make a concept with the parts as they are today."""
    eis_beheerder(door)
    verdeling = Verdeling(
        jaar=jaar,
        omschrijving=omschrijving,
        regeling=regeling,
        bedrag=bedrag,
        onderwijssoorten=list(onderwijssoorten),
    )
    _bereken(verdeling, door=door, op=op)
    leg_vast(verdeling, "verdeling.gemaakt", door=door, op=op, naar=verdeling.status)
    return verdeling


@transaction.atomic
def verdeling_herberekenen(*, verdeling: Verdeling, door: Gebruiker | None, op: datetime) -> Verdeling:
    """Take the pupil counts as they are now; only a concept."""
    eis_beheerder(door)
    rij = vergrendel(verdeling)
    eis_concept(rij)
    was = rij.totaal
    rij.delen.all().delete()
    _bereken(rij, door=door, op=op)
    gegevens = {"was": str(was), "totaal": str(rij.totaal)}
    leg_vast(rij, "verdeling.herberekend", door=door, op=op, gegevens=gegevens)
    return rij


def _bereken(verdeling: Verdeling, *, door: Gebruiker | None, op: datetime) -> None:
    telling = verdeelsleutel.grondslag(verdeling.onderwijssoorten)
    delen = verdeelsleutel.bedragen(verdeling.regeling, verdeling.bedrag, telling.tellingen)
    verdeling.totaal = sum(delen, NUL)
    verdeling.teldatum, verdeling.oudste_teldatum = telling.teldatum, telling.oudste_teldatum
    verdeling.zonder_telling, verdeling.zonder_bestuur = telling.zonder_telling, telling.zonder_bestuur
    verdeling.berekend_op, verdeling.berekend_door = op, door
    verdeling.save()
    Bestuursdeel.objects.bulk_create(
        Bestuursdeel(
            verdeling=verdeling,
            bestuur_id=rij.bestuur_id,
            scholen=rij.scholen,
            leerlingen=rij.leerlingen,
            bedrag=bedrag,
        )
        for rij, bedrag in zip(telling.tellingen, delen, strict=False)
    )


@transaction.atomic
def verdeling_vaststellen(*, verdeling: Verdeling, door: Gebruiker | None, op: datetime) -> Verdeling:
    """Fix the parts that were shown; from now on the database refuses every change."""
    return voer_uit(VERDELING, verdeling, "vaststellen", door=door, op=op)


@transaction.atomic
def verdeling_vervallen(*, verdeling: Verdeling, door: Gebruiker | None, op: datetime) -> Verdeling:
    return voer_uit(VERDELING, verdeling, "vervallen", door=door, op=op)
