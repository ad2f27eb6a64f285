"""Who could be at home: a pupil of that school on that day, leerplichtig or kwalificatieplichtig (domein.md 3.1)."""

import math
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from leerlingen.models import Inschrijving, Leerling
from swv.demo import Demo
from swv.models import Gebied
from swv.termijnen import leeftijd
from thuiszitters.demo.verloop import Verloop
from thuiszitters.enums import Uitkomst

DAG, JAAR = timedelta(days=1), 365.25
LEERPLICHTIG, JONGSTE_VO, MBO_VANAF, MEERDERJARIG = 5, 11, 16, 18
NUMMERS_VANAF = 900_000  # dossier numbers of children without a school, far from those that are given out
# Ages at which a child that never was at a school begins to be freed, and before which it leaves this SWV.
VRIJ_PO, VRIJ_VO = (5.1, 10.0, 12.9), (11.7, 16.5, 17.95)
IN_VO = {Uitkomst.SBO: Uitkomst.VSO, Uitkomst.SO: Uitkomst.VSO}
IN_PO = {Uitkomst.VSO: Uitkomst.SO, Uitkomst.MBO: Uitkomst.ANDERE_SCHOOL}


class Kandidaten:
    """The pupils of the demo with their schools, each taken once, in a random order."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        rijen = Inschrijving.objects.filter(soort="inschrijving", school__in=demo.scholen)
        self.rijen = list(rijen.select_related("leerling", "school").order_by("id"))
        demo.rng.shuffle(self.rijen)
        eigen = {school.pk for school in demo.demoscholen}
        self.van_logins = [rij for rij in self.rijen if rij.school_id in eigen]
        self.bezet: set[int] = set()

    def trek(self, v: Verloop, *, van_logins: bool) -> Inschrijving | None:
        """Someone to whom this happened; who turned 18 by the end is looked for where the story says so."""
        eisen: list[Callable[[Inschrijving], bool]] = [lambda rij: self._bleef(rij, v), lambda _: True]
        if v.uitkomst is Uitkomst.ACHTTIEN:
            eisen.insert(0, lambda rij: v.begin + 60 * DAG < achttien(rij.leerling) < self.demo.op)
        for rijen in [self.van_logins, self.rijen] if van_logins else [self.rijen]:
            for eis in eisen:
                gevonden = next((rij for rij in self._op(rijen, v) if eis(rij)), None)
                if gevonden:
                    self.bezet.add(gevonden.leerling_id)
                    return gevonden
        return None

    def _op(self, rijen: Iterable[Inschrijving], v: Verloop) -> Iterable[Inschrijving]:
        return (
            rij
            for rij in rijen
            if rij.vanaf <= v.begin
            and (rij.tot_en_met is None or rij.tot_en_met >= v.begin)
            and rij.leerling_id not in self.bezet
            and past(rij.leerling, v, self.demo)
        )

    def _bleef(self, rij: Inschrijving, v: Verloop) -> bool:
        """Still at that school when it ended, or now when it runs."""
        return rij.tot_en_met is None or (v.einde is not None and rij.tot_en_met >= v.einde)


def is_vo(demo: Demo) -> bool:
    return demo.swv.lower().startswith("vo")


def achttien(leerling: Leerling) -> date:
    """The day on which the SWV hands a pupil over to the Doorstroompunt."""
    return _jaren_later(leerling.geboortedatum, MEERDERJARIG)


def _jaren_later(dag: date, jaren: int) -> date:
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:  # 29 February
        return date(dag.year + jaren, 3, 1)


def past(leerling: Leerling, v: Verloop, demo: Demo) -> bool:
    """Of an age to be at a school of this SWV when it began, and not yet eighteen when it was picked up."""
    jongste = JONGSTE_VO if is_vo(demo) else LEERPLICHTIG
    tot = max(v.begin + 30 * DAG, (v.opgepakt or v.gemeld) + DAG)
    return leeftijd(leerling.geboortedatum, v.begin) >= jongste and achttien(leerling) > tot


def pas_aan(v: Verloop, leerling: Leerling, demo: Demo) -> None:
    """Let the end fit the age and this SWV: at eighteen it ends, and only then with that outcome."""
    dag = achttien(leerling)
    if (
        v.opgepakt
        and dag < demo.op
        and (v.einde is None or v.einde >= dag or v.uitkomst is Uitkomst.ACHTTIEN)
    ):
        v.einde, v.uitkomst = dag, Uitkomst.ACHTTIEN
        v.stappen = [stap for stap in v.stappen if stap[0] < dag]
        return
    if v.uitkomst is Uitkomst.ACHTTIEN:
        v.uitkomst = Uitkomst.VERHUISD
    if v.uitkomst is None or v.einde is None:
        return
    v.uitkomst = (IN_VO if is_vo(demo) else IN_PO).get(v.uitkomst, v.uitkomst)
    if v.uitkomst is Uitkomst.MBO and leeftijd(leerling.geboortedatum, v.einde) < MBO_VANAF:
        v.uitkomst = Uitkomst.ANDERE_SCHOOL


def zonder_school(demo: Demo, verlopen: list[Verloop]) -> dict[int, Leerling]:
    """Per stay a child that never was at a school; the first names are those of other fictitious pupils."""
    namen = list(Leerling.objects.order_by("id").values_list("roepnaam", "achternaam", "geslacht"))
    gemeenten = list(Gebied.objects.order_by("pc4").values_list("gemeente", flat=True)) or ["Groningen"]
    jaar = demo.op.year % 100
    rijen: list[Leerling] = []
    for nummer, v in enumerate(verlopen, start=1):
        roepnaam, _, geslacht = demo.rng.choice(namen)
        rijen.append(
            Leerling(
                sleutel=demo.sleutel(),
                dossiernummer=f"L-{jaar:02d}-{NUMMERS_VANAF + nummer:06d}",
                roepnaam=roepnaam,
                achternaam=demo.rng.choice(namen)[1],
                geboortedatum=_geboren(demo, v),
                geslacht=geslacht,
                gemeente=demo.rng.choice(gemeenten),
                aangemaakt_op=demo.moment(demo.op - timedelta(days=1100)),
            )
        )
    gemaakt = Leerling.objects.bulk_create(rijen)
    return {id(v): leerling for v, leerling in zip(verlopen, gemaakt, strict=True)}


def _geboren(demo: Demo, v: Verloop) -> date:
    """Of an age that belongs to this SWV as long as it lasted; eighteen on the last day where it ended so."""
    if v.einde and v.uitkomst is Uitkomst.ACHTTIEN and is_vo(demo):
        return _jaren_later(v.einde, -MEERDERJARIG)
    jongst, oudst, weg = VRIJ_VO if is_vo(demo) else VRIJ_PO
    duur = ((v.einde or demo.op) - v.begin).days / JAAR
    bij_begin = demo.rng.uniform(jongst, max(jongst + 0.1, min(oudst, weg - duur)))
    return v.begin - timedelta(days=math.ceil(bij_begin * JAAR))
