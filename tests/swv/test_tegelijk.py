"""Several querysets in one query: each answers as it would alone, also when it cannot have rows."""

from typing import Any

import pytest
from django.db.models import F, Value

from swv.models import Gebruiker, School
from swv.tegelijk import aantallen, objecten
from tests.conftest import Spelers

pytestmark = pytest.mark.django_db


def test_aantallen_van_verschillende_registers(spelers: Spelers, django_assert_num_queries: Any) -> None:
    vragen = [Gebruiker.objects.all(), School.objects.filter(pk=spelers.school.pk), School.objects.none()]

    with django_assert_num_queries(1):
        geteld = aantallen(vragen)

    assert list(geteld) == [Gebruiker.objects.count(), 1, 0]


def test_objecten_in_hun_eigen_volgorde_met_teksten_voor_sleutels(
    spelers: Spelers, django_assert_num_queries: Any
) -> None:
    scholen = School.objects.order_by("-id").values("sleutel", procent=Value("100%"), heet=F("naam"))

    with django_assert_num_queries(1):
        gelezen, begrensd, leeg = objecten([scholen, scholen[:1], scholen.filter(pk__in=[])])

    verwacht = [
        {"sleutel": str(s.sleutel), "procent": "100%", "heet": s.naam} for s in School.objects.order_by("-id")
    ]
    assert (gelezen, begrensd, leeg) == (verwacht, verwacht[:1], [])


def test_niets_vragen_kost_niets(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert list(aantallen([])) == list(objecten([])) == []
