"""Global search: grouped, inside the scope of this person, without a name in an address or a log."""

import re
from typing import Any

import pytest

from swv import panelen, zoekopdracht
from swv.models import Inzage
from swv.panelen import Zoekbron, Zoekresultaat
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, LeerlingFactory

pytestmark = pytest.mark.django_db
ADRES = "/zoeken/"


def zoek(client: Any, term: str) -> Any:
    return client.post(ADRES, {"q": term}, follow=True)


def test_vindt_de_leerling_met_een_tikfout(spelers: Spelers, als: Any) -> None:
    leerling = LeerlingFactory(school=spelers.school, roepnaam="Noor", achternaam="Veldkers")

    antwoord = zoek(als(spelers.medewerker), "noor veldkes")

    tekst = antwoord.content.decode()
    assert "Noor Veldkers" in tekst
    assert f"/leerlingen/{leerling.sleutel}/" in tekst
    assert Inzage.objects.get().leerlingen == [leerling.sleutel]


def test_naam_staat_niet_in_het_adres_en_niet_in_het_logboek(
    spelers: Spelers, als: Any, caplog: pytest.LogCaptureFixture
) -> None:
    antwoord = zoek(als(spelers.medewerker), "Veldkers")

    assert re.fullmatch(r"/zoeken/\?zoek=[0-9a-f]{8}", antwoord.redirect_chain[0][0])
    assert 'value="Veldkers"' in antwoord.content.decode()
    assert "veldkers" not in caplog.text.lower()


def test_school_vindt_alleen_de_eigen_leerling(spelers: Spelers, als: Any) -> None:
    vreemd = LeerlingFactory(school=spelers.andere_school, roepnaam="Noor", achternaam="Veldkers")
    client = als(spelers.coordinator_school)

    for term in ("veldkers", vreemd.dossiernummer, "6-5-2012"):
        tekst = zoek(client, term).content.decode()
        assert "Niets gevonden" in tekst
        assert str(vreemd.sleutel) not in tekst
    assert not Inzage.objects.exists()


def test_nauwste_naam_staat_bovenaan_en_de_lijst_is_kort(spelers: Spelers, als: Any) -> None:
    for nummer in range(12):
        LeerlingFactory(roepnaam=f"Teun{nummer}", achternaam="Veldkerst")
    LeerlingFactory(roepnaam="Noor", achternaam="Veldkers")

    groep = zoek(als(spelers.medewerker), "veldkers").context["groepen"][0]

    assert groep.titel == "Leerlingen"
    assert groep.resultaten[0].titel == "Noor Veldkers"
    assert len(groep.resultaten) <= 8


def test_groep_alleen_met_permissie_en_met_resultaten(
    spelers: Spelers, als: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevonden = [Zoekresultaat("Proefschool", "Proefstad", "/ergens/")]
    bronnen = [
        Zoekbron("leeg", "Lege groep", "school.inzien", lambda _user, _term: []),
        Zoekbron("scholen", "Scholen", "school.inzien", lambda _user, _term: gevonden),
    ]
    monkeypatch.setattr(panelen, "zoekbronnen", bronnen)

    swv = zoek(als(spelers.medewerker), "proef").content.decode()
    school = zoek(als(spelers.coordinator_school), "proef").content.decode()

    assert "Scholen" in swv
    assert "Lege groep" not in swv
    assert "Niets gevonden" in school


@pytest.mark.parametrize(("term", "melding"), [("", "Waar zoekt u naar?"), ("x", "ten minste twee tekens")])
def test_te_weinig_om_te_zoeken(spelers: Spelers, als: Any, term: str, melding: str) -> None:
    assert melding in zoek(als(spelers.medewerker), term).content.decode()


@pytest.mark.parametrize("term", ["%%%", "__", "\\\\", "a" * 500, "'; --", "\x00\x00\x00", "<b>x</b>", "٣٤"])
def test_vreemde_tekens_zijn_geen_fout(spelers: Spelers, als: Any, term: str) -> None:
    LeerlingFactory()

    antwoord = zoek(als(spelers.medewerker), term)

    assert antwoord.status_code == 200
    assert "<b>x</b>" not in antwoord.content.decode()


def test_zelfde_term_houdt_zijn_sleutel_en_oude_vervallen(spelers: Spelers, als: Any) -> None:
    client = als(spelers.medewerker)
    eerste = zoek(client, "veldkers").redirect_chain[0][0]

    assert zoek(client, " veldkers ").redirect_chain[0][0] == eerste
    for nummer in range(25):
        zoek(client, f"naam {nummer}")
    assert len(client.session["zoekopdrachten"]) == 20
    assert "Waar zoekt u naar?" in client.get(eerste).content.decode()


def test_sleutel_van_een_ander_toont_niets(spelers: Spelers, als: Any) -> None:
    adres = zoek(als(spelers.medewerker), "veldkers").redirect_chain[0][0]

    assert "veldkers" not in als(GebruikerFactory(rol="ect")).get(adres).content.decode()


def test_lege_term_laat_niets_achter(spelers: Spelers, als: Any) -> None:
    client = als(spelers.medewerker)
    zoek(client, "   ")

    assert zoekopdracht._IN_SESSIE not in client.session


@pytest.mark.parametrize("rol", ["bestuur", "toezicht", "fg", "partner"])
def test_wie_niets_te_zoeken_heeft_komt_niet_binnen(als: Any, rol: str) -> None:
    assert als(GebruikerFactory(rol=rol)).get(ADRES).status_code == 403
