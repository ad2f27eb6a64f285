"""The work of the ECT on its pages: react, keep a casus, advise, close; typed text survives."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ect import services
from ect.enums import Aanmeldstatus, Adviesstatus, Casusstatus
from ect.models import Aanmelding, Casus, Contactmoment, Ectadvies, Interventie
from tests.ect import factories
from tests.ect.factories import DAG, OP, Rolverdeling, na

Als = Callable[..., Client]


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(2)):
        yield


@pytest.fixture
def ect(rollen: Rolverdeling, als: Als) -> Client:
    return als(rollen.houder)


def op(naam: str, obj: Any, *meer: str) -> str:
    return reverse(f"ect:{naam}", args=[obj.sleutel, *meer])


def tekst(client: Client, adres: str) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


class TestAanmelding:
    def test_reageren_en_een_casus_openen(self, rollen: Rolverdeling, ect: Client) -> None:
        aanmelding = factories.aangemeld(rollen)
        assert "Reageren" in tekst(ect, op("aanmelding", aanmelding))
        ect.post(op("reageren", aanmelding), {"reactie": "Wij bellen."})
        antwoord = ect.post(op("aannemen", aanmelding), {"casushouder": str(rollen.collega.sleutel)})
        casus = Casus.objects.get()

        assert antwoord.headers["Location"] == op("casus", casus)
        assert casus.casushouder == rollen.collega
        assert "Naar de casus" in tekst(ect, op("aanmelding", aanmelding))

    def test_het_vaste_contact_staat_klaar_als_casushouder(self, rollen: Rolverdeling, ect: Client) -> None:
        inhoud = tekst(ect, op("aannemen", factories.aangemeld(rollen)))

        assert f'<option value="{rollen.houder.sleutel}" selected>' in inhoud
        assert "Uw reactie aan de school" in inhoud

    def test_een_lege_reactie_is_een_fout_bij_het_veld(self, rollen: Rolverdeling, ect: Client) -> None:
        antwoord = ect.post(op("reageren", factories.aangemeld(rollen)), {"reactie": " "})

        assert antwoord.status_code == 422
        assert Aanmelding.objects.get().status == Aanmeldstatus.AANGEMELD

    def test_wie_te_laat_is_verliest_de_tekst_niet(self, rollen: Rolverdeling, ect: Client) -> None:
        aanmelding = factories.aangemeld(rollen)
        services.reageren(aanmelding=aanmelding, reactie="Al gedaan.", door=rollen.collega, op=OP)
        antwoord = ect.post(op("reageren", aanmelding), {"reactie": "Een lang verhaal van mij."})

        assert antwoord.status_code == 422
        assert "Een lang verhaal van mij." in antwoord.content.decode()

    def test_beantwoorden_zonder_casus(self, rollen: Rolverdeling, ect: Client) -> None:
        aanmelding = factories.aangemeld(rollen)
        ect.post(op("beantwoorden", aanmelding), {"antwoord": "Vraag het basisteam."})

        assert "Vraag het basisteam." in tekst(ect, op("aanmelding", aanmelding))
        assert Aanmelding.objects.get().status == Aanmeldstatus.BEANTWOORD

    def test_wie_meeleest_ziet_geen_knoppen(self, rollen: Rolverdeling, als: Als) -> None:
        inhoud = tekst(als(rollen.administratie), op("aanmelding", factories.aangemeld(rollen)))

        assert "Het ECT reageert eerst" in inhoud
        assert op("reageren", Aanmelding.objects.get()) not in inhoud


class TestCasus:
    def test_de_loop_van_een_casus(self, rollen: Rolverdeling, ect: Client) -> None:
        casus = factories.casus(rollen)
        ect.post(op("stap", casus, "beginnen"))
        ect.post(op("plannen", casus), {"stap": "Bellen", "datum": "2026-11-06", "versie": 1})
        inhoud = tekst(ect, op("casus", casus))

        assert Casus.objects.get().status == Casusstatus.TRAJECT
        assert "Bellen" in inhoud
        assert "vrijdag 6 november 2026" in inhoud
        assert "Naar nazorg" in inhoud

    def test_een_stap_die_niet_kan_wordt_geweigerd(self, rollen: Rolverdeling, ect: Client) -> None:
        antwoord = ect.post(op("stap", factories.casus(rollen), "nazorgen"))

        assert antwoord.status_code == 403
        assert "de status is nu" in antwoord.content.decode()

    @pytest.mark.parametrize(
        "gegevens", [{"stap": "Bellen", "datum": ""}, {"stap": "", "datum": "2026-11-06"}, {"datum": "gek"}]
    )
    def test_een_halve_stap_is_een_fout(
        self, rollen: Rolverdeling, ect: Client, gegevens: dict[str, str]
    ) -> None:
        assert ect.post(op("plannen", factories.casus(rollen)), gegevens | {"versie": "1"}).status_code == 422

    def test_een_collega_was_eerder(self, rollen: Rolverdeling, ect: Client) -> None:
        """409 with both versions; saving once more is a choice."""
        casus = factories.casus(rollen)
        services.volgende_stap_plannen(
            casus=casus, stap="Van de collega", datum=DAG, versie=1, door=rollen.collega, op=OP
        )
        gegevens = {"stap": "Van mij", "datum": "2026-11-06", "versie": 1}
        antwoord = ect.post(op("plannen", casus), gegevens)
        inhoud = antwoord.content.decode()
        assert antwoord.status_code == 409
        assert "Van de collega" in inhoud
        assert 'value="Van mij"' in inhoud
        assert 'name="versie" value="2"' in inhoud

        assert ect.post(op("plannen", casus), gegevens | {"versie": 2}).status_code == 302
        assert Casus.objects.get().volgende_stap == "Van mij"

    def test_contact_vastleggen_delen_en_wijzigen(self, rollen: Rolverdeling, ect: Client) -> None:
        casus = factories.casus(rollen)
        gegevens = {"datum": "2026-11-03", "soort": "telefoon", "met": "vader", "samenvatting": "Kort."}
        ect.post(op("contactmoment_toevoegen", casus), gegevens)
        contact = Contactmoment.objects.get()
        assert contact.intern
        ect.post(op("contactmoment", contact), {**gegevens, "delen": "on", "versie": 1})

        assert not Contactmoment.objects.get().intern
        assert "Gedeeld met de school" in tekst(ect, op("casus", casus))

    def test_een_contact_in_de_toekomst_houdt_de_tekst(self, rollen: Rolverdeling, ect: Client) -> None:
        gegevens = {
            "datum": "2026-12-01",
            "soort": "telefoon",
            "met": "vader",
            "samenvatting": "Lang verhaal.",
        }
        antwoord = ect.post(op("contactmoment_toevoegen", factories.casus(rollen)), gegevens)

        assert antwoord.status_code == 422
        assert "Lang verhaal." in antwoord.content.decode()
        assert "ligt in de toekomst" in antwoord.content.decode()

    def test_interventie_vastleggen_en_beeindigen(self, rollen: Rolverdeling, ect: Client) -> None:
        casus = factories.casus(rollen)
        gegevens = {"interventie": "14", "type_interventie": "individueel", "vanaf": "2026-11-02"}
        assert "Individuele begeleidingsgesprekken" in tekst(ect, op("interventie_toevoegen", casus))
        ect.post(op("interventie_toevoegen", casus), gegevens)
        ingezet = Interventie.objects.get()
        klaar = gegevens | {"tot_en_met": "2026-11-04", "resultaat": "Rust.", "versie": "1"}
        assert ect.post(op("interventie", ingezet), klaar).status_code == 302

        assert Interventie.objects.get().resultaat == "Rust."

    def test_een_interventie_die_een_collega_wijzigde(self, rollen: Rolverdeling, ect: Client) -> None:
        ingezet = factories.interventie(factories.casus(rollen), rollen)
        gegevens = {
            "interventie": "14",
            "type_interventie": "individueel",
            "vanaf": "2026-11-02",
            "versie": 1,
        }
        ect.post(op("interventie", ingezet), {**gegevens, "resultaat": "Van de collega."})
        antwoord = ect.post(
            op("interventie", ingezet), {**gegevens, "interventie": "13", "resultaat": "Mijn."}
        )

        assert antwoord.status_code == 409
        assert "Van de collega." in antwoord.content.decode()
        assert "Vinger aan de pols" in antwoord.content.decode()

    def test_overdragen(self, rollen: Rolverdeling, ect: Client) -> None:
        casus = factories.casus(rollen)
        ect.post(op("overdragen", casus), {"casushouder": str(rollen.collega.sleutel), "reden": "Verdeling."})

        assert Casus.objects.get().casushouder == rollen.collega
        terug = ect.post(
            op("overdragen", casus), {"casushouder": str(rollen.houder.sleutel), "reden": "Toch niet."}
        )
        assert terug.status_code == 422

    def test_afsluiten_met_een_bestemming(self, rollen: Rolverdeling, ect: Client) -> None:
        casus = factories.casus(rollen)
        halve = ect.post(op("afsluiten", casus), {"uitkomst": "geschakeld", "reden": "Geplaatst."})
        assert halve.status_code == 422
        assert "Kies waarheen" in halve.content.decode()
        ect.post(
            op("afsluiten", casus), {"uitkomst": "geschakeld", "bestemming": "mbo", "reden": "Geplaatst."}
        )
        inhoud = tekst(ect, op("casus", casus))

        assert "Mbo" in inhoud
        assert op("plannen", casus) not in inhoud

    def test_een_bestemming_bij_een_andere_uitkomst_verdwijnt_niet_stil(
        self, rollen: Rolverdeling, ect: Client
    ) -> None:
        casus, keuze = factories.casus(rollen), {"uitkomst": "op_school", "reden": "Klaar."}
        fout = ect.post(op("afsluiten", casus), keuze | {"bestemming": "mbo"})
        assert fout.status_code == 422
        assert "Maak dit leeg" in fout.content.decode()

        ect.post(op("afsluiten", casus), keuze)

        assert Casus.objects.get().bestemming is None

    def test_een_nieuwe_casus_wijst_naar_de_vorige(self, rollen: Rolverdeling, ect: Client) -> None:
        eerste = factories.afgesloten(rollen)
        tweede = factories.casus(rollen, op=na(1))

        assert op("casus", eerste) in tekst(ect, op("casus", tweede))


class TestAdvies:
    def test_bewaren_verder_schrijven_en_uitbrengen(self, rollen: Rolverdeling, ect: Client) -> None:
        casus = factories.casus(rollen)
        ect.post(op("advies_toevoegen", casus), {"aan": "De school", "tekst": "Half.", "concept": "ja"})
        advies = Ectadvies.objects.get()
        assert advies.status == Adviesstatus.CONCEPT
        ect.post(op("advies", advies), {"aan": "De school", "tekst": "Heel.", "versie": 1})

        assert Ectadvies.objects.get().status == Adviesstatus.UITGEBRACHT
        assert ect.get(op("advies", advies)).status_code == 403
        ect.post(op("afschrift", advies), {"datum": "2026-11-04"})
        assert "Afschrift naar de ouders op 4 november 2026" in tekst(ect, op("casus", casus))

    def test_een_concept_verwijderen(self, rollen: Rolverdeling, ect: Client) -> None:
        advies = factories.advies(factories.casus(rollen), rollen)
        ect.post(op("advies_verwijderen", advies))

        assert not Ectadvies.objects.exists()

    def test_een_leeg_advies_gaat_niet_uit(self, rollen: Rolverdeling, ect: Client) -> None:
        antwoord = ect.post(
            op("advies_toevoegen", factories.casus(rollen)), {"aan": "De school", "tekst": ""}
        )

        assert antwoord.status_code == 422
        assert not Ectadvies.objects.exists()

    def test_een_concept_dat_een_collega_wijzigde(self, rollen: Rolverdeling, ect: Client) -> None:
        advies = factories.advies(factories.casus(rollen), rollen)
        services.advies_wijzigen(
            advies=advies, aan="De school", tekst="Van de collega.", versie=1, door=rollen.collega, op=OP
        )
        gegevens = {"aan": "De school", "tekst": "Van mij.", "versie": 1, "concept": "ja"}
        antwoord = ect.post(op("advies", advies), gegevens)

        assert antwoord.status_code == 409
        assert "Van de collega." in antwoord.content.decode()
        assert Ectadvies.objects.get().status == Adviesstatus.CONCEPT
