"""Who may do what here: the controller keeps the money, directeur and coördinator read along."""

from typing import Any

from swv.models import Gebruiker
from swv.permissions import eis, mag

INZIEN, BEHEREN = "financien.inzien", "financien.beheren"


def mag_beheren(user: Gebruiker) -> bool:
    return mag(user, BEHEREN)


def eis_mag_beheren(user: Gebruiker, _obj: Any = None) -> None:
    eis(user, BEHEREN)


def eis_beheerder(door: Gebruiker | None) -> None:
    """For a service: None is the system or the command line."""
    if door is not None:
        eis_mag_beheren(door)
