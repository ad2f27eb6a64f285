"""Roles: given and ended, felt by the next request, never FG and beheer on one account."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from guardian.shortcuts import get_objects_for_user

from swv import tasks
from swv.klok import nu, vandaag
from swv.models import Gebeurtenis, Gebruiker, Roltoekenning, School
from swv.permissions import NietToegestaan, mag
from swv.toekenning import beeindig, ken_toe, werk_bij
from tests.factories import BEGIN, GebruikerFactory, RoltoekenningFactory, SchoolbestuurFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheer() -> Gebruiker:
    return GebruikerFactory(rol="beheer")


def scholen(gebruiker: Gebruiker) -> list[School]:
    return list(get_objects_for_user(Gebruiker.objects.get(pk=gebruiker.pk), "swv.werken_voor_school"))


def test_rol_geven_geeft_recht_groep_en_school(beheer: Gebruiker) -> None:
    wie, school = GebruikerFactory(), SchoolFactory()
    ken_toe(gebruiker=wie, rol="school", school=school, door=beheer, op=nu())
    assert mag(wie, "tlv.aanvragen")
    assert [groep.name for groep in wie.groups.all()] == ["school"]
    assert scholen(wie) == [school]
    [gebeurtenis] = Gebeurtenis.objects.van(wie)
    assert (gebeurtenis.naar, gebeurtenis.door) == ("school", beheer)
    assert gebeurtenis.gegevens["school"] == school.vestigingscode


def test_rol_beeindigen_neemt_alles_meteen_weg(beheer: Gebruiker) -> None:
    wie = GebruikerFactory()
    rij = ken_toe(
        gebruiker=wie, rol="school", school=SchoolFactory(), door=beheer, op=nu(), geldig_vanaf=BEGIN
    )
    beeindig(toekenning=rij, door=beheer, op=nu())
    assert not mag(Gebruiker.objects.get(pk=wie.pk), "start.inzien")
    assert not wie.groups.exists()
    assert scholen(wie) == []
    rij.refresh_from_db()
    assert rij.geldig_tot_en_met == vandaag() - timedelta(days=1)


def test_rol_van_vandaag_verdwijnt_maar_niet_uit_het_spoor(beheer: Gebruiker) -> None:
    wie = GebruikerFactory()
    rij = ken_toe(gebruiker=wie, rol="directeur", door=beheer, op=nu())
    beeindig(toekenning=rij, door=beheer, op=nu())
    assert not wie.roltoekenningen.exists()
    assert [g.soort for g in Gebeurtenis.objects.van(wie)] == ["rol beëindigd", "rol toegekend"]


@pytest.mark.parametrize(("eerst", "dan"), [("fg", "beheer"), ("beheer", "fg")])
def test_fg_en_beheer_nooit_op_een_account(beheer: Gebruiker, eerst: str, dan: str) -> None:
    wie = GebruikerFactory(rol=eerst)
    with pytest.raises(NietToegestaan, match="nooit een account"):
        ken_toe(gebruiker=wie, rol=dan, door=beheer, op=nu())
    assert wie.roltoekenningen.count() == 1


def test_niemand_geeft_zichzelf_een_rol(beheer: Gebruiker) -> None:
    with pytest.raises(NietToegestaan, match="eigen rollen"):
        ken_toe(gebruiker=beheer, rol="directeur", door=beheer, op=nu())
    with pytest.raises(NietToegestaan, match="eigen rollen"):
        beeindig(toekenning=beheer.roltoekenningen.get(), door=beheer, op=nu())


@pytest.mark.parametrize("rol", ["administratie", "directeur", "fg", "school"])
def test_alleen_beheer_geeft_rollen(rol: str) -> None:
    with pytest.raises(NietToegestaan):
        ken_toe(gebruiker=GebruikerFactory(), rol="ect", door=GebruikerFactory(rol=rol), op=nu())


def test_nachtelijk_bijwerken_volgt_begin_en_einde_en_mag_twee_keer() -> None:
    komt, gaat = GebruikerFactory(), GebruikerFactory()
    RoltoekenningFactory(gebruiker=komt, rol="ect", geldig_vanaf=date(2026, 9, 1))
    RoltoekenningFactory(gebruiker=gaat, rol="ect", geldig_tot_en_met=date(2026, 8, 31))
    werk_bij(date(2026, 8, 31))
    assert (komt.groups.count(), gaat.groups.count()) == (0, 1)
    for _ in range(2):
        werk_bij(date(2026, 9, 3))  # two nights missed
    assert (komt.groups.count(), gaat.groups.count()) == (1, 0)
    tasks.werk_rollen_bij()
    assert Group.objects.count() == 1


def test_bestuur_krijgt_het_bestuur(beheer: Gebruiker) -> None:
    wie, bestuur = GebruikerFactory(), SchoolbestuurFactory()
    ken_toe(gebruiker=wie, rol="bestuur", bestuur=bestuur, door=beheer, op=nu())
    assert list(get_objects_for_user(wie, "swv.werken_voor_bestuur")) == [bestuur]


def test_rij_en_queryset_zeggen_hetzelfde_over_lopen() -> None:
    for vanaf, tot in (
        (date(2026, 9, 1), None),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (BEGIN, date(2026, 8, 31)),
    ):
        RoltoekenningFactory(
            gebruiker=GebruikerFactory(), rol="ect", geldig_vanaf=vanaf, geldig_tot_en_met=tot
        )
    for dag in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)):
        lopend = set(Roltoekenning.objects.actief(dag))
        assert {rij for rij in Roltoekenning.objects.all() if rij.loopt_op(dag)} == lopend
