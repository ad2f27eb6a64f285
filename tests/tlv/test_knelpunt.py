"""A knelpunt with its dated steps, and a school that says it is full."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from swv.models import Samenwerkingsverband
from swv.permissions import NietToegestaan
from swv.profielen import codes, lees
from tests.tlv.factories import DAG, OP, Rolverdeling, na
from tests.tlv.plaatsingfabriek import tlv, vso
from tests.werklijst import werkregels
from tlv import services
from tlv.models import Knelpunt, Volverklaring

STAPPEN = [{"naam": "Overleg", "werkdagen": 5}, {"naam": "Alle scholen gevraagd", "werkdagen": 10}]


@pytest.fixture
def verklaring(rollen: Rolverdeling) -> Any:
    Samenwerkingsverband.objects.update(profiel={"tlv": {"knelpuntstappen": STAPPEN}})
    return tlv(rollen)


def open_(verklaring: Any, rollen: Rolverdeling, **velden: Any) -> Knelpunt:
    gegevens = {"gemeld_per": DAG, "omschrijving": "Alle groepen zijn vol.", "op": OP}
    return services.knelpunt_openen(verklaring=verklaring, door=rollen.administratie, **gegevens | velden)


@pytest.mark.parametrize("code", codes())
def test_elk_profiel_heeft_een_stappenplan(code: str) -> None:
    stappen = lees(code).instellingen["tlv"]["knelpuntstappen"]

    assert [s["werkdagen"] for s in stappen] == sorted(s["werkdagen"] for s in stappen)
    assert all(s["naam"] for s in stappen)


class TestStappen:
    def test_de_data_zijn_werkdagen_vanaf_de_melding(self, verklaring: Any, rollen: Rolverdeling) -> None:
        rij = open_(verklaring, rollen)

        assert list(rij.stappen.order_by("volgorde").values_list("uiterste_datum", flat=True)) == [
            date(2026, 11, 9),
            date(2026, 11, 16),
        ]
        assert open_(verklaring, rollen) == rij, "one runs at a time"
        with pytest.raises(IntegrityError, match="een_open"), transaction.atomic():
            Knelpunt.objects.create(verklaring=verklaring, gemeld_per=DAG, omschrijving="x", geopend_op=OP)

    def test_niet_zomaar(self, verklaring: Any, rollen: Rolverdeling) -> None:
        for velden, melding in (
            ({"gemeld_per": na(1).date()}, "in de toekomst"),
            ({"omschrijving": " "}, "wat er aan de hand is"),
        ):
            with pytest.raises(NietToegestaan, match=melding):
                open_(verklaring, rollen, **velden)
        Samenwerkingsverband.objects.update(profiel={})
        with pytest.raises(NietToegestaan, match="nog geen stappenplan"):
            open_(verklaring, rollen)

    def test_stap_voor_stap_tot_het_is_opgelost(self, verklaring: Any, rollen: Rolverdeling) -> None:
        rij = open_(verklaring, rollen)
        stap = rij.stappen.get(volgorde=1)
        gegevens: dict[str, Any] = {"stap": stap, "door": rollen.administratie, "op": na(3)}
        with pytest.raises(NietToegestaan, match="Kies een dag vanaf"):
            services.stap_afronden(gedaan_per=na(4).date(), verslag="Gesproken.", **gegevens)
        with pytest.raises(NietToegestaan, match="wat deze stap opleverde"):
            services.stap_afronden(gedaan_per=na(3).date(), verslag=" ", **gegevens)
        (regel,) = werkregels("knelpunt", rollen.administratie, DAG)
        assert (regel.wat, regel.uiterste_datum) == ("Knelpunt: Overleg", date(2026, 11, 9))
        services.stap_afronden(gedaan_per=na(3).date(), verslag="Gesproken.", **gegevens)
        (regel,) = werkregels("knelpunt", rollen.administratie, DAG)
        assert regel.wat == "Knelpunt: Alle scholen gevraagd"
        with pytest.raises(NietToegestaan, match="hoe het knelpunt is opgelost"):
            services.knelpunt_oplossen(knelpunt=rij, oplossing=" ", door=rollen.administratie, op=na(5))
        services.knelpunt_oplossen(
            knelpunt=rij, oplossing="Plek in mei.", door=rollen.administratie, op=na(5)
        )
        assert werkregels("knelpunt", rollen.administratie, DAG) == []
        with pytest.raises(NietToegestaan, match="al opgelost"):
            services.stap_afronden(gedaan_per=na(3).date(), verslag="Later.", **gegevens)

    def test_in_de_browser(self, verklaring: Any, rollen: Rolverdeling, als: Any) -> None:
        client = als(rollen.administratie)
        adres = reverse("tlv:knelpunt_openen", args=[verklaring.sleutel])
        lijst = client.post(adres, {"gemeld_per": "2026-11-02", "omschrijving": "Vol."}, follow=True)
        assert "Overleg, uiterlijk 9 nov 2026" in lijst.content.decode()
        rij = Knelpunt.objects.get()
        stap = reverse("tlv:knelpuntstap", args=[rij.sleutel, rij.stappen.get(volgorde=1).sleutel])
        blad = client.post(stap, {"gedaan_per": "2026-11-05", "verslag": "Samen gesproken."}, follow=True)
        assert "Samen gesproken." in blad.content.decode()
        assert "te laat" in blad.content.decode()
        einde = client.post(
            reverse("tlv:knelpunt_oplossen", args=[rij.sleutel]), {"oplossing": "Plek gevonden."}, follow=True
        )
        assert "Plek gevonden." in einde.content.decode()
        assert als(rollen.aanvrager).get(reverse("tlv:knelpunt", args=[rij.sleutel])).status_code == 403


class TestVol:
    def meld(self, wie: Any, school: Any, **velden: Any) -> Volverklaring:
        gegevens = {"groep": "Groep 2", "vanaf": DAG, "tot_en_met": None, "reden": "Zestien leerlingen."}
        return services.vol_verklaren(school=school, door=wie, op=OP, **gegevens | velden)

    def test_melden_en_beoordelen(self, rollen: Rolverdeling) -> None:
        school, wie = vso()
        rij = self.meld(wie, school)
        assert self.meld(wie, school) == rij
        gegevens: dict[str, Any] = {"volverklaring": rij, "geaccepteerd": False, "op": OP}
        with pytest.raises(NietToegestaan):
            services.volverklaring_beoordelen(reactie="Nee.", door=wie, **gegevens)
        with pytest.raises(NietToegestaan, match="reactie aan de school"):
            services.volverklaring_beoordelen(reactie=" ", door=rollen.administratie, **gegevens)
        klaar = services.volverklaring_beoordelen(
            reactie="De school blijft plaatsen.", door=rollen.administratie, **gegevens
        )
        assert klaar.geaccepteerd is False
        with pytest.raises(NietToegestaan, match="al beoordeeld"):
            services.volverklaring_beoordelen(reactie="Toch.", door=rollen.administratie, **gegevens)

    def test_alleen_de_eigen_school_en_een_gewone_periode(self, rollen: Rolverdeling) -> None:
        school, wie = vso()
        with pytest.raises(NietToegestaan, match="ontvangende school"):
            self.meld(rollen.aanvrager, school)
        with pytest.raises(NietToegestaan, match="ligt voor de eerste dag"):
            self.meld(wie, school, tot_en_met=date(2026, 10, 1))
        with pytest.raises(NietToegestaan, match="waarom er geen plek"):
            self.meld(wie, school, reden=" ")

    def test_in_de_browser(self, rollen: Rolverdeling, als: Any) -> None:
        school, wie = vso()
        gegevens = {"school": school.pk, "groep": "Groep 2", "vanaf": "2026-11-02", "reden": "Vol."}
        lijst = als(wie).post(reverse("tlv:vol_verklaren"), gegevens, follow=True).content.decode()
        assert "nog niet beoordeeld" in lijst
        rij = Volverklaring.objects.get()
        klaar = als(rollen.administratie).post(
            reverse("tlv:vol_beoordelen", args=[rij.sleutel]),
            {"geaccepteerd": "nee", "reactie": "Blijf plaatsen."},
            follow=True,
        )
        assert "niet geaccepteerd: Blijf plaatsen." in klaar.content.decode()
