"""Between regular and specialised schools: who starts there during the year, and who goes back.

With a source of chance of its own, so that the rooms that come later make the same rows as before.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from random import Random

from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Inschrijving, Leerling
from swv.demo import REGULIER, Demo
from swv.enums import Onderwijssoort
from swv.models import School

GESPECIALISEERD = frozenset({Onderwijssoort.SBO, Onderwijssoort.SO, Onderwijssoort.SOVSO, Onderwijssoort.VSO})
TUSSENTIJDS, TERUG = 0.35, 0.1
KORTST = timedelta(days=150)
RECENT = timedelta(days=20)


def inschrijving(
    leerling: Leerling, school: School, vanaf: date, tot_en_met: date | None, op: date
) -> Inschrijving:
    jaar = max(1, leerling.leeftijd(tot_en_met or op) - (11 if _is_voortgezet(school) else 3))
    return Inschrijving(
        leerling=leerling,
        school=school,
        soort=Inschrijvingsoort.INSCHRIJVING,
        leerjaar=f"leerjaar {min(jaar, 6)}" if _is_voortgezet(school) else f"groep {min(jaar, 8)}",
        vanaf=vanaf,
        tot_en_met=tot_en_met,
    )


def _is_voortgezet(school: School) -> bool:
    return school.onderwijssoort in {Onderwijssoort.VO, Onderwijssoort.VSO, Onderwijssoort.PRO}


def verdeel(demo: Demo, rijen: Iterable[Inschrijving]) -> Iterator[Inschrijving]:
    """The same school histories, in order, with moves in the course of the year and with ways back."""
    rng = Random(str(demo.rng.getstate()))
    scholen = [school for school in demo.scholen if school.onderwijssoort in GESPECIALISEERD]
    for _leerling, loopbaan in groupby(rijen, key=lambda rij: rij.leerling.dossiernummer):
        yield from _loopbaan(demo.op, rng, scholen, list(loopbaan))


def _loopbaan(
    op: date, rng: Random, scholen: list[School], rijen: list[Inschrijving]
) -> Iterator[Inschrijving]:
    kans, laatste = rng.random(), rijen[-1]
    if len(rijen) == 1 and scholen and laatste.school.onderwijssoort in REGULIER and kans < TERUG:
        yield from _eerst_gespecialiseerd(op, rng, rng.choice(scholen), laatste)
        return
    if _naar_gespecialiseerd(rijen) and kans < TUSSENTIJDS:
        _schuif_op(op, rng, *rijen)
    yield from rijen


def _eerst_gespecialiseerd(op: date, rng: Random, school: School, nu: Inschrijving) -> Iterator[Inschrijving]:
    """A part of the time at the present school was spent at a specialised one."""
    ruimte = (op - RECENT - nu.vanaf - KORTST).days
    if ruimte > 0:
        terug = nu.vanaf + KORTST + timedelta(days=rng.randint(0, ruimte))
        yield inschrijving(nu.leerling, school, nu.vanaf, terug - timedelta(days=1), op)
        nu.vanaf = terug
    yield nu


def _naar_gespecialiseerd(rijen: list[Inschrijving]) -> bool:
    return len(rijen) == 2 and rijen[-1].school.onderwijssoort in GESPECIALISEERD


def _schuif_op(op: date, rng: Random, eerst: Inschrijving, nu: Inschrijving) -> None:
    """The move was not at the start of the school year but up to ten months later."""
    dag = nu.vanaf + timedelta(days=rng.randint(30, 300))
    if dag < op - RECENT:
        eerst.tot_en_met, nu.vanaf = dag - timedelta(days=1), dag
