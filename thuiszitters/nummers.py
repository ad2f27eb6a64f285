"""Numbers for people, and the anonymous number of a child in the form of the inspectie."""

from datetime import date

from django.db import transaction

from leerlingen.models import Leerling
from swv.termijnen import schooljaar
from thuiszitters.models import Thuiszitterteller, Volgnummer

INSPECTIE = "inspectie"
PATROON = "{schooljaar}-{volgnummer:04d}"


def reeks_van(dag: date) -> str:
    """The series of kenmerken of the school year in which `dag` falls: `2627`."""
    begin, einde = schooljaar(dag).split("-")
    return begin[2:] + einde[2:]


def schrijf(reeks: str, volgnummer: int) -> str:
    """`2627-0031`."""
    return PATROON.format(schooljaar=reeks, volgnummer=volgnummer)


@transaction.atomic
def volgend_nummer(reeks: str) -> int:
    """The next number of this series; the row lock keeps it unique, also in parallel."""
    Thuiszitterteller.objects.get_or_create(reeks=reeks)
    teller = Thuiszitterteller.objects.select_for_update().get(reeks=reeks)
    teller.laatste += 1
    teller.save(update_fields=["laatste"])
    return teller.laatste


def meldingkenmerk(dag: date) -> str:
    reeks = reeks_van(dag)
    return schrijf(reeks, volgend_nummer(reeks))


def geef_volgnummer(leerling: Leerling) -> Volgnummer:
    """The anonymous number of this child; given once, then the same in every quarter."""
    gegeven = Volgnummer.objects.filter(leerling=leerling).first()
    return gegeven or Volgnummer.objects.create(leerling=leerling, nummer=volgend_nummer(INSPECTIE))
