"""A figure from close by: its definition, and exactly the rows of the numerator for who may see them."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from swv.bladeren import bladzijde
from swv.enums import Inzagesoort
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Kengetal, Kolom, Rijen, aantal
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.models import Inzage, Samenwerkingsverband
from swv.momentopnamen import bevries
from tests.factories import BEGIN, GebruikerFactory, NormFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling, na
from tlv.models import Aanvraag

Als = Callable[..., Client]
K4 = Kwartaal(2026, 4)


def pad(code: str) -> str:
    return f"/kwaliteit/kengetallen/{code}/"


def besluit(rollen: Rolverdeling, *, dag: int = 20) -> None:
    factories.besluit(rollen, factories.geadviseerd(rollen), op=na(dag))


def tekst_van(client: Client, adres: str) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().split())


class TestPagina:
    def test_definitie_breuk_en_norm_met_bron(self, rollen: Rolverdeling, als: Als) -> None:
        NormFactory(
            code="tlv.awb_aandeel", naam="Binnen de wet", waarde=100, eenheid="procent", geldig_vanaf=BEGIN
        )
        besluit(rollen)
        tekst = tekst_van(als(GebruikerFactory(rol="coordinator")), pad("tlv.binnen_awb"))

        for deel in ("100,0%", "ten minste 100% (Binnen de wet)", "proefbron, artikel 1", "haalt de norm"):
            assert deel in tekst
        assert KENGETALLEN["tlv.binnen_awb"].definitie in tekst
        assert "versie 1" in tekst

    @pytest.mark.parametrize("code", sorted(KENGETALLEN))
    def test_elk_kengetal_heeft_een_pagina_met_zoveel_rijen_als_de_teller(
        self, rollen: Rolverdeling, als: Als, code: str
    ) -> None:
        besluit(rollen)
        factories.ingediend(factories.rolverdeling())
        antwoord = als(GebruikerFactory(rollen=["directeur", "controller"])).get(pad(code))

        assert antwoord.status_code == 200
        behind, uitkomst = KENGETALLEN[code].rijen, antwoord.context["gemeten"].uitkomst
        if behind is None:
            assert "geen_rijen" in antwoord.context
        elif not behind.som:
            assert antwoord.context["aantal"] == uitkomst.teller

    def test_onbekend_kengetal_bestaat_niet(self, rollen: Rolverdeling, als: Als) -> None:
        client = als(GebruikerFactory(rol="coordinator"))
        assert client.get(pad("bestaat.niet")).status_code == 404
        assert client.post(f"{pad('bestaat.niet')}rijen/").status_code == 404
        assert client.get("/kwaliteit/verdelingen/bestaat.niet/").status_code == 404

    def test_een_bevroren_cijfer_met_de_rijen_van_nu(self, rollen: Rolverdeling, als: Als) -> None:
        besluit(rollen)
        bevries(K4, door=None, op=nu())
        besluit(factories.rolverdeling())
        tekst = tekst_van(als(GebruikerFactory(rol="coordinator")), pad("tlv.toegekend"))

        assert "Sindsdien gecorrigeerd" in tekst
        assert "Nu is de uitkomst 2." in tekst
        assert "2 rijen, zoals het register ze nu geeft." in tekst


class TestRijen:
    def test_wie_keek_naar_welke_leerling_wordt_vastgelegd(self, rollen: Rolverdeling, als: Als) -> None:
        besluit(rollen)
        medewerker = GebruikerFactory(rol="coordinator")
        tekst = tekst_van(als(medewerker), pad("tlv.toegekend"))

        assert rollen.leerling.korte_naam in tekst
        spoor = Inzage.objects.get(gebruiker=medewerker)
        assert (spoor.soort, spoor.leerlingen) == (Inzagesoort.LIJST, [rollen.leerling.sleutel])

    def test_de_controller_ziet_het_aantal_en_waarom_er_geen_rijen_zijn(
        self, rollen: Rolverdeling, als: Als
    ) -> None:
        besluit(rollen)
        controller = GebruikerFactory(rol="controller")
        tekst = tekst_van(als(controller), pad("tlv.toegekend"))

        assert rollen.leerling.korte_naam not in tekst
        assert "waar uw rol geen toegang toe geeft" in tekst
        assert not Inzage.objects.filter(gebruiker=controller).exists()
        assert als(controller).post(f"{pad('tlv.toegekend')}rijen/").status_code == 403

    def test_rijen_zonder_bereik_blijven_dicht(
        self, rollen: Rolverdeling, als: Als, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A root model that does not say who may see it shows nothing (architectuur.md B.6)."""
        rijen = Rijen(
            lambda _vraag: Samenwerkingsverband.objects.all(),
            (Kolom("Naam", lambda rij: rij.naam),),
            "tlv.inzien",
        )
        proef = Kengetal("proef.los", "Proef", "Proef.", "aantal", "bron", lambda _v: aantal(1), rijen)
        monkeypatch.setitem(KENGETALLEN, "proef.los", proef)
        tekst = tekst_van(als(GebruikerFactory(rol="coordinator")), pad("proef.los"))

        assert "nog niet vastgelegd wie ze mag zien" in tekst

    def test_bladeren(self, rollen: Rolverdeling, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kwaliteit.views.kengetallen.bladzijde", _per_twee)
        for _ in range(3):
            factories.ingediend(factories.rolverdeling())
        client = als(GebruikerFactory(rol="coordinator"))
        eerste = client.get(pad("tlv.aanvragen"))
        tweede = client.get(pad("tlv.aanvragen") + eerste.context["blad"].volgende)

        gezien = [rij.eerste for antwoord in (eerste, tweede) for rij in antwoord.context["rijen"]]
        assert gezien == list(Aanvraag.objects.order_by("-id").values_list("kenmerk", flat=True))

    def test_meer_rijen_kosten_niet_meer_vragen(self, rollen: Rolverdeling, als: Als) -> None:
        client = als(GebruikerFactory(rol="coordinator"))
        factories.ingediend(rollen)
        client.get(pad("tlv.aanvragen"))
        eerst = vragen(client)
        for _ in range(2):
            factories.ingediend(factories.rolverdeling())

        assert vragen(client) == eerst

    def test_als_bestand_met_spoor(self, rollen: Rolverdeling, als: Als) -> None:
        besluit(rollen)
        medewerker = GebruikerFactory(rol="coordinator")
        antwoord = als(medewerker).post(f"{pad('tlv.toegekend')}rijen/", {"kwartaal": "2026-4"})

        assert antwoord["Content-Disposition"] == 'attachment; filename="tlv-toegekend-2026-4.csv"'
        kop, *rijen = csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";")
        assert kop[:2] == ["Aanvraag", "Leerling"]
        assert len(rijen) == 1
        assert "2026-11-22" in rijen[0]
        spoor = Inzage.objects.get(gebruiker=medewerker)
        assert (spoor.soort, spoor.leerlingen) == (Inzagesoort.DOWNLOAD, [rollen.leerling.sleutel])

    def test_een_bestand_is_er_niet_met_een_link(self, rollen: Rolverdeling, als: Als) -> None:
        """A download changes the trail, so it is a POST."""
        client = als(GebruikerFactory(rol="coordinator"))
        assert client.get(f"{pad('tlv.toegekend')}rijen/").status_code == 405


