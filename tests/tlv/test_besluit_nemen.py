"""Taking the decision: by whom, on what, with what as a result."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from swv.models import Gebeurtenis, Opdracht
from swv.models.normen import Startmoment
from swv.permissions import NietToegestaan
from tests.factories import BetrokkeneFactory, GebruikerFactory, NormFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services
from tlv.enums import Aanvraagstatus, Adviesstatus, Beroep, Soort, Uitkomst
from tlv.models import Aanvraag, Besluit, Brief, Tlvteller, Toelaatbaarheidsverklaring

PRO: dict[str, Any] = {"categorie": "Nvt", "einddatum": None}


class TestToekennen:
    def test_de_verklaring_krijgt_een_nummer_en_de_periode(self, rollen: Rolverdeling) -> None:
        verklaring = factories.besluit(rollen, categorie="M").verklaring

        assert verklaring.nummer == "VO2001-2627-00001"
        assert (verklaring.categorie, verklaring.soort) == ("M", "vso")
        assert (verklaring.ingangsdatum, verklaring.einddatum) == (date(2027, 8, 1), date(2028, 7, 31))
        assert verklaring.leerling == rollen.leerling

    def test_het_nummer_hoort_bij_het_schooljaar_van_het_besluit(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen, op=na(300))

        assert besluit.verklaring.nummer == "VO2001-2728-00001"

    def test_het_patroon_komt_uit_het_profiel(self, rollen: Rolverdeling) -> None:
        factories.SamenwerkingsverbandFactory._meta.model.objects.update(
            profiel={"tlv": {"nummerpatroon": "{schooljaar}/{volgnummer:03d}"}}
        )

        assert factories.besluit(rollen).verklaring.nummer == "2627/001"

    def test_een_nummer_komt_nooit_terug(self, rollen: Rolverdeling) -> None:
        factories.besluit(rollen)
        Tlvteller.objects.get(soort="verklaring")
        tweede = factories.rolverdeling()

        assert factories.besluit(tweede).verklaring.nummer == "VO2001-2627-00002"

    def test_praktijkonderwijs_heeft_geen_einddatum(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen, factories.geadviseerd(rollen, soort=Soort.PRO), **PRO)

        assert besluit.verklaring.einddatum is None
        assert besluit.verklaring.categorie == "Nvt"

    @pytest.mark.parametrize(
        ("velden", "melding"),
        [
            ({"categorie": "Nvt"}, "Kies laag, midden of hoog"),
            ({"categorie": ""}, "Kies laag, midden of hoog"),
            ({"ingangsdatum": None}, "Vul een ingangsdatum in"),
            ({"einddatum": None}, "Vul een einddatum in"),
            ({"einddatum": date(2028, 6, 30)}, "31 juli"),
            ({"ingangsdatum": date(2027, 9, 1)}, "ten minste één heel schooljaar"),
            ({"motivering": "  "}, "Schrijf waarom"),
        ],
    )
    def test_een_ongeldige_verklaring_wordt_geweigerd(
        self, rollen: Rolverdeling, velden: dict[str, Any], melding: str
    ) -> None:
        aanvraag = factories.geadviseerd(rollen)

        with pytest.raises(NietToegestaan, match=melding):
            factories.besluit(rollen, aanvraag, **velden)
        assert not Besluit.objects.exists()
        assert Aanvraag.objects.get().status == Aanvraagstatus.IN_BEHANDELING

    def test_een_geweigerd_besluit_verbruikt_geen_nummer(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen)
        with pytest.raises(NietToegestaan):
            factories.besluit(rollen, aanvraag, einddatum=None)

        assert not Tlvteller.objects.filter(soort="verklaring").exists()

    def test_geen_twee_verklaringen_tegelijk(self, rollen: Rolverdeling) -> None:
        eerste = factories.besluit(rollen)

        with pytest.raises(NietToegestaan, match=eerste.verklaring.nummer):
            factories.besluit(rollen, factories.geadviseerd(rollen))

    def test_aansluitend_verlengen_mag(self, rollen: Rolverdeling) -> None:
        factories.besluit(rollen)
        tweede = factories.besluit(
            rollen,
            factories.geadviseerd(rollen),
            ingangsdatum=date(2028, 8, 1),
            einddatum=date(2029, 7, 31),
        )

        assert tweede.verklaring.ingangsdatum == date(2028, 8, 1)
        with pytest.raises(IntegrityError, match="geen_overlap"), transaction.atomic():
            Toelaatbaarheidsverklaring.objects.filter(besluit=tweede).update(ingangsdatum=date(2028, 7, 31))

    def test_een_andere_soort_mag_ernaast(self, rollen: Rolverdeling) -> None:
        factories.besluit(rollen)

        assert factories.besluit(rollen, factories.geadviseerd(rollen, soort=Soort.PRO), **PRO).verklaring


class TestAfwijzen:
    def test_geen_verklaring_en_geen_periode(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen, uitkomst=Uitkomst.AFGEWEZEN)

        assert (besluit.categorie, besluit.ingangsdatum, besluit.einddatum) == ("", None, None)
        assert not Toelaatbaarheidsverklaring.objects.exists()
        assert besluit.brieven.count() == 3

    def test_ook_een_afwijzing_vraagt_twee_adviezen(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)

        with pytest.raises(NietToegestaan, match="nog 1 advies"):
            factories.besluit(rollen, aanvraag, uitkomst=Uitkomst.AFGEWEZEN)


class TestNietBehandelen:
    def verlopen(self, rollen: Rolverdeling) -> Aanvraag:
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, dagen=10)
        services.herstel_laten_verlopen(herstelverzoek=verzoek, op=na(11))
        aanvraag.refresh_from_db()
        return aanvraag

    def neem(self, rollen: Rolverdeling, aanvraag: Aanvraag, op: Any) -> Besluit:
        return factories.besluit(rollen, aanvraag, uitkomst=Uitkomst.NIET_BEHANDELD, op=op)

    def test_zonder_adviezen_na_een_verlopen_termijn(self, rollen: Rolverdeling) -> None:
        besluit = self.neem(rollen, self.verlopen(rollen), na(20))

        assert besluit.uitkomst == Uitkomst.NIET_BEHANDELD
        assert Aanvraag.objects.get().compleet_op is None

    def test_zonder_kans_om_aan_te_vullen_kan_niet(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="Awb artikel 4:5"):
            self.neem(rollen, factories.ingediend(rollen), na(20))

    def test_binnen_vier_weken(self, rollen: Rolverdeling) -> None:
        """Awb 4:5 lid 4: the hersteltermijn ended on 12 November, so until 10 December."""
        aanvraag = self.verlopen(rollen)

        assert services.niet_behandelen_tot_en_met(aanvraag) == date(2026, 12, 10)
        with pytest.raises(NietToegestaan, match="10 december 2026"):
            self.neem(rollen, aanvraag, na(39))
        assert self.neem(rollen, aanvraag, na(38))

    def test_ook_na_een_aanvulling_die_niet_genoeg_was(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen), rollen, op=na(5))
        aanvraag.refresh_from_db()

        # Saturday 5 December moves to Monday.
        assert services.niet_behandelen_tot_en_met(aanvraag) == date(2026, 12, 7)
        assert self.neem(rollen, aanvraag, na(6)).uitkomst == Uitkomst.NIET_BEHANDELD

    @pytest.mark.parametrize("verlopen", [False, True])
    def test_niet_als_de_aanvraag_daarna_compleet_was(self, rollen: Rolverdeling, verlopen: bool) -> None:
        """What was declared complete is decided on its contents, whatever happened before."""
        if verlopen:
            aanvraag = self.verlopen(rollen)
        else:
            aanvraag = factories.ingediend(rollen)
            factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen), rollen, op=na(5))
        aanvraag.refresh_from_db()
        aanvraag = services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(12))

        assert services.niet_behandelen_tot_en_met(aanvraag) is None
        with pytest.raises(NietToegestaan, match="aanvraag is compleet"):
            self.neem(rollen, aanvraag, na(13))

    def test_niet_als_na_compleet_is_aangevuld(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen), rollen, op=na(5))
        aanvraag.refresh_from_db()

        assert services.niet_behandelen_tot_en_met(aanvraag) is None
        with pytest.raises(NietToegestaan, match="aanvraag is compleet"):
            self.neem(rollen, aanvraag, na(6))

    def test_wel_als_na_compleet_een_termijn_verliep(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, dagen=10)
        services.herstel_laten_verlopen(herstelverzoek=verzoek, op=na(11))
        aanvraag.refresh_from_db()

        assert self.neem(rollen, aanvraag, na(12)).uitkomst == Uitkomst.NIET_BEHANDELD

    def test_de_laatste_kans_telt(self, rollen: Rolverdeling) -> None:
        """Missed once, and then completed well enough to be declared complete."""
        aanvraag = self.verlopen(rollen)
        factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen, op=na(12)), rollen, op=na(13))
        aanvraag.refresh_from_db()
        assert services.niet_behandelen_tot_en_met(aanvraag) is not None
        aanvraag = services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(14))

        with pytest.raises(NietToegestaan, match="aanvraag is compleet"):
            self.neem(rollen, aanvraag, na(15))

    def test_een_ingetrokken_verzoek_telt_niet_als_kans(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen)
        services.herstel_intrekken(
            herstelverzoek=verzoek, reden="Vergissing.", door=rollen.administratie, op=na(1)
        )

        assert services.niet_behandelen_tot_en_met(aanvraag) is None
        with pytest.raises(NietToegestaan, match="Awb artikel 4:5"):
            self.neem(rollen, aanvraag, na(2))

    def test_wie_nog_advies_moest_geven_is_vrij(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        advies = services.deskundige_toewijzen(
            aanvraag=aanvraag, deskundige=rollen.arts, door=rollen.administratie, op=OP
        )
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, dagen=3)
        services.herstel_laten_verlopen(herstelverzoek=verzoek, op=na(4))
        self.neem(rollen, aanvraag, na(5))

        advies.refresh_from_db()
        assert advies.status == Adviesstatus.INGETROKKEN


class TestWieBeslist:
    def test_zonder_de_rol_uit_de_tabel_kan_het_niet(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen)
        coordinator = GebruikerFactory(rol="coordinator")

        with pytest.raises(NietToegestaan, match="beslist de directeur-bestuurder over Voortgezet speciaal"):
            factories.besluit(rollen, aanvraag, door=coordinator)

    def test_hoog_is_voor_de_directeur(self, vaste_dag: None, db: None) -> None:
        factories.richt_swv_in(mandaat="coordinator")
        rollen = factories.rolverdeling()
        aanvraag = factories.geadviseerd(rollen)
        coordinator = GebruikerFactory(rol="coordinator")

        with pytest.raises(NietToegestaan, match="categorie hoog"):
            factories.besluit(rollen, aanvraag, door=coordinator, categorie="H")
        with pytest.raises(NietToegestaan, match="beslist de coördinator"):
            factories.besluit(rollen, aanvraag, categorie="L")
        assert (
            factories.besluit(rollen, aanvraag, door=coordinator, categorie="L").genomen_door == coordinator
        )

    def test_het_mandaat_staat_onder_het_besluit(self, rollen: Rolverdeling) -> None:
        assert factories.besluit(rollen, categorie="H").mandaat == (
            "Directeur-bestuurder: Mandaatregeling 2026, artikel 4"
        )

    def test_een_lege_tabel_geeft_niemand_het_woord(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen)
        factories.Mandaat.objects.all().delete()

        with pytest.raises(NietToegestaan, match="noemt niemand"):
            factories.besluit(rollen, aanvraag)

    def test_wie_adviseerde_beslist_niet(self, rollen: Rolverdeling) -> None:
        dubbel = GebruikerFactory(rollen=["deskundige", "directeur"])
        aanvraag = factories.compleet(rollen)
        factories.adviseer(aanvraag, rollen, rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG)
        factories.adviseer(aanvraag, rollen, dubbel, Beroep.ARTS)

        with pytest.raises(NietToegestaan, match="U gaf advies"):
            factories.besluit(rollen, aanvraag, door=dubbel)

    def test_wie_aanvroeg_beslist_niet(self, vaste_dag: None, db: None) -> None:
        factories.richt_swv_in()
        rollen = factories.rolverdeling()
        rollen.aanvrager = GebruikerFactory(rollen=["school", "directeur"], school=rollen.school)
        aanvraag = factories.geadviseerd(rollen)

        with pytest.raises(NietToegestaan, match="U deed deze aanvraag zelf"):
            factories.besluit(rollen, aanvraag, door=rollen.aanvrager)

    def test_de_school_beslist_nooit(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan):
            factories.besluit(rollen, door=rollen.aanvrager)

    def test_een_advies_van_na_het_besluit_kan_niet(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen, op=na(5))

        with pytest.raises(NietToegestaan, match="gaat aan het besluit vooraf"):
            factories.besluit(rollen, aanvraag, op=na(4))

    def test_maar_een_keer(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen)
        factories.besluit(rollen, aanvraag)

        with pytest.raises(NietToegestaan, match="Dit kan niet meer"):
            factories.besluit(rollen, aanvraag)
        assert Besluit.objects.count() == 1


class TestGevolgen:
    def test_alle_klokken_zijn_gehaald(self, rollen: Rolverdeling) -> None:
        NormFactory(code="tlv.servicenorm", waarde=3, startmoment=Startmoment.COMPLEET)
        factories.besluit(rollen, op=na(9))

        aanvraag = Aanvraag.objects.get()
        assert set(aanvraag.termijnen.values_list("gehaald_op", flat=True)) == {na(9).date()}
        assert aanvraag.eerstvolgende_datum is None

    def test_een_derde_advies_hoeft_niet_meer(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen)
        derde = services.deskundige_toewijzen(
            aanvraag=aanvraag,
            deskundige=GebruikerFactory(rol="deskundige"),
            door=rollen.administratie,
            op=OP,
        )
        factories.besluit(rollen, aanvraag)

        derde.refresh_from_db()
        assert derde.status == Adviesstatus.INGETROKKEN

    def test_elke_brief_krijgt_een_opdracht(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen)

        sleutels = {f"tlv.besluitbrief:{b.sleutel}" for b in besluit.brieven.all()}
        opdrachten = Opdracht.objects.filter(soort="tlv.besluitbrief")
        assert set(opdrachten.values_list("uniek", flat=True)) == sleutels
        assert all(set(o.gegevens) == {"brief"} for o in opdrachten)

    def test_de_gebeurtenis_noemt_uitkomst_en_nummer(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen)

        gebeurtenis = Gebeurtenis.objects.get(onderwerp="tlv.besluit", soort="genomen")
        assert gebeurtenis.gegevens == {"uitkomst": "toegekend", "nummer": besluit.verklaring.nummer}
        assert gebeurtenis.door == rollen.directeur


class TestGeadresseerden:
    def adressen(self, besluit: Besluit) -> dict[str, list[str]]:
        return {b.aan: b.adresregels for b in Brief.objects.filter(besluit=besluit)}

    def test_elke_ouder_met_gezag_op_het_eigen_adres(self, rollen: Rolverdeling) -> None:
        BetrokkeneFactory(leerling=rollen.leerling, naam="Zonder Gezag", heeft_gezag=False)
        BetrokkeneFactory(leerling=rollen.leerling, naam="Voorbij", geldig_tot_en_met=date(2025, 1, 1))

        adressen = self.adressen(factories.besluit(rollen))
        assert set(adressen) == {rollen.school.bestuur.naam, "Ouder Een", "Ouder Twee"}
        assert adressen["Ouder Een"][0].startswith("Eerste straat")
        assert adressen["Ouder Twee"][0].startswith("Tweede straat")
        assert adressen["Ouder Twee"][1] == "9713 AD Proefstad"

    def test_een_leerling_van_18_komt_in_de_plaats_van_de_ouders(self, vaste_dag: None, db: None) -> None:
        factories.richt_swv_in()
        rollen = factories.rolverdeling(geboortedatum=date(2008, 11, 2))
        besluit = factories.besluit(rollen)

        brief = besluit.brieven.get(geadresseerde="leerling")
        assert brief.aan == rollen.leerling.naam
        assert brief.adresregels == ["Huisstraat 3", "9712 AC Proefstad"]
        assert not besluit.brieven.filter(geadresseerde="gezaghebbende").exists()

    def test_een_dag_voor_de_verjaardag_gaat_de_brief_nog_naar_de_ouders(
        self, vaste_dag: None, db: None
    ) -> None:
        factories.richt_swv_in()
        rollen = factories.rolverdeling(geboortedatum=date(2008, 11, 3))

        assert factories.besluit(rollen).brieven.filter(geadresseerde="gezaghebbende").count() == 2

    def test_zonder_adres_wacht_de_brief_zichtbaar(self, rollen: Rolverdeling) -> None:
        rollen.leerling.betrokkenen.filter(naam="Ouder Twee").update(straat="")
        besluit = factories.besluit(rollen)

        brief = besluit.brieven.get(aan="Ouder Twee")
        assert brief.tekort == "Het adres ontbreekt."
        assert Opdracht.objects.filter(soort="tlv.besluitbrief").count() == 2

    def test_een_bestuur_zonder_adres_krijgt_de_brief_via_de_school(self, rollen: Rolverdeling) -> None:
        bestuur = rollen.school.bestuur
        bestuur.straat = ""
        bestuur.save()

        regels = self.adressen(factories.besluit(rollen))[bestuur.naam]
        assert regels == [f"p/a {rollen.school.naam}", "Schoolstraat 2", "9711 AB Proefstad"]

    def test_een_school_zonder_bekend_bestuur(self, rollen: Rolverdeling) -> None:
        rollen.school.bestuur = None
        rollen.school.save()

        assert f"Bevoegd gezag van {rollen.school.naam}" in self.adressen(factories.besluit(rollen))


@pytest.mark.parametrize(
    ("velden", "regel"),
    [
        ({"categorie": ""}, "tlv_besluit_toekenning"),
        ({"motivering": ""}, "tlv_besluit_motivering"),
        ({"status": "bekendgemaakt"}, "tlv_besluit_bekendmaking"),
        ({"einddatum": date(2027, 7, 31)}, "tlv_besluit_periode"),
        ({"onherroepelijk_op": date(2027, 1, 1)}, "tlv_besluit_onherroepelijk"),
    ],
)
def test_de_database_weigert_een_half_besluit(
    rollen: Rolverdeling, velden: dict[str, Any], regel: str
) -> None:
    besluit = factories.besluit(rollen)

    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        Besluit.objects.filter(pk=besluit.pk).update(**velden)


@pytest.mark.parametrize(
    ("velden", "regel"),
    [
        ({"categorie": "Nvt"}, "tlv_verklaring_categorie"),
        ({"einddatum": None}, "tlv_verklaring_periode"),
        ({"einddatum": date(2027, 7, 31)}, "tlv_verklaring_"),
    ],
)
def test_de_database_weigert_een_ongeldige_verklaring(
    rollen: Rolverdeling, velden: dict[str, Any], regel: str
) -> None:
    besluit = factories.besluit(rollen)

    with pytest.raises(Exception, match=regel), transaction.atomic():
        Toelaatbaarheidsverklaring.objects.filter(besluit=besluit).update(**velden)


def test_besluithistorie_onthoudt_de_vorige_stand(rollen: Rolverdeling) -> None:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)

    standen = besluit.events.order_by("pgh_id").values_list("status", flat=True)
    assert (standen.first(), standen.last()) == ("genomen", "bekendgemaakt")
