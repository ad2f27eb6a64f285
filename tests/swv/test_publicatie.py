"""All reports together: what an outside tester computed back from a vastgesteld report cannot be computed any more.

The numbers are those of the reports in which it was found.
"""

from decimal import Decimal
from typing import Any

import pytest

from swv.kengetallen import VERDELINGEN, Cel
from swv.kruistabel import indeling
from swv.kwartaal import Kwartaal
from swv.publicatie import Cijfer, Kwartaalcijfers, Verborgen, beslis
from tests.swv.buitenstaander import buitenstaander

K2, K3 = Kwartaal(2026, 2), Kwartaal(2026, 3)
GRENS = 5
VERLOOP = ("Begin", "Instroom", "Omgezet hierheen", "Omgezet hieruit", "Uitstroom", "Eind")
KORT = "Langdurig relatief verzuim, 4 weken tot 3 maanden"
LANG = "Langdurig relatief verzuim, langer dan 3 maanden"
ABSOLUUT, ZIEK, VRIJ = "Absoluut verzuim", "Ziekgemeld", "Vrijstelling artikel 5 onder a"
KLASSEN = {
    "lrv_kort": KORT,
    "lrv_lang": LANG,
    "absoluut": ABSOLUUT,
    "ziekgemeld": ZIEK,
    "vrijstelling_5a": VRIJ,
}
# Begin, in, moved here, moved away, out, eind; the report of the third quarter.
STROMEN = {
    ABSOLUUT: (2, 0, 0, 0, 1, 1),
    KORT: (7, 3, 0, 6, 2, 2),
    LANG: (3, 0, 6, 0, 3, 6),
    VRIJ: (119, 7, 2, 0, 1, 127),
    ZIEK: (10, 0, 0, 2, 0, 8),
}


def aantallen(**van: int) -> dict[str, Cijfer]:
    return {
        f"thuiszitters.{code}": Cijfer("aantal", Decimal(aantal), None, None) for code, aantal in van.items()
    }


def rij(**van: int) -> list[Cel]:
    return [Cel((label.replace("_", " "),), aantal) for label, aantal in van.items()]


def verdelingen(**van: list[Cel]) -> dict[str, Any]:
    return {
        f"thuiszitters.{code}": (VERDELINGEN[f"thuiszitters.{code}"], cellen) for code, cellen in van.items()
    }


def tweede_kwartaal() -> Kwartaalcijfers:
    cijfers = aantallen(stand=12, lrv_kort=7, lrv_lang=3, absoluut=2, ziekgemeld=10, vrijstelling_5a=119)
    return Kwartaalcijfers(K2, cijfers | aantallen(register=141), {})


def derde_kwartaal() -> Kwartaalcijfers:
    cijfers = aantallen(
        stand=9, lrv_kort=2, lrv_lang=6, absoluut=1, ziekgemeld=8, vrijstelling_5a=127, begin=141, instroom=10
    )
    cijfers |= aantallen(omgezet=8, uitstroom=7, register=144)
    cijfers["thuiszitters.verklaarbaar"] = Cijfer("percentage", Decimal(7), Decimal(9), None)
    cijfers["thuiszitters.langste_duur"] = Cijfer("dagen", Decimal(9), None, Decimal(1))
    cijfers["thuiszitters.mediaan_duur"] = Cijfer("dagen", Decimal(9), None, Decimal("0.5"))
    verloop = [
        Cel((klasse, kolom), aantal)
        for klasse, stroom in STROMEN.items()
        for kolom, aantal in zip(VERLOOP, stroom, strict=True)
        if aantal
    ]
    return Kwartaalcijfers(
        K3,
        cijfers,
        verdelingen(
            verloop=verloop,
            naar_bestuur=rij(Stichting_Zuid=5, Willem_Lodewijk=1, Stichting_Noord=2, Stichting_Oost=1),
            naar_schoolsoort=rij(vo=5, vso=2, bao=1, sbo=1),
        ),
    )


def publiceer(*reeks: Kwartaalcijfers) -> dict[Kwartaal, Verborgen]:
    """Each quarter decided in its turn, as they were published."""
    besluiten: dict[Kwartaal, Verborgen] = {}
    for nr, een in enumerate(reeks, start=1):
        besluiten[een.kwartaal] = beslis(reeks[:nr], besluiten, GRENS)
    return besluiten


@pytest.fixture(scope="module")
def reeks() -> list[Kwartaalcijfers]:
    return [tweede_kwartaal(), derde_kwartaal()]


@pytest.fixture(scope="module")
def dicht(reeks: list[Kwartaalcijfers]) -> dict[Kwartaal, Verborgen]:
    return publiceer(*reeks)


def test_niets_kleins_volgt_uit_twee_kwartalen_bij_elkaar(
    reeks: list[Kwartaalcijfers], dicht: dict[Kwartaal, Verborgen]
) -> None:
    assert buitenstaander(reeks, dicht) == set()


