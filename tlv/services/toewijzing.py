"""Giving requests to a behandelaar: what would change, doing it, and taking it back within a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, Roltoekenning
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN
from swv.workflow import vergrendel
from tlv.models import LOPEND, Aanvraag, Toewijzing, Toewijzingsregel
from tlv.notifications import meld_toewijzing
from tlv.permissions import eis_beoordelaar

HOOGSTENS = 100
TERUG_BINNEN = timedelta(hours=24)
LOOPT_NIET = "Deze aanvraag loopt niet meer."
HEEFT_AL = "Deze behandelaar heeft deze aanvraag al."
GEEN_BEHANDELAAR = "Deze persoon kan geen aanvragen behandelen. Kies iemand anders."
TE_LAAT_TERUG = "Ongedaan maken kan tot 24 uur na het toewijzen. Wijs de aanvragen opnieuw toe."
INTUSSEN_ANDERS = "Niet teruggezet: de aanvraag heeft intussen een andere behandelaar."
AL_ONGEDAAN = "Deze toewijzing is al ongedaan gemaakt."


@dataclass(frozen=True)
class Voorstel:
    """What assigning would do to one request; an empty `reden` means that it changes."""

    aanvraag: Aanvraag
    reden: str


def behandelaars(op: datetime) -> list[Gebruiker]:
    """Who can be behandelaar: active people with a running role that judges requests."""
    rollen = [code for code, rol in ROLLEN.items() if "tlv.beoordelen" in rol.permissies]
    lopend = Roltoekenning.objects.actief(datum_van(op)).filter(rol__in=rollen)
    return list(
        Gebruiker.objects.filter(is_active=True, pk__in=lopend.values("gebruiker")).order_by("naam", "pk")
    )


def voorstel(*, sleutels: Iterable[UUID], behandelaar: Gebruiker, door: Gebruiker) -> list[Voorstel]:
    """What would change and what not, with the reason; only requests that `door` may see. Writes nothing."""
    eis_beoordelaar(door, None)
    zichtbaar = Aanvraag.objects.zichtbaar_voor(door).filter(sleutel__in=list(sleutels)[:HOOGSTENS])
    rijen = zichtbaar.select_related("leerling", "school", "behandelaar").defer("antwoorden")
    return [Voorstel(rij, _reden(rij, behandelaar)) for rij in rijen.order_by("id")]


def _reden(aanvraag: Aanvraag, behandelaar: Gebruiker) -> str:
    if aanvraag.status not in LOPEND:
        return LOOPT_NIET
    return HEEFT_AL if aanvraag.behandelaar_id == behandelaar.pk else ""


@transaction.atomic
def wijs_toe(
    *, sleutel: UUID, sleutels: Iterable[UUID], behandelaar: Gebruiker, door: Gebruiker, op: datetime
) -> Toewijzing:
    """Give the selection to one behandelaar, once per `sleutel`; what is refused is kept with its reason."""
    eis_beoordelaar(door, None)
    if behandelaar not in behandelaars(op):
        raise NietToegestaan(GEEN_BEHANDELAAR)
    toewijzing, nieuw = Toewijzing.objects.get_or_create(
        sleutel=sleutel, defaults={"behandelaar": behandelaar, "gemaakt_op": op, "gemaakt_door": door}
    )
    if not nieuw:
        return toewijzing
    gekozen = [v.aanvraag for v in voorstel(sleutels=sleutels, behandelaar=behandelaar, door=door)]
    regels = [_wijs_een_toe(toewijzing, aanvraag, op) for aanvraag in gekozen]
    Toewijzingsregel.objects.bulk_create(regels)
    if behandelaar != door and any(not regel.reden for regel in regels):
        meld_toewijzing(toewijzing, op)
    return toewijzing


def _wijs_een_toe(toewijzing: Toewijzing, aanvraag: Aanvraag, op: datetime) -> Toewijzingsregel:
    rij = vergrendel(aanvraag)
    reden, vorige = _reden(rij, toewijzing.behandelaar), rij.behandelaar
    if not reden:
        _zet(rij, toewijzing.behandelaar, toewijzing.gemaakt_door, op)
    return Toewijzingsregel(toewijzing=toewijzing, aanvraag=rij, vorige=vorige, reden=reden)


def _zet(rij: Aanvraag, behandelaar: Gebruiker | None, door: Gebruiker, op: datetime) -> None:
    vorige, rij.behandelaar = rij.behandelaar, behandelaar
    rij.save(update_fields=["behandelaar"])
    gegevens = {"van": _sleutel(vorige), "naar": _sleutel(behandelaar)}
    leg_vast(rij, "toegewezen", door=door, op=op, gegevens=gegevens)


def _sleutel(wie: Gebruiker | None) -> str:
    return str(wie.sleutel) if wie else ""


def reden_geen_terug(toewijzing: Toewijzing, op: datetime) -> str:
    """Why it cannot be undone (any more), or an empty string."""
    if toewijzing.ongedaan_op:
        return AL_ONGEDAAN
    return TE_LAAT_TERUG if op - toewijzing.gemaakt_op > TERUG_BINNEN else ""


@transaction.atomic
def maak_ongedaan(*, toewijzing: Toewijzing, door: Gebruiker, op: datetime) -> None:
    """Give every request back to who had it; one that went on to someone else is left alone."""
    eis_beoordelaar(door, None)
    rij = vergrendel(toewijzing)
    if reden := reden_geen_terug(rij, op):
        raise NietToegestaan(reden)
    for regel in rij.regels.filter(reden="").select_related("vorige").order_by("aanvraag_id"):
        aanvraag = vergrendel(regel.aanvraag)
        if aanvraag.behandelaar_id == rij.behandelaar_id and aanvraag.status in LOPEND:
            _zet(aanvraag, regel.vorige, door, op)
            regel.teruggezet = True
            regel.save(update_fields=["teruggezet"])
    rij.ongedaan_op, rij.ongedaan_door = op, door
    rij.save(update_fields=["ongedaan_op", "ongedaan_door"])
