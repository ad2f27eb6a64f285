"""All work of one person, of every room, in one query: a room more costs no query more.

A room names bounded querysets (`Werkbak.bronnen`), which are read together, and turns each row into a line. A
room that names a callable (`Werkbak.regels`) asks for itself.
"""

from collections.abc import Iterable
from datetime import date

from swv.models import Gebruiker
from swv.panelen import Werkbak, Werkbron, Werkregel, in_gebruik
from swv.tegelijk import objecten
from swv.termijnen import Kalender


def lees(bakken: Iterable[Werkbak], user: Gebruiker, op: date, dagen: Kalender) -> dict[str, list[Werkregel]]:
    """Return the lines of each Werkbak in use, by its code."""
    regels: dict[str, list[Werkregel]] = {}
    bronnen: list[tuple[str, Werkbron]] = []
    for bak in in_gebruik(bakken):
        regels[bak.code] = list(bak.regels(user, op, dagen)) if bak.regels else []
        bronnen += [(bak.code, bron) for bron in bak.bronnen(user, op)] if bak.bronnen else []
    gelezen = objecten(bron.rijen for _code, bron in bronnen)
    for (code, bron), rijen in zip(bronnen, gelezen, strict=True):
        regels[code] += [bron.regel(rij, op, dagen) for rij in rijen]
    return regels
