"""Who sees which pupil: the central rule of architectuur.md B.6, as a truth table."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from leerlingen import toegang
from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Betrokkene, Dossierdocument, Inschrijving, Leerling
from swv.klok import vandaag
from swv.rollen import ROLLEN, Bereik
from tests.conftest import Spelers
from tests.factories import BetrokkeneFactory, GebruikerFactory, InschrijvingFactory, LeerlingFactory

pytestmark = pytest.mark.django_db
GISTEREN, VANDAAG, MORGEN = -1, 0, 1


def _dag(verschil: int | None) -> date | None:
    return None if verschil is None else vandaag() + timedelta(days=verschil)


@pytest.mark.parametrize("soort", Inschrijvingsoort.values)
@pytest.mark.parametrize(
    ("vanaf", "tot_en_met", "ziet"),
    [
        (GISTEREN, None, True),
        (VANDAAG, None, True),
        (VANDAAG, VANDAAG, True),
        (GISTEREN, MORGEN, True),
        (GISTEREN, GISTEREN, False),
        (MORGEN, None, False),
    ],
)
def test_school_ziet_van_begin_tot_en_met_einde(
    spelers: Spelers, soort: str, vanaf: int, tot_en_met: int | None, ziet: bool
) -> None:
    leerling = LeerlingFactory()
    InschrijvingFactory(
        leerling=leerling,
        school=spelers.school,
        soort=soort,
        vanaf=_dag(vanaf),
        tot_en_met=_dag(tot_en_met),
    )

    zichtbaar = Leerling.objects.zichtbaar_voor(spelers.coordinator_school)

    assert zichtbaar.filter(pk=leerling.pk).exists() is ziet
    assert not Leerling.objects.zichtbaar_voor(spelers.buitenstaander).filter(pk=leerling.pk).exists()


@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_rol_bepaalt_wat_bestaat(spelers: Spelers, rol: str) -> None:
    LeerlingFactory(school=spelers.andere_school)
    user = GebruikerFactory(rol=rol, school=spelers.school)

    ziet = Leerling.objects.zichtbaar_voor(user).exists()

    assert ziet is (ROLLEN[rol].bereik is Bereik.SWV)


def test_rol_die_gisteren_eindigde_ziet_niets(spelers: Spelers) -> None:
    LeerlingFactory(school=spelers.school)
    spelers.coordinator_school.roltoekenningen.update(geldig_tot_en_met=vandaag() - timedelta(days=1))

    assert not Leerling.objects.zichtbaar_voor(spelers.coordinator_school).exists()


def test_uit_dienst_ziet_niets(spelers: Spelers) -> None:
    LeerlingFactory(school=spelers.school)
    user = GebruikerFactory(rol="school", school=spelers.school, uit_dienst=True)

    assert not Leerling.objects.zichtbaar_voor(user).exists()


def test_grond_van_een_hogere_kamer_opent_alleen_die_leerling(
    spelers: Spelers, monkeypatch: pytest.MonkeyPatch
) -> None:
    een, _ander = LeerlingFactory(school=spelers.school), LeerlingFactory(school=spelers.school)
    monkeypatch.setitem(toegang.GRONDEN, "partner", lambda user: Q(pk=een.pk))
    user = GebruikerFactory(rol="partner")

    assert list(Leerling.objects.zichtbaar_voor(user)) == [een]
    assert not Inschrijving.objects.zichtbaar_voor(user).exists()


def test_school_ziet_alleen_eigen_rijen_van_de_loopbaan(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school, vanaf=date(2025, 8, 1))
    InschrijvingFactory(
        leerling=leerling,
        school=spelers.andere_school,
        vanaf=date(2023, 8, 1),
        tot_en_met=date(2025, 7, 31),
    )

    scholen = [rij.school for rij in Inschrijving.objects.zichtbaar_voor(spelers.coordinator_school)]

    assert scholen == [spelers.school]
    assert Inschrijving.objects.zichtbaar_voor(spelers.medewerker).count() == 2


def test_betrokkenen_volgen_de_leerling(spelers: Spelers) -> None:
    ouder = BetrokkeneFactory(leerling=LeerlingFactory(school=spelers.school))

    assert list(Betrokkene.objects.zichtbaar_voor(spelers.coordinator_school)) == [ouder]
    assert not Betrokkene.objects.zichtbaar_voor(spelers.buitenstaander).exists()


def test_school_ziet_wat_zij_zelf_inbracht_ook_daarna(spelers: Spelers, maak_document) -> None:  # type: ignore[no-untyped-def]
    leerling = LeerlingFactory(school=spelers.school, tot_en_met=vandaag() - timedelta(days=1))
    eigen = maak_document(leerling, school=spelers.school)
    maak_document(leerling, school=spelers.andere_school)
    maak_document(leerling, school=None)

    assert list(Dossierdocument.objects.zichtbaar_voor(spelers.coordinator_school)) == [eigen]
    assert Dossierdocument.objects.zichtbaar_voor(spelers.medewerker).count() == 3
