"""The work list of the ECT: who waits for a reaction, and which step of a casus is due."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ect.enums import Aanmeldstatus as A
from ect.models import Aanmelding, Casus
from ect.permissions import mag_behandelen
from swv.models import Gebruiker
from swv.paginaadres import objectadres
from swv.panelen import Werkregel
from swv.termijnen import Kalender, resterend

HOOGSTENS = 100
STUURT = "coordinator"  # sees what a colleague leaves lying, too


def werkregels(user: Gebruiker, op: date, dagen: Kalender) -> list[Werkregel]:
    """What this person must do for aanmeldingen and casussen: two queries."""
    if not mag_behandelen(user):
        return []
    vragen, casussen = list(_aanmeldingen(user, op)), list(_casussen(user))
    return [
        *(_vraagregel(rij, op, dagen) for rij in vragen),
        *(_casusregel(rij, op, dagen) for rij in casussen),
    ]


def voor_mij(user: Gebruiker, op: date) -> Q:
    """Mine and nobody's; who steers the work also sees what is late with others."""
    eigen = Q(contact=user) | Q(contact__isnull=True)
    return eigen | Q(status=A.AANGEMELD, reactie_uiterlijk__lt=op) if STUURT in user.rollen else eigen


def _aanmeldingen(user: Gebruiker, op: date) -> Any:
    rijen = Aanmelding.objects.zichtbaar_voor(user).open().filter(voor_mij(user, op))
    rijen = rijen.select_related("leerling", "school", "norm").defer("vraag", "geprobeerd", "reactie")
    return rijen.order_by("reactie_uiterlijk", "id")[:HOOGSTENS]


def _casussen(user: Gebruiker) -> Any:
    rijen = Casus.objects.zichtbaar_voor(user).lopend().filter(casushouder=user)
    rijen = rijen.select_related("leerling", "school", "aanmelding").defer("reden")
    return rijen.order_by("volgende_stap_datum", "id")[:HOOGSTENS]


def _vraagregel(rij: Any, op: date, dagen: Kalender) -> Werkregel:
    wacht = rij.status == A.AANGEMELD
    uiterlijk = rij.reactie_uiterlijk if wacht else None
    return Werkregel(
        kenmerk=f"ECT {rij.kenmerk}",
        leerling=f"{rij.leerling.korte_naam}, {rij.leerling.leeftijd(op)} jaar",
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam,
        wat="Eerste reactie aan de school" if wacht else "Casus openen of de vraag beantwoorden",
        actie="Reageren" if wacht else "Kiezen",
        url=objectadres("ect:aanmelding", rij.sleutel),
        resterend=resterend(uiterlijk, op, dagen) if uiterlijk else None,
        norm=rij.norm.waarde_tekst if uiterlijk and rij.norm else "",
        uiterste_datum=uiterlijk,
    )


def _casusregel(rij: Any, op: date, dagen: Kalender) -> Werkregel:
    datum = rij.volgende_stap_datum
    return Werkregel(
        kenmerk=f"ECT {rij.kenmerk}",
        leerling=f"{rij.leerling.korte_naam}, {rij.leerling.leeftijd(op)} jaar",
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam,
        wat=rij.volgende_stap or "Volgende stap plannen",
        actie="Casus",
        url=objectadres("ect:casus", rij.sleutel),
        resterend=resterend(datum, op, dagen) if datum else None,
        norm="volgende stap" if datum else "",
        uiterste_datum=datum,
    )


def wachtend(user: Gebruiker) -> QuerySet[Aanmelding] | None:
    """The aanmeldingen that wait for the first reaction of this person."""
    if not mag_behandelen(user):
        return None
    eigen = Q(contact=user) | Q(contact__isnull=True)
    return Aanmelding.objects.zichtbaar_voor(user).filter(eigen, status=A.AANGEMELD)
