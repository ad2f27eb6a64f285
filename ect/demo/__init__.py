"""Fictitious questions to the ECT and casussen: three school years of history and the work of today.

History is written in bulk (the one exception to "services write") with the same functions for dates,
and is checked by the same invariants as live data.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ect.demo.gebeurtenissen import gebeurtenissen
from ect.demo.kopieen import kopieer
from ect.demo.rijen import Partij, maak
from ect.demo.verloop import Omgeving, Verloop, omgeving, trek_verloop
from ect.enums import Keuzelijst
from ect.models import (
    Aanmelding,
    Casus,
    Contactmoment,
    Ectadvies,
    Ectteller,
    Interventie,
    Notitie,
    Notitietoegang,
)
from leerlingen.models import Inschrijving
from swv.demo import Demo
from swv.models import Gebeurtenis

__all__ = ["kopieer", "laad"]

JAREN = 3
PER_JAAR = 0.004  # aanmeldingen per school year, as a share of all pupils of the region
MINSTENS, HOOGSTENS = 80, 130
OPNIEUW = 14  # pupils who come back after a casus was closed


def laad(demo: Demo) -> None:
    """Make the history and the running work of the ECT."""
    om = omgeving(demo)
    if not om.lijsten[Keuzelijst.HOOFDVRAAG]:
        return
    partij, kandidaten = Partij(), _kandidaten(demo)
    verlopen: dict[Any, Verloop] = {}
    gekozen: set[int] = set()
    for dag in _dagen(om):
        if (kandidaat := _trek(kandidaten, gekozen, dag)) is not None:
            _maak(om, partij, verlopen, kandidaat, trek_verloop(om, dag))
    over = [rij for rij in kandidaten if rij.leerling_id not in gekozen]
    _maak_demowerk(om, partij, verlopen, over)
    vervolg = _maak_vervolg(om, partij, verlopen)
    _schrijf(om, partij, verlopen, vervolg)


def _maak(
    om: Omgeving, partij: Partij, verlopen: dict[Any, Verloop], inschrijving: Any, verloop: Verloop
) -> Aanmelding:
    aanmelding = maak(om, partij, inschrijving.leerling, inschrijving.school, verloop)
    verlopen[aanmelding.sleutel] = verloop
    return aanmelding


def _kandidaten(demo: Demo) -> list[Inschrijving]:
    """Where pupils were and are, in a random order; each pupil is taken once."""
    rijen = Inschrijving.objects.filter(soort="inschrijving", school__in=demo.scholen)
    lijst = list(rijen.select_related("leerling", "school").order_by("id"))
    demo.rng.shuffle(lijst)
    return lijst


def _dagen(om: Omgeving) -> list[date]:
    """Working days of three years on which somebody asked; few in summer."""
    demo = om.demo
    leerlingen = sum(school.leerlingen or 0 for school in demo.scholen)
    aantal = min(HOOGSTENS, max(MINSTENS, round(leerlingen * PER_JAAR))) * JAREN
    begin = demo.op - timedelta(days=365 * JAREN)
    dagen = [om.werkdag(begin + timedelta(days=demo.rng.randint(0, 365 * JAREN - 4))) for _ in range(aantal)]
    return sorted(d for d in dagen if d < demo.op and (d.month not in (7, 8) or demo.rng.random() < 0.25))


def _trek(kandidaten: list[Inschrijving], gekozen: set[int], dag: date) -> Inschrijving | None:
    """The first pupil, not taken before, who was at that school on that day."""
    for rij in kandidaten:
        loopt = rij.vanaf <= dag and (rij.tot_en_met is None or rij.tot_en_met >= dag)
        if loopt and rij.leerling_id not in gekozen:
            gekozen.add(rij.leerling_id)
            return rij
    return None


def _maak_demowerk(
    om: Omgeving, partij: Partij, verlopen: dict[Any, Verloop], kandidaten: list[Inschrijving]
) -> None:
    """For each login of a school: one question that waits, one that waits too long, one in gesprek."""
    for school in om.demo.demoscholen:
        eigen = [r for r in kandidaten if r.school_id == school.pk and r.tot_en_met is None]
        for inschrijving, verloop in zip(eigen, _demowerk(om), strict=False):
            _maak(om, partij, verlopen, inschrijving, verloop)


def _demowerk(om: Omgeving) -> Iterable[Verloop]:
    op = om.demo.op
    gisteren, week = _werkdag_voor(om, op, 1), _werkdag_voor(om, op, 7)
    yield Verloop(gisteren)
    yield Verloop(week)
    yield Verloop(week, gereageerd=_werkdag_voor(om, op, 6))
    maand = _werkdag_voor(om, op, 40)
    yield Verloop(maand, gereageerd=maand, besloten=maand, begonnen=_werkdag_voor(om, op, 25))
    yield Verloop(week, gereageerd=week, besloten=_werkdag_voor(om, op, 4))


def _werkdag_voor(om: Omgeving, op: date, dagen: int) -> date:
    """A working day at least so many days ago."""
    dag = op - timedelta(days=dagen)
    while not om.dagen.is_werkdag(dag):
        dag -= timedelta(days=1)
    return dag


def _maak_vervolg(om: Omgeving, partij: Partij, verlopen: dict[Any, Verloop]) -> dict[Any, Casus]:
    """Some pupils come back: the new casus names the one before. Returns it per new casus."""
    eerder = [c for c in partij.casussen if c.afgesloten_op]
    vervolg: dict[Any, Casus] = {}
    for vorige in om.demo.rng.sample(eerder, min(OPNIEUW, len(eerder))):
        sluit = verlopen[vorige.aanmelding.sleutel].afgesloten or om.demo.op
        dag = om.werkdag(sluit + timedelta(days=om.demo.rng.randint(30, 200)))
        if dag >= om.demo.op or not _nog_op_school(vorige, dag):
            continue
        verloop = trek_verloop(om, dag)
        aanmelding = maak(om, partij, vorige.leerling, vorige.school, verloop)
        verlopen[aanmelding.sleutel] = verloop
        if partij.casussen[-1].aanmelding is aanmelding:
            vervolg[partij.casussen[-1].sleutel] = vorige
    return vervolg


def _nog_op_school(casus: Casus, dag: date) -> bool:
    return Inschrijving.objects.op(dag).filter(leerling=casus.leerling, school=casus.school).exists()


def _schrijf(om: Omgeving, partij: Partij, verlopen: dict[Any, Verloop], vervolg: dict[Any, Casus]) -> None:
    """Write everything in the order of the foreign keys, with the events that belong to it."""
    partij.aanmeldingen.sort(key=lambda a: (a.aangemeld_op, a.sleutel))
    partij.casussen.sort(key=lambda c: (c.geopend_op, c.sleutel))
    for aanmelding in partij.aanmeldingen:
        aanmelding.kenmerk = om.kenmerk(verlopen[aanmelding.sleutel].aangemeld)
    Aanmelding.objects.bulk_create(partij.aanmeldingen)
    Casus.objects.bulk_create([c for c in partij.casussen if c.sleutel not in vervolg])
    for casus in partij.casussen:
        if casus.sleutel in vervolg:
            casus.vorige = vervolg[casus.sleutel]
    Casus.objects.bulk_create([c for c in partij.casussen if c.sleutel in vervolg])
    Contactmoment.objects.bulk_create(partij.contacten)
    Interventie.objects.bulk_create(partij.interventies)
    Ectadvies.objects.bulk_create(partij.adviezen)
    Notitie.objects.bulk_create(partij.notities)
    Notitietoegang.objects.bulk_create(partij.toegangen)
    Gebeurtenis.objects.bulk_create(gebeurtenissen(om, partij, verlopen))
    Ectteller.objects.bulk_create(
        Ectteller(schooljaar=jaar, laatste=nummer) for jaar, nummer in om.tellers.items()
    )
