"""Importing schools: totals, per field the newest word, nothing twice, nothing half, and back again."""

import os
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from swv.deploy.mappen import PROJECT
from swv.enums import Importfase
from swv.imports import runs
from swv.imports.fouten import Importfout
from swv.klok import nu
from swv.models import Gebeurtenis, Importrun, School, Schoolbestuur
from swv.permissions import NietToegestaan
from swv.profielen import lees
from swv.profielen.laden import profiel_laden
from swv.profielen.scholen import scholen_bijwerken
from swv.scholen import meegeleverd, services
from tests.factories import GebruikerFactory, LeerlingFactory

pytestmark = pytest.mark.django_db

GEDEELD = Path(os.environ.get("SWV_GEDEELD", PROJECT.parent / "shared")) / "data" / "duo"
KOP = "vestigingscode;naam;type;straat;huisnummer;postcode;plaats;gemeente;leerlingen;bevoegd gezag nummer"
RIJ = "12AB00;De Es;VBO/MAVO;Dorpsweg;1;9711 AB;GRONINGEN;GRONINGEN;120;12345"


@pytest.fixture
def maak(tmp_path: Path):
    def _maak(
        *rijen: str, kop: str = KOP, naam: str = "scholen-2024-11.csv", codering: str = "utf-8"
    ) -> Path:
        pad = tmp_path / naam
        pad.write_bytes(("\n".join([kop, *rijen]) + "\n").encode(codering))
        return pad

    return _maak


def importeer(pad: Path, **opties: Any) -> dict[str, int]:
    proef = opties.pop("proef", False)
    bestand = services.open_bestand(pad, **opties)
    return services.importeer(bestand, door=None, op=nu(), proef=proef).tellingen.als_dict()


def zes(tellingen: dict[str, int]) -> tuple[int, ...]:
    namen = ("gelezen", "nieuw", "gewijzigd", "ongewijzigd", "overgeslagen", "fouten")
    return tuple(tellingen[naam] for naam in namen)


def stand() -> list[dict[str, Any]]:
    """Everything about every school and bestuur that an import can change."""
    velden = [
        veld.attname for veld in School._meta.concrete_fields if veld.name not in ("id", "sleutel", "bestuur")
    ]
    scholen = School.objects.order_by("vestigingscode").values(*velden, "bestuur__nummer", "bestuur__naam")
    return [*scholen, *Schoolbestuur.objects.order_by("nummer", "naam").values("nummer", "naam")]


# --- the shipped files and the full ones -----------------------------------------------------------


def test_de_meegeleverde_bestanden_en_nog_eens() -> None:
    profiel_laden(lees("vo2001"))
    oud, nieuw = meegeleverd.laad(op=nu())
    assert zes(oud.als_dict()) == (242, 242, 0, 0, 0, 0)
    assert zes(nieuw.als_dict()) == (454, 215, 236, 0, 3, 0)
    eerste = stand()
    assert {zes(t.als_dict())[1:3] for t in meegeleverd.laad(op=nu())} == {(0, 0)}
    assert stand() == eerste
    assert scholen_bijwerken(lees("vo2001")) == 0  # an import and the profile apply one rule


@pytest.mark.parametrize(("code", "aantal"), [("vo2001", 45), ("po2203", 118), ("po2202", 77)])
def test_elke_eigen_school_heeft_een_bestuur_en_de_juiste_soort(code: str, aantal: int) -> None:
    profiel_laden(lees(code))
    meegeleverd.laad(op=nu())
    eigen = School.objects.van_swv()
    assert eigen.count() == aantal
    assert {school.onderwijssoort for school in eigen} <= set(lees(code).onderwijssoorten)
    assert not eigen.filter(bestuur=None).exists()
    assert not eigen.filter(gebied="").exists()
    assert School.objects.buiten_gebied().filter(binnen_swv=True).count() == 0


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("scholen-2024-11.csv", "gelezen=8717 nieuw=8622 gewijzigd=0 ongewijzigd=0 overgeslagen=95 fouten=0"),
        (
            "03-alle-vestigingen-bo-2021.csv",
            "gelezen=6215 nieuw=6215 gewijzigd=0 ongewijzigd=0 overgeslagen=0 fouten=0",
        ),
    ],
)
def test_de_volledige_bestanden(naam: str, verwacht: str, capsys: pytest.CaptureFixture[str]) -> None:
    if not (GEDEELD / naam).is_file():
        pytest.skip(f"{naam} is hier niet; wijs met SWV_GEDEELD de map aan waar data/duo in staat")
    call_command("importeer_scholen", str(GEDEELD / naam))
    assert capsys.readouterr().out.splitlines()[-1] == verwacht


