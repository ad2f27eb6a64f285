"""Which days count: the `Kalender` value and the arithmetic of working days."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from swv.feestdagen import feestdag
from swv.termijnen.tekst import weekdag

DAG = timedelta(days=1)
ZATERDAG = 5


@dataclass(frozen=True)
class Vakantie:
    """One schoolvakantie; both dates are inside it."""

    naam: str
    van: date
    tot_en_met: date
    regio: str = ""

    def bevat(self, dag: date) -> bool:
        return self.van <= dag <= self.tot_en_met


@dataclass(frozen=True)
class Kalender:
    """Days that a caller knows from data: KB-dagen (artikel 3 lid 3) and schoolvakanties.

    Feestdagen are computed; schoolvakanties never stop a term that an act sets.
    """

    kb_dagen: frozenset[date] = frozenset()
    vakanties: tuple[Vakantie, ...] = ()

    def vrije_dag(self, dag: date) -> str | None:
        """Why this is no working day (Algemene termijnenwet, artikel 1 en 3), or None."""
        naam = feestdag(dag)
        if naam:
            return naam
        if dag.weekday() >= ZATERDAG:
            return f"een {weekdag(dag)}"
        if dag in self.kb_dagen:
            return f"een {weekdag(dag)} die met een feestdag gelijkstaat"
        return None

    def is_werkdag(self, dag: date, *, vakantie_telt: bool = True) -> bool:
        """Monday to Friday, no feestdag, no KB-dag; without schoolvakanties when a norm says so."""
        if self.vrije_dag(dag):
            return False
        return vakantie_telt or not self.is_vakantie(dag)

    def is_vakantie(self, dag: date) -> bool:
        return any(vakantie.bevat(dag) for vakantie in self.vakanties)


def eerstvolgende_werkdag(dag: date, kalender: Kalender) -> date:
    """This day, or the first day after it that is no Saturday, Sunday or feestdag (artikel 1 lid 1)."""
    while not kalender.is_werkdag(dag):
        dag += DAG
    return dag


def werkdagen_later(start: date, aantal: int, kalender: Kalender, *, vakantie_telt: bool = True) -> date:
    """The day on which the n-th working day after `start` falls; `start` itself is not counted."""
    if aantal < 0:
        raise ValueError("Het aantal werkdagen is nul of meer.")
    dag = start
    while aantal:
        dag += DAG
        if kalender.is_werkdag(dag, vakantie_telt=vakantie_telt):
            aantal -= 1
    return dag


@lru_cache(maxsize=4096)
def werkdagen_tussen(van: date, tot_en_met: date, kalender: Kalender) -> int:
    """Working days after `van` up to and including `tot_en_met`; negative when that lies before `van`."""
    if tot_en_met < van:
        return -werkdagen_tussen(tot_en_met, van, kalender)
    dagen = (van + timedelta(days=n) for n in range(1, (tot_en_met - van).days + 1))
    return sum(kalender.is_werkdag(dag) for dag in dagen)
