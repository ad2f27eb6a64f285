"""A short conversation on some running requests of the schools of the logins; part of it waits to be read."""

from datetime import timedelta

from tlv.demo.rijen import Partij, wie
from tlv.demo.verloop import Omgeving
from tlv.enums import Kant
from tlv.models import LOPEND, Aanvraag, Aanvraagbericht

# Per conversation the messages in turn; the last one of every second conversation is not read yet.
GESPREKKEN = (
    (
        (Kant.SCHOOL, "Het verslag van het onderzoek komt volgende week. Mogen wij dat nasturen?"),
        (Kant.SWV, "Dat kan. Stuur het via de aanvraag zodra u het heeft, dan nemen wij het mee."),
    ),
    (
        (Kant.SWV, "Wie kunnen wij bellen over de begeleiding in de klas?"),
        (Kant.SCHOOL, "U kunt de mentor bereiken via de school, op dinsdag en donderdag na drie uur."),
        (Kant.SWV, "Dank u wel. Wij bellen donderdag."),
    ),
    ((Kant.SCHOOL, "De ouders vragen wanneer zij het besluit kunnen verwachten."),),
)
HOOGSTENS = 6


def plaats_berichten(om: Omgeving, partij: Partij) -> None:
    """Write the conversations in one go; whoever answered had read what was there."""
    scholen = {school.pk for school in om.demo.demoscholen}
    lopend = [a for a in partij.aanvragen if a.school_id in scholen and a.status in LOPEND]
    Aanvraagbericht.objects.bulk_create(
        bericht
        for nummer, aanvraag in enumerate(lopend[:HOOGSTENS])
        for bericht in _gesprek(om, aanvraag, nummer)
    )


def _gesprek(om: Omgeving, aanvraag: Aanvraag, nummer: int) -> list[Aanvraagbericht]:
    regels = GESPREKKEN[nummer % len(GESPREKKEN)]
    begin = aanvraag.ingediend_op
    if begin is None:
        raise ValueError("a conversation needs a request that was sent in")
    personen = {Kant.SCHOOL: aanvraag.ingediend_door, Kant.SWV: wie(om, "administratie")}
    berichten = [
        Aanvraagbericht(
            sleutel=om.demo.sleutel(),
            aanvraag=aanvraag,
            van=van,
            tekst=tekst,
            geplaatst_op=begin + timedelta(hours=2 + 3 * plaats),
            geplaatst_door=personen[van],
        )
        for plaats, (van, tekst) in enumerate(regels)
    ]
    gelezen = berichten if nummer % 2 else berichten[:-1]
    for bericht in gelezen:
        ander = Kant.SWV if bericht.van == Kant.SCHOOL else Kant.SCHOOL
        bericht.gelezen_op = bericht.geplaatst_op + timedelta(hours=2)
        bericht.gelezen_door = personen[ander]
    return berichten
