"""The advice until its copy for the parents; the note and the trail of who wrote, gave and took access."""

from datetime import timedelta
from typing import Any

import pytest

from ect import services
from ect.enums import Adviesstatus
from ect.models import Ectadvies, Notitie
from swv import panelen
from swv.models import Bericht, Gebeurtenis
from swv.permissions import NietToegestaan
from tests.ect import factories
from tests.ect.factories import DAG, OP, Rolverdeling

GEHEIM = "Een zin die nergens anders mag staan."


def spoor(soort: str) -> list[Gebeurtenis]:
    return list(Gebeurtenis.objects.filter(onderwerp=soort).order_by("id"))


class TestAdvies:
    def test_uitbrengen_maakt_het_leesbaar_voor_de_school(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        advies = factories.advies(casus, rollen)
        zichtbaar = Ectadvies.objects.zichtbaar_voor(rollen.aanvrager)
        assert not zichtbaar.exists()
        services.advies_uitbrengen(advies=advies, door=rollen.houder, op=OP)

        assert zichtbaar.get() == advies
        assert Bericht.objects.get(soort="ect.advies").ontvanger == rollen.aanvrager

    def test_een_uitgebracht_advies_staat_vast(self, rollen: Rolverdeling) -> None:
        advies = factories.uitgebracht(factories.casus(rollen), rollen)
        gegevens: dict[str, Any] = {"advies": advies, "door": rollen.houder, "op": OP}

        with pytest.raises(NietToegestaan, match="niet meer veranderen"):
            services.advies_wijzigen(**gegevens, aan="De school", tekst="Anders.", versie=1)
        with pytest.raises(NietToegestaan, match="niet meer veranderen"):
            services.advies_verwijderen(**gegevens)
        with pytest.raises(NietToegestaan, match="Uitgebracht"):
            services.advies_uitbrengen(**gegevens)

    def test_twee_schrijvers_overschrijven_elkaar_niet(self, rollen: Rolverdeling) -> None:
        advies = factories.advies(factories.casus(rollen), rollen)
        gegevens: dict[str, Any] = {"advies": advies, "aan": "De school", "versie": 1, "op": OP}
        services.advies_wijzigen(**gegevens, tekst="Van de collega.", door=rollen.collega)

        with pytest.raises(services.Verouderd) as fout:
            services.advies_wijzigen(**gegevens, tekst="Van de houder.", door=rollen.houder)
        assert fout.value.huidige_versie == 2
        assert Ectadvies.objects.get().tekst == "Van de collega."

    def test_het_afschrift_volgt_op_het_advies(self, rollen: Rolverdeling) -> None:
        """WVO 2020 2.47 lid 17: the parents get a copy; also when the casus closed meanwhile."""
        casus = factories.casus(rollen)
        advies = factories.advies(casus, rollen)
        gegevens: dict[str, Any] = {"advies": advies, "door": rollen.houder, "op": OP}
        with pytest.raises(NietToegestaan, match="eerst uit"):
            services.afschrift_vastleggen(**gegevens, datum=DAG)
        services.advies_uitbrengen(**gegevens)
        for dag, reden in ((-1, "op of na de dag"), (1, "toekomst")):
            with pytest.raises(NietToegestaan, match=reden):
                services.afschrift_vastleggen(**gegevens, datum=DAG + timedelta(days=dag))
        factories.afgesloten(rollen, casus)

        assert services.afschrift_vastleggen(**gegevens, datum=DAG).afschrift_datum == DAG

    def test_een_verwijderd_concept_laat_zijn_tekst_niet_achter(self, rollen: Rolverdeling) -> None:
        advies = factories.advies(factories.casus(rollen), rollen, tekst=GEHEIM)
        services.advies_verwijderen(advies=advies, door=rollen.houder, op=OP)

        assert not Ectadvies.objects.exists()
        assert GEHEIM not in str([(r.toelichting, r.gegevens) for r in spoor("ect.ectadvies")])

    def test_status_en_leestekens(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="Schrijf het advies"):
            factories.advies(factories.casus(rollen), rollen, tekst=" ")
        assert not Ectadvies.objects.filter(status=Adviesstatus.CONCEPT).exists()


class TestNotitie:
    def test_het_spoor_zegt_dat_er_iets_is_en_nooit_wat(self, rollen: Rolverdeling) -> None:
        notitie = factories.notitie(factories.casus(rollen), rollen, tekst=GEHEIM)
        services.notitie_wijzigen(
            notitie=notitie, tekst=f"{GEHEIM} En meer.", versie=1, door=rollen.houder, op=OP
        )
        toegang = services.toegang_geven(notitie=notitie, gebruiker=rollen.collega, door=rollen.houder, op=OP)
        services.toegang_intrekken(toegang=toegang, door=rollen.houder, op=OP)
        rijen = spoor("ect.notitie")

        assert [r.soort for r in rijen] == [
            "geschreven",
            "gewijzigd",
            "toegang_gegeven",
            "toegang_ingetrokken",
        ]
        assert {r.leerling_sleutel for r in rijen} == {rollen.leerling.sleutel}
        assert GEHEIM not in str([(r.toelichting, r.gegevens) for r in Gebeurtenis.objects.all()])

    def test_in_geen_tijdlijn(self) -> None:
        assert not [onderwerp for onderwerp, _soort in panelen.gebeurtenisnamen if "notitie" in onderwerp]

    def test_lost_update(self, rollen: Rolverdeling) -> None:
        notitie = factories.notitie(factories.casus(rollen), rollen)
        gegevens: dict[str, Any] = {"notitie": notitie, "versie": 1, "door": rollen.houder, "op": OP}
        services.notitie_wijzigen(**gegevens, tekst="Eerste.")

        with pytest.raises(services.Verouderd):
            services.notitie_wijzigen(**gegevens, tekst="Tweede.")
        assert Notitie.objects.get().tekst == "Eerste."

    def test_iemand_twee_keer_noemen_verandert_niets(self, rollen: Rolverdeling) -> None:
        notitie = factories.notitie(factories.casus(rollen), rollen)
        gegevens: dict[str, Any] = {"notitie": notitie, "gebruiker": rollen.collega, "op": OP}
        eerste = services.toegang_geven(**gegevens, door=rollen.houder)

        assert services.toegang_geven(**gegevens, door=rollen.houder) == eerste
        assert [r.soort for r in spoor("ect.notitie")].count("toegang_gegeven") == 1

    def test_de_casushouder_hoeft_niet_genoemd(self, rollen: Rolverdeling) -> None:
        notitie = factories.notitie(factories.casus(rollen), rollen)

        with pytest.raises(NietToegestaan, match="leest de notitie al"):
            services.toegang_geven(notitie=notitie, gebruiker=rollen.houder, door=rollen.houder, op=OP)

    def test_alleen_de_casushouder_schrijft(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        for door in (rollen.collega, rollen.coordinator):
            with pytest.raises(NietToegestaan, match="Alleen de casushouder"):
                services.notitie_schrijven(casus=casus, tekst="Iets.", door=door, op=OP)
        with pytest.raises(NietToegestaan):
            services.notitie_schrijven(casus=casus, tekst="Iets.", door=rollen.aanvrager, op=OP)
