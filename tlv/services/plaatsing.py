"""What the receiving school does with a TLV: pick it up by its number, place the pupil or say why not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan
from swv.termijnen import datum
from swv.workflow import vergrendel, voer_uit
from tlv.enums import NietGeplaatst, Plaatsingstatus, Soort, Uitstroom
from tlv.models import Ophaalpoging, Plaatsing, Toelaatbaarheidsverklaring
from tlv.ontvangers import ONTVANGERS
from tlv.permissions import eis_mag_plaatsen
from tlv.workflow_plaatsing import PLAATSING

MAX_FOUT = 5
BINNEN = timedelta(hours=1)
ONBEKEND = (
    "Wij vinden geen geldige TLV met dit nummer en deze geboortedatum. Controleer ze op het besluit. Kloppen ze? "
    "Bel dan het samenwerkingsverband."
)
TE_VAAK = (
    "Uw school heeft het afgelopen uur te vaak een verkeerd nummer of een verkeerde geboortedatum ingevuld. "
    "Probeer het over een uur opnieuw, of bel het samenwerkingsverband."
)


@dataclass(frozen=True)
class Opgehaald:
    """`plaatsing` when it went well, else the `reden`; a failed try is kept, so it does not raise."""

    plaatsing: Plaatsing | None
    reden: str = ""


@transaction.atomic
def tlv_ophalen(
    *, school: School, nummer: str, geboortedatum: date, door: Gebruiker, op: datetime
) -> Opgehaald:
    """Put the pupil with this TLV on the list of the receiving school; wrong tries are counted per school."""
    eis_mag_plaatsen(door, school.pk)
    rij = vergrendel(school)
    if _fouten(rij, op) >= MAX_FOUT:
        return Opgehaald(None, TE_VAAK)
    verklaring = _zoek(nummer, geboortedatum, op)
    Ophaalpoging.objects.create(school=rij, gebruiker=door, gelukt=verklaring is not None, geprobeerd_op=op)
    if verklaring is None:
        return Opgehaald(None, ONBEKEND)
    if reden := _waarom_niet_hier(verklaring, rij):
        return Opgehaald(None, reden)
    return Opgehaald(_op_lijst(verklaring, rij, door, op))


def _op_lijst(
    verklaring: Toelaatbaarheidsverklaring, school: School, door: Gebruiker, op: datetime
) -> Plaatsing:
    """The running place of this TLV at this school; made when there is none."""
    lopend = Plaatsing.objects.filter(verklaring=verklaring, school=school)
    if bestaand := lopend.filter(status__in=[Plaatsingstatus.WACHT, Plaatsingstatus.GEPLAATST]).first():
        return bestaand
    plaatsing = Plaatsing.objects.create(
        verklaring=verklaring,
        school=school,
        op_lijst_sinds=datum_van(op),
        opgehaald_op=op,
        opgehaald_door=door,
    )
    leg_vast(plaatsing, "opgehaald", door=door, op=op, naar=plaatsing.status)
    return plaatsing


@transaction.atomic
def leerling_plaatsen(
    *, plaatsing: Plaatsing, plaatsingsdatum: date, door: Gebruiker, op: datetime
) -> Plaatsing:
    """The pupil has a place from this day on; off the list on that day."""
    rij = _met_verklaring(plaatsing)
    verklaring = rij.verklaring
    if plaatsingsdatum < verklaring.ingangsdatum:
        raise NietToegestaan(f"De TLV geldt vanaf {datum(verklaring.ingangsdatum)}. Kies die dag of later.")
    if verklaring.einddatum and plaatsingsdatum > verklaring.einddatum:
        raise NietToegestaan(f"De TLV geldt tot en met {datum(verklaring.einddatum)}. Kies een eerdere dag.")
    if ander := _geplaatst_elders(rij):
        raise NietToegestaan(f"Deze leerling is al geplaatst bij {ander.school.naam}.")
    return voer_uit(PLAATSING, rij, "plaatsen", door=door, op=op, plaatsingsdatum=plaatsingsdatum)


@transaction.atomic
def niet_plaatsen(
    *, plaatsing: Plaatsing, reden: str, toelichting: str, door: Gebruiker, op: datetime
) -> Plaatsing:
    """The school does not place this pupil and says why; the SWV sees it on its list."""
    if not toelichting.strip():
        raise NietToegestaan("Schrijf kort wat er aan de hand is. Het samenwerkingsverband leest dit.")
    velden: dict[str, Any] = {
        "reden": NietGeplaatst(reden),
        "afgewezen_per": datum_van(op),
        "toelichting": toelichting.strip(),
    }
    return voer_uit(PLAATSING, plaatsing, "niet_plaatsen", door=door, op=op, **velden)


@transaction.atomic
def plaatsing_beeindigen(
    *,
    plaatsing: Plaatsing,
    beeindigd_per: date,
    uitstroom: str,
    naar_school: School | None,
    toelichting: str,
    door: Gebruiker,
    op: datetime,
) -> Plaatsing:
    """The stay ended: terugplaatsing, schakeling, another school, or the end of the school time (PRC-15)."""
    rij = _met_verklaring(plaatsing)
    if rij.plaatsingsdatum and beeindigd_per < rij.plaatsingsdatum:
        raise NietToegestaan(f"De plaatsing begon op {datum(rij.plaatsingsdatum)}. Kies die dag of later.")
    if beeindigd_per > datum_van(op):
        raise NietToegestaan("Leg het einde vast als het zover is: kies vandaag of een eerdere dag.")
    soort = Uitstroom(uitstroom)
    if soort is not Uitstroom.EINDE and naar_school is None:
        raise NietToegestaan("Kies naar welke school de leerling gaat.")
    velden: dict[str, Any] = {
        "beeindigd_per": beeindigd_per,
        "uitstroom": soort,
        "naar_school": naar_school,
        "toelichting": toelichting.strip(),
    }
    return voer_uit(PLAATSING, rij, "beeindigen", door=door, op=op, **velden)


def _met_verklaring(plaatsing: Plaatsing) -> Plaatsing:
    """The row, after the TLV is locked: two schools that place at once stand in line."""
    Toelaatbaarheidsverklaring.objects.select_for_update(of=("self",)).get(pk=plaatsing.verklaring_id)
    return Plaatsing.objects.select_related("verklaring__leerling", "school").get(pk=plaatsing.pk)


def _geplaatst_elders(rij: Plaatsing) -> Plaatsing | None:
    geplaatst = Plaatsing.objects.filter(verklaring=rij.verklaring, status=Plaatsingstatus.GEPLAATST)
    return geplaatst.exclude(pk=rij.pk).select_related("school").first()


def _fouten(school: School, op: datetime) -> int:
    recent = Ophaalpoging.objects.filter(school=school, gelukt=False, geprobeerd_op__gt=op - BINNEN)
    return recent.count()


def _zoek(nummer: str, geboortedatum: date, op: datetime) -> Toelaatbaarheidsverklaring | None:
    """A TLV that was made known, was not withdrawn and is not over; number and birth date must both be right."""
    rijen = Toelaatbaarheidsverklaring.objects.filter(
        nummer__iexact=nummer.strip(),
        leerling__geboortedatum=geboortedatum,
        besluit__bekendgemaakt_op__isnull=False,
        ingetrokken_op__isnull=True,
    ).exclude(einddatum__lt=datum_van(op))
    return rijen.select_related("leerling").first()


def _waarom_niet_hier(verklaring: Toelaatbaarheidsverklaring, school: School) -> str:
    if school.onderwijssoort not in ONTVANGERS[Soort(verklaring.soort)]:
        return (
            f"Deze TLV is voor {Soort(verklaring.soort).label}. Uw school heeft een andere soort onderwijs."
        )
    return ""
