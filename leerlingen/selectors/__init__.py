"""Read models of this room: the pupil list with its search, and the OPP's."""

from leerlingen.selectors.dossier import (
    Filter,
    Lijst,
    huidige_scholen,
    jaren_eerder,
    lees_datum,
    lijst,
    mogelijk_dezelfde,
    zoek,
    zoek_voor_spoor,
    zoekvraag,
)
from leerlingen.selectors.opp import Oppaanbod, oppaanbod

__all__ = [
    "Filter",
    "Lijst",
    "Oppaanbod",
    "huidige_scholen",
    "jaren_eerder",
    "lees_datum",
    "lijst",
    "mogelijk_dezelfde",
    "oppaanbod",
    "zoek",
    "zoek_voor_spoor",
    "zoekvraag",
]
