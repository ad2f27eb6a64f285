"""Correcting the first day of a traject: categorieen and clocks follow, the day before stays in the trail."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from leerlingen.models import Leerling
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.termijnen import datum
from swv.workflow import vergrendel
from thuiszitters.dagen import eis_categorie_dag
from thuiszitters.models import Feit, Traject
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.termijnen import termijnen_bijwerken
from thuiszitters.services.traject import eis_vrij

ZELFDE_DAG = "Dit is al de eerste verzuimdag. Kies een andere dag."
NA_EINDE = "Deze dag ligt na het einde van het traject ({dag}). Kies een eerdere dag, of corrigeer eerst de afsluiting."


@transaction.atomic
def eerste_dag_corrigeren(
    *, traject: Traject, eerste_verzuimdag: date, reden: str, door: Gebruiker, op: datetime
) -> Traject:
    """Put the begin of the traject on another day, also of one that ended; what the school reported stays.

    The categorie on the new day begins there, and what ended before it goes. A frozen quarter does not change.
    """
    Leerling.objects.select_for_update(of=("self",)).get(pk=traject.leerling_id)
    rij = vergrendel(traject, met=("leerling",))
    eis_behandelaar(door, rij)
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom de eerste verzuimdag verandert.")
    oud = rij.eerste_verzuimdag
    _eis_kan(rij, eerste_verzuimdag, datum_van(op))
    eerder = _categorieen(rij)
    _verplaats_categorieen(rij, eerste_verzuimdag)
    rij.eerste_verzuimdag = eerste_verzuimdag
    rij.save(update_fields=["eerste_verzuimdag"])
    _verplaats_feiten(rij, oud)
    leg_vast(
        rij,
        "eerste_dag",
        door=door,
        op=op,
        van=oud.isoformat(),
        naar=eerste_verzuimdag.isoformat(),
        toelichting=f"Was {datum(oud)}, is nu {datum(eerste_verzuimdag)}. {reden.strip()}",
        gegevens={"categorieen": eerder},
    )
    return termijnen_bijwerken(traject=rij, op=op)


def _eis_kan(traject: Traject, dag: date, op: date) -> None:
    """Not the same day, a day that can be, inside the traject, and in no other traject of this pupil."""
    if dag == traject.eerste_verzuimdag:
        raise NietToegestaan(ZELFDE_DAG)
    if traject.einddatum is not None and dag > traject.einddatum:
        raise NietToegestaan(NA_EINDE.format(dag=datum(traject.einddatum)))
    eis_categorie_dag(traject.leerling, _categorie_op(traject, dag).categorie, dag, op)
    if traject.telt:
        eis_vrij(traject.leerling_id, dag, traject.einddatum, behalve=traject)


def _categorie_op(traject: Traject, dag: date) -> Any:
    """The period that will be the first: the one of that day, or the present first for an earlier day."""
    rijen = traject.categorieen.order_by("vanaf")
    return rijen.filter(vanaf__lte=dag).last() or rijen.first()


def _categorieen(traject: Traject) -> list[dict[str, str]]:
    rijen = traject.categorieen.order_by("vanaf").values_list("categorie", "vanaf")
    return [{"categorie": categorie, "vanaf": vanaf.isoformat()} for categorie, vanaf in rijen]


def _verplaats_categorieen(traject: Traject, dag: date) -> None:
    eerste = _categorie_op(traject, dag)
    traject.categorieen.filter(vanaf__lt=eerste.vanaf).delete()
    eerste.vanaf = dag
    eerste.save(update_fields=["vanaf"])


def _verplaats_feiten(traject: Traject, oud: date) -> None:
    """What held from the first day on holds from the new one; what began later, or ended before, stays."""
    nieuw = traject.eerste_verzuimdag
    ouder = set(traject.feiten.filter(vanaf__lt=oud).values_list("soort", flat=True))
    rijen = Feit.objects.filter(traject=traject, vanaf=oud).exclude(soort__in=ouder)
    for feit in rijen.exclude(tot_en_met__lt=nieuw):
        feit.vanaf = nieuw
        feit.save(update_fields=["vanaf"])
