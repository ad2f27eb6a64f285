"""What happened with an aanmelding and its casus, in words; nothing about a confidential note."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ect.models import Aanmelding, Casus
from swv.inrichting import zin
from swv.models import Gebeurtenis

# Subject and event -> how the timeline says it; what is not here is technique and stays out of it.
VOOR_SCHOOL = {
    ("ect.aanmelding", "aangemeld"): zin("Hulp van {het_expertteam} gevraagd"),
    ("ect.aanmelding", "reageren"): zin("Eerste reactie van {het_expertteam}"),
    ("ect.aanmelding", "aannemen"): zin("{Het_expertteam} opent een casus"),
    ("ect.aanmelding", "beantwoorden"): "Vraag beantwoord zonder casus",
    ("ect.aanmelding", "intrekken"): zin("Aanmelding bij {het_expertteam} ingetrokken"),
    ("ect.ectadvies", "uitbrengen"): zin("Advies van {het_expertteam} uitgebracht"),
    ("ect.casus", "afsluiten"): zin("Casus van {het_expertteam} afgesloten"),
}
GEBEURTENISSEN = VOOR_SCHOOL | {
    ("ect.casus", "beginnen"): zin("Traject van {het_expertteam} begonnen"),
    ("ect.casus", "nazorgen"): zin("Casus van {het_expertteam} in nazorg"),
    ("ect.casus", "hervatten"): zin("Traject van {het_expertteam} hervat"),
    ("ect.casus", "overgedragen"): zin("Casus van {het_expertteam} overgedragen"),
    ("ect.contactmoment", "vastgelegd"): zin("Contact van {het_expertteam} vastgelegd"),
    ("ect.casus", "contact_ingetrokken"): zin("Contact van {het_expertteam} ingetrokken"),
    ("ect.interventie", "vastgelegd"): zin("Interventie van {het_expertteam} vastgelegd"),
    ("ect.ectadvies", "afschrift"): "Afschrift van het advies naar de ouders",
}


@dataclass(frozen=True)
class Punt:
    """One event on the timeline."""

    wanneer: Any
    titel: str
    door: str
    toelichting: str


def tijdlijn(aanmelding: Aanmelding, casus: Casus | None, *, voor_school: bool) -> list[Punt]:
    """Newest first; a school reads what concerns its question, without the words of the SWV."""
    namen = VOOR_SCHOOL if voor_school else GEBEURTENISSEN
    rijen = Gebeurtenis.objects.filter(_onderwerpen(aanmelding, casus)).select_related("door")
    return [
        Punt(
            rij.op,
            namen[rij.onderwerp, rij.soort],
            rij.door.naam if rij.door else "het systeem",
            "" if voor_school else rij.toelichting,
        )
        for rij in rijen.order_by("-op", "-id")
        if (rij.onderwerp, rij.soort) in namen
    ]


def _onderwerpen(aanmelding: Aanmelding, casus: Casus | None) -> Q:
    gezocht = Q(onderwerp="ect.aanmelding", onderwerp_sleutel=aanmelding.sleutel)
    if casus is None:
        return gezocht
    delen = {
        "ect.contactmoment": casus.contactmomenten,
        "ect.interventie": casus.interventies,
        "ect.ectadvies": casus.adviezen,
    }
    gezocht |= Q(onderwerp="ect.casus", onderwerp_sleutel=casus.sleutel)
    for onderwerp, rijen in delen.items():
        gezocht |= Q(onderwerp=onderwerp, onderwerp_sleutel__in=rijen.values("sleutel"))
    return gezocht
