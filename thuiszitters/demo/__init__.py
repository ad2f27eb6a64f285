"""Fictitious stays at home on the demo pupils: three school years shaped like missie.md 1.18.

History is written in bulk (the one exception to "services write") and checked by the invariants of live data.
"""

from datetime import date, timedelta
from typing import Any

from leerlingen.models import Inschrijving, Leerling
from swv.demo import Demo
from swv.models import Gebied
from thuiszitters.demo.aanpak import Aanpak
from thuiszitters.demo.kopieen import kopieer
from thuiszitters.demo.lijst import leg_lijst_af
from thuiszitters.demo.rijen import Omgeving, handel_af, leg_af, maak_melding, omgeving
from thuiszitters.demo.verloop import PUPILS_VO2001, Verloop, thuiszitters, vrijstellingen, ziekgemeld
from thuiszitters.enums import Categorie, Meldingstatus
from thuiszitters.models import Traject

__all__ = ["kopieer", "laad"]

NUMMERS_VANAF = 900_000  # dossier numbers of children without a school, far from those that are given out
Kandidaat = tuple[Leerling, Any]


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
    kandidaten = _kandidaten(demo)
    vrij = _zonder_school(demo, sum(v.leerling_vrij for v in alle))
    _leg_alles_af(om, sorted(alle, key=lambda v: (v.gemeld, v.begin)), kandidaten, vrij)
    _losse_meldingen(om, kandidaten)
    om.partij.schrijf()
    Aanpak(om).leg_af()
    leg_lijst_af(om)


def _kandidaten(demo: Demo) -> list[Kandidaat]:
    """Pupils with a present school, those of the logins last so that the latest stays are theirs."""
    rijen = Inschrijving.objects.op(demo.op).filter(soort="inschrijving").order_by("leerling_id")
    paren = [(rij.leerling, rij.school) for rij in rijen.select_related("leerling", "school")]
    demo.rng.shuffle(paren)
    eigen = {school.pk for school in demo.demoscholen}
    return sorted(paren, key=lambda paar: paar[1].pk in eigen, reverse=True)


def _zonder_school(demo: Demo, aantal: int) -> list[Leerling]:
    """Children who never were at a school; their names are those of other fictitious pupils."""
    namen = list(Leerling.objects.order_by("id").values_list("roepnaam", "achternaam"))
    gemeenten = list(Gebied.objects.order_by("pc4").values_list("gemeente", flat=True)) or ["Groningen"]
    jaar = demo.op.year % 100
    return Leerling.objects.bulk_create(
        Leerling(
            sleutel=demo.sleutel(),
            dossiernummer=f"L-{jaar:02d}-{NUMMERS_VANAF + nummer:06d}",
            roepnaam=demo.rng.choice(namen)[0],
            achternaam=demo.rng.choice(namen)[1],
            geboortedatum=demo.op - timedelta(days=demo.rng.randint(9 * 365, 17 * 365)),
            gemeente=demo.rng.choice(gemeenten),
            aangemaakt_op=demo.moment(demo.op - timedelta(days=1100)),
        )
        for nummer in range(1, aantal + 1)
    )


def _leg_alles_af(
    om: Omgeving, verlopen: list[Verloop], kandidaten: list[Kandidaat], vrij: list[Leerling]
) -> None:
    """In the order of reporting; who falls out again is the same pupil."""
    wie: dict[int, tuple[Leerling, Any, Traject | None]] = {}
    for v in verlopen:
        if v.vervolg_op is not None:
            leerling, school, eerder = wie.get(id(v.vervolg_op), (None, None, None))
        elif v.leerling_vrij:
            leerling, school, eerder = vrij.pop(), None, None
        else:
            leerling, school, eerder = _kies(om, kandidaten, v)
        if leerling is None:
            continue
        traject = leg_af(om, leerling, school, v, eerder)
        wie[id(v)] = (leerling, school, traject)


def _kies(
    om: Omgeving, kandidaten: list[Kandidaat], v: Verloop
) -> tuple[Leerling | None, Any, Traject | None]:
    """The next pupil; of what began lately every fourth is of a school with a login."""
    if not kandidaten:
        return None, None, None
    recent = v.begin > om.demo.op - timedelta(days=150) and om.demo.rng.random() < 0.25
    leerling, school = kandidaten.pop(0 if recent else -1)
    return leerling, None if v.zonder_school else school, None


def _losse_meldingen(om: Omgeving, kandidaten: list[Kandidaat]) -> None:
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
        if not kandidaten:
            return
        leerling, school = kandidaten.pop(0)
        melding = maak_melding(om, leerling, school, _kort(op - timedelta(days=1 + nummer)))
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
