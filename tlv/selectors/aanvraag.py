"""One request: what was answered, what stands open, how far it is, and its decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import reden_waarom_niet
from tlv.enums import Aanvraagstatus, Herstelstatus
from tlv.models import Aanvraag, Aanvraagdocument, Besluit, Brief, Herstelverzoek
from tlv.vragen import Taak, antwoord_in_woorden, taken
from tlv.workflow import AANVRAAG


@dataclass(frozen=True)
class Antwoord:
    code: str
    label: str
    tekst: str
    documenten: Sequence[Any]
    is_document: bool


@dataclass(frozen=True)
class Antwoordgroep:
    taak: Taak
    antwoorden: Sequence[Antwoord]


def antwoorden(aanvraag: Aanvraag) -> list[Antwoordgroep]:
    """All questions with the answers given and the documents brought in, per task."""
    per_vraag: dict[str, list[Any]] = {}
    for rij in aanvraag.documenten.select_related("document").order_by("id"):
        per_vraag.setdefault(rij.vraag, []).append(rij)
    return [
        Antwoordgroep(
            taak,
            [
                Antwoord(
                    gesteld.code,
                    gesteld.label,
                    antwoord_in_woorden(gesteld, str(aanvraag.antwoorden.get(gesteld.code, ""))),
                    per_vraag.get(gesteld.code, []),
                    gesteld.is_document,
                )
                for gesteld in taak.vragen
            ],
        )
        for taak in taken(aanvraag)
    ]


def documenten_van(aanvraag: Aanvraag, vraag: str) -> list[Aanvraagdocument]:
    """The files of one document question, in the order in which they came in."""
    return list(aanvraag.documenten.filter(vraag=vraag).select_related("document").order_by("id"))


def haal_aanvraagdocument(aanvraag: Aanvraag, sleutel: UUID) -> Aanvraagdocument:
    rij = aanvraag.documenten.filter(document__sleutel=sleutel).select_related("document").first()
    if rij is None:
        raise Http404
    return rij


def open_herstel(aanvraag: Aanvraag) -> Any:
    """The invitation to complete that waits for the school, with its points; or None."""
    return aanvraag.herstelverzoeken.filter(status=Herstelstatus.OPEN).prefetch_related("punten").first()


def eis_open_herstel(aanvraag: Aanvraag) -> Herstelverzoek:
    """Return the invitation that waits for the school; `NietToegestaan` when there is none."""
    herstel = open_herstel(aanvraag)
    if herstel is None:
        raise NietToegestaan("Er staat nu geen verzoek om aanvulling open.")
    return herstel


def acties(aanvraag: Aanvraag, user: Gebruiker) -> dict[str, str]:
    """Per move of the request the reason why it cannot be done now; empty means that it can."""
    return {o.actie: reden_waarom_niet(AANVRAAG, aanvraag, o.actie, user) for o in AANVRAAG.overgangen}


def besluit_van(aanvraag: Aanvraag, user: Gebruiker) -> Besluit | None:
    """The decision on this request, when `user` may see it already."""
    return (
        Besluit.objects.zichtbaar_voor(user)
        .filter(aanvraag=aanvraag)
        .select_related("genomen_door", "verklaring")
        .first()
    )


def brieven(besluit: Besluit, user: Gebruiker) -> list[Brief]:
    """The letters of this decision that `user` may see, with their file when it is there."""
    return list(
        Brief.objects.zichtbaar_voor(user).filter(besluit=besluit).select_related("bestand").order_by("id")
    )


@dataclass(frozen=True)
class Voortgang:
    """One of the steps that a request goes through, as the school follows it."""

    titel: str
    status: str
    hint: str


def voortgang(aanvraag: Aanvraag, besluit: Besluit | None) -> list[Voortgang]:
    """The four steps from sending in to the letter, for the status page of the school."""
    status = aanvraag.status
    compleet = aanvraag.compleet_op is not None
    besloten = besluit is not None
    if status == Aanvraagstatus.INGETROKKEN:
        return [Voortgang("Ingetrokken door uw school", "klaar", "")]
    return [
        Voortgang("Ontvangen", "klaar", ""),
        Voortgang(
            "Controleren of alles er is",
            "klaar" if compleet or besloten else "bezig",
            "Wij wachten op uw aanvulling" if status == Aanvraagstatus.ONVOLLEDIG else "",
        ),
        Voortgang(
            "Advies van twee deskundigen en besluit",
            "klaar" if besloten else "bezig" if compleet else "niet_begonnen",
            "",
        ),
        Voortgang("Besluitbrief", "klaar" if besloten else "niet_begonnen", ""),
    ]
