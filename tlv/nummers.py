"""Numbers for people: of a request, and of a TLV, which the SWV allots by law (WVO 2020 2.47 lid 17)."""

from datetime import date

from django.db import transaction

from swv.models import Samenwerkingsverband
from swv.termijnen import schooljaar
from tlv.models import Tlvteller

AANVRAAG = "aanvraag"
VERKLARING = "verklaring"
PATROON_AANVRAAG = "{schooljaar}-{volgnummer:04d}"
PATROON_VERKLARING = "{swv}-{schooljaar}-{volgnummer:05d}"


def kort_schooljaar(dag: date) -> str:
    """`2627` for the school year 2026-2027."""
    begin, einde = schooljaar(dag).split("-")
    return begin[2:] + einde[2:]


@transaction.atomic
def volgend_nummer(reeks: str, dag: date) -> int:
    """The next number of this series in this school year; the row lock keeps it unique, also in parallel."""
    jaar = schooljaar(dag)
    Tlvteller.objects.get_or_create(schooljaar=jaar, soort=reeks)
    teller = Tlvteller.objects.select_for_update().get(schooljaar=jaar, soort=reeks)
    teller.laatste += 1
    teller.save(update_fields=["laatste"])
    return teller.laatste


def aanvraagkenmerk(dag: date) -> str:
    """`2627-0042`: school year in which the request began, and a number that goes on within it."""
    return PATROON_AANVRAAG.format(schooljaar=kort_schooljaar(dag), volgnummer=volgend_nummer(AANVRAAG, dag))


def tlv_nummer(dag: date) -> str:
    """`VO2001-2627-00042`, by the pattern of the profile; `dag` is the day of the decision."""
    swv = Samenwerkingsverband.objects.get()
    patroon = swv.profiel.get("tlv", {}).get("nummerpatroon", PATROON_VERKLARING)
    return str(
        patroon.format(
            swv=swv.code,
            schooljaar=kort_schooljaar(dag),
            volgnummer=volgend_nummer(VERKLARING, dag),
        )
    )
