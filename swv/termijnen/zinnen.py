"""The sentences of a derivation, in plain Dutch; each step names the date it leads to."""

from collections.abc import Sequence
from datetime import date

from swv.termijnen.kalender import DAG, Kalender
from swv.termijnen.tekst import datum, datum_met_weekdag, hoeveel, opsomming, periode
from swv.termijnen.waarden import Opschorting

STARTZINNEN = {
    "ontvangst": "Ontvangen op",
    "compleet": "Compleet op",
    "uitnodiging": "Om aanvulling gevraagd op",
    "einde_herstel": "Aangevuld, of de tijd daarvoor verstreken, op",
    "besluit": "Besloten op",
    "bekendmaking": "Bekendgemaakt op",
    "einde_bezwaar": "De bezwaartermijn eindigde op",
    "ontvangst_bezwaar": "Bezwaar ontvangen op",
    "ingebrekestelling": "Ingebrekestelling ontvangen op",
    "ingang": "De TLV gaat in op",
    "inschrijving": "Ingeschreven op",
    "ondersteuning": "De extra ondersteuning begon op",
    "vaststelling": "Vastgesteld op",
    "evaluatie": "Voor het laatst geëvalueerd op",
    "aanmelding": "Aangemeld op",
    "melding": "Gemeld op",
    "constatering": "Vastgesteld op",
    "eerste_verzuimdag": "Het verzuim begon op",
    "contactverzoek": "Om contact gevraagd op",
    "plaatsing": "Geplaatst op",
    "advies": "Advies gegeven op",
    "begin_traject": "Het traject begon op",
    "afsluiting": "Afgesloten op",
}


def opschortzin(opschorting: Opschorting, nieuw: set[date], einde: date, start: date) -> str:
    dagen = opschorting.dagen()
    if not dagen:
        return (
            f"Aanvulling gevraagd op {datum(opschorting.van)} en direct daarna ontvangen: dat geeft geen extra "
            f"dagen, het blijft {datum_met_weekdag(einde)}."
        )
    if not nieuw:
        reden = (
            "dat was voor het begin van deze termijn" if dagen[-1] <= start else "die dagen zijn al geteld"
        )
        return telt_niet_zin(opschorting, reden)
    erbij = hoeveel(len(nieuw), "dag")
    erbij = f"{erbij} erbij die nog niet meetelden" if len(nieuw) < len(dagen) else f"{erbij} erbij"
    reden = f", {opschorting.reden}" if opschorting.reden else ""
    return f"Stilgezet {_van_tot(dagen)}{reden}: {erbij}, dat wordt {datum_met_weekdag(einde)}."


def _van_tot(dagen: Sequence[date]) -> str:
    woord = "op" if len(dagen) == 1 else "van"
    return f"{woord} {periode(dagen[0], dagen[-1])}"


def telt_niet_zin(opschorting: Opschorting, reden: str) -> str:
    dagen = opschorting.dagen()
    wanneer = _van_tot(dagen) if dagen else f"sinds {datum(opschorting.van + DAG)}"
    return f"De stilstand {wanneer} telt niet mee: {reden}."


def werkdagen_stil_zin(opschorting: Opschorting) -> str:
    reden = f", {opschorting.reden}" if opschorting.reden else ""
    return f"Stilgezet {_van_tot(opschorting.dagen())}{reden}: die dagen tellen niet mee."


def stilstandzin(sinds: date, einde: date) -> str:
    return (
        f"De termijn staat stil sinds {datum(sinds)}. Elke dag dat dit duurt, komt er een dag bij; "
        f"zonder die dagen is het {datum_met_weekdag(einde)}."
    )


def beginzin(start: date, startmoment: str) -> str:
    return f"{STARTZINNEN.get(startmoment, 'Begonnen op')} {datum(start)}."


def overgeslagen_zinnen(dagen: Sequence[date], kalender: Kalender) -> list[str]:
    """Names the feestdagen and holidays that were skipped; weekends go without saying."""
    bijzonder = [dag for dag in dagen if dag.weekday() < 5]
    if not bijzonder:
        return []
    namen = [f"{datum(dag)} ({kalender.vrije_dag(dag) or 'schoolvakantie'})" for dag in bijzonder]
    return [f"Vrije dagen die niet meetellen, naast zaterdag en zondag: {opsomming(namen)}."]


def tussen_haakjes(grondslag: str) -> str:
    return f" ({grondslag})" if grondslag else ""
