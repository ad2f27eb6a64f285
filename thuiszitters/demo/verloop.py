"""How one fictitious stay at home went: its days and categorieen, drawn at random and cut off at today."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import log
from random import Random

from thuiszitters.enums import HERSTELD, Categorie, Uitkomst

JAREN = 3
JAAR = 365
PER_JAAR = 0.0068  # stays of thuiszitters per school year, as a share of all pupils of the region
ZOMER = (7, 8)
# Of VO2001 (missie.md 1.18), brought to the size of the SWV: pupils who are ill, and freed from school.
PUPILS_VO2001 = 17_440
ZIEK_TOEN, ZIEK_PER_JAAR = 88, 60
VRIJ_TOEN, VRIJ_PER_JAAR = 96, 18
TERUG = (Uitkomst.EIGEN_SCHOOL, Uitkomst.ANDERE_SCHOOL, Uitkomst.VSO, Uitkomst.OPDC)


@dataclass
class Verloop:
    """The days of one stay; what lies after today did not happen."""

    begin: date
    stappen: list[tuple[date, Categorie]]
    einde: date | None = None
    uitkomst: Uitkomst | None = None
    gezien: date = date.min
    gemeld: date = date.min
    opgepakt: date | None = None
    zonder_school: bool = False
    vervolg_op: "Verloop | None" = None
    leerling_vrij: bool = False  # a child that never was at a school
    feiten: list[tuple[str, str, date]] = field(default_factory=list)


def thuiszitters(rng: Random, op: date, pupils: int) -> Iterator[Verloop]:
    """Three school years of stays; some fall out again after they were back."""
    begin = op - timedelta(days=JAREN * JAAR + 120)
    for _ in range(round(pupils * PER_JAAR * (JAREN + 0.33))):
        dag = begin + timedelta(days=rng.randint(0, JAREN * JAAR + 110))
        if dag.month in ZOMER and rng.random() < 0.8:
            dag += timedelta(days=62)
        if dag > op - timedelta(days=6):
            continue
        verloop = _trek(rng, dag, op)
        yield verloop
        if verloop.uitkomst is Uitkomst.EIGEN_SCHOOL and verloop.einde and rng.random() < 0.09:
            opnieuw = verloop.einde + timedelta(days=rng.randint(20, 140))
            if opnieuw < op - timedelta(days=10):
                tweede = _trek(rng, opnieuw, op)
                tweede.vervolg_op, tweede.zonder_school = verloop, False
                yield tweede


def _duur(rng: Random, mediaan: int, spreiding: float = 0.8) -> int:
    return max(8, round(rng.lognormvariate(log(mediaan), spreiding)))


def _trek(rng: Random, dag: date, op: date) -> Verloop:
    soort = rng.choices(
        [
            "relatief",
            "dreigend",
            "plan",
            "aangepast",
            "absoluut",
            "niet_officieel",
            "vrij",
            "alleen_dreigend",
        ],
        [46, 12, 11, 8, 9, 4, 3, 7],
    )[0]
    na = lambda a, b: dag + timedelta(days=rng.randint(a, b))  # noqa: E731
    stappen = {
        "relatief": [(dag, Categorie.RELATIEF)],
        "dreigend": [(dag, Categorie.DREIGEND), (na(12, 40), Categorie.RELATIEF)],
        "plan": [(dag, Categorie.RELATIEF), (na(25, 70), Categorie.THUISWERKPLAN)],
        "aangepast": [(dag, Categorie.RELATIEF), (na(25, 70), Categorie.AANGEPAST)],
        "absoluut": [(dag, Categorie.ABSOLUUT)],
        "niet_officieel": [(dag, Categorie.NIET_OFFICIEEL), (na(10, 30), Categorie.RELATIEF)],
        "vrij": [(dag, Categorie.RELATIEF), (na(60, 120), Categorie.VRIJSTELLING_5A)],
        "alleen_dreigend": [(dag, Categorie.DREIGEND)],
    }[soort]
    dagen = rng.randint(10, 45) if soort == "alleen_dreigend" else _duur(rng, 65, 0.9)
    einde = max(dag + timedelta(days=dagen), stappen[-1][0] + timedelta(days=5))
    if soort == "vrij":
        einde = op + timedelta(days=1)
    verloop = Verloop(dag, stappen, einde, _uitkomst(rng, dagen), zonder_school=soort == "absoluut")
    return _af(rng, verloop, op)


def _uitkomst(rng: Random, dagen: int) -> Uitkomst:
    """The longer at home, the less often back at the own school."""
    kort = dagen < 60
    keuzes = [*HERSTELD, Uitkomst.ZORG, Uitkomst.ACHTTIEN, Uitkomst.VERHUISD, Uitkomst.OVERIG]
    gewichten = [52 if kort else 26, 10, 1, 3, 11, 14, 5, 6 if kort else 14, 2, 5, 2]
    return rng.choices(keuzes, gewichten)[0]


def ziekgemeld(rng: Random, op: date, schaal: float) -> Iterator[Verloop]:
    """Many ill at the start, most of them back; from then on a steady, smaller flow (88 -> 30)."""
    toen = op - timedelta(days=JAREN * JAAR)
    for _ in range(round(ZIEK_TOEN * schaal)):
        begin = toen - timedelta(days=rng.randint(10, 200))
        yield _enkel(rng, begin, Categorie.ZIEKGEMELD, toen + timedelta(days=rng.randint(5, 520)), op)
    for _ in range(round(ZIEK_PER_JAAR * schaal * JAREN)):
        begin = toen + timedelta(days=rng.randint(0, JAREN * JAAR - 8))
        yield _enkel(rng, begin, Categorie.ZIEKGEMELD, begin + timedelta(days=_duur(rng, 140, 0.7)), op)


def vrijstellingen(rng: Random, op: date, schaal: float) -> Iterator[Verloop]:
    """Freed from school: most never were at one, most stay so for years (96 -> 135)."""
    toen = op - timedelta(days=JAREN * JAAR)
    aantal = round(VRIJ_TOEN * schaal)
    for nummer in range(aantal + round(VRIJ_PER_JAAR * schaal * JAREN)):
        oud = nummer < aantal
        begin = toen - timedelta(days=rng.randint(30, 700)) if oud else toen + timedelta(rng.randint(0, 1080))
        eindigt = rng.random() < (0.22 if oud else 0.12)
        einde = max(begin, toen) + timedelta(days=rng.randint(90, 900)) if eindigt else op + timedelta(days=1)
        verloop = _enkel(rng, begin, Categorie.VRIJSTELLING_5A, einde, op)
        verloop.leerling_vrij = rng.random() < 0.76
        verloop.zonder_school = True
        verloop.uitkomst = verloop.uitkomst and rng.choice(
            [Uitkomst.ACHTTIEN, Uitkomst.SO, Uitkomst.ZORG, Uitkomst.VERHUISD]
        )
        yield verloop


def _enkel(rng: Random, begin: date, categorie: Categorie, einde: date, op: date) -> Verloop:
    uitkomst = rng.choices([*TERUG, Uitkomst.ZORG], [60, 10, 8, 7, 15])[0]
    return _af(rng, Verloop(begin, [(begin, categorie)], max(einde, begin + timedelta(days=5)), uitkomst), op)


def _af(rng: Random, v: Verloop, op: date) -> Verloop:
    """Say when it was seen, reported and picked up; leave out what lies after today."""
    v.gezien = v.begin + timedelta(days=rng.randint(2, 21))
    v.gemeld = v.gezien + timedelta(days=rng.choice([0, 0, 1, 1, 2, 2, 3, 5, 9]))
    if v.gemeld > op - timedelta(days=1):
        v.gezien = v.gemeld = op - timedelta(days=1)
    opgepakt = v.gemeld + timedelta(days=rng.randint(0, 6))
    if v.einde is None or v.einde > op - timedelta(days=1):
        v.einde, v.uitkomst = None, None
    v.opgepakt = opgepakt if opgepakt < op else None
    v.stappen = [stap for stap in v.stappen if stap[0] < (v.einde or op)]
    if v.opgepakt is None:
        v.einde, v.uitkomst = None, None
    elif v.einde and v.einde < v.opgepakt:
        v.einde = v.opgepakt
    return v
