"""The letters of a decision, each with what has become of it and what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from swv.enums import Opdrachtstatus
from swv.models import Gebruiker, Opdracht
from swv.permissions import mag
from swv.termijnen import datum
from tlv.documents import opdrachtsleutel
from tlv.enums import Besluitstatus
from tlv.models import Besluit, Brief

VERVERS_TOT = timedelta(minutes=3)


@dataclass(frozen=True)
class Briefregel:
    """One letter; each `kan_…` is one button beside it."""

    brief: Brief
    stand: str
    kleur: str
    heeft_bestand: bool
    uitleg: str = ""
    kan_verzenden: bool = False
    kan_opnieuw: bool = False
    kan_adres: bool = False


@dataclass(frozen=True)
class Brievenlijst:
    """All letters; `ververs` while a worker is at it. They are sent together, so no button while one is being made."""

    regels: Sequence[Briefregel]
    ververs: bool
    in_de_maak: bool
    kan_verzenden: bool


def brieven(besluit: Besluit, user: Gebruiker) -> list[Brief]:
    """The letters of this decision that `user` may see, with their file when it is there."""
    zichtbaar = Brief.objects.zichtbaar_voor(user).filter(besluit=besluit)
    return list(zichtbaar.select_related("bestand").order_by("id"))


def brievenlijst(besluit: Besluit, user: Gebruiker, op: datetime) -> Brievenlijst:
    """The letters as the SWV sees them: two queries."""
    rijen = brieven(besluit, user)
    opdrachten = {o.uniek: o for o in Opdracht.objects.filter(uniek__in=[opdrachtsleutel(r) for r in rijen])}
    regels = [_regel(rij, opdrachten.get(opdrachtsleutel(rij)), besluit, user) for rij in rijen]
    wachtend = [o for o in opdrachten.values() if o.status == Opdrachtstatus.WACHT]
    ververs = any(abs(op - o.niet_voor) < VERVERS_TOT for o in wachtend)
    if ververs:
        regels = [replace(regel, kan_verzenden=False) for regel in regels]
    return Brievenlijst(
        regels,
        ververs=ververs,
        in_de_maak=bool(wachtend),
        kan_verzenden=any(regel.kan_verzenden for regel in regels),
    )


def _regel(brief: Brief, opdracht: Opdracht | None, besluit: Besluit, user: Gebruiker) -> Briefregel:
    verzender = mag(user, "tlv.verzenden")
    heeft_bestand = hasattr(brief, "bestand")
    if brief.verzonden_op:
        uitleg = "" if heeft_bestand else "Van deze brief is hier geen bestand bewaard."
        return Briefregel(brief, f"verzonden op {datum(brief.verzonden_op)}", "goed", heeft_bestand, uitleg)
    if heeft_bestand:
        kan = verzender and besluit.status == Besluitstatus.GENOMEN
        return Briefregel(brief, "klaar om te verzenden", "info", True, kan_verzenden=kan)
    if brief.tekort:
        uitleg = f"{brief.tekort} Vul het aan in het dossier van de leerling en neem het daarna hier over."
        return Briefregel(brief, "adres ontbreekt", "fout", False, uitleg, kan_adres=verzender)
    return _in_de_maak(brief, opdracht, user)


def _in_de_maak(brief: Brief, opdracht: Opdracht | None, user: Gebruiker) -> Briefregel:
    if opdracht is None:
        return Briefregel(brief, "geen bestand", "neutraal", False, "Van deze brief is geen bestand gemaakt.")
    if opdracht.status == Opdrachtstatus.MISLUKT:
        uitleg = "Het maken van de brief is drie keer mislukt. Er is niets verzonden."
        kan = mag(user, "opdracht.beheren")
        return Briefregel(brief, "maken is mislukt", "fout", False, uitleg, kan_opnieuw=kan)
    if opdracht.laatste_fout:
        uitleg = "De brief wacht tot dit systeem PDF's kan maken. U hoeft niets te doen."
        return Briefregel(brief, "wacht", "wacht", False, uitleg)
    return Briefregel(brief, "wordt gemaakt", "wacht", False)
