"""Both trails are tamper-evident: every change behind the back of the triggers is found (eisen.md S20)."""

import threading
from collections.abc import Callable
from io import StringIO
from typing import Any
from uuid import uuid4

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from swv import tasks, zegels
from swv.gebeurtenissen import leg_vast
from swv.klok import nu
from swv.models import Bericht, Gebeurtenis, Inzage, Zegel
from tests.factories import MOMENT, GebruikerFactory, LeerlingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kleine_zegels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zegels, "RIJEN_PER_ZEGEL", 4)


def schrijf(aantal: int = 10) -> None:
    leerling, wie = LeerlingFactory(), GebruikerFactory()
    for nummer in range(aantal):
        leg_vast(
            leerling,
            "proef",
            door=wie,
            op=MOMENT,
            leerling=leerling.sleutel,
            gegevens={"b": nummer, "a": "é"},
        )
        Inzage.objects.create(
            gebruiker=wie, rollen="", op=MOMENT, soort="pagina", pagina="x", leerlingen=[uuid4(), uuid4()]
        )


def fouten() -> list[str]:
    return [fout for uitslag in zegels.controleer() for fout in uitslag.fouten]


def buitenom(opdracht: str, *waarden: Any) -> None:
    """As the database administrator: without the triggers that refuse."""
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)


def test_alles_wordt_een_keer_verzegeld_en_klopt() -> None:
    schrijf()
    eerst = zegels.verzegel(nu())
    assert (eerst, zegels.verzegel(nu())) == (6, 0)
    schrijf(1)
    assert zegels.verzegel(nu()) == 2
    assert [uitslag.rijen for uitslag in zegels.controleer()] == [Gebeurtenis.objects.count(), 11]
    assert fouten() == []


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE swv_gebeurtenis SET toelichting = 'anders' WHERE id = %s",
        "UPDATE swv_gebeurtenis SET door_id = NULL WHERE id = %s",
        "UPDATE swv_gebeurtenis SET op = op + interval '1 second' WHERE id = %s",
        "UPDATE swv_gebeurtenis SET gegevens = '{}' WHERE id = %s",
        "DELETE FROM swv_gebeurtenis WHERE id = %s",
        "UPDATE swv_inzage SET leerlingen = leerlingen[1:1] WHERE id = %s",
        "DELETE FROM swv_inzage WHERE id = %s",
    ],
)
def test_een_veranderde_rij_wordt_gevonden(opdracht: str) -> None:
    schrijf()
    zegels.verzegel(nu())
    model = Gebeurtenis if "gebeurtenis" in opdracht else Inzage
    buitenom(opdracht, model.objects.order_by("id")[5].pk)
    assert len(fouten()) == 1


def test_een_weggenomen_zegel_wordt_gevonden() -> None:
    schrijf()
    zegels.verzegel(nu())
    buitenom("DELETE FROM swv_zegel WHERE id = %s", Zegel.objects.filter(spoor="inzage").order_by("id")[1].pk)
    assert ["sluit niet aan" in fout for fout in fouten()] == [True]


def test_een_ingekorte_keten_valt_op_door_het_zegel_in_het_logboek() -> None:
    schrijf()
    zegels.verzegel(nu())
    laatste = Zegel.objects.filter(spoor="inzage").latest("id")
    assert all(not uitslag.fouten for uitslag in zegels.controleer(laatste.hash))
    buitenom("DELETE FROM swv_inzage WHERE id >= %s", laatste.van_id)
    buitenom("DELETE FROM swv_zegel WHERE id = %s", laatste.pk)
    assert fouten() == []
    with pytest.raises(CommandError):
        call_command("spoor", "--anker", laatste.hash, stdout=StringIO(), stderr=StringIO())


def test_een_zegel_verandert_niet() -> None:
    schrijf()
    zegels.verzegel(nu())
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        Zegel.objects.update(hash="x")


def test_een_zegel_dekt_elke_kolom() -> None:
    """A column outside the seal could be changed unseen."""
    for model, velden in zegels.SPOREN.values():
        assert sorted(velden) == sorted(veld.attname for veld in model._meta.concrete_fields)


def test_de_fg_hoort_het_een_keer(op_moment: Callable[..., Any]) -> None:
    fg = GebruikerFactory(rol="fg")
    schrijf()
    with op_moment("2026-11-03 04:10+01:00"):
        tasks.verzegel_sporen()
        tasks.controleer_sporen()
        assert not Bericht.objects.exists()
        buitenom("UPDATE swv_inzage SET pagina = 'y'")
        tasks.controleer_sporen()
        tasks.controleer_sporen()
    assert Bericht.objects.get().ontvanger == fg


def test_het_commando_zegt_of_het_klopt() -> None:
    schrijf()
    zegels.verzegel(nu())
    uit = StringIO()
    call_command("spoor", stdout=uit)
    assert "Inzage: 10 rijen verzegeld" in uit.getvalue()
    assert uit.getvalue().endswith("Alles klopt.\n")


@pytest.mark.django_db(transaction=True)
def test_wie_nog_schrijft_houdt_het_zegel_op_maar_niet_de_keten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number given out before the seal and committed after it would otherwise look like tampering."""
    monkeypatch.setattr(zegels, "WACHT_OP_SCHRIJVERS", "100ms")
    wie = GebruikerFactory()
    schrijft, klaar = threading.Event(), threading.Event()

    def traag() -> None:
        with transaction.atomic():
            leg_vast(wie, "traag", door=None, op=MOMENT)
            schrijft.set()
            klaar.wait(10)
        connection.close()

    draad = threading.Thread(target=traag)
    draad.start()
    schrijft.wait(10)
    leg_vast(wie, "snel", door=None, op=MOMENT)
    tijdens = zegels.verzegel(nu())
    klaar.set()
    draad.join(10)
    assert (tijdens, zegels.verzegel(nu()), fouten()) == (0, 1, [])


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_verzegelen_maken_een_keten() -> None:
    schrijf()

    def doe() -> None:
        tasks.verzegel_sporen()
        connection.close()

    draden = [threading.Thread(target=doe) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    zegels.verzegel(nu())
    assert (Zegel.objects.count(), fouten()) == (6, [])
