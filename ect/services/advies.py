"""The advice of the ECT: written, brought out, and sent to the parents as a copy (WVO 2020 2.47 lid 17)."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from ect.enums import Adviesstatus
from ect.models import Casus, Ectadvies
from ect.notifications import meld_advies
from ect.permissions import eis_behandelaar
from ect.services.bewaren import bewaar, eerder_gemaakt, eis_niet_in_toekomst, eis_tekst, lopende_casus
from ect.workflow import ADVIES
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel, voer_uit

AL_UITGEBRACHT = "Dit advies is uitgebracht en kan niet meer veranderen. Schrijf zo nodig een nieuw advies."
GEEN_TEKST = "Schrijf het advies."
GEEN_LEZER = "Vul in aan wie u advies geeft."


@transaction.atomic
def advies_opstellen(
    *, casus: Casus, aan: str, tekst: str, door: Gebruiker, op: datetime, sleutel: UUID | None = None
) -> Ectadvies:
    """Begin an advice; the school does not see it before it is brought out."""
    eis_behandelaar(door, casus)
    rij = lopende_casus(casus)
    if eerder := eerder_gemaakt(Ectadvies.objects.filter(casus=rij), sleutel):
        return eerder
    advies = Ectadvies.objects.create(
        sleutel=sleutel or uuid4(),
        casus=rij,
        aan=eis_tekst(aan, GEEN_LEZER),
        tekst=eis_tekst(tekst, GEEN_TEKST),
        opgesteld_op=op,
        opgesteld_door=door,
    )
    leg_vast(advies, "opgesteld", door=door, op=op, naar=advies.status)
    return advies


@transaction.atomic
def advies_wijzigen(
    *, advies: Ectadvies, aan: str, tekst: str, versie: int, door: Gebruiker, op: datetime
) -> Ectadvies:
    """Change an advice that is not brought out; raises `Verouderd`."""
    eis_behandelaar(door, advies)
    lopende_casus(advies.casus)
    rij = _concept(advies)
    velden = {"aan": eis_tekst(aan, GEEN_LEZER), "tekst": eis_tekst(tekst, GEEN_TEKST)}
    return bewaar(rij, velden, versie=versie, door=door, op=op)


@transaction.atomic
def advies_uitbrengen(*, advies: Ectadvies, door: Gebruiker, op: datetime) -> Ectadvies:
    """Bring it out: from now on the school reads it, and it can no longer change."""
    rij = voer_uit(ADVIES, advies, "uitbrengen", door=door, op=op)
    meld_advies(rij, op)
    return rij


@transaction.atomic
def advies_verwijderen(*, advies: Ectadvies, door: Gebruiker, op: datetime) -> None:
    """Throw a concept away; the event remembers that it was there, not what it said."""
    eis_behandelaar(door, advies)
    lopende_casus(advies.casus)
    rij = _concept(advies)
    leg_vast(rij, "verwijderd", door=door, op=op, van=rij.status)
    rij.delete()


@transaction.atomic
def afschrift_vastleggen(*, advies: Ectadvies, datum: date, door: Gebruiker, op: datetime) -> Ectadvies:
    """Write down on which day the parents got their copy; also when the casus is closed meanwhile."""
    eis_behandelaar(door, advies)
    rij = vergrendel(advies, met=("casus__leerling",))
    if rij.uitgebracht_op is None:
        raise NietToegestaan("Breng het advies eerst uit. Daarna stuurt u de ouders een afschrift.")
    eis_niet_in_toekomst(datum, op)
    if datum < datum_van(rij.uitgebracht_op):
        raise NietToegestaan("Het afschrift gaat op of na de dag van het advies weg.")
    rij.afschrift_datum = datum
    rij.save(update_fields=["afschrift_datum"])
    leg_vast(rij, "afschrift", door=door, op=op, gegevens={"datum": datum.isoformat()})
    return rij


def _concept(advies: Ectadvies) -> Ectadvies:
    rij = vergrendel(advies, met=("casus__leerling",))
    if rij.status != Adviesstatus.CONCEPT:
        raise NietToegestaan(AL_UITGEBRACHT)
    return rij
