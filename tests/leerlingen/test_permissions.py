"""A right counts only through the role that carries it, and only for a pupil that the role reaches."""

from datetime import timedelta

import pytest

from leerlingen.permissions import (
    eis_mag_inschrijven,
    eis_mag_toevoegen,
    eis_mag_wijzigen,
    leerlingadres_verborgen,
    mag_document_laten_vervallen,
    mag_wijzigen,
    toegang,
)
from swv.klok import vandaag
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN, Bereik
from tests.conftest import Spelers
from tests.factories import BetrokkeneFactory, GebruikerFactory, LeerlingFactory, RoltoekenningFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_wijzigen_volgt_uit_rol_en_school(spelers: Spelers, rol: str) -> None:
    eigen, vreemd = LeerlingFactory(school=spelers.school), LeerlingFactory(school=spelers.andere_school)
    user = GebruikerFactory(rol=rol, school=spelers.school)
    heeft_recht = "leerling.wijzigen" in ROLLEN[rol].permissies
    bereik = ROLLEN[rol].bereik

    assert mag_wijzigen(user, eigen) is (heeft_recht and bereik in {Bereik.SWV, Bereik.SCHOOL})
    assert mag_wijzigen(user, vreemd) is (heeft_recht and bereik is Bereik.SWV)


def test_recht_van_de_ene_school_telt_niet_bij_de_andere(spelers: Spelers) -> None:
    """Ib'er at one school, director at another: at the second she only reads."""
    user = spelers.coordinator_school
    RoltoekenningFactory(gebruiker=user, rol="schooldirecteur", school=spelers.andere_school)
    leerling = LeerlingFactory(school=spelers.andere_school)

    assert toegang(user, leerling).contactgegevens
    assert not toegang(user, leerling).wijzigen
    with pytest.raises(NietToegestaan):
        eis_mag_wijzigen(user, leerling)


def test_lezen_bij_het_swv_en_schrijven_bij_een_school_telt_niet_op(spelers: Spelers) -> None:
    user = spelers.coordinator_school
    RoltoekenningFactory(gebruiker=user, rol="directeur")

    assert not mag_wijzigen(user, LeerlingFactory(school=spelers.andere_school))
    assert mag_wijzigen(user, LeerlingFactory(school=spelers.school))


def test_school_wijzigt_niet_meer_na_de_einddatum(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school, tot_en_met=vandaag() - timedelta(days=1))

    assert not mag_wijzigen(spelers.coordinator_school, leerling)


def test_toevoegen_alleen_voor_de_eigen_school(spelers: Spelers) -> None:
    eis_mag_toevoegen(spelers.coordinator_school, spelers.school)
    eis_mag_toevoegen(spelers.medewerker, spelers.andere_school)
    with pytest.raises(NietToegestaan, match="eigen school"):
        eis_mag_toevoegen(spelers.coordinator_school, spelers.andere_school)


def test_inschrijven_elders_mag_een_school_niet(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school)

    with pytest.raises(NietToegestaan, match="eigen school"):
        eis_mag_inschrijven(spelers.coordinator_school, leerling, spelers.andere_school)


@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_geheim_adres_alleen_voor_wie_brieven_verstuurt(spelers: Spelers, rol: str) -> None:
    user = GebruikerFactory(rol=rol, school=spelers.school)
    ouder = BetrokkeneFactory(leerling=LeerlingFactory(school=spelers.school), geheim_adres=True)

    ziet = not leerlingadres_verborgen(user, [ouder])

    assert ziet is ("tlv.verzenden" in ROLLEN[rol].permissies)
    assert toegang(user, ouder.leerling).geheim_adres is ziet


def test_document_vervalt_door_wie_het_inbracht(spelers: Spelers, maak_document) -> None:  # type: ignore[no-untyped-def]
    leerling = LeerlingFactory(school=spelers.school)
    van_school, van_swv = maak_document(leerling, school=spelers.school), maak_document(leerling)

    assert mag_document_laten_vervallen(spelers.coordinator_school, van_school)
    assert not mag_document_laten_vervallen(spelers.coordinator_school, van_swv)
    assert mag_document_laten_vervallen(spelers.medewerker, van_swv)
    assert not mag_document_laten_vervallen(spelers.medewerker, van_school)
    assert not mag_document_laten_vervallen(spelers.buitenstaander, van_school)


def test_toegang_kost_een_vraag(spelers: Spelers, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    leerling = LeerlingFactory(school=spelers.school)
    _ = spelers.coordinator_school.toekenningen

    with django_assert_num_queries(1):
        toegang(spelers.coordinator_school, leerling)
