"""Harvesting dossiers is noticed within a minute, and told once (eisen.md S21)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from swv import tasks
from swv.inzagebewaking import bewaak, wie_zag_veel
from swv.klok import nu
from swv.models import Bericht, Gebruiker, Inzage
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def grens(settings: Any) -> None:
    settings.INZAGE_PER_UUR = 10


def kijkt(gebruiker: Gebruiker, aantal: int, *, minuten: int = 5) -> None:
    """Two pages of lists that overlap in one pupil."""
    leerlingen = [uuid4() for _ in range(aantal)]
    for deel in (leerlingen[: aantal // 2 + 1], leerlingen[aantal // 2 :]):
        Inzage.objects.create(
            gebruiker=gebruiker,
            op=nu() - timedelta(minutes=minuten),
            pagina="x",
            soort="lijst",
            rollen="",
            leerlingen=deel,
        )


def kijker(**kwargs: Any) -> Gebruiker:
    return GebruikerFactory(last_login=nu() - timedelta(hours=1), **kwargs)


def test_precies_de_grens_mag_en_een_meer_valt_op() -> None:
    gewoon, veel, oud = kijker(), kijker(), kijker()
    kijkt(gewoon, 10)
    kijkt(veel, 11)
    kijkt(oud, 40, minuten=61)
    assert wie_zag_veel(nu()) == [veel]


def test_de_fg_hoort_het_een_keer_per_uur(voer_opdrachten_uit: Any, op_moment: Any) -> None:
    fg = GebruikerFactory(rol="fg")
    GebruikerFactory(rol="beheer")
    with op_moment("2026-11-02 09:10+01:00"):
        veel = kijker(naam="Geheimzinnige Naam")
        kijkt(veel, 30)
        assert (bewaak(nu()), bewaak(nu())) == (1, 0)
        tasks.bewaak_inzage()
        voer_opdrachten_uit()
    bericht = Bericht.objects.get()
    assert (bericht.ontvanger, str(veel.sleutel) in bericht.pad) == (fg, True)
    assert [uit.to for uit in mail.outbox] == [[fg.email]]
    assert veel.naam not in str(mail.outbox[0].message())


def test_niets_bijzonders_kost_niets(django_assert_max_num_queries: Any) -> None:
    kijkt(kijker(), 3)
    with django_assert_max_num_queries(4):
        assert bewaak(nu()) == 0
