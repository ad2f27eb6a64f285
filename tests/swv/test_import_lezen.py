"""Reading a file that someone else made: what it is, how it is written, where its columns are."""

import codecs
import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swv.enums import Onderwijssoort
from swv.imports.bestand import open_csv
from swv.imports.fouten import Importfout
from swv.scholen.kolommen import lees_kop, vereenvoudig
from swv.scholen.namen import net_geschreven
from swv.scholen.peildatum import uit_naam
from swv.scholen.soorten import soort_uit_naam, soort_van

# Without Â and Ã: before a symbol they show that UTF-8 was read as cp1252, and such a file is refused.
TEKENS = st.characters(codec="cp1252", categories=["L", "N", "P", "Zs"], exclude_characters="ÂÃ")
KOP_2021 = "PROVINCIE;BEVOEGD GEZAG NUMMER;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING"
KOP_DUO = "PROVINCIE,BEVOEGD GEZAG NUMMER,INSTELLINGSCODE,VESTIGINGSCODE,VESTIGINGSNAAM,STRAATNAAM,POSTCODE"


@pytest.fixture
def maak(tmp_path: Path):
    def _maak(inhoud: bytes | str, naam: str = "scholen-2024-11.csv") -> Path:
        pad = tmp_path / naam
        pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        return pad

    return _maak


@pytest.mark.parametrize("scheiding", [";", ",", "\t", "|"])
@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
def test_scheiding_regeleinde_en_bom(maak, scheiding: str, einde: str, bom: bytes) -> None:
    regels = einde.join(scheiding.join(rij) for rij in (["CODE", "NAAM"], ["12AB00", "Één"])) + einde
    bron = open_csv(maak(bom + regels.encode()))
    assert (bron.scheiding, bron.kop, bron.codering) == (scheiding, ["CODE", "NAAM"], "utf-8")
    assert list(bron.rijen()) == [(2, ["12AB00", "Één"])]


def test_windows_1252_wordt_herkend(maak) -> None:
    bron = open_csv(maak("CODE;NAAM\n12AB00;Exloërmond ’t\n".encode("cp1252")))
    assert bron.codering == "cp1252"
    assert next(bron.rijen())[1] == ["12AB00", "Exloërmond ’t"]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf\n\n", "leeg"),
        (b"CODE;NAAM\n", "geen rijen"),
        (b"CODE;NAAM", "geen rijen"),
        (b"PK\x03\x04allerlei", "Excel- of zipbestand"),
        (b"\xd0\xcf\x11\xe0oud", "oud Excel-bestand"),
        (b"%PDF-1.7\n%\xe2\xe3", "een pdf"),
        ("CODE;NAAM\n1;2\n".encode("utf-16"), "UTF-16"),
        ("CODE;NAAM\n1;2\n".encode("utf-16-le"), "tekens die in tekst niet voorkomen"),
        (b"CODE;NAAM\n" + b"x" * 2_000_000 + b"\0", "tekens die in tekst niet voorkomen"),
        (b"zomaar een brief\nzonder kolommen\n", "geen kolomnamen"),
        (b"x" * 200_000, "houdt niet op"),
        (codecs.BOM_UTF8 + b"CODE;NAAM\n1;\xeb\n", "zegt UTF-8 te zijn"),
        ("CODE;NAAM\n1;é\n".encode() + b"2;\xeb\n", "twee coderingen"),
        (b"CODE;NAAM\n1;\x81\x8d\n", "geen UTF-8 en geen Windows-1252"),
    ],
)
def test_geen_bruikbaar_bestand_geeft_een_zin(maak, inhoud: bytes, zin: str) -> None:
    with pytest.raises(Importfout) as fout:
        open_csv(maak(inhoud))
    assert zin in fout.value.melding


def test_te_groot_wordt_niet_gelezen(tmp_path: Path) -> None:
    pad = tmp_path / "groot-2024-11.csv"
    with pad.open("wb") as doel:
        doel.truncate(500 * 1024 * 1024)  # sparse: takes no room on the disk
    with pytest.raises(Importfout, match="te groot: 500 MB"):
        open_csv(pad)


def test_een_bestand_dat_er_niet_is(tmp_path: Path) -> None:
    with pytest.raises(Importfout, match="niet gevonden"):
        open_csv(tmp_path / "weg.csv")
    with pytest.raises(Importfout, match="niet gevonden"):
        open_csv(tmp_path)


def test_een_aanhalingsteken_dat_open_blijft(maak) -> None:
    bron = open_csv(maak('CODE;NAAM\n1;goed\n2;"open\n3;weg\n'))
    with pytest.raises(Importfout, match="rij 3 loopt over meer dan één regel"):
        list(bron.rijen())


@pytest.mark.parametrize(
    ("regel", "is_gaaf"),
    [
        ('1;"School ""De Es"""', True),
        ('1;Basisschool "De Es" Zuid', False),
        ("1;bel\x07", False),
        ("\\.", False),
    ],
)
def test_wat_postgresql_anders_zou_lezen_is_niet_gaaf(maak, regel: str, is_gaaf: bool) -> None:
    assert open_csv(maak(f"CODE;NAAM\n0;x\n{regel}\n9;y\n")).is_gaaf is is_gaaf


