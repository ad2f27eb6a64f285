"""The profiles against the full files of DUO; skipped where those files are absent (../shared/data/duo)."""

import csv
from pathlib import Path

import pytest

from swv.profielen import codes, lees

DUO = Path(__file__).resolve().parents[3] / "shared" / "data" / "duo"
BESTANDEN = {
    "2024": ("scholen-2024-11.csv", "utf-8-sig"),
    "2021": ("03-alle-vestigingen-bo-2021.csv", "cp1252"),
}


def rijen(jaar):
    naam, codering = BESTANDEN[jaar]
    if not (DUO / naam).exists():
        pytest.skip(f"{naam} staat niet in {DUO}")
    with (DUO / naam).open(encoding=codering, newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def gemeente_van_pc4(profiel):
    return {pc4: gebied.gemeente.upper() for gebied in profiel.gebieden for pc4 in gebied.postcodes()}


@pytest.mark.parametrize("code", codes())
def test_elke_school_in_het_gebied_ligt_in_de_genoemde_gemeente(code):
    gemeenten = gemeente_van_pc4(lees(code))
    binnen = [rij for rij in rijen("2024") if rij["postcode"][:4] in gemeenten]
    assert len(binnen) > 80
    assert [
        r["vestigingscode"] for r in binnen if r["gemeente"].upper() != gemeenten[r["postcode"][:4]]
    ] == []


@pytest.mark.parametrize(
    ("code", "gemeenten"),
    [
        ("vo2001", {"GRONINGEN"}),
        ("po2202", {"EMMEN", "BORGER-ODOORN"}),
        ("po2203", {"MEPPEL", "HOOGEVEEN", "STEENWIJKERLAND", "DE WOLDEN", "WESTERVELD"}),
    ],
)
def test_geen_school_van_een_hele_gemeente_valt_buiten_het_gebied(code, gemeenten):
    postcodes = gemeente_van_pc4(lees(code))
    buiten = [
        r["vestigingscode"]
        for r in rijen("2024")
        if r["gemeente"].upper() in gemeenten and r["postcode"][:4] not in postcodes
    ]
    assert buiten == []


@pytest.mark.parametrize("code", codes())
def test_besturen_met_een_nummer_staan_zo_in_het_bestand_van_2021(code):
    """A BRIN that DUO 2021 knows belongs to the bestuur that the profile gives it."""
    nummers = {}
    for rij in rijen("2021"):
        nummers.setdefault(rij["BRIN NUMMER"], set()).add(rij["BEVOEGD GEZAG NUMMER"])
    bekend = set().union(*nummers.values())
    for bestuur in lees(code).besturen:
        assert not bestuur.nummer or bestuur.nummer in bekend
        for brin in bestuur.brins:
            assert brin not in nummers or nummers[brin] == {bestuur.nummer}


@pytest.mark.parametrize("code", codes())
def test_aangevulde_scholen_en_brins_bestaan(code):
    profiel = lees(code)
    vestigingen = {rij["vestigingscode"]: rij["postcode"][:4] for rij in rijen("2024")}
    postcodes = gemeente_van_pc4(profiel)
    for school in profiel.scholen:
        assert vestigingen[school.vestigingscode] in postcodes


@pytest.mark.parametrize("code", codes())
def test_bijna_elke_school_van_het_swv_heeft_een_bestuur(code):
    """What is missing is a school for vo inside the area of a PO-SWV, or a regional training centre."""
    profiel = lees(code)
    brins = {brin for bestuur in profiel.besturen for brin in bestuur.brins}
    postcodes = gemeente_van_pc4(profiel)
    po = {"basisschool", "SBAO", "SO", "(V)SO"}
    eigen = [
        rij
        for rij in rijen("2024")
        if rij["postcode"][:4] in postcodes
        and (
            rij["type"] in po if profiel.sector == "po" else rij["type"] not in {"basisschool", "SBAO", "SO"}
        )
    ]
    zonder = {rij["brin_nummer"] for rij in eigen} - brins
    assert len(zonder) <= 3, sorted(zonder)
