"""The fictitious OPP's obey the rules of live data; the same seed and day give the same rows."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from leerlingen import demo as leerlingen_demo
from leerlingen.enums import Oppstatus
from leerlingen.models import Opp, Oppadvies, Oppversie
from leerlingen.oppinhoud import tekorten
from swv import demo as demodata
from swv.klok import nu
from swv.scholen import meegeleverd

pytestmark = pytest.mark.django_db
OP = date(2026, 11, 20)


def vul(zaad: int = 3) -> None:
    run = demodata.begin(swv="po2202", zaad=zaad, op=OP)
    demodata.maak_gebruikers(run)
    leerlingen_demo.laad(run)


def proefvulling() -> list[Any]:
    with transaction.atomic():
        vul()
        rijen = list(
            Oppversie.objects.order_by("sleutel").values_list(
                "sleutel", "opp__sleutel", "datum", "begeleiding"
            )
        )
        transaction.set_rollback(True)
    return rijen


@pytest.fixture(autouse=True)
def swv(db: None) -> None:
    call_command("laad_profiel", "po2202", stdout=StringIO())
    meegeleverd.laad(op=nu())


def test_zelfde_zaad_en_dag_geven_dezelfde_rijen() -> None:
    eerste = proefvulling()
    assert len(eerste) > 100
    assert proefvulling() == eerste


def test_demo_gehoorzaamt_de_regels() -> None:
    vul()
    statussen = set(Opp.objects.values_list("status", flat=True))
    assert statussen == set(Oppstatus.values)
    for versie in Oppversie.objects.vastgesteld():
        assert tekorten(versie) == []
    lopend = Opp.objects.lopend()
    assert not lopend.filter(evaluatie_uiterlijk__isnull=True).exists()
    assert lopend.filter(evaluatie_uiterlijk__lt=OP).exists()
    assert Opp.objects.all().rod_klopt_niet().exists()
    assert set(Oppadvies.objects.values_list("status", flat=True)) == {"gevraagd", "beantwoord"}
    assert not Oppversie.objects.filter(datum__gt=OP).exists()
