"""A contact in a traject: written down, corrected, or withdrawn when it was written down by mistake."""

from datetime import date, datetime

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.termijnen import datum as in_woorden
from swv.workflow import vergrendel
from thuiszitters.models import Contact, Traject
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.traject import eis_dag


@transaction.atomic
def contact_vastleggen(
    *, traject: Traject, soort: str, met: str, datum: date, verslag: str, door: Gebruiker, op: datetime
) -> Contact:
    """Write down with whom was spoken, and what about; also after the end."""
    rij = vergrendel(traject)
    eis_behandelaar(door, rij)
    eis_dag(rij, datum, op, veld="datum")
    contact = Contact.objects.create(
        traject=rij,
        soort=soort,
        met=met,
        datum=datum,
        verslag=verslag.strip(),
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    leg_vast(contact, "vastgelegd", door=door, op=op)
    return contact


@transaction.atomic
def contact_wijzigen(
    *, contact: Contact, soort: str, met: str, datum: date, verslag: str, door: Gebruiker, op: datetime
) -> Contact:
    """Correct a contact; the trail says who changed which fields, not the words."""
    eis_behandelaar(door, contact)
    rij = vergrendel(contact, met=("traject__leerling",))
    eis_dag(rij.traject, datum, op, veld="datum")
    velden = {"soort": soort, "met": met, "datum": datum, "verslag": verslag.strip()}
    anders = sorted(naam for naam, waarde in velden.items() if getattr(rij, naam) != waarde)
    if anders:
        for naam in anders:
            setattr(rij, naam, velden[naam])
        rij.save(update_fields=anders)
        leg_vast(rij, "gewijzigd", door=door, op=op, gegevens={"velden": anders})
    return rij


@transaction.atomic
def contact_intrekken(*, contact: Contact, reden: str, door: Gebruiker, op: datetime) -> Traject:
    """Take back what was written down by mistake: the words go, that it was there and why it went stays."""
    eis_behandelaar(door, contact)
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom u het contact intrekt.")
    rij = vergrendel(contact, met=("traject__leerling",))
    wat = f"{rij.get_soort_display()} op {in_woorden(rij.datum)}"
    leg_vast(
        rij.traject,
        "contact_ingetrokken",
        door=door,
        op=op,
        toelichting=f"{wat}. {reden.strip()}",
        gegevens={"contact": str(rij.sleutel)},
    )
    traject = rij.traject
    rij.delete()
    return traject
