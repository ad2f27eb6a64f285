"""What a log line may hold: who (a number), what, where it failed; never the message of an exception.

The message of a failed query or a failed check often quotes what someone typed (eisen.md S19).
"""

import sys
import traceback
from typing import Any

STAPPEN = 12


def zonder_melding(_logger: Any, _methode: str, regel: dict[str, Any]) -> dict[str, Any]:
    """structlog processor: replace an exception by its type and the lines of code it came through."""
    gegeven = regel.pop("exc_info", None)
    if not gegeven:
        return regel
    fout = _fout(gegeven)
    if fout is not None:
        regel["fout"] = type(fout).__name__
        regel["spoor"] = [
            f"{stap.filename}:{stap.lineno} {stap.name}"
            for stap in traceback.extract_tb(fout.__traceback__)[-STAPPEN:]
        ]
    return regel


def _fout(gegeven: Any) -> BaseException | None:
    if isinstance(gegeven, BaseException):
        return gegeven
    soort_fout_spoor = gegeven if isinstance(gegeven, tuple) else sys.exc_info()
    return soort_fout_spoor[1]
