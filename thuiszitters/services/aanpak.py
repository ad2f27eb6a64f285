"""The plan van aanpak: goals, partners, interventions, evaluation moments, and reminders (FRM-07)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from ect.models import Keuze
from swv.berichten import stuur
from swv.dagen import eis_te_plannen
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.normen import normen_op
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel
from thuiszitters.enums import Trajectstatus
from thuiszitters.models import Actie, Evaluatie, Plandoel, Planpartner, Traject, Trajectinterventie
from thuiszitters.notifications import HERINNERING
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.traject import eis_dag, eis_lopend

STAAT_ER_AL = "Dit staat al in het plan. Beëindig het eerst, of kies een andere dag."
VERLEDEN = "Kies vandaag of een latere dag."
NORM_HERINNERING = "thuiszitter.herinnering"
VOORAF = 2  # days, where the profile gives none


def _eis(traject: Traject, door: Gebruiker) -> Traject:
    rij = vergrendel(traject, met=("leerling",))
    eis_behandelaar(door, rij)
    eis_lopend(rij)
    return rij


@transaction.atomic
def doel_toevoegen(
    *, traject: Traject, wat: str, streefdatum: date, door: Gebruiker, op: datetime
) -> Plandoel:
    rij = _eis(traject, door)
    if streefdatum < datum_van(op):
        raise NietToegestaan(VERLEDEN)
    eis_te_plannen("streefdatum", streefdatum, datum_van(op))
    doel = Plandoel.objects.create(
        traject=rij, wat=wat.strip(), streefdatum=streefdatum, vastgelegd_op=op, vastgelegd_door=door
    )
    leg_vast(rij, "doel", door=door, op=op, toelichting=doel.wat)
    return doel


@transaction.atomic
def doel_behalen(*, doel: Plandoel, door: Gebruiker, op: datetime) -> Plandoel:
    """Reached, once."""
    traject = _eis(doel.traject, door)
    rij = vergrendel(doel)
    if rij.behaald_op is not None:
        raise NietToegestaan("Dit doel is al behaald.")
    rij.behaald_op = datum_van(op)
    rij.save(update_fields=["behaald_op"])
    leg_vast(traject, "doel_behaald", door=door, op=op, toelichting=rij.wat)
    return rij


@transaction.atomic
def partner_toevoegen(
    *, traject: Traject, soort: str, organisatie: str, vanaf: date, door: Gebruiker, op: datetime
) -> Planpartner:
    rij = _eis(traject, door)
    eis_dag(rij, vanaf, op)
    zelfde = rij.partners.filter(soort=soort, organisatie=organisatie.strip())
    _eis_vrij(zelfde, vanaf)
    partner = Planpartner.objects.create(
        traject=rij,
        soort=soort,
        organisatie=organisatie.strip(),
        vanaf=vanaf,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    leg_vast(rij, "partner", door=door, op=op, naar=soort, toelichting=partner.organisatie)
    return partner


@transaction.atomic
def partner_beeindigen(
    *, partner: Planpartner, tot_en_met: date, door: Gebruiker, op: datetime
) -> Planpartner:
    rij: Planpartner = _beeindig(partner, tot_en_met, door, op)
    leg_vast(rij.traject, "partner_beeindigd", door=door, op=op, toelichting=rij.organisatie)
    return rij


@transaction.atomic
def interventie_inzetten(
    *, traject: Traject, interventie: Keuze, vanaf: date, door: Gebruiker, op: datetime
) -> Trajectinterventie:
    """One of the code list, from a day on."""
    rij = _eis(traject, door)
    eis_dag(rij, vanaf, op)
    _eis_vrij(rij.interventies.filter(interventie=interventie), vanaf)
    ingezet = Trajectinterventie.objects.create(
        traject=rij, interventie=interventie, vanaf=vanaf, vastgelegd_op=op, vastgelegd_door=door
    )
    leg_vast(rij, "interventie", door=door, op=op, naar=interventie.code, toelichting=interventie.naam)
    return ingezet


@transaction.atomic
def interventie_beeindigen(
    *, ingezet: Trajectinterventie, tot_en_met: date, door: Gebruiker, op: datetime
) -> Trajectinterventie:
    rij: Trajectinterventie = _beeindig(ingezet, tot_en_met, door, op)
    naam = rij.interventie.naam
    leg_vast(rij.traject, "interventie_beeindigd", door=door, op=op, toelichting=naam)
    return rij


def _eis_vrij(rijen: Any, vanaf: date) -> None:
    if rijen.exclude(tot_en_met__lt=vanaf).exists():
        raise NietToegestaan(STAAT_ER_AL)


def _beeindig(deel: Any, tot_en_met: date, door: Gebruiker, op: datetime) -> Any:
    """The last day of a part of the plan; its history stays."""
    eis_dag(_eis(deel.traject, door), tot_en_met, op, veld="tot_en_met")
    rij = vergrendel(deel, met=("traject__leerling",))
    if rij.tot_en_met is not None:
        raise NietToegestaan("Dit is al beëindigd.")
    if tot_en_met < rij.vanaf:
        raise NietToegestaan("Deze dag ligt voor het begin.")
    rij.tot_en_met = tot_en_met
    rij.save(update_fields=["tot_en_met"])
    return rij


@transaction.atomic
def evaluatie_plannen(*, traject: Traject, gepland_op: date, door: Gebruiker, op: datetime) -> Evaluatie:
    """One day, once; who directs is reminded."""
    rij = _eis(traject, door)
    if gepland_op < datum_van(op):
        raise NietToegestaan(VERLEDEN)
    eis_te_plannen("gepland_op", gepland_op, datum_van(op))
    if rij.evaluaties.filter(gepland_op=gepland_op, gehouden_op=None).exists():
        raise NietToegestaan("Op deze dag staat al een evaluatie.")
    evaluatie = Evaluatie.objects.create(
        traject=rij, gepland_op=gepland_op, vastgelegd_op=op, vastgelegd_door=door
    )
    leg_vast(rij, "evaluatie_gepland", door=door, op=op, toelichting=f"{gepland_op:%d-%m-%Y}")
    return evaluatie


@transaction.atomic
def evaluatie_houden(
    *, evaluatie: Evaluatie, gehouden_op: date, bevindingen: str, door: Gebruiker, op: datetime
) -> Evaluatie:
    """Write down what was found; the next moment is planned apart."""
    traject = _eis(evaluatie.traject, door)
    rij = vergrendel(evaluatie)
    if rij.gehouden_op is not None:
        raise NietToegestaan("Deze evaluatie is al vastgelegd.")
    eis_dag(traject, gehouden_op, op, veld="gehouden_op")
    if not bevindingen.strip():
        raise NietToegestaan("Schrijf wat eruit kwam.")
    rij.gehouden_op, rij.bevindingen = gehouden_op, bevindingen.strip()
    rij.save(update_fields=["gehouden_op", "bevindingen"])
    leg_vast(traject, "geevalueerd", door=door, op=op)
    return rij


# --- reminders ----------------------------------------------------------------------------------------------------


def herinner(*, op: datetime) -> int:
    """Tell who directs what is due before long, once, and once more when its day is over; returns how many."""
    dag = datum_van(op)
    norm = normen_op(dag).get(NORM_HERINNERING)
    straks = dag + timedelta(days=int(norm.waarde) if norm else VOORAF)
    lopend: dict[str, Any] = {"traject__status": Trajectstatus.LOPEND}
    acties = Actie.objects.open().filter(uiterlijk_op__lte=straks, **lopend)
    evaluaties = Evaluatie.objects.filter(gehouden_op=None, gepland_op__lte=straks, **lopend)
    verstuurd = 0
    for rij, datum in [
        *((rij, rij.uiterlijk_op) for rij in acties.select_related("traject__regiehouder").order_by("id")),
        *((rij, rij.gepland_op) for rij in evaluaties.select_related("traject__regiehouder").order_by("id")),
    ]:
        verstuurd += _herinner(rij, datum, dag, op)
    return verstuurd


@transaction.atomic
def _herinner(rij: Any, datum: date, dag: date, op: datetime) -> int:
    wanneer = "voorbij" if datum < dag else "straks"
    traject = rij.traject
    return len(
        stuur(
            HERINNERING,
            ontvangers=[traject.regiehouder],
            pad=reverse("thuiszitters:traject", kwargs={"sleutel": traject.sleutel}),
            uniek=f"{rij.sleutel}:{datum.isoformat()}:{wanneer}",
            op=op,
            kenmerk=traject.kenmerk,
        )
    )
