"""The only place that writes pupils, enrolments, adults and documents; each change has its event."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from leerlingen import dossiernummer
from leerlingen.enums import Dubbeluitkomst, Inschrijvingsoort
from leerlingen.models import Betrokkene, Dossierdocument, Dubbelmelding, Inschrijving, Leerling
from leerlingen.permissions import (
    NIET_WIJZIGEN,
    eigen_scholen,
    eis_mag_document_laten_vervallen,
    eis_mag_inschrijven,
    eis_mag_toevoegen,
    eis_mag_wijzigen,
    mag_geheim_adres,
    mag_met,
    via_swv,
)
from leerlingen.selectors import mogelijk_dezelfde
from swv import bestanden
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan
from swv.versies import bewaar_wat_anders_is, eis_versie
from swv.workflow import vergrendel

ADRES = ("straat", "huisnummer", "postcode", "plaats")
AL_INGESCHREVEN = (
    "Deze leerling is al ingeschreven. Het samenwerkingsverband kan deze wijziging voor u verwerken."
)
AL_BEOORDEELD = "Een collega heeft dit al beoordeeld."
AL_BEEINDIGD = "Deze inschrijving is al beëindigd."
EINDE_VOOR_BEGIN = "De einddatum ligt voor de begindatum."


R = TypeVar("R", Leerling, Betrokkene)


@transaction.atomic
def leerling_toevoegen(
    *,
    gegevens: Mapping[str, Any],
    school: School | None,
    soort: str,
    vanaf: date,
    leerjaar: str,
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Leerling:
    """Open a file for a pupil of `school`; sent twice with the same `sleutel` it is opened once.

    Without a school there is no inschrijving (absoluut verzuim, Leerplichtwet 19); only the SWV can do that.

    A pupil that may be known already gets a file all the same, and the answer is the same: the
    SWV judges the doubtful double (architectuur.md B.6). Raises `NietToegestaan`.
    """
    eis_mag_toevoegen(door, school)
    eerder = Leerling.objects.filter(sleutel=sleutel, aangemaakt_door=door).first() if sleutel else None
    if eerder is not None:
        return eerder
    if sleutel is None or Leerling.objects.filter(sleutel=sleutel).exists():
        sleutel = uuid4()
    leerling, nieuw = Leerling.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            **gegevens,
            "dossiernummer": dossiernummer.geef_uit(datum_van(op)),
            "aangemaakt_op": op,
            "aangemaakt_door": door,
        },
    )
    if nieuw:
        if school is not None:
            Inschrijving.objects.create(
                leerling=leerling, school=school, soort=soort, leerjaar=leerjaar, vanaf=vanaf
            )
        waar = school.naam if school else ""
        leg_vast(leerling, "toegevoegd", door=door, op=op, leerling=leerling.sleutel, toelichting=waar)
        _meld_mogelijk_dubbel(leerling, op)
    return leerling


def _meld_mogelijk_dubbel(leerling: Leerling, op: datetime) -> None:
    """Give the SWV a doubtful double to judge; `door` stays empty: the system found it."""
    for ander in mogelijk_dezelfde(leerling):
        Dubbelmelding.objects.get_or_create(
            leerling=leerling, mogelijk_dezelfde=ander, defaults={"gemeld_op": op}
        )
        leg_vast(leerling, "mogelijk dubbel", door=None, op=op, leerling=leerling.sleutel)


@transaction.atomic
def dubbelmelding_verwerpen(*, melding: Dubbelmelding, door: Gebruiker, op: datetime) -> None:
    """Record that the files are about two pupils; else they are merged (samenvoegen.py). `NietToegestaan`."""
    if not via_swv(door, "leerling.wijzigen"):
        raise NietToegestaan(NIET_WIJZIGEN)
    rij = vergrendel(melding)
    if rij.afgehandeld_op is not None:
        raise NietToegestaan(AL_BEOORDEELD)
    rij.uitkomst, rij.afgehandeld_op, rij.afgehandeld_door = Dubbeluitkomst.VERSCHILLEND, op, door
    rij.save(update_fields=["uitkomst", "afgehandeld_op", "afgehandeld_door"])
    leg_vast(rij, "beoordeeld", door=door, op=op, naar=rij.uitkomst)


@transaction.atomic
def leerling_wijzigen(
    *, leerling: Leerling, versie: int, velden: Mapping[str, Any], door: Gebruiker, op: datetime
) -> Leerling:
    """Save changed fields; raises `Verouderd` when `versie` is not the stored one, or `NietToegestaan`."""
    eis_mag_wijzigen(door, leerling)
    return _wijzig(leerling, versie, velden, door=door, op=op, sleutel=leerling.sleutel)


def _wijzig(
    rij: R, versie: int, velden: Mapping[str, Any], *, door: Gebruiker, op: datetime, sleutel: UUID
) -> R:
    """Lock, compare the version, write what differs; the event names the fields, not their content."""
    actueel = vergrendel(rij)
    eis_versie(actueel, versie)
    if anders := bewaar_wat_anders_is(actueel, velden):
        leg_vast(actueel, "gewijzigd", door=door, op=op, leerling=sleutel, gegevens={"velden": anders})
    return actueel


@transaction.atomic
def inschrijven(
    *,
    leerling: Leerling,
    school: School,
    soort: str,
    leerjaar: str,
    vanaf: date,
    door: Gebruiker,
    op: datetime,
) -> Inschrijving:
    """Record an aanmelding or inschrijving from `vanaf`; a move ends the inschrijving elsewhere the day before.

    Raises `NietToegestaan`, in words that do not tell at which other school the pupil is.
    """
    eis_mag_inschrijven(door, leerling, school)
    vergrendel(leerling)
    loopt = Inschrijving.objects.filter(leerling=leerling, school=school, soort=soort).op(vanaf).first()
    if loopt is not None:
        return loopt
    gisteren = vanaf - timedelta(days=1)
    if soort == Inschrijvingsoort.INSCHRIJVING:
        _eis_geen_latere(leerling, vanaf)
        for vorige in _eindigt_door_inschrijving(leerling, school, vanaf):
            _beeindig(vorige, gisteren, door=door, op=op)
    rij = Inschrijving.objects.create(
        leerling=leerling, school=school, soort=soort, leerjaar=leerjaar, vanaf=vanaf
    )
    leg_vast(rij, soort, door=door, op=op, toelichting=school.naam)
    return rij


def _eis_geen_latere(leerling: Leerling, vanaf: date) -> None:
    """An inschrijving that begins on or after `vanaf` stands in the way: a person must look at it."""
    later = Inschrijving.objects.filter(
        leerling=leerling, soort=Inschrijvingsoort.INSCHRIJVING, vanaf__gte=vanaf
    )
    if later.exists():
        raise NietToegestaan(AL_INGESCHREVEN)


def _eindigt_door_inschrijving(leerling: Leerling, school: School, vanaf: date) -> list[Inschrijving]:
    """The running inschrijving elsewhere, and the aanmelding at this school itself."""
    lopend = Inschrijving.objects.filter(leerling=leerling, vanaf__lt=vanaf).op(vanaf).order_by("id")
    return [
        rij for rij in lopend if rij.soort == Inschrijvingsoort.INSCHRIJVING or rij.school_id == school.pk
    ]


@transaction.atomic
def uitschrijven(
    *, inschrijving: Inschrijving, tot_en_met: date, door: Gebruiker, op: datetime
) -> Inschrijving:
    """End an aanmelding or inschrijving; the school keeps what it sent in itself. Raises `NietToegestaan`."""
    eis_mag_inschrijven(door, inschrijving.leerling, inschrijving.school)
    rij = vergrendel(inschrijving)
    if rij.tot_en_met is not None and rij.tot_en_met < datum_van(op):
        raise NietToegestaan(AL_BEEINDIGD)
    if tot_en_met < rij.vanaf:
        raise NietToegestaan(EINDE_VOOR_BEGIN)
    if rij.tot_en_met == tot_en_met:
        return rij
    return _beeindig(rij, tot_en_met, door=door, op=op)


def _beeindig(rij: Inschrijving, tot_en_met: date, *, door: Gebruiker, op: datetime) -> Inschrijving:
    rij.tot_en_met = tot_en_met
    rij.save(update_fields=["tot_en_met"])
    leg_vast(rij, "beeindigd", door=door, op=op, naar=tot_en_met.isoformat(), toelichting=rij.school.naam)
    return rij


@transaction.atomic
def leerjaar_wijzigen(
    *, inschrijving: Inschrijving, leerjaar: str, door: Gebruiker, op: datetime
) -> Inschrijving:
    """Record the group or year the pupil is in now. Raises `NietToegestaan`."""
    eis_mag_inschrijven(door, inschrijving.leerling, inschrijving.school)
    rij = vergrendel(inschrijving)
    if rij.leerjaar != leerjaar:
        vorig, rij.leerjaar = rij.leerjaar, leerjaar
        rij.save(update_fields=["leerjaar"])
        leg_vast(rij, "leerjaar gewijzigd", door=door, op=op, van=vorig, naar=leerjaar)
    return rij


@transaction.atomic
def betrokkene_toevoegen(
    *,
    leerling: Leerling,
    gegevens: Mapping[str, Any],
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Betrokkene:
    """Add an adult; sent twice with the same `sleutel` there is one. Raises `NietToegestaan`."""
    eis_mag_wijzigen(door, leerling)
    vergrendel(leerling)
    eerder = Betrokkene.objects.filter(sleutel=sleutel, leerling=leerling).first() if sleutel else None
    if eerder is not None:
        return eerder
    if sleutel is None or Betrokkene.objects.filter(sleutel=sleutel).exists():
        sleutel = uuid4()
    rij = Betrokkene.objects.create(leerling=leerling, sleutel=sleutel, **gegevens)
    leg_vast(rij, "toegevoegd", door=door, op=op)
    return rij


@transaction.atomic
def betrokkene_wijzigen(
    *, betrokkene: Betrokkene, versie: int, velden: Mapping[str, Any], door: Gebruiker, op: datetime
) -> Betrokkene:
    """Save changed fields; who may not read a secret address replaces it as a whole or leaves it.

    Raises `Verouderd` or `NietToegestaan`.
    """
    eis_mag_wijzigen(door, betrokkene.leerling)
    geheim = betrokkene.geheim_adres and not mag_geheim_adres(door)
    if geheim and not velden.get("geheim_adres", True):
        raise NietToegestaan("Alleen het samenwerkingsverband kan de geheimhouding van een adres opheffen.")
    if geheim and not any(velden.get(naam) for naam in ADRES):
        velden = {naam: waarde for naam, waarde in velden.items() if naam not in ADRES}
    return _wijzig(betrokkene, versie, velden, door=door, op=op, sleutel=betrokkene.leerling.sleutel)


@transaction.atomic
def betrokkene_beeindigen(
    *, betrokkene: Betrokkene, tot_en_met: date, door: Gebruiker, op: datetime
) -> Betrokkene:
    """Record until when this adult was involved; the history stays. Raises `NietToegestaan`."""
    eis_mag_wijzigen(door, betrokkene.leerling)
    rij = vergrendel(betrokkene)
    if rij.geldig_tot_en_met == tot_en_met:
        return rij
    rij.geldig_tot_en_met = tot_en_met
    rij.versie += 1
    rij.save(update_fields=["geldig_tot_en_met", "versie"])
    leg_vast(rij, "beeindigd", door=door, op=op, naar=tot_en_met.isoformat())
    return rij


def document_toevoegen(
    *,
    leerling: Leerling,
    upload: "UploadedFile[bytes]",
    soort: str,
    gedateerd_op: date | None,
    door: Gebruiker,
    op: datetime,
) -> Dossierdocument:
    """Check and keep a file in the dossier, once; it carries the school that brought it in.

    The check runs before the transaction: it may take seconds. Raises `NietToegestaan` or
    `BestandGeweigerd`, both with a reason for the screen.
    """
    if not mag_met(door, leerling, "document.toevoegen"):
        raise NietToegestaan(NIET_WIJZIGEN)
    scholen = (
        [] if via_swv(door, "document.toevoegen") else eigen_scholen(door, leerling, "document.toevoegen")
    )
    plek = {"school_id": scholen[0] if scholen else None, "soort": soort}
    bewaard = bestanden.bewaard(bestanden.bewaar(upload, door=door, op=op))
    with bewaard as velden, transaction.atomic():
        vergrendel(leerling)
        eerder = Dossierdocument.objects.filter(
            leerling=leerling, vervallen_op=None, sha256=velden["sha256"], **plek
        ).first()
        if eerder is not None:
            return eerder
        document = Dossierdocument.objects.create(
            leerling=leerling, gedateerd_op=gedateerd_op, **plek, **velden
        )
        leg_vast(document, "toegevoegd", door=door, op=op, naar=soort)
        return document


@transaction.atomic
def document_laten_vervallen(*, document: Dossierdocument, door: Gebruiker, op: datetime) -> None:
    """Take a document out of use; it stays as evidence where a request already leans on it."""
    eis_mag_document_laten_vervallen(door, document)
    rij = vergrendel(document)
    if rij.vervallen_op is None:
        rij.vervallen_op = op
        rij.save(update_fields=["vervallen_op"])
        leg_vast(rij, "vervallen", door=door, op=op, naar=rij.soort)
