"""One mail a day for who chose so: how many notices wait, and a link; never what they are about."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from swv import berichten
from swv.enums import Mailkeuze
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van, nu
from swv.models import Bericht, Gebruiker
from swv.opdrachten import opdracht, plaats

ONDERWERP = "Er staan berichten voor u klaar"
ZIN = "Er zijn nieuwe berichten voor u in het SWV-kantoor. Met de link hieronder leest u ze."


@transaction.atomic
def kies(*, gebruiker: Gebruiker, mailkeuze: str, op: datetime) -> None:
    """Remember how this person wants to hear of new notices."""
    rij = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if rij.mailkeuze == mailkeuze:
        return
    van, rij.mailkeuze = rij.mailkeuze, mailkeuze
    rij.save(update_fields=["mailkeuze"])
    leg_vast(rij, "mailkeuze gewijzigd", door=rij, op=op, van=van, naar=mailkeuze)


@transaction.atomic
def plaats_dagmails(op: datetime) -> int:
    """Place one job per person with unread notices that were not mailed; safe to run twice a day."""
    wachtend = Bericht.objects.filter(gelezen_op=None, gemaild_op=None, gemaakt_op__lte=op)
    kiezers = Gebruiker.objects.filter(
        is_active=True, mailkeuze=Mailkeuze.DAGELIJKS, pk__in=wachtend.values("ontvanger")
    ).exclude(email="")
    dag = datum_van(op).isoformat()
    for wie in kiezers.order_by("pk"):
        plaats("bericht.dagmail", uniek=f"bericht.dagmail:{wie.sleutel}:{dag}", op=op, gebruiker_id=wie.pk)
    return len(kiezers)


@opdracht("bericht.dagmail", "Dagelijkse mail over berichten")
def mail_dag(*, gebruiker_id: int, **_kwargs: Any) -> None:
    """Send the mail, unless everything was read in the meantime; what it is about counts as mailed."""
    wie = Gebruiker.objects.get(pk=gebruiker_id)
    wachtend = Bericht.objects.filter(ontvanger=wie, gelezen_op=None, gemaild_op=None)
    nummers = list(wachtend.order_by("pk").values_list("pk", flat=True))
    if not nummers or not wie.is_active:
        return
    pad = f"{reverse('berichten')}?ongelezen=1"
    berichten.verstuur(wie.email, ONDERWERP, ZIN, pad, kenmerk=f"{wie.sleutel}.{nummers[-1]}")
    Bericht.objects.filter(pk__in=nummers).update(gemaild_op=nu())
