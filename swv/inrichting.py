"""How this SWV is set up: what it is called, what it calls its teams, and which modules are on (its profile).

The one place that knows: pages have `namen`, Python has `namen()`, `vul()`, `zin()` and `staat_aan()`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import Http404
from django.utils.functional import lazy

from swv import namen as woordenlijst
from swv.cache import dit_verzoek, onthoud
from swv.namen import namen_van, vul

# A module that is a part of another one is off with it.
DEEL_VAN = {"plaatsing": "tlv"}
MODULES = ("tlv", "ect", "thuiszitters", "plaatsing", "opdc", "arrangementen", "doa", "lwoo")


class ModuleUit(Http404):
    """This SWV does not use the module; what it once kept there stays."""


@dataclass(frozen=True)
class Inrichting:
    """The profile as far as every page needs it."""

    naam: str
    kort: str
    namen: Mapping[str, str]
    modules: Mapping[str, bool]


def inrichting() -> Inrichting:
    """The set-up of this SWV, read once per request and remembered for a minute."""
    return onthoud("swv.inrichting", _lees)


def namen() -> Mapping[str, str]:
    """What this SWV calls its teams, e.g. `namen()["expertteam_kort"]`."""
    return inrichting().namen


def staat_aan(module: str) -> bool:
    """Whether this SWV uses a module; no module, or one that the profile does not name, is on."""
    if not module:
        return True
    return inrichting().modules[module]


def eis_module(module: str) -> None:
    """Raise `ModuleUit` (404) unless it is on."""
    if not staat_aan(module):
        raise ModuleUit


_zin = lazy(vul, str)


def zin(tekst: str) -> str:
    """The names of this SWV, filled in when the text is shown: for what is registered when the product starts."""
    return _zin(tekst)


def modules_van(profiel: Mapping[str, Any]) -> dict[str, bool]:
    """Which modules are on; a part needs the whole."""
    gekozen = profiel.get("modules", {})
    aan = {module: bool(gekozen.get(module, True)) for module in MODULES}
    return {module: aan[module] and aan.get(DEEL_VAN.get(module, ""), True) for module in MODULES}


@contextmanager
def een_verzoek() -> Iterator[None]:
    """Inside it the set-up is read once."""
    merk = dit_verzoek.set({})
    try:
        yield
    finally:
        dit_verzoek.reset(merk)


def _lees() -> Inrichting:
    rijen = apps.get_model("swv", "Samenwerkingsverband")._default_manager.values_list("naam", "profiel")
    naam, profiel = rijen.first() or ("", {})
    return Inrichting(naam, profiel.get("korte_naam") or naam, namen_van(profiel), modules_van(profiel))


woordenlijst.bron = namen
