"""Places where a higher app hangs something into a page of a lower one.

Each app registers in its `AppConfig.ready`; the page asks the registry. So the kernel
and `leerlingen` know no app above them (architectuur.md B.4, point 3).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from swv.inrichting import staat_aan
from swv.models import Gebruiker
from swv.permissions import mag
from swv.termijnen import Kalender, Resterend


@dataclass(frozen=True)
class Dossierpaneel:
    """A panel on the pupil page: `toon(request, leerling)` returns HTML after its own access check."""

    code: str
    titel: str
    permissie: str
    volgorde: int
    toon: Callable[[HttpRequest, Any], str]
    module: str = ""  # shown only where the SWV uses it


@dataclass(frozen=True)
class Werkregel:
    """One row of the start page: what this person must do, for whom, and before when."""

    kenmerk: str
    leerling: str
    leerling_sleutel: Any
    school: str
    wat: str
    actie: str
    url: str
    resterend: Resterend | None = None
    norm: str = ""
    uiterste_datum: date | None = None
    wacht_op_school: bool = False
    niveau: int = 0


@dataclass(frozen=True)
class Werkbron:
    """One kind of work: a bounded, ordered and authorised `.values()` queryset, and the line of one row.

    A row comes back as JSON knows it: dates and keys are texts (swv.tegelijk).
    """

    rijen: "QuerySet[Any, dict[str, Any]]"
    regel: Callable[[dict[str, Any], date, Kalender], Werkregel]


@dataclass(frozen=True)
class Werkbak:
    """What a room adds to the work list: `bronnen(user, vandaag)`, which swv.werk reads all at once.

    Or `regels(user, vandaag, kalender)`, bounded and authorised, with queries of its own.
    """

    code: str
    titel: str
    regels: Callable[[Gebruiker, date, Kalender], Sequence[Werkregel]] | None = None
    bronnen: Callable[[Gebruiker, date], Iterable[Werkbron]] | None = None
    module: str = ""


@dataclass(frozen=True)
class Zoekresultaat:
    titel: str
    onderschrift: str
    url: str
    leerling_sleutel: Any = None


@dataclass(frozen=True)
class Zoekbron:
    """A group of search results; `zoek(user, term)` returns at most a handful, inside the user's scope."""

    code: str
    titel: str
    permissie: str
    zoek: Callable[[Gebruiker, str], Sequence[Zoekresultaat]]
    module: str = ""


@dataclass(frozen=True)
class Menu:
    """One entry of the side navigation; how many rows `werk(user)` has is shown, None asks nothing."""

    groep: str
    naam: str
    url: str  # name of the URL
    permissie: str
    volgorde: int
    werk: Callable[[Gebruiker], QuerySet[Any] | None] | None = None
    bereiken: frozenset[str] = field(default_factory=frozenset)
    dringend: bool = False  # the count is of things that are late
    module: str = ""


@dataclass(frozen=True)
class Dossierregister:
    """How the kernel finds a dossier without knowing the pupil: by number or name, and back from key to number.

    `zoek` takes a name or date of birth and gives key and words of what is found: for the trail only.
    """

    vind: Callable[[str], UUID | None]
    nummers: Callable[[Iterable[UUID]], dict[UUID, str]]
    zoek: Callable[[str], list[tuple[UUID, str]]]


class Onderdeel(Protocol):
    @property
    def module(self) -> str: ...


Deel = TypeVar("Deel", bound=Onderdeel)
dossierpanelen: list[Dossierpaneel] = []
werkbakken: list[Werkbak] = []
zoekbronnen: list[Zoekbron] = []
menus: list[Menu] = []
# (subject, kind) of an event -> how a timeline says it; what is not here is technique and stays out of it.
gebeurtenisnamen: dict[tuple[str, str], str] = {}
dossierregisters: list[Dossierregister] = []
# Name of a URL -> what that page is called in the trail of the FG.
paginanamen: dict[str, str] = {
    "start": "Vandaag",
    "zoeken": "Zoekresultaat",
    "spoor_leerling": "Wie keek in dit dossier",
    "spoor_gebeurtenissen": "Wat er in dit dossier gebeurde",
    "spoor_gebruiker": "Wat een medewerker bekeek",
}


def toegestaan(onderdelen: Iterable[Any], user: Gebruiker) -> list[Any]:
    """Return the registered parts that `user` may see, in order; none of a module that is off."""
    gesorteerd = sorted(in_gebruik(onderdelen), key=lambda o: getattr(o, "volgorde", 0))
    return [o for o in gesorteerd if mag(user, o.permissie)]


def in_gebruik(onderdelen: Iterable[Deel]) -> list[Deel]:
    """The registered parts of modules that this SWV uses."""
    return [o for o in onderdelen if staat_aan(o.module)]