# --- layouts ---------------------------------------------------------------------------------------


def test_een_school_wordt_helemaal_ingelezen(maak) -> None:
    profiel_laden(lees("vo2001"))
    assert zes(importeer(maak(RIJ))) == (1, 1, 0, 0, 0, 0)
    school = School.objects.get()
    assert (school.brin, school.vestigingscode, school.naam) == ("12AB", "12AB00", "De Es")
    assert (school.onderwijssoort, school.type_duo, school.leerlingen) == ("vo", "VBO/MAVO", 120)
    assert (school.postcode, school.pc4, school.gebied, school.binnen_swv) == ("9711AB", "9711", "Stad", True)
    assert (school.plaats, school.gemeente) == ("Groningen", "Groningen")
    assert (school.peildatum, school.peildata) == (date(2024, 11, 1), {})
    assert school.bestuur is not None
    assert (school.bestuur.nummer, school.bestuur.naam) == ("12345", "Bevoegd gezag 12345")


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("scheiding", [";", ","])
@pytest.mark.parametrize("code", ["12AB01", "01", "1", "12ab01"])
def test_de_indeling_van_duo_nu(maak, codering: str, scheiding: str, code: str) -> None:
    kop = "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;HUISNUMMER-TOEVOEGING;POSTCODE"
    rij = f"Drenthe;2345;12AB;{code};Immanuël;36-B;7811 LD"
    pad = maak(
        rij.replace(";", scheiding), kop=kop.replace(";", scheiding), naam="vo-2025-01.csv", codering=codering
    )
    assert zes(importeer(pad)) == (1, 1, 0, 0, 0, 0)
    school = School.objects.get()
    assert (school.vestigingscode, school.naam, school.huisnummer) == ("12AB01", "Immanuël", "36-B")
    assert (school.onderwijssoort, school.bestuur.nummer) == ("vo", "02345")  # type: ignore[union-attr]


@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r", "\n\n", ""])
def test_elk_regeleinde(maak, einde: str) -> None:
    pad = maak()
    regeleinde = einde[:2].replace("\n\n", "\n") or "\n"
    pad.write_bytes((KOP + regeleinde + RIJ + einde).encode())
    assert zes(importeer(pad)) == (1, 1, 0, 0, 0, 0)
    assert Importrun.objects.get().regels.get().nummer == 2


@pytest.mark.parametrize("waarde", ["<5", "< 5", "x", "X"])
def test_een_afgeschermd_aantal_is_onbekend_en_blijft_dat(maak, waarde: str) -> None:
    importeer(maak(RIJ, naam="a-2023-11.csv"))
    importeer(maak(RIJ.replace(";120;", f";{waarde};")))
    assert School.objects.get().leerlingen is None
    importeer(maak(RIJ.replace(";120;", ";7;"), naam="b-2024-01.csv"))
    assert School.objects.get().leerlingen is None  # the older file does not fill what a newer one masked
    assert zes(importeer(maak(RIJ.replace(";120;", ";8;"), naam="c-2025-01.csv")))[2] == 1
    assert School.objects.get().leerlingen == 8


def test_zonder_aantal_is_geen_fout(maak) -> None:
    tellingen = importeer(maak(RIJ.replace(";120;", ";;")))
    assert (zes(tellingen), tellingen["zonder_leerlingaantal"]) == ((1, 1, 0, 0, 0, 0), 1)
    assert "Geen leerlingaantal" in Importrun.objects.get().regels.get().melding


def test_zonder_onderwijssoort_en_postcode_staat_het_erbij(maak) -> None:
    importeer(maak("12AB00;De Es", kop="VESTIGINGSCODE;VESTIGINGSNAAM"))
    assert School.objects.get().te_controleren == "Onderwijssoort onbekend; Postcode onbekend"
    importeer(maak("12AB00;De Es", kop="VESTIGINGSCODE;VESTIGINGSNAAM"), onderwijssoort="vo")
    assert School.objects.get().onderwijssoort == "vo"


def test_een_naam_is_gewone_tekst(maak) -> None:
    naam = "=HYPERLINK(1) <b>'; DROP TABLE x;-- {{ x }} %s"
    importeer(maak(RIJ.replace("De Es", f'"{naam}"')))
    assert School.objects.get().naam == naam


