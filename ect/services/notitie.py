"""The confidential note. Its events say that something was written, never what; they are in no timeline."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from ect.models import Casus, Notitie, Notitietoegang
from ect.permissions import eis_mag_notitie_schrijven, eis_mag_toegang_geven
from ect.services.bewaren import bewaar, eerder_gemaakt, eis_tekst, lopende_casus
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, mag
from swv.rollen import Bereik
from swv.workflow import vergrendel

LEEG = "Schrijf de notitie."


@transaction.atomic
def notitie_schrijven(
    *, casus: Casus, tekst: str, door: Gebruiker, op: datetime, sleutel: UUID | None = None
) -> Notitie:
    """Write a note that only the casushouder reads, until someone is given access by name."""
    rij = lopende_casus(casus)
    eis_mag_notitie_schrijven(door, rij)
    if eerder := eerder_gemaakt(Notitie.objects.filter(casus=rij), sleutel):
        return eerder
    notitie = Notitie.objects.create(
        sleutel=sleutel or uuid4(),
        casus=rij,
        tekst=eis_tekst(tekst, LEEG),
        geschreven_op=op,
        geschreven_door=door,
    )
    leg_vast(notitie, "geschreven", door=door, op=op)
    return notitie


@transaction.atomic
def notitie_wijzigen(*, notitie: Notitie, tekst: str, versie: int, door: Gebruiker, op: datetime) -> Notitie:
    """Change a note while the casus runs; raises `Verouderd`."""
    casus = lopende_casus(notitie.casus)
    eis_mag_notitie_schrijven(door, casus)
    rij = vergrendel(notitie, met=("casus__leerling",))
    return bewaar(rij, {"tekst": eis_tekst(tekst, LEEG)}, versie=versie, door=door, op=op)


@transaction.atomic
def toegang_geven(*, notitie: Notitie, gebruiker: Gebruiker, door: Gebruiker, op: datetime) -> Notitietoegang:
    """Let one colleague read one note; naming the same person twice changes nothing."""
    rij = vergrendel(notitie, met=("casus__leerling", "casus__casushouder"))
    eis_mag_toegang_geven(door, rij)
    if reden := waarom_geen_toegang(rij, gebruiker):
        raise NietToegestaan(reden)
    bestaand = Notitietoegang.objects.lopend().filter(notitie=rij, gebruiker=gebruiker).first()
    if bestaand is not None:
        return bestaand
    toegang = Notitietoegang.objects.create(
        notitie=rij, gebruiker=gebruiker, verleend_op=op, verleend_door=door
    )
    leg_vast(rij, "toegang_gegeven", door=door, op=op, gegevens={"aan": str(gebruiker.sleutel)})
    return toegang


def waarom_geen_toegang(notitie: Notitie, gebruiker: Gebruiker) -> str:
    """Return why this person cannot be named, or an empty string: SWV staff who see casussen only."""
    if not gebruiker.is_active or not gebruiker.heeft_bereik(Bereik.SWV) or not mag(gebruiker, "ect.inzien"):
        return "Alleen een medewerker van het samenwerkingsverband kan deze notitie lezen."
    if gebruiker.pk == notitie.casus.casushouder_id:
        return "Deze medewerker is de casushouder en leest de notitie al."
    return ""


@transaction.atomic
def toegang_intrekken(*, toegang: Notitietoegang, door: Gebruiker, op: datetime) -> Notitietoegang:
    """From the next request on this person no longer reads the note."""
    rij = vergrendel(toegang, met=("notitie__casus__leerling", "gebruiker"))
    eis_mag_toegang_geven(door, rij.notitie)
    if rij.ingetrokken_op is None:
        rij.ingetrokken_op, rij.ingetrokken_door = op, door
        rij.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
        wie = {"van": str(rij.gebruiker.sleutel)}
        leg_vast(rij.notitie, "toegang_ingetrokken", door=door, op=op, gegevens=wie)
    return rij
