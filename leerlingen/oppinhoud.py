"""What an OPP must hold, in the four steps in which a school fills it in (domein.md 2). Pure: it only reads.

Mandatory is what the law names as a part of the OPP. The agreement of the parents and their talk are asked too,
but a missing one never blocks: it is shown as a point of attention (domein.md 1.1.6).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from leerlingen.enums import Gehoord, Instemming, Oppversiesoort, Oppvorm, Toestemming


@dataclass(frozen=True)
class Stap:
    """One page of the form."""

    code: str
    titel: str
    uitleg: str


@dataclass(frozen=True)
class Tekort:
    """What is not there yet, and the step in which it can be given."""

    stap: str
    melding: str


BEGIN = Stap("begin", "Begin", "Wanneer het OPP ingaat, en hoe u het vastlegt.")
PLAN = Stap("plan", "Het plan", "De bestemming, wat helpt en hindert, en de begeleiding.")
LEERLING = Stap("leerling", "De leerling", "Wat de leerling zelf vindt, en wat daarmee is gedaan.")
OUDERS = Stap("ouders", "De ouders", "Het overleg, de instemming en de toestemming om te delen.")
STAPPEN = (BEGIN, PLAN, LEERLING, OUDERS)
VELDEN = {
    "begin": ("ingang", "vorm"),
    "plan": ("uitstroombestemming", "belemmerend", "bevorderend", "begeleiding", "afwijkingen"),
    "leerling": ("gehoord", "gehoord_hoe", "inbreng", "inbreng_effect", "terugkoppeling_op"),
    "ouders": ("oogo_op", "instemming", "instemming_op", "zienswijze", "toestemming", "toestemming_op"),
}
ALLE_VELDEN = tuple(veld for velden in VELDEN.values() for veld in velden)
TEKSTDELEN = {
    "uitstroombestemming": "Vul de verwachte uitstroombestemming in.",
    "belemmerend": "Schrijf wat de leerling belemmert.",
    "bevorderend": "Schrijf wat de leerling helpt.",
    "begeleiding": "Schrijf welke begeleiding de leerling krijgt (het handelingsdeel).",
}
HOE = {
    Gehoord.JA: "Schrijf hoe de leerling zijn mening gaf.",
    Gehoord.NEE: "Schrijf waarom de leerling niet is gehoord.",
    Gehoord.AFGEZIEN: "Schrijf hoe de leerling de kans kreeg.",
}


def stap_van(code: str) -> Stap | None:
    return next((stap for stap in STAPPEN if stap.code == code), None)


def tekorten(versie: Any) -> list[Tekort]:
    """Every mandatory part that is missing, in the order of the form; empty for an evaluation or an end."""
    if versie.soort not in {Oppversiesoort.VASTSTELLING, Oppversiesoort.BIJSTELLING}:
        return []
    return [*_begin(versie), *_plan(versie), *_leerling(versie), *_ouders(versie)]


def _begin(versie: Any) -> Iterator[Tekort]:
    if versie.soort == Oppversiesoort.VASTSTELLING and not versie.ingang:
        yield Tekort("begin", "Vul in op welke dag het OPP ingaat.")
    if not versie.vorm:
        yield Tekort("begin", "Kies hoe u het OPP vastlegt.")


def _plan(versie: Any) -> Iterator[Tekort]:
    if versie.vorm == Oppvorm.DOCUMENT and versie.document_id is None:
        yield Tekort("plan", "Voeg het OPP toe als document.")
    if versie.vorm == Oppvorm.FORMULIER:
        yield from (Tekort("plan", zin) for veld, zin in TEKSTDELEN.items() if not getattr(versie, veld))


def _leerling(versie: Any) -> Iterator[Tekort]:
    if not versie.gehoord:
        yield Tekort("leerling", "Kies of de leerling is gehoord.")
    elif not versie.gehoord_hoe:
        yield Tekort("leerling", HOE[versie.gehoord])
    if versie.gehoord == Gehoord.JA and not versie.inbreng:
        yield Tekort("leerling", "Schrijf wat de leerling inbracht.")
    if versie.gehoord == Gehoord.JA and not versie.inbreng_effect:
        yield Tekort("leerling", "Schrijf wat met de inbreng van de leerling is gedaan.")


def _ouders(versie: Any) -> Iterator[Tekort]:
    """Only what belongs to an answer that was given."""
    if versie.instemming != Instemming.NIET_GEVRAAGD and not versie.instemming_op:
        yield Tekort("ouders", "Vul in op welke dag de ouders dit lieten weten.")
    if versie.instemming == Instemming.GEEN_INSTEMMING and not versie.zienswijze:
        yield Tekort("ouders", "Schrijf de zienswijze van de ouders op: zij stemmen niet in.")
    if versie.toestemming != Toestemming.NIET_GEVRAAGD and not versie.toestemming_op:
        yield Tekort("ouders", "Vul in op welke dag de ouders over het delen beslisten.")


def aandachtspunten(versie: Any) -> list[Tekort]:
    """What does not block, but is asked of a school by law or by the SWV."""
    if versie.soort not in {Oppversiesoort.VASTSTELLING, Oppversiesoort.BIJSTELLING}:
        return []
    return list(_aandacht(versie))


def _aandacht(versie: Any) -> Iterator[Tekort]:
    if versie.gehoord == Gehoord.NEE:
        yield Tekort("leerling", "De leerling is niet gehoord. Dat is sinds 1 augustus 2025 een recht.")
    if versie.gehoord == Gehoord.JA and not versie.terugkoppeling_op:
        yield Tekort("leerling", "De leerling hoorde nog niet wat met de inbreng is gedaan.")
    if not versie.oogo_op:
        yield Tekort("ouders", "Er is nog geen overleg met de ouders over het OPP genoteerd.")
    if versie.instemming == Instemming.NIET_GEVRAAGD:
        yield Tekort("ouders", "Aan de ouders is nog niet gevraagd of zij instemmen met de begeleiding.")
    if versie.instemming == Instemming.GEZIEN:
        yield Tekort("ouders", "De ouders hebben het gezien, maar nog niet ingestemd met de begeleiding.")
    if versie.instemming == Instemming.GEEN_INSTEMMING:
        yield Tekort("ouders", "De ouders stemmen niet in met de begeleiding. Het overleg gaat door.")


def stand_van_stap(versie: Any, code: str) -> str:
    """`klaar`, `bezig` or `niet_begonnen`, as the task list shows it."""
    begonnen = any(getattr(versie, veld) not in ("", None, Instemming.NIET_GEVRAAGD) for veld in VELDEN[code])
    if code == "plan" and versie.document_id:
        begonnen = True
    if any(tekort.stap == code for tekort in tekorten(versie)):
        return "bezig" if begonnen else "niet_begonnen"
    if code in {"plan", "ouders"} and not begonnen:
        return "niet_begonnen"
    return "klaar"