class TestVerdelingen:
    @pytest.mark.parametrize("code", sorted(VERDELINGEN))
    def test_elke_verdeling_heeft_een_pagina(self, rollen: Rolverdeling, als: Als, code: str) -> None:
        besluit(rollen)
        tekst = tekst_van(als(GebruikerFactory(rol="coordinator")), f"/kwaliteit/verdelingen/{code}/")

        assert VERDELINGEN[code].naam in tekst.replace("&#x27;", "'")

    def test_de_lijst_noemt_ze_allemaal(self, rollen: Rolverdeling, als: Als) -> None:
        tekst = tekst_van(als(GebruikerFactory(rol="controller")), "/kwaliteit/verdelingen/")
        assert all(f"/kwaliteit/verdelingen/{code}/" in tekst for code in VERDELINGEN)

    def test_binnen_het_swv_staat_elk_aantal_er(self, rollen: Rolverdeling, als: Als) -> None:
        besluit(rollen)
        tekst = tekst_van(als(GebruikerFactory(rol="coordinator")), "/kwaliteit/verdelingen/tlv.naar_school/")

        assert rollen.school.naam in tekst
        assert '<td class="getal">1</td>' in tekst


def vragen(client: Client) -> int:
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(pad("tlv.aanvragen")).status_code == 200
    return len(gevangen.captured_queries)


def _per_twee(*args: Any, **opties: Any) -> Any:
    return bladzijde(*args, **opties, grootte=2)
