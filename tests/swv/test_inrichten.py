"""`manage.py inrichten` and `eerste_beheerder`: an installation that can be used, and only once."""

import pytest
from django.core.management import call_command

from leerlingen.models import Leerling
from swv.management.commands import eerste_beheerder, inrichten
from swv.models import Gebruiker, Samenwerkingsverband, School
from swv.rollen import ROLLEN
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db
GOED = "zeven groene fietsen"


def maak(monkeypatch: pytest.MonkeyPatch, *wachtwoorden: str) -> None:
    antwoorden = iter(wachtwoorden)
    monkeypatch.setattr(eerste_beheerder, "getpass", lambda _vraag: next(antwoorden))
    call_command("eerste_beheerder", gebruikersnaam="b", naam="Bea Heer", email="b@voorbeeld.invalid")


class TestInrichten:
    @pytest.fixture(autouse=True)
    def _demo(self, settings):
        settings.SWV_DEMO = True

    def test_leeg_heeft_scholen_en_logins_maar_geen_leerlingen(self):
        call_command("inrichten", swv="po2202", leeg=True)
        assert Samenwerkingsverband.objects.get().code == "PO2202"
        assert School.objects.van_swv().exists()
        assert set(Gebruiker.objects.values_list("username", flat=True)) >= {
            *ROLLEN,
            "school2",
            "deskundige2",
        }
        assert not Leerling.objects.exists()

    def test_zonder_demo_zijn_er_ook_geen_logins(self, settings):
        settings.SWV_DEMO = False
        call_command("inrichten", swv="vo2001", leeg=True)
        assert not Gebruiker.objects.exists()

    def test_de_tweede_keer_verandert_er_niets(self, monkeypatch, capsys):
        call_command("inrichten", swv="vo2001", leeg=True)
        capsys.readouterr()
        monkeypatch.setattr(inrichten.Command, "_vul", lambda *_a, **_k: pytest.fail("filled again"))
        call_command("inrichten", swv="vo2001", leeg=True)
        assert capsys.readouterr().out == ""

    def test_een_afgebroken_eerste_keer_laat_niets_half_achter(self, monkeypatch):
        def breekt_af(*_a: object, **_k: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(inrichten.Command, "_maak_logins", breekt_af)
        with pytest.raises(KeyboardInterrupt):
            call_command("inrichten", swv="vo2001", leeg=True)
        assert not Samenwerkingsverband.objects.exists()
        assert not School.objects.exists()


class TestEersteBeheerder:
    def test_de_eerste_krijgt_de_rol_beheer_en_een_wachtwoord(self, monkeypatch, capsys):
        maak(monkeypatch, GOED, GOED)
        gebruiker = Gebruiker.objects.get()
        assert gebruiker.check_password(GOED)
        assert gebruiker.rollen == {"beheer"}
        assert "b is beheerder" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("wachtwoorden", "zin"),
        [((GOED, "anders"), "niet gelijk"), (("kort", "kort"), "te kort")],
    )
    def test_een_verkeerd_wachtwoord_is_een_zin(self, monkeypatch, capsys, wachtwoorden, zin):
        with pytest.raises(SystemExit, match="2"):
            maak(monkeypatch, *wachtwoorden)
        assert zin in capsys.readouterr().err
        assert not Gebruiker.objects.exists()

    def test_een_tweede_wordt_geweigerd(self, monkeypatch, capsys):
        GebruikerFactory(rol="beheer")
        with pytest.raises(SystemExit, match="2"):
            maak(monkeypatch, GOED, GOED)
        assert "Er is al een beheerder" in capsys.readouterr().err
