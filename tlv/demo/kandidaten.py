"""For whom a school could ask a TLV on a day: a pupil of that school, of an age and in a year that fit.

Mostly a pupil who did go to a specialised school afterwards; further one who stays there longer, and one who
in the end stayed at the regular school.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Inschrijving, Leerling
from swv.demo import REGULIER
from swv.enums import Onderwijssoort
from swv.termijnen import begin_schooljaar, einde_schooljaar, leeftijd
from tlv.demo.verloop import Omgeving
from tlv.enums import Aanleiding, Soort
from tlv.geldigheid import eerste_einddatum, laatste_einddatum, minimumleeftijd

DAG = timedelta(days=1)
EERSTE_GROEPEN, LAATSTE_GROEP, GROEP_ACHT, PRO_TOT_EN_MET, LAATSTE_LEERJAAR = (
    1,
    7,
    8,
    10,
    13,
)  # as in `stand_op`
BASIS = frozenset({Soort.SBO, Soort.SO})
VOOR_OVERSTAP = (timedelta(days=75), timedelta(days=400))
GEWICHT = {"overstap": 70, "verlenging": 18, "regulier": 12}


@dataclass(frozen=True)
class Kandidaat:
    """One possible request: who, which school, what, why, from when, and the year of the pupil in words."""

    leerling: Leerling
    school: Any
    soort: Soort
    aanleiding: Aanleiding
    ingang: date
    klas: str
    naar: Any = None  # the specialised school where the pupil went afterwards


class Kandidaten:
    """The pupils of the demo, each taken at most once, in a random order."""

    def __init__(self, om: Omgeving) -> None:
        self.om = om
        self.minimum = {soort: minimumleeftijd(soort, om.demo.op) for soort in Soort}
        rijen = Inschrijving.objects.filter(school__in=om.demo.scholen).order_by("leerling_id", "vanaf", "id")
        self.rijen = list(rijen.select_related("leerling", "school__bestuur"))
        self.volgende = _volgende(self.rijen)
        om.demo.rng.shuffle(self.rijen)
        self.bezet: set[int] = set()
        eigen = {school.pk for school in om.demo.demoscholen}
        regulier = [r for r in self.rijen if _is_inschrijving(r) and _is_regulier(r) and r.tot_en_met is None]
        self.van_logins = [r for r in regulier if r.school_id in eigen]  # kept for the work of today
        self.lijsten = {
            "overstap": [r for r in self.rijen if r.pk in self.volgende],
            "verlenging": [r for r in self.rijen if _is_inschrijving(r) and not _is_regulier(r)],
            "regulier": [r for r in regulier if r.school_id not in eigen],
        }

    def trek(self, dag: date, *, afgewezen: bool) -> Kandidaat | None:
        """Someone for a request on this day; who was refused stayed at the regular school."""
        soorten = list(GEWICHT)
        eerst = self.om.demo.rng.choices(soorten, list(GEWICHT.values()))[0]
        volgorde = ["regulier"] if afgewezen else [eerst, *(s for s in soorten if s != eerst)]
        return next((k for naam in volgorde for k in self._uit(self.lijsten[naam], dag)), None)

    def van_rijen(self, rijen: Iterable[Inschrijving], dag: date) -> Kandidaat | None:
        """The first of these for whom a request on this day fits."""
        return next(self._uit(rijen, dag), None)

    def is_vrij(self, rij: Inschrijving) -> bool:
        return rij.leerling_id not in self.bezet

    def neem(self, kandidaat: Kandidaat) -> Kandidaat:
        self.bezet.add(kandidaat.leerling.pk)
        return kandidaat

    def _uit(self, rijen: Iterable[Inschrijving], dag: date) -> Iterator[Kandidaat]:
        for rij in rijen:
            hier = rij.vanaf <= dag and (rij.tot_en_met is None or rij.tot_en_met >= dag)
            if hier and self.is_vrij(rij) and (k := self._kandidaat(rij, dag)):
                yield k

    def _kandidaat(self, rij: Inschrijving, dag: date) -> Kandidaat | None:
        volgende = self.volgende.get(rij.pk)
        if volgende:
            return self._overstap(rij, volgende, dag)
        if not _is_regulier(rij):
            return self._verlenging(rij, dag)
        jaar = stand_op(rij, dag, self.om.demo.op)
        mogelijk = [s for s in map(Soort, self.om.lijsten) if self._past(s, rij.leerling, jaar, gewenst(dag))]
        if not mogelijk:
            return None
        soort = self.om.demo.rng.choices(
            mogelijk, [3 if s in {Soort.SBO, Soort.VSO} else 2 for s in mogelijk]
        )[0]
        return Kandidaat(
            rij.leerling, rij.school, soort, Aanleiding.EERSTE, gewenst(dag), schrijf_stand(jaar)
        )

    def _overstap(self, rij: Inschrijving, volgende: Inschrijving, dag: date) -> Kandidaat | None:
        """On time before the first day at the specialised school; an aanmelding there is by that school."""
        soort = soort_van(volgende.school, self.om.lijsten)
        vroeg = volgende.vanaf - VOOR_OVERSTAP[1] <= dag <= volgende.vanaf - VOOR_OVERSTAP[0]
        if soort is None or not vroeg or volgende.vanaf > _laatste_gewenst(dag):
            return None
        jaar = stand_op(volgende, dag, self.om.demo.op)
        if not self._past(soort, rij.leerling, jaar, volgende.vanaf):
            return None
        aanleiding = Aanleiding.EERSTE if _is_inschrijving(rij) else _van_buiten(soort, jaar)
        klas = "Nog niet" if aanleiding is Aanleiding.ONDERINSTROOM else schrijf_stand(jaar)
        return Kandidaat(rij.leerling, rij.school, soort, aanleiding, volgende.vanaf, klas, volgende.school)

    def _verlenging(self, rij: Inschrijving, dag: date) -> Kandidaat | None:
        """From the next 1 August; a TLV for PrO has no end, so there is nothing to extend."""
        soort, ingang, jaar = (
            soort_van(rij.school, self.om.lijsten),
            _volgend_schooljaar(dag),
            stand_op(rij, dag, self.om.demo.op),
        )
        if (
            soort in {None, Soort.PRO}
            or rij.vanaf > dag - timedelta(days=300)
            or dag > ingang - VOOR_OVERSTAP[0]
        ):
            return None
        if rij.tot_en_met and rij.tot_en_met < ingang:
            return None
        if soort is None or not self._past(soort, rij.leerling, jaar, ingang):
            return None
        return Kandidaat(
            rij.leerling, rij.school, soort, Aanleiding.VERLENGING, ingang, schrijf_stand(jaar), rij.school
        )

    def _past(self, soort: Soort, leerling: Leerling, jaar: int, ingang: date) -> bool:
        """The year leaves time for it, and the age lies within the bounds of the kind of school."""
        grens = laatste_einddatum(soort, leerling.geboortedatum)
        einde = eerste_einddatum(
            ingang + DAG
        )  # also when the decision comes after the day that was asked for
        oud_genoeg = leeftijd(leerling.geboortedatum, ingang) >= self.minimum[soort]
        if not oud_genoeg or (grens and einde > grens):
            return False
        if soort in BASIS:
            return jaar <= LAATSTE_GROEP
        if soort is Soort.PRO:
            return jaar <= PRO_TOT_EN_MET
        return jaar <= LAATSTE_LEERJAAR


def _volgende(rijen: list[Inschrijving]) -> dict[int, Inschrijving]:
    """Per row before it, the inschrijving at a specialised school that came next."""
    uit: dict[int, Inschrijving] = {}
    vorige: Inschrijving | None = None
    for rij in rijen:
        if (
            vorige
            and vorige.leerling_id == rij.leerling_id
            and _is_inschrijving(rij)
            and not _is_regulier(rij)
        ):
            uit[vorige.pk] = rij
        vorige = rij
    return uit


def _is_inschrijving(rij: Inschrijving) -> bool:
    return rij.soort == Inschrijvingsoort.INSCHRIJVING


def _is_regulier(rij: Inschrijving) -> bool:
    return rij.school.onderwijssoort in REGULIER


def _van_buiten(soort: Soort, jaar: int) -> Aanleiding:
    """Of a pupil without a school in this SWV: too young for one, from the basisschool, or new in the region."""
    if soort in BASIS and jaar <= EERSTE_GROEPEN:
        return Aanleiding.ONDERINSTROOM
    uit_basisschool = soort not in BASIS and jaar <= GROEP_ACHT
    return Aanleiding.EERSTE if uit_basisschool or soort is Soort.PRO else Aanleiding.ZIJ_INSTROOM


def soort_van(school: Any, lijsten: Iterable[str]) -> Soort | None:
    """The TLV that belongs to this school, if this SWV decides about it."""
    mogelijk = set(lijsten)
    if school.onderwijssoort == Onderwijssoort.SOVSO:
        return next((s for s in (Soort.SO, Soort.VSO) if s in mogelijk), None)
    return Soort(school.onderwijssoort) if school.onderwijssoort in mogelijk else None


def stand_op(rij: Inschrijving, dag: date, op: date) -> int:
    """The year of the pupil on this day as a number: groep 1-8, then leerjaar 1-6 as 9-14.

    The row has the year in which it ended, or that of `op`; where that is unknown the age tells.
    """
    woord, _, getal = rij.leerjaar.partition(" ")
    jaar = begin_schooljaar(dag).year
    if not getal:
        return leeftijd(rij.leerling.geboortedatum, date(jaar, 10, 1)) - 3
    return (
        int(getal) + (8 if woord == "leerjaar" else 0) - (begin_schooljaar(rij.tot_en_met or op).year - jaar)
    )


def schrijf_stand(jaar: int) -> str:
    return f"Groep {max(jaar, 1)}" if jaar <= 8 else f"Leerjaar {jaar - 8}"


def gewenst(dag: date) -> date:
    """In spring the next school year; else the first of a month, some three months on."""
    if dag.month in (3, 4, 5):
        return _volgend_schooljaar(dag)
    straks = dag + timedelta(days=100)
    return date(straks.year, straks.month, 1)


def _volgend_schooljaar(dag: date) -> date:
    return einde_schooljaar(dag) + DAG


def _laatste_gewenst(dag: date) -> date:
    return einde_schooljaar(_volgend_schooljaar(dag))
