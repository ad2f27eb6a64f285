"""Importing realisatie: what comes in, what is refused, twice the same, and back again."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from financien.models import Boeking
from financien.services import realisatie
from financien.services.realisatie import MetFouten
from swv.enums import Importfase, Importuitkomst
from swv.imports.fouten import Importfout
from swv.models import Importrun
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory
from tests.financien import factories
from tests.financien.factories import GOED, KOP, OP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("swv")]


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "realisatie.csv"


def aantallen(uitslag: realisatie.Uitslag) -> tuple[int, ...]:
    t = uitslag.tellingen
    return t.gelezen, t.nieuw, t.gewijzigd, t.ongewijzigd, t.overgeslagen, t.fouten


def test_boekingen_komen_bij_hun_programma(pad: Path) -> None:
    uitslag = factories.importeer(pad)
    assert aantallen(uitslag) == (3, 3, 0, 0, 0, 0)
    rijen = Boeking.objects.order_by("id").values_list("programma__code", "soort", "bedrag", "datum")
    assert list(rijen) == [
        ("vso", "lasten", Decimal("1234.56"), date(2026, 1, 5)),
        ("vso", "baten", Decimal("10000.00"), date(2026, 1, 5)),
        ("bestuur", "lasten", Decimal("500.10"), date(2026, 2, 10)),
    ]
    assert (uitslag.tellingen.baten_in_centen, uitslag.tellingen.lasten_in_centen) == (1000000, 173466)
    assert Importrun.objects.get().fase == Importfase.VERWERKT


def test_tweemaal_hetzelfde_bestand_verandert_niets(pad: Path) -> None:
    factories.importeer(pad)
    eerst = list(Boeking.objects.order_by("id").values())
    assert aantallen(factories.importeer(pad)) == (3, 0, 0, 3, 0, 0)
    assert list(Boeking.objects.order_by("id").values()) == eerst


def test_een_proef_verandert_niets(pad: Path) -> None:
    assert aantallen(factories.importeer(pad, proef=True)) == (3, 3, 0, 0, 0, 0)
    assert not Boeking.objects.exists()
    assert not Importrun.objects.exists()


def test_een_correctie_wijzigt_de_boeking(pad: Path) -> None:
    factories.importeer(pad)
    assert aantallen(factories.importeer(pad, GOED.replace("500,10", "510,10"))) == (3, 0, 1, 2, 0, 0)
    assert Boeking.objects.get(boekstuk="B2").bedrag == Decimal("510.10")


def test_met_een_fout_gaat_er_niets_door(pad: Path) -> None:
    with pytest.raises(MetFouten, match="1 rij met een fout") as fout:
        factories.importeer(pad, GOED + "B3;1;31-02-2026;4400;4712;Kan niet;5,00\n")
    assert [r.melding for r in fout.value.uitslag.fouten] == [
        "“31-02-2026” is geen datum; verwacht is bijvoorbeeld 31-03-2026."
    ]
    assert not Boeking.objects.exists()
    assert not Importrun.objects.exists()


RIJFOUTEN = [
    ("B3;1;05-01-2026;4400;9999;x;5,00", "Kostenplaats 9999 is niet bekend"),
    ("B3;1;;4400;4712;x;5,00", "De datum ontbreekt."),
    ("B3;1;05-01-2026;4400;4712;x;", "Het bedrag ontbreekt."),
    ("B3;1;05-01-2026;4400;4712;x;12.50,1", "geen bedrag"),
    ("B3;1;05-01-2026;4400;4712;x", "6 kolommen in plaats van 7"),
    ("B3;1;05-01-2026;4400;4712;x;1,00;extra", "8 kolommen in plaats van 7"),
    ("B3;1;05-01-1926;4400;4712;x;1,00", "Het boekjaar ontbreekt of kan niet kloppen."),
    ("B1;1;05-01-2026;4100;4711;Anders;9,99", "Boeking B1-1 staat ook op rij 2, met andere gegevens."),
    ("B3;1;05-01-2026;;;x;1,00", "De kostenplaats ontbreekt."),
    (f"{'9' * 31};1;05-01-2026;4400;4712;x;1,00", "is langer dan 30 tekens"),
]


@pytest.mark.parametrize(("rij", "zin"), RIJFOUTEN)
def test_een_rijfout_noemt_rij_en_reden(pad: Path, rij: str, zin: str) -> None:
    run = factories.bied_aan(pad, GOED + rij + "\n")
    regel = run.regels.get(uitkomst=Importuitkomst.FOUT)
    assert regel.nummer == 5
    assert zin in regel.melding
    assert not Boeking.objects.exists()


def test_overgeslagen_en_leeg(pad: Path) -> None:
    extra = "B1;1;05-01-2026;4100;4711;Salarissen januari;1.234,56\n;;;;;Totaal;1.734,66\n;;;;;;\n\n"
    run = factories.bied_aan(pad, GOED + extra)
    meldingen = dict(run.regels.filter(uitkomst="overgeslagen").values_list("nummer", "melding"))
    assert meldingen == {
        5: "Deze boeking stond al op rij 2; de eerste telt.",
        6: "Dit is een regel met een totaal, geen boeking.",
    }
    assert run.tellingen["gelezen"] == 5


def test_een_balansrekening_telt_niet_mee(pad: Path) -> None:
    factories.wijs_toe("", None, grootboek="1100")
    run = factories.bied_aan(pad, GOED + "B3;1;05-01-2026;1100;;Bank;5,00\n")
    assert run.tellingen["overgeslagen"] == 1


def test_een_getal_dat_een_bsn_kan_zijn_wordt_weggelaten(pad: Path) -> None:
    inhoud = GOED.replace("Huur", "Betreft 111222333, termijn 2")
    run = factories.bied_aan(pad, inhoud)
    assert "BSN" in run.regels.get(nummer=4).melding
    factories.importeer(pad, inhoud)
    assert Boeking.objects.get(boekstuk="B2").omschrijving == "Betreft [weggelaten], termijn 2"
    assert factories.importeer(pad, inhoud).tellingen.ongewijzigd == 3


def test_een_datum_ver_in_de_toekomst_is_een_verschrijving(pad: Path) -> None:
    run = factories.bied_aan(pad, GOED.replace("10-02-2026", "10-02-2036"))
    assert run.regels.get(nummer=4).melding == "De datum 10-02-2036 ligt te ver in de toekomst."


KOLOMMEN = [
    ("Periode;Kpl;Debet;Credit\n2026-03;4711;12,00;\n2026-03;4711;;2,00\n", "10.00", date(2026, 3, 31)),
    ("Boekjaar,Periode,Kostenplaats,Amount\n2026,3,4711,10.00\n", "10.00", date(2026, 3, 31)),
    (
        "Datum;Kostenplaats;Bedrag;D/C\n2026-03-31;4711;12,00;D\n20260331;4711;2,00;C\n",
        "10.00",
        date(2026, 3, 31),
    ),
    ("Datum\tKostenplaats\tSaldo\n31/3/2026\t4711\t10,00\n", "10.00", date(2026, 3, 31)),
    ("Datum;Boekjaar;Kostenplaats;Bedrag\n04-01-2027;2026;4711;10,00\n", "10.00", date(2026, 12, 31)),
    ("Datum;Periode;Kostenplaats;Bedrag\n14-04-2026;2026-13;4711;10,00\n", "10.00", date(2026, 12, 31)),
]


@pytest.mark.parametrize(("inhoud", "som", "dag"), KOLOMMEN)
def test_kolommen_worden_op_naam_gevonden(pad: Path, inhoud: str, som: str, dag: date) -> None:
    factories.importeer(pad, inhoud)
    assert sum(Boeking.objects.values_list("bedrag", flat=True)) == Decimal(som)
    assert set(Boeking.objects.values_list("datum", flat=True)) == {dag}


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("einde", ["\n", "\r\n"])
def test_codering_en_regeleinde(pad: Path, codering: str, einde: str) -> None:
    inhoud = GOED.replace("Huur", "Café Überfluß").replace("\n", einde)
    factories.importeer(pad, inhoud.encode(codering))
    assert Boeking.objects.get(boekstuk="B2").omschrijving == "Café Überfluß"


def test_zonder_boekingsnummer_telt_de_inhoud(pad: Path) -> None:
    """Two equal lines are two bookings; the same file again changes nothing."""
    inhoud = "Datum;Kostenplaats;Omschrijving;Bedrag\n" + "31-03-2026;4711;Reis;10,00\n" * 2
    factories.importeer(pad, inhoud)
    assert aantallen(factories.importeer(pad, inhoud)) == (2, 0, 0, 2, 0, 0)
    assert Boeking.objects.count() == 2


def test_een_boekstuk_zonder_regelnummer(pad: Path) -> None:
    inhoud = "Boekstuk;Datum;Kpl;Bedrag\nA;31-03-2026;4711;1,00\nA;31-03-2026;4712;2,00\n"
    factories.importeer(pad, inhoud)
    assert aantallen(factories.importeer(pad, inhoud.replace("2,00", "3,00"))) == (2, 0, 1, 1, 0, 0)


BESTANDEN = [
    (b"", "Het bestand is leeg."),
    (KOP.encode(), "alleen een kop en geen rijen"),
    (b"\xff\xfeD\x00a\x00", "tekst in UTF-16"),
    (b"%PDF-1.7", "een pdf"),
    (b"PK\x03\x04kapot", "Excel-bestand kan niet worden gelezen"),
    (b"Datum;Kostenplaats\n01-01-2026;4711\n", "ontbreekt: een kolom met het bedrag"),
    (
        b"Naam;Leeftijd\nx;3\n",
        "ontbreekt: een kolom met de datum of de periode; een kolom met de kostenplaats",
    ),
    (b"Datum;Bedrag;Saldo;Kpl\n01-01-2026;1;2;4711\n", "zijn allebei bedrag"),
    ((GOED + 'B9;1;05-01-2026;4400;4712;"open;5,00\nB9;2').encode(), "aanhalingsteken niet gesloten"),
    (
        GOED.replace("Huur", "Caf\u00e9").encode() + b"B9;1;05-01-2026;4400;4712;Caf\xe9;5,00\n",
        "twee coderingen",
    ),
    (GOED.replace("500,10", "500.10").encode(), "Nederlands op rij 2 en Engels op rij 4"),
]


@pytest.mark.parametrize(("inhoud", "zin"), BESTANDEN, ids=[zin[:25] for _, zin in BESTANDEN])
def test_een_onbruikbaar_bestand_geeft_een_zin(pad: Path, inhoud: bytes, zin: str) -> None:
    with pytest.raises(Importfout, match=zin):
        factories.importeer(pad, inhoud)
    assert not Importrun.objects.exists()


def test_500_mb_wordt_niet_gelezen(pad: Path) -> None:
    with pad.open("wb") as groot:
        groot.truncate(500 * 2**20)
    with pytest.raises(Importfout, match="te groot: 500 MB, en hoogstens 50 MB"):
        realisatie.lees_bestand(pad)


def test_terugdraaien_en_volgorde(pad: Path) -> None:
    wie = factories.controller()
    eerste = realisatie.bevestig(factories.bied_aan(pad, door=wie), door=wie, op=OP)
    tweede = realisatie.bevestig(
        factories.bied_aan(pad, GOED.replace("500,10", "510,10"), door=wie), door=wie, op=OP
    )
    with pytest.raises(Importfout, match="Draai dat bestand eerst terug"):
        realisatie.draai_terug(eerste, door=wie, op=OP)
    realisatie.draai_terug(tweede, door=wie, op=OP)
    assert Boeking.objects.get(boekstuk="B2").bedrag == Decimal("500.10")
    realisatie.draai_terug(eerste, door=wie, op=OP)
    assert not Boeking.objects.exists()


def test_een_onbekende_kostenplaats_is_op_te_lossen(pad: Path) -> None:
    wie = factories.controller()
    run = factories.bied_aan(pad, GOED.replace("4712", "0815"), door=wie)
    assert (run.tellingen["fouten"], run.tellingen["onbekend"]) == (1, 1)
    with pytest.raises(Importfout, match="nog 1 rij met een fout"):
        realisatie.bevestig(run, door=wie, op=OP)
    factories.wijs_toe("0815", "basis")
    run = realisatie.controleer_opnieuw(run, door=wie, op=OP)
    realisatie.bevestig(run, door=wie, op=OP)
    assert Boeking.objects.get(boekstuk="B2").programma.code == "basis"


def test_wat_sinds_de_controle_anders_werd_wordt_eerst_getoond(pad: Path) -> None:
    wie = factories.controller()
    run = factories.bied_aan(pad, door=wie)
    factories.importeer(pad)
    with pytest.raises(Importfout, match="sinds de controle gewijzigd"):
        realisatie.bevestig(run, door=wie, op=OP)
    run.refresh_from_db()
    assert (run.fase, run.tellingen["ongewijzigd"]) == (Importfase.GECONTROLEERD, 3)


@pytest.mark.parametrize("rol", ["coordinator", "directeur", "beheer", "administratie"])
def test_alleen_wie_beheert_importeert(pad: Path, rol: str) -> None:
    with pytest.raises(NietToegestaan):
        factories.bied_aan(pad, door=GebruikerFactory(rol=rol))
