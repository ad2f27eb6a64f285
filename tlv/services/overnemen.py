"""A verlenging begins with what the school told before; every carried answer is checked by a person."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel
from tlv import vragen
from tlv.enums import Aanvraagstatus
from tlv.models import Aanvraag
from tlv.permissions import eis_eigen_aanvraag

AL_INGEDIEND = "Deze aanvraag is al ingediend. U kunt haar niet meer wijzigen."


def neem_over(aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Aanvraag:
    """Fill a new verlenging with the answers that carry over, marked as not checked yet."""
    vorige = vorige_aanvraag(aanvraag, door)
    if vorige is None:
        return aanvraag
    gesteld = vragen.gesteld(aanvraag).values()
    mee = {
        vraag.code: antwoord
        for vraag in gesteld
        if vraag.neem_over
        and (antwoord := str(vorige.antwoorden.get(vraag.code, "")))
        and not vragen.controleer_antwoord(vraag, antwoord, datum_van(op))
    }
    aanvraag.vorige, aanvraag.antwoorden, aanvraag.overgenomen = vorige, mee, list(mee)
    aanvraag.save(update_fields=["vorige", "antwoorden", "overgenomen"])
    return aanvraag


def vorige_aanvraag(aanvraag: Aanvraag, door: Gebruiker) -> Aanvraag | None:
    """The latest decided request for the same pupil and soort that this user's school sent in itself."""
    eerder = Aanvraag.objects.zichtbaar_voor(door).filter(
        leerling=aanvraag.leerling,
        soort=aanvraag.soort,
        school=aanvraag.school,
        status=Aanvraagstatus.BESLOTEN,
    )
    return eerder.order_by("-besloten_op", "-id").first()


@transaction.atomic
def overgenomen_nagekeken(
    *, aanvraag: Aanvraag, codes: Iterable[str], door: Gebruiker, op: datetime
) -> Aanvraag:
    """A person looked at these carried answers and kept them as they are."""
    rij = vergrendel(aanvraag)
    eis_eigen_aanvraag(door, rij)
    if rij.status != Aanvraagstatus.CONCEPT:
        raise NietToegestaan(AL_INGEDIEND)
    gezien = set(codes) & set(rij.overgenomen)
    if gezien:
        rij.overgenomen = [code for code in rij.overgenomen if code not in gezien]
        rij.save(update_fields=["overgenomen"])
        leg_vast(rij, "overgenomen_nagekeken", door=door, op=op, gegevens={"vragen": sorted(gezien)})
    return rij
