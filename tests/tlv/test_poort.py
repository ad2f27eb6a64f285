""" "Klaar voor besluit?": one fixture per rule, and agreement with what the service does."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from tests.factories import BEGIN, GebruikerFactory, NormFactory, RoltoekenningFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tlv.controle import Controle, Oordeel
from tlv.enums import Beroep, Conclusie, Soort
from tlv.models import Aanvraag
from tlv.poort import controlelijst
from tlv.procriteria import (
    achterstanden,
    controleer_procriteria,
    leerachterstand,
    voldoet_aan_achterstand,
)

MEER_VRAGEN_NIET = 21


def regel(aanvraag: Aanvraag, user: Gebruiker, deel: str) -> Controle:
    """The line whose name holds these words."""
    return next(c for c in controlelijst(aanvraag, user) if deel in c.naam)


def test_een_aanvraag_in_orde_heeft_geen_blokkade(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen)

    lijst = controlelijst(aanvraag, rollen.directeur)
    assert {c.uitkomst for c in lijst} == {Oordeel.VOLDOET}
    assert len({c.naam for c in lijst}) == len(lijst)
    assert regel(aanvraag, rollen.directeur, "Twee adviezen").uitleg == "orthopedagoog en arts"


def test_wat_blokkeert_weigert_de_service_ook(rollen: Rolverdeling) -> None:
    aanvraag = factories.compleet(rollen)
    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)

    gevonden = regel(aanvraag, rollen.directeur, "Twee adviezen")
    assert gevonden.blokkeert
    with pytest.raises(NietToegestaan, match=gevonden.uitleg):
        factories.besluit(rollen, aanvraag)


def test_nog_niet_compleet(rollen: Rolverdeling) -> None:
    assert regel(factories.ingediend(rollen), rollen.directeur, "compleet").blokkeert


def test_wachten_op_de_school(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen)
    factories.vraag_aanvulling(aanvraag, rollen)

    assert regel(aanvraag, rollen.directeur, "gevraagd aan de school").blokkeert


def test_een_deskundige_die_intussen_bij_de_school_werkt(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen)
    RoltoekenningFactory(gebruiker=rollen.arts, rol="schooldirecteur", school=rollen.school)

    assert regel(aanvraag, rollen.directeur, "werken niet bij de school").blokkeert


def test_verschillende_adviezen_vragen_uitleg(rollen: Rolverdeling) -> None:
    aanvraag = factories.compleet(rollen)
    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)
    factories.adviseer(
        aanvraag, rollen, rollen.orthopedagoog, Beroep.PSYCHOLOOG, conclusie=Conclusie.NEGATIEF
    )

    gevonden = regel(aanvraag, rollen.directeur, "eensluidend")
    assert gevonden.uitkomst is Oordeel.WAARSCHUWING
    assert "negatief en positief" in gevonden.uitleg


@pytest.mark.parametrize(
    ("antwoorden", "deel", "woord"),
    [
        ({"ouders_mening": "oneens"}, "Mening van de ouders", "niet helemaal eens"),
        ({"handelingsdeel": "gezien"}, "Handelingsdeel", "nog) niet"),
    ],
)
def test_antwoorden_die_aandacht_vragen(
    rollen: Rolverdeling, antwoorden: dict[str, str], deel: str, woord: str
) -> None:
    gevonden = regel(factories.geadviseerd(rollen, **antwoorden), rollen.directeur, deel)

    assert gevonden.uitkomst is Oordeel.WAARSCHUWING
    assert woord in gevonden.uitleg


def test_zonder_zienswijze_en_opp(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen)
    aanvraag.antwoorden.pop("zienswijze")
    aanvraag.documenten.filter(vraag="opp").delete()

    assert "geen zienswijze" in regel(aanvraag, rollen.directeur, "Ouders").uitleg
    assert "ontbreekt" in regel(aanvraag, rollen.directeur, "OPP aanwezig").uitleg


def test_oud_onderzoek_is_een_waarschuwing(rollen: Rolverdeling) -> None:
    NormFactory(code="tlv.onderzoek_geldigheid", waarde=24, eenheid="maanden")
    aanvraag = factories.geadviseerd(rollen)
    document = aanvraag.documenten.get(vraag="onderzoek").document
    for gedateerd, uitkomst in (
        (date(2024, 11, 30), Oordeel.WAARSCHUWING),
        (date(2024, 12, 1), Oordeel.VOLDOET),
    ):
        document.gedateerd_op = gedateerd
        document.save(update_fields=["gedateerd_op"])
        assert regel(aanvraag, rollen.directeur, "recent").uitkomst is uitkomst


def test_een_lopende_tlv_van_dezelfde_soort(rollen: Rolverdeling) -> None:
    eerste = factories.besluit(rollen, ingangsdatum=date(2026, 11, 2))
    gevonden = regel(factories.geadviseerd(rollen), rollen.directeur, "andere geldige TLV")

    assert gevonden.uitkomst is Oordeel.WAARSCHUWING
    assert eerste.verklaring.nummer in gevonden.uitleg


def test_ontbrekende_adressen_worden_genoemd(rollen: Rolverdeling) -> None:
    rollen.leerling.betrokkenen.filter(naam="Ouder Twee").update(postcode="")

    gevonden = regel(factories.geadviseerd(rollen), rollen.directeur, "Adressen")
    assert gevonden.uitleg == "Het adres ontbreekt van Ouder Twee."


def test_niemand_met_gezag(rollen: Rolverdeling) -> None:
    rollen.leerling.betrokkenen.update(heeft_gezag=False)

    assert "niemand met gezag" in regel(factories.geadviseerd(rollen), rollen.directeur, "Adressen").uitleg


def test_een_mandaat_voor_een_deel(vaste_dag: None, db: None) -> None:
    factories.richt_swv_in(mandaat="coordinator")
    rollen = factories.rolverdeling()
    aanvraag = factories.geadviseerd(rollen)

    coordinator = regel(aanvraag, GebruikerFactory(rol="coordinator"), "U mag")
    assert coordinator.uitkomst is Oordeel.WAARSCHUWING
    assert "Niet voor categorie hoog" in coordinator.uitleg
    assert "laag en midden" in regel(aanvraag, rollen.directeur, "U mag").uitleg


def test_vier_ogen(rollen: Rolverdeling) -> None:
    dubbel = GebruikerFactory(rollen=["deskundige", "directeur"])
    aanvraag = factories.compleet(rollen)
    factories.adviseer(aanvraag, rollen, dubbel, Beroep.ARTS)

    assert regel(aanvraag, dubbel, "aanvrager of").blokkeert
    assert not regel(aanvraag, rollen.directeur, "aanvrager of").blokkeert


def test_regels_over_de_lezer_zijn_herkenbaar(rollen: Rolverdeling) -> None:
    """A page for someone who does not decide leaves them out."""
    lijst = controlelijst(factories.geadviseerd(rollen), rollen.administratie)

    assert {c.naam for c in lijst if c.over_lezer} == {c.naam for c in lijst if c.naam.startswith("U ")}


def test_een_rol_zonder_mandaat_is_een_blokkade(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen)

    assert regel(aanvraag, GebruikerFactory(rol="coordinator"), "U mag").blokkeert


@pytest.mark.parametrize("adviezen", [2, 4])
def test_een_vaste_hoeveelheid_vragen_aan_de_database(
    rollen: Rolverdeling, adviezen: int, django_assert_max_num_queries: Any
) -> None:
    aanvraag = factories.geadviseerd(rollen)
    for _ in range(adviezen - 2):
        ander = GebruikerFactory()
        RoltoekenningFactory(gebruiker=ander, rol="deskundige", geldig_vanaf=BEGIN)
        factories.adviseer(aanvraag, rollen, ander, Beroep.PEDAGOOG)
    vers = Aanvraag.objects.select_related("school__bestuur", "leerling", "vragenlijst").get(pk=aanvraag.pk)
    directeur = Gebruiker.objects.get(pk=rollen.directeur.pk)

    with django_assert_max_num_queries(MEER_VRAGEN_NIET):
        controlelijst(vers, directeur)


class TestPro:
    GOED = {
        "iq": "70",
        "dl": "50",
        "dle_rekenen": "20",
        "dle_begrijpend_lezen": "25",
        "dle_technisch_lezen": "40",
        "dle_spellen": "45",
    }

    def test_het_voorbeeld_van_de_regeling(self) -> None:
        """Domein 1.6: DL 50 and DLE 38 is 0,24."""
        assert leerachterstand(Decimal(38), Decimal(50)) == Decimal("0.24")

    def test_wie_voldoet(self) -> None:
        assert {c.uitkomst for c in controleer_procriteria(self.GOED)} == {Oordeel.VOLDOET}

    @pytest.mark.parametrize(
        ("iq", "voldoet"),
        [("54", False), ("55", True), ("80", True), ("80,5", False), ("81", False), ("", False)],
    )
    def test_iq_grenzen(self, iq: str, voldoet: bool) -> None:
        uitkomst = controleer_procriteria(self.GOED | {"iq": iq})[0].uitkomst

        assert (uitkomst is Oordeel.VOLDOET) == voldoet

    @pytest.mark.parametrize(
        ("achterstand", "voldoet"),
        [
            ({"rekenen": "0.5", "spellen": "0.5"}, True),
            ({"begrijpend_lezen": "0.5", "technisch_lezen": "0.9"}, True),
            ({"rekenen": "0.49", "begrijpend_lezen": "0.6"}, False),
            ({"technisch_lezen": "0.6", "spellen": "0.6"}, False),
            ({"rekenen": "0.6"}, False),
            ({}, False),
        ],
    )
    def test_twee_domeinen_waaronder_rekenen_of_lezen(
        self, achterstand: dict[str, str], voldoet: bool
    ) -> None:
        assert voldoet_aan_achterstand({d: Decimal(w) for d, w in achterstand.items()}) == voldoet

    def test_zonder_dl_is_er_niets_te_rekenen(self) -> None:
        assert achterstanden(self.GOED | {"dl": "0"}) == {}
        assert achterstanden({"dl": "50"}) == {}

    @given(st.integers(1, 120), st.integers(0, 120))
    def test_meer_geleerd_is_minder_achterstand(self, dl: int, dle: int) -> None:
        assert leerachterstand(Decimal(dle + 1), Decimal(dl)) < leerachterstand(Decimal(dle), Decimal(dl))

    def test_de_lijst_toont_ze_alleen_bij_pro(self, rollen: Rolverdeling) -> None:
        pro = factories.geadviseerd(rollen, soort=Soort.PRO, **self.GOED)
        vso = factories.geadviseerd(rollen)

        assert regel(pro, rollen.directeur, "IQ past").uitkomst is Oordeel.VOLDOET
        assert not [c for c in controlelijst(vso, rollen.directeur) if "IQ" in c.naam]
        assert not [c for c in controlelijst(pro, rollen.directeur) if "OPP" in c.naam]
