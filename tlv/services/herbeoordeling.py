"""Inviting schools to look again at TLV's that end, each once; and where a young child goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from swv.enums import Onderwijssoort
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan, eis
from swv.termijnen import datum
from tlv.models import Herbeoordeling, Toelaatbaarheidsverklaring, Vervolgafspraak
from tlv.notifications import meld_herbeoordeling, school_heeft_gebruiker
from tlv.selectors.aflopend import Aflopend, aflopende_rijen, uitnodigen_vanaf

NIEMAND = "Bij deze school werkt niemand in dit systeem. Nodig de school zelf uit."


@dataclass(frozen=True)
class Uitgenodigd:
    """What became of one row: sent, or why not."""

    rij: Aflopend
    gelukt: bool
    resultaat: str


def herbeoordeling_uitnodigen(*, sleutels: Iterable[str], door: Gebruiker, op: datetime) -> list[Uitgenodigd]:
    """Invite the schools of these TLV's, each row in its own transaction; the result per row."""
    eis(door, "tlv.beoordelen")
    dag = datum_van(op)
    if dag < (vanaf := uitnodigen_vanaf(dag)):
        raise NietToegestaan(f"Uitnodigen kan vanaf {datum(vanaf)}.")
    return [_nodig_uit(rij, door, op) for rij in aflopende_rijen(dag, list(sleutels))]


@transaction.atomic
def _nodig_uit(rij: Aflopend, door: Gebruiker, op: datetime) -> Uitgenodigd:
    Toelaatbaarheidsverklaring.objects.select_for_update(of=("self",)).get(pk=rij.verklaring.pk)
    if Herbeoordeling.objects.filter(verklaring=rij.verklaring).exists():
        return Uitgenodigd(rij, False, "Was al uitgenodigd.")
    if rij.reden:
        return Uitgenodigd(rij, False, f"Niet nodig: {rij.reden}.")
    if not school_heeft_gebruiker(rij.school, op):
        return Uitgenodigd(rij, False, NIEMAND)
    uitnodiging = Herbeoordeling.objects.create(
        verklaring=rij.verklaring, school=rij.school, uitgenodigd_op=op, uitgenodigd_door=door
    )
    leg_vast(uitnodiging, "uitgenodigd", door=door, op=op)
    meld_herbeoordeling(uitnodiging, op)
    return Uitgenodigd(rij, True, "Uitgenodigd.")


@transaction.atomic
def vervolg_vastleggen(
    *,
    verklaring: Toelaatbaarheidsverklaring,
    beoogde_school: School,
    besproken_per: date,
    afspraak: str,
    door: Gebruiker,
    op: datetime,
) -> Vervolgafspraak:
    """The regular school that is meant, and what was agreed with it, before the TLV ends (NRM-38)."""
    rij = Toelaatbaarheidsverklaring.objects.select_for_update(of=("self",)).get(pk=verklaring.pk)
    eis(door, "tlv.beoordelen")
    if beoogde_school.onderwijssoort != Onderwijssoort.BAO:
        raise NietToegestaan("Kies een reguliere basisschool.")
    if besproken_per > datum_van(op):
        raise NietToegestaan(
            "Leg de afspraak vast als het gesprek is geweest: kies vandaag of een eerdere dag."
        )
    if not afspraak.strip():
        raise NietToegestaan("Schrijf wat er is afgesproken.")
    velden = {
        "beoogde_school": beoogde_school,
        "besproken_per": besproken_per,
        "afspraak": afspraak.strip(),
        "vastgelegd_op": op,
        "vastgelegd_door": door,
    }
    gemaakt, _nieuw = Vervolgafspraak.objects.update_or_create(verklaring=rij, defaults=velden)
    leg_vast(gemaakt, "vastgelegd", door=door, op=op)
    return gemaakt
