"""Freezing the figures of a quarter, and reading them back (architectuur.md B.8).

`Stand` answers the same questions for a frozen quarter (`stand_van`) and for now (`stand_nu`). Reports read
a frozen one only; a later correction shows beside it (`vergelijk`).
"""

from swv.momentopnamen.stand import (
    NIET_VASTGELEGD,
    Stand,
    StandBevroren,
    StandNu,
    kaal,
    mist_kwartaal,
    opzet_toen,
    stand_nu,
    stand_van,
)
from swv.momentopnamen.vastleggen import (
    PeildatumNietVoorbij,
    bevries,
    eis_voorbij,
    haal_in,
    in_te_halen,
)
from swv.momentopnamen.vergelijken import Verschil, vergelijk

__all__ = [
    "NIET_VASTGELEGD",
    "PeildatumNietVoorbij",
    "Stand",
    "StandBevroren",
    "StandNu",
    "Verschil",
    "bevries",
    "eis_voorbij",
    "haal_in",
    "in_te_halen",
    "kaal",
    "mist_kwartaal",
    "opzet_toen",
    "stand_nu",
    "stand_van",
    "vergelijk",
]
