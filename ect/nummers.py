"""The number people use: school year and a number that goes on within it."""

from datetime import date

from django.db import transaction

from ect.models import Ectteller
from swv.termijnen import schooljaar

PATROON = "{schooljaar}-{volgnummer:04d}"


def schrijf(dag: date, nummer: int) -> str:
    """`2627-0118`: the 118th aanmelding of the school year 2026-2027."""
    begin, einde = schooljaar(dag).split("-")
    return PATROON.format(schooljaar=begin[2:] + einde[2:], volgnummer=nummer)


@transaction.atomic
def volgend_kenmerk(dag: date) -> str:
    """Give out the next number; the row lock keeps it unique, also in parallel."""
    jaar = schooljaar(dag)
    Ectteller.objects.get_or_create(schooljaar=jaar)
    teller = Ectteller.objects.select_for_update().get(schooljaar=jaar)
    teller.laatste += 1
    teller.save(update_fields=["laatste"])
    return schrijf(dag, teller.laatste)
