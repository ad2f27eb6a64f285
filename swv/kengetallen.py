"""One figure, one definition (architectuur.md B.8).

A figure is registered by the app that owns its facts and is computed here only: screen, PDF, spreadsheet,
command and momentopname receive the same `Uitkomst`. `rijen` selects exactly what the numerator counts, so
a drill-down can show it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Q, QuerySet

from swv.kwartaal import Kwartaal, peildatum_van
from swv.models import Norm, Samenwerkingsverband
from swv.normen import normen_op

Eenheid = Literal["aantal", "percentage", "dagen", "euro", "cijfer"]
Beter = Literal["lager", "hoger", ""]
Status = Literal["gehaald", "niet gehaald", "geen norm", "n.v.t.", "niet getoond"]
HONDERD = Decimal(100)
KWARTAAL = "in het kalenderkwartaal"  # the words of a definition that counts over the whole quarter
PEILDATA = ("03-15", "06-15", "09-15", "12-15")  # where the profile gives none (domein.md 3.2)


@dataclass(frozen=True)
class Scope:
    """Whose figures: the whole SWV, or one bestuur or school."""

    bestuur_id: int | None = None
    school_id: int | None = None

    def q(self, school: str) -> Q:
        """The WHERE for a model that reaches its school by the path `school` (e.g. `"leerling__school"`)."""
        if self.school_id is not None:
            return Q(**{f"{school}_id": self.school_id})
        return Q() if self.bestuur_id is None else Q(**{f"{school}__bestuur_id": self.bestuur_id})


@dataclass(frozen=True)
class Peiling:
    """The question that a figure answers: the stand on which day, the flow over which days, for whom."""

    kwartaal: Kwartaal
    peildatum: date
    vorige_peildatum: date
    scope: Scope = field(default_factory=Scope)

    @property
    def stroom_vanaf(self) -> date:
        """First day of in- and outflow: the day after the previous peildatum; it runs through the peildatum."""
        return self.vorige_peildatum + timedelta(days=1)


def peildata_van_profiel() -> tuple[str, ...]:
    """The four peildata that the profile of this SWV gives."""
    profiel = Samenwerkingsverband.objects.get().profiel
    return tuple(profiel.get("rapportage", {}).get("peildata", PEILDATA))


def peiling(kwartaal: Kwartaal, *, peildatum: date | None = None, scope: Scope | None = None) -> Peiling:
    """The question for a quarter, with the peildata of the profile unless another one is asked."""
    peildata = peildata_van_profiel()
    return Peiling(
        kwartaal=kwartaal,
        peildatum=peildatum or peildatum_van(kwartaal, peildata),
        vorige_peildatum=peildatum_van(kwartaal.vorige, peildata),
        scope=scope or Scope(),
    )


@dataclass(frozen=True)
class Uitkomst:
    """What a figure is; `waarde` is exact and None when it does not apply (noemer 0)."""

    waarde: Decimal | None
    teller: Decimal | None = None
    noemer: Decimal | None = None
    toelichting: str = ""


def aantal(teller: int) -> Uitkomst:
    """A count."""
    return Uitkomst(Decimal(teller), Decimal(teller))


def aandeel(teller: int | Decimal, noemer: int | Decimal) -> Uitkomst:
    """A percentage from 0 to 100, exact; without a denominator it does not apply."""
    boven, onder = Decimal(teller), Decimal(noemer)
    return Uitkomst(boven * HONDERD / onder if onder else None, boven, onder)


@dataclass(frozen=True)
class Kolom:
    """One column of the drill-down: its title and what it says about a row, already as text or a date."""

    titel: str
    waarde: Callable[[Any], object]


@dataclass(frozen=True)
class Rijen:
    """What the numerator counts: the rows, what to show of each, where it leads and who may see them.

    `selecteer(peiling)` gives the queryset whose length is the numerator, or with `som` the sum of that field.
    The rows are of children or of their dossiers, so a page shows them only inside the scope of the user
    (`zichtbaar_voor`).
    """

    selecteer: Callable[[Peiling], QuerySet[Any]]
    kolommen: Sequence[Kolom]
    permissie: str
    url: Callable[[Any], str] = lambda _rij: ""
    som: str = ""


@dataclass(frozen=True)
class Kengetal:
    """One figure. `norm` is the code of the norm it is held against; `beter` says which side is good."""

    code: str  # "thuiszitters.stand"
    naam: str
    definitie: str  # Dutch: what is counted over what, on which day
    eenheid: Eenheid
    bron: str  # document and section
    bereken: Callable[[Peiling], Uitkomst]
    rijen: Rijen | None = None
    norm: str = ""
    beter: Beter = ""
    versie: int = 1
    percentiel: Decimal | None = None  # of durations: 1 is the longest; `teller` is how many there are

    @property
    def telt_kwartaal(self) -> bool:
        """Whether it counts over the calendar quarter, which ends after its peildatum; its definition says so."""
        return KWARTAAL in self.definitie


@dataclass(frozen=True)
class Cel:
    """One count of a breakdown, e.g. `("4 weken - 3 maanden", "Groningen")` and 12; None is suppressed."""

    labels: tuple[str, ...]
    aantal: int | None


@dataclass(frozen=True)
class Balans:
    """The columns of a breakdown that shows a course: in every row the first add up to the last."""

    erbij: tuple[str, ...]
    eraf: tuple[str, ...]

    @property
    def koppen(self) -> tuple[str, ...]:
        return (*self.erbij, *self.eraf)


@dataclass(frozen=True)
class Verdeling:
    """A breakdown of a figure, e.g. by categorie and gemeente; without rows of children."""

    code: str  # "thuiszitters.naar_gemeente"
    naam: str
    dimensies: tuple[str, ...]  # titles of the label columns
    bereken: Callable[[Peiling], list[Cel]]
    bron: str = ""
    versie: int = 1
    telt: str = ""  # the figure that its cells add up to
    telt_kwartaal: bool = False  # over the calendar quarter, as in `Kengetal`
    deel_van: str = ""  # the figure of which every cell counts a part, when one case can be in several cells
    balans: Balans | None = None  # of its last dimension, which then has no total


@dataclass(frozen=True)
class Referentie:
    """What a published document said about a figure before we counted it ourselves; never computed here."""

    periode: str
    waarde: int
    wat: str
    waarvan: str
    bron: str
    in_lijn: bool  # counts the same thing, so it may stand in one line with our own


# Each gives the references of the figure with this code; an app adds its own from its `profiel` module.
referentiebronnen: list[Callable[[str], list[Referentie]]] = []
KENGETALLEN: dict[str, Kengetal] = {}
VERDELINGEN: dict[str, Verdeling] = {}
# Code -> the module whose pages its rows lead to; where that is off, the figure stays and its rows are not shown.
MODULE_VAN: dict[str, str] = {}


def registreer(*onderdelen: Kengetal | Verdeling, module: str = "") -> None:
    """Add figures and breakdowns; a code can be used once. Call it from `<app>/kengetallen.py`."""
    for onderdeel in onderdelen:
        register: dict[str, Any] = KENGETALLEN if isinstance(onderdeel, Kengetal) else VERDELINGEN
        if onderdeel.code in register:
            raise ValueError(f"Kengetal {onderdeel.code} bestaat al.")
        register[onderdeel.code] = onderdeel
        MODULE_VAN[onderdeel.code] = module


@dataclass(frozen=True)
class Meetwaarde:
    """A figure with its outcome and its norm: what every page, file and command shows.

    `onderdrukt`: the outcome is known and not said, because it counts too few.
    """

    kengetal: Kengetal
    uitkomst: Uitkomst
    norm: Norm | None
    status: Status
    onderdrukt: bool = False


def meet(vraag: Peiling, codes: Iterable[str] | None = None) -> list[Meetwaarde]:
    """Compute these figures (all, when not said) with the norms in force on the peildatum."""
    normen = normen_op(vraag.peildatum)
    kengetallen = [KENGETALLEN[code] for code in (sorted(KENGETALLEN) if codes is None else codes)]
    return [_meet(kengetal, vraag, normen.get(kengetal.norm)) for kengetal in kengetallen]


def _meet(kengetal: Kengetal, vraag: Peiling, norm: Norm | None) -> Meetwaarde:
    uitkomst = kengetal.bereken(vraag)
    return Meetwaarde(kengetal, uitkomst, norm, beoordeel(uitkomst.waarde, norm, kengetal.beter))


def beoordeel(waarde: Decimal | None, norm: Norm | None, beter: Beter) -> Status:
    """Hold the exact value against the norm; on the norm is good."""
    if waarde is None:
        return "n.v.t."
    if norm is None or not beter:
        return "geen norm"
    goed = waarde <= norm.waarde if beter == "lager" else waarde >= norm.waarde
    return "gehaald" if goed else "niet gehaald"
