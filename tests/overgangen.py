"""What the tests of every transition table share: all their cells, and whether a cell lets someone through."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import Workflow, altijd, eis_mogelijk


def mag(tabel: Workflow, obj: Any, actie: str, user: Gebruiker | None) -> bool:
    """Without the policies that look at other rows; those have tests of their own."""
    kaal = Workflow(tabel.naam, tuple(replace(o, controle=altijd) for o in tabel.overgangen))
    try:
        eis_mogelijk(kaal, obj, actie, user)
    except NietToegestaan:
        return False
    return True


def cellen(tabellen: Iterable[Workflow], statussen: Mapping[str, Any]) -> list[Any]:
    """Every status of every table x every transition; `statussen` holds the choices by name of the table."""
    return [
        pytest.param(tabel, status, overgang.actie, id=f"{tabel.naam}-{status}-{overgang.actie}")
        for tabel in tabellen
        for overgang in tabel.overgangen
        for status in statussen[tabel.naam].values
    ]
