"""A pupil for whom no place is found, followed step by step; and a school that says it is full (FRM-38, TGT-41)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, Samenwerkingsverband, School
from swv.normen import kalender
from swv.permissions import NietToegestaan, eis
from swv.termijnen import datum, werkdagtermijn
from swv.workflow import vergrendel
from tlv.models import Knelpunt, Knelpuntstap, Toelaatbaarheidsverklaring, Volverklaring
from tlv.permissions import eis_mag_plaatsen

GEEN_STAPPEN = "In het profiel van dit samenwerkingsverband staat nog geen stappenplan."


def stappen_van_profiel() -> list[dict[str, Any]]:
    """The steps that this SWV takes, each with the working days in which it must be done (profile)."""
    profiel = Samenwerkingsverband.objects.values_list("profiel", flat=True).get()
    return list(profiel.get("tlv", {}).get("knelpuntstappen", ()))


@transaction.atomic
def knelpunt_openen(
    *,
    verklaring: Toelaatbaarheidsverklaring,
    gemeld_per: date,
    omschrijving: str,
    door: Gebruiker,
    op: datetime,
) -> Knelpunt:
    """Begin the steps; their dates are counted from the day on which it was reported. One runs per TLV."""
    rij = Toelaatbaarheidsverklaring.objects.select_for_update(of=("self",)).get(pk=verklaring.pk)
    eis(door, "tlv.beoordelen")
    if bestaand := Knelpunt.objects.filter(verklaring=rij, opgelost_op=None).first():
        return bestaand
    if gemeld_per > datum_van(op):
        raise NietToegestaan("De dag van de melding ligt in de toekomst. Kies vandaag of een eerdere dag.")
    if not omschrijving.strip():
        raise NietToegestaan("Schrijf wat er aan de hand is.")
    if not (stappen := stappen_van_profiel()):
        raise NietToegestaan(GEEN_STAPPEN)
    knelpunt = Knelpunt.objects.create(
        verklaring=rij,
        gemeld_per=gemeld_per,
        omschrijving=omschrijving.strip(),
        geopend_op=op,
        geopend_door=door,
    )
    dagen = kalender()
    for volgorde, stap in enumerate(stappen, start=1):
        termijn = werkdagtermijn(gemeld_per, int(stap["werkdagen"]), kalender=dagen, startmoment="melding")
        Knelpuntstap.objects.create(
            knelpunt=knelpunt,
            volgorde=volgorde,
            naam=stap["naam"],
            uiterste_datum=termijn.uiterste_datum,
            afleiding=list(termijn.afleiding),
        )
    leg_vast(knelpunt, "geopend", door=door, op=op)
    return knelpunt


@transaction.atomic
def stap_afronden(
    *, stap: Knelpuntstap, gedaan_per: date, verslag: str, door: Gebruiker, op: datetime
) -> Knelpuntstap:
    """Record what one step brought; a running knelpunt only."""
    knelpunt = vergrendel(stap.knelpunt)
    rij = vergrendel(stap)
    eis(door, "tlv.beoordelen")
    _eis_open(knelpunt)
    if not knelpunt.gemeld_per <= gedaan_per <= datum_van(op):
        raise NietToegestaan(f"Kies een dag vanaf {datum(knelpunt.gemeld_per)} tot en met vandaag.")
    if not verslag.strip():
        raise NietToegestaan("Schrijf wat deze stap opleverde.")
    if (rij.gedaan_per, rij.verslag) != (gedaan_per, verslag.strip()):
        rij.gedaan_per, rij.verslag, rij.gedaan_door = gedaan_per, verslag.strip(), door
        rij.save(update_fields=["gedaan_per", "verslag", "gedaan_door"])
        leg_vast(knelpunt, "stap_gedaan", door=door, op=op, gegevens={"stap": rij.volgorde})
    return rij


@transaction.atomic
def knelpunt_oplossen(*, knelpunt: Knelpunt, oplossing: str, door: Gebruiker, op: datetime) -> Knelpunt:
    """There is a place, or another answer: the steps that are left need not be done."""
    rij = vergrendel(knelpunt)
    eis(door, "tlv.beoordelen")
    _eis_open(rij)
    if not oplossing.strip():
        raise NietToegestaan("Schrijf hoe het knelpunt is opgelost.")
    rij.oplossing, rij.opgelost_op, rij.opgelost_door = oplossing.strip(), op, door
    rij.save(update_fields=["oplossing", "opgelost_op", "opgelost_door"])
    leg_vast(rij, "opgelost", door=door, op=op)
    return rij


@transaction.atomic
def vol_verklaren(
    *,
    school: School,
    groep: str,
    vanaf: date,
    tot_en_met: date | None,
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> Volverklaring:
    """A receiving school says that a group is full; the same statement twice is one."""
    rij = vergrendel(school)
    eis_mag_plaatsen(door, rij.pk)
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom er geen plek is.")
    if tot_en_met is not None and tot_en_met < vanaf:
        raise NietToegestaan("De laatste dag ligt voor de eerste dag. Kies een latere laatste dag.")
    if bestaand := Volverklaring.objects.filter(school=rij, groep=groep.strip(), vanaf=vanaf).first():
        return bestaand
    verklaring = Volverklaring.objects.create(
        school=rij,
        groep=groep.strip(),
        vanaf=vanaf,
        tot_en_met=tot_en_met,
        reden=reden.strip(),
        gemeld_op=op,
        gemeld_door=door,
    )
    leg_vast(verklaring, "gemeld", door=door, op=op)
    return verklaring


@transaction.atomic
def volverklaring_beoordelen(
    *, volverklaring: Volverklaring, geaccepteerd: bool, reactie: str, door: Gebruiker, op: datetime
) -> Volverklaring:
    """The SWV accepts it or not, once, with the reason that the school reads."""
    rij = vergrendel(volverklaring)
    eis(door, "tlv.beoordelen")
    if rij.geaccepteerd is not None:
        raise NietToegestaan("Deze volverklaring is al beoordeeld.")
    if not reactie.strip():
        raise NietToegestaan("Schrijf een reactie aan de school.")
    rij.geaccepteerd, rij.reactie, rij.beoordeeld_op, rij.beoordeeld_door = (
        geaccepteerd,
        reactie.strip(),
        op,
        door,
    )
    rij.save(update_fields=["geaccepteerd", "reactie", "beoordeeld_op", "beoordeeld_door"])
    leg_vast(rij, "geaccepteerd" if geaccepteerd else "niet_geaccepteerd", door=door, op=op)
    return rij


def _eis_open(knelpunt: Knelpunt) -> None:
    if knelpunt.opgelost_op is not None:
        raise NietToegestaan("Dit knelpunt is al opgelost.")
