"""How one fictitious aanmelding went: the days of its steps, drawn at random and cut off at today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from ect.codelijst import keuzes
from ect.enums import Aanmeldstatus, Casusstatus, Keuzelijst
from ect.models import Keuze
from ect.nummers import schrijf
from ect.reactietermijn import NORM, kalender_van_swv
from swv.demo import Demo
from swv.models import Gebruiker, Norm
from swv.termijnen import Kalender, eerstvolgende_werkdag, schooljaar, werkdagen_later

A = Aanmeldstatus


@dataclass
class Omgeving:
    """What does not change during the run."""

    demo: Demo
    dagen: Kalender
    normen: list[Norm]
    lijsten: dict[Keuzelijst, list[Keuze]]
    tellers: dict[str, int] = field(default_factory=dict)

    def werkdag(self, dag: date) -> date:
        return eerstvolgende_werkdag(dag, self.dagen)

    def moment(self, dag: date, uur: int) -> datetime:
        """In this hour, so that the steps of one day keep their order."""
        return timezone.make_aware(datetime.combine(dag, time(uur, self.demo.rng.randint(0, 59))))

    def kenmerk(self, dag: date) -> str:
        jaar = schooljaar(dag)
        self.tellers[jaar] = self.tellers.get(jaar, 0) + 1
        return schrijf(dag, self.tellers[jaar])

    def norm_op(self, dag: date) -> Norm | None:
        passend = [n for n in self.normen if n.geldig_vanaf <= dag]
        return max(passend, key=lambda n: n.geldig_vanaf, default=None)

    def kies(self, lijst: Keuzelijst, gewichten: dict[str, int]) -> Keuze:
        """One value of a list; a code without a weight is rare."""
        waarden = self.lijsten[lijst]
        return self.demo.rng.choices(waarden, [gewichten.get(w.code, 1) for w in waarden])[0]

    def wie(self, naam: str) -> Gebruiker:
        return self.demo.gebruikers[naam]

    def zin(self, zinnen: Sequence[str]) -> str:
        return self.demo.rng.choice(zinnen)


@dataclass
class Verloop:
    """The days on which one aanmelding went through its steps; later steps are empty."""

    aangemeld: date
    gereageerd: date | None = None
    besloten: date | None = None  # casus opened, or answered
    met_casus: bool = True
    ingetrokken: date | None = None
    begonnen: date | None = None
    nazorg: date | None = None
    afgesloten: date | None = None

    @property
    def status(self) -> Aanmeldstatus:
        if self.ingetrokken:
            return A.INGETROKKEN
        if self.besloten:
            return A.AANGENOMEN if self.met_casus else A.BEANTWOORD
        return A.IN_GESPREK if self.gereageerd else A.AANGEMELD

    @property
    def casusstatus(self) -> Casusstatus:
        if self.afgesloten:
            return Casusstatus.AFGESLOTEN
        if self.nazorg:
            return Casusstatus.NAZORG
        return Casusstatus.TRAJECT if self.begonnen else Casusstatus.INTAKE


def omgeving(demo: Demo) -> Omgeving:
    return Omgeving(
        demo=demo,
        dagen=kalender_van_swv(),
        normen=list(Norm.objects.filter(code=NORM)),
        lijsten={lijst: list(keuzes(lijst, demo.op)) for lijst in Keuzelijst},
    )


def trek_verloop(om: Omgeving, dag: date) -> Verloop:
    """Most first reactions within two working days, one in twelve late; three in four become a casus."""
    rng = om.demo.rng
    v = Verloop(dag)
    werkdagen = rng.choices([0, 1, 2, 3, 4, 6], [28, 40, 24, 4, 3, 1])[0]
    v.gereageerd = werkdagen_later(dag, werkdagen, om.dagen)
    if rng.random() < 0.04:
        v.ingetrokken = om.werkdag(v.gereageerd + timedelta(days=rng.randint(1, 9)))
        return tot_vandaag(v, om.demo.op)
    meteen = rng.random() < 0.45
    v.besloten = v.gereageerd if meteen else om.werkdag(v.gereageerd + timedelta(days=rng.randint(1, 12)))
    v.met_casus = rng.random() < 0.76
    if v.met_casus:
        _trek_casus(om, v, v.besloten)
    return tot_vandaag(v, om.demo.op)


def _trek_casus(om: Omgeving, v: Verloop, begin: date) -> None:
    rng = om.demo.rng
    v.begonnen = om.werkdag(begin + timedelta(days=rng.randint(5, 20)))
    duur = int(rng.triangular(20, 230, 70))
    v.nazorg = om.werkdag(v.begonnen + timedelta(days=duur)) if rng.random() < 0.6 else None
    einde = (v.nazorg or v.begonnen) + timedelta(days=rng.randint(14, 50) if v.nazorg else duur)
    v.afgesloten = om.werkdag(einde)


def tot_vandaag(v: Verloop, op: date) -> Verloop:
    """Cut off everything that lies after yesterday."""
    for naam in ("gereageerd", "besloten", "ingetrokken", "begonnen", "nazorg", "afgesloten"):
        dag: Any = getattr(v, naam)
        setattr(v, naam, dag if dag and dag < op else None)
    return v
