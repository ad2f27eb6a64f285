"""R1 and R3 at length: hundreds of jobs, a worker killed and a broker flushed at random moments.

`./dev proef opdrachten`. The seed stands in the output: the same seed kills at the same moments.
"""

import random
import time
from pathlib import Path

import pytest
from django.db import transaction

from swv import opdrachten
from swv.klok import nu
from tests.factories import GebruikerFactory
from tests.swv import proefopdrachten
from tests.swv.proefworker import effecten, proefworker, wacht_tot_klaar

AANTAL, MOORDEN, ZAAD = 500, 20, 20261122


@pytest.mark.traag
@pytest.mark.django_db(transaction=True)
def test_vijfhonderd_opdrachten_onder_vuur(tmp_path: Path) -> None:
    toeval = random.Random(ZAAD)
    GebruikerFactory()
    with transaction.atomic():
        for nummer in range(AANTAL):
            opdrachten.plaats(
                proefopdrachten.SOORT,
                uniek=f"lang:{nummer}",
                op=nu(),
                nummer=nummer,
                duur=round(toeval.uniform(0.01, 0.3), 3),
            )
    with proefworker(tmp_path) as worker:
        for _ in range(MOORDEN):
            opdrachten.pak_op(nu())
            time.sleep(toeval.uniform(3, 9))
            if toeval.random() < 0.3:
                worker.leeg_broker()
            worker.dood()
            worker.start()
        wacht_tot_klaar(600, klaar=AANTAL, worker=worker)
    assert effecten() == {str(nummer): 1 for nummer in range(AANTAL)}
