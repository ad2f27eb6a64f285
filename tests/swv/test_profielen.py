"""The shipped profiles: complete, sourced, loaded the same way every time."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from swv.models import (
    Gebied,
    Gebruiker,
    KbDag,
    Mandaat,
    Norm,
    Samenwerkingsverband,
    School,
    Schoolbestuur,
    Vakantieperiode,
)
from swv.models.normen import Eenheid, Startmoment, Zekerheid
from swv.profielen import OnbekendProfiel, codes, lees
from swv.profielen.laden import profiel_laden
from swv.profielen.scholen import profiel_van_installatie, scholen_bijwerken
from swv.rollen import ROLLEN
from swv.termijnen.zinnen import STARTZINNEN

CODES = ("po2202", "po2203", "vo2001")


def test_er_zijn_drie_profielen():
    assert codes() == CODES


@pytest.mark.parametrize("code", CODES)
def test_elke_norm_heeft_bron_eenheid_en_zekerheid(code):
    for norm in lees(code).normen:
        assert norm.bron
        assert norm.eenheid in Eenheid.values
        assert norm.startmoment in Startmoment.values
        assert norm.zekerheid in Zekerheid.values
        assert set(norm.categorieen) <= {"L", "M", "H", "Nvt"}
        assert set(norm.soorten) <= {"sbo", "so", "vso", "pro"}


@pytest.mark.parametrize("code", CODES)
def test_een_postcode_hoort_bij_een_gebied(code):
    postcodes = [pc4 for gebied in lees(code).gebieden for pc4 in gebied.postcodes()]
    assert len(postcodes) == len(set(postcodes))
    assert all(len(pc4) == 4 and pc4.isdigit() for pc4 in postcodes)


def test_grenzen_van_de_gebieden():
    """The parts of a gemeente that the sources name: Zwartewaterland 8064, Staphorst 7951 and 7955."""
    postcodes = {
        code: {pc4 for gebied in lees(code).gebieden for pc4 in gebied.postcodes()} for code in CODES
    }
    assert {"8064", "7951", "7955", "7941", "8331"} <= postcodes["po2203"]
    assert not {"8061", "7954", "8281"} & postcodes["po2203"]
    assert {"9711", "9751", "9791", "9471"} <= postcodes["vo2001"]
    assert {"7811", "9531"} <= postcodes["po2202"]


@pytest.mark.parametrize("code", CODES)
def test_mandaat_noemt_bestaande_rollen_en_hoog_gaat_naar_de_directeur(code):
    mandaten = lees(code).mandaten
    assert {regel.rol for regel in mandaten} <= set(ROLLEN)
    assert [regel.rol for regel in mandaten if regel.categorie == "H"] == ["directeur"]


def test_elk_startmoment_heeft_een_zin():
    zonder = set(Startmoment.values) - set(STARTZINNEN)
    assert zonder == {"geen", "voor_einde"}


def test_eigen_termijnen_per_swv():
    """VO2001 has no own term for a TLV; the other two have, and each says from when it counts."""
    normen = {code: {norm.code: norm for norm in lees(code).normen} for code in CODES}
    assert "tlv.servicenorm" not in normen["vo2001"]
    assert normen["po2203"]["tlv.servicenorm"].waarde == 6
    assert normen["po2203"]["tlv.uiterste_termijn"].waarde == 10
    assert normen["po2202"]["tlv.servicenorm"].waarde == 3
    assert normen["po2202"]["tlv.uiterste_termijn"].categorieen == ("H",)
    for code in CODES:
        awb = normen[code]["tlv.awb_beslistermijn"]
        assert (awb.waarde, awb.startmoment, awb.atw) == (8, "ontvangst", True)


def test_onbekend_profiel():
    with pytest.raises(OnbekendProfiel, match="Kies uit: po2202, po2203, vo2001"):
        lees("wet")


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_tweede_keer_laden_verandert_niets(code):
    eerste = profiel_laden(lees(code))
    tweede = profiel_laden(lees(code))
    assert eerste.aantallen["nieuw"] > 100
    assert not tweede.is_gewijzigd
    assert tweede.opmerkingen == []
    assert Samenwerkingsverband.objects.get().code == code.upper()
    assert Norm.objects.count() == len(lees(code).normen)
    assert KbDag.objects.filter(datum=date(2026, 5, 15)).exists()
    assert Vakantieperiode.objects.filter(regio="noord").count() == 10
    assert Gebied.objects.exists()
    assert Schoolbestuur.objects.count() == len(lees(code).besturen)


@pytest.mark.django_db
def test_een_gewijzigde_norm_blijft_van_de_gebruiker():
    profiel_laden(lees("po2203"))
    door = Gebruiker.objects.create(username="directeur", naam="D")
    Norm.objects.filter(code="tlv.servicenorm").update(waarde=5, gewijzigd_door=door, reden="proef")
    Norm.objects.filter(code="opdc.plaatsing").update(waarde=Decimal("7"))
    resultaat = profiel_laden(lees("po2203"))
    assert Norm.objects.get(code="tlv.servicenorm").waarde == 5
    assert Norm.objects.get(code="opdc.plaatsing").waarde == 7
    assert resultaat.aantallen["overgeslagen"] == 2
    assert "opdc.plaatsing" in resultaat.opmerkingen[0]


@pytest.mark.django_db
def test_een_betere_bron_wordt_overgenomen():
    profiel_laden(lees("po2203"))
    Norm.objects.filter(code="tlv.servicenorm").update(bron="oud")
    assert profiel_laden(lees("po2203")).aantallen["gewijzigd"] == 1
    assert Norm.objects.get(code="tlv.servicenorm").bron.startswith("Programmalijnen")


@pytest.mark.django_db
def test_een_ander_profiel_laden_kan_niet(capsys):
    call_command("laad_profiel", "po2203", stdout=StringIO())
    with pytest.raises(SystemExit) as einde:
        call_command("laad_profiel", "po2202")
    assert einde.value.code == 2
    assert "Deze installatie is van PO2203" in capsys.readouterr().err


@pytest.mark.django_db
def test_laad_profiel_meldt_de_aantallen(capsys):
    call_command("laad_profiel", "VO2001")
    assert capsys.readouterr().out.startswith("nieuw=")
    call_command("laad_profiel", "vo2001")
    assert "nieuw=0 gewijzigd=0 " in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("laad_profiel", "xx0000")


def maak_school(code, pc4, soort, **velden):
    return School.objects.create(
        vestigingscode=code, brin=code[:4], naam=f"School {code}", pc4=pc4, onderwijssoort=soort, **velden
    )


@pytest.mark.django_db
def test_scholen_krijgen_gebied_bestuur_en_onderwijssoort():
    profiel = lees("vo2001")
    profiel_laden(profiel)
    eigen = Schoolbestuur.objects.create(naam="Ander bestuur")
    vo = maak_school("20BV00", "9711", "vo")
    bao = maak_school("04AB00", "9711", "bao")
    wingerd = maak_school("14WT00", "9744", "overig", bestuur=eigen)
    buiten = maak_school("20ER99", "1011", "vo", binnen_swv=True, gebied="Stad")
    assert scholen_bijwerken(profiel) > 0
    for school in (vo, bao, wingerd, buiten):
        school.refresh_from_db()
    assert (vo.binnen_swv, vo.gebied, vo.bestuur.naam) == (True, "Stad", "Openbaar Onderwijs Groningen")
    assert (bao.binnen_swv, bao.bestuur) == (False, None)
    assert (wingerd.onderwijssoort, wingerd.binnen_swv, wingerd.bestuur) == ("sovso", True, eigen)
    assert "aangevuld, te controleren" in wingerd.te_controleren
    assert (buiten.binnen_swv, buiten.gebied) == (False, "")
    assert scholen_bijwerken(profiel) == 0


@pytest.mark.django_db
def test_cluster_1_en_2_staat_erbij():
    maak_school("25GP00", "9752", "overig")
    profiel_laden(lees("vo2001"))
    assert "cluster 1, geen TLV" in School.objects.get().te_controleren


@pytest.mark.django_db
def test_een_bestuur_uit_de_import_krijgt_zijn_naam():
    Schoolbestuur.objects.create(nummer="42510", naam="Bevoegd gezag 42510")
    profiel_laden(lees("vo2001"))
    assert Schoolbestuur.objects.get(nummer="42510").naam == "Openbaar Onderwijs Groningen"


@pytest.mark.django_db
def test_profiel_van_de_installatie():
    assert profiel_van_installatie() is None
    profiel_laden(lees("po2202"))
    assert profiel_van_installatie().code == "PO2202"
    assert Mandaat.objects.count() == 2


@pytest.mark.django_db
def test_normen_als_json(capsys):
    call_command("laad_profiel", "po2203", stdout=StringIO())
    call_command("normen", formaat="json", op="2026-11-23")
    rijen = {rij["code"]: rij for rij in json.loads(capsys.readouterr().out)}
    assert rijen["tlv.servicenorm"] | {"bron": ""} == {
        "code": "tlv.servicenorm",
        "naam": "Besluit over een TLV",
        "waarde": 6,
        "eenheid": "weken",
        "startmoment": "compleet",
        "atw": False,
        "geldig_vanaf": "2026-01-01",
        "geldig_tot_en_met": None,
        "bron": "",
        "zekerheid": "Z",
    }
    assert rijen["tlv.deelname_sbo"]["waarde"] == 1.8
    call_command("normen", formaat="json", op="2025-11-23")
    assert "tlv.servicenorm" not in {rij["code"] for rij in json.loads(capsys.readouterr().out)}


@pytest.mark.django_db
def test_normen_als_tekst_en_fout(capsys):
    call_command("normen")
    assert "gelden geen normen" in capsys.readouterr().out
    call_command("laad_profiel", "vo2001", stdout=StringIO())
    call_command("normen")
    assert "tlv.awb_beslistermijn: 8 weken (" in capsys.readouterr().out
    with pytest.raises(SystemExit) as einde:
        call_command("normen", formaat="xml")
    assert einde.value.code == 2
