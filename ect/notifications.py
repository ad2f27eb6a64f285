"""What a school or a colleague is told, without personal data: the page behind the link shows the rest."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from ect.models import Aanmelding, Casus, Ectadvies
from swv.berichten import registreer, stuur
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.toekenning import met_rol

AANMELDING = registreer(
    "ect.aanmelding",
    onderwerp="Een school vraagt om hulp",
    zin="Een van uw scholen vraagt het samenwerkingsverband om hulp bij een leerling.",
)
REACTIE = registreer(
    "ect.reactie",
    onderwerp="Er is een reactie op uw vraag",
    zin="Het samenwerkingsverband heeft gereageerd op een vraag van uw school.",
)
ADVIES = registreer(
    "ect.advies",
    onderwerp="Er is een advies voor uw school",
    zin="Het samenwerkingsverband heeft een advies uitgebracht op een vraag van uw school.",
)
OVERDRACHT = registreer(
    "ect.overdracht",
    onderwerp="Een casus is overgedragen",
    zin="Een casus waar u bij betrokken bent, heeft een andere casushouder.",
)


def meld_aanmelding(aanmelding: Aanmelding, op: datetime) -> None:
    """Tell the fixed contact of the school that somebody asks."""
    if aanmelding.contact is not None and aanmelding.contact != aanmelding.aangemeld_door:
        _stuur(AANMELDING, [aanmelding.contact], aanmelding, uniek=str(aanmelding.sleutel), op=op)


def meld_reactie(aanmelding: Aanmelding, op: datetime) -> None:
    """Tell the school that there is an answer: the first reaction, a casus, or an answer without one."""
    uniek = f"{aanmelding.sleutel}:{aanmelding.status}"
    _stuur(REACTIE, _van_school(aanmelding, op), aanmelding, uniek=uniek, op=op)


def meld_advies(advies: Ectadvies, op: datetime) -> None:
    """Tell the school that an advice was brought out."""
    aanmelding = advies.casus.aanmelding
    _stuur(ADVIES, _van_school(aanmelding, op), aanmelding, uniek=str(advies.sleutel), op=op)


def meld_overdracht(casus: Casus, *, betrokkenen: Iterable[Gebruiker], op: datetime) -> None:
    """Tell the former and the new casushouder; not who did it."""
    stuur(
        OVERDRACHT,
        ontvangers=betrokkenen,
        pad=reverse("ect:casus", args=[casus.sleutel]),
        uniek=f"{casus.sleutel}:{op.isoformat()}",
        op=op,
        kenmerk=casus.kenmerk,
    )


def _van_school(aanmelding: Aanmelding, op: datetime) -> list[Gebruiker]:
    return met_rol("school", datum_van(op), school=aanmelding.school)


def _stuur(
    soort: str, ontvangers: Iterable[Gebruiker], aanmelding: Aanmelding, *, uniek: str, op: datetime
) -> None:
    pad = reverse("ect:aanmelding", args=[aanmelding.sleutel])
    stuur(soort, ontvangers=ontvangers, pad=pad, uniek=uniek, op=op, kenmerk=aanmelding.kenmerk)
