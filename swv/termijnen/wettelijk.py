"""Terms with their derivation: the Algemene wet bestuursrecht (Awb) and the Algemene termijnenwet (Atw)."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from swv.termijnen.kalender import DAG, Kalender, eerstvolgende_werkdag
from swv.termijnen.perioden import maanden_later
from swv.termijnen.tekst import (
    datum_met_weekdag,
    hoofdletter,
    meervoud,
    opsomming,
    telwoord,
)
from swv.termijnen.waarden import Opschorting, Stilstand, Termijn
from swv.termijnen.zinnen import (
    beginzin,
    opschortzin,
    overgeslagen_zinnen,
    stilstandzin,
    telt_niet_zin,
    tussen_haakjes,
    werkdagen_stil_zin,
)

WEEK = timedelta(weeks=1)
ATW_GRENS = {"week": 12, "dag": 90, "maand": 3, "jaar": 0}


def beslistermijn(
    start: date,
    weken: int,
    opschortingen: Iterable[Opschorting] = (),
    *,
    kalender: Kalender,
    verdaging_weken: int = 0,
    atw: bool = True,
    startmoment: str = "ontvangst",
    grondslag: str = "",
) -> Termijn:
    """Term to decide in weeks: Awb artikel 4:13 en 4:14, opschorting 4:15, then the Atw.

    Verdaging counts from the unshifted end, suspended days included. A term that is longer than
    twelve weeks together with its verdaging is not moved (Atw artikel 4; the cautious reading).
    """
    return _reken(
        _Opzet(start, weken, "week", startmoment, grondslag, verdaging_weken, atw),
        opschortingen,
        kalender,
    )


def bezwaartermijn(bekendmaking: date, kalender: Kalender) -> Termijn:
    """Six weeks from the day after the bekendmaking (Awb artikel 6:7 en 6:8), then the Atw."""
    opzet = _Opzet(bekendmaking, 6, "week", "bekendmaking", "Awb artikel 6:7 en 6:8")
    return _reken(opzet, (), kalender)


def bob_termijn(
    einde_bezwaar: date,
    kalender: Kalender,
    opschortingen: Iterable[Opschorting] = (),
    *,
    verdaging_weken: int = 0,
) -> Termijn:
    """Decision on bezwaar with a committee: twelve weeks after the bezwaar term (Awb artikel 7:10 lid 1).

    Verdaging (lid 3) is at most six weeks; with it the term exceeds twelve weeks and is not moved.
    """
    opzet = _Opzet(
        einde_bezwaar,
        12,
        "week",
        "einde_bezwaar",
        "Awb artikel 7:10 lid 1",
        verdaging_weken,
    )
    return _reken(opzet, opschortingen, kalender)


def opp_termijn(inschrijving: date, kalender: Kalender) -> Termijn:
    """OPP six weeks after inschrijving (WVO 2020 artikel 2.44, WPO artikel 40a, WEC artikel 41a), then the Atw."""
    opzet = _Opzet(inschrijving, 6, "week", "inschrijving", "wettelijke termijn voor het OPP")
    return _reken(opzet, (), kalender)


def normtermijn(
    start: date,
    aantal: int,
    eenheid: str,
    opschortingen: Iterable[Opschorting] = (),
    *,
    kalender: Kalender,
    startmoment: str,
    grondslag: str = "",
    verdaging: int = 0,
    atw: bool = False,
    vakantie_telt: bool = True,
) -> Termijn:
    """Term of a norm in its own unit: `werkdag`, `dag`, `week`, `maand` or `jaar`."""
    if eenheid == "werkdag":
        return werkdagtermijn(
            start,
            aantal + verdaging,
            opschortingen,
            kalender=kalender,
            startmoment=startmoment,
            grondslag=grondslag,
            vakantie_telt=vakantie_telt,
        )
    if eenheid not in ATW_GRENS:
        raise ValueError(f"Met de eenheid {eenheid!r} is geen datum te berekenen.")
    opzet = _Opzet(start, aantal, eenheid, startmoment, grondslag, verdaging, atw)
    return _reken(opzet, opschortingen, kalender)


def werkdagtermijn(
    start: date,
    aantal: int,
    opschortingen: Iterable[Opschorting] = (),
    *,
    kalender: Kalender,
    startmoment: str = "",
    grondslag: str = "",
    vakantie_telt: bool = True,
) -> Termijn:
    """Term in working days: Monday to Friday, no feestdag, no KB-dag; the first day is not counted.

    Days that are suspended do not count either.
    """
    reeks = _op_volgorde(opschortingen)
    stil = {dag for opschorting in reeks for dag in opschorting.dagen()}
    einde, overgeslagen = _tel_werkdagen(start, aantal, stil, kalender, vakantie_telt)
    later = f"{hoofdletter(telwoord(aantal))} {meervoud(aantal, 'werkdag')} later{tussen_haakjes(grondslag)}"
    geteld = {dag for dag in stil if start < dag <= einde}
    sinds = next(
        (max(o.van, start) + DAG for o in reeks if o.tot is None and o.van <= einde),
        None,
    )
    regels = [
        beginzin(start, startmoment),
        *(werkdagen_stil_zin(o) for o in reeks if geteld.intersection(o.dagen())),
        *overgeslagen_zinnen(overgeslagen, kalender),
        f"{later}: {datum_met_weekdag(einde)}.",
        *([stilstandzin(sinds, einde)] if sinds else []),
    ]
    return Termijn(start, einde, tuple(regels), len(geteld), sinds)


def is_lang_voor_atw(aantal: int, eenheid: str) -> bool:
    """More than 90 days, twelve weeks, three months, or in years: the Atw does not apply (artikel 4)."""
    return aantal > ATW_GRENS[eenheid]


def minstens_twee_werkdagen(start: date, einde: date, kalender: Kalender) -> date:
    """A term of at least three days holds at least two working days (Atw artikel 2)."""
    werkdagen = sum(kalender.is_werkdag(start + n * DAG) for n in range(1, (einde - start).days + 1))
    while (einde - start).days >= 3 and werkdagen < 2:
        einde += DAG
        werkdagen += kalender.is_werkdag(einde)
    return einde


@dataclass(frozen=True)
class _Opzet:
    start: date
    aantal: int
    eenheid: str
    startmoment: str
    grondslag: str = ""
    verdaging: int = 0
    atw: bool = True

    def einde(self, *, met_verdaging: bool = False) -> date:
        return _erbij(self.start, self.aantal + met_verdaging * self.verdaging, self.eenheid)

    @property
    def verschuift(self) -> bool:
        return self.atw and not is_lang_voor_atw(self.aantal + self.verdaging, self.eenheid)


def _reken(opzet: _Opzet, opschortingen: Iterable[Opschorting], kalender: Kalender) -> Termijn:
    """Start, length, suspensions, verdaging and the Atw, in that order, each with its sentence."""
    stilstand = _tel_stilstand(opzet, opschortingen, kalender)
    later = hoofdletter(telwoord(opzet.aantal)) + f" {meervoud(opzet.aantal, opzet.eenheid)} later"
    regels = [
        beginzin(opzet.start, opzet.startmoment),
        f"{later}{tussen_haakjes(opzet.grondslag)}: {datum_met_weekdag(opzet.einde())}.",
        *stilstand.regels,
    ]
    einde = opzet.einde(met_verdaging=True) + len(stilstand.dagen) * DAG
    if opzet.verdaging:
        erbij = f"{telwoord(opzet.verdaging)} {meervoud(opzet.verdaging, opzet.eenheid)}"
        regels.append(f"Verlengd met {erbij}: {datum_met_weekdag(einde)}.")
    uiterste, zinnen = _verschuif(opzet, einde, kalender)
    regels += zinnen
    sinds = stilstand.staat_stil_sinds
    regels += [stilstandzin(sinds, uiterste)] if sinds else []
    return Termijn(opzet.start, uiterste, tuple(regels), len(stilstand.dagen), sinds)


def _op_volgorde(opschortingen: Iterable[Opschorting]) -> list[Opschorting]:
    return sorted(opschortingen, key=lambda o: (o.van, o.tot or date.max))


def _tel_werkdagen(
    start: date, aantal: int, stil: AbstractSet[date], kalender: Kalender, vakantie_telt: bool
) -> tuple[date, list[date]]:
    """The n-th counting day after the start, and the days on the way that are no working days."""
    dag, overgeslagen = start, []
    while aantal > 0:
        dag += DAG
        if not kalender.is_werkdag(dag, vakantie_telt=vakantie_telt):
            overgeslagen.append(dag)
        elif dag not in stil:
            aantal -= 1
    return dag, overgeslagen


def _erbij(dag: date, aantal: int, eenheid: str) -> date:
    if eenheid in {"week", "dag"}:
        return dag + aantal * (WEEK if eenheid == "week" else DAG)
    return maanden_later(dag, aantal * (12 if eenheid == "jaar" else 1))


def _tel_stilstand(opzet: _Opzet, opschortingen: Iterable[Opschorting], kalender: Kalender) -> Stilstand:
    """Suspended days of this term, each day once; what came before its start or after its end adds nothing."""
    geteld: set[date] = set()
    regels: list[str] = []
    sinds: date | None = None
    for opschorting in _op_volgorde(opschortingen):
        einde = opzet.einde(met_verdaging=True) + len(geteld) * DAG
        grens = eerstvolgende_werkdag(einde, kalender) if opzet.verschuift else einde
        nieuw = {dag for dag in opschorting.dagen() if dag > opzet.start} - geteld
        if opschorting.van > grens:
            regels.append(telt_niet_zin(opschorting, "de termijn was toen al voorbij"))
        elif opschorting.tot is None:
            sinds = sinds or max(opschorting.van, opzet.start) + DAG
        else:
            geteld |= nieuw
            regels.append(opschortzin(opschorting, nieuw, opzet.einde() + len(geteld) * DAG, opzet.start))
    return Stilstand(frozenset(geteld), tuple(regels), sinds)


def _verschuif(opzet: _Opzet, einde: date, kalender: Kalender) -> tuple[date, list[str]]:
    """Atw artikel 1 lid 1 and artikel 2, unless artikel 4 exempts the term or no act sets it (artikel 5)."""
    if not opzet.verschuift:
        reden = kalender.vrije_dag(einde)
        return einde, [_zin_blijft(einde, reden, opzet)] if reden else []
    gevuld = minstens_twee_werkdagen(opzet.start, einde, kalender) if opzet.eenheid == "dag" else einde
    uiterste = eerstvolgende_werkdag(gevuld, kalender)
    if uiterste == einde:
        return einde, []
    if gevuld != einde:
        wet = "In de termijn moeten twee werkdagen zitten (artikel 2 van de Algemene termijnenwet)"
        return uiterste, [f"{wet}: {datum_met_weekdag(uiterste)}."]
    vrij = [einde + n * DAG for n in range((uiterste - einde).days)]
    namen = [str(kalender.vrije_dag(dag)) for dag in vrij]
    daarna = f", daarna volgt {opsomming(namen[1:])}" if namen[1:] else ""
    wet = "Dan geldt de eerste werkdag daarna (artikel 1 van de Algemene termijnenwet)"
    return uiterste, [f"Dat is {namen[0]}{daarna}. {wet}: {datum_met_weekdag(uiterste)}."]


def _zin_blijft(einde: date, reden: str, opzet: _Opzet) -> str:
    if opzet.atw:
        waarom = "de termijn is te lang om op te schuiven (artikel 4 van de Algemene termijnenwet)"
    else:
        waarom = "deze norm schuift niet op"
    return f"Dat is {reden}, maar {waarom}: het blijft {datum_met_weekdag(einde)}."
