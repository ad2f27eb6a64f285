"""Norms with validity: which one holds, which clocks run, who decides, and what a change may not do."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from swv.models import Gebeurtenis, Gebruiker, KbDag, Mandaat, Norm, Roltoekenning, Vakantieperiode
from swv.normen import (
    NormAchterhaald,
    NormFout,
    kalender,
    mandaat_voor,
    norm,
    normen_op,
    termijn_van,
    tlv_klokken,
    wijzig_norm,
)
from swv.permissions import NietToegestaan
from swv.profielen import lees
from swv.profielen.laden import profiel_laden
from swv.termijnen import Opschorting

pytestmark = pytest.mark.django_db
OP = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
D = date.fromisoformat


@pytest.fixture
def po2203():
    profiel_laden(lees("po2203"))


@pytest.fixture
def directeur():
    gebruiker = Gebruiker.objects.create(username="directeur", naam="De directeur")
    Roltoekenning.objects.create(gebruiker=gebruiker, rol="directeur", geldig_vanaf=D("2020-01-01"))
    return gebruiker


def wijzig(door, **anders):
    velden = {
        "code": "tlv.servicenorm",
        "waarde": Decimal(3),
        "geldig_vanaf": D("2027-04-01"),
        "reden": "Besluit van het bestuur",
    }
    return wijzig_norm(**velden | anders, door=door, op=OP)


def test_norm_op_een_dag(po2203):
    assert norm("tlv.servicenorm", D("2026-01-01")).waarde == 6
    with pytest.raises(Norm.DoesNotExist):
        norm("tlv.servicenorm", D("2025-12-31"))
    assert "tlv.servicenorm" not in normen_op(D("2025-12-31"))


def test_wijziging_is_een_nieuwe_versie(po2203, directeur):
    """The figure of an earlier quarter keeps the norm of that quarter."""
    nieuw = wijzig(directeur, bron="Bestuursbesluit 2026-11")
    assert norm("tlv.servicenorm", D("2027-03-31")).waarde == 6
    assert norm("tlv.servicenorm", D("2027-04-01")) == nieuw
    assert (nieuw.waarde, nieuw.bron, nieuw.gewijzigd_door) == (3, "Bestuursbesluit 2026-11", directeur)
    gebeurtenis = Gebeurtenis.objects.van(nieuw).get()
    assert (gebeurtenis.soort, gebeurtenis.door) == ("norm.gewijzigd", directeur)
    assert (gebeurtenis.van, gebeurtenis.naar) == ("6 weken", "3 weken")
    assert gebeurtenis.gegevens == {"code": "tlv.servicenorm", "geldig_vanaf": "2027-04-01"}


def test_wijziging_laat_een_spoor_in_de_database(po2203, directeur):
    nieuw = wijzig(directeur)
    assert nieuw.events.count() == 1
    oud = norm("tlv.servicenorm", D("2027-03-31"))
    assert oud.events.count() == 2


@pytest.mark.parametrize(
    ("anders", "zin", "veld"),
    [
        ({"reden": "  "}, "Schrijf waarom", "reden"),
        ({"geldig_vanaf": date(2026, 11, 22)}, "terugwerkende kracht", "geldig_vanaf"),
        ({"waarde": Decimal(6)}, "gelijk aan de huidige", "waarde"),
        ({"waarde": Decimal("2.5")}, "heel aantal weken", "waarde"),
        ({"waarde": Decimal(0)}, "heel aantal weken", "waarde"),
        ({"code": "bestaat.niet"}, "bestaat niet", ""),
    ],
)
def test_wijziging_die_niet_kan(po2203, directeur, anders, zin, veld):
    with pytest.raises(NormFout, match=zin) as fout:
        wijzig(directeur, **anders)
    assert fout.value.veld == veld
    assert Norm.objects.filter(code="tlv.servicenorm").count() == 1


def test_wijziging_over_een_geplande_versie_heen_kan_niet(po2203, directeur):
    wijzig(directeur)
    with pytest.raises(NormFout, match="gaat in op 1 april 2027"):
        wijzig(directeur, waarde=Decimal(2), geldig_vanaf=D("2027-02-01"))
    wijzig(directeur, waarde=Decimal(2), geldig_vanaf=D("2027-08-01"))
    assert Norm.objects.filter(code="tlv.servicenorm").count() == 3


def test_wijziging_van_wat_een_ander_intussen_wijzigde(po2203, directeur):
    gezien = norm("tlv.servicenorm", D("2026-11-23")).sleutel
    wijzig(directeur)
    with pytest.raises(NormAchterhaald):
        wijzig(directeur, waarde=Decimal(2), geldig_vanaf=D("2027-08-01"), gezien=gezien)


def test_wijziging_vandaag_mag(po2203, directeur):
    wijzig(directeur, geldig_vanaf=D("2026-11-23"))
    assert norm("tlv.servicenorm", D("2026-11-22")).waarde == 6


def test_afgelopen_norm_houdt_zijn_einde(po2203, directeur):
    Norm.objects.filter(code="tlv.servicenorm").update(geldig_tot_en_met=D("2026-06-30"))
    wijzig(directeur)
    with pytest.raises(Norm.DoesNotExist):
        norm("tlv.servicenorm", D("2026-12-01"))


def test_zonder_recht_geen_wijziging(po2203):
    fg = Gebruiker.objects.create(username="fg", naam="FG")
    Roltoekenning.objects.create(gebruiker=fg, rol="fg", geldig_vanaf=D("2020-01-01"))
    with pytest.raises(NietToegestaan):
        wijzig(fg)


def test_database_weigert_overlap_en_een_wijziging_zonder_reden(po2203, directeur):
    bestaand = norm("tlv.servicenorm", D("2026-11-23"))
    kopie = {
        veld: getattr(bestaand, veld) for veld in ("code", "naam", "waarde", "eenheid", "bron", "zekerheid")
    }
    with pytest.raises(IntegrityError, match="swv_norm_een_versie"), transaction.atomic():
        Norm.objects.create(**kopie, geldig_vanaf=D("2027-01-01"))
    with pytest.raises(IntegrityError, match="swv_norm_reden"), transaction.atomic():
        Norm.objects.filter(pk=bestaand.pk).update(gewijzigd_door=directeur)
    with pytest.raises(IntegrityError, match="swv_norm_periode"), transaction.atomic():
        Norm.objects.filter(pk=bestaand.pk).update(geldig_tot_en_met=D("2025-12-31"))


@pytest.mark.parametrize(
    ("profiel", "categorie", "verwacht"),
    [
        ("vo2001", "L", ["tlv.awb_beslistermijn"]),
        ("po2203", "", ["tlv.servicenorm", "tlv.uiterste_termijn", "tlv.awb_beslistermijn"]),
        ("po2202", "", ["tlv.eerste_beoordeling", "tlv.servicenorm", "tlv.awb_beslistermijn"]),
        ("po2202", "H", ["tlv.servicenorm", "tlv.uiterste_termijn", "tlv.awb_beslistermijn"]),
    ],
)
def test_klokken_van_een_tlv_aanvraag(profiel, categorie, verwacht):
    profiel_laden(lees(profiel))
    klokken = tlv_klokken(D("2026-11-23"), soort="so", categorie=categorie)
    assert [rij.code for rij in klokken] == verwacht


@pytest.mark.parametrize(
    ("waarde", "eenheid", "tekst"),
    [
        ("6.00", "weken", "6 weken"),
        ("1.00", "maanden", "1 maand"),
        ("1.80", "procent", "1,8%"),
        ("10.00", "procent", "10%"),
        ("7.50", "cijfer", "een 7,5"),
        ("1442.00", "euro", "€ 1442"),
        ("0.00", "aantal", "0"),
        ("4.00", "schooljaren", "4 schooljaren"),
    ],
)
def test_waarde_in_woorden(waarde, eenheid, tekst):
    assert Norm(waarde=Decimal(waarde), eenheid=eenheid).waarde_tekst == tekst


def test_norm_voor_een_soort():
    profiel_laden(lees("po2202"))
    rij = norm("tlv.verwijzing_so", D("2026-11-23"))
    assert rij.geldt_voor("so")
    assert rij.geldt_voor()
    assert not rij.geldt_voor("sbo")
    assert rij.onderwerp == "tlv"


def test_termijn_van_een_norm(po2203):
    service = norm("tlv.servicenorm", D("2026-11-23"))
    termijn = termijn_van(service, D("2026-11-23"), kalender(), verdaging=4)
    assert termijn.uiterste_datum == D("2027-02-01")
    assert termijn.afleiding[0] == "Compleet op 23 november 2026."
    assert "Programmalijnen SWV PO 22.03" in termijn.afleiding[1]
    wettelijk = norm("tlv.awb_beslistermijn", D("2026-11-23"))
    reeks = [Opschorting(D("2026-11-25"), D("2026-12-02"))]
    assert termijn_van(wettelijk, D("2026-11-23"), kalender(), opschortingen=reeks).opgeschorte_dagen == 6
    with pytest.raises(NormFout, match="geen datum"):
        termijn_van(norm("tlv.tevredenheid", D("2026-11-23")), D("2026-11-23"), kalender())


def test_kalender_met_en_zonder_vakanties(po2203, django_assert_num_queries):
    with django_assert_num_queries(1):
        zonder = kalender()
    assert D("2026-05-15") in zonder.kb_dagen
    assert zonder.vakanties == ()
    assert kalender(regio="noord").is_vakantie(D("2026-12-21"))
    assert KbDag.objects.count() == len(zonder.kb_dagen)
    assert Vakantieperiode.objects.count() == 30


@pytest.mark.parametrize(
    ("profiel", "categorie", "rollen"),
    [
        ("vo2001", "M", {"directeur"}),
        ("po2202", "L", {"coordinator"}),
        ("po2202", "Nvt", {"coordinator"}),
        ("po2202", "H", {"directeur"}),
    ],
)
def test_mandaat(profiel, categorie, rollen):
    profiel_laden(lees(profiel))
    assert mandaat_voor("so", categorie, D("2026-11-23")) == rollen
    assert mandaat_voor("so", categorie, D("2010-01-01")) == set()


def test_nauwkeurigste_mandaat_gaat_voor():
    profiel_laden(lees("po2202"))
    Mandaat.objects.create(soort="sbo", rol="directeur", grondslag="test", geldig_vanaf=D("2026-01-01"))
    assert mandaat_voor("sbo", "Nvt", D("2026-11-23")) == {"directeur"}
    assert mandaat_voor("so", "L", D("2026-11-23")) == {"coordinator"}
