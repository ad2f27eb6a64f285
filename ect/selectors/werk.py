"""The work list of the ECT: who waits for a reaction, and which step of a casus is due."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from ect.enums import Aanmeldstatus as A
from ect.models import Aanmelding, Casus
from ect.naam import met_naam
from ect.permissions import mag_behandelen
from leerlingen.aanduiding import naam_en_leeftijd, sleutel_van, velden_van
from swv.models import Gebruiker
from swv.models.normen import waarde_tekst
from swv.paginaadres import objectadres
from swv.panelen import Werkbron, Werkregel
from swv.termijnen import Kalender, resterend

HOOGSTENS = 100
STUURT = "coordinator"  # sees what a colleague leaves lying, too
VRAAGVELDEN = (
    "sleutel",
    "kenmerk",
    "status",
    "reactie_uiterlijk",
    "norm__eenheid",
    "school__naam",
    *velden_van("leerling"),
)
NORMWAARDE = Cast("norm__waarde", CharField())
CASUSVELDEN = (
    "sleutel",
    "aanmelding__kenmerk",
    "volgende_stap",
    "volgende_stap_datum",
    "school__naam",
    *velden_van("leerling"),
)


def bronnen(user: Gebruiker, op: date) -> Iterator[Werkbron]:
    """What this person must do for aanmeldingen and for casussen."""
    if mag_behandelen(user):
        yield Werkbron(_aanmeldingen(user, op), _vraagregel)
        yield Werkbron(_casussen(user), _casusregel)


def voor_mij(user: Gebruiker, op: date) -> Q:
    """Mine and nobody's; who steers the work also sees what is late with others."""
    eigen = Q(contact=user) | Q(contact__isnull=True)
    return eigen | Q(status=A.AANGEMELD, reactie_uiterlijk__lt=op) if STUURT in user.rollen else eigen


def _aanmeldingen(user: Gebruiker, op: date) -> "QuerySet[Aanmelding, dict[str, Any]]":
    rijen = Aanmelding.objects.zichtbaar_voor(user).open().filter(voor_mij(user, op))
    gelezen = rijen.values(*VRAAGVELDEN, norm_waarde=NORMWAARDE)
    return gelezen.order_by("reactie_uiterlijk", "id")[:HOOGSTENS]


def _casussen(user: Gebruiker) -> "QuerySet[Casus, dict[str, Any]]":
    rijen = Casus.objects.zichtbaar_voor(user).lopend().filter(casushouder=user)
    return rijen.values(*CASUSVELDEN).order_by("volgende_stap_datum", "id")[:HOOGSTENS]


def _vraagregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    wacht = rij["status"] == A.AANGEMELD
    uiterlijk = _datum(rij["reactie_uiterlijk"]) if wacht else None
    heeft_norm = uiterlijk and rij["norm_waarde"]
    return Werkregel(
        kenmerk=met_naam(rij["kenmerk"]),
        leerling=naam_en_leeftijd(rij, op),
        leerling_sleutel=sleutel_van(rij),
        school=rij["school__naam"],
        wat="Eerste reactie aan de school" if wacht else "Casus openen of de vraag beantwoorden",
        actie="Reageren" if wacht else "Kiezen",
        url=objectadres("ect:aanmelding", rij["sleutel"]),
        resterend=resterend(uiterlijk, op, dagen) if uiterlijk else None,
        norm=waarde_tekst(Decimal(rij["norm_waarde"]), rij["norm__eenheid"]) if heeft_norm else "",
        uiterste_datum=uiterlijk,
    )


def _casusregel(rij: dict[str, Any], op: date, dagen: Kalender) -> Werkregel:
    datum = _datum(rij["volgende_stap_datum"])
    return Werkregel(
        kenmerk=met_naam(rij["aanmelding__kenmerk"]),
        leerling=naam_en_leeftijd(rij, op),
        leerling_sleutel=sleutel_van(rij),
        school=rij["school__naam"],
        wat=rij["volgende_stap"] or "Volgende stap plannen",
        actie="Casus",
        url=objectadres("ect:casus", rij["sleutel"]),
        resterend=resterend(datum, op, dagen) if datum else None,
        norm="volgende stap" if datum else "",
        uiterste_datum=datum,
    )


def _datum(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def wachtend(user: Gebruiker) -> QuerySet[Aanmelding] | None:
    """The aanmeldingen that wait for the first reaction of this person."""
    if not mag_behandelen(user):
        return None
    eigen = Q(contact=user) | Q(contact__isnull=True)
    return Aanmelding.objects.zichtbaar_voor(user).filter(eigen, status=A.AANGEMELD)
