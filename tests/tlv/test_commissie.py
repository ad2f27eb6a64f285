"""Committees: what the profile names, who sits in them and for how long, and who may change that."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from swv.permissions import NietToegestaan
from swv.profielen import lees
from swv.profielen.laden import profiel_laden
from tests.factories import GebruikerFactory
from tests.tlv.commissiefabriek import BEGIN, commissie, lid
from tests.tlv.factories import OP, Rolverdeling
from tlv import services
from tlv.models import Commissie, Commissielid

EINDE = date(2027, 7, 31)


def voeg_toe(rollen: Rolverdeling, **velden: Any) -> Commissielid:
    gegevens: dict[str, Any] = {
        "commissie": commissie(),
        "functie": "lid",
        "geldig_vanaf": BEGIN,
        "geldig_tot_en_met": None,
        "door": rollen.administratie,
        "op": OP,
    }
    return services.lid_toevoegen(**gegevens | velden)


@pytest.mark.parametrize(("code", "aantal"), [("vo2001", 1), ("po2203", 3), ("po2202", 0)])
def test_het_profiel_zegt_welke_commissies_er_zijn(db: None, vaste_dag: None, code: str, aantal: int) -> None:
    profiel_laden(lees(code))
    profiel_laden(lees(code))

    assert Commissie.objects.count() == aantal
    assert all(rij.bron for rij in Commissie.objects.all())


class TestZittingstermijn:
    def test_toevoegen_en_beeindigen(self, rollen: Rolverdeling) -> None:
        rij = voeg_toe(rollen, gebruiker=GebruikerFactory(rol="commissielid"), functie="secretaris")
        services.lid_beeindigen(lid=rij, tot_en_met=EINDE, door=rollen.administratie, op=OP)

        assert Commissielid.objects.zittend(EINDE).get() == rij
        assert not Commissielid.objects.zittend(date(2027, 8, 1)).exists()
        assert not Commissielid.objects.zittend(date(2026, 7, 31)).exists()

    def test_een_persoon_zit_er_niet_twee_keer_tegelijk(self, rollen: Rolverdeling) -> None:
        zit = lid(commissie(), tot_en_met=EINDE)

        with pytest.raises(NietToegestaan, match="zit in deze periode al"):
            voeg_toe(rollen, gebruiker=zit.gebruiker, geldig_vanaf=EINDE)
        assert voeg_toe(rollen, gebruiker=zit.gebruiker, geldig_vanaf=date(2027, 8, 1))

    def test_een_voorzitter_tegelijk(self, rollen: Rolverdeling) -> None:
        lid(commissie(), functie="voorzitter")
        ander = GebruikerFactory(rol="commissielid")

        with pytest.raises(NietToegestaan, match="al voorzitter"):
            voeg_toe(rollen, gebruiker=ander, functie="voorzitter")
        assert voeg_toe(rollen, gebruiker=ander, functie="voorzitter", commissie=commissie("Andere"))

    def test_de_database_weigert_overlap(self, rollen: Rolverdeling) -> None:
        zit = lid(commissie(), functie="voorzitter")

        with pytest.raises(IntegrityError, match="geen_overlap"), transaction.atomic():
            lid(commissie(), zit.gebruiker)
        with pytest.raises(IntegrityError, match="een_voorzitter"), transaction.atomic():
            lid(commissie(), functie="voorzitter")
        with pytest.raises(IntegrityError, match="commissielid_periode"), transaction.atomic():
            lid(commissie(), tot_en_met=date(2026, 7, 1))

    def test_alleen_wie_mag_vergaderen(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="geen rol die mag vergaderen"):
            voeg_toe(rollen, gebruiker=rollen.arts)

    def test_de_periode_klopt(self, rollen: Rolverdeling) -> None:
        wie = GebruikerFactory(rol="commissielid")

        with pytest.raises(NietToegestaan, match="ligt voor de eerste dag"):
            voeg_toe(rollen, gebruiker=wie, geldig_tot_en_met=date(2026, 7, 1))
        with pytest.raises(NietToegestaan, match="begon op"):
            services.lid_beeindigen(
                lid=lid(commissie(), wie), tot_en_met=date(2026, 7, 1), door=rollen.administratie, op=OP
            )

    def test_een_einde_wordt_niet_later(self, rollen: Rolverdeling) -> None:
        rij = lid(commissie(), tot_en_met=EINDE)

        with pytest.raises(NietToegestaan, match="eindigt al op"):
            services.lid_beeindigen(lid=rij, tot_en_met=EINDE, door=rollen.administratie, op=OP)

    def test_een_lid_voegt_niemand_toe(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan):
            voeg_toe(rollen, gebruiker=rollen.directeur, door=GebruikerFactory(rol="commissielid"))


class TestBladzijden:
    def test_het_swv_voegt_toe_en_beeindigt(self, rollen: Rolverdeling, als: Any) -> None:
        wie, client = GebruikerFactory(rol="commissielid", naam="K. Kandidaat"), als(rollen.administratie)
        adres = reverse("tlv:lid_toevoegen", args=[commissie().sleutel])
        assert "K. Kandidaat" in client.get(adres).content.decode()

        antwoord = client.post(
            adres, {"gebruiker": wie.pk, "functie": "voorzitter", "geldig_vanaf": "2026-08-01"}, follow=True
        )

        assert "Het lid is toegevoegd" in antwoord.content.decode()
        rij = Commissielid.objects.get()
        weg = client.post(
            reverse("tlv:lid_beeindigen", args=[rij.sleutel]), {"tot_en_met": "2026-11-30"}, follow=True
        )
        assert "Oud-leden" in weg.content.decode()

    def test_een_fout_staat_in_het_formulier(self, rollen: Rolverdeling, als: Any) -> None:
        zit = lid(commissie())
        antwoord = als(rollen.administratie).post(
            reverse("tlv:lid_toevoegen", args=[commissie().sleutel]),
            {"gebruiker": zit.gebruiker.pk, "functie": "lid", "geldig_vanaf": "2026-11-01"},
        )

        assert antwoord.status_code == 422
        assert "zit in deze periode al" in antwoord.content.decode()

    def test_een_lid_ziet_alleen_de_eigen_commissie(self, rollen: Rolverdeling, als: Any) -> None:
        eigen, vreemd = lid(commissie("Eigen")), lid(commissie("Vreemd"))
        client = als(eigen.gebruiker)
        tekst = client.get(reverse("tlv:commissies")).content.decode()

        assert "Eigen" in tekst
        assert "Vreemd" not in tekst
        assert client.get(reverse("tlv:commissie", args=[vreemd.commissie.sleutel])).status_code == 404
        assert client.get(reverse("tlv:lid_toevoegen", args=[eigen.commissie.sleutel])).status_code == 403

    def test_na_de_termijn_is_het_voorbij(self, rollen: Rolverdeling, als: Any) -> None:
        oud = lid(commissie(), tot_en_met=date(2026, 11, 30))

        assert als(oud.gebruiker).get(reverse("tlv:commissie", args=[commissie().sleutel])).status_code == 404

    def test_zonder_commissie_zegt_de_bladzijde_wie_beslist(self, rollen: Rolverdeling, als: Any) -> None:
        assert (
            "geen commissie die vergadert"
            in als(rollen.directeur).get(reverse("tlv:commissies")).content.decode()
        )

    def test_meer_commissies_vragen_niet_meer_queries(self, rollen: Rolverdeling, als: Any) -> None:
        client = als(rollen.administratie)
        lid(commissie())
        client.get(reverse("tlv:commissies"))
        with CaptureQueriesContext(connection) as een:
            client.get(reverse("tlv:commissies"))
        for nummer in range(3):
            lid(commissie(f"Commissie {nummer}"))
        with CaptureQueriesContext(connection) as vier:
            client.get(reverse("tlv:commissies"))

        assert len(vier) == len(een)