@given(
    rijen=st.lists(
        st.lists(st.text(TEKENS), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    ),
    scheiding=st.sampled_from(";,\t"),
    codering=st.sampled_from(["utf-8", "cp1252"]),
)
def test_wat_een_rekenblad_schrijft_komt_terug(rijen, scheiding, codering, tmp_path_factory) -> None:
    uit = io.StringIO()
    csv.writer(uit, delimiter=scheiding, lineterminator="\n").writerows([["EEN", "TWEE", "DRIE"], *rijen])
    pad = tmp_path_factory.mktemp("blad") / "blad.csv"
    pad.write_bytes(uit.getvalue().encode(codering))
    bron = open_csv(pad)
    if bron.codering == codering:  # a cp1252 text may happen to be sound UTF-8 too
        assert [rij for _, rij in bron.rijen()] == rijen


# --- columns -----------------------------------------------------------------------------------


def test_kolommen_op_naam_in_elke_volgorde() -> None:
    oud, nieuw = lees_kop(KOP_2021.split(";")), lees_kop(KOP_DUO.split(",")[::-1])
    assert (oud.plaats["vestigingscode"], oud.plaats["brin"], oud.plaats["naam"]) == (3, 2, 4)
    assert (nieuw.plaats["vestigingscode"], nieuw.plaats["naam"], nieuw.plaats["postcode"]) == (3, 2, 0)
    assert not oud.heeft("postcode", "leerlingen")


def test_namen_zonder_hoofdletters_streepjes_en_spaties() -> None:
    assert vereenvoudig(" Bevoegd-gezag_nummer ") == "BEVOEGDGEZAGNUMMER"


@pytest.mark.parametrize(
    ("kop", "zin"),
    [
        (["NAAM", "POSTCODE"], "ontbreekt de kolom VESTIGINGSCODE"),
        (["VESTIGINGSCODE", "POSTCODE"], "ontbreekt de kolom VESTIGINGSNAAM"),
        (["A", "B"], "ontbreken de kolommen VESTIGINGSCODE en VESTIGINGSNAAM"),
    ],
)
def test_een_verplichte_kolom_die_ontbreekt_wordt_genoemd(kop: list[str], zin: str) -> None:
    with pytest.raises(Importfout) as fout:
        lees_kop(kop)
    assert zin in fout.value.melding


# --- date, kind, names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "dag"),
    [
        ("scholen-2024-11.csv", date(2024, 11, 1)),
        ("03-alle-vestigingen-bo-2021.csv", date(2021, 10, 1)),
        ("adressen 2025-03-15.csv", date(2025, 3, 15)),
        ("adressen_20250315.csv", date(2025, 3, 15)),
        ("peil 15-03-2025 (1).csv", date(2025, 3, 15)),
        ("duo_202503.csv", date(2025, 3, 1)),
        ("raar-2025-02-31.csv", date(2025, 2, 1)),
        ("scholen.csv", None),
        ("brin 12345678.csv", None),
    ],
)
def test_peildatum_uit_de_naam(naam: str, dag: date | None) -> None:
    assert uit_naam(naam) == dag


@pytest.mark.parametrize(
    ("type_duo", "soort"),
    [
        ("basisschool", Onderwijssoort.BAO),
        ("SBAO", Onderwijssoort.SBO),
        ("(V)SO", Onderwijssoort.SOVSO),
        ("SO", Onderwijssoort.SO),
        ("VSO", Onderwijssoort.VSO),
        ("PRO", Onderwijssoort.PRO),
        ("BRUGJAAR", Onderwijssoort.VO),
        ("VBO/MAVO/HAVO/VWO/PRO", Onderwijssoort.VO),
        ("vliegschool", None),
        ("", None),
    ],
)
def test_onderwijssoort_uit_het_type(type_duo: str, soort: Onderwijssoort | None) -> None:
    assert soort_van(type_duo) == soort


@pytest.mark.parametrize(
    ("naam", "soort"),
    [
        ("03-alle-vestigingen-bo-2021.csv", Onderwijssoort.BAO),
        ("03.-leerlingen-vo-per-vestiging.csv", Onderwijssoort.VO),
        ("so-en-vso-2024.csv", None),
        ("scholen-2024-11.csv", None),
    ],
)
def test_onderwijssoort_uit_de_bestandsnaam(naam: str, soort: Onderwijssoort | None) -> None:
    assert soort_uit_naam(naam) == soort


@pytest.mark.parametrize(
    ("ruw", "net"),
    [
        ("EMMEN", "Emmen"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("S GRAVENHAGE", "'s-Gravenhage"),
        ("S HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("ALPHEN AAN DEN RIJN", "Alphen aan den Rijn"),
        ("IJSSELSTEIN UT", "IJsselstein Ut"),
        ("MIDDEN-DRENTHE", "Midden-Drenthe"),
        ("AA EN HUNZE", "Aa en Hunze"),
        ("DE WOLDEN", "De Wolden"),
        ("2E EXLOËRMOND", "2e Exloërmond"),
        ("Haren Gn", "Haren Gn"),
        ("'T ZAND", "'t Zand"),
        ("", ""),
    ],
)
def test_plaatsnamen_zoals_men_ze_schrijft(ruw: str, net: str) -> None:
    assert net_geschreven(ruw) == net


@given(st.text())
def test_plaatsnamen_gaan_nooit_mis(ruw: str) -> None:
    assert net_geschreven(net_geschreven(ruw)) == net_geschreven(ruw) or ruw == ruw.upper()