# --- rows that are wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        (RIJ.replace("12AB00", "12AB"), "heeft niet de vorm 12AB00"),
        (RIJ.replace("12AB00", ""), "heeft niet de vorm 12AB00"),
        (RIJ.replace("De Es", " "), "De naam van de school ontbreekt"),
        (RIJ.replace(";120;", ";veel;"), 'Aantal leerlingen "veel" is geen geheel getal'),
        (RIJ.replace(";120;", ";-3;"), "is geen geheel getal"),
        (RIJ.replace("12345", "123456"), "heeft geen vijf cijfers"),
        (RIJ.replace("De Es", "e" * 201), "Het veld naam is langer dan 200 tekens"),
        ("12AB00;te kort", "De rij heeft 2 velden en de kop heeft er 10"),
        (RIJ + ";te lang", "De rij heeft 11 velden en de kop heeft er 10"),
    ],
)
def test_een_rij_met_een_fout_houdt_de_rest_niet_tegen(maak, rij: str, zin: str) -> None:
    tellingen = importeer(maak(rij, "", RIJ.replace("12AB00", "34CD00")))
    assert zes(tellingen) == (2, 1, 0, 0, 0, 1)
    fout = Importrun.objects.get().regels.get(uitkomst="fout")
    assert fout.nummer == 2
    assert zin in fout.melding
    assert School.objects.get().vestigingscode == "34CD00"


def test_van_dubbele_codes_telt_de_eerste_goede_rij(maak) -> None:
    fout = RIJ.replace(";120;", ";?;")
    tellingen = importeer(maak(fout, RIJ, RIJ.replace("De Es", "Later"), RIJ.replace("De Es", "Nog later")))
    assert zes(tellingen) == (4, 1, 0, 0, 2, 1)
    assert School.objects.get().naam == "De Es"
    meldingen = (
        Importrun.objects.get().regels.filter(uitkomst="overgeslagen").values_list("nummer", "melding")
    )
    assert list(meldingen.order_by("nummer")) == [
        (nummer, "Vestigingscode 12AB00 stond al op rij 3; de eerste rij telt.") for nummer in (4, 5)
    ]


def test_een_postcode_die_niet_bestaat_wordt_niet_overgenomen(maak) -> None:
    importeer(maak(RIJ.replace("9711 AB", "0711 AB")))
    assert School.objects.get().postcode == ""
    assert "geen Nederlandse postcode" in Importrun.objects.get().regels.get().melding


@pytest.mark.parametrize(
    "rijen",
    [
        ['12AB00;"De ""Es""";VO;;;;;;1;', '34CD00;Basisschool "De Es" Zuid;VO;;;;;;2;'],
        ["12AB00;De Es;VO;;;;;;1;", "", "34CD00;bel\x07;VO;;;;;;2;"],
        ["12AB00; De Es ;VO;;;;;;1;", "34CD00;\u00a0De Es\t;VO;;;;;;2;"],
        ["12AB00;\\.;VO;;;;;;1;", "34CD00;\\N;VO;;;;;;2;"],
    ],
)
def test_vreemde_tekens_geven_wat_een_rekenblad_ziet(maak, rijen: list[str]) -> None:
    assert zes(importeer(maak(*rijen)))[1] == 2
    namen = set(School.objects.values_list("naam", flat=True))
    assert namen <= {'De "Es"', 'Basisschool "De Es" Zuid', "De Es", "bel", "\\.", "\\N"}


def test_een_open_aanhalingsteken_verandert_niets(maak) -> None:
    with pytest.raises(Importfout, match="aanhalingsteken"):
        importeer(maak(RIJ, '34CD00;"De Es;VO;;;;;;1;', RIJ.replace("12AB00", "56EF00")))
    assert not School.objects.exists()


# --- newer and older files -----------------------------------------------------------------------------


OUD = ("a-2021-10.csv", RIJ.replace("De Es", "Oude naam").replace("Dorpsweg", "Oudeweg"))
MIDDEN = ("b-2023-10.csv", "12AB00;Midden;VBO/MAVO;;;9711AC;;;200;54321")
NIEUW = ("c-2024-11.csv", "12AB00;Nieuw;;Nieuweweg;;;;;;")


