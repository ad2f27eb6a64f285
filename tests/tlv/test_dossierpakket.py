"""The dossier pack: one PDF with everything, made once by a job, for who may read the agenda."""

import io
from typing import Any

import pikepdf
import pytest
from django.urls import reverse

from swv.bestanden import lees
from swv.enums import Inzagesoort
from swv.models import Inzage, Opdracht
from swv.permissions import NietToegestaan
from tests.swv.pdfhulp import bladzijden
from tests.tlv import factories
from tests.tlv.commissiefabriek import commissie, lid, vastgesteld, vergadering
from tests.tlv.factories import OP, Rolverdeling
from tlv import services
from tlv.enums import Beroep
from tlv.models import Dossierpakket, Pakketbestand, Vergadering


@pytest.fixture
def rij(rollen: Rolverdeling) -> Vergadering:
    aanvraag = factories.compleet(rollen)
    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)
    ander = factories.compleet(factories.rolverdeling())
    return vergadering(commissie(), rollen.administratie, aanvraag, ander, verstuurd=True)


def vraag(rij: Vergadering, rollen: Rolverdeling) -> Dossierpakket:
    return services.pakket_van_vergadering(vergadering=rij, door=rollen.administratie, op=OP)


def test_een_pdf_met_index_en_alle_aanvragen(
    rij: Vergadering, rollen: Rolverdeling, voer_opdrachten_uit: Any
) -> None:
    pakket = vraag(rij, rollen)
    assert vraag(rij, rollen) == pakket, "one is already being made"
    voer_opdrachten_uit()

    inhoud = lees(Pakketbestand.objects.get())
    with pikepdf.open(io.BytesIO(inhoud)) as pdf:
        assert len(pdf.pages) == Dossierpakket.objects.get().bladen > 3
    tekst = " ".join(bladzijden(inhoud))
    assert "Dossierpakket vergadering 2 november 2026" in tekst
    assert "Eigen oordeel van de arts." in tekst
    for punt in rij.agendapunten.select_related("aanvraag"):
        assert punt.aanvraag.kenmerk in tekst


def test_een_nieuw_pakket_vervangt_het_oude(
    rij: Vergadering, rollen: Rolverdeling, voer_opdrachten_uit: Any
) -> None:
    oud = vraag(rij, rollen)
    voer_opdrachten_uit()
    nieuw = vraag(rij, rollen)
    voer_opdrachten_uit()

    assert nieuw != oud
    assert list(Dossierpakket.objects.all()) == [nieuw]
    assert services.pakket_maken(sleutel=oud.sleutel, op=OP) is None
    assert services.pakket_maken(sleutel=nieuw.sleutel, op=OP) == Pakketbestand.objects.get()


def test_een_pakket_van_een_aanvraag(rollen: Rolverdeling, voer_opdrachten_uit: Any) -> None:
    aanvraag = factories.ingediend(rollen)
    services.pakket_van_aanvraag(aanvraag=aanvraag, door=rollen.administratie, op=OP)
    voer_opdrachten_uit()

    assert f"Dossierpakket aanvraag {aanvraag.kenmerk}" in " ".join(
        bladzijden(lees(Pakketbestand.objects.get()))
    )
    with pytest.raises(NietToegestaan):
        services.pakket_van_aanvraag(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)


def test_niet_voor_een_lege_of_afgeronde_vergadering(rij: Vergadering, rollen: Rolverdeling) -> None:
    lid(commissie())
    vastgesteld(rij, rollen.administratie)

    with pytest.raises(NietToegestaan, match="afgerond"):
        vraag(rij, rollen)
    with pytest.raises(NietToegestaan, match="agenda is nog leeg"):
        vraag(vergadering(commissie("Andere"), rollen.administratie), rollen)


class TestDownloaden:
    def test_een_lid_leest_het_en_dat_wordt_onthouden(
        self, rij: Vergadering, rollen: Rolverdeling, als: Any, voer_opdrachten_uit: Any
    ) -> None:
        pakket, client = vraag(rij, rollen), als(lid(commissie()).gebruiker)
        adres = reverse("tlv:pakket", args=[pakket.sleutel])
        assert client.get(adres).status_code == 404, "not there yet"
        blad = client.get(reverse("tlv:vergadering", args=[rij.sleutel])).content.decode()
        assert "Het pakket met 2 aanvragen wordt gemaakt" in blad
        voer_opdrachten_uit()
        assert (
            "bladzijden"
            in client.get(reverse("tlv:pakketkaart_vergadering", args=[rij.sleutel])).content.decode()
        )

        assert client.get(adres)["Content-Type"] == "application/pdf"
        gezien = Inzage.objects.latest("id")
        assert (gezien.soort, len(gezien.leerlingen)) == (Inzagesoort.DOWNLOAD, 2)

    def test_na_een_wijziging_van_de_agenda_is_het_niet_meer_voor_de_leden(
        self, rij: Vergadering, rollen: Rolverdeling, als: Any, voer_opdrachten_uit: Any
    ) -> None:
        pakket, client = vraag(rij, rollen), als(lid(commissie()).gebruiker)
        voer_opdrachten_uit()
        services.van_agenda_halen(
            agendapunt=rij.agendapunten.order_by("-volgorde")[0], door=rollen.administratie, op=OP
        )

        assert client.get(reverse("tlv:pakket", args=[pakket.sleutel])).status_code == 403
        blad = client.get(reverse("tlv:vergadering", args=[rij.sleutel])).content.decode()
        assert "Laat een nieuw pakket maken" in blad

    def test_na_het_vaststellen_niet_meer(
        self, rij: Vergadering, rollen: Rolverdeling, als: Any, voer_opdrachten_uit: Any
    ) -> None:
        pakket, client = vraag(rij, rollen), als(lid(commissie()).gebruiker)
        voer_opdrachten_uit()
        vastgesteld(rij, rollen.administratie)

        assert client.get(reverse("tlv:pakket", args=[pakket.sleutel])).status_code == 404

    def test_het_swv_maakt_het_op_de_bladzijde(
        self, rij: Vergadering, rollen: Rolverdeling, als: Any
    ) -> None:
        client = als(rollen.administratie)
        client.post(reverse("tlv:pakket_vergadering", args=[rij.sleutel]))
        aanvraag = rij.agendapunten.order_by("volgorde")[0].aanvraag
        client.post(reverse("tlv:pakket_aanvraag", args=[aanvraag.sleutel]))

        assert Opdracht.objects.filter(soort="tlv.dossierpakket").count() == 2
        kaart = client.get(reverse("tlv:pakketkaart_aanvraag", args=[aanvraag.sleutel])).content.decode()
        assert "Het pakket met 1 aanvraag wordt gemaakt" in kaart
