"""The casus: its course, who holds it, what is written down, and its end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ect import services
from ect.enums import Casusstatus, Keuzelijst, Uitkomst
from ect.models import Casus, Contactmoment, Interventie
from swv.models import Bericht, Gebeurtenis
from swv.permissions import NietToegestaan
from tests.ect import factories
from tests.ect.factories import DAG, OP, Rolverdeling, na
from tests.factories import GebruikerFactory

MORGEN = DAG + timedelta(days=1)


def stappen(casus: Casus, rollen: Rolverdeling, *acties: str) -> Casus:
    for actie in acties:
        casus = services.stap_zetten(casus=casus, actie=actie, door=rollen.houder, op=OP)
    return casus


class TestVerloop:
    def test_van_intake_naar_nazorg_en_terug(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)

        assert stappen(casus, rollen, "beginnen").status == Casusstatus.TRAJECT
        assert stappen(casus, rollen, "nazorgen").status == Casusstatus.NAZORG
        assert stappen(casus, rollen, "hervatten").status == Casusstatus.TRAJECT

    @pytest.mark.parametrize("actie", ["afsluiten", "bestaat-niet"])
    def test_een_andere_stap_loopt_niet_langs_deze_weg(self, rollen: Rolverdeling, actie: str) -> None:
        """Closing asks for an outcome, so it has a service of its own."""
        with pytest.raises(NietToegestaan, match="bestaat niet"):
            stappen(factories.casus(rollen), rollen, actie)

    def test_de_volgende_stap_heeft_een_datum(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        with pytest.raises(NietToegestaan, match="allebei"):
            plan(casus, rollen, stap="Bellen", datum=None)
        gepland = plan(casus, rollen, stap="Bellen", datum=MORGEN)

        assert (gepland.volgende_stap, gepland.volgende_stap_datum, gepland.versie) == ("Bellen", MORGEN, 2)

    def test_wie_over_een_collega_heen_plant_krijgt_een_keuze(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        plan(casus, rollen, stap="Bellen", datum=MORGEN)

        with pytest.raises(services.Verouderd) as fout:
            plan(casus, rollen, stap="Mailen", datum=MORGEN)
        assert fout.value.huidige_versie == 2
        assert Casus.objects.get().volgende_stap == "Bellen"

    def test_bewaren_zonder_wijziging_is_geen_gebeurtenis(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        plan(casus, rollen, stap="", datum=None)

        assert not Gebeurtenis.objects.filter(soort="stap_gepland").exists()
        assert Casus.objects.get().versie == 1


def plan(casus: Casus, rollen: Rolverdeling, *, stap: str, datum: date | None) -> Casus:
    return services.volgende_stap_plannen(
        casus=casus, stap=stap, datum=datum, versie=1, door=rollen.houder, op=OP
    )


class TestOverdragen:
    def test_beide_casushouders_krijgen_bericht(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        nieuw = services.overdragen(
            casus=casus, casushouder=rollen.collega, reden="Verdeling.", door=rollen.houder, op=OP
        )

        assert nieuw.casushouder == rollen.collega
        ontvangers = set(Bericht.objects.filter(soort="ect.overdracht").values_list("ontvanger", flat=True))
        assert ontvangers == {rollen.houder.pk, rollen.collega.pk}

    def test_de_coordinator_draagt_over_aan_een_derde(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        nieuw = services.overdragen(
            casus=casus, casushouder=rollen.collega, reden="Ziek.", door=rollen.coordinator, op=OP
        )

        assert nieuw.casushouder == rollen.collega

    @pytest.mark.parametrize(
        ("aan", "reden"), [("houder", "al de casushouder"), ("administratie", "medewerker van het ECT")]
    )
    def test_niet_aan_deze(self, rollen: Rolverdeling, aan: str, reden: str) -> None:
        with pytest.raises(NietToegestaan, match=reden):
            services.overdragen(
                casus=factories.casus(rollen),
                casushouder=getattr(rollen, aan),
                reden="Zo maar.",
                door=rollen.houder,
                op=OP,
            )


class TestVastleggen:
    def test_een_contact_is_intern_tenzij_gedeeld(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)

        assert factories.contact(casus, rollen).intern
        assert not factories.contact(casus, rollen, intern=False).intern

    def test_een_contact_in_de_toekomst_is_er_nog_niet(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="toekomst"):
            factories.contact(factories.casus(rollen), rollen, datum=MORGEN)

    def test_twee_keer_verstuurd_is_een_keer_vastgelegd(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        eerste = factories.contact(casus, rollen)
        factories.contact(casus, rollen, sleutel=eerste.sleutel)
        ingezet = factories.interventie(casus, rollen)
        factories.interventie(casus, rollen, sleutel=ingezet.sleutel)

        assert (Contactmoment.objects.count(), Interventie.objects.count()) == (1, 1)

    def test_een_contact_dat_een_collega_wijzigde_overschrijft_niemand(self, rollen: Rolverdeling) -> None:
        contact = factories.contact(factories.casus(rollen), rollen)
        wijzig(contact, rollen.collega, samenvatting="Anders.")

        with pytest.raises(services.Verouderd):
            wijzig(contact, rollen.houder, samenvatting="Nog anders.")
        assert Contactmoment.objects.get().samenvatting == "Anders."

    def test_een_interventie_heeft_een_soort_een_type_en_een_periode(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        ingezet = factories.interventie(casus, rollen, code="13", tot_en_met=DAG, resultaat=" Rust. ")

        assert (ingezet.interventie.code, ingezet.type_interventie.code) == ("13", "individueel")
        assert ingezet.resultaat == "Rust."

    @pytest.mark.parametrize(
        ("velden", "reden"),
        [
            ({"vanaf": MORGEN}, "toekomst"),
            ({"tot_en_met": DAG - timedelta(days=1)}, "voor de begindatum"),
            ({"vanaf": date(2019, 1, 1)}, "die nu geldt"),
        ],
    )
    def test_een_interventie_die_niet_kan(
        self, rollen: Rolverdeling, velden: dict[str, Any], reden: str
    ) -> None:
        with pytest.raises(NietToegestaan, match=reden):
            factories.interventie(factories.casus(rollen), rollen, **velden)

    def test_een_interventie_beeindigen(self, rollen: Rolverdeling) -> None:
        ingezet = factories.interventie(factories.casus(rollen), rollen)
        klaar = services.interventie_wijzigen(
            ingezet=ingezet,
            interventie=ingezet.interventie,
            type_interventie=ingezet.type_interventie,
            vanaf=ingezet.vanaf,
            tot_en_met=DAG,
            resultaat="Weer op school.",
            versie=1,
            door=rollen.houder,
            op=OP,
        )

        assert (klaar.tot_en_met, klaar.versie) == (DAG, 2)

    def test_wie_niet_van_het_ect_is_legt_niets_vast(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        for door in (rollen.administratie, rollen.aanvrager, GebruikerFactory(rol="directeur")):
            with pytest.raises(NietToegestaan):
                factories.contact(casus, rollen, door=door)


def wijzig(contact: Contactmoment, door: Any, *, samenvatting: str) -> Contactmoment:
    return services.contactmoment_wijzigen(
        contactmoment=contact,
        datum=contact.datum,
        soort=contact.soort,
        met=contact.met,
        samenvatting=samenvatting,
        intern=True,
        versie=1,
        door=door,
        op=OP,
    )


class TestAfsluiten:
    def test_wat_nog_loopt_eindigt_met_de_casus(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        factories.interventie(casus, rollen)
        plan(casus, rollen, stap="Bellen", datum=MORGEN)
        dicht = factories.afgesloten(rollen, casus, op=na(30))

        assert Interventie.objects.get().tot_en_met == na(30).date()
        assert (dicht.volgende_stap, dicht.volgende_stap_datum) == ("", None)
        assert (dicht.status, dicht.uitkomst) == (Casusstatus.AFGESLOTEN, Uitkomst.OP_SCHOOL)

    def test_schakelen_heeft_een_bestemming_en_de_rest_niet(self, rollen: Rolverdeling) -> None:
        casus, mbo = factories.casus(rollen), factories.keuze(Keuzelijst.BESTEMMING, "mbo")
        for velden in (
            {"uitkomst": Uitkomst.GESCHAKELD},
            {"uitkomst": Uitkomst.OP_SCHOOL, "bestemming": mbo},
        ):
            with pytest.raises(NietToegestaan, match="bestemming"):
                factories.afgesloten(rollen, casus, **velden)

        dicht = factories.afgesloten(rollen, casus, uitkomst=Uitkomst.GESCHAKELD, bestemming=mbo)
        assert dicht.bestemming == mbo

    def test_zonder_reden_blijft_de_casus_open(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="waarom u de casus afsluit"):
            factories.afgesloten(rollen, reden=" ")

    def test_een_advies_in_concept_houdt_het_tegen(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        concept = factories.advies(casus, rollen)
        with pytest.raises(NietToegestaan, match="in concept"):
            factories.afgesloten(rollen, casus)
        services.advies_verwijderen(advies=concept, door=rollen.houder, op=OP)

        assert factories.afgesloten(rollen, casus).is_afgesloten

    def test_dicht_is_dicht(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        contact, ingezet = factories.contact(casus, rollen), factories.interventie(casus, rollen)
        notitie = factories.notitie(casus, rollen)
        dicht = factories.afgesloten(rollen, casus)
        pogingen: list[Callable[[], Any]] = [
            lambda: stappen(dicht, rollen, "beginnen"),
            lambda: factories.afgesloten(rollen, dicht),
            lambda: factories.contact(dicht, rollen),
            lambda: factories.interventie(dicht, rollen),
            lambda: factories.advies(dicht, rollen),
            lambda: factories.notitie(dicht, rollen),
            lambda: wijzig(contact, rollen.houder, samenvatting="Later."),
            lambda: services.notitie_wijzigen(
                notitie=notitie, tekst="Later.", versie=1, door=rollen.houder, op=OP
            ),
            lambda: services.overdragen(
                casus=dicht, casushouder=rollen.collega, reden="Later.", door=rollen.houder, op=OP
            ),
            lambda: services.interventie_wijzigen(
                ingezet=ingezet,
                interventie=ingezet.interventie,
                type_interventie=ingezet.type_interventie,
                vanaf=DAG,
                tot_en_met=None,
                resultaat="Later.",
                versie=1,
                door=rollen.houder,
                op=OP,
            ),
        ]
        for poging in pogingen:
            with pytest.raises(NietToegestaan):
                poging()


class TestDatabase:
    @pytest.mark.parametrize(
        "velden",
        [
            {"status": "onbekend"},
            {"status": Casusstatus.AFGESLOTEN},
            {"afgesloten_op": na(1)},
            {"uitkomst": Uitkomst.OP_SCHOOL},
            {"volgende_stap": "Bellen"},
            {"volgende_stap_datum": DAG},
        ],
    )
    def test_een_casus_die_niet_kan(self, rollen: Rolverdeling, velden: dict[str, Any]) -> None:
        casus = factories.casus(rollen)

        with pytest.raises(IntegrityError), transaction.atomic():
            Casus.objects.filter(pk=casus.pk).update(**velden)

    def test_twee_lopende_casussen_van_een_leerling(self, rollen: Rolverdeling) -> None:
        factories.casus(rollen)
        ander = factories.casus(factories.nog_een(rollen))

        with pytest.raises(IntegrityError), transaction.atomic():
            Casus.objects.filter(pk=ander.pk).update(leerling=rollen.leerling)

    def test_een_casus_is_niet_haar_eigen_vervolg(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)

        with pytest.raises(IntegrityError), transaction.atomic():
            Casus.objects.filter(pk=casus.pk).update(vorige=casus)
