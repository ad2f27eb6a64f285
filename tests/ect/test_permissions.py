"""Who sees what: aanmelding, casus, advice, contact; and the truth table of the confidential note."""

from typing import Any

import pytest

from ect import permissions, services
from ect.models import (
    Aanmelding,
    Casus,
    Contactmoment,
    Ectadvies,
    Interventie,
    Notitie,
    Notitietoegang,
)
from leerlingen.models import Inschrijving
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN
from swv.toekenning import beeindig
from tests.ect import factories
from tests.ect.factories import OP, Rolverdeling
from tests.factories import GebruikerFactory, SchoolFactory

MEDEWERKERS = {"administratie", "ect", "coordinator", "directeur"}
VAN_DE_SCHOOL = {"school", "schooldirecteur"}


def iedereen(rollen: Rolverdeling) -> dict[str, Any]:
    """One user of every role; who works for a school works for this one."""
    return {rol: GebruikerFactory(rol=rol, school=rollen.school) for rol in ROLLEN}


def zien(model: Any, gebruikers: dict[str, Any]) -> set[str]:
    return {rol for rol, user in gebruikers.items() if model.objects.zichtbaar_voor(user).exists()}


class TestZichtbaarheid:
    def test_per_rol(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        factories.uitgebracht(casus, rollen)
        factories.interventie(casus, rollen)
        factories.contact(casus, rollen, intern=False)
        wie = iedereen(rollen)

        assert zien(Aanmelding, wie) == MEDEWERKERS | VAN_DE_SCHOOL
        assert zien(Casus, wie) == MEDEWERKERS | VAN_DE_SCHOOL
        assert zien(Ectadvies, wie) == MEDEWERKERS | VAN_DE_SCHOOL
        assert zien(Contactmoment, wie) == MEDEWERKERS | VAN_DE_SCHOOL
        assert zien(Interventie, wie) == MEDEWERKERS

    def test_een_andere_school_ziet_niets(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        factories.uitgebracht(casus, rollen)
        factories.contact(casus, rollen, intern=False)
        buiten = {"school": GebruikerFactory(rol="school", school=SchoolFactory())}

        for model in (Aanmelding, Casus, Ectadvies, Contactmoment, Interventie, Notitie):
            assert zien(model, buiten) == set()

    def test_een_nieuwe_school_ziet_de_vraag_van_de_vorige_niet(self, rollen: Rolverdeling) -> None:
        factories.casus(rollen)
        nieuwe = SchoolFactory()
        verhuis(rollen, nieuwe)

        assert not Aanmelding.objects.zichtbaar_voor(GebruikerFactory(rol="school", school=nieuwe)).exists()

    def test_na_vertrek_houdt_de_school_haar_vraag_en_de_uitkomst(self, rollen: Rolverdeling) -> None:
        """architectuur.md B.6: afterwards only what the school itself sent in and its outcome."""
        casus = factories.casus(rollen)
        factories.uitgebracht(casus, rollen)
        factories.contact(casus, rollen, intern=False)
        verhuis(rollen, SchoolFactory())
        school = rollen.aanvrager

        assert Aanmelding.objects.zichtbaar_voor(school).exists()
        assert Ectadvies.objects.zichtbaar_voor(school).exists()
        assert not Contactmoment.objects.zichtbaar_voor(school).exists()

    def test_de_school_ziet_geen_concept_en_geen_intern_contact(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        factories.advies(casus, rollen)
        factories.contact(casus, rollen, intern=True)

        assert not Ectadvies.objects.zichtbaar_voor(rollen.aanvrager).exists()
        assert not Contactmoment.objects.zichtbaar_voor(rollen.aanvrager).exists()
        assert Contactmoment.objects.zichtbaar_voor(rollen.coordinator).exists()

    def test_een_afgelopen_rol_ziet_niets_meer(self, rollen: Rolverdeling) -> None:
        factories.casus(rollen)
        beeindig(toekenning=rollen.aanvrager.roltoekenningen.get(), door=None, op=OP)
        vers = type(rollen.aanvrager).objects.get(pk=rollen.aanvrager.pk)

        assert not Aanmelding.objects.zichtbaar_voor(vers).exists()


def verhuis(rollen: Rolverdeling, school: Any) -> None:
    """The pupil left yesterday; the new school begins today."""
    Inschrijving.objects.filter(leerling=rollen.leerling).update(tot_en_met="2026-11-03")
    Inschrijving.objects.create(
        leerling=rollen.leerling, school=school, soort="inschrijving", vanaf="2026-11-04"
    )


class TestAanmelden:
    def test_een_school_vraagt_alleen_voor_een_leerling_die_er_nu_is(self, rollen: Rolverdeling) -> None:
        assert permissions.mag_aanmelden(rollen.aanvrager, rollen.leerling)
        verhuis(rollen, SchoolFactory())

        assert not permissions.mag_aanmelden(rollen.aanvrager, rollen.leerling)
        with pytest.raises(NietToegestaan, match="nu bij uw school"):
            factories.aangemeld(rollen, op=factories.na(2))

    @pytest.mark.parametrize("rol", sorted(ROLLEN))
    def test_per_rol(self, rollen: Rolverdeling, rol: str) -> None:
        user = GebruikerFactory(rol=rol, school=rollen.school)
        verwacht = rol in {"school", "administratie", "ect", "coordinator"}

        assert permissions.mag_aanmelden(user, rollen.leerling) == verwacht


class TestNotitie:
    """The casushouder and who is named; nobody else, whatever the role."""

    @pytest.mark.parametrize("rol", sorted(ROLLEN))
    def test_geen_rol_opent_een_notitie(self, rollen: Rolverdeling, rol: str) -> None:
        notitie = factories.notitie(factories.casus(rollen), rollen)
        user = GebruikerFactory(rol=rol, school=rollen.school)

        assert not Notitie.objects.zichtbaar_voor(user).exists()
        assert not permissions.mag_notitie_lezen(user, notitie)

    @pytest.mark.parametrize("rol", sorted(ROLLEN))
    def test_bij_naam_alleen_een_medewerker_die_casussen_ziet(self, rollen: Rolverdeling, rol: str) -> None:
        notitie = factories.notitie(factories.casus(rollen), rollen)
        user = GebruikerFactory(rol=rol, school=rollen.school)
        if rol not in MEDEWERKERS:
            with pytest.raises(NietToegestaan, match="Alleen een medewerker"):
                services.toegang_geven(notitie=notitie, gebruiker=user, door=rollen.houder, op=OP)
            return
        toegang = services.toegang_geven(notitie=notitie, gebruiker=user, door=rollen.houder, op=OP)

        assert Notitie.objects.zichtbaar_voor(user).get() == notitie
        assert permissions.mag_notitie_lezen(user, notitie)
        services.toegang_intrekken(toegang=toegang, door=rollen.houder, op=OP)
        assert not Notitie.objects.zichtbaar_voor(user).exists()
        assert not permissions.mag_notitie_lezen(user, notitie)

    def test_toegang_geldt_voor_een_notitie(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        eerste, tweede = factories.notitie(casus, rollen), factories.notitie(casus, rollen)
        services.toegang_geven(notitie=eerste, gebruiker=rollen.collega, door=rollen.houder, op=OP)

        assert list(Notitie.objects.zichtbaar_voor(rollen.collega)) == [eerste]
        assert Notitie.objects.zichtbaar_voor(rollen.houder).filter(pk=tweede.pk).exists()

    def test_wie_genoemd_is_leest_maar_schrijft_niet_en_noemt_niemand(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        notitie = factories.notitie(casus, rollen)
        services.toegang_geven(notitie=notitie, gebruiker=rollen.collega, door=rollen.houder, op=OP)

        assert not permissions.mag_notitie_schrijven(rollen.collega, casus)
        with pytest.raises(NietToegestaan, match="Alleen de casushouder"):
            services.notitie_wijzigen(notitie=notitie, tekst="Anders", versie=1, door=rollen.collega, op=OP)
        with pytest.raises(NietToegestaan, match="Alleen de casushouder"):
            services.toegang_geven(notitie=notitie, gebruiker=rollen.coordinator, door=rollen.collega, op=OP)
        assert not Notitietoegang.objects.zichtbaar_voor(rollen.collega).exists()
        assert Notitietoegang.objects.zichtbaar_voor(rollen.houder).exists()

    def test_bij_overdracht_gaan_de_notities_mee(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        factories.notitie(casus, rollen)
        services.overdragen(
            casus=casus, casushouder=rollen.collega, reden="Ander werk.", door=rollen.houder, op=OP
        )

        assert Notitie.objects.zichtbaar_voor(rollen.collega).exists()
        assert not Notitie.objects.zichtbaar_voor(rollen.houder).exists()

    @pytest.mark.parametrize("wie", ["collega", "coordinator"])
    def test_niemand_neemt_een_casus_zelf_over(self, rollen: Rolverdeling, wie: str) -> None:
        """Else every colleague could read every note by becoming casushouder."""
        casus, zelf = factories.casus(rollen), getattr(rollen, wie)

        with pytest.raises(NietToegestaan, match="niet zelf overnemen"):
            services.overdragen(casus=casus, casushouder=zelf, reden="Dringend.", door=zelf, op=OP)

    def test_een_casushouder_uit_dienst_leest_niets_meer(self, rollen: Rolverdeling) -> None:
        factories.notitie(factories.casus(rollen), rollen)
        beeindig(toekenning=rollen.houder.roltoekenningen.get(), door=None, op=OP)
        vers = type(rollen.houder).objects.get(pk=rollen.houder.pk)

        assert not Notitie.objects.zichtbaar_voor(vers).exists()

    def test_de_regel_in_python_en_in_sql_is_dezelfde(self, rollen: Rolverdeling) -> None:
        """Over a population: every user, every note (architectuur.md B.8)."""
        casus, andere = factories.casus(rollen), factories.casus(factories.nog_een(rollen))
        services.overdragen(
            casus=andere, casushouder=rollen.collega, reden="Verdeling.", door=rollen.houder, op=OP
        )
        een = factories.notitie(casus, rollen)
        services.notitie_schrijven(casus=andere, tekst="Twee.", door=rollen.collega, op=OP)
        services.toegang_geven(notitie=een, gebruiker=rollen.coordinator, door=rollen.houder, op=OP)
        mensen = [*iedereen(rollen).values(), rollen.houder, rollen.collega, rollen.coordinator]

        for user in mensen:
            zichtbaar = set(Notitie.objects.zichtbaar_voor(user))
            assert zichtbaar == {n for n in Notitie.objects.all() if permissions.mag_notitie_lezen(user, n)}
