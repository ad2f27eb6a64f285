"""What the tests of every transition table share: all their cells, who acts, and whether a cell lets one through."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from swv.models import Gebruiker, Roltoekenning
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN
from swv.workflow import Workflow, altijd, eis_mogelijk

SCHOOL, ANDERE_SCHOOL = 1, 2


def gebruiker(rol: str, *, pk: int = 7, school: int = SCHOOL) -> Gebruiker:
    """Someone with this one role, never saved."""
    user = Gebruiker(pk=pk, username=rol)
    school_id = school if ROLLEN[rol].bereik == "school" else None
    user.__dict__["toekenningen"] = [Roltoekenning(rol=rol, school_id=school_id)]
    return user


def mag(tabel: Workflow, obj: Any, actie: str, user: Gebruiker | None) -> bool:
    """Without the policies that look at other rows; those have tests of their own."""
    kaal = Workflow(tabel.naam, tuple(replace(o, controle=altijd) for o in tabel.overgangen))
    try:
        eis_mogelijk(kaal, obj, actie, user)
    except NietToegestaan:
        return False
    return True


def weigert(controle: Any, obj: Any) -> str:
    """The reason of a policy, or an empty string."""
    try:
        controle(obj)
    except NietToegestaan as fout:
        return fout.reden
    return ""


def cellen(tabellen: Iterable[Workflow], statussen: Mapping[str, Any]) -> list[Any]:
    """Every status of every table x every transition; `statussen` holds the choices by name of the table."""
    return [
        pytest.param(tabel, status, overgang.actie, id=f"{tabel.naam}-{status}-{overgang.actie}")
        for tabel in tabellen
        for overgang in tabel.overgangen
        for status in statussen[tabel.naam].values
    ]


def bereikbaar(tabel: Workflow, begin: str) -> set[str]:
    """Every status to which the transitions lead from `begin`, itself too."""
    bereikt = {begin}
    for _ in tabel.overgangen:
        bereikt |= {o.naar for o in tabel.overgangen if o.van & bereikt}
    return bereikt


def eindes(tabel: Workflow, statussen: Iterable[str]) -> set[str]:
    """The statuses from which nothing leads on."""
    return set(statussen) - {van for o in tabel.overgangen for van in o.van}
