"""Experts: who can be asked, how an advice is written, and which pair carries a decision."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from swv.models.normen import Startmoment
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, NormFactory
from tests.tlv import factories
from tests.tlv.factories import DAG, OP, Rolverdeling, na
from tlv import services
from tlv.adviespaar import EERSTE, TWEEDE, nog_nodig, past_bij, reden_onvoldoende
from tlv.enums import Adviesstatus, Beroep
from tlv.models import Aanvraag, Deskundigenadvies

VOLLEDIG: dict[str, Any] = {
    "beroep": Beroep.ARTS,
    "conclusie": "positief",
    "motivering": "Eigen oordeel.",
    "niet_bij_aanvraag": True,
    "niet_in_dienst_school": True,
    "niet_begeleider": True,
}


def toegewezen(rollen: Rolverdeling, aanvraag: Aanvraag | None = None) -> Deskundigenadvies:
    return services.deskundige_toewijzen(
        aanvraag=aanvraag or factories.compleet(rollen),
        deskundige=rollen.arts,
        door=rollen.administratie,
        op=OP,
    )


def bewaar(advies: Deskundigenadvies, rollen: Rolverdeling, **velden: Any) -> Deskundigenadvies:
    return services.advies_bewaren(
        advies=advies, velden=velden, versie=advies.versie, door=rollen.arts, op=OP
    )


class TestToewijzen:
    def test_pas_als_de_aanvraag_compleet_is(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="eerst compleet"):
            toegewezen(rollen, factories.ingediend(rollen))

    def test_dezelfde_deskundige_maar_een_keer(self, rollen: Rolverdeling) -> None:
        advies = toegewezen(rollen)

        with pytest.raises(NietToegestaan, match="al om advies gevraagd"):
            toegewezen(rollen, advies.aanvraag)
        with pytest.raises(IntegrityError, match="een_per_deskundige"), transaction.atomic():
            Deskundigenadvies.objects.create(aanvraag=advies.aanvraag, deskundige=rollen.arts, gevraagd_op=OP)

    def test_na_intrekken_kan_dezelfde_opnieuw(self, rollen: Rolverdeling) -> None:
        advies = toegewezen(rollen)
        services.toewijzing_intrekken(advies=advies, reden="Ziek.", door=rollen.administratie, op=OP)

        assert toegewezen(rollen, advies.aanvraag).pk != advies.pk

    def test_intrekken_vraagt_een_reden(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="waarom"):
            services.toewijzing_intrekken(
                advies=toegewezen(rollen), reden=" ", door=rollen.administratie, op=OP
            )

    def test_wie_geen_deskundige_is_kan_niet(self, rollen: Rolverdeling) -> None:
        reden = services.waarom_niet_deskundig(factories.compleet(rollen), GebruikerFactory(rol="ect"))

        assert "niet de rol van deskundige" in reden

    def test_wie_de_aanvraag_maakte_kan_niet(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        rollen.aanvrager.roltoekenningen.create(rol="deskundige", geldig_vanaf=DAG)

        vers = type(rollen.aanvrager).objects.get(pk=rollen.aanvrager.pk)
        assert "werkte mee aan de aanvraag" in services.waarom_niet_deskundig(aanvraag, vers)

    def test_wie_bij_de_school_werkt_kan_niet(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        collega = GebruikerFactory(rollen=["deskundige", "schooldirecteur"], school=rollen.school)

        assert "werkt bij de school" in services.waarom_niet_deskundig(aanvraag, collega)

    def test_een_deskundige_in_dienst_van_het_swv_mag(self, rollen: Rolverdeling) -> None:
        """LBT line: the expert may be employed by the SWV (domein.md 1.2)."""
        van_swv = GebruikerFactory(rollen=["deskundige", "ect"])

        assert services.waarom_niet_deskundig(factories.compleet(rollen), van_swv) == ""

    def test_de_school_wijst_niemand_aan(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan):
            services.deskundige_toewijzen(
                aanvraag=factories.compleet(rollen), deskundige=rollen.arts, door=rollen.aanvrager, op=OP
            )


class TestSchrijven:
    def test_half_bewaren_mag(self, rollen: Rolverdeling) -> None:
        advies = bewaar(toegewezen(rollen), rollen, motivering="Eerste gedachte.")

        assert (advies.motivering, advies.versie) == ("Eerste gedachte.", 2)

    def test_wie_te_laat_bewaart_hoort_dat(self, rollen: Rolverdeling) -> None:
        advies = toegewezen(rollen)
        bewaar(advies, rollen, motivering="Een.")

        with pytest.raises(services.Verouderd):
            bewaar(advies, rollen, motivering="Twee.")

    def test_alleen_de_eigen_deskundige_schrijft(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="aan wie dit advies is gevraagd"):
            services.advies_bewaren(
                advies=toegewezen(rollen),
                velden={"motivering": "Van een ander."},
                versie=1,
                door=rollen.orthopedagoog,
                op=OP,
            )

    def test_onbekende_velden_komen_er_niet_door(self, rollen: Rolverdeling) -> None:
        with pytest.raises(ValueError, match="status"):
            bewaar(toegewezen(rollen), rollen, status="uitgebracht")

    @pytest.mark.parametrize(("veld", "waarde"), [("beroep", "loodgieter"), ("conclusie", "misschien")])
    def test_alleen_uit_de_lijst(self, rollen: Rolverdeling, veld: str, waarde: str) -> None:
        with pytest.raises(NietToegestaan, match="uit de lijst"):
            bewaar(toegewezen(rollen), rollen, **{veld: waarde})

    def test_hetzelfde_bewaren_is_geen_nieuwe_versie(self, rollen: Rolverdeling) -> None:
        advies = bewaar(toegewezen(rollen), rollen, motivering="Een.")

        assert bewaar(advies, rollen, motivering="Een.").versie == 2


class TestUitbrengen:
    @pytest.mark.parametrize(
        ("veld", "waarde", "melding"),
        [
            ("beroep", "", "Vul uw beroep"),
            ("conclusie", "", "Vul uw beroep"),
            ("motivering", "", "Vul uw beroep"),
            ("niet_bij_aanvraag", False, "alle drie de verklaringen"),
            ("niet_in_dienst_school", False, "alle drie de verklaringen"),
            ("niet_begeleider", False, "alle drie de verklaringen"),
        ],
    )
    def test_alles_moet_er_zijn(self, rollen: Rolverdeling, veld: str, waarde: object, melding: str) -> None:
        advies = bewaar(toegewezen(rollen), rollen, **(VOLLEDIG | {veld: waarde}))

        with pytest.raises(NietToegestaan, match=melding):
            services.advies_uitbrengen(advies=advies, door=rollen.arts, op=OP)

    def test_een_advies_verandert_daarna_niet_meer(self, rollen: Rolverdeling) -> None:
        advies = bewaar(toegewezen(rollen), rollen, **VOLLEDIG)
        gegeven = services.advies_uitbrengen(advies=advies, door=rollen.arts, op=OP)

        assert gegeven.status == Adviesstatus.UITGEBRACHT
        assert gegeven.uitgebracht_door == rollen.arts
        with pytest.raises(NietToegestaan, match="al uitgebracht"):
            bewaar(gegeven, rollen, motivering="Toch anders.")
        with pytest.raises(NietToegestaan, match="Dit kan niet meer"):
            services.advies_uitbrengen(advies=gegeven, door=rollen.arts, op=OP)

    def test_terwijl_de_school_aanvult_wacht_het_advies(self, rollen: Rolverdeling) -> None:
        advies = bewaar(toegewezen(rollen), rollen, **VOLLEDIG)
        factories.vraag_aanvulling(advies.aanvraag, rollen)

        with pytest.raises(NietToegestaan, match="weer in behandeling"):
            services.advies_uitbrengen(advies=advies, door=rollen.arts, op=OP)

    def test_het_eerste_advies_haalt_de_norm_voor_de_eerste_beoordeling(self, rollen: Rolverdeling) -> None:
        NormFactory(
            code="tlv.eerste_beoordeling", waarde=2, eenheid="werkdagen", startmoment=Startmoment.COMPLEET
        )
        aanvraag = factories.compleet(rollen)
        factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS, op=na(1))

        gehaald = dict(aanvraag.termijnen.values_list("norm__code", "gehaald_op"))
        assert gehaald == {"tlv.eerste_beoordeling": na(1).date(), "tlv.awb_beslistermijn": None}
        factories.adviseer(aanvraag, rollen, rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG, op=na(5))
        assert aanvraag.termijnen.get(norm__code="tlv.eerste_beoordeling").gehaald_op == na(1).date()

    def test_de_database_weigert_een_half_advies(self, rollen: Rolverdeling) -> None:
        advies = toegewezen(rollen)

        with pytest.raises(IntegrityError, match="deskundigenadvies_volledig"), transaction.atomic():
            Deskundigenadvies.objects.filter(pk=advies.pk).update(
                status=Adviesstatus.UITGEBRACHT, uitgebracht_op=OP
            )


class TestPaar:
    """Besluit bekostiging WPO 34.8 and Inrichtingsbesluit WVO 15a, every combination."""

    @pytest.mark.parametrize("een", list(Beroep))
    @pytest.mark.parametrize("ander", list(Beroep))
    def test_een_uit_elke_lijst(self, een: Beroep, ander: Beroep) -> None:
        paar = [SimpleNamespace(deskundige_id=1, beroep=een), SimpleNamespace(deskundige_id=2, beroep=ander)]
        goed = (een in EERSTE and ander in TWEEDE) or (ander in EERSTE and een in TWEEDE)

        assert (reden_onvoldoende(paar) == "") == goed

    def test_elk_beroep_staat_in_precies_een_lijst(self) -> None:
        assert set(Beroep) == EERSTE | TWEEDE
        assert not EERSTE & TWEEDE

    def test_twee_adviezen_van_een_persoon_zijn_er_een(self) -> None:
        zelfde = [
            SimpleNamespace(deskundige_id=1, beroep=Beroep.ORTHOPEDAGOOG),
            SimpleNamespace(deskundige_id=1, beroep=Beroep.ARTS),
        ]

        assert reden_onvoldoende(zelfde) == "Er is nog 1 advies van een deskundige nodig."

    def test_de_reden_zegt_wat_ontbreekt(self) -> None:
        artsen = [SimpleNamespace(deskundige_id=n, beroep=Beroep.ARTS) for n in (1, 2)]
        psychologen = [SimpleNamespace(deskundige_id=n, beroep=Beroep.PSYCHOLOOG) for n in (1, 2)]

        assert reden_onvoldoende([]) == "Er zijn nog 2 adviezen van een deskundige nodig."
        assert "orthopedagoog of psycholoog" in reden_onvoldoende(artsen)
        assert "kinder- of jeugdpsycholoog" in reden_onvoldoende(psychologen)

    @pytest.mark.parametrize(
        ("bekend", "zin"),
        [
            ([], "Een van de twee adviezen is van een orthopedagoog"),
            ([""], "Een van de twee adviezen is van een orthopedagoog"),
            ([Beroep.ARTS], "nog een advies nodig van een orthopedagoog of psycholoog"),
            ([Beroep.PSYCHOLOOG], "nog een advies nodig van een kinder- of jeugdpsycholoog"),
            ([Beroep.PSYCHOLOOG, Beroep.ARTS], ""),
        ],
    )
    def test_wat_nog_nodig_is(self, bekend: list[str], zin: str) -> None:
        gezegd = nog_nodig([SimpleNamespace(beroep=beroep) for beroep in bekend])

        assert zin in gezegd
        assert bool(gezegd) == bool(zin)

    @pytest.mark.parametrize(
        ("beroep", "gegeven", "past"),
        [
            (Beroep.PSYCHOLOOG, [], True),
            (Beroep.PSYCHOLOOG, [Beroep.ORTHOPEDAGOOG], False),
            (Beroep.ARTS, [Beroep.ORTHOPEDAGOOG], True),
            (Beroep.ARTS, [Beroep.PEDAGOOG], False),
            (Beroep.ARTS, [Beroep.PEDAGOOG, Beroep.PSYCHOLOOG], True),
            (Beroep.PSYCHOLOOG, [Beroep.ARTS, Beroep.PEDAGOOG], True),
        ],
    )
    def test_of_een_beroep_het_paar_maakt(self, beroep: Beroep, gegeven: list[Beroep], past: bool) -> None:
        assert past_bij(beroep, [SimpleNamespace(beroep=ander) for ander in gegeven]) is past

    def test_een_derde_advies_kan_het_paar_maken(self) -> None:
        drie = [
            SimpleNamespace(deskundige_id=1, beroep=Beroep.ARTS),
            SimpleNamespace(deskundige_id=2, beroep=Beroep.PEDAGOOG),
            SimpleNamespace(deskundige_id=3, beroep=Beroep.PSYCHOLOOG),
        ]

        assert reden_onvoldoende(drie) == ""
