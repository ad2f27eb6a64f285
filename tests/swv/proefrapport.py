"""A kind of report for the tests, on the figures of tests/swv/proefcijfers.py."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.test import override_settings

from swv.grafieken import gestapeld, kwartaallabels, lijngrafiek, staafgrafiek
from swv.momentopnamen import Stand
from swv.rapportages import Hoofdstuk, Rapportagesoort, Tekstvak, registreer_soort, soorten
from tests.swv import proefcijfers as pc

SJABLONEN = Path(__file__).parent / "sjablonen"


def inhoud(stand: Stand) -> dict[str, Any]:
    punten = kwartaallabels(stand.trend(pc.STAND))
    labels = [label for label, _ in punten]
    gemeente = [(cel.labels[0], cel.aantal) for cel in stand.verdeling(pc.NAAR_GEMEENTE)]
    return {
        "zin": f"Op de peildatum stonden {stand.waarde(pc.STAND).uitkomst.waarde} leerlingen in het register.",
        "staven": staafgrafiek("Stand per kwartaal", punten),
        "lijn": lijngrafiek("Stand en norm", punten, norm=stand.waarde(pc.STAND).norm),
        "stapel": gestapeld(
            "Naar duur",
            labels,
            [
                ("4 weken tot 3 maanden", [20] * 8),
                ("langer dan 3 maanden", [11] * 8),
                ("derde", [3] * 8),
                ("vierde", [2] * 8),
            ],
        ),
        "liggend": staafgrafiek("Naar gemeente", [*gemeente, ("Een gemeente met een lange naam", 12)]),
    }


SOORT = Rapportagesoort(
    code="proef",
    naam="Proefrapportage",
    omschrijving="Een rapport voor de proef.",
    sjabloon="pdf/proefrapport.html",
    inhoud=inhoud,
    hoofdstukken=(Hoofdstuk("proef", "Stand en verloop"),),
    teksten=(
        Tekstvak("duiding", "Wat wij zien", "Schrijf wat opvalt.", rol="coordinator", dagen=21),
        Tekstvak("geld", "Wat het kost", "", rol="controller", dagen=28),
    ),
    kengetallen=(pc.STAND, pc.DEEL, pc.LEEG, pc.DUUR, pc.GELD, pc.GEMIDDELD),
    verdelingen=(pc.NAAR_GEMEENTE, pc.NAAR_DUUR),
)


@contextmanager
def proefsoort() -> Iterator[pc.Proefcijfers]:
    """Only this kind of report is registered, with its template and its figures."""
    sjablonen = copy.deepcopy(settings.TEMPLATES)
    sjablonen[0]["DIRS"].append(SJABLONEN)
    with (
        pc.proefcijfers() as cijfers,
        mock.patch.dict(soorten.SOORTEN, clear=True),
        override_settings(TEMPLATES=sjablonen),
    ):
        registreer_soort(SOORT)
        yield cijfers
