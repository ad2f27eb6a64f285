"""Which day can be: one rule for every date about a pupil that a person types.

What was done lies not after today and not before the day from which it can be: the birth, the begin of a file,
leerplicht. What is planned lies no further on than anyone plans. The service refuses, the form shows it at the
field, and what was typed stays.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from swv.permissions import NietToegestaan
from swv.termijnen import datum, maanden_later

TOEKOMST = "Deze datum ligt in de toekomst. Controleer het jaar, of kies vandaag of eerder."
VER_WEG = "Deze datum ligt meer dan drie jaar vooruit. Controleer het jaar."
VOOR_GEBOORTE = "Deze datum ligt voor de geboorte van de leerling ({dag}). Controleer het jaar."
DRIE_JAAR = 36


class OnmogelijkeDag(NietToegestaan):
    """A day that cannot be; `veld` is the field in which it was typed."""

    def __init__(self, reden: str, veld: str) -> None:
        super().__init__(reden)
        self.veld = veld


@dataclass(frozen=True)
class Vanaf:
    """From which day something can be, and the sentence about an earlier one; `{dag}` becomes that day."""

    dag: date
    zin: str


def geboorte(geboren: date) -> Vanaf:
    """Nothing about a pupil is older than the pupil."""
    return Vanaf(geboren, VOOR_GEBOORTE)


def eis_geweest(veld: str, dag: date, op: date, *grenzen: Vanaf) -> None:
    """Raise `OnmogelijkeDag` for a day after `op`, or before one of `grenzen`: the first of these speaks."""
    if dag > op:
        raise OnmogelijkeDag(TOEKOMST, veld)
    for grens in grenzen:
        if dag < grens.dag:
            raise OnmogelijkeDag(grens.zin.format(dag=datum(grens.dag)), veld)


def eis_te_plannen(veld: str, dag: date, op: date) -> None:
    """Raise `OnmogelijkeDag` for a day further on than anyone plans."""
    if dag > maanden_later(op, DRIE_JAAR):
        raise OnmogelijkeDag(VER_WEG, veld)


def veld_van(fout: Exception, form: Any) -> str | None:
    """The field of `form` that a refusal is about; None for the form as a whole."""
    veld: str | None = getattr(fout, "veld", None)
    return veld if veld in form.fields else None
