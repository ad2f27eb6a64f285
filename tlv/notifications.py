"""What a school or an expert is told, without personal data: the page behind the link shows the rest."""

from datetime import datetime

from django.urls import reverse

from swv.berichten import registreer, stuur
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.toekenning import met_rol
from tlv.enums import Kant
from tlv.models import (
    Aanvraag,
    Aanvraagbericht,
    Besluit,
    Deskundigenadvies,
    Herbeoordeling,
    Herstelverzoek,
    Kennisgeving,
    Toewijzing,
    Vergadering,
)

BESLUIT = registreer(
    "tlv.besluit",
    onderwerp="Er is een besluit op uw aanvraag",
    zin="Het samenwerkingsverband heeft een besluit genomen op een aanvraag van uw school.",
    verplicht=True,
)
AANVULLING = registreer(
    "tlv.aanvulling",
    onderwerp="Uw aanvraag is nog niet compleet",
    zin="Het samenwerkingsverband vraagt uw school om een aanvraag aan te vullen.",
)
ADVIES = registreer(
    "tlv.advies",
    onderwerp="Er wordt u om advies gevraagd",
    zin="Het samenwerkingsverband vraagt u om advies over een aanvraag.",
)
AGENDA = registreer(
    "tlv.agenda",
    onderwerp="De agenda van de commissie staat klaar",
    zin="De agenda van een vergadering van uw commissie staat voor u klaar.",
)
HERBEOORDELING_TEKST = "Voor een leerling van uw school eindigt een TLV op 31 juli. Bespreek wat daarna past."
HERBEOORDELING = registreer(
    "tlv.herbeoordeling", onderwerp="Een TLV eindigt op 31 juli", zin=HERBEOORDELING_TEKST
)

KENNISGEVING = registreer(
    "tlv.kennisgeving",
    onderwerp="Er is een brief over uw aanvraag",
    zin="Het samenwerkingsverband stuurde een brief over de termijn van een aanvraag van uw school.",
)


BERICHT_SCHOOL = registreer(
    "tlv.bericht_school",
    onderwerp="Er is een nieuw bericht bij uw aanvraag",
    zin="Het samenwerkingsverband schreef een bericht bij een aanvraag van uw school.",
)
BERICHT_SWV = registreer(
    "tlv.bericht_swv",
    onderwerp="Er is een nieuw bericht bij een aanvraag",
    zin="Een school schreef een bericht bij een aanvraag.",
)


TOEGEWEZEN = registreer(
    "tlv.toegewezen",
    onderwerp="Er zijn aanvragen aan u toegewezen",
    zin="Een collega gaf u een of meer aanvragen om te behandelen.",
)


def meld_toewijzing(toewijzing: Toewijzing, op: datetime) -> None:
    """Tell the new behandelaar where the requests are."""
    stuur(
        TOEGEWEZEN,
        ontvangers=[toewijzing.behandelaar],
        pad=f"{reverse('tlv:lijst')}?behandelaar=mij",
        uniek=str(toewijzing.sleutel),
        op=op,
    )


def meld_bekendmaking(besluit: Besluit, op: datetime) -> None:
    """Tell the school that the decision was made known and can be downloaded."""
    _meld_school(BESLUIT, besluit.aanvraag, uniek=str(besluit.sleutel), op=op)


def meld_aanvulling(verzoek: Herstelverzoek, op: datetime) -> None:
    """Tell the school that something is asked of it."""
    _meld_school(AANVULLING, verzoek.aanvraag, uniek=str(verzoek.sleutel), op=op)


def meld_kennisgeving(kennisgeving: Kennisgeving, op: datetime) -> None:
    """Tell the school that a letter about its request went out."""
    _meld_school(KENNISGEVING, kennisgeving.aanvraag, uniek=str(kennisgeving.sleutel), op=op)


def meld_adviesvraag(advies: Deskundigenadvies, op: datetime) -> None:
    """Tell the expert that an advice is asked."""
    _meld(ADVIES, advies.aanvraag, [advies.deskundige], uniek=str(advies.sleutel), op=op)


def meld_agenda(vergadering: Vergadering, op: datetime) -> None:
    """Tell every member who sits on the day of the meeting that the agenda can be read."""
    zittend = vergadering.commissie.leden.zittend(datum_van(vergadering.begint_op))
    leden = zittend.select_related("gebruiker").order_by("id")
    stuur(
        AGENDA,
        ontvangers=[lid.gebruiker for lid in leden],
        pad=reverse("tlv:vergadering", kwargs={"sleutel": vergadering.sleutel}),
        uniek=str(vergadering.sleutel),
        op=op,
    )


def meld_herbeoordeling(uitnodiging: Herbeoordeling, op: datetime) -> None:
    """Invite the school to look again; the row in its work list says for whom."""
    stuur(
        HERBEOORDELING,
        ontvangers=met_rol("school", datum_van(op), school=uitnodiging.school),
        pad=reverse("start"),
        uniek=str(uitnodiging.sleutel),
        op=op,
        kenmerk=uitnodiging.verklaring.nummer,
    )


def school_heeft_gebruiker(school: School, op: datetime) -> bool:
    """Whether anyone at this school would get the message."""
    return bool(met_rol("school", datum_van(op), school=school))


def meld_bericht(bericht: Aanvraagbericht, op: datetime) -> None:
    """Tell the other side that a message waits: the school, or who handles the request."""
    aanvraag, uniek = bericht.aanvraag, str(bericht.sleutel)
    if bericht.van == Kant.SWV:
        _meld_school(BERICHT_SCHOOL, aanvraag, uniek=uniek, op=op)
        return
    behandelaar = [aanvraag.behandelaar] if aanvraag.behandelaar else []
    _meld(BERICHT_SWV, aanvraag, behandelaar or met_rol("administratie", datum_van(op)), uniek=uniek, op=op)


def _meld_school(soort: str, aanvraag: Aanvraag, *, uniek: str, op: datetime) -> None:
    _meld(soort, aanvraag, met_rol("school", datum_van(op), school=aanvraag.school), uniek=uniek, op=op)


def _meld(soort: str, aanvraag: Aanvraag, ontvangers: list[Gebruiker], *, uniek: str, op: datetime) -> None:
    pad = reverse("tlv:aanvraag", kwargs={"sleutel": aanvraag.sleutel})
    stuur(soort, ontvangers=ontvangers, pad=pad, uniek=uniek, op=op, kenmerk=aanvraag.kenmerk)
