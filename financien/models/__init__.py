"""The tables of the room financien."""

from .begroting import MAX_VOLGENDE_JAREN, Begroting, Post, Programma
from .realisatie import REALISATIE, Boeking, BoekingQuerySet, Kolomnaam, Toewijzing
from .tarief import Balans, Tarief
from .verdeling import Bestuursdeel, Verdeling

__all__ = [
    "MAX_VOLGENDE_JAREN",
    "REALISATIE",
    "Balans",
    "Begroting",
    "Bestuursdeel",
    "Boeking",
    "BoekingQuerySet",
    "Kolomnaam",
    "Post",
    "Programma",
    "Tarief",
    "Toewijzing",
    "Verdeling",
]
