"""A report by a real worker: killed in the middle, the broker emptied, the button pressed twice (eisen.md B1)."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest

from swv import bestanden, opdrachten
from swv.enums import Opdrachtstatus
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.models import Gebeurtenis, Momentopname, Opdracht, Rapportage, Rapportagebestand
from swv.rapportages import SOORTEN, services
from tests.factories import SamenwerkingsverbandFactory
from tests.swv.proefrapportwerk import SOORT, TRAAG
from tests.swv.proefworker import Proefworker, proefworker, wacht_tot_klaar

pytestmark = pytest.mark.django_db(transaction=True)
KWARTALEN = [Kwartaal(2025, nummer) for nummer in (2, 3, 4)]
NA = datetime(2026, 1, 5, 9, tzinfo=UTC)
MODULES = "tests.swv.proefopdrachten,tests.swv.proefrapportwerk"


@pytest.fixture(autouse=True)
def _alleen_hier(db: None) -> Iterator[None]:
    """Other tests do not meet the slow kind of report."""
    SamenwerkingsverbandFactory()
    with mock.patch.dict(SOORTEN, {TRAAG: SOORT}):
        yield


def wacht_op_begin(worker: Proefworker, pogingen: int) -> None:
    """Until so many attempts have begun, and the last one is in the middle of its work."""
    einde = time.monotonic() + 60
    while sum(Opdracht.objects.values_list("pogingen", flat=True)) < pogingen:
        assert time.monotonic() < einde, worker.log.read_text()[-2000:]
        opdrachten.pak_op(nu())
        time.sleep(0.2)
    time.sleep(0.5)


def test_gedode_worker_lege_broker_en_dubbele_klik_geven_een_rapport(tmp_path: Path) -> None:
    with proefworker(tmp_path, modules=MODULES) as worker:
        for kwartaal in KWARTALEN * 2:
            services.aanvragen(soort=TRAAG, kwartaal=kwartaal, door=None, op=NA)
        wacht_op_begin(worker, 1)
        worker.dood()
        worker.leeg_broker()
        assert Opdracht.objects.filter(status=Opdrachtstatus.KLAAR).count() < len(KWARTALEN), (
            "killed in the middle"
        )
        worker.start()
        wacht_tot_klaar(60, klaar=1, worker=worker)
        worker.leeg_broker()
        wacht_tot_klaar(60, klaar=len(KWARTALEN), worker=worker)
    assert Rapportage.objects.count() == Momentopname.objects.count() == len(KWARTALEN)
    assert Opdracht.objects.filter(soort=services.MAKEN).count() == len(KWARTALEN)
    assert Gebeurtenis.objects.filter(soort="bestanden_gemaakt").count() == len(KWARTALEN)
    for rapportage in Rapportage.objects.all():
        assert (rapportage.versie, rapportage.is_actueel) == (1, True)
        assert sorted(rapportage.bestanden.values_list("vorm", flat=True)) == ["csv", "pdf", "xlsx"]
    assert all(bestanden.lees(rij) for rij in Rapportagebestand.objects.all())
