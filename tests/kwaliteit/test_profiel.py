"""The KPI's of the three profiles: loaded as data, again and again the same."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from kwaliteit.models import Kpi
from kwaliteit.profiel import kpis_laden
from swv.kengetallen import KENGETALLEN
from swv.models import Norm
from swv.profielen import codes, lees
from swv.profielen.laden import Laadresultaat

PROFIELEN = codes()


@pytest.mark.parametrize("profiel", PROFIELEN)
def test_elke_code_bestaat(profiel: str) -> None:
    """A page survives an unknown code; the data of a profile may not hold one."""
    gebruikt = {code for kpi in lees(profiel).kpis for code in kpi.kengetallen}
    assert gebruikt - KENGETALLEN.keys() == set()


@pytest.mark.parametrize("profiel", PROFIELEN)
def test_elke_kpi_heeft_een_bron_of_zegt_wat_die_zou_zijn(profiel: str) -> None:
    kpis = lees(profiel).kpis
    assert len(kpis) >= 12
    assert [kpi.nummer for kpi in kpis] == [str(n) for n in range(1, len(kpis) + 1)]
    for kpi in kpis:
        assert kpi.kengetallen or kpi.nog_geen_bron
        assert kpi.bron
        assert not kpi.uitgelicht or kpi.uitgelicht in kpi.kengetallen


@pytest.mark.django_db
@pytest.mark.parametrize("profiel", PROFIELEN)
def test_twee_keer_laden_verandert_niets(profiel: str) -> None:
    call_command("laad_profiel", profiel, stdout=StringIO())
    eerste = list(Kpi.objects.op_volgorde().values())
    resultaat = Laadresultaat()
    kpis_laden(lees(profiel), resultaat)

    assert not resultaat.is_gewijzigd
    assert list(Kpi.objects.op_volgorde().values()) == eerste
    assert [kpi["nummer"] for kpi in eerste] == [kpi.nummer for kpi in lees(profiel).kpis]


@pytest.mark.django_db
def test_het_bestand_is_de_hele_lijst() -> None:
    profiel = lees("vo2001")
    kpis_laden(profiel, Laadresultaat())
    eerste, *_rest = profiel.kpis
    resultaat = Laadresultaat()
    kpis_laden(replace(profiel, kpis=(replace(eerste, naam="Anders"),)), resultaat)

    assert list(Kpi.objects.values_list("naam", flat=True)) == ["Anders"]
    assert resultaat.aantallen["gewijzigd"] == len(profiel.kpis)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "velden",
    [
        {"kengetallen": [], "nog_geen_bron": ""},
        {"kengetallen": ["tlv.lopend"], "naam": ""},
        {"kengetallen": ["tlv.lopend"], "ritme": "soms"},
    ],
)
def test_de_database_weigert_een_kpi_zonder_inhoud(velden: dict[str, Any]) -> None:
    gegevens = {"nummer": "9", "volgorde": 9, "naam": "Proef", "bron": "proef"} | velden
    with pytest.raises(IntegrityError), transaction.atomic():
        Kpi.objects.create(**gegevens)


@pytest.mark.django_db
@pytest.mark.parametrize("profiel", PROFIELEN)
def test_een_norm_past_bij_haar_kengetal(profiel: str) -> None:
    """A percentage is held against percents, a number against a number."""
    call_command("laad_profiel", profiel, stdout=StringIO())
    eenheden = dict(Norm.objects.values_list("code", "eenheid"))
    namen = {"percentage": "procent", "cijfer": "cijfer", "aantal": "aantal", "euro": "euro"}
    for kengetal in KENGETALLEN.values():
        if kengetal.norm in eenheden:
            assert eenheden[kengetal.norm] == namen[kengetal.eenheid], kengetal.code
