"""The clocks of a traject and of a report, as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from swv.klok import datum_van
from swv.models import Norm
from swv.normen import kalender, termijn_van
from swv.termijnen import Resterend, resterend
from thuiszitters.duur import vier_weken_op
from thuiszitters.models import Melding, Traject
from thuiszitters.services.termijnen import AANEENGESLOTEN, TERUG, ZONDER_AANBOD

MELDING = "thuiszitter.melding"
# The name of a norm is a sentence about everyone; on the clock of one pupil it is short.
NAMEN = {
    MELDING: "Gemeld door de school",
    TERUG: "Weer naar school",
    ZONDER_AANBOD: "Een passend aanbod",
    AANEENGESLOTEN: "Niet langer aaneengesloten thuis",
}


@dataclass(frozen=True)
class Klok:
    """One term: its name, last day, what remains, and how the day was found."""

    naam: str
    datum: date
    resterend: Resterend
    afleiding: Sequence[str]


def klokken(traject: Traject, op: date) -> list[Klok]:
    """Every clock of this traject, earliest date first; two queries."""
    dagen = kalender()
    rijen = traject.termijnen.select_related("norm").order_by("uiterste_datum", "id")
    return [
        Klok(
            NAMEN[rij.norm.code],
            rij.uiterste_datum,
            resterend(rij.uiterste_datum, op, dagen, afgerond_op=rij.gehaald_op),
            rij.afleiding,
        )
        for rij in rijen
    ]


def meldklok(melding: Melding) -> Klok | None:
    """The report term of the profile (NRM-07): from the day on which the school saw it until the report.

    A fact apart from the four weeks that make verzuim langdurig (NRM-08).
    """
    gemeld = datum_van(melding.gemeld_op)
    norm = Norm.objects.versie_op(MELDING, gemeld)
    if norm is None:
        return None
    dagen = kalender()
    termijn = termijn_van(norm, melding.geconstateerd_op, dagen)
    over = resterend(termijn.uiterste_datum, gemeld, dagen, afgerond_op=gemeld)
    return Klok(NAMEN[MELDING], termijn.uiterste_datum, over, termijn.afleiding)


def vier_weken(traject: Traject) -> date | None:
    """The day on which the present relatief verzuim reaches four weeks."""
    huidig = traject.categorieen.order_by("-vanaf").first()
    return vier_weken_op(huidig.categorie, huidig.vanaf) if huidig else None
