"""What people change about a school themselves: its fixed contact at the SWV, and whom to call."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from swv.gebeurtenissen import leg_vast
from swv.models import Contactpersoon, Gebruiker, Roltoekenning, School, Schoolbestuur
from swv.namen import vul
from swv.permissions import NietToegestaan, eis
from swv.workflow import vergrendel

# Who can be the fixed contact of a school: people who work with schools every week.
CONTACTROLLEN = ("ect", "coordinator")
GEEN_CONTACT = "Alleen een {expertteam_medewerker} of coördinator kan het vaste contact van een school zijn."


def mogelijke_contacten(op: date) -> "QuerySet[Gebruiker]":
    """Who can be chosen on day `op`, by name."""
    lopend = Roltoekenning.objects.actief(op).filter(rol__in=CONTACTROLLEN)
    return Gebruiker.objects.filter(is_active=True, pk__in=lopend.values("gebruiker")).order_by("naam", "id")


@transaction.atomic
def wijs_vast_contact_toe(
    *, school: School, contact: Gebruiker | None, door: Gebruiker, op: datetime
) -> None:
    """Set or clear the fixed contact of a school."""
    eis(door, "school.beheren")
    if contact is not None and not mogelijke_contacten(op.date()).filter(pk=contact.pk).exists():
        raise NietToegestaan(vul(GEEN_CONTACT))
    rij = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if rij.vast_contact == contact:
        return
    rij.vast_contact = contact
    rij.save(update_fields=["vast_contact"])
    leg_vast(
        rij,
        "school.vast_contact",
        door=door,
        op=op,
        gegevens={"contact": str(contact.sleutel) if contact else ""},
    )


@transaction.atomic
def voeg_contactpersoon_toe(
    *, van: School | Schoolbestuur, gegevens: dict[str, Any], door: Gebruiker, op: datetime
) -> Contactpersoon:
    """Add someone to call at a school or a bestuur; sent twice, there is one."""
    eis(door, "school.beheren")
    vergrendel(van)
    plek = {"school": van} if isinstance(van, School) else {"bestuur": van}
    contactpersoon, nieuw = Contactpersoon.objects.get_or_create(**plek, **gegevens)
    if nieuw:
        leg_vast(van, "contactpersoon.toegevoegd", door=door, op=op)
    return contactpersoon


@transaction.atomic
def beeindig_contactpersoon(
    *, contactpersoon: Contactpersoon, dag: date, door: Gebruiker, op: datetime
) -> None:
    """From day `dag` on this is no longer the contact; who never was one disappears."""
    eis(door, "school.beheren")
    van = contactpersoon.school or contactpersoon.bestuur
    laatste = dag - timedelta(days=1)
    if laatste < contactpersoon.geldig_vanaf:
        contactpersoon.delete()
    else:
        contactpersoon.geldig_tot_en_met = laatste
        contactpersoon.save(update_fields=["geldig_tot_en_met"])
    if van is not None:
        leg_vast(van, "contactpersoon.beeindigd", door=door, op=op)
