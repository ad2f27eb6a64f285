"""Grounds on which someone outside the SWV staff and the own school may reach a pupil.

A higher app registers a ground (an assigned request, a casusoverleg) as a Q;
so `zichtbaar_voor` stays one WHERE clause and this app knows no app above it.
"""

from collections.abc import Callable

from django.db.models import Q

from swv.models import Gebruiker

Grond = Callable[[Gebruiker], Q]
GRONDEN: dict[str, Grond] = {}
DOCUMENTGRONDEN: dict[str, Grond] = {}


def registreer(rol: str, *, leerlingen: Grond, documenten: Grond) -> None:
    """Let holders of `rol` reach what the two Qs select, on `Leerling` and on `Dossierdocument`."""
    GRONDEN[rol] = leerlingen
    DOCUMENTGRONDEN[rol] = documenten
