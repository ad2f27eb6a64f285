"""All work of one person, of every room, in one query: a room more costs no query more.

A room names bounded querysets (`Werkbak.bronnen`). Each comes back as an array of JSON objects beside the
others, and the room turns an object into a line. A room that names a callable (`Werkbak.regels`) asks itself.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from swv.models import Gebruiker
from swv.panelen import Werkbak, Werkbron, Werkregel
from swv.termijnen import Kalender


def lees(bakken: Iterable[Werkbak], user: Gebruiker, op: date, dagen: Kalender) -> dict[str, list[Werkregel]]:
    """Return the lines of each Werkbak, by its code."""
    regels: dict[str, list[Werkregel]] = {}
    bronnen: list[tuple[str, Werkbron]] = []
    for bak in bakken:
        regels[bak.code] = list(bak.regels(user, op, dagen)) if bak.regels else []
        bronnen += [(bak.code, bron) for bron in bak.bronnen(user, op)] if bak.bronnen else []
    for (code, bron), rijen in zip(bronnen, _rijen(user, [bron for _code, bron in bronnen]), strict=True):
        regels[code] += [bron.regel(rij, op, dagen) for rij in rijen]
    return regels


def _rijen(user: Gebruiker, bronnen: Sequence[Werkbron]) -> Sequence[list[dict[str, Any]]]:
    """The rows of each source: columns of the one row that belongs to this person."""
    if not bronnen:
        return ()
    reeksen = [ArraySubquery(bron.rijen.values(rij=JSONObject(**bron.velden))) for bron in bronnen]
    rijen: Sequence[list[dict[str, Any]]] = Gebruiker.objects.values_list(*reeksen).get(pk=user.pk)
    return rijen
