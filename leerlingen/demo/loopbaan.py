"""The school life of a fictitious pupil: which year, of which age, at which schools, one after the other.

A `stand` counts the school years: 1 to 8 is groep 1 to 8, 9 to 14 is leerjaar 1 to 6.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Inschrijving, Leerling
from swv.demo import REGULIER, Demo
from swv.enums import Onderwijssoort
from swv.models import School
from swv.termijnen import begin_schooljaar

BASIS, VOORTGEZET = (1, 8), (9, 14)
STANDEN = {
    Onderwijssoort.BAO: BASIS,
    Onderwijssoort.SBO: (3, 8),
    Onderwijssoort.SO: BASIS,
    Onderwijssoort.VSO: VOORTGEZET,
    Onderwijssoort.VO: VOORTGEZET,
    Onderwijssoort.PRO: (9, 13),
}
VERLAAT_VO_VANAF = 12  # who leaves a school for VO with a diploma does so from leerjaar 4
LANGST, LANGST_EERDER = 5, 3  # years at the present school and at the one before that are known
KANS_OUDER, KANS_OUDER_GESPECIALISEERD, KANS_JONGER = 0.14, 0.28, 0.03
KANS_ZELFDE_SCHOOL = 0.75
KANS_REGULIER_EERDER = 0.85
KANS_TUSSENTIJDS = 0.35
AANMELDTIJD = timedelta(days=150)
GEEN_LEERJAAR = 0.01


@dataclass(frozen=True)
class Plek:
    """A school and the year in which a pupil is there now, or was when it left; `weg` years ago."""

    school: School
    stand: int
    weg: int = 0


def standen_van(demo: Demo, school: School) -> tuple[int, int] | None:
    """The lowest and highest year; of a school for SO and VSO the part that this SWV decides about."""
    soort = Onderwijssoort(school.onderwijssoort)
    if soort is Onderwijssoort.SOVSO:
        return VOORTGEZET if demo.swv.lower().startswith("vo") else BASIS
    return STANDEN.get(soort)


def trek_plek(demo: Demo, school: School, *, vertrokken: bool) -> Plek:
    """A year at this school; who left did so at the end of one of the last two school years."""
    laagste, hoogste = standen_van(demo, school) or BASIS
    if not vertrokken:
        return Plek(school, demo.rng.randint(laagste, hoogste))
    eerste = max(laagste, VERLAAT_VO_VANAF) if laagste > BASIS[1] else hoogste
    return Plek(school, demo.rng.randint(eerste, hoogste), weg=demo.rng.choice([1, 1, 2]))


def trek_geboortedatum(demo: Demo, plek: Plek) -> date:
    """Born in the twelve months that fit this year, or a year before or after."""
    rng, jaar = demo.rng, begin_schooljaar(demo.op).year - plek.weg
    ouder = KANS_OUDER if plek.school.onderwijssoort in REGULIER else KANS_OUDER_GESPECIALISEERD
    jaren, worp = 0, rng.random()
    if worp < ouder:
        jaren = 1
    elif worp > 1 - KANS_JONGER and plek.stand > 3:
        jaren = -1
    geboren = date(jaar - 4 - plek.stand - jaren, 10, 2) + timedelta(days=rng.randint(0, 364))
    return min(geboren, _jaren_terug(demo.op, 4) - timedelta(days=15))


def loopbaan(demo: Demo, leerling: Leerling, plek: Plek, vorige: School | None) -> Iterator[Inschrijving]:
    """The school of now (or the last one) and what came before: another school, or an aanmelding."""
    rng, school = demo.rng, plek.school
    laagste, _ = standen_van(demo, school) or BASIS
    jaar = begin_schooljaar(demo.op).year - plek.weg
    einde = date(jaar + 1, 7, 31) if plek.weg else None
    sinds = date(jaar - _jaren_hier(demo, plek, laagste, vorige), 8, 1)
    if _tussentijds(demo, plek, vorige, sinds):
        sinds += timedelta(days=rng.randint(20, 210))
    sinds = max(sinds, eerste_schooldag(leerling))
    eerder = _eerder(demo, leerling, plek, vorige, sinds)
    if eerder:
        yield _rij(demo, leerling, plek, eerder[0], eerder[1], sinds - timedelta(days=1))
    elif school.onderwijssoort not in REGULIER:
        yield Inschrijving(
            leerling=leerling,
            school=school,
            soort=Inschrijvingsoort.AANMELDING,
            vanaf=max(sinds - AANMELDTIJD, _verjaardag_drie(leerling)),
            tot_en_met=sinds - timedelta(days=1),
        )
    yield _rij(demo, leerling, plek, school, sinds, einde)
    if rng.random() < 0.01 and vorige and not plek.weg:
        yield Inschrijving(
            leerling=leerling,
            school=vorige,
            soort=Inschrijvingsoort.AANMELDING,
            vanaf=demo.op - timedelta(days=rng.randint(1, 30)),
        )


def eerste_schooldag(leerling: Leerling) -> date:
    """The day after the fourth birthday at the earliest (WPO 39)."""
    return leerling.geboortedatum + timedelta(days=4 * 365 + 2)


def _verjaardag_drie(leerling: Leerling) -> date:
    return leerling.geboortedatum + timedelta(days=3 * 365 + 2)


def _jaren_hier(demo: Demo, plek: Plek, laagste: int, vorige: School | None) -> int:
    """How many years before this one the pupil was here; at a regular school mostly from the start."""
    meest = min(plek.stand - laagste, LANGST)
    if not _gespecialiseerd(plek.school, vorige) and demo.rng.random() < KANS_ZELFDE_SCHOOL:
        return meest
    return demo.rng.randint(0, meest)


def _gespecialiseerd(*scholen: School | None) -> bool:
    """Whether a specialised school is one of these: the one of now, or the one from which the pupil came back."""
    return any(school is not None and school.onderwijssoort not in REGULIER for school in scholen)


def _tussentijds(demo: Demo, plek: Plek, vorige: School | None, sinds: date) -> bool:
    """Whether the pupil came or went back during a school year, and long enough ago."""
    return (
        vorige is not None
        and _gespecialiseerd(plek.school, vorige)
        and demo.rng.random() < KANS_TUSSENTIJDS
        and sinds + timedelta(days=230) < demo.op
    )


def _eerder(
    demo: Demo, leerling: Leerling, plek: Plek, vorige: School | None, sinds: date
) -> tuple[School, date] | None:
    """The school before, and since when; None when this is the first one that this SWV knows."""
    if vorige is None:
        return None
    laagste, _ = standen_van(demo, vorige) or BASIS
    begon = date(begin_schooljaar(sinds).year - (_stand_op(demo, plek, sinds) - laagste), 8, 1)
    vanaf = max(begon, _jaren_terug(sinds, LANGST_EERDER), eerste_schooldag(leerling))
    if vanaf > sinds - timedelta(days=60):
        return None
    if plek.school.onderwijssoort not in REGULIER and demo.rng.random() > KANS_REGULIER_EERDER:
        return None
    return vorige, vanaf


def _stand_op(demo: Demo, plek: Plek, dag: date) -> int:
    jaar = begin_schooljaar(demo.op).year - plek.weg
    return plek.stand - (jaar - begin_schooljaar(dag).year)


def _rij(
    demo: Demo, leerling: Leerling, plek: Plek, school: School, vanaf: date, tot_en_met: date | None
) -> Inschrijving:
    """One inschrijving, with the year in which it ended or in which the pupil is now."""
    stand = _stand_op(demo, plek, tot_en_met or demo.op)
    bekend = tot_en_met or demo.rng.random() >= GEEN_LEERJAAR
    return Inschrijving(
        leerling=leerling,
        school=school,
        soort=Inschrijvingsoort.INSCHRIJVING,
        leerjaar=schrijf_stand(stand) if bekend else "",
        vanaf=vanaf,
        tot_en_met=tot_en_met,
    )


def schrijf_stand(stand: int) -> str:
    """As it stands in a dossier: groep 1 to 8, then leerjaar 1 to 6."""
    return f"groep {max(stand, 1)}" if stand <= BASIS[1] else f"leerjaar {stand - BASIS[1]}"


def _jaren_terug(dag: date, jaren: int) -> date:
    return date(dag.year - jaren, dag.month, min(dag.day, 28))
