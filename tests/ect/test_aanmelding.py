"""Asking, reacting, answering: the clock, the first reaction, and what is refused."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ect import services
from ect.enums import Aanmeldstatus, Keuzelijst, Ouders
from ect.models import Aanmelding, Casus
from swv.models import Bericht, Gebeurtenis, Norm
from swv.permissions import NietToegestaan
from tests.ect import factories
from tests.ect.factories import OP, Rolverdeling, na
from tests.factories import GebruikerFactory, SchoolFactory


class TestAanmelden:
    def test_de_klok_loopt_vanaf_de_vraag_met_haar_afleiding(self, rollen: Rolverdeling) -> None:
        """NRM-06: two working days; asked on Monday, so Wednesday."""
        aanmelding = factories.aangemeld(rollen)

        assert aanmelding.reactie_uiterlijk == date(2026, 11, 4)
        assert aanmelding.reactie_afleiding[-1].endswith("4 november 2026.")
        assert aanmelding.norm == Norm.objects.get(code="ect.reactie")

    def test_het_weekend_telt_niet(self, rollen: Rolverdeling) -> None:
        assert factories.aangemeld(rollen, op=na(4)).reactie_uiterlijk == date(2026, 11, 10)

    def test_zonder_norm_is_er_geen_klok(self, rollen: Rolverdeling) -> None:
        Norm.objects.all().delete()
        aanmelding = factories.aangemeld(rollen)

        assert (aanmelding.norm, aanmelding.reactie_uiterlijk) == (None, None)
        assert aanmelding.reactie_afleiding == []

    def test_het_vaste_contact_van_de_school_krijgt_bericht(self, rollen: Rolverdeling) -> None:
        aanmelding = factories.aangemeld(rollen)

        assert aanmelding.contact == rollen.houder
        bericht = Bericht.objects.get(soort="ect.aanmelding")
        assert bericht.ontvanger == rollen.houder
        assert rollen.leerling.achternaam not in f"{bericht.onderwerp}{bericht.pad}"

    def test_een_vast_contact_dat_dit_werk_niet_doet_wordt_niet_voorgesteld(
        self, rollen: Rolverdeling
    ) -> None:
        rollen.school.vast_contact = GebruikerFactory(rol="administratie")
        rollen.school.save()

        assert factories.aangemeld(rollen).contact is None
        assert not Bericht.objects.filter(soort="ect.aanmelding").exists()

    def test_twee_keer_verstuurd_is_een_keer_gevraagd(self, rollen: Rolverdeling) -> None:
        eerste = factories.aangemeld(rollen)
        tweede = factories.aangemeld(rollen, sleutel=eerste.sleutel)

        assert tweede == eerste
        assert Gebeurtenis.objects.filter(onderwerp="ect.aanmelding").count() == 1

    def test_een_open_vraag_per_leerling(self, rollen: Rolverdeling) -> None:
        eerste = factories.aangemeld(rollen)

        with pytest.raises(NietToegestaan, match=eerste.kenmerk):
            factories.aangemeld(rollen)
        services.beantwoorden(aanmelding=eerste, antwoord="Dit kunt u zelf.", door=rollen.houder, op=OP)
        assert factories.aangemeld(rollen).kenmerk == "2627-0002"

    def test_de_medewerker_vraagt_namens_de_school_waar_de_leerling_is(self, rollen: Rolverdeling) -> None:
        assert factories.aangemeld(rollen, door=rollen.administratie).school == rollen.school
        andere = factories.nog_een(rollen)
        with pytest.raises(NietToegestaan, match="niet bij deze school"):
            factories.aangemeld(andere, door=rollen.administratie, school=SchoolFactory())

    @pytest.mark.parametrize(
        ("anders", "reden"),
        [
            ({"vraag": "  "}, "Schrijf wat u aan het ECT vraagt"),
            ({"geprobeerd": ""}, "wat al is geprobeerd"),
            ({"vrager": " "}, "wie de vraag stelt"),
            ({"ouders": Ouders.NIET}, "waarom de ouders"),
        ],
    )
    def test_wat_moet_is_er(self, rollen: Rolverdeling, anders: dict[str, Any], reden: str) -> None:
        with pytest.raises(NietToegestaan, match=reden):
            factories.aangemeld(rollen, **anders)

    def test_een_waarde_van_een_andere_lijst_wordt_geweigerd(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="hoofdvraag uit de lijst"):
            factories.aangemeld(rollen, hoofdvraag=factories.keuze(Keuzelijst.INTERVENTIE, "1"))

    def test_een_waarde_die_niet_meer_geldt_wordt_geweigerd(self, rollen: Rolverdeling) -> None:
        oud = factories.hoofdvraag("overig")
        oud.geldig_tot_en_met = date(2026, 7, 31)
        oud.save()

        with pytest.raises(NietToegestaan, match="die nu geldt"):
            factories.aangemeld(rollen, hoofdvraag=oud)


class TestReageren:
    def test_de_klok_stopt_en_de_school_krijgt_bericht(self, rollen: Rolverdeling) -> None:
        aanmelding = factories.in_gesprek(rollen)

        assert (aanmelding.status, aanmelding.gereageerd_door) == (Aanmeldstatus.IN_GESPREK, rollen.houder)
        assert Bericht.objects.get(soort="ect.reactie").ontvanger == rollen.aanvrager

    def test_wie_als_eerste_reageert_is_het_contact_waar_dat_er_niet_was(self, rollen: Rolverdeling) -> None:
        rollen.school.vast_contact = None
        rollen.school.save()
        aanmelding = services.reageren(
            aanmelding=factories.aangemeld(rollen), reactie="Ik bel u.", door=rollen.collega, op=OP
        )

        assert aanmelding.contact == rollen.collega

    def test_de_tweede_reactie_verliest(self, rollen: Rolverdeling) -> None:
        """Lost update: who is second hears that it was done, and what was typed is not written."""
        open_ = factories.aangemeld(rollen)
        services.reageren(aanmelding=open_, reactie="Eerste.", door=rollen.houder, op=OP)

        with pytest.raises(NietToegestaan, match="In gesprek"):
            services.reageren(aanmelding=open_, reactie="Tweede.", door=rollen.collega, op=OP)
        assert Aanmelding.objects.get().reactie == "Eerste."

    def test_de_school_reageert_niet_zelf(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan):
            services.reageren(
                aanmelding=factories.aangemeld(rollen), reactie="Ja.", door=rollen.aanvrager, op=OP
            )


class TestBeslissen:
    def test_een_casus_zonder_eerdere_reactie_is_de_eerste_reactie(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)

        assert casus.aanmelding.gereageerd_op == OP
        assert casus.aanmelding.reactie == "Wij begeleiden de leerling."
        assert (casus.casushouder, casus.kenmerk) == (rollen.houder, "2627-0001")

    def test_na_een_reactie_blijft_die_staan(self, rollen: Rolverdeling) -> None:
        casus = services.aannemen(
            aanmelding=factories.in_gesprek(rollen), casushouder=rollen.collega, door=rollen.houder, op=na(3)
        )

        assert casus.aanmelding.gereageerd_op == OP
        assert casus.aanmelding.reactie == "Wij bellen u."

    def test_zonder_reactie_en_zonder_tekst_komt_er_geen_casus(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="Schrijf uw reactie"):
            services.aannemen(
                aanmelding=factories.aangemeld(rollen), casushouder=rollen.houder, door=rollen.houder, op=OP
            )

    @pytest.mark.parametrize("rol", ["administratie", "directeur", "school"])
    def test_de_casushouder_is_van_het_ect(self, rollen: Rolverdeling, rol: str) -> None:
        with pytest.raises(NietToegestaan, match="medewerker van het ECT"):
            services.aannemen(
                aanmelding=factories.in_gesprek(rollen),
                casushouder=GebruikerFactory(rol=rol),
                door=rollen.houder,
                op=OP,
            )

    def test_een_lopende_casus_per_leerling(self, rollen: Rolverdeling) -> None:
        eerste = factories.casus(rollen)
        tweede = factories.in_gesprek(rollen)

        with pytest.raises(NietToegestaan, match=eerste.kenmerk):
            services.aannemen(aanmelding=tweede, casushouder=rollen.houder, door=rollen.houder, op=OP)

    def test_een_nieuwe_casus_noemt_de_vorige(self, rollen: Rolverdeling) -> None:
        eerste = factories.afgesloten(rollen)
        tweede = factories.casus(rollen, op=na(40))

        assert tweede.vorige == eerste
        assert eerste.vorige is None

    def test_beantwoorden_is_ook_de_eerste_reactie(self, rollen: Rolverdeling) -> None:
        aanmelding = services.beantwoorden(
            aanmelding=factories.aangemeld(rollen), antwoord="Vraag het wijkteam.", door=rollen.houder, op=OP
        )

        assert aanmelding.status == Aanmeldstatus.BEANTWOORD
        assert aanmelding.reactie == aanmelding.antwoord == "Vraag het wijkteam."
        assert not Casus.objects.exists()

    def test_een_antwoord_zonder_woorden_bestaat_niet(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="Schrijf het antwoord"):
            services.beantwoorden(
                aanmelding=factories.aangemeld(rollen), antwoord=" ", door=rollen.houder, op=OP
            )

    def test_intrekken_houdt_de_reden_in_het_spoor(self, rollen: Rolverdeling) -> None:
        aanmelding = services.aanmelding_intrekken(
            aanmelding=factories.aangemeld(rollen), reden="Verhuisd.", door=rollen.aanvrager, op=OP
        )

        assert aanmelding.ingetrokken_door == rollen.aanvrager
        assert Gebeurtenis.objects.get(soort="intrekken").toelichting == "Verhuisd."


class TestDatabase:
    """What the database refuses, even from a shell."""

    @pytest.mark.parametrize(
        "velden",
        [
            {"status": "onbekend"},
            {"status": Aanmeldstatus.BEANTWOORD},
            {"gereageerd_op": OP},
            {"reactie_uiterlijk": None},
            {"vraag": ""},
            {"aangenomen_op": OP},
            {"ingetrokken_op": OP},
        ],
    )
    def test_een_aanmelding_die_niet_kan(self, rollen: Rolverdeling, velden: dict[str, Any]) -> None:
        aanmelding = factories.aangemeld(rollen)

        with pytest.raises(IntegrityError), transaction.atomic():
            Aanmelding.objects.filter(pk=aanmelding.pk).update(**velden)

    def test_twee_open_vragen_van_een_school(self, rollen: Rolverdeling) -> None:
        eerste = factories.aangemeld(rollen)
        eerste.pk, eerste.sleutel, eerste.kenmerk = None, None, "2627-9999"

        with pytest.raises(IntegrityError), transaction.atomic():
            eerste.save(force_insert=True)
