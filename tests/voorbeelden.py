"""Objects for the matrix of tests/test_rechten.py: what stands behind each address, own and foreign.

For every URL that has arguments, some app says in `tests/<app>/voorbeelden.py` how to make its object:

    from tests.voorbeelden import Wereld, voorbeeld

    @voorbeeld("leerlingen:detail", "leerlingen:wijzigen")      # names of URLs, one builder for several
    def leerling(wereld: Wereld) -> dict[str, object]:
        return {"sleutel": wereld.leerling.sleutel}                # the arguments of the URL

    @voorbeeld("norm", overal=True)                              # belongs to no school: who may, sees it
    @voorbeeld("collegas_school", alles_voor={"beheer"})         # this role reaches every school here
    @voorbeeld("bericht_openen", alleen="school")                # only this user of the own world; others: 404
    @voorbeeld("tlv:bewaren", post={"q": "x"})                   # what the matrix posts (default: nothing)

A builder gets a `Wereld`: one school with a pupil and one user of every role. The matrix makes two, "eigen"
(the users under test) and "vreemd", and calls each builder once in each. Put `wereld.kanarie` in every text
about a person (names, answers, letters; `bestandsvelden(wereld)` for files): no outsider may ever see it.
Use `wereld.gebruikers["school"]` and so on as `door=`, and `wereld.nieuwe_leerling()` for one more pupil.
`@voorbereiding` marks what must exist once before any builder runs (norms, question sets).
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from leerlingen.models import Leerling
from swv import bestanden
from swv.models import Gebruiker, School
from swv.rollen import ROLLEN
from tests.factories import MOMENT, BetrokkeneFactory, GebruikerFactory, LeerlingFactory, SchoolFactory


@dataclass
class Wereld:
    """A school with a pupil, one user of every role, and a random word that gives a leak away."""

    naam: str
    kanarie: str
    school: School
    leerling: Leerling
    gebruikers: dict[str, Gebruiker]
    gebouwd: dict[str, dict[str, Any]] = field(default_factory=dict)
    bewaard: dict[str, Any] = field(default_factory=dict)

    def nieuwe_leerling(self) -> Leerling:
        return _leerling(self.school, self.kanarie)

    def een_keer(self, naam: str, maak: Callable[[], Any]) -> Any:
        """Return what `maak` makes, once per world, for builders that share an object."""
        if naam not in self.bewaard:
            self.bewaard[naam] = maak()
        return self.bewaard[naam]


Bouwer = Callable[[Wereld], dict[str, Any]]


@dataclass(frozen=True)
class Voorbeeld:
    bouwer: Bouwer
    overal: bool
    alleen: str
    post: dict[str, Any]
    alles_voor: frozenset[str]


VOORBEELDEN: dict[str, Voorbeeld] = {}
VOORBEREIDINGEN: list[Callable[[], None]] = []


def voorbeeld(
    *namen: str,
    overal: bool = False,
    alleen: str = "",
    post: dict[str, Any] | None = None,
    alles_voor: Iterable[str] = (),
) -> Callable[[Bouwer], Bouwer]:
    """Register the builder of the arguments of these URLs."""

    def decorator(bouwer: Bouwer) -> Bouwer:
        for naam in namen:
            assert naam not in VOORBEELDEN, f"two examples for {naam}"
            VOORBEELDEN[naam] = Voorbeeld(bouwer, overal, alleen, post or {}, frozenset(alles_voor))
        return bouwer

    return decorator


def voorbereiding(functie: Callable[[], None]) -> Callable[[], None]:
    VOORBEREIDINGEN.append(functie)
    return functie


@cache
def laad() -> None:
    """Import tests/<app>/voorbeelden.py of every app."""
    for bestand in sorted(Path(__file__).parent.glob("*/voorbeelden.py")):
        import_module(f"tests.{bestand.parent.name}.voorbeelden")


def maak_wereld(naam: str) -> Wereld:
    kanarie = f"Kanarie{secrets.token_hex(6)}"
    school = SchoolFactory()
    gebruikers = {
        rol: GebruikerFactory(rol=rol, school=school, bestuur=school.bestuur, username=f"{naam}-{rol}")
        for rol in ROLLEN
    }
    return Wereld(naam, kanarie, school, _leerling(school, kanarie), gebruikers)


def _leerling(school: School, kanarie: str) -> Leerling:
    leerling: Leerling = LeerlingFactory(
        school=school, achternaam=kanarie, straat=f"{kanarie}straat", plaats=kanarie
    )
    for nummer in range(2):
        BetrokkeneFactory(
            leerling=leerling,
            naam=f"Ouder {nummer} {kanarie}",
            straat=f"{kanarie}laan {nummer}",
            plaats=kanarie,
        )
    return leerling


def bestandsvelden(wereld: Wereld) -> dict[str, Any]:
    """The fields of a stored file whose name and bytes hold the canary."""
    return bestanden.bewaar_gemaakt(
        f"%PDF-1.4 {wereld.kanarie}".encode(),
        naam=f"{wereld.kanarie}.pdf",
        inhoudstype="application/pdf",
        door=None,
        op=MOMENT,
    )


def argumenten(naam: str, wereld: Wereld) -> dict[str, Any]:
    """The arguments of the URL called `naam` in this world; nothing for a URL without arguments."""
    if naam not in VOORBEELDEN:
        return {}
    if naam not in wereld.gebouwd:
        wereld.gebouwd[naam] = VOORBEELDEN[naam].bouwer(wereld)
    return wereld.gebouwd[naam]
