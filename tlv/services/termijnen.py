"""Keeps the clocks of a request true; called inside the transaction of whatever moved them."""

from datetime import date, datetime

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from tlv.beslisdatum import EERSTE_BEOORDELING, klokken_van
from tlv.enums import Aanvraagstatus
from tlv.models import LOPEND, Aanvraag, Aanvraagtermijn


@transaction.atomic
def termijnen_herberekenen(*, aanvraag: Aanvraag, door: Gebruiker | None, op: datetime) -> Aanvraag:
    """Compute every clock of a running request again, from receipt on, and write down what changed."""
    gehaald = set(aanvraag.termijnen.filter(gehaald_op__isnull=False).values_list("norm_id", flat=True))
    vorige = dict(aanvraag.termijnen.values_list("norm__code", "uiterste_datum"))
    for klok in klokken_van(aanvraag):
        if klok.norm.pk not in gehaald:
            Aanvraagtermijn.objects.update_or_create(
                aanvraag=aanvraag,
                norm=klok.norm,
                defaults={
                    "begonnen_op": klok.termijn.begonnen_op,
                    "uiterste_datum": klok.termijn.uiterste_datum,
                    "staat_stil_sinds": klok.termijn.staat_stil_sinds,
                    "afleiding": list(klok.termijn.afleiding),
                    "berekend_op": op,
                },
            )
    _leg_verschil_vast(aanvraag, vorige, door, op)
    return werk_eerstvolgende_bij(aanvraag)


def termijnen_halen(*, aanvraag: Aanvraag, op: datetime, alleen_eerste_beoordeling: bool = False) -> Aanvraag:
    """Mark the clocks that this moment ends: all of them, or only the one for the first judgement."""
    rijen = aanvraag.termijnen.filter(gehaald_op__isnull=True)
    if alleen_eerste_beoordeling:
        rijen = rijen.filter(norm__code=EERSTE_BEOORDELING)
    rijen.update(gehaald_op=datum_van(op))
    return werk_eerstvolgende_bij(aanvraag)


def werk_eerstvolgende_bij(aanvraag: Aanvraag) -> Aanvraag:
    """Store the earliest date that still runs, for the order of the work list."""
    aanvraag.eerstvolgende_datum = _eerstvolgende(aanvraag)
    aanvraag.save(update_fields=["eerstvolgende_datum"])
    return aanvraag


def _eerstvolgende(aanvraag: Aanvraag) -> date | None:
    """No date while the school has to complete the request, or once nothing runs any more."""
    if aanvraag.status not in LOPEND or aanvraag.status == Aanvraagstatus.ONVOLLEDIG:
        return None
    lopend = aanvraag.termijnen.filter(gehaald_op__isnull=True, staat_stil_sinds__isnull=True)
    return lopend.order_by("uiterste_datum").values_list("uiterste_datum", flat=True).first()


def _leg_verschil_vast(
    aanvraag: Aanvraag, vorige: dict[str, date], door: Gebruiker | None, op: datetime
) -> None:
    nu = dict(aanvraag.termijnen.values_list("norm__code", "uiterste_datum"))
    anders = {
        code: {"van": vorige[code].isoformat() if code in vorige else "", "naar": datum.isoformat()}
        for code, datum in nu.items()
        if vorige.get(code) != datum
    }
    if anders:
        leg_vast(aanvraag, "termijnen_herberekend", door=door, op=op, gegevens=anders)
