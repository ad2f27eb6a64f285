"""The SWV's page of a request: the next step, the experts to ask, the letters, the proposal for a decision."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from leerlingen.models import Inschrijving
from swv.enums import Opdrachtstatus
from swv.models import Gebruiker, Opdracht
from swv.termijnen import datum
from tlv.documents import voorstel_motivering
from tlv.enums import Adviesstatus
from tlv.geldigheid import standaard_einddatum
from tlv.models import Aanvraag, Besluit, Bezwaar, Brief
from tlv.selectors.aanvraag import acties, brieven
from tlv.services.besluit import BESLUITBRIEF

BESLUITVELDEN = ("uitkomst", "categorie", "ingangsdatum", "einddatum", "motivering")


@dataclass(frozen=True)
class Volgende:
    """The one step that this person can take now; at most one primary button per page."""

    tekst: str
    knop: str
    url: str
    post: bool = False


@dataclass(frozen=True)
class Briefregel:
    """A letter with where it stands: wordt gemaakt, mislukt, klaar, or verzonden."""

    brief: Brief
    stand: str
    kleur: str
    heeft_bestand: bool


def volgende_stap(aanvraag: Aanvraag, user: Gebruiker) -> Volgende | None:
    """What `user` should do with this request now, or None when someone else is due."""
    redenen = acties(aanvraag, user)
    adressen = {
        "besluit_nemen": Volgende(
            "Beide adviezen zijn binnen.", "Besluit nemen", reverse("tlv:besluit", args=[aanvraag.sleutel])
        ),
        "compleet_verklaren": Volgende(
            "Controleer of alles er is.",
            "Compleet verklaren",
            reverse("tlv:compleet", args=[aanvraag.sleutel]),
            post=True,
        ),
    }
    return next((stap for actie, stap in adressen.items() if not redenen[actie]), None)


def briefregels(besluit: Besluit, user: Gebruiker) -> list[Briefregel]:
    """The letters of a decision, each with what has become of it."""
    rijen = brieven(besluit, user)
    sleutels = [f"{BESLUITBRIEF}:{rij.sleutel}" for rij in rijen]
    opdrachten = {o.uniek: o for o in Opdracht.objects.filter(uniek__in=sleutels)}
    return [_briefregel(rij, opdrachten.get(sleutel)) for rij, sleutel in zip(rijen, sleutels, strict=True)]


def _briefregel(brief: Brief, opdracht: Opdracht | None) -> Briefregel:
    heeft_bestand = hasattr(brief, "bestand")
    if brief.verzonden_op:
        stand, kleur = f"verzonden op {datum(brief.verzonden_op)}", "goed"
    elif heeft_bestand:
        stand, kleur = "klaar om te verzenden", "info"
    elif opdracht and opdracht.status == Opdrachtstatus.MISLUKT:
        stand, kleur = "brief maken is mislukt", "fout"
    elif opdracht and opdracht.laatste_fout:
        stand, kleur = "wacht tot PDF's gemaakt kunnen worden", "wacht"
    else:
        stand, kleur = "wordt gemaakt", "wacht"
    return Briefregel(brief, stand, kleur, heeft_bestand)


def kandidaat_deskundigen(aanvraag: Aanvraag, op: date) -> "QuerySet[Gebruiker]":
    """The running deskundigen who have not yet been asked for this request."""
    gevraagd = aanvraag.adviezen.exclude(status=Adviesstatus.INGETROKKEN).values("deskundige")
    actief = Gebruiker.objects.filter(
        is_active=True, roltoekenningen__rol="deskundige", roltoekenningen__geldig_vanaf__lte=op
    ).filter(
        Q(roltoekenningen__geldig_tot_en_met__isnull=True) | Q(roltoekenningen__geldig_tot_en_met__gte=op)
    )
    return actief.exclude(pk__in=gevraagd).distinct().order_by("naam", "id")


def besluitvoorstel(aanvraag: Aanvraag, op: date) -> dict[str, Any]:
    """The first values of the decision form: dates by the rules, reasons from both advices."""
    geboren = aanvraag.leerling.geboortedatum
    return {
        "ingangsdatum": op,
        "einddatum": standaard_einddatum(aanvraag.soort, op, geboren, op),
        "motivering": voorstel_motivering(aanvraag),
    }


def bezwaren_van(aanvraag: Aanvraag) -> "QuerySet[Bezwaar]":
    return Bezwaar.objects.filter(besluit__aanvraag=aanvraag).select_related("besluit")


def huidige_inschrijving(aanvraag: Aanvraag, op: date) -> Any:
    return Inschrijving.objects.op(op).filter(leerling=aanvraag.leerling).select_related("school").first()
