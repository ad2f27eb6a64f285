"""The demo money obeys the rules of live data: parts add up, and the same seed gives the same rows."""

from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Max, Sum

from financien import demo as demodata
from financien.models import Balans, Begroting, Boeking, Post, Tarief, Verdeling
from financien.selectors.overzicht import overzicht
from swv.demo import Demo, begin, maak_gebruikers
from swv.klok import nu
from swv.scholen import meegeleverd

OP = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture(params=["vo2001", "po2203"])
def demo(request: Any, settings: Any) -> Demo:
    settings.SWV_DEMO = True
    call_command("laad_profiel", request.param, stdout=StringIO())
    meegeleverd.laad(op=nu())
    return _laad(request.param)


def _laad(swv: str) -> Demo:
    demo = begin(swv=swv, zaad=1, op=OP)
    maak_gebruikers(demo)
    demodata.laad(demo)
    demodata.kopieer(3)
    return demo


def test_drie_jaren_die_kloppen(demo: Demo) -> None:
    jaren = Begroting.objects.order_by("jaar").values_list("jaar", "status")
    assert list(jaren) == [
        (2024, "vastgesteld"),
        (2025, "vastgesteld"),
        (2026, "vastgesteld"),
        (2027, "concept"),
    ]
    lasten = Post.objects.filter(soort="lasten", begroting__jaar=2026).aggregate(som=Sum("bedrag"))["som"]
    assert lasten == {"vo2001": 23_000_000, "po2203": 16_400_000}[demo.swv]
    stand = overzicht(2026, 10)
    assert stand.resultaat.begroot >= 0
    assert Decimal(78) < (stand.lasten.totaal.uitputting or 0) < Decimal(88)
    assert Boeking.objects.filter(datum__gt=date(2026, 10, 31)).count() == 0
    _controleer_verdelingen()
    _controleer_boekingen()


def _controleer_verdelingen() -> None:
    assert Verdeling.objects.filter(status="vastgesteld").count() == 3
    for rij in Verdeling.objects.annotate(som=Sum("delen__bedrag")):
        assert rij.som == rij.totaal == rij.bedrag


def _controleer_boekingen() -> None:
    jaren = (
        Boeking.objects.order_by("datum__year")
        .values("datum__year")
        .annotate(n=Count("id"), tot=Max("datum"))
    )
    assert [rij["n"] > 200 for rij in jaren] == [True] * 3
    assert not Boeking.objects.exclude(programma__posten__code=F("post_code")).exists()
    assert Tarief.objects.filter(is_fictief=False).count() == 0
    assert [balans.jaar for balans in Balans.objects.order_by("jaar")] == [2023, 2024, 2025]


def _proefvulling() -> list[tuple[Any, ...]]:
    """Fill, read, and leave the database as it was."""
    with transaction.atomic():
        _laad("vo2001")
        rijen = list(
            Boeking.objects.order_by("natuurlijke_sleutel").values_list("sleutel", "bedrag", "datum")
        )
        rijen += list(Verdeling.objects.order_by("jaar").values_list("sleutel", "totaal", "status"))
        rijen += list(Post.objects.order_by("sleutel").values_list("sleutel", "bedrag", "code"))
        transaction.set_rollback(True)
    return rijen


def test_hetzelfde_zaad_geeft_dezelfde_rijen(settings: Any) -> None:
    settings.SWV_DEMO = True
    call_command("laad_profiel", "vo2001", stdout=StringIO())
    meegeleverd.laad(op=nu())
    eerste = _proefvulling()
    assert len(eerste) > 900
    assert _proefvulling() == eerste
