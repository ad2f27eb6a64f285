"""TLV's at receiving schools, for tests and examples."""

from datetime import date
from typing import Any

from swv.enums import Onderwijssoort
from swv.models import Gebruiker, School
from tests.factories import GebruikerFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import DAG, OP, Rolverdeling
from tlv.models import Plaatsing, Toelaatbaarheidsverklaring


def tlv(rollen: Rolverdeling, **opties: Any) -> Toelaatbaarheidsverklaring:
    """A VSO TLV that was made known, from 1 August 2027 for one school year unless told otherwise."""
    besluit = factories.maak_bekend(factories.besluit(rollen, **opties), rollen)
    return besluit.verklaring


def vso(naam: str = "Ontvangende school") -> tuple[School, Gebruiker]:
    """A receiving school and someone who works there."""
    school = SchoolFactory(naam=naam, onderwijssoort=Onderwijssoort.VSO)
    return school, GebruikerFactory(rol="school", school=school)


def op_lijst(verklaring: Toelaatbaarheidsverklaring, school: School, *, sinds: date = DAG) -> Plaatsing:
    """On the waiting list of this school."""
    return Plaatsing.objects.create(
        verklaring=verklaring, school=school, op_lijst_sinds=sinds, opgehaald_op=OP
    )
