"""The events that belong to fictitious history: the timeline of each request."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from swv.models import Gebeurtenis
from tlv.demo.rijen import Partij
from tlv.enums import Bezwaaruitkomst, Herstelstatus, Uitkomst
from tlv.models import Aanvraag, Besluit, Bezwaar, Herstelverzoek


def gebeurtenissen(partij: Partij) -> list[Gebeurtenis]:
    buiten = {b.aanvraag.sleutel for b in partij.besluiten if b.uitkomst == Uitkomst.NIET_BEHANDELD}
    rijen = [rij for a in partij.aanvragen for rij in _van_aanvraag(a, a.sleutel in buiten)]
    herstel, adviezen, besluiten = partij.herstelverzoeken, partij.adviezen, partij.besluiten
    rijen += [
        _gebeurtenis(v.aanvraag, v.aanvraag, "herstel_vragen", v.gevraagd_door, v.gevraagd_op)
        for v in herstel
    ]
    rijen += [
        _gebeurtenis(v.aanvraag, v.aanvraag, _einde_herstel(v), v.afgehandeld_door, v.afgehandeld_op)
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
        _gebeurtenis(b, b.aanvraag, "bekendmaken", b.bekendgemaakt_door, _bekend_op(b))
        for b in besluiten
        if b.bekendgemaakt_op
    ]
    rijen += [rij for bezwaar in partij.bezwaren for rij in _van_bezwaar(bezwaar)]
    return sorted(rijen, key=lambda rij: rij.op)


def _einde_herstel(verzoek: Herstelverzoek) -> str:
    return "aanvullen" if verzoek.status == Herstelstatus.AANGEVULD else "herstel_verlopen"


def _bekend_op(besluit: Besluit) -> datetime:
    """In the afternoon of the day on which the letters went out."""
    dagen = (besluit.bekendgemaakt_op - besluit.genomen_op.date()).days if besluit.bekendgemaakt_op else 0
    return besluit.genomen_op + timedelta(days=dagen, hours=1)


def _van_bezwaar(bezwaar: Bezwaar) -> list[Gebeurtenis]:
    besluit = bezwaar.besluit
    stappen = [("bezwaar_registreren", bezwaar.geregistreerd_door, bezwaar.geregistreerd_op)]
    if bezwaar.afgehandeld_op:
        einde = "herroepen" if bezwaar.uitkomst == Bezwaaruitkomst.GEGROND else "handhaven"
        stappen.append((einde, bezwaar.afgehandeld_door, bezwaar.afgehandeld_op))
    return [_gebeurtenis(besluit, besluit.aanvraag, soort, door, op) for soort, door, op in stappen]


def _van_aanvraag(aanvraag: Aanvraag, niet_behandeld: bool) -> list[Gebeurtenis]:
    stappen: Sequence[tuple[str, Any, Any]] = (
        ("begonnen", aanvraag.begonnen_door, aanvraag.begonnen_op),
        ("indienen", aanvraag.ingediend_door, aanvraag.ingediend_op),
        ("compleet_verklaren", aanvraag.compleet_door, aanvraag.compleet_op),
        (
            "niet_behandelen" if niet_behandeld else "besluit_nemen",
            aanvraag.besloten_door,
            aanvraag.besloten_op,
        ),
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
