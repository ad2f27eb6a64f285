"""What the management of access puts on the start page."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from swv.collegas.permissions import RECHT, scholen_voor, voor_alle_scholen
from swv.models import Gebruiker, Toegangscontrole
from swv.panelen import Werkbak, Werkregel
from swv.permissions import mag
from swv.termijnen import Kalender, resterend

HOOGSTENS = 50


def werkregels(user: Gebruiker, vandaag: date, kalender: Kalender) -> Sequence[Werkregel]:
    """The open questions of the own school; beheer sees the schools that are late with the answer."""
    if not mag(user, RECHT):
        return []
    rijen = Toegangscontrole.objects.open().filter(school__in=scholen_voor(user))
    if voor_alle_scholen(user):
        rijen = rijen.filter(uiterste_datum__lt=vandaag)
    gekozen = rijen.select_related("school").order_by("uiterste_datum", "id")[:HOOGSTENS]
    return [_regel(rij, vandaag, kalender) for rij in gekozen]


def _regel(rij: Toegangscontrole, vandaag: date, kalender: Kalender) -> Werkregel:
    return Werkregel(
        kenmerk="Toegang",
        leerling="",
        leerling_sleutel=None,
        school=rij.school.naam,
        wat="Bevestigen wie van de school toegang heeft",
        actie="Lijst bekijken",
        url=reverse("collegas_school", args=[rij.school.sleutel]),
        resterend=resterend(rij.uiterste_datum, vandaag, kalender),
        uiterste_datum=rij.uiterste_datum,
    )


WERKBAK = Werkbak("toegang", "Toegang", werkregels)
