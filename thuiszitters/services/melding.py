"""Reporting a pupil, and what the SWV does with the report (missie.md PRC-09, FRM-06)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from leerlingen.models import Inschrijving, Leerling
from swv.dagen import Vanaf, eis_geweest
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan, mag
from swv.workflow import eis_mogelijk, vergrendel, voer_uit
from thuiszitters.dagen import VOOR_EERSTE_DAG, eis_categorie_dag, van_school
from thuiszitters.enums import VAN_SCHOOL, Feitsoort, Herkomst, Hulpverlening
from thuiszitters.models import Categorieperiode, Feit, Melding, Traject
from thuiszitters.notifications import GEEN_TRAJECT, OPGEPAKT, meld_school
from thuiszitters.nummers import geef_volgnummer, meldingkenmerk
from thuiszitters.permissions import eis_mag_melden, via_swv
from thuiszitters.services.regie import begin_regie
from thuiszitters.services.termijnen import termijnen_bijwerken
from thuiszitters.services.traject import eis_vrij
from thuiszitters.workflow import MELDING, eis_tekst_te_wijzigen

TEKSTEN = frozenset({"toelichting", "gedaan", "hulpverlening"})
NIET_BIJ_SCHOOL = "Deze leerling staat op dit moment niet bij uw school aangemeld of ingeschreven."
NIET_VOOR_SCHOOL = "Dit soort verzuim meldt de gemeente of het samenwerkingsverband."
GEEN_REGIE = "Deze medewerker begeleidt op dit moment geen thuiszitters. Kies een ander."


@transaction.atomic
def melden(
    *,
    leerling: Leerling,
    school: School | None,
    herkomst: str,
    gegevens: Mapping[str, Any],
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Melding:
    """Write down what was reported; sent twice with the same `sleutel` there is one report.

    The answer is the same whether or not the pupil already has a traject (architectuur.md B.6).
    """
    eis_mag_melden(door, school)
    if not via_swv(door, "thuiszitters.melden"):
        _eis_van_school(school, leerling, herkomst, gegevens, door, datum_van(op))
    eerder = Melding.objects.filter(sleutel=sleutel, gemeld_door=door).first() if sleutel else None
    if eerder is not None:
        return eerder
    _eis_dagen(leerling, gegevens, datum_van(op))
    if sleutel is None or Melding.objects.filter(sleutel=sleutel).exists():
        sleutel = uuid4()
    melding = Melding.objects.create(
        sleutel=sleutel,
        kenmerk=meldingkenmerk(datum_van(op)),
        leerling=leerling,
        school=school,
        herkomst=herkomst,
        gemeld_op=op,
        gemeld_door=door,
        **gegevens,
    )
    leg_vast(melding, "gemeld", door=door, op=op, naar=melding.status)
    return melding


def _eis_van_school(
    school: School | None,
    leerling: Leerling,
    herkomst: str,
    gegevens: Mapping[str, Any],
    door: Gebruiker,
    dag: date,
) -> None:
    """A school reports its own pupil of today, as a school, and what a school can know."""
    zichtbaar = Leerling.objects.zichtbaar_voor(door).filter(pk=leerling.pk).exists()
    eigen = [school.pk] if school else []
    if not (zichtbaar and Inschrijving.objects.lopend(dag, eigen).filter(leerling=leerling).exists()):
        raise NietToegestaan(NIET_BIJ_SCHOOL)
    if herkomst != Herkomst.SCHOOL or gegevens["categorie"] not in VAN_SCHOOL:
        raise NietToegestaan(NIET_VOOR_SCHOOL)
    begin = gegevens["eerste_verzuimdag"]
    eis_categorie_dag(leerling, gegevens["categorie"], begin, dag, *van_school(leerling, school))


def _eis_dagen(leerling: Leerling, gegevens: Mapping[str, Any], op: date) -> None:
    """The first day can be, and the school saw it on that day or later."""
    begin = gegevens["eerste_verzuimdag"]
    eis_categorie_dag(leerling, gegevens["categorie"], begin, op)
    eis_geweest("geconstateerd_op", gegevens["geconstateerd_op"], op, Vanaf(begin, VOOR_EERSTE_DAG))


@transaction.atomic
def tekst_wijzigen(*, melding: Melding, teksten: Mapping[str, str], door: Gebruiker, op: datetime) -> Melding:
    """Mend the words before anyone picked it up; the trail names the fields and keeps nothing of what stood there."""
    rij = vergrendel(melding, met=("leerling",))
    eis_tekst_te_wijzigen(door, rij)
    schoon = {naam: tekst.strip() for naam, tekst in teksten.items() if naam in TEKSTEN}
    anders = sorted(naam for naam, tekst in schoon.items() if getattr(rij, naam) != tekst)
    if anders:
        for naam in anders:
            setattr(rij, naam, schoon[naam])
        rij.save(update_fields=anders)
        leg_vast(rij, "tekst", door=door, op=op, gegevens={"velden": anders})
    return rij


@transaction.atomic
def oppakken(
    *,
    melding: Melding,
    categorie: str,
    eerste_verzuimdag: date,
    regiehouder: Gebruiker,
    door: Gebruiker,
    op: datetime,
) -> Traject:
    """Open a traject for the pupil of this report, with one person who directs.

    What the SWV finds may differ from what was reported. An earlier traject is followed by this one.
    """
    Leerling.objects.select_for_update(of=("self",)).get(pk=melding.leerling_id)
    if not mag(regiehouder, "thuiszitters.behandelen"):
        raise NietToegestaan(GEEN_REGIE)
    rij = vergrendel(melding, met=("leerling", "school"))
    eis_mogelijk(MELDING, rij, "oppakken", door)
    eis_categorie_dag(rij.leerling, categorie, eerste_verzuimdag, datum_van(op))
    vorig = _vorig_traject(rij.leerling, eerste_verzuimdag)
    traject = Traject.objects.create(
        kenmerk=rij.kenmerk,
        leerling=rij.leerling,
        school=rij.school,
        eerste_verzuimdag=eerste_verzuimdag,
        regiehouder=regiehouder,
        vervolg_op=vorig,
        geopend_op=op,
        geopend_door=door,
    )
    Categorieperiode.objects.create(
        traject=traject, categorie=categorie, vanaf=eerste_verzuimdag, vastgelegd_op=op, vastgelegd_door=door
    )
    begin_regie(traject, op)
    Feit.objects.bulk_create(feiten_uit(rij, traject, door, op))
    geef_volgnummer(rij.leerling)
    leg_vast(traject, "vervolgd" if vorig else "geopend", door=door, op=op, naar=traject.status)
    voer_uit(MELDING, rij, "oppakken", door=door, op=op, traject=traject)
    meld_school(OPGEPAKT, rij, op)
    return termijnen_bijwerken(traject=traject, op=op)


def _vorig_traject(leerling: Leerling, eerste_verzuimdag: date) -> Traject | None:
    """The latest traject of this pupil that counts: falling out again is a new row that follows it."""
    eis_vrij(leerling.pk, eerste_verzuimdag, None)
    return leerling.thuiszittrajecten.telt().order_by("-eerste_verzuimdag", "-id").first()


def feiten_uit(melding: Melding, traject: Traject, door: Gebruiker | None, op: datetime) -> list[Feit]:
    """What the report says, as facts from the first day on."""
    codes = [(Feitsoort.BELEMMERING, code, "") for code in dict.fromkeys(melding.belemmeringen)]
    if melding.hulpverlening:
        codes.append((Feitsoort.HULPVERLENING, Hulpverlening.JA, melding.hulpverlening))
    return [
        Feit(
            traject=traject,
            soort=soort,
            code=code,
            omschrijving=omschrijving,
            vanaf=traject.eerste_verzuimdag,
            vastgelegd_op=op,
            vastgelegd_door=door,
        )
        for soort, code, omschrijving in codes
    ]


@transaction.atomic
def koppelen(*, melding: Melding, door: Gebruiker, op: datetime) -> Melding:
    """Join the report to the running traject of this pupil; the school is told the same as always."""
    eis_mogelijk(MELDING, vergrendel(melding, met=("leerling",)), "koppelen", door)
    traject = Traject.objects.lopend().get(leerling=melding.leerling_id)
    rij = voer_uit(MELDING, melding, "koppelen", door=door, op=op, traject=traject)
    leg_vast(traject, "melding_gevoegd", door=door, op=op, toelichting=rij.kenmerk)
    meld_school(OPGEPAKT, rij, op)
    termijnen_bijwerken(traject=traject, op=op)
    return rij


@transaction.atomic
def geen_traject(*, melding: Melding, reden: str, door: Gebruiker, op: datetime) -> Melding:
    """Decide that no traject is needed; the school reads why."""
    rij = voer_uit(MELDING, melding, "geen_traject", door=door, op=op, toelichting=_eis_reden(reden))
    meld_school(GEEN_TRAJECT, rij, op)
    return rij


@transaction.atomic
def intrekken(*, melding: Melding, reden: str, door: Gebruiker, op: datetime) -> Melding:
    """The school takes its report back before anyone picked it up."""
    return voer_uit(MELDING, melding, "intrekken", door=door, op=op, toelichting=_eis_reden(reden))


def _eis_reden(reden: str) -> str:
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom.")
    return reden.strip()
