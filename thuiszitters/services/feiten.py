"""Facts with validity: what holds for a traject, from one day to another."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel
from thuiszitters.enums import CODES, ENKELVOUDIG, Feitsoort
from thuiszitters.models import Feit, Traject
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.termijnen import termijnen_bijwerken
from thuiszitters.services.traject import eis_dag, eis_lopend

STAAT_ER_AL = "Dit staat er al. Beëindig het eerst, of kies een andere dag."


@transaction.atomic
def feit_vastleggen(
    *,
    traject: Traject,
    soort: str,
    code: str,
    vanaf: date,
    door: Gebruiker,
    op: datetime,
    omschrijving: str = "",
) -> Feit:
    """Write down that this holds from a day on; a new oordeel ends the one before it."""
    rij = vergrendel(traject)
    eis_behandelaar(door, rij)
    eis_lopend(rij)
    eis_dag(rij, vanaf, op)
    if code not in CODES[soort].values:
        raise NietToegestaan("Kies een van de mogelijkheden.")
    if soort in ENKELVOUDIG:
        _sluit_vorig(rij, soort, vanaf)
    _eis_nog_niet(rij, soort, code, vanaf)
    feit = Feit.objects.create(
        traject=rij,
        soort=soort,
        code=code,
        omschrijving=omschrijving.strip(),
        vanaf=vanaf,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    leg_vast(rij, "feit", door=door, op=op, naar=code, toelichting=in_woorden(feit))
    if soort == Feitsoort.AANBOD:
        termijnen_bijwerken(traject=rij, op=op)
    return feit


def _sluit_vorig(traject: Traject, soort: str, vanaf: date) -> None:
    """What was judged from that day on is replaced; what was judged before it ends the day before."""
    for vorig in traject.feiten.filter(soort=soort).filter(_nog_op(vanaf)):
        if vorig.vanaf >= vanaf:
            raise NietToegestaan("Er staat al iets van een latere dag. Kies een latere dag.")
        vorig.tot_en_met = date.fromordinal(vanaf.toordinal() - 1)
        vorig.save(update_fields=["tot_en_met"])


def _eis_nog_niet(traject: Traject, soort: str, code: str, vanaf: date) -> None:
    if traject.feiten.filter(_nog_op(vanaf), soort=soort, code=code).exists():
        raise NietToegestaan(STAAT_ER_AL)


def _nog_op(vanaf: date) -> Q:
    return Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=vanaf)


@transaction.atomic
def feit_beeindigen(*, feit: Feit, tot_en_met: date, door: Gebruiker, op: datetime) -> Feit:
    """Write down until when this held; the history stays."""
    traject = vergrendel(feit.traject)
    eis_behandelaar(door, traject)
    eis_lopend(traject)
    rij = vergrendel(feit)
    eis_dag(traject, tot_en_met, op, veld="tot_en_met")
    if rij.tot_en_met is not None:
        raise NietToegestaan("Dit is al beëindigd.")
    if tot_en_met < rij.vanaf:
        raise NietToegestaan("Deze dag ligt voor het begin.")
    rij.tot_en_met = tot_en_met
    rij.save(update_fields=["tot_en_met"])
    leg_vast(traject, "feit_beeindigd", door=door, op=op, van=rij.code, toelichting=in_woorden(rij))
    if rij.soort == Feitsoort.AANBOD:
        termijnen_bijwerken(traject=traject, op=op)
    return rij


def in_woorden(feit: Feit) -> str:
    """`Belemmering: Gezondheid`; with the words that were added."""
    label = CODES[feit.soort](feit.code).label
    basis = f"{Feitsoort(feit.soort).label}: {label}" if feit.soort != Feitsoort.HULPVERLENING else label
    return f"{basis} ({feit.omschrijving})" if feit.omschrijving else basis
