"""The demo history obeys the rules of live data, and the same seed and day give the same rows."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F

from swv.bestanden import lees
from swv.klok import datum_van, nu
from swv.models import Opdracht, Roltoekenning
from swv.scholen import meegeleverd
from tlv.beslisdatum import klokken_van
from tlv.documents import BESLUITBRIEF
from tlv.enums import (
    Aanvraagstatus,
    Besluitstatus,
    Bezwaarstatus,
    Bezwaaruitkomst,
    Herstelstatus,
    Uitkomst,
)
from tlv.models import LOPEND, Aanvraag, Besluit, Bezwaar, Brief, Toelaatbaarheidsverklaring
from tlv.services import niet_behandelen_tot_en_met

OP = date(2026, 11, 20)
pytestmark = pytest.mark.django_db
RIJEN = """
SELECT l.sleutel, l.dossiernummer, l.achternaam, a.sleutel, a.kenmerk, a.status, a.antwoorden::text
FROM leerlingen_leerling l LEFT JOIN tlv_aanvraag a ON a.leerling_id = l.id ORDER BY 1, 4
"""


def richt_in() -> None:
    call_command("laad_profiel", "po2202", stdout=StringIO())
    meegeleverd.laad(op=nu())


def vul(settings: Any, zaad: int) -> None:
    settings.SWV_DEMO = True
    call_command("laad_demo", swv="po2202", zaad=zaad, op=OP, stdout=StringIO())


def rijen() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(RIJEN)
        return cursor.fetchall()


def proefvulling(settings: Any, zaad: int) -> list[tuple[Any, ...]]:
    """Fill, read, and leave the database as it was."""
    with transaction.atomic():
        vul(settings, zaad)
        gelezen = rijen()
        transaction.set_rollback(True)
    return gelezen


def test_zelfde_zaad_en_dag_geven_dezelfde_rijen(settings: Any) -> None:
    richt_in()
    eerste = proefvulling(settings, zaad=3)
    assert len(eerste) > 300
    assert proefvulling(settings, zaad=3) == eerste
    assert proefvulling(settings, zaad=4) != eerste


def test_demo_gehoorzaamt_de_regels_van_echte_gegevens(settings: Any) -> None:
    richt_in()
    vul(settings, zaad=3)
    aanvragen = Aanvraag.objects.all()
    assert set(aanvragen.values_list("status", flat=True)) >= {
        Aanvraagstatus.CONCEPT,
        Aanvraagstatus.IN_BEHANDELING,
        Aanvraagstatus.BESLOTEN,
        Aanvraagstatus.INGETROKKEN,
    }
    assert not aanvragen.filter(status=Aanvraagstatus.BESLOTEN, besluit__isnull=True).exists()
    assert aanvragen.filter(eerstvolgende_datum__lt=OP).exists(), "some work is late"
    assert min(aanvragen.values_list("begonnen_op", flat=True)).date() < OP - timedelta(days=900)
    assert Bezwaar.objects.filter(besluit__status=Besluitstatus.IN_BEZWAAR).exists()
    assert Toelaatbaarheidsverklaring.objects.filter(besluit__uitkomst="toegekend").exists()
    assert not Besluit.objects.filter(brieven__isnull=True).exists()

    eis_termijnen_volgens_de_regel()


def test_demo_toont_ook_de_lastige_gevallen(settings: Any) -> None:
    """Lapsed, contested, without an address, moved away, half filled in: the demo is honest."""
    richt_in()
    vul(settings, zaad=3)
    niet_behandeld = Besluit.objects.get(uitkomst=Uitkomst.NIET_BEHANDELD)
    eis_kans_om_aan_te_vullen(niet_behandeld)
    assert {b.uitkomst for b in Bezwaar.objects.filter(status=Bezwaarstatus.AFGEHANDELD)} == {
        Bezwaaruitkomst.GEGROND,
        Bezwaaruitkomst.ONGEGROND,
    }
    ingetrokken = Toelaatbaarheidsverklaring.objects.get(ingetrokken_op__isnull=False)
    assert ingetrokken.besluit.status == Besluitstatus.HERROEPEN
    assert not Bezwaar.objects.filter(afgehandeld_door=F("besluit__genomen_door")).exists()
    assert Brief.objects.filter(adresregels=[], verzonden_op__isnull=True).exists()
    te_maken = Brief.objects.filter(besluit__status=Besluitstatus.GENOMEN).exclude(adresregels=[])
    assert Opdracht.objects.filter(soort=BESLUITBRIEF).count() == te_maken.count() > 0
    eis_documenten_bij_lopende_aanvragen()


def eis_kans_om_aan_te_vullen(besluit: Besluit) -> None:
    """Awb 4:5: the school had its chance, and the SWV said so in time."""
    verzoek = besluit.aanvraag.herstelverzoeken.get()
    assert verzoek.status == Herstelstatus.VERLOPEN
    laatste = niet_behandelen_tot_en_met(besluit.aanvraag)
    assert laatste is not None
    assert verzoek.hersteltermijn_tot_en_met < datum_van(besluit.genomen_op) <= laatste


def eis_documenten_bij_lopende_aanvragen() -> None:
    """Two real files with each request on which the schools of the logins work."""
    scholen = Roltoekenning.objects.filter(gebruiker__username__in=["school", "school2"]).values("school")
    lopend = Aanvraag.objects.filter(school__in=scholen, status__in=[*LOPEND, Aanvraagstatus.CONCEPT])
    assert lopend.exists()
    for aanvraag in lopend:
        bestanden = [rij.document for rij in aanvraag.documenten.select_related("document")]
        assert len(bestanden) == 2
        assert lees(bestanden[0]).startswith(b"%PDF-")


def eis_termijnen_volgens_de_regel() -> None:
    """The clocks written in bulk are those that the rule computes."""
    steekproef = Aanvraag.objects.exclude(status=Aanvraagstatus.CONCEPT).order_by("sleutel")[:60]
    for aanvraag in steekproef:
        berekend = {k.norm.pk: k.termijn.uiterste_datum for k in klokken_van(aanvraag)}
        bewaard = dict(aanvraag.termijnen.values_list("norm", "uiterste_datum"))
        assert bewaard.items() <= berekend.items(), aanvraag.kenmerk
        assert aanvraag.ingediend_op is not None
        assert datum_van(aanvraag.ingediend_op) in set(
            aanvraag.termijnen.values_list("begonnen_op", flat=True)
        )
