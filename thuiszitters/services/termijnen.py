"""The clocks of a traject: which norm of the profile runs from which day, and what ends it (NRM-09, NRM-10).

Computed again from the facts whenever one changes, so a missed job falsifies nothing.
"""

from datetime import date, datetime

from django.db import transaction

from swv.klok import datum_van
from swv.models import Norm
from swv.normen import kalender, normen_op, termijn_van
from thuiszitters.enums import VRIJSTELLINGEN, Feitsoort
from thuiszitters.models import Traject, Trajecttermijn

TERUG = "thuiszitter.terug_naar_school"
ZONDER_AANBOD = "thuiszitter.zonder_aanbod"
AANEENGESLOTEN = "thuiszitter.aaneengesloten"
KLOKKEN = (TERUG, ZONDER_AANBOD, AANEENGESLOTEN)


@transaction.atomic
def termijnen_bijwerken(*, traject: Traject, op: datetime) -> Traject:
    """Compute every clock again and keep the earliest that still runs; the norms are those of the opening."""
    dagen = kalender()
    eind = _einde(traject)
    for norm in normen_van(traject):
        termijn = termijn_van(norm, _begin(traject, norm), dagen)
        Trajecttermijn.objects.update_or_create(
            traject=traject,
            norm=norm,
            defaults={
                "begonnen_op": termijn.begonnen_op,
                "uiterste_datum": termijn.uiterste_datum,
                "afleiding": list(termijn.afleiding),
                "berekend_op": op,
                "gehaald_op": _eerste(eind, _aanbod(traject) if norm.code == ZONDER_AANBOD else None),
            },
        )
    lopend = traject.termijnen.filter(gehaald_op__isnull=True).order_by("uiterste_datum")
    traject.eerstvolgende_datum = lopend.values_list("uiterste_datum", flat=True).first()
    traject.save(update_fields=["eerstvolgende_datum"])
    return traject


def normen_van(traject: Traject) -> list[Norm]:
    """The clocks that the profile gave on the day of opening."""
    normen = normen_op(datum_van(traject.geopend_op))
    return [normen[code] for code in KLOKKEN if code in normen]


def _begin(traject: Traject, norm: Norm) -> date:
    """ "Terug naar school" counts from the first report, the others from the first day at home."""
    if norm.code != TERUG:
        return traject.eerste_verzuimdag
    eerste = traject.meldingen.order_by("gemeld_op").values_list("gemeld_op", flat=True).first()
    return datum_van(eerste or traject.geopend_op)


def _einde(traject: Traject) -> date | None:
    """What ends every clock: the end of the traject, or a vrijstelling (a right not to go to school)."""
    vrij = traject.categorieen.filter(categorie__in=VRIJSTELLINGEN, tot_en_met__isnull=True)
    return _eerste(traject.einddatum, vrij.values_list("vanaf", flat=True).first())


def _aanbod(traject: Traject) -> date | None:
    """A fitting offer that still stands."""
    rijen = traject.feiten.filter(soort=Feitsoort.AANBOD, tot_en_met__isnull=True)
    return rijen.order_by("vanaf").values_list("vanaf", flat=True).first()


def _eerste(*dagen: date | None) -> date | None:
    return min((dag for dag in dagen if dag is not None), default=None)
