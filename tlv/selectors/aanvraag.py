"""One request: what was answered, what stands open, how far it is, and its decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import reden_waarom_niet
from tlv.bsnvondst import heeft_bsn
from tlv.enums import Aanvraagstatus, Herstelstatus
from tlv.models import Aanvraag, Aanvraagdocument, Besluit, Herstelverzoek
from tlv.vragen import Taak, Vraag, antwoord_in_woorden, taken, vragen
from tlv.workflow import AANVRAAG


@dataclass(frozen=True)
class Antwoord:
    code: str
    label: str
    tekst: str
    documenten: Sequence[Any]
    is_document: bool
    bsn: bool  # holds a number that can be a BSN; a file says so itself


@dataclass(frozen=True)
class Antwoordgroep:
    taak: Taak
    antwoorden: Sequence[Antwoord]


def antwoorden(aanvraag: Aanvraag) -> list[Antwoordgroep]:
    """All questions with the answers given and the documents brought in, per task."""
    per_vraag: dict[str, list[Any]] = {}
    for rij in aanvraag.documenten.met_document().order_by("id"):
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
                    heeft_bsn(aanvraag.antwoorden.get(gesteld.code, "")),
                )
                for gesteld in taak.vragen
            ],
        )
        for taak in taken(aanvraag)
    ]


def documenten_van(aanvraag: Aanvraag, vraag: str) -> list[Aanvraagdocument]:
    """The files of one document question, in the order in which they came in."""
    return list(aanvraag.documenten.met_document().filter(vraag=vraag).order_by("id"))


@dataclass(frozen=True)
class Documentregel:
    """One document of the request, and the question that it answers."""

    document: Any
    vraag: str


def documenten(aanvraag: Aanvraag) -> list[Documentregel]:
    """All documents that came with this request, in the order of the questions."""
    labels = {code: v.label for code, v in vragen(aanvraag.vragenlijst.inhoud).items()}
    plaats = {code: nummer for nummer, code in enumerate(labels)}
    rijen = sorted(aanvraag.documenten.met_document(), key=lambda r: (plaats.get(r.vraag, len(plaats)), r.pk))
    return [Documentregel(rij.document, labels.get(rij.vraag, "")) for rij in rijen]


@dataclass(frozen=True)
class Puntregel:
    """One point of a request for completion: what was asked, and what the school answered."""

    label: str
    gevraagd: str
    antwoord: str
    is_document: bool


@dataclass(frozen=True)
class Herstelregel:
    verzoek: Herstelverzoek
    punten: Sequence[Puntregel]


def herstelverzoeken(aanvraag: Aanvraag) -> list[Herstelregel]:
    """What was asked of the school, the latest first; two queries."""
    gesteld = vragen(aanvraag.vragenlijst.inhoud)
    rijen = aanvraag.herstelverzoeken.prefetch_related("punten").order_by("-gevraagd_op", "-id")
    return [Herstelregel(rij, [_puntregel(punt, gesteld) for punt in rij.punten.all()]) for rij in rijen]


def _puntregel(punt: Any, gesteld: dict[str, Vraag]) -> Puntregel:
    """An answer that was not sent in yet is still the school's own."""
    bij = gesteld.get(punt.vraag)
    ingestuurd = punt.herstelverzoek.status == Herstelstatus.AANGEVULD
    woorden = antwoord_in_woorden(bij, punt.antwoord) if bij else punt.antwoord
    return Puntregel(
        bij.label if bij else "",
        punt.toelichting,
        woorden if ingestuurd else "",
        bool(bij and bij.is_document),
    )


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


KNOPPEN = (
    "indienen",
    "compleet_verklaren",
    "herstel_vragen",
    "besluit_nemen",
    "niet_behandelen",
    "intrekken",
)


def acties(aanvraag: Aanvraag, user: Gebruiker, *gevraagd: str) -> dict[str, str]:
    """Per move with a button the reason why it cannot be done now; empty means that it can."""
    return {actie: reden_waarom_niet(AANVRAAG, aanvraag, actie, user) for actie in gevraagd or KNOPPEN}


def getoonde_status(aanvraag: Aanvraag, besluit: Besluit | None) -> Aanvraagstatus:
    """The status as a school reads it: a decision that is not made known does not exist yet (Awb 3:40)."""
    if aanvraag.status == Aanvraagstatus.BESLOTEN and besluit is None:
        return Aanvraagstatus.IN_BEHANDELING
    return Aanvraagstatus(aanvraag.status)


def besluit_van(aanvraag: Aanvraag, user: Gebruiker) -> Besluit | None:
    """The decision on this request, when `user` may see it already."""
    return (
        Besluit.objects.zichtbaar_voor(user)
        .filter(aanvraag=aanvraag)
        .select_related("genomen_door", "verklaring")
        .first()
    )


@dataclass(frozen=True)
class Voortgang:
    """One of the steps that a request goes through, as the school follows it."""

    titel: str
    status: str
    hint: str


def voortgang(aanvraag: Aanvraag, besluit: Besluit | None) -> list[Voortgang]:
    """The steps from sending in to the letter, for the status page of the school."""
    status = aanvraag.status
    if status == Aanvraagstatus.INGETROKKEN:
        return [Voortgang("Ingetrokken door uw school", "klaar", "Wij nemen hierover geen besluit meer.")]
    compleet, besloten = aanvraag.compleet_op is not None, besluit is not None
    wacht = "Wij wachten op uw aanvulling." if status == Aanvraagstatus.ONVOLLEDIG else ""
    return [
        Voortgang("Ontvangen", "klaar", "Wij hebben uw aanvraag ontvangen."),
        Voortgang(
            "Controleren of alles er is",
            "klaar" if compleet or besloten else "bezig",
            wacht or "Ontbreekt er iets, dan vragen wij u om aanvulling.",
        ),
        Voortgang(
            "Advies van twee deskundigen en besluit",
            "klaar" if besloten else "bezig" if compleet else "niet_begonnen",
            "Daarna beslist het samenwerkingsverband.",
        ),
        Voortgang(
            "Besluitbrief",
            "klaar" if besloten else "niet_begonnen",
            "De brief gaat naar het bevoegd gezag en naar de ouders met gezag.",
        ),
    ]
