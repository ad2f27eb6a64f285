"""A slow kind of report for the fault test; the worker registers it, the test does so itself."""

import os
import time
from typing import Any

from swv.momentopnamen import Stand
from swv.rapportages import Rapportagesoort, Tekstvak, registreer_soort

TRAAG = "proef-traag"


def inhoud(_stand: Stand) -> dict[str, Any]:
    """Long enough to be killed in the middle."""
    time.sleep(1.5)
    return {}


SOORT = Rapportagesoort(
    code=TRAAG,
    naam="Trage proefrapportage",
    omschrijving="Een rapport dat lang duurt.",
    sjabloon="pdf/rapport.html",
    inhoud=inhoud,
    teksten=(Tekstvak("duiding", "Wat wij zien", "", rol="coordinator", dagen=21),),
)
if os.environ.get("PROEF_WACHTTIJD"):  # only in the worker of a fault test
    registreer_soort(SOORT)
