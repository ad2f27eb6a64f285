"""What each bestuur counts, and what it gets: the sum of domein.md 5.2, without the database where it can."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from financien.enums import Regeling
from financien.geld import rond, verdeel
from swv.models import School


@dataclass(frozen=True)
class Telling:
    """One bestuur with its schools of the chosen kinds and their pupils."""

    bestuur_id: int
    scholen: int
    leerlingen: int


@dataclass(frozen=True)
class Grondslag:
    """The counts of all besturen, of which days they are, and what could not be counted."""

    tellingen: tuple[Telling, ...]
    teldatum: date | None
    oudste_teldatum: date | None
    zonder_telling: int
    zonder_bestuur: int


def grondslag(onderwijssoorten: Sequence[str]) -> Grondslag:
    """Count the open schools of the SWV of these kinds; one query, besturen in the order of their number."""
    scholen = (
        School.objects.van_swv()
        .open()
        .filter(onderwijssoort__in=onderwijssoorten)
        .order_by("bestuur__nummer", "bestuur_id", "vestigingscode")
    )
    per_bestuur: dict[int, list[int]] = {}
    dagen: set[date] = set()
    zonder_telling = zonder_bestuur = 0
    for school in scholen.only("bestuur_id", "leerlingen", "peildatum", "peildata"):
        if school.leerlingen is None:
            zonder_telling += 1
        elif school.bestuur_id is None:
            zonder_bestuur += 1
        else:
            per_bestuur.setdefault(school.bestuur_id, []).append(school.leerlingen)
            dagen |= {dag} if (dag := _teldatum(school)) else set()
    return Grondslag(
        tellingen=tuple(Telling(pk, len(rijen), sum(rijen)) for pk, rijen in per_bestuur.items()),
        teldatum=max(dagen, default=None),
        oudste_teldatum=min(dagen, default=None),
        zonder_telling=zonder_telling,
        zonder_bestuur=zonder_bestuur,
    )


def _teldatum(school: School) -> date | None:
    """Of which day the pupil count is: its own day, else that of the school."""
    eigen = school.peildata.get("leerlingen")
    return date.fromisoformat(eigen) if eigen else school.peildatum


def bedragen(regeling: str, bedrag: Decimal, tellingen: Sequence[Telling]) -> list[Decimal]:
    """What each bestuur gets. Naar rato the parts add up to `bedrag` to the cent; nobody counts: nothing."""
    if regeling == Regeling.PER_LEERLING:
        return [rond(bedrag * telling.leerlingen) for telling in tellingen]
    if regeling == Regeling.PER_SCHOOL:
        return [rond(bedrag * telling.scholen) for telling in tellingen]
    if not any(telling.leerlingen for telling in tellingen):
        return []
    return verdeel(bedrag, [telling.leerlingen for telling in tellingen])