def test_de_aanvaller_vindt_wel_wat_per_tabel_verborgen_was(reeks: list[Kwartaalcijfers]) -> None:
    """Only what is small itself has a star: then the same outsider finds what the tester found."""
    los = {
        een.kwartaal: Verborgen(
            frozenset(
                [(code, None) for code, c in een.cijfers.items() if c.teller and c.teller < GRENS]
                + [
                    (code, plek)
                    for code, (opzet, cellen) in een.verdelingen.items()
                    for plek, aantal in indeling(opzet, cellen).aantallen.items()
                    if 0 < aantal < GRENS
                ]
            )
        )
        for een in reeks
    }
    gevonden = {groep[0][1:] for groep in buitenstaander(reeks, los) if len(groep) == 1}
    assert ("thuiszitters.verloop", (VRIJ, "Uitstroom")) in gevonden
    assert ("thuiszitters.verklaarbaar", "rest") in gevonden


def test_het_verloop_heeft_geen_uit_te_rekenen_ster(dicht: dict[Kwartaal, Verborgen]) -> None:
    """Finding 21: per row two equations gave hierheen 2 and uitstroom 1, and the hidden stand of the quarter before."""
    if "thuiszitters.verloop" not in dicht[K3].weggelaten:
        plekken = dicht[K3].plekken("thuiszitters.verloop")
        assert len([p for p in plekken if p[0] == VRIJ]) > 2


def test_een_deel_van_een_som_blijft_een_raadsel() -> None:
    """Finding 22: toegekend and afgewezen had a star, the total of a table and the besluiten told 12 and 13."""
    tlv = {f"tlv.{code}": Cijfer("aantal", Decimal(n), None, None) for code, n in (
        ("besluiten", 13), ("toegekend", 12), ("afgewezen", 1), ("niet_behandeld", 0),
        ("toegekend_nieuw", 6), ("toegekend_verlenging", 6),
    )}  # fmt: skip
    cellen = [Cel(("VSO", "Laag (1)"), 7), Cel(("VSO", "Midden (2)"), 5)]
    reeks = [Kwartaalcijfers(K3, tlv, {"tlv.naar_categorie": (VERDELINGEN["tlv.naar_categorie"], cellen)})]
    dicht = publiceer(*reeks)
    assert "tlv.afgewezen" in dicht[K3].cijfers
    assert buitenstaander(reeks, dicht) == set()


def test_wat_overblijft_van_een_deel_is_ook_een_aantal(dicht: dict[Kwartaal, Verborgen]) -> None:
    """Finding 23: 7 of 9 tells that there are 2 others."""
    assert "thuiszitters.verklaarbaar" in dicht[K3].cijfers


def test_de_langste_duur_gaat_nooit_naar_buiten(dicht: dict[Kwartaal, Verborgen]) -> None:
    """Finding 24: the longest duration is the first day of one pupil."""
    assert dicht[K3].uitersten == {"thuiszitters.langste_duur"}


@pytest.mark.parametrize(
    ("percentiel", "aantal", "weg"),
    [
        ("0.5", 4, True),
        ("0.5", 9, False),
        ("0.9", 9, True),
        ("0.9", 10, False),
        ("1", 500, True),
        ("0.5", 0, False),
    ],
)
def test_een_duur_over_weinig_leerlingen_of_van_de_laatste(percentiel: str, aantal: int, weg: bool) -> None:
    duur = Cijfer("dagen", Decimal(aantal), None, Decimal(percentiel))
    (besluit,) = publiceer(Kwartaalcijfers(K3, {"tlv.wachtdagen": duur}, {})).values()
    assert ("tlv.wachtdagen" in besluit.cijfers) is weg


def test_een_verdeling_van_bijna_alleen_kleine_aantallen_staat_er_niet(
    dicht: dict[Kwartaal, Verborgen],
) -> None:
    """Finding 25: 9 in all and 5 shown, so three besturen shared 4: one or two pupils at a school with a name."""
    assert {"thuiszitters.naar_bestuur", "thuiszitters.naar_schoolsoort"} <= dicht[K3].weggelaten


def test_twee_sterren_zijn_samen_niet_klein(dicht: dict[Kwartaal, Verborgen]) -> None:
    """Finding 25: 9 thuiszitters of whom 6 longer than three months, so the two stars were 3 together."""
    assert {"thuiszitters.lrv_kort", "thuiszitters.absoluut"} <= dicht[K3].cijfers
    assert {"thuiszitters.stand", "thuiszitters.lrv_lang"} & dicht[K3].cijfers


def test_een_later_kwartaal_verandert_niets_aan_een_eerder(reeks: list[Kwartaalcijfers]) -> None:
    assert publiceer(reeks[0])[K2] == publiceer(*reeks)[K2]
