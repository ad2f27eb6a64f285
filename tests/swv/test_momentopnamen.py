"""Freezing a quarter: once, never before its time, never changed, a correction visible beside it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from unittest import mock

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.utils import DatabaseError

from swv import kengetallen, tasks
from swv.buiten import StandBuiten
from swv.enums import Aanleiding
from swv.kengetallen import KENGETALLEN, KWARTAAL, Cel, Kengetal, Verdeling, aantal
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.models import Gebeurtenis, Meting, Momentopname, Norm, Verdelingmeting
from swv.models.normen import Eenheid
from swv.momentopnamen import (
    NIET_VASTGELEGD,
    PeildatumNietVoorbij,
    bevries,
    haal_in,
    in_te_halen,
    stand_nu,
    stand_van,
    vergelijk,
)
from tests.factories import BEGIN, GebruikerFactory, NormFactory, SamenwerkingsverbandFactory
from tests.swv import proefcijfers as pc

pytestmark = pytest.mark.django_db
K4 = Kwartaal(2025, 4)
NA = datetime(2025, 12, 16, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cijfers(db: None) -> Iterator[pc.Proefcijfers]:
    SamenwerkingsverbandFactory()
    NormFactory(code=pc.NORM, waarde=30, eenheid=Eenheid.AANTAL, geldig_vanaf=BEGIN)
    with pc.proefcijfers() as proef:
        yield proef


def test_legt_elk_cijfer_vast_met_definitie_en_norm(cijfers: pc.Proefcijfers) -> None:
    directeur = GebruikerFactory(rol="directeur")
    stand = bevries(K4, door=directeur, op=NA)
    rij = stand.momentopname
    assert (rij.peildatum, rij.vorige_peildatum) == (date(2025, 12, 15), date(2025, 9, 15))
    assert (rij.gemaakt_door, rij.aanleiding) == (directeur, Aanleiding.VERZOEK)
    gemeten = stand.waarde(pc.STAND)
    assert (gemeten.uitkomst.waarde, gemeten.status) == (31, "niet gehaald")
    assert gemeten.norm is not None
    assert (gemeten.norm.code, gemeten.norm.waarde_tekst) == (pc.NORM, "30")
    assert stand.codes == sorted(KENGETALLEN)
    assert [vraag.kwartaal for vraag in cijfers.gevraagd] == [K4]
    assert Gebeurtenis.objects.van(rij).get().soort == "vastgelegd"


def test_elk_cijfer_achter_de_komma_blijft() -> None:
    levend, bevroren = stand_nu(K4), bevries(K4, door=None, op=NA)
    for code in levend.codes:
        assert bevroren.waarde(code).uitkomst == levend.waarde(code).uitkomst
        assert bevroren.waarde(code).status == levend.waarde(code).status
    deel = bevroren.waarde(pc.DEEL).uitkomst.waarde
    assert deel == Decimal(100) / Decimal(3)
    assert bevroren.waarde(pc.LEEG).uitkomst.waarde is None
    assert bevroren.waarde(pc.LEEG).status == "n.v.t."


def test_een_tweede_keer_verandert_niets(cijfers: pc.Proefcijfers) -> None:
    eerste = bevries(K4, door=None, op=NA)
    cijfers.stand = 12
    tweede = bevries(K4, door=None, op=NA)
    assert tweede.momentopname == eerste.momentopname
    assert tweede.waarde(pc.STAND).uitkomst.waarde == 31


@pytest.mark.parametrize("op", [datetime(2025, 10, 1, 8, tzinfo=UTC), datetime(2025, 12, 15, 22, tzinfo=UTC)])
def test_voor_het_einde_van_de_peildatum_geweigerd_in_een_zin(op: datetime) -> None:
    with pytest.raises(PeildatumNietVoorbij) as fout:
        bevries(K4, door=None, op=op)
    assert str(fout.value) == (
        "De cijfers van het 4e kwartaal 2025 kunnen pas na de peildatum worden vastgelegd, "
        "vanaf 16 december 2025."
    )
    assert not Momentopname.objects.exists()


def test_om_middernacht_in_nederland_kan_het(cijfers: pc.Proefcijfers) -> None:
    bevries(K4, door=None, op=datetime(2025, 12, 15, 23, 0, tzinfo=UTC))
    assert stand_van(K4) is not None


@pytest.mark.django_db(transaction=True)
def test_vijf_tegelijk_maken_er_een(cijfers: pc.Proefcijfers) -> None:
    def doe(_nummer: int) -> int:
        try:
            return bevries(K4, door=None, op=NA).momentopname.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as draden:
        gemaakt = set(draden.map(doe, range(5)))
    assert len(gemaakt) == 1
    assert Meting.objects.count() == len(KENGETALLEN)
    assert len(cijfers.gevraagd) == 1


@pytest.mark.parametrize("model", [Momentopname, Meting, Verdelingmeting])
def test_de_database_laat_niets_wijzigen_of_verdwijnen(model: type[Momentopname]) -> None:
    bevries(K4, door=None, op=NA)
    rijen = model.objects.all()
    for verander in (lambda: rijen.update(id=F("id")), lambda: rijen._raw_delete(rijen.db)):
        with pytest.raises(DatabaseError), transaction.atomic():
            verander()


def test_er_is_een_momentopname_per_kwartaal() -> None:
    bevries(K4, door=None, op=NA)
    velden = {"peildatum": date(2025, 12, 15), "vorige_peildatum": date(2025, 9, 15), "gemaakt_op": NA}
    with pytest.raises(IntegrityError), transaction.atomic():
        Momentopname.objects.create(jaar=2025, nummer=4, aanleiding=Aanleiding.VERZOEK, **velden)


def test_een_latere_norm_en_definitie_raken_het_bevroren_cijfer_niet() -> None:
    bevries(K4, door=None, op=NA)
    Norm.objects.filter(code=pc.NORM).update(waarde=99, naam="Anders")
    gemeten = stand_van(K4).waarde(pc.STAND)  # type: ignore[union-attr]
    assert gemeten.norm is not None
    assert (gemeten.norm.waarde, gemeten.norm.naam, gemeten.status) == (
        30,
        "Een norm voor de proef",
        "niet gehaald",
    )
    KENGETALLEN.clear()
    assert stand_van(K4).waarde(pc.STAND).kengetal.naam == "Proefstand"  # type: ignore[union-attr]


def test_een_cijfer_van_later_is_niet_van_toepassing(cijfers: pc.Proefcijfers) -> None:
    later = KENGETALLEN.pop(pc.DEEL)
    bevries(K4, door=None, op=NA)
    KENGETALLEN[pc.DEEL] = later
    gemeten = stand_van(K4).waarde(pc.DEEL)  # type: ignore[union-attr]
    assert (gemeten.uitkomst.waarde, gemeten.uitkomst.toelichting) == (None, NIET_VASTGELEGD)
    with pytest.raises(KeyError):
        stand_van(K4).waarde("bestaat.niet")  # type: ignore[union-attr]


def test_een_correctie_staat_naast_het_bevroren_cijfer(cijfers: pc.Proefcijfers) -> None:
    bevroren = bevries(K4, door=None, op=NA)
    assert not any(verschil.is_gewijzigd for verschil in vergelijk(bevroren))
    cijfers.stand = 29
    (gewijzigd,) = [verschil for verschil in vergelijk(bevroren) if verschil.is_gewijzigd]
    assert gewijzigd.bevroren.uitkomst.waarde == 31
    assert gewijzigd.nu.uitkomst.waarde == 29
    assert gewijzigd.nu.status == "gehaald"


def test_trend_laat_acht_kwartalen_zien_met_gaten(cijfers: pc.Proefcijfers) -> None:
    for terug, stand in ((5, 40), (1, 35), (0, 31)):
        cijfers.stand = stand
        bevries(K4.verschoven(-terug), door=None, op=NA)
    bevroren = stand_van(K4)
    assert bevroren is not None
    trend = bevroren.trend(pc.STAND)
    assert [str(kwartaal) for kwartaal, _ in trend] == [
        "2024-1", "2024-2", "2024-3", "2024-4", "2025-1", "2025-2", "2025-3", "2025-4",
    ]  # fmt: skip
    assert [waarde for _, waarde in trend] == [None, None, 40, None, None, None, 35, 31]
    assert bevroren.vorige(pc.STAND) == 35
    cijfers.stand = 7
    assert stand_nu(K4).trend(pc.STAND)[-1] == (K4, 7)
    assert stand_nu(K4).trend(pc.STAND)[:-1] == trend[:-1]


def test_een_stand_kost_een_vast_aantal_vragen(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    bevries(K4.vorige, door=None, op=NA)
    bevries(K4, door=None, op=NA)
    with django_assert_num_queries(4):
        stand = stand_van(K4)
        assert stand is not None
        for code in stand.codes:
            stand.waarde(code)
            stand.trend(code)
        for code in (pc.NAAR_GEMEENTE, pc.NAAR_DUUR):
            stand.verdeling(code)
            stand.tabel(code)


def test_de_grens_is_een_norm_met_geldigheid() -> None:
    NormFactory(code="rapportage.kleinste_cel", waarde=10, eenheid=Eenheid.AANTAL, geldig_vanaf=BEGIN)
    stand = StandBuiten(bevries(K4, door=None, op=NA).momentopname)
    assert stand.grens == 10
    assert [cel.aantal for cel in stand.verdeling(pc.NAAR_GEMEENTE)] == [20, None, None, 12]


# --- the task of every night --------------------------------------------------------------------


def test_de_dag_na_de_peildatum_en_nooit_eerder() -> None:
    assert in_te_halen(datetime(2025, 12, 15, 12, tzinfo=UTC)) == []
    assert in_te_halen(NA) == [K4]
    assert haal_in(NA) == [K4]
    assert haal_in(NA) == []
    assert Momentopname.objects.get().aanleiding == Aanleiding.PLANNING


def test_een_nieuwe_installatie_bevriest_geen_onbekend_verleden() -> None:
    assert in_te_halen(datetime(2026, 2, 20, 8, tzinfo=UTC)) == []


def test_gemiste_kwartalen_worden_ingehaald() -> None:
    bevries(Kwartaal(2025, 1), door=None, op=NA)
    assert in_te_halen(NA) == [Kwartaal(2025, 2), Kwartaal(2025, 3), K4]
    haal_in(NA)
    assert [rij.kwartaal for rij in Momentopname.objects.order_by("jaar", "nummer")] == [
        Kwartaal(2025, nummer) for nummer in (1, 2, 3, 4)
    ]


def test_de_taak_haalt_in(op_moment) -> None:  # type: ignore[no-untyped-def]
    with op_moment(NA):
        tasks.leg_kwartalen_vast()
        tasks.leg_kwartalen_vast()
        assert Momentopname.objects.get().gemaakt_op == nu()


# --- what counts over the calendar quarter ---------------------------------------------------------

OM = datetime(2026, 1, 1, 3, tzinfo=UTC)  # the morning after the quarter


@pytest.fixture
def met_kwartaalcijfer(cijfers: pc.Proefcijfers) -> Iterator[pc.Proefcijfers]:
    """One figure and one breakdown that go on counting after the peildatum."""
    telt = Kengetal(
        "proef.vragen",
        "Proefvragen",
        f"Vragen {KWARTAAL}.",
        "aantal",
        "proefbron",
        lambda _v: aantal(cijfers.stand),
    )
    per = Verdeling(
        "proef.naar_maand",
        "Vragen per maand",
        ("Maand",),
        lambda _v: [Cel(("mei",), cijfers.stand)],
        telt_kwartaal=True,
    )
    with (
        mock.patch.dict(kengetallen.KENGETALLEN, {telt.code: telt}),
        mock.patch.dict(kengetallen.VERDELINGEN, {per.code: per}),
    ):
        yield cijfers


def test_voor_het_einde_van_het_kwartaal_ligt_alleen_de_stand_vast(
    met_kwartaalcijfer: pc.Proefcijfers,
) -> None:
    stand = bevries(K4, door=None, op=NA)

    assert stand.waarde(pc.STAND).uitkomst.waarde == 31
    assert stand.waarde("proef.vragen").uitkomst.waarde is None
    assert "telt tot en met 31 december 2025" in stand.waarde("proef.vragen").uitkomst.toelichting
    assert stand.verdeling("proef.naar_maand") == []


def test_na_het_kwartaal_komt_de_rest_erbij_en_verandert_de_stand_niet(
    met_kwartaalcijfer: pc.Proefcijfers,
) -> None:
    bevries(K4, door=None, op=NA)
    assert haal_in(NA) == []
    met_kwartaalcijfer.stand = 40

    assert haal_in(OM) == [K4]
    assert haal_in(OM) == []
    stand = stand_van(K4)
    assert stand is not None
    assert stand.waarde(pc.STAND).uitkomst.waarde == 31
    assert stand.waarde("proef.vragen").uitkomst.waarde == 40
    assert stand.verdeling("proef.naar_maand") == [Cel(("mei",), 40)]
    assert list(
        Gebeurtenis.objects.van(stand.momentopname).order_by("id").values_list("soort", flat=True)
    ) == [
        "vastgelegd",
        "aangevuld",
    ]


def test_wie_later_vastlegt_legt_alles_in_een_keer_vast(met_kwartaalcijfer: pc.Proefcijfers) -> None:
    stand = bevries(K4, door=None, op=OM)
    assert (stand.waarde("proef.vragen").uitkomst.waarde, stand.wacht_op_kwartaal) == (31, False)
