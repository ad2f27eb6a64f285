"""What a school does: ask on one page, follow, and read the advice; never what is not for her."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ect import services
from ect.models import Aanmelding
from swv.models import Norm
from tests.ect import factories
from tests.ect.factories import OP, Rolverdeling, na
from tests.factories import GebruikerFactory, InschrijvingFactory, LeerlingFactory, SchoolFactory

Als = Callable[..., Client]
GEHEIM = "Dit leest de school nooit."
INGEVULD = {
    "hoofdvraag": "gedrag",
    "vraag": "Hoe houden wij de leerling in de klas?",
    "geprobeerd": "Een rustige werkplek.",
    "urgentie": "gewoon",
    "ouders": "akkoord",
    "ouders_toelichting": "",
    "vrager": "I. Ber, ib'er",
}


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(2)):
        yield


def adres(rollen: Rolverdeling) -> str:
    return reverse("ect:aanmelden", args=[rollen.leerling.sleutel])


def pagina(client: Client, naam: str, sleutel: Any) -> str:
    antwoord = client.get(reverse(naam, args=[sleutel]))
    assert antwoord.status_code == 200
    return antwoord.content.decode()


class TestAanmelden:
    def test_de_pagina_belooft_een_datum_en_noemt_het_vaste_contact(
        self, rollen: Rolverdeling, als: Als
    ) -> None:
        inhoud = pagina(als(rollen.aanvrager), "ect:aanmelden", rollen.leerling.sleutel)

        assert "vrijdag 6 november 2026" in inhoud
        assert "E. Houder" in inhoud
        assert f'value="{rollen.aanvrager.naam}, ib&#x27;er"' in inhoud

    def test_zonder_norm_staat_er_geen_belofte(self, rollen: Rolverdeling, als: Als) -> None:
        Norm.objects.all().delete()

        assert "reageert het ECT uiterlijk" not in pagina(
            als(rollen.aanvrager), "ect:aanmelden", rollen.leerling.sleutel
        )

    def test_versturen_leidt_naar_de_vraag(self, rollen: Rolverdeling, als: Als) -> None:
        client = als(rollen.aanvrager)
        antwoord = client.post(adres(rollen), INGEVULD, follow=True)
        aanmelding = Aanmelding.objects.get()

        assert antwoord.redirect_chain == [(reverse("ect:aanmelding", args=[aanmelding.sleutel]), 302)]
        assert aanmelding.kenmerk in antwoord.content.decode()
        assert (aanmelding.school, aanmelding.hoofdvraag.code) == (rollen.school, "gedrag")

    @pytest.mark.parametrize("leeg", ["hoofdvraag", "vraag", "geprobeerd", "ouders", "vrager"])
    def test_bij_een_fout_blijft_staan_wat_getypt_is(self, rollen: Rolverdeling, als: Als, leeg: str) -> None:
        antwoord = als(rollen.aanvrager).post(adres(rollen), {**INGEVULD, leeg: ""})
        inhoud = antwoord.content.decode()

        assert antwoord.status_code == 422
        for naam in {"vraag", "geprobeerd"} - {leeg}:
            assert INGEVULD[naam] in inhoud
        assert not Aanmelding.objects.exists()

    def test_wie_het_de_ouders_nog_niet_vertelde_zegt_waarom(self, rollen: Rolverdeling, als: Als) -> None:
        client = als(rollen.aanvrager)
        antwoord = client.post(adres(rollen), {**INGEVULD, "ouders": "niet"})
        assert antwoord.status_code == 422
        assert "Schrijf waarom de ouders" in antwoord.content.decode()
        client.post(adres(rollen), {**INGEVULD, "ouders": "niet", "ouders_toelichting": "Morgen gesprek."})

        assert Aanmelding.objects.get().ouders_toelichting == "Morgen gesprek."

    def test_een_tweede_open_vraag_houdt_de_tekst(self, rollen: Rolverdeling, als: Als) -> None:
        factories.aangemeld(rollen)
        antwoord = als(rollen.aanvrager).post(adres(rollen), INGEVULD)

        assert antwoord.status_code == 422
        assert "staat al een vraag open" in antwoord.content.decode()
        assert INGEVULD["vraag"] in antwoord.content.decode()

    def test_dubbel_verstuurd_is_een_vraag(self, rollen: Rolverdeling, als: Als) -> None:
        client = als(rollen.aanvrager)
        gegevens = {**INGEVULD, "sleutel": "6f1d1a34-4d2a-4b0b-9d55-0d1b3c4a5e6f"}
        for _ in range(2):
            assert client.post(adres(rollen), gegevens).status_code == 302

        assert Aanmelding.objects.count() == 1

    def test_voor_een_leerling_van_een_ander_bestaat_de_pagina_niet(
        self, rollen: Rolverdeling, als: Als
    ) -> None:
        vreemd = als(GebruikerFactory(rol="school", school=SchoolFactory()))

        assert vreemd.get(adres(rollen)).status_code == 404

    def test_de_schooldirecteur_vraagt_niet(self, rollen: Rolverdeling, als: Als) -> None:
        directeur = als(GebruikerFactory(rol="schooldirecteur", school=rollen.school))

        assert directeur.get(adres(rollen)).status_code == 403

    def test_de_medewerker_kiest_de_school_als_er_meer_zijn(self, rollen: Rolverdeling, als: Als) -> None:
        tweede = InschrijvingFactory(leerling=rollen.leerling, soort="aanmelding").school
        client = als(rollen.administratie)
        assert client.post(adres(rollen), INGEVULD).status_code == 422
        client.post(adres(rollen), {**INGEVULD, "school": tweede.vestigingscode})

        assert Aanmelding.objects.get().school == tweede

    def test_een_leerling_zonder_school_heeft_niemand_die_vraagt(
        self, rollen: Rolverdeling, als: Als
    ) -> None:
        los = LeerlingFactory()
        antwoord = als(rollen.administratie).get(reverse("ect:aanmelden", args=[los.sleutel]))

        assert antwoord.status_code == 403
        assert "niet bij deze school" in antwoord.content.decode()


class TestVolgen:
    def test_eerst_de_belofte_dan_de_reactie(self, rollen: Rolverdeling, als: Als) -> None:
        aanmelding, client = factories.aangemeld(rollen), als(rollen.aanvrager)
        assert "Wanneer hoort u van ons?" in pagina(client, "ect:aanmelding", aanmelding.sleutel)
        services.reageren(aanmelding=aanmelding, reactie="Wij bellen u.", door=rollen.houder, op=OP)
        inhoud = pagina(client, "ect:aanmelding", aanmelding.sleutel)

        assert "Wij bellen u." in inhoud
        assert "Wanneer hoort u van ons?" not in inhoud

    def test_van_de_casus_leest_de_school_wat_voor_haar_is(self, rollen: Rolverdeling, als: Als) -> None:
        casus = factories.casus(rollen)
        factories.contact(casus, rollen, samenvatting=GEHEIM)
        factories.contact(casus, rollen, samenvatting="Samen afgesproken.", intern=False)
        factories.notitie(casus, rollen, tekst=GEHEIM)
        factories.interventie(casus, rollen, resultaat=GEHEIM)
        factories.advies(casus, rollen, tekst=GEHEIM)
        factories.uitgebracht(casus, rollen, tekst="Begin om tien uur.")
        client = als(rollen.aanvrager)
        services.volgende_stap_plannen(
            casus=casus, stap=GEHEIM, datum=na(9).date(), versie=1, door=rollen.houder, op=OP
        )
        delen = (
            pagina(client, "ect:aanmelding", casus.aanmelding.sleutel),
            pagina(client, "leerlingen:detail", rollen.leerling.sleutel),
            client.get(reverse("ect:lijst")).content.decode(),
            client.get(reverse("start")).content.decode(),
        )

        assert GEHEIM not in "".join(delen)
        assert "Begin om tien uur." in delen[0]
        assert "Samen afgesproken." in delen[0]
        assert "E. Houder" in delen[0]

    def test_de_reden_van_afsluiten_blijft_bij_het_swv(self, rollen: Rolverdeling, als: Als) -> None:
        casus = factories.afgesloten(rollen, reden=GEHEIM)
        inhoud = pagina(als(rollen.aanvrager), "ect:aanmelding", casus.aanmelding.sleutel)

        assert GEHEIM not in inhoud
        assert "gaat verder op de eigen school" in inhoud

    def test_de_casus_leidt_de_school_naar_haar_vraag(self, rollen: Rolverdeling, als: Als) -> None:
        casus = factories.casus(rollen)
        antwoord = als(rollen.aanvrager).get(reverse("ect:casus", args=[casus.sleutel]))

        assert antwoord.headers["Location"] == reverse("ect:aanmelding", args=[casus.aanmelding.sleutel])

    def test_na_vertrek_wijst_niets_meer_naar_het_dossier(self, rollen: Rolverdeling, als: Als) -> None:
        aanmelding = factories.aangemeld(rollen)
        rollen.leerling.inschrijvingen.update(tot_en_met=na(1).date())
        inhoud = pagina(als(rollen.aanvrager), "ect:aanmelding", aanmelding.sleutel)

        assert reverse("leerlingen:detail", args=[rollen.leerling.sleutel]) not in inhoud

    def test_intrekken_vraagt_een_reden(self, rollen: Rolverdeling, als: Als) -> None:
        aanmelding, client = factories.aangemeld(rollen), als(rollen.aanvrager)
        adres_ = reverse("ect:intrekken", args=[aanmelding.sleutel])
        assert client.post(adres_, {"reden": ""}).status_code == 422
        assert client.post(adres_, {"reden": "Opgelost."}).status_code == 302

        assert "Ingetrokken" in pagina(client, "ect:aanmelding", aanmelding.sleutel)


class TestPaneel:
    def test_de_school_vraagt_hulp_op_de_pagina_van_de_leerling(self, rollen: Rolverdeling, als: Als) -> None:
        inhoud = pagina(als(rollen.aanvrager), "leerlingen:detail", rollen.leerling.sleutel)

        assert adres(rollen) in inhoud
        assert "geen hulp van het ECT gevraagd" in inhoud

    def test_een_andere_school_van_nu_leest_niets_van_de_vorige(self, rollen: Rolverdeling, als: Als) -> None:
        casus = factories.casus(rollen)
        factories.uitgebracht(casus, rollen)
        rollen.leerling.inschrijvingen.update(tot_en_met=na(1).date())
        nieuwe = InschrijvingFactory(leerling=rollen.leerling, vanaf=na(2).date()).school
        lezer = als(GebruikerFactory(rol="school", school=nieuwe))
        inhoud = pagina(lezer, "leerlingen:detail", rollen.leerling.sleutel)

        assert casus.kenmerk not in inhoud
        assert "geen hulp van het ECT gevraagd" in inhoud

    def test_een_link_naar_het_advies(self, rollen: Rolverdeling, als: Als) -> None:
        casus = factories.casus(rollen)
        factories.uitgebracht(casus, rollen)
        inhoud = pagina(als(rollen.aanvrager), "leerlingen:detail", rollen.leerling.sleutel)

        assert "Advies van 2 nov 2026" in inhoud
        assert reverse("ect:aanmelding", args=[casus.aanmelding.sleutel]) in inhoud
