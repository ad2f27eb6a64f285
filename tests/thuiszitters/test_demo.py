"""The demo history has the shape of the documents, obeys the rules of live data, and is the same twice."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Q

from leerlingen import demo as leerlingendemo
from leerlingen.models import Leerling
from swv.demo import begin, maak_gebruikers
from swv.kengetallen import KENGETALLEN, Peiling, meet
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.scholen import meegeleverd
from thuiszitters import demo as thuiszitterdemo
from thuiszitters import services
from thuiszitters.duur import klasse_op
from thuiszitters.enums import Actiestatus, Klasse, Meldingstatus, Trajectstatus
from thuiszitters.models import (
    Actie,
    Adviesvraag,
    Categorieperiode,
    Escalatiestap,
    Evaluatie,
    Lijstregel,
    Melding,
    Plandoel,
    Planpartner,
    Thuiszitterteller,
    Traject,
    Volgnummer,
    Vrijstelling,
)

OP = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ingericht(settings: Any) -> None:
    settings.SWV_DEMO = True
    call_command("laad_profiel", "vo2001", stdout=StringIO())
    meegeleverd.laad(op=nu())


def vul(zaad: int = 3) -> None:
    demo = begin(swv="vo2001", zaad=zaad, op=OP)
    maak_gebruikers(demo)
    leerlingendemo.laad(demo)
    thuiszitterdemo.laad(demo)


def stand(code: str, dag: date) -> int:
    vraag = Peiling(Kwartaal.van(dag), dag, dag - timedelta(days=91))
    return int(meet(vraag, [f"thuiszitters.{code}"])[0].uitkomst.waarde or 0)


def afdruk() -> list[tuple[Any, ...]]:
    return list(
        Traject.objects.order_by("kenmerk").values_list("sleutel", "kenmerk", "einddatum", "uitkomst")
    )


def test_vorm_van_de_geschiedenis(ingericht: None) -> None:
    """missie.md 1.18: 70-140 a year, ziekgemeld 88 -> 30, vrijstellingen 96 -> 135 mostly without a school."""
    vul()
    toen = OP - timedelta(days=3 * 365)
    begonnen = Traject.objects.exclude(categorieen__categorie__in=["ziekgemeld", "5_sub_a"])
    for jaar in range(3):
        van = OP - timedelta(days=365 * (jaar + 1))
        assert 70 <= begonnen.begonnen(van, van + timedelta(days=364)).count() <= 140
    assert 75 <= stand("ziekgemeld", toen) <= 100
    assert 18 <= stand("ziekgemeld", OP) <= 45
    assert 85 <= stand("vrijstelling_5a", toen) <= 105
    assert 120 <= stand("vrijstelling_5a", OP) <= 150
    vrij = Traject.objects.lopend().in_klasse(OP, [Klasse.VRIJSTELLING_5A])
    nooit = vrij.filter(leerling__inschrijvingen__isnull=True).count()
    assert 0.6 < nooit / vrij.count() < 0.9
    _eis_regels()
    _eis_lastige_gevallen()
    _eis_aanpak()
    _eis_bladzijden_vol()


def _eis_regels() -> None:
    """What the services guarantee holds for what was written in bulk."""
    perioden: dict[int, list[Categorieperiode]] = {}
    for rij in Categorieperiode.objects.order_by("vanaf"):
        perioden.setdefault(rij.traject_id, []).append(rij)
    for traject in Traject.objects.all():
        loop = perioden[traject.pk]
        assert loop[0].vanaf == traject.eerste_verzuimdag
        for eerste, tweede in pairwise(loop):
            assert eerste.tot_en_met == tweede.vanaf - timedelta(days=1)
            assert eerste.categorie != tweede.categorie
        assert loop[-1].tot_en_met is None
        assert traject.einddatum is None or loop[-1].vanaf <= traject.einddatum <= OP
        assert klasse_op(loop[-1].categorie, loop[-1].vanaf, OP)
    assert not Melding.objects.filter(gemeld_op__date__lt=F("geconstateerd_op")).exists()
    assert not Traject.objects.filter(meldingen__isnull=True).exists()
    assert Volgnummer.objects.count() == Traject.objects.values("leerling").distinct().count()
    assert Thuiszitterteller.objects.get(reeks="inspectie").laatste == Volgnummer.objects.count()
    _eis_klokken()


def _eis_klokken() -> None:
    """The clocks written in bulk are those that the service computes."""
    for traject in Traject.objects.order_by("sleutel")[:40]:
        bewaard = sorted(traject.termijnen.values_list("norm", "uiterste_datum", "gehaald_op"))
        eerstvolgend = traject.eerstvolgende_datum
        services.termijnen_bijwerken(traject=traject, op=nu())
        assert sorted(traject.termijnen.values_list("norm", "uiterste_datum", "gehaald_op")) == bewaard
        assert traject.eerstvolgende_datum == eerstvolgend


def _eis_lastige_gevallen() -> None:
    assert set(Melding.objects.values_list("status", flat=True)) == set(Meldingstatus.values)
    assert Traject.objects.filter(vervolg_op__isnull=False).exists(), "some fall out again"
    assert Traject.objects.filter(school__isnull=True, status=Trajectstatus.LOPEND).exists()
    laat = Actie.objects.filter(status=Actiestatus.OPEN, uiterlijk_op__lt=OP)
    assert laat.filter(traject__status=Trajectstatus.LOPEND).exists(), "some work is late"
    assert Traject.objects.lopend().filter(~Q(acties__status=Actiestatus.OPEN)).exists(), "some have no plan"
    assert Leerling.objects.filter(thuiszittrajecten__isnull=False, inschrijvingen__isnull=True).exists()


def _eis_aanpak() -> None:
    """Plans, the ladder, vrijstellingen and a compared list: each has something, and one directs at a time."""
    for model in (Plandoel, Planpartner, Evaluatie, Escalatiestap, Vrijstelling, Adviesvraag, Lijstregel):
        assert model.objects.exists(), model
    lopend = Traject.objects.lopend()
    assert not lopend.exclude(regieperioden__tot_en_met=None).exists()
    for traject in lopend.filter(pk__in=Vrijstelling.objects.values("traject")):
        assert Vrijstelling.objects.loopt_op(OP).filter(traject=traject).count() == 1
    assert {r.status for r in Adviesvraag.objects.all()} == {"nieuw", "uitgebracht"}
    assert not Escalatiestap.objects.filter(datum__gt=OP).exists()


def _eis_bladzijden_vol() -> None:
    """Nearly every figure has something to say on the last peildatum; a small categorie may be empty."""
    vraag = Peiling(Kwartaal(2026, 3), date(2026, 9, 15), date(2026, 6, 15))
    leeg = Counter(
        rij.kengetal.code
        for rij in meet(vraag, [code for code in KENGETALLEN if code.startswith("thuiszitters.")])
        if not rij.uitkomst.waarde
    )
    assert len(leeg) <= 2, leeg


def test_zelfde_zaad_geeft_dezelfde_rijen_en_kopieen_tellen_mee(ingericht: None) -> None:
    with transaction.atomic():
        vul()
        eerste = afdruk()
        transaction.set_rollback(True)
    vul()
    assert afdruk() == eerste
    aantal = Traject.objects.count()
    leerlingendemo.kopieer(2)
    thuiszitterdemo.kopieer(2)
    assert Traject.objects.count() == 3 * aantal
    assert Melding.objects.filter(status=Meldingstatus.OPGEPAKT).count() == 3 * aantal
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM thuiszitters_categorieperiode")
        assert (
            cursor.fetchone()[0]
            == 3 * Categorieperiode.objects.exclude(traject__kenmerk__startswith="K").count()
        )
