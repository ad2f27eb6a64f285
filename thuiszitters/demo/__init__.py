"""Fictitious stays at home on the demo pupils: three school years shaped like missie.md 1.18.

History is written in bulk (the one exception to "services write") and checked by the invariants of live data.
"""

from datetime import date, timedelta
from typing import Any

from leerlingen.models import Leerling
from swv.demo import Demo
from swv.models import Gebied
from thuiszitters.demo.aanpak import Aanpak
from thuiszitters.demo.kandidaten import Kandidaten, pas_aan, past, zonder_school
from thuiszitters.demo.kopieen import kopieer
from thuiszitters.demo.lijst import leg_lijst_af
from thuiszitters.demo.rijen import Omgeving, handel_af, leg_af, maak_melding, omgeving
from thuiszitters.demo.verloop import PUPILS_VO2001, Verloop, thuiszitters, vrijstellingen, ziekgemeld
from thuiszitters.enums import Categorie, Meldingstatus
from thuiszitters.models import Traject

__all__ = ["kopieer", "laad"]


def laad(demo: Demo) -> None:
    """Make the history and the running work of the register."""
    om = omgeving(demo)
    om.gemeente = Gebied.objects.order_by("pc4").values_list("gemeente", flat=True).first() or om.gemeente
    pupils = sum(school.leerlingen or 0 for school in demo.scholen)
    schaal = pupils / PUPILS_VO2001
    alle = [
        *thuiszitters(demo.rng, demo.op, pupils),
        *ziekgemeld(demo.rng, demo.op, schaal),
        *vrijstellingen(demo.rng, demo.op, schaal),
    ]
    kandidaten = Kandidaten(demo)
    vrij = zonder_school(demo, [v for v in alle if v.leerling_vrij])
    _leg_alles_af(om, sorted(alle, key=lambda v: (v.gemeld, v.begin)), kandidaten, vrij)
    _losse_meldingen(om, kandidaten)
    om.partij.schrijf()
    Aanpak(om).leg_af()
    leg_lijst_af(om)


def _leg_alles_af(
    om: Omgeving, verlopen: list[Verloop], kandidaten: Kandidaten, vrij: dict[int, Leerling]
) -> None:
    """In the order of reporting; who falls out again is the same pupil."""
    wie: dict[int, tuple[Leerling, Any, Traject | None]] = {}
    for v in verlopen:
        if v.vervolg_op is not None:
            leerling, school, eerder = wie.get(id(v.vervolg_op), (None, None, None))
        elif v.leerling_vrij:
            leerling, school, eerder = vrij[id(v)], None, None
        else:
            leerling, school, eerder = _kies(om, kandidaten, v)
        if leerling is None or not past(leerling, v, om.demo):
            continue
        pas_aan(v, leerling, om.demo)
        traject = leg_af(om, leerling, school, v, eerder)
        wie[id(v)] = (leerling, school, traject)


def _kies(om: Omgeving, kandidaten: Kandidaten, v: Verloop) -> tuple[Leerling | None, Any, Traject | None]:
    """A pupil of that time; of what began lately every fourth is of a school with a login."""
    recent = v.begin > om.demo.op - timedelta(days=150) and om.demo.rng.random() < 0.25
    rij = kandidaten.trek(v, van_logins=recent)
    if rij is None:
        return None, None, None
    return rij.leerling, None if v.zonder_school else rij.school, None


def _losse_meldingen(om: Omgeving, kandidaten: Kandidaten) -> None:
    """New work, a report that needed no traject, one taken back, and one joined to what ran already."""
    op = om.demo.op
    for nummer, (status, soort, tekst) in enumerate(
        (
            ("", "", ""),
            ("", "", ""),
            (Meldingstatus.GEEN_TRAJECT, "geen_traject", "De leerling was na een week weer op school."),
            (Meldingstatus.INGETROKKEN, "intrekken", "De leerling is weer op school."),
        )
    ):
        verloop = _kort(op - timedelta(days=1 + nummer))
        rij = kandidaten.trek(verloop, van_logins=True)
        if rij is None:
            return
        melding = maak_melding(om, rij.leerling, rij.school, verloop)
        if status:
            handel_af(om, melding, status, soort, tekst)
    lopend = [t for t in om.partij.trajecten if t.einddatum is None and t.school is not None]
    for traject in lopend[-3:]:
        melding = maak_melding(om, traject.leerling, traject.school, _kort(op - timedelta(days=4)))
        handel_af(om, melding, Meldingstatus.GEKOPPELD, "koppelen", "")
        melding.traject = traject


def _kort(dag: date) -> Verloop:
    """Reported on this day, after three weeks at home."""
    begin = dag - timedelta(days=21)
    return Verloop(begin, [(begin, Categorie.RELATIEF)], gezien=dag - timedelta(days=1), gemeld=dag)
