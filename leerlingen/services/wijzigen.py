"""Changing a row of a file under the version that was read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from leerlingen.models import Betrokkene, Leerling
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.versies import bewaar_wat_anders_is, eis_versie
from swv.workflow import vergrendel

R = TypeVar("R", Leerling, Betrokkene)


def wijzig(
    rij: R, versie: int, velden: Mapping[str, Any], *, door: Gebruiker, op: datetime, sleutel: UUID
) -> R:
    """Lock, compare the version, write what differs; the event names the fields, not their content."""
    actueel = vergrendel(rij)
    eis_versie(actueel, versie)
    if anders := bewaar_wat_anders_is(actueel, velden):
        leg_vast(actueel, "gewijzigd", door=door, op=op, leerling=sleutel, gegevens={"velden": anders})
    return actueel
