"""What a school is told, in fixed words; the same for a report that was picked up and one that was joined."""

from datetime import datetime

from django.urls import reverse

from swv.berichten import registreer, stuur
from swv.klok import datum_van
from swv.toekenning import met_rol
from thuiszitters.models import Melding

OPGEPAKT = registreer(
    "thuiszitters.opgepakt",
    onderwerp="Uw melding is in behandeling",
    zin="Het samenwerkingsverband heeft een melding van uw school opgepakt.",
)
GEEN_TRAJECT = registreer(
    "thuiszitters.geen_traject",
    onderwerp="Uw melding is beoordeeld",
    zin="Het samenwerkingsverband heeft een melding van uw school beoordeeld.",
)


def meld_school(soort: str, melding: Melding, op: datetime) -> None:
    """Tell everyone who reports for this school; a report that came from elsewhere tells nobody."""
    if melding.school is None:
        return
    stuur(
        soort,
        ontvangers=met_rol("school", datum_van(op), school=melding.school),
        pad=reverse("thuiszitters:melding", kwargs={"sleutel": melding.sleutel}),
        uniek=str(melding.sleutel),
        op=op,
        kenmerk=melding.kenmerk,
    )
