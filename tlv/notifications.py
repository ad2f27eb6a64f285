"""What the school is told, without personal data: the page behind the link shows the rest."""

from datetime import datetime

from django.urls import reverse

from swv.berichten import registreer, stuur
from swv.klok import datum_van
from swv.models import Gebruiker, Roltoekenning, School
from tlv.models import Aanvraag, Besluit, Herstelverzoek

BESLUIT = registreer(
    "tlv.besluit",
    onderwerp="Er is een besluit op uw aanvraag",
    zin="Het samenwerkingsverband heeft een besluit genomen op een aanvraag van uw school.",
)
AANVULLING = registreer(
    "tlv.aanvulling",
    onderwerp="Uw aanvraag is nog niet compleet",
    zin="Het samenwerkingsverband vraagt uw school om een aanvraag aan te vullen.",
)


def meld_bekendmaking(besluit: Besluit, op: datetime) -> None:
    """Tell the school that the decision was made known and can be downloaded."""
    _meld(BESLUIT, besluit.aanvraag, uniek=str(besluit.sleutel), op=op)


def meld_aanvulling(verzoek: Herstelverzoek, op: datetime) -> None:
    """Tell the school that something is asked of it."""
    _meld(AANVULLING, verzoek.aanvraag, uniek=str(verzoek.sleutel), op=op)


def _meld(soort: str, aanvraag: Aanvraag, *, uniek: str, op: datetime) -> None:
    stuur(
        soort,
        ontvangers=aanvragers_van(aanvraag.school, op),
        pad=reverse("tlv:aanvraag", kwargs={"sleutel": aanvraag.sleutel}),
        uniek=uniek,
        op=op,
        kenmerk=aanvraag.kenmerk,
    )


def aanvragers_van(school: School, op: datetime) -> list[Gebruiker]:
    """Whoever may make requests for this school today."""
    toekenningen = Roltoekenning.objects.actief(datum_van(op)).filter(school=school, rol="school")
    return list(
        Gebruiker.objects.filter(is_active=True, pk__in=toekenningen.values("gebruiker")).order_by("pk")
    )
