"""A committee with people in it, for tests and examples."""

from datetime import date, datetime
from typing import Any

from swv.models import Gebruiker
from tests.factories import GebruikerFactory
from tests.tlv.factories import OP
from tlv import services
from tlv.models import Aanvraag, Commissie, Commissielid, Vergadering
from tlv.selectors.vergadering import zittend_bij

BEGIN = date(2026, 8, 1)


def commissie(naam: str = "Commissie van Advies") -> Commissie:
    rij, _nieuw = Commissie.objects.get_or_create(naam=naam, defaults={"bron": "proef"})
    return rij


def lid(
    bij: Commissie, gebruiker: Gebruiker | None = None, functie: str = "lid", **periode: Any
) -> Commissielid:
    """Someone with the role who sits in it from the beginning of the school year, unless told otherwise."""
    return Commissielid.objects.create(
        commissie=bij,
        gebruiker=gebruiker or GebruikerFactory(rol="commissielid"),
        functie=functie,
        geldig_vanaf=periode.get("vanaf", BEGIN),
        geldig_tot_en_met=periode.get("tot_en_met"),
    )


def vergadering(
    bij: Commissie, door: Gebruiker, *aanvragen: Aanvraag, begint_op: datetime = OP, verstuurd: bool = False
) -> Vergadering:
    """A meeting with these requests on its agenda, sent to the members when asked."""
    rij = services.vergadering_plannen(
        commissie=bij, begint_op=begint_op, plaats="Kantoor, zaal 2", link="", door=door, op=OP
    )
    services.op_agenda_zetten(vergadering=rij, aanvragen=aanvragen, door=door, op=OP)
    return services.agenda_versturen(vergadering=rij, door=door, op=OP) if verstuurd else rij


def gehouden(rij: Vergadering, door: Gebruiker) -> Vergadering:
    """Held, with every sitting member there."""
    leden = list(zittend_bij(rij))
    return services.vergadering_houden(vergadering=rij, aanwezig=leden, genodigden=[], door=door, op=OP)


def geconcludeerd(rij: Vergadering, door: Gebruiker, conclusie: str = "positief") -> Vergadering:
    for punt in rij.agendapunten.order_by("volgorde"):
        services.conclusie_vastleggen(
            agendapunt=punt, conclusie=conclusie, toelichting="Past bij deze leerling.", door=door, op=OP
        )
    return rij


def vastgesteld(rij: Vergadering, door: Gebruiker) -> Vergadering:
    """Held, concluded, minuted and final."""
    rij = geconcludeerd(gehouden(rij, door), door)
    rij = services.verslag_bewaren(vergadering=rij, verslag="Besproken.", versie=rij.versie, door=door, op=OP)
    return services.verslag_vaststellen(vergadering=rij, door=door, op=OP)
