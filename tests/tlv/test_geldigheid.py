"""Validity of a TLV (domein.md 1.4): examples from the law, and properties that hold for every date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swv.termijnen import begin_schooljaar, einde_schooljaar
from tests.factories import NormFactory
from tlv.controle import Controle, Oordeel
from tlv.enums import Bekostigingscategorie, Soort
from tlv.geldigheid import (
    controleer_geldigheid,
    eerste_einddatum,
    hele_schooljaren,
    laatste_einddatum,
    leeftijd,
    max_schooljaren,
    mogelijke_categorieen,
    standaard_einddatum,
    verjaardag,
    voorstel_ingangsdatum,
)

OP = date(2026, 6, 1)
GEBOREN = date(2016, 3, 3)
DATUMS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
GEBOORTES = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("ingang", "eerste"),
    [
        (date(2026, 8, 1), date(2027, 7, 31)),  # the examples of domein.md 1.4
        (date(2027, 1, 15), date(2028, 7, 31)),
        (date(2026, 8, 2), date(2028, 7, 31)),
        (date(2026, 7, 31), date(2027, 7, 31)),
        (date(2026, 12, 31), date(2028, 7, 31)),
    ],
)
def test_eerste_einddatum(ingang: date, eerste: date) -> None:
    assert eerste_einddatum(ingang) == eerste


@given(DATUMS)
def test_een_tlv_bevat_altijd_een_heel_schooljaar(ingang: date) -> None:
    """WEC artikel 40 lid 15: whole school years, the rest of the current one added."""
    einde = eerste_einddatum(ingang)

    assert (einde.month, einde.day) == (7, 31)
    assert begin_schooljaar(einde) >= ingang
    assert (einde - ingang).days >= 364
    assert (einde - ingang).days < 2 * 366
    assert hele_schooljaren(ingang, einde) == 1


@given(DATUMS, st.integers(1, 8))
def test_een_jaar_langer_is_een_schooljaar_meer(ingang: date, jaren: int) -> None:
    einde = eerste_einddatum(ingang)

    assert hele_schooljaren(ingang, date(einde.year + jaren, 7, 31)) == jaren + 1


@given(GEBOORTES, st.integers(4, 20))
def test_verjaardag_en_leeftijd_horen_bij_elkaar(geboren: date, jaren: int) -> None:
    dag = verjaardag(geboren, jaren)

    assert leeftijd(geboren, dag) == jaren
    assert leeftijd(geboren, date.fromordinal(dag.toordinal() - 1)) == jaren - 1


def test_een_schrikkeldag_wordt_op_1_maart_een_jaar_ouder() -> None:
    assert verjaardag(date(2012, 2, 29), 14) == date(2026, 3, 1)
    assert verjaardag(date(2012, 2, 29), 16) == date(2028, 2, 29)
    assert leeftijd(date(2012, 2, 29), date(2026, 2, 28)) == 13


@pytest.mark.parametrize(
    ("soort", "geboren", "laatste"),
    [
        (Soort.SO, date(2012, 7, 31), date(2026, 7, 31)),
        (Soort.SO, date(2012, 8, 1), date(2027, 7, 31)),
        (Soort.SBO, date(2012, 9, 1), date(2027, 7, 31)),
        (Soort.VSO, date(2006, 8, 1), date(2027, 7, 31)),
        (Soort.PRO, date(2012, 1, 1), None),
    ],
)
def test_laatste_einddatum(soort: Soort, geboren: date, laatste: date | None) -> None:
    assert laatste_einddatum(soort, geboren) == laatste


@pytest.mark.parametrize(
    ("soort", "categorieen"),
    [
        (Soort.SBO, ["Nvt"]),
        (Soort.PRO, ["Nvt"]),
        (Soort.SO, ["L", "M", "H"]),
        (Soort.VSO, ["L", "M", "H"]),
    ],
)
def test_categorie_per_soort(soort: Soort, categorieen: list[str]) -> None:
    assert mogelijke_categorieen(soort) == categorieen


@pytest.mark.django_db
class TestStandaard:
    def test_een_schooljaar_en_de_rest(self) -> None:
        assert standaard_einddatum(Soort.VSO, date(2026, 8, 1), GEBOREN, OP) == date(2027, 7, 31)
        assert standaard_einddatum(Soort.VSO, date(2026, 11, 1), GEBOREN, OP) == date(2028, 7, 31)

    def test_zoveel_schooljaren_als_gevraagd_tot_de_norm(self) -> None:
        assert standaard_einddatum(Soort.VSO, date(2026, 8, 1), GEBOREN, OP, schooljaren=6) == date(
            2032, 7, 31
        )
        NormFactory(code="tlv.max_duur", waarde=4, eenheid="schooljaren", soorten=["vso"])
        assert standaard_einddatum(Soort.VSO, date(2026, 8, 1), GEBOREN, OP, schooljaren=6) == date(
            2030, 7, 31
        )
        assert max_schooljaren(Soort.PRO, OP) is None

    def test_praktijkonderwijs_heeft_geen_einde(self) -> None:
        assert standaard_einddatum(Soort.PRO, date(2026, 8, 1), GEBOREN, OP) is None

    def test_niet_voorbij_de_leeftijd_maar_nooit_korter_dan_de_wet(self) -> None:
        bijna_14 = date(2012, 9, 1)
        assert standaard_einddatum(Soort.SO, date(2026, 8, 1), bijna_14, OP, schooljaren=3) == date(
            2027, 7, 31
        )
        assert standaard_einddatum(Soort.SO, date(2026, 9, 1), bijna_14, OP, schooljaren=3) == date(
            2028, 7, 31
        )

    @given(
        soort=st.sampled_from([Soort.SBO, Soort.SO, Soort.VSO]),
        ingang=DATUMS,
        geboren=GEBOORTES,
        jaren=st.integers(1, 6),
    )
    def test_het_voorstel_wordt_nooit_geblokkeerd(
        self, soort: Soort, ingang: date, geboren: date, jaren: int
    ) -> None:
        einde = standaard_einddatum(soort, ingang, geboren, OP, schooljaren=jaren)

        uitkomsten = controleer_geldigheid(
            soort=soort,
            categorie=mogelijke_categorieen(soort)[0],
            ingangsdatum=ingang,
            einddatum=einde,
            geboortedatum=geboren,
            op=OP,
        )
        assert not [c for c in uitkomsten if c.blokkeert]
        assert einde == einde_schooljaar(einde or OP)


def test_ingangsdatum_is_de_gewenste_als_die_nog_komt() -> None:
    assert voorstel_ingangsdatum(OP, date(2026, 8, 1)) == date(2026, 8, 1)
    assert voorstel_ingangsdatum(OP, date(2026, 1, 1)) == OP
    assert voorstel_ingangsdatum(OP) == OP


def controleer(soort: Soort = Soort.SO, **anders: object) -> list[Controle]:
    gegevens: dict[str, object] = {
        "categorie": mogelijke_categorieen(soort)[0],
        "ingangsdatum": date(2026, 8, 1),
        "einddatum": date(2027, 7, 31),
        "geboortedatum": GEBOREN,
        "op": OP,
    }
    return controleer_geldigheid(soort=soort, **(gegevens | anders))  # type: ignore[arg-type]


def oordeel(regels: list[Controle], naam: str) -> set[Oordeel]:
    return {regel.uitkomst for regel in regels if regel.naam == naam}


@pytest.mark.django_db
class TestControle:
    def test_een_gewone_tlv_voldoet(self) -> None:
        assert {regel.uitkomst for regel in controleer()} == {Oordeel.VOLDOET}

    @pytest.mark.parametrize("soort", list(Soort))
    @pytest.mark.parametrize("categorie", [*Bekostigingscategorie.values, ""])
    def test_alleen_een_categorie_van_de_soort(self, soort: Soort, categorie: str) -> None:
        regels = controleer(soort, categorie=categorie)

        goed = categorie in mogelijke_categorieen(soort)
        verwacht = Oordeel.VOLDOET if goed else Oordeel.BLOKKADE
        assert oordeel(regels, "Bekostigingscategorie") == {verwacht}

    @pytest.mark.parametrize(
        ("ingang", "einde", "uitkomst"),
        [
            (date(2026, 8, 1), date(2027, 7, 31), Oordeel.VOLDOET),
            (date(2027, 1, 15), date(2028, 7, 31), Oordeel.VOLDOET),
            (date(2027, 1, 15), date(2027, 7, 31), Oordeel.BLOKKADE),
            (date(2026, 8, 1), date(2027, 7, 30), Oordeel.BLOKKADE),
            (date(2026, 8, 1), date(2027, 8, 1), Oordeel.BLOKKADE),
            (date(2026, 8, 1), date(2026, 7, 31), Oordeel.BLOKKADE),
        ],
    )
    def test_hele_schooljaren(self, ingang: date, einde: date, uitkomst: Oordeel) -> None:
        assert oordeel(controleer(ingangsdatum=ingang, einddatum=einde), "Periode") == {uitkomst}

    def test_sbo_mag_korter_met_een_waarschuwing(self) -> None:
        """No act sets a duration for SBO (domein.md 1.4)."""
        regels = controleer(Soort.SBO, ingangsdatum=date(2027, 1, 15), einddatum=date(2027, 7, 31))

        assert oordeel(regels, "Periode") == {Oordeel.WAARSCHUWING}

    def test_pro_zonder_einddatum(self) -> None:
        assert oordeel(controleer(Soort.PRO, einddatum=None), "Periode") == {Oordeel.VOLDOET}
        assert oordeel(controleer(Soort.PRO), "Einddatum") == {Oordeel.BLOKKADE}

    def test_voorbij_de_leeftijd_is_een_waarschuwing(self) -> None:
        regels = controleer(geboortedatum=date(2012, 9, 1), einddatum=date(2028, 7, 31))

        assert oordeel(regels, "Leeftijd") == {Oordeel.WAARSCHUWING}

    def test_jonger_dan_vier_is_een_waarschuwing(self) -> None:
        assert oordeel(controleer(geboortedatum=date(2022, 8, 2)), "Leeftijd") == {Oordeel.WAARSCHUWING}
        assert not oordeel(controleer(geboortedatum=date(2022, 8, 1)), "Leeftijd")

    @pytest.mark.parametrize("soort", [Soort.VSO, Soort.PRO])
    def test_jonger_dan_de_norm_voor_vso_en_pro_is_een_waarschuwing(self, soort: Soort) -> None:
        """No act names an age (domein.md 1.4), so it is a norm; without one there is no bound."""
        velden = {"einddatum": None} if soort == Soort.PRO else {}
        jong, oud = date(2015, 8, 2), date(2015, 8, 1)

        assert not oordeel(controleer(soort, geboortedatum=jong, **velden), "Leeftijd")
        NormFactory(code="tlv.minimumleeftijd", waarde=11, eenheid="jaren", soorten=["vso", "pro"])
        assert oordeel(controleer(soort, geboortedatum=jong, **velden), "Leeftijd") == {Oordeel.WAARSCHUWING}
        assert not oordeel(controleer(soort, geboortedatum=oud, **velden), "Leeftijd")

    def test_langer_dan_de_norm_is_een_waarschuwing(self) -> None:
        NormFactory(code="tlv.max_duur", waarde=4, eenheid="schooljaren", soorten=["so"])

        assert not oordeel(controleer(einddatum=date(2030, 7, 31)), "Duur")
        assert oordeel(controleer(einddatum=date(2031, 7, 31)), "Duur") == {Oordeel.WAARSCHUWING}

    def test_een_jong_kind_heeft_een_eigen_norm(self) -> None:
        NormFactory(code="tlv.max_duur_jonge_leerling", waarde=2, eenheid="jaren", soorten=["so", "sbo"])
        jong, ouder = date(2020, 1, 1), date(2018, 1, 1)

        assert oordeel(controleer(geboortedatum=jong, einddatum=date(2029, 7, 31)), "Duur")
        assert not oordeel(controleer(geboortedatum=jong, einddatum=date(2028, 7, 31)), "Duur")
        assert not oordeel(controleer(geboortedatum=ouder, einddatum=date(2029, 7, 31)), "Duur")

    def test_terugwerken_is_een_waarschuwing(self) -> None:
        assert oordeel(controleer(op=date(2026, 9, 1)), "Ingangsdatum") == {Oordeel.WAARSCHUWING}

    def test_zonder_datums_kan_niet(self) -> None:
        assert oordeel(controleer(ingangsdatum=None), "Ingangsdatum") == {Oordeel.BLOKKADE}
        assert oordeel(controleer(einddatum=None), "Einddatum") == {Oordeel.BLOKKADE}
