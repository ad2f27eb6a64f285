"""What the pages on which a school fills in show: tasks, questions with their field, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse

from leerlingen.enums import Documentsoort
from leerlingen.selectors import Oppaanbod, oppaanbod
from swv.klok import vandaag
from tlv.bsnvondst import BSN, Vondst, heeft_bsn
from tlv.enums import Aanvraagstatus
from tlv.forms_aanvraag import BestandForm
from tlv.forms_herstel import AanvulForm
from tlv.geadresseerden import adresregels
from tlv.models import Aanvraag
from tlv.selectors.aanvraag import Antwoord, Antwoordgroep, documenten_van
from tlv.selectors.dossier import huidige_inschrijving
from tlv.vervangen import is_te_vervangen
from tlv.vragen import Taak, Vraag, taken, tekorten

LEERLINGTAAK = "leerling"  # the task in which the school checks what is already known
TAAKFORMULIER, AANVULFORMULIER = "antwoorden", "aanvulling"  # the id of the form on each page


@dataclass(frozen=True)
class Tekortregel:
    """What is still missing, with the page where it can be given."""

    melding: str
    url: str


@dataclass(frozen=True)
class Taakvraag:
    """One question on the page of its task: a field, or a list of files with an upload box."""

    code: str
    label: str
    hint: str
    verplicht: bool
    veld: Any
    bestand_form: BestandForm | None
    documenten: Sequence[Any]
    weg_vanaf: datetime | None = None  # files that came before this moment were sent in and stay
    bsn: str = ""  # the warning that belongs at this field
    opp: Oppaanbod | None = None  # the running OPP of the school, which need not be added again


@dataclass(frozen=True)
class Stap:
    nummer: int
    van: int


def tekortregels(aanvraag: Aanvraag, *, alleen_begonnen: bool = False) -> list[Tekortregel]:
    """Everything mandatory that is not there yet, in the order of the form.

    `alleen_begonnen`: a task that nobody began says so itself; a list of all its questions only frightens.
    """
    return [
        Tekortregel(tekort.melding, reverse("tlv:taak", args=[aanvraag.sleutel, tekort.taak.code]))
        for tekort in tekorten(aanvraag)
        if tekort.taak.stand == "bezig" or not alleen_begonnen
    ]


def bsnregels(aanvraag: Aanvraag, vondsten: Sequence[Vondst]) -> list[Tekortregel]:
    """Where a number stands that can be a BSN, with the page where it can go."""
    return [
        Tekortregel(vondst.label, reverse("tlv:taak", args=[aanvraag.sleutel, vondst.taak]))
        for vondst in vondsten
    ]


def taakhint(taak: Taak, ontbreekt: Sequence[Any]) -> str:
    """What the task is about; once begun, how much of it is left."""
    hier = [tekort for tekort in ontbreekt if tekort.taak.code == taak.code]
    if mee := sum(tekort.overgenomen for tekort in hier):
        return (
            "1 antwoord overgenomen: controleer het."
            if mee == 1
            else f"{mee} antwoorden overgenomen: controleer ze."
        )
    over = len(hier)
    if taak.stand != "bezig" or not over:
        return taak.uitleg
    verplicht = sum(gesteld.verplicht for gesteld in taak.vragen)
    return f"Nog {over} van de {verplicht} verplichte vragen te doen."


def haal_taak(aanvraag: Aanvraag, code: str) -> Taak:
    """Return the task with this code; else 404."""
    for taak in taken(aanvraag):
        if taak.code == code:
            return taak
    raise Http404


def bekende_antwoorden(aanvraag: Aanvraag) -> dict[str, str]:
    """What the dossier knows about the pupil already, by question."""
    inschrijving = huidige_inschrijving(aanvraag, vandaag())
    return {"leerjaar": inschrijving.leerjaar} if inschrijving and inschrijving.leerjaar else {}


def taak_na(aanvraag: Aanvraag, code: str) -> Taak | None:
    """The task that follows, or None after the last one."""
    rij = taken(aanvraag)
    codes = [taak.code for taak in rij]
    plaats = codes.index(code) + 1
    return rij[plaats] if plaats < len(rij) else None


def stap(aanvraag: Aanvraag, code: str) -> Stap:
    codes = [taak.code for taak in taken(aanvraag)]
    return Stap(codes.index(code) + 1, len(codes))


def taakvragen(aanvraag: Aanvraag, taak: Taak, form: Any) -> list[Taakvraag]:
    """The questions of a task for its page; `form` holds the fields of what is answered in words."""
    return [_taakvraag(aanvraag, gesteld, form, TAAKFORMULIER) for gesteld in taak.vragen]


def _taakvraag(
    aanvraag: Aanvraag, gesteld: Vraag, form: Any, formulier: str, weg_vanaf: datetime | None = None
) -> Taakvraag:
    """`formulier` is the id of the form on the page with which the files travel."""
    document = gesteld.is_document
    documenten = documenten_van(aanvraag, gesteld.code) if document else []
    return Taakvraag(
        gesteld.code,
        gesteld.label,
        gesteld.hint,
        gesteld.verplicht,
        None if document else form[gesteld.code],
        _bestand_form(gesteld, formulier) if document else None,
        documenten,
        weg_vanaf,
        "" if document or not heeft_bsn(form[gesteld.code].value() or "") else BSN,
        None if documenten else _oppaanbod(aanvraag, gesteld),
    )


def _oppaanbod(aanvraag: Aanvraag, gesteld: Vraag) -> Oppaanbod | None:
    """Only where a concept asks for the OPP; a herstelverzoek asks for something newer."""
    if aanvraag.status != Aanvraagstatus.CONCEPT or gesteld.documentsoort != Documentsoort.OPP:
        return None
    return oppaanbod(aanvraag.leerling, aanvraag.school_id)


def _bestand_form(gesteld: Vraag, formulier: str) -> BestandForm:
    """Where the question leaves open what kind of document it gets, the school says so."""
    return BestandForm(
        vraag=gesteld.code, formulier=formulier, kies_soort=gesteld.documentsoort == Documentsoort.OVERIG
    )


def formulier_van(aanvraag: Aanvraag) -> str:
    """The id of the form with which the files of this request travel now."""
    return AANVULFORMULIER if aanvraag.status == Aanvraagstatus.ONVOLLEDIG else TAAKFORMULIER


def adres_van_vraag(aanvraag: Aanvraag, vraag: str) -> str:
    """The page on which this question can be answered now."""
    if aanvraag.status == Aanvraagstatus.ONVOLLEDIG:
        return reverse("tlv:aanvullen", args=[aanvraag.sleutel])
    if aanvraag.status != Aanvraagstatus.CONCEPT:
        return reverse("tlv:aanvraag", args=[aanvraag.sleutel])
    for taak in taken(aanvraag):
        if any(gesteld.code == vraag for gesteld in taak.vragen):
            return reverse("tlv:taak", args=[aanvraag.sleutel, taak.code])
    raise Http404


def herstelpunten(aanvraag: Aanvraag, form: AanvulForm) -> list[tuple[Any, Taakvraag]]:
    """Per point what the SWV asked, and the field or upload box to answer it."""
    return [
        (punt, _taakvraag(aanvraag, gesteld, form, AANVULFORMULIER, punt.herstelverzoek.gevraagd_op))
        for punt, gesteld in form.punten
    ]


@dataclass(frozen=True)
class Vervanging:
    """The upload box for a question of which the file was destroyed after sending in."""

    code: str
    label: str
    formulier: str
    veld: Any


def te_vervangen(groepen: Iterable[Antwoordgroep]) -> list[Vervanging]:
    """The questions of a sent request that wait for another file."""
    vragen = [antwoord for groep in groepen for antwoord in groep.antwoorden]
    return [
        _vervanging(antwoord)
        for antwoord in vragen
        if is_te_vervangen(rij.document for rij in antwoord.documenten)
    ]


def _vervanging(antwoord: Antwoord) -> Vervanging:
    formulier = f"vervangen-{antwoord.code}"
    return Vervanging(
        antwoord.code,
        antwoord.label,
        formulier,
        BestandForm(vraag=antwoord.code, formulier=formulier).veld,
    )


@dataclass(frozen=True)
class Ouder:
    """A parent with gezag as the school checks it: never the address itself, it can be secret."""

    naam: str
    relatie: str
    heeft_adres: bool


def gezaghebbenden(aanvraag: Aanvraag) -> list[Ouder]:
    """Who will receive the decision, and whether there is an address to send it to."""
    return [
        Ouder(persoon.naam, persoon.get_relatie_display(), bool(adresregels(persoon)))
        for persoon in aanvraag.leerling.betrokkenen.met_gezag()
    ]
