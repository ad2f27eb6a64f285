"""The demo history obeys the rules of live data, and the same seed and day give the same rows."""

from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Q

from ect.demo import kopieer, laad
from ect.enums import Aanmeldstatus, Adviesstatus, Casusstatus
from ect.models import (
    Aanmelding,
    Casus,
    Contactmoment,
    Ectadvies,
    Interventie,
    Keuze,
    Notitie,
    Notitietoegang,
)
from ect.reactietermijn import reactieklok
from leerlingen import demo as leerlingen_demo
from leerlingen.models import Inschrijving
from swv import demo as demodata
from swv.klok import datum_van, nu
from swv.models import Gebeurtenis
from swv.scholen import meegeleverd

OP = date(2026, 11, 20)
pytestmark = pytest.mark.django_db
RIJEN = """
SELECT a.sleutel, a.kenmerk, a.status, a.vraag, c.sleutel, c.status, c.uitkomst, n.sleutel, n.tekst
FROM ect_aanmelding a LEFT JOIN ect_casus c ON c.aanmelding_id = a.id
LEFT JOIN ect_notitie n ON n.casus_id = c.id ORDER BY 1, 8
"""


def richt_in(swv: str) -> None:
    call_command("laad_profiel", swv, stdout=StringIO())
    meegeleverd.laad(op=nu())


def vul(swv: str, zaad: int = 3) -> None:
    """The logins, the pupils and this room, without the rooms above it."""
    run = demodata.begin(swv=swv, zaad=zaad, op=OP)
    demodata.maak_gebruikers(run)
    leerlingen_demo.laad(run)
    laad(run)


def proefvulling(zaad: int) -> list[tuple[Any, ...]]:
    """Fill, read, and leave the database as it was."""
    with transaction.atomic():
        vul("po2202", zaad)
        with connection.cursor() as cursor:
            cursor.execute(RIJEN)
            rijen = cursor.fetchall()
        transaction.set_rollback(True)
    return rijen


def test_zelfde_zaad_en_dag_geven_dezelfde_rijen() -> None:
    richt_in("po2202")
    eerste = proefvulling(zaad=3)

    assert len(eerste) > 100
    assert proefvulling(zaad=3) == eerste


def test_demo_gehoorzaamt_de_regels_van_echte_gegevens() -> None:
    richt_in("vo2001")
    vul("vo2001")

    eis_vorm()
    eis_klok()
    eis_geschiedenis()
    eis_notities()
    eis_kopie()


def eis_vorm() -> None:
    """Three school years of 40 to 120 casussen, every status, work that waits and work that is late."""
    per_jaar = Counter(datum_van(c.geopend_op).year for c in Casus.objects.all())
    assert all(40 <= per_jaar[jaar] <= 120 for jaar in (2024, 2025)), per_jaar
    assert set(Aanmelding.objects.values_list("status", flat=True)) == set(Aanmeldstatus.values)
    assert set(Casus.objects.values_list("status", flat=True)) == set(Casusstatus.values)
    assert set(Ectadvies.objects.values_list("status", flat=True)) == set(Adviesstatus.values)
    assert Aanmelding.objects.wacht_te_lang_op(OP).exists()
    assert Casus.objects.lopend().filter(volgende_stap_datum__lt=OP).exists()
    assert Casus.objects.filter(vorige__isnull=False).exists()
    gekozen = set(Interventie.objects.values_list("interventie__code", flat=True))
    assert len(gekozen) >= 12, "nearly all of the fourteen"


def eis_klok() -> None:
    """The dates written in bulk are those that the rule computes; reactions are mostly in time."""
    for aanmelding in Aanmelding.objects.order_by("sleutel")[:40]:
        klok = reactieklok(datum_van(aanmelding.aangemeld_op))
        verwacht = klok.termijn.uiterste_datum if klok else None
        assert aanmelding.reactie_uiterlijk == verwacht, aanmelding.kenmerk
    reacties = Aanmelding.objects.filter(norm__isnull=False, gereageerd_op__isnull=False)
    assert 0.8 < reacties.op_tijd().count() / reacties.count() < 1


def eis_geschiedenis() -> None:
    for aanmelding in Aanmelding.objects.select_related("leerling", "school")[:60]:
        op_school = Inschrijving.objects.op(datum_van(aanmelding.aangemeld_op))
        assert op_school.filter(leerling=aanmelding.leerling, school=aanmelding.school).exists()
    na_einde = Q(casus__afgesloten_op__date__lt=F("vanaf")) | Q(
        casus__afgesloten_op__date__lt=F("tot_en_met")
    )
    assert not Interventie.objects.filter(na_einde).exists()
    assert not Interventie.objects.filter(
        casus__status=Casusstatus.AFGESLOTEN, tot_en_met__isnull=True
    ).exists()
    assert not Interventie.objects.filter(vanaf__lt=F("casus__geopend_op__date")).exists()
    assert not Contactmoment.objects.filter(datum__gte=OP).exists()
    assert not Ectadvies.objects.filter(
        status=Adviesstatus.CONCEPT, casus__status=Casusstatus.AFGESLOTEN
    ).exists()
    vervolg = Casus.objects.filter(vorige__isnull=False).select_related("vorige")
    assert all(
        c.vorige.afgesloten_op < c.geopend_op and c.vorige.leerling_id == c.leerling_id for c in vervolg
    )
    assert not Casus.objects.exclude(leerling=F("aanmelding__leerling")).exists()
    nummers = list(Aanmelding.objects.order_by("aangemeld_op", "sleutel").values_list("kenmerk", flat=True))
    assert nummers == sorted(nummers)
    gebeurd = Counter(Gebeurtenis.objects.filter(onderwerp="ect.casus").values_list("soort", flat=True))
    assert gebeurd["geopend"] == Casus.objects.count()
    assert gebeurd["afsluiten"] == Casus.objects.filter(status=Casusstatus.AFGESLOTEN).count()


def eis_notities() -> None:
    """Some, of the casushouder, and now and then one person named."""
    assert Notitie.objects.exists()
    assert not Notitie.objects.exclude(geschreven_door=F("casus__casushouder")).exists()
    assert Notitietoegang.objects.lopend().exists()
    assert not Notitietoegang.objects.filter(gebruiker=F("notitie__casus__casushouder")).exists()


def eis_kopie() -> None:
    """For the benchmark everything is copied but what people wrote in confidence."""
    aantallen = [model.objects.count() for model in (Aanmelding, Casus, Interventie, Notitie)]
    leerlingen_demo.kopieer(1)
    kopieer(1)
    nieuw = [model.objects.count() for model in (Aanmelding, Casus, Interventie, Notitie)]

    assert nieuw == [2 * aantallen[0], 2 * aantallen[1], 2 * aantallen[2], aantallen[3]]


def test_zonder_norm_loopt_er_geen_klok() -> None:
    """PO2202 has no norm for the first reaction; its destinations are those of primary education."""
    richt_in("po2202")
    vul("po2202")

    assert Aanmelding.objects.exists()
    assert not Aanmelding.objects.filter(reactie_uiterlijk__isnull=False).exists()
    codes = set(Keuze.objects.filter(lijst="bestemming").values_list("code", flat=True))
    assert {"sbo", "so"} <= codes
    assert not codes & {"mbo", "ttvo", "arbeid"}
