"""Aanmelding, inschrijving, a move, and the end of it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Inschrijving, Leerling
from leerlingen.permissions import eis_mag_inschrijven
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel

AL_INGESCHREVEN = (
    "Deze leerling is al ingeschreven. Het samenwerkingsverband kan deze wijziging voor u verwerken."
)
AL_BEEINDIGD = "Deze inschrijving is al beëindigd."
EINDE_VOOR_BEGIN = "De einddatum ligt voor de begindatum."


@transaction.atomic
def inschrijven(
    *,
    leerling: Leerling,
    school: School,
    soort: str,
    leerjaar: str,
    vanaf: date,
    door: Gebruiker,
    op: datetime,
) -> Inschrijving:
    """Record an aanmelding or inschrijving from `vanaf`; a move ends the inschrijving elsewhere the day before.

    Raises `NietToegestaan`, in words that do not tell at which other school the pupil is.
    """
    eis_mag_inschrijven(door, leerling, school)
    vergrendel(leerling)
    loopt = Inschrijving.objects.filter(leerling=leerling, school=school, soort=soort).op(vanaf).first()
    if loopt is not None:
        return loopt
    gisteren = vanaf - timedelta(days=1)
    if soort == Inschrijvingsoort.INSCHRIJVING:
        _eis_geen_latere(leerling, vanaf)
        for vorige in _eindigt_door_inschrijving(leerling, school, vanaf):
            _beeindig(vorige, gisteren, door=door, op=op)
    rij = Inschrijving.objects.create(
        leerling=leerling, school=school, soort=soort, leerjaar=leerjaar, vanaf=vanaf
    )
    leg_vast(rij, soort, door=door, op=op, toelichting=school.naam)
    return rij


def _eis_geen_latere(leerling: Leerling, vanaf: date) -> None:
    """An inschrijving that begins on or after `vanaf` stands in the way: a person must look at it."""
    later = Inschrijving.objects.filter(
        leerling=leerling, soort=Inschrijvingsoort.INSCHRIJVING, vanaf__gte=vanaf
    )
    if later.exists():
        raise NietToegestaan(AL_INGESCHREVEN)


def _eindigt_door_inschrijving(leerling: Leerling, school: School, vanaf: date) -> list[Inschrijving]:
    """The running inschrijving elsewhere, and the aanmelding at this school itself."""
    lopend = Inschrijving.objects.filter(leerling=leerling, vanaf__lt=vanaf).op(vanaf).order_by("id")
    return [
        rij for rij in lopend if rij.soort == Inschrijvingsoort.INSCHRIJVING or rij.school_id == school.pk
    ]


@transaction.atomic
def uitschrijven(
    *, inschrijving: Inschrijving, tot_en_met: date, door: Gebruiker, op: datetime
) -> Inschrijving:
    """End an aanmelding or inschrijving; the school keeps what it sent in itself. Raises `NietToegestaan`."""
    eis_mag_inschrijven(door, inschrijving.leerling, inschrijving.school)
    rij = vergrendel(inschrijving)
    if rij.tot_en_met is not None and rij.tot_en_met < datum_van(op):
        raise NietToegestaan(AL_BEEINDIGD)
    if tot_en_met < rij.vanaf:
        raise NietToegestaan(EINDE_VOOR_BEGIN)
    if rij.tot_en_met == tot_en_met:
        return rij
    return _beeindig(rij, tot_en_met, door=door, op=op)


def _beeindig(rij: Inschrijving, tot_en_met: date, *, door: Gebruiker, op: datetime) -> Inschrijving:
    rij.tot_en_met = tot_en_met
    rij.save(update_fields=["tot_en_met"])
    leg_vast(rij, "beeindigd", door=door, op=op, naar=tot_en_met.isoformat(), toelichting=rij.school.naam)
    return rij


@transaction.atomic
def leerjaar_wijzigen(
    *, inschrijving: Inschrijving, leerjaar: str, door: Gebruiker, op: datetime
) -> Inschrijving:
    """Record the group or year the pupil is in now. Raises `NietToegestaan`."""
    eis_mag_inschrijven(door, inschrijving.leerling, inschrijving.school)
    rij = vergrendel(inschrijving)
    if rij.leerjaar != leerjaar:
        vorig, rij.leerjaar = rij.leerjaar, leerjaar
        rij.save(update_fields=["leerjaar"])
        leg_vast(rij, "leerjaar gewijzigd", door=door, op=op, van=vorig, naar=leerjaar)
    return rij
