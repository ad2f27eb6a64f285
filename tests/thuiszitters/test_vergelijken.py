"""Matching without BSN: what is read, what is dropped, how near two are, and what a comparison says."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from swv.imports.fouten import Importfout
from thuiszitters.vergelijken import kolommen, lezen
from thuiszitters.vergelijken.koppelen import MOGELIJK, ZEKER, beoordeel, een_op_een, paren
from thuiszitters.vergelijken.velden import lees_dag, naamsleutel, naar_velden, splits

BSN = "111222333"  # passes the elfproef; nobody has it
KOP = "Achternaam;Roepnaam;Geboortedatum;BSN"


def csv_van(pad: Path, *regels: str) -> Path:
    pad.write_text("\n".join(regels) + "\n", "utf-8")
    return pad


def persoon(achternaam: str, roepnaam: str, geboren: Any = date(2012, 5, 6), school: Any = 1) -> Any:
    return SimpleNamespace(achternaam=achternaam, roepnaam=roepnaam, geboortedatum=geboren, school_id=school)


# --- reading ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "titel", ["BSN", "Burgerservicenummer", "sofi-nummer", "PGN", "Onderwijsnummer", "bsn leerling"]
)
def test_een_kolom_die_zo_heet_gaat_weg(titel: str, tmp_path: Path) -> None:
    lijst = lezen.lees(csv_van(tmp_path / "a.csv", f"Achternaam;{titel}", "Vos;niets"))
    assert lijst.kop == ["Achternaam"]
    assert lijst.weggelaten == (titel,)


def test_een_kolom_vol_nummers_gaat_weg_hoe_zij_ook_heet(tmp_path: Path) -> None:
    regels = [f"Vos;{BSN}", "Das;123456782", "Bok;"]
    lijst = lezen.lees(csv_van(tmp_path / "a.csv", "Achternaam;Nr", *regels))
    assert lijst.weggelaten == ("Nr",)
    assert BSN not in lijst.tabel.to_csv()


def test_een_los_nummer_wordt_gewist_en_geteld(tmp_path: Path) -> None:
    regels = [f"Vos;bel {BSN}", "Das;rustig", "Bok;rustig"]
    lijst = lezen.lees(csv_van(tmp_path / "a.csv", "Achternaam;Opmerking", *regels))
    assert (lijst.weggelaten, lijst.gewist) == ((), 1)
    lezen.bewaar(lijst, tmp_path / "schoon.csv")
    assert BSN not in (tmp_path / "schoon.csv").read_text()


def test_een_nummer_als_titel_wordt_nooit_getoond(tmp_path: Path) -> None:
    lijst = lezen.lees(csv_van(tmp_path / "a.csv", f"Vos;{BSN}", "Das;123456782"))
    assert lijst.weggelaten == ("Kolom 2",)
    assert BSN not in " ".join((*lijst.kop, *lijst.weggelaten))


def test_excel_met_echte_datums_en_nummers_zonder_nul(tmp_path: Path) -> None:
    boek, stroom = Workbook(), BytesIO()
    boek.active.append(["Achternaam", "Geboortedatum", "Kenmerk"])
    boek.active.append(["Vos", datetime(2012, 5, 6), 12345678])
    boek.active.append(["Das", "6-5-2012", 10000008.0])
    boek.save(stroom)
    pad = tmp_path / "a.xlsx"
    pad.write_bytes(stroom.getvalue())
    lijst = lezen.lees(pad)
    assert list(lijst.tabel["Geboortedatum"]) == ["2012-05-06", "6-5-2012"]
    assert list(lijst.tabel["nr"]) == [2, 3]


@pytest.mark.parametrize("inhoud", ["", "Achternaam;Roepnaam\n", "Achternaam;Roepnaam\n;\n"])
def test_een_leeg_bestand_zegt_het(inhoud: str, tmp_path: Path) -> None:
    pad = tmp_path / "a.csv"
    pad.write_text(inhoud)
    with pytest.raises(Importfout):
        lezen.lees(pad)


def test_dezelfde_titel_twee_keer_blijft_te_kiezen(tmp_path: Path) -> None:
    lijst = lezen.lees(csv_van(tmp_path / "a.csv", "Naam;Naam;nr", "Vos;Noor;1"))
    assert lijst.kop == ["Naam", "Naam (2)", "nr (3)"]


# --- columns and values ----------------------------------------------------------------------------------------


def test_kolommen_worden_op_naam_geraden_en_wat_ontbreekt_gezegd() -> None:
    keuze = kolommen.raad(["Tussenv.", "ACHTERNAAM", "Geb. datum"], kolommen.standaardnamen())
    assert keuze == {"achternaam": "ACHTERNAAM", "geboortedatum": "Geb. datum"}
    assert kolommen.wat_ontbreekt(keuze) == ""
    assert "geboortedatum" in kolommen.wat_ontbreekt({"naam": "Leerling"})
    assert "achternaam" in kolommen.wat_ontbreekt({"geboortedatum": "Geboren"})
    assert "twee keer" in kolommen.wat_ontbreekt({"naam": "A", "geboortedatum": "A"})


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("Noor de Vries", ("Noor", "de", "Vries")),
        ("Vries, Noor de", ("Noor", "de", "Vries")),
        ("Sem van der Berg", ("Sem", "van der", "Berg")),
        ("Vos", ("", "", "Vos")),
        ("Ali El Idrissi", ("Ali", "El", "Idrissi")),
    ],
)
def test_een_hele_naam_wordt_gesplitst(naam: str, verwacht: tuple[str, str, str]) -> None:
    assert splits(naam) == verwacht


@pytest.mark.parametrize("tekst", ["2012-05-06", "6-5-2012", "06/05/2012", "6.5.2012", "2012-05-06 00:00:00"])
def test_een_datum_op_elke_manier(tekst: str) -> None:
    assert lees_dag(tekst) == date(2012, 5, 6)
    assert lees_dag("mei 2012") is None


def test_velden_van_een_lijst() -> None:
    tabel = pd.DataFrame(
        {"nr": [2], "Wie": ["Das, Sem"], "Dag": ["6-5-2012"], "Wat": ["Langdurig relatief verzuim"]}
    )
    rij = naar_velden(tabel, {"naam": "Wie", "geboortedatum": "Dag", "categorie": "Wat"}).iloc[0]
    assert (rij.achternaam, rij.roepnaam, rij.geboortedatum, rij.categorie) == (
        "Das",
        "Sem",
        date(2012, 5, 6),
        "relatief",
    )


# --- scoring ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ander", "laagste", "hoogste", "reden"),
    [
        (persoon("Vos", "Noor"), 100, 100, "Geboortedatum gelijk"),
        (persoon("de Vos", "Nóór"), 100, 100, "Achternaam gelijk"),
        (persoon("Vosch", "Noor"), ZEKER, 99, "Achternaam lijkt op elkaar"),
        (persoon("Vos", "Noor", date(2012, 6, 5)), ZEKER, 95, "verwisseld"),
        (persoon("Vos", "Noor", date(2012, 5, 7)), ZEKER, 85, "verschilt in de dag"),
        (persoon("Vos", "Noor", school=2), ZEKER, 85, "Andere school"),
        (persoon("Vos", "Sam"), MOGELIJK, ZEKER - 1, "Roepnaam anders"),  # a twin brother
        (persoon("Vos", "Noor", date(2010, 1, 2)), MOGELIJK, ZEKER - 1, "Geboortedatum anders"),
        (persoon("Das", "Noor"), MOGELIJK, ZEKER - 1, "Achternaam anders"),
        (persoon("Das", "Sem"), 0, MOGELIJK - 1, "Roepnaam anders"),
    ],
)
def test_de_score_en_haar_redenen(ander: Any, laagste: int, hoogste: int, reden: str) -> None:
    oordeel = beoordeel(persoon("Vos", "Noor"), ander)
    assert laagste <= oordeel.score <= hoogste
    assert any(reden in regel for regel in oordeel.redenen)


NAMEN = st.sampled_from(["Vos", "de Vries", "Vosch", "El Idrissi", "Öztürk", "Das", ""])
DAGEN = st.dates(date(2005, 1, 1), date(2022, 12, 31)) | st.none()


@given(NAMEN, NAMEN, DAGEN, NAMEN, NAMEN, DAGEN)
def test_de_score_ligt_tussen_nul_en_honderd_en_kent_geen_richting(
    a: str, b: str, c: Any, d: str, e: str, f: Any
) -> None:
    een, ander = persoon(a, b, c), persoon(d, e, f)
    heen, terug = beoordeel(een, ander).score, beoordeel(ander, een).score
    assert 0 <= heen <= 100
    assert abs(heen - terug) <= 10  # SequenceMatcher is not quite symmetric
    zelfde = beoordeel(een, een).score
    assert zelfde >= heen or not (a and b and c)


def tabel(*personen: Any) -> pd.DataFrame:
    return pd.DataFrame([{"nr": nr, **vars(rij)} for nr, rij in enumerate(personen, start=1)])


def test_een_tweeling_wordt_niet_verwisseld() -> None:
    links = tabel(persoon("Vos", "Sam"), persoon("Vos", "Noor"))
    rechts = tabel(persoon("Vos", "Noor"), persoon("Vos", "Sam"))
    gekozen = een_op_een(paren(links, rechts))
    assert list(zip(gekozen.links, gekozen.rechts, gekozen.score, strict=True)) == [(1, 2, 100), (2, 1, 100)]


def test_wie_niets_deelt_wordt_niet_vergeleken() -> None:
    assert paren(tabel(persoon("Vos", "Noor")), tabel(persoon("Das", "Noor", date(2011, 1, 1)))).empty
    assert paren(tabel(), tabel(persoon("Vos", "Noor"))).empty


def test_naamsleutel_kent_geen_accenten_voorvoegsels_of_ij() -> None:
    assert naamsleutel("Van der Mëër") == naamsleutel("meer")
    assert naamsleutel("Dijk") == naamsleutel("Dyk")
