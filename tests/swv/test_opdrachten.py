"""Jobs: placed once, carried out once, never lost (eisen.md B1, R1, R3, R6, R7)."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from kombu.exceptions import OperationalError

from swv import opdrachten, tasks
from swv.enums import Opdrachtstatus
from swv.klok import nu
from swv.models import Gebeurtenis, Opdracht
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, OpdrachtFactory
from tests.swv import proefopdrachten
from tests.swv.proefworker import effecten, proefworker, wacht_tot_klaar

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def iemand(db: None) -> None:
    GebruikerFactory()


def plaats(soort: str = proefopdrachten.SOORT, nummer: int = 1, **gegevens: object) -> Opdracht:
    return opdrachten.plaats(soort, uniek=f"{soort}:{nummer}", op=nu(), nummer=nummer, **gegevens)


def voer_uit_zonder_te_klagen(opdracht: Opdracht) -> None:
    try:
        opdrachten.voer_uit(opdracht.pk)
    except ValueError:
        return


def test_plaatsen_is_een_keer_per_sleutel() -> None:
    assert plaats() == plaats()
    assert Opdracht.objects.count() == 1


def test_onbekende_soort_valt_bij_het_plaatsen_op() -> None:
    with pytest.raises(KeyError):
        opdrachten.plaats("bestaat.niet", uniek="x", op=nu())


def test_wekken_gebeurt_pas_na_de_transactie(monkeypatch, django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    gewekt: list[int] = []
    monkeypatch.setattr(opdrachten, "maak_wakker", gewekt.append)
    with django_capture_on_commit_callbacks(execute=True):
        opdracht = plaats()
        assert gewekt == []
    assert gewekt == [opdracht.pk]


def test_zonder_broker_blijft_de_rij_staan(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def weiger(*_args: object, **_kwargs: object) -> None:
        raise OperationalError

    monkeypatch.setattr(opdrachten.app, "send_task", weiger)
    opdracht = plaats()
    opdrachten.maak_wakker(opdracht.pk)
    assert Opdracht.objects.wachtend().count() == 1


def test_twee_keer_uitvoeren_heeft_een_effect() -> None:
    opdracht = plaats()
    assert opdrachten.voer_uit(opdracht.pk) is True
    assert opdrachten.voer_uit(opdracht.pk) is False
    tasks.voer_opdracht_uit(opdracht_id=opdracht.pk)
    assert effecten() == {"1": 1}
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.pogingen) == (Opdrachtstatus.KLAAR, 1)


def test_een_fout_laat_niets_half_achter_en_telt(caplog: pytest.LogCaptureFixture) -> None:
    opdracht = plaats("proef.stuk")
    with pytest.raises(ValueError, match="Jan"):
        opdrachten.voer_uit(opdracht.pk)
    opdracht.refresh_from_db()
    assert effecten() == {}
    assert (opdracht.status, opdracht.pogingen) == (Opdrachtstatus.WACHT, 1)
    assert opdracht.laatste_fout.startswith("ValueError in faal, regel ")
    assert "Jan" not in opdracht.laatste_fout


def test_na_drie_fouten_staat_de_opdracht_apart() -> None:
    opdracht = plaats("proef.stuk")
    for _ in range(5):
        Opdracht.objects.update(niet_voor=nu())
        voer_uit_zonder_te_klagen(opdracht)
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.pogingen) == (Opdrachtstatus.MISLUKT, 3)


def test_een_poging_wordt_eerst_geteld_en_de_rij_even_bezet() -> None:
    """A second delivery right after the first meets the lease: it costs no attempt."""
    opdracht = plaats("proef.stuk")
    for _ in range(5):
        voer_uit_zonder_te_klagen(opdracht)
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.pogingen) == (Opdrachtstatus.WACHT, 1)


def test_wie_er_drie_keer_aan_stierf_wordt_apart_gezet() -> None:
    opdracht = OpdrachtFactory(soort=proefopdrachten.SOORT, gegevens={"nummer": 1}, pogingen=3)
    assert opdrachten.voer_uit(opdracht.pk) is False
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.laatste_fout) == (Opdrachtstatus.MISLUKT, opdrachten.AFGEBROKEN)
    assert effecten() == {}


def test_nog_niet_mogelijk_wacht_zonder_te_tellen() -> None:
    opdracht = plaats("proef.wacht")
    for _ in range(4):
        Opdracht.objects.update(niet_voor=nu())
        assert opdrachten.voer_uit(opdracht.pk) is False
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.pogingen) == (Opdrachtstatus.WACHT, 0)
    assert opdracht.laatste_fout == "De omgeving is nog niet klaar."
    assert opdracht.niet_voor > nu() + timedelta(seconds=30)
    assert effecten() == {}


def test_de_veger_pakt_op_wat_bleef_liggen(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    gewekt: list[int] = []
    monkeypatch.setattr(opdrachten, "maak_wakker", gewekt.append)
    blijft = plaats()
    OpdrachtFactory(niet_voor=nu() + timedelta(hours=1))
    OpdrachtFactory(status=Opdrachtstatus.KLAAR, klaar_op=nu())
    OpdrachtFactory(status=Opdrachtstatus.MISLUKT)
    assert opdrachten.pak_op(nu()) == 1
    assert gewekt == [blijft.pk]


def test_opnieuw_geeft_drie_nieuwe_pogingen(spelers: Spelers) -> None:
    opdracht = OpdrachtFactory(status=Opdrachtstatus.MISLUKT, pogingen=3, laatste_fout="ValueError")
    with pytest.raises(NietToegestaan):
        opdrachten.opnieuw(opdracht, door=spelers.coordinator_school, op=nu())
    for _ in range(2):
        opdrachten.opnieuw(opdracht, door=spelers.medewerker, op=nu())
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.pogingen, opdracht.laatste_fout) == (Opdrachtstatus.WACHT, 0, "")
    assert Gebeurtenis.objects.van(opdracht).count() == 1


# --- with real connections, and with a real worker ---------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_vijf_keer_tegelijk_bezorgd_heeft_een_effect() -> None:
    """R6; each thread is a worker with its own connection."""
    opdracht = plaats(duur=0.3)

    def bezorg(_nummer: int) -> bool:
        try:
            return opdrachten.voer_uit(opdracht.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as bezorgers:
        uitkomsten = list(bezorgers.map(bezorg, range(5)))
    opdracht.refresh_from_db()
    assert uitkomsten.count(True) == 1
    assert effecten() == {"1": 1}
    assert (opdracht.status, opdracht.pogingen) == (Opdrachtstatus.KLAAR, 1)


@pytest.mark.django_db(transaction=True)
def test_gedode_worker_en_geleegde_broker_geven_precies_een_effect(tmp_path: Path) -> None:
    """kill -9 in the middle, FLUSHALL in the middle, and one job that kills whoever takes it."""
    aantal = 24
    with transaction.atomic():
        giftig = plaats("proef.giftig", 999)
        for nummer in range(aantal):
            plaats(nummer=nummer, duur=0.15)
    with proefworker(tmp_path) as worker:
        for nummer in Opdracht.objects.values_list("pk", flat=True):
            opdrachten.maak_wakker(nummer)
        wacht_tot_klaar(40, klaar=3, worker=worker)
        worker.leeg_broker()
        wacht_tot_klaar(40, klaar=8, worker=worker)
        worker.dood()
        assert effecten().total() < aantal, "killed in the middle"
        worker.start()
        wacht_tot_klaar(40, klaar=aantal, worker=worker)
        einde = time.monotonic() + 20
        while time.monotonic() < einde and Opdracht.objects.wachtend().exists():
            opdrachten.pak_op(nu())
            time.sleep(0.5)
    assert effecten() == {str(nummer): 1 for nummer in range(aantal)}
    giftig.refresh_from_db()
    assert (giftig.status, giftig.pogingen) == (Opdrachtstatus.MISLUKT, 3)


# --- the page -------------------------------------------------------------------------------------


def test_bladzijde_toont_mislukt_en_wachtend_met_reden(als, spelers: Spelers) -> None:  # type: ignore[no-untyped-def]
    OpdrachtFactory(status=Opdrachtstatus.MISLUKT, pogingen=3, laatste_fout="ValueError in maak, regel 12")
    OpdrachtFactory(laatste_fout="PDF's maken kan nog niet.")
    bladzijde = als(spelers.medewerker).get(reverse("opdrachten")).content.decode()
    assert "ValueError in maak, regel 12" in bladzijde
    assert "PDF&#x27;s maken kan nog niet." in bladzijde
    assert "Opnieuw proberen" in bladzijde


def test_knop_opnieuw(als, spelers: Spelers) -> None:  # type: ignore[no-untyped-def]
    opdracht = OpdrachtFactory(status=Opdrachtstatus.MISLUKT, pogingen=3)
    adres = reverse("opdracht_opnieuw", args=[opdracht.sleutel])
    client: Client = als(spelers.medewerker)
    assert client.get(adres).status_code == 405
    assert client.post(adres, follow=True).status_code == 200
    opdracht.refresh_from_db()
    assert opdracht.status == Opdrachtstatus.WACHT
    assert als(spelers.coordinator_school).post(adres).status_code == 403


@pytest.mark.parametrize("aantal", [1, 3])
def test_bladzijde_kost_een_vast_aantal_vragen(
    als, spelers: Spelers, aantal: int, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    OpdrachtFactory.create_batch(aantal)
    OpdrachtFactory.create_batch(aantal, status=Opdrachtstatus.MISLUKT)
    client = als(spelers.medewerker)
    client.get(reverse("start"))
    with django_assert_max_num_queries(7):  # one of them counts for the navigation
        client.get(reverse("opdrachten"))