@pytest.mark.parametrize("volgorde", list(permutations([OUD, MIDDEN, NIEUW])))
def test_per_veld_wint_het_nieuwste_bestand_in_elke_volgorde(maak, volgorde) -> None:
    for naam, rij in volgorde:
        importeer(maak(rij, naam=naam))
    school = School.objects.get()
    assert (school.naam, school.straat, school.postcode) == ("Nieuw", "Nieuweweg", "9711AC")
    assert (school.leerlingen, school.huisnummer, school.plaats) == (200, "1", "Groningen")
    assert school.bestuur.nummer == "54321"  # type: ignore[union-attr]
    assert school.peildatum == date(2024, 11, 1)
    assert school.peildata["postcode"] == "2023-10-01"
    assert school.peildata["plaats"] == "2021-10-01"
    assert "naam" not in school.peildata


def test_een_ouder_bestand_wijzigt_niets_dat_nieuwer_is(maak) -> None:
    importeer(maak(RIJ))
    assert zes(importeer(maak(RIJ.replace("De Es", "Vroeger"), naam="a-2020-01.csv"))) == (1, 0, 0, 1, 0, 0)


def test_een_school_die_ontbreekt_wordt_genoemd_en_blijft_open(maak) -> None:
    importeer(
        maak(
            RIJ,
            RIJ.replace("12AB00", "34CD00"),
            RIJ.replace("12AB00;De Es;VBO/MAVO", "56EF00;Bs;basisschool"),
        )
    )
    tellingen = importeer(maak(RIJ, naam="b-2025-01.csv"))
    assert tellingen["afwezig"] == 1  # the primary school is of a kind that this file does not cover
    assert Importrun.objects.latest("id").regels.get(uitkomst="afwezig").natuurlijke_sleutel == "34CD00"
    assert set(School.objects.values_list("status", flat=True)) == {"open"}
    assert importeer(maak(RIJ, naam="c-2023-01.csv"))["afwezig"] == 0  # an older file says nothing about now


def test_wat_het_profiel_aanvulde_wijkt_voor_duo(maak) -> None:
    profiel_laden(lees("vo2001"))
    zonder = "14WT00;De Wingerd;(V)SO;;;9744DZ;;;131;"
    importeer(maak(zonder))
    school = School.objects.get()
    assert (school.onderwijssoort, school.bestuur.naam) == ("sovso", "Bevoegd gezag De Wingerd")  # type: ignore[union-attr]
    assert school.te_controleren.startswith("Bestuur aangevuld, te controleren; Onderwijssoort aangevuld")
    assert zes(importeer(maak(zonder)))[3] == 1
    importeer(maak(zonder + "99999", naam="ouder-2020-01.csv"))
    school.refresh_from_db()
    assert school.bestuur.nummer == "99999"  # type: ignore[union-attr]
    assert "Bestuur" not in school.te_controleren


# --- dry run, all or nothing, one at a time, undo --------------------------------------------------------


def test_een_proef_telt_hetzelfde_en_laat_niets_achter(maak) -> None:
    voor = stand()
    proef = importeer(maak(RIJ), proef=True)
    assert stand() == voor
    assert not Importrun.objects.exists()
    assert importeer(maak(RIJ)) == proef


def test_alles_of_niets(maak, monkeypatch: pytest.MonkeyPatch) -> None:
    importeer(maak(RIJ))
    voor = stand()

    def stuk(*_args: object, **_opties: object) -> None:
        raise RuntimeError("stroom weg")

    monkeypatch.setattr(runs, "zet_verwerkt", stuk)
    with pytest.raises(RuntimeError), transaction.atomic():
        importeer(maak(RIJ.replace("De Es", "Anders"), RIJ.replace("12AB00", "34CD00"), naam="b-2025-01.csv"))
    assert stand() == voor
    assert Importrun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_een_tweede_import_wacht_kort_en_zegt_het(maak, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "GRENZEN", "SET LOCAL lock_timeout = '50ms'")
    ander = connection.copy()
    try:
        with transaction.atomic(), ander.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('swv.import.scholen', 0))")
            with pytest.raises(Importfout, match="Er loopt al een import"), transaction.atomic():
                importeer(maak(RIJ))
    finally:
        ander.close()
    assert zes(importeer(maak(RIJ)))[1] == 1


@pytest.fixture
def medewerker() -> Any:
    return GebruikerFactory(rol="administratie")


