"""Every registered figure of several quarters of the demo beside an independent recomputation in pandas."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from swv import demo as demodata
from swv.kengetallen import KENGETALLEN, Peiling, peiling
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.scholen import meegeleverd
from tests.kwaliteit.herrekening import Bron, ect, financien, leerlingen, opp, plaatsing, thuiszitters, tlv

pytestmark = pytest.mark.django_db
OP = date(2026, 11, 20)
CIJFERS = {
    **leerlingen.CIJFERS,
    **opp.CIJFERS,
    **ect.CIJFERS,
    **tlv.CIJFERS,
    **plaatsing.CIJFERS,
    **thuiszitters.CIJFERS,
    **financien.CIJFERS,
}
KWARTALEN = [Kwartaal(2024, 4), Kwartaal(2026, 1), Kwartaal(2026, 2), Kwartaal(2026, 3)]


@pytest.fixture(scope="module", params=["vo2001", "po2202", "po2203"])
def bron(request: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[Bron]:
    """The demo of one profile, loaded once for all figures and rolled back; without frozen quarters."""
    registers = [m for m in demodata.modules() if m.__name__ != "kwaliteit.demo"]
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("laad_profiel", request.param, stdout=StringIO())
        meegeleverd.laad(op=nu())
        with (
            mock.patch.object(settings, "SWV_DEMO", True),
            mock.patch.object(demodata, "modules", return_value=registers),
        ):
            call_command("laad_demo", swv=request.param, zaad=1, op=OP, stdout=StringIO())
        yield Bron()
        transaction.set_rollback(True)


def test_elk_kengetal_is_nagerekend() -> None:
    assert set(CIJFERS) == set(KENGETALLEN)


@pytest.mark.parametrize("kwartaal", KWARTALEN, ids=str)
def test_gelijk_aan_de_herrekening(bron: Bron, kwartaal: Kwartaal) -> None:
    vraag = peiling(kwartaal)
    anders = {
        code: (gevonden, verwacht)
        for code in sorted(CIJFERS)
        if (gevonden := _uitkomst(code, vraag)) != (verwacht := CIJFERS[code](bron, vraag))
    }
    assert anders == {}


def test_de_demo_geeft_de_cijfers_iets_te_zeggen(bron: Bron) -> None:
    """Most figures are not nothing in the last quarter, so that the comparison says something."""
    vraag = peiling(KWARTALEN[-1])
    iets = [code for code in CIJFERS if _uitkomst(code, vraag)[1]]
    assert len(iets) > len(CIJFERS) / 2


def _uitkomst(code: str, vraag: Peiling) -> tuple[Any, Any, Any]:
    uitkomst = KENGETALLEN[code].bereken(vraag)
    return uitkomst.waarde, uitkomst.teller, uitkomst.noemer
