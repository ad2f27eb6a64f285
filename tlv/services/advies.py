"""Asking experts for their advice, and giving it (domein.md 1.2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, mag
from swv.versies import bewaar_wat_anders_is, eis_versie
from swv.workflow import vergrendel, voer_uit
from tlv.enums import Aanvraagstatus, Adviesstatus, Beroep, Conclusie
from tlv.models import LOPEND, Aanvraag, Deskundigenadvies
from tlv.notifications import meld_adviesvraag
from tlv.permissions import eis_beoordelaar, eis_eigen_advies
from tlv.services.termijnen import termijnen_halen
from tlv.workflow import ADVIES

VELDEN = frozenset(
    {
        "beroep",
        "registratie",
        "conclusie",
        "motivering",
        "niet_bij_aanvraag",
        "niet_in_dienst_school",
        "niet_begeleider",
    }
)


@transaction.atomic
def deskundige_toewijzen(
    *, aanvraag: Aanvraag, deskundige: Gebruiker, door: Gebruiker, op: datetime
) -> Deskundigenadvies:
    """Ask this expert for an advice; from now until the advice the expert can read the request."""
    rij = vergrendel(aanvraag)
    eis_beoordelaar(door, rij)
    if rij.status != Aanvraagstatus.IN_BEHANDELING:
        raise NietToegestaan("Verklaar de aanvraag eerst compleet. Daarna kunt u deskundigen vragen.")
    if reden := waarom_niet_deskundig(rij, deskundige):
        raise NietToegestaan(reden)
    advies = Deskundigenadvies.objects.create(
        aanvraag=rij, deskundige=deskundige, gevraagd_op=op, gevraagd_door=door
    )
    leg_vast(advies, "gevraagd", door=door, op=op, naar=advies.status)
    meld_adviesvraag(advies, op)
    return advies


def waarom_niet_deskundig(aanvraag: Aanvraag, deskundige: Gebruiker) -> str:
    """Return why this person cannot advise on this request, or an empty string (LBT line, domein.md 1.2)."""
    if not mag(deskundige, "tlv.adviseren"):
        return "Deze gebruiker heeft op dit moment niet de rol van deskundige."
    if deskundige.pk in {aanvraag.begonnen_door_id, aanvraag.ingediend_door_id}:
        return "Deze persoon werkte mee aan de aanvraag en kan er niet over adviseren."
    if aanvraag.school_id in deskundige.school_ids:
        return "Deze persoon werkt bij de school die aanvraagt en kan er niet over adviseren."
    eerder = aanvraag.adviezen.exclude(status=Adviesstatus.INGETROKKEN)
    if eerder.filter(deskundige=deskundige).exists():
        return "Deze deskundige is al om advies gevraagd. Kies iemand anders."
    return ""


@transaction.atomic
def toewijzing_intrekken(
    *, advies: Deskundigenadvies, reden: str, door: Gebruiker, op: datetime
) -> Deskundigenadvies:
    """Take an assignment back before the advice is given; the expert loses access at once."""
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom u de toewijzing intrekt.")
    return voer_uit(ADVIES, advies, "intrekken", door=door, op=op, toelichting=reden.strip())


@transaction.atomic
def advies_bewaren(
    *, advies: Deskundigenadvies, velden: dict[str, Any], versie: int, door: Gebruiker, op: datetime
) -> Deskundigenadvies:
    """Save the advice while it is being written; raises `Verouderd` when it was saved elsewhere first."""
    rij = vergrendel(advies, met=("aanvraag",))
    eis_eigen_advies(door, rij)
    if rij.status != Adviesstatus.GEVRAAGD or rij.aanvraag.status not in LOPEND:
        raise NietToegestaan("Dit advies is al uitgebracht of niet meer nodig.")
    eis_versie(rij, versie)
    _controleer_velden(velden)
    if anders := bewaar_wat_anders_is(rij, velden):
        leg_vast(rij, "bewaard", door=door, op=op, gegevens={"velden": anders})
    return rij


@transaction.atomic
def advies_uitbrengen(*, advies: Deskundigenadvies, door: Gebruiker, op: datetime) -> Deskundigenadvies:
    """Give the advice: it can no longer change, and the expert's access to the request ends."""
    aanvraag = vergrendel(advies.aanvraag)
    rij = voer_uit(ADVIES, advies, "uitbrengen", door=door, op=op)
    termijnen_halen(aanvraag=aanvraag, op=op, alleen_eerste_beoordeling=True)
    return rij


def _controleer_velden(velden: dict[str, Any]) -> None:
    if onbekend := velden.keys() - VELDEN:
        raise ValueError(f"unknown field: {', '.join(sorted(onbekend))}")
    if velden.get("beroep") and velden["beroep"] not in Beroep.values:
        raise NietToegestaan("Kies een beroep uit de lijst.")
    if velden.get("conclusie") and velden["conclusie"] not in Conclusie.values:
        raise NietToegestaan("Kies een conclusie uit de lijst.")
