"""The events that belong to fictitious history: the timeline of each request."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from swv.models import Gebeurtenis
from tlv.demo.rijen import Partij
from tlv.models import Aanvraag


def gebeurtenissen(partij: Partij) -> list[Gebeurtenis]:
    rijen = [rij for aanvraag in partij.aanvragen for rij in _van_aanvraag(aanvraag)]
    herstel, adviezen, besluiten = partij.herstelverzoeken, partij.adviezen, partij.besluiten
    rijen += [
        _gebeurtenis(v.aanvraag, v.aanvraag, "herstel_vragen", v.gevraagd_door, v.gevraagd_op)
        for v in herstel
    ]
    rijen += [
        _gebeurtenis(v.aanvraag, v.aanvraag, "aanvullen", v.afgehandeld_door, v.afgehandeld_op)
        for v in herstel
        if v.afgehandeld_op
    ]
    rijen += [_gebeurtenis(a, a.aanvraag, "gevraagd", a.gevraagd_door, a.gevraagd_op) for a in adviezen]
    rijen += [
        _gebeurtenis(a, a.aanvraag, "uitbrengen", a.uitgebracht_door, a.uitgebracht_op)
        for a in adviezen
        if a.uitgebracht_op
    ]
    rijen += [
        _gebeurtenis(b, b.aanvraag, "bekendmaken", b.bekendgemaakt_door, b.genomen_op + timedelta(hours=1))
        for b in besluiten
        if b.bekendgemaakt_op
    ]
    return sorted(rijen, key=lambda rij: rij.op)


def _van_aanvraag(aanvraag: Aanvraag) -> list[Gebeurtenis]:
    stappen: Sequence[tuple[str, Any, Any]] = (
        ("begonnen", aanvraag.begonnen_door, aanvraag.begonnen_op),
        ("indienen", aanvraag.ingediend_door, aanvraag.ingediend_op),
        ("compleet_verklaren", aanvraag.compleet_door, aanvraag.compleet_op),
        ("besluit_nemen", aanvraag.besloten_door, aanvraag.besloten_op),
        ("intrekken", aanvraag.ingetrokken_door, aanvraag.ingetrokken_op),
    )
    return [_gebeurtenis(aanvraag, aanvraag, soort, door, op) for soort, door, op in stappen if op]


def _gebeurtenis(onderwerp: Any, aanvraag: Aanvraag, soort: str, door: Any, op: datetime) -> Gebeurtenis:
    return Gebeurtenis(
        onderwerp=onderwerp._meta.label_lower,
        onderwerp_sleutel=onderwerp.sleutel,
        leerling_sleutel=aanvraag.leerling.sleutel,
        soort=soort,
        door=door,
        op=op,
    )
