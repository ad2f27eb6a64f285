"""A duty per school year: done before the end of it, 31 juli (artikel 1 WPO and WEC)."""

from datetime import date

from swv.termijnen.perioden import einde_schooljaar, maanden_later, schooljaar
from swv.termijnen.tekst import datum_met_weekdag
from swv.termijnen.waarden import Termijn
from swv.termijnen.zinnen import beginzin

MAANDEN = 12


def schooljaartermijn(start: date, schooljaren: int, *, startmoment: str, grondslag: str = "") -> Termijn:
    """The end of the n-th school year; 1 is the one in which `start` falls.

    The Algemene termijnenwet does not move it: no act sets a term here, a school year is simply over.
    """
    einde = maanden_later(einde_schooljaar(start), MAANDEN * (schooljaren - 1))
    waar = f" ({grondslag})" if grondslag else ""
    regels = (
        beginzin(start, startmoment),
        f"Het gaat om schooljaar {schooljaar(einde)}{waar}. Dat eindigt op {datum_met_weekdag(einde)}.",
    )
    return Termijn(start, einde, regels)
