"""What a school is told, in fixed words; the same for a report that was picked up and one that was joined."""

from datetime import datetime

from django.urls import reverse

from swv.berichten import registreer, stuur
from swv.klok import datum_van
from swv.toekenning import met_rol
from thuiszitters.models import Adviesvraag, Melding

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

ADVIES = registreer(
    "thuiszitters.advies",
    onderwerp="Het advies over een vrijstelling is klaar",
    zin="Het samenwerkingsverband heeft een advies uitgebracht op uw vraag.",
)

HERINNERING = registreer(
    "thuiszitters.herinnering",
    onderwerp="Er staat iets open in een plan van aanpak",
    zin="In een plan waarvan u de regie heeft, komt een datum dichtbij of is een datum voorbij.",
)


def meld_advies(vraag: Adviesvraag, op: datetime) -> None:
    """Tell who asked that the advice is there; what it says is read after login."""
    if vraag.gevraagd_door is None:
        return
    stuur(
        ADVIES,
        ontvangers=[vraag.gevraagd_door],
        pad=reverse("thuiszitters:adviesvraag", kwargs={"sleutel": vraag.sleutel}),
        uniek=str(vraag.sleutel),
        op=op,
        kenmerk=vraag.kenmerk,
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
