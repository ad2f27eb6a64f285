"""The dashboard: every KPI with norm, previous quarter and trend, frozen or of now."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kwaliteit.models import Kpi
from kwaliteit.selectors.dashboard import cijfer, codes_van, dashboard, gecorrigeerd, sleutel
from kwaliteit.selectors.kwartalen import gekozen_kwartaal, keuzes, laatste_kwartaal, stand_voor
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.momentopnamen import bevries
from tests.factories import BEGIN, GebruikerFactory, NormFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling, na

Als = Callable[..., Client]
PAD = "/kwaliteit/"
K3, K4 = Kwartaal(2026, 3), Kwartaal(2026, 4)


def besluit(rollen: Rolverdeling, *, dag: int = 20) -> None:
    factories.besluit(rollen, factories.geadviseerd(rollen), op=na(dag))


def bladzijde(client: Client, **adres: str) -> str:
    antwoord = client.get(PAD, adres)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


class TestKwartaal:
    def test_zonder_keuze_het_laatste_waarvan_de_peildatum_voorbij_is(self, rollen: Rolverdeling) -> None:
        assert laatste_kwartaal(date(2026, 12, 15)) == K3
        assert laatste_kwartaal(date(2026, 12, 16)) == K4
        assert gekozen_kwartaal("onzin", date(2026, 12, 16)) == K4

    def test_de_toekomst_bestaat_nog_niet(self, rollen: Rolverdeling) -> None:
        assert gekozen_kwartaal("2027-1", date(2026, 12, 16)) == K4

    def test_voor_de_peildatum_is_het_de_stand_van_vandaag(self, rollen: Rolverdeling) -> None:
        assert stand_voor(K4, date(2026, 11, 3)).peildatum == date(2026, 11, 3)
        assert stand_voor(K4, date(2026, 12, 31)).peildatum == date(2026, 12, 15)

    def test_de_keuze_zegt_wat_vastligt(self, rollen: Rolverdeling) -> None:
        bevries(K3, door=None, op=nu())
        namen = {keuze.waarde: keuze.naam for keuze in keuzes(K4, date(2026, 12, 20))}
        assert namen["2026-3"] == "3e kwartaal 2026"
        assert namen["2026-4"] == "4e kwartaal 2026 (nog niet vastgelegd)"

    def test_een_ouder_kwartaal_blijft_te_kiezen(self, rollen: Rolverdeling) -> None:
        oud = Kwartaal(2019, 2)
        assert [keuze.waarde for keuze in keuzes(oud, date(2026, 12, 20)) if keuze.is_gekozen] == ["2019-2"]


class TestCijfers:
    def test_norm_en_status_in_woorden(self, rollen: Rolverdeling, kpis: list[Kpi]) -> None:
        NormFactory(code="tlv.awb_aandeel", waarde=100, eenheid="procent", geldig_vanaf=BEGIN)
        besluit(rollen, dag=57)

        gemeten = cijfer(stand_voor(K4, nu().date()), "tlv.binnen_awb")
        assert (gemeten.waarde, gemeten.breuk) == ("0,0%", "0 van 1")
        assert (gemeten.norm, gemeten.soort, gemeten.oordeel) == (
            "ten minste 100%",
            "fout",
            "onder de norm",
        )

    def test_vorig_kwartaal_en_verschil(self, rollen: Rolverdeling, kpis: list[Kpi]) -> None:
        bevries(K3, door=None, op=nu())
        besluit(rollen)

        gemeten = cijfer(stand_voor(K4, nu().date()), "tlv.toegekend")
        assert (gemeten.waarde, gemeten.vorige, gemeten.verschil) == ("1", "0", "+1")
        assert gemeten.onderschrift == "vorig kwartaal 0 (+1)"

    def test_zonder_eerdere_momentopname_is_er_geen_verschil(self, rollen: Rolverdeling) -> None:
        gemeten = cijfer(stand_voor(K4, nu().date()), "tlv.toegekend")
        assert (gemeten.vorige, gemeten.verschil) == ("", "")
        assert gemeten.onderschrift == "geen cijfer van het vorige kwartaal"

    def test_een_onbekende_code_breekt_de_pagina_niet(self, rollen: Rolverdeling, kpis: list[Kpi]) -> None:
        kpis[0].kengetallen = ["bestaat.niet"]
        kpis[0].uitgelicht = "bestaat.niet"

        overzicht = dashboard(stand_voor(K4, nu().date()), kpis, {})
        assert overzicht.rijen[0].cijfers[0].waarde == "onbekend kengetal"
        assert overzicht.kaarten == []

    def test_een_later_gewijzigd_cijfer_staat_naast_het_vastgelegde(
        self, rollen: Rolverdeling, kpis: list[Kpi]
    ) -> None:
        besluit(rollen)
        bevries(K4, door=None, op=nu())
        besluit(factories.rolverdeling(), dag=57)

        stand = stand_voor(K4, nu().date())
        anders = gecorrigeerd(stand)
        overzicht = dashboard(stand, kpis, anders)
        gemeten = {c.code: c for rij in overzicht.rijen for c in rij.cijfers}
        assert gemeten["tlv.binnen_awb"].waarde == "100,0%"
        assert gemeten["tlv.binnen_awb"].gecorrigeerd == "50,0% (1 van 2)"
        assert len(anders.keys() & set(codes_van(kpis))) == 2  # also how many ran on the peildatum
        assert sleutel(stand, kpis, anders) != sleutel(stand, kpis, {}), "a correction is drawn anew"


class TestPagina:
    def test_toont_elke_kpi_en_wat_nog_geen_bron_heeft(
        self, rollen: Rolverdeling, kpis: list[Kpi], als: Als
    ) -> None:
        besluit(rollen)
        tekst = bladzijde(als(GebruikerFactory(rol="coordinator")))

        assert "4e kwartaal 2026" in tekst
        assert "Nog niet vastgelegd: dit zijn de cijfers van" in tekst
        for kpi in kpis:
            assert kpi.naam in tekst.replace("&#x27;", "'")
        assert tekst.count("nog geen bron") == 2
        assert "/kwaliteit/kengetallen/tlv.binnen_awb/?kwartaal=2026-4#rijen" in tekst
        assert "<svg" in tekst

    def test_zegt_wanneer_de_cijfers_zijn_vastgelegd(
        self, rollen: Rolverdeling, kpis: list[Kpi], als: Als
    ) -> None:
        bevries(K4, door=None, op=nu())
        tekst = bladzijde(als(GebruikerFactory(rol="directeur")))

        assert "vastgelegd op 4 januari 2027" in tekst
        assert "nog niet vastgelegd:" not in tekst

    def test_een_correctie_is_zichtbaar(self, rollen: Rolverdeling, kpis: list[Kpi], als: Als) -> None:
        bevries(K4, door=None, op=nu())
        besluit(rollen)
        tekst = bladzijde(als(GebruikerFactory(rol="coordinator")))

        assert "1 cijfer sindsdien gecorrigeerd" in " ".join(tekst.split())
        assert "sindsdien gecorrigeerd: nu 100,0% (1 van 1)" in tekst

    @pytest.mark.parametrize("rol", ["school", "toezicht", "deskundige", "beheer"])
    def test_wie_geen_cijfers_mag_zien_komt_er_niet(self, rollen: Rolverdeling, als: Als, rol: str) -> None:
        gebruiker = GebruikerFactory(rol=rol, school=rollen.school)
        assert als(gebruiker).get(PAD).status_code == 403

    def test_een_bevroren_kwartaal_kost_evenveel_vragen_bij_meer_gegevens(
        self, rollen: Rolverdeling, kpis: list[Kpi], als: Als
    ) -> None:
        client = als(GebruikerFactory(rol="coordinator"))
        bevries(K3, door=None, op=nu())
        bevries(K4, door=None, op=nu())
        bladzijde(client)  # the comparison with now is remembered
        eerst = vragen(client)
        for _ in range(2):
            besluit(factories.rolverdeling())
        for kwartaal in (Kwartaal(2026, 1), Kwartaal(2026, 2)):
            bevries(kwartaal, door=None, op=nu())

        assert vragen(client) == eerst
        # The momentopname, its figures, earlier figures, the chooser and the KPI's.
        assert eerst <= 12

    def test_de_vergelijking_met_nu_wordt_onthouden(
        self, rollen: Rolverdeling, kpis: list[Kpi], als: Als
    ) -> None:
        client = als(GebruikerFactory(rol="coordinator"))
        bevries(K4, door=None, op=nu())
        koud = vragen(client)
        warm = vragen(client)
        cache.clear()
        assert warm < vragen(client) <= koud


def vragen(client: Client, **adres: Any) -> int:
    with CaptureQueriesContext(connection) as gevangen:
        bladzijde(client, **adres)
    return len(gevangen.captured_queries)