def test_terugdraaien_zet_alles_terug(maak, medewerker) -> None:
    importeer(maak(RIJ, naam="a-2021-10.csv"))
    voor = stand()
    anders = RIJ.replace("De Es", "Anders").replace(";120;", ";<5;").replace("12345", "55555")
    importeer(maak(anders, RIJ.replace("12AB00", "34CD00")))
    services.draai_terug(Importrun.objects.latest("id"), door=medewerker, op=nu())
    assert stand() == voor
    run = Importrun.objects.latest("id")
    assert (run.fase, run.teruggedraaid_door) == (Importfase.TERUGGEDRAAID, medewerker)
    assert Gebeurtenis.objects.filter(soort="import.teruggedraaid", door=medewerker).count() == 1
    with pytest.raises(Importfout, match="al teruggedraaid"):
        services.draai_terug(run, door=medewerker, op=nu())


def test_ook_een_bestand_dat_alleen_de_datum_verschoof_gaat_terug(maak, medewerker) -> None:
    importeer(maak(RIJ, naam="a-2021-10.csv"))
    voor = stand()
    assert zes(importeer(maak(RIJ)))[3] == 1
    assert School.objects.get().peildatum == date(2024, 11, 1)
    services.draai_terug(Importrun.objects.latest("id"), door=medewerker, op=nu())
    assert stand() == voor


def test_eerst_het_latere_bestand_terug(maak, medewerker) -> None:
    importeer(maak(RIJ, naam="a-2021-10.csv"))
    importeer(maak(RIJ.replace("De Es", "Anders")))
    eerste, tweede = Importrun.objects.order_by("id")
    with pytest.raises(Importfout, match=r"het bestand scholen-2024-11\.csv is later verwerkt"):
        services.draai_terug(eerste, door=medewerker, op=nu())
    services.draai_terug(tweede, door=medewerker, op=nu())
    services.draai_terug(eerste, door=medewerker, op=nu())
    assert not School.objects.exists()
    assert not Schoolbestuur.objects.exists()


def test_een_school_in_gebruik_of_met_de_hand_gewijzigd_houdt_terugdraaien_tegen(maak, medewerker) -> None:
    importeer(maak(RIJ))
    run = Importrun.objects.get()
    leerling = LeerlingFactory(school=School.objects.get())
    with pytest.raises(Importfout, match="De school De Es is nieuw door deze import en wordt al gebruikt"):
        services.draai_terug(run, door=medewerker, op=nu())
    leerling.inschrijvingen.all().delete()
    importeer(maak(RIJ.replace("De Es", "Anders"), naam="b-2025-01.csv"))
    School.objects.update(naam="Met de hand")
    with pytest.raises(Importfout, match="Met de hand is na deze import gewijzigd"):
        services.draai_terug(Importrun.objects.latest("id"), door=medewerker, op=nu())


def test_zonder_recht_geen_import(maak) -> None:
    bestand = services.open_bestand(maak(RIJ))
    with pytest.raises(NietToegestaan):
        services.importeer(bestand, door=GebruikerFactory(rol="ect"), op=nu())


# --- the command -----------------------------------------------------------------------------------------


def test_het_commando_eindigt_op_de_tellingen(maak, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("importeer_scholen", str(maak(RIJ, RIJ)), "--proef")
    uit = capsys.readouterr().out.splitlines()
    assert uit[-1] == "gelezen=2 nieuw=1 gewijzigd=0 ongewijzigd=0 overgeslagen=1 fouten=0"
    assert "Dit was een proef: er is niets gewijzigd." in uit
    assert any("rij 3: Vestigingscode 12AB00 stond al op rij 2" in regel for regel in uit)
    assert not School.objects.exists()


@pytest.mark.parametrize(
    ("opties", "code", "zin"),
    [
        ([], 1, "Geef de peildatum op. Gebruik --peildatum JJJJ-MM-DD. Er is niets gewijzigd."),
        (["--peildatum", "gisteren"], 2, "is geen datum"),
        (["--onderwijssoort", "kleuter"], 2, "is onbekend"),
    ],
)
def test_het_commando_zegt_wat_er_mis_is(maak, capsys, opties: list[str], code: int, zin: str) -> None:
    with pytest.raises(SystemExit) as stop:
        call_command("importeer_scholen", str(maak(RIJ, naam="scholen.csv")), *opties)
    assert stop.value.code == code
    assert zin in capsys.readouterr().err
    assert not School.objects.exists()


def test_het_commando_met_peildatum(maak) -> None:
    call_command("importeer_scholen", str(maak(RIJ, naam="scholen.csv")), "--peildatum", "2025-02-01")
    assert School.objects.get().peildatum == date(2025, 2, 1)
