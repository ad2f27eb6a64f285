"""Who may do what, from role and object alone; and who exists for whom in the database."""

import pytest

from leerlingen.models import Dossierdocument, Leerling
from swv.permissions import NietToegestaan
from swv.toekenning import beeindig, ken_toe
from tests.factories import GebruikerFactory, SchoolFactory
from tests.overgangen import ANDERE_SCHOOL, SCHOOL, gebruiker
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling
from tests.tlv.test_workflow import ding
from tlv import permissions, services
from tlv.enums import Beroep
from tlv.models import Aanvraag, Besluit, Brief
from tlv.workflow import AANVRAAG


def test_aanvragen_kan_alleen_voor_de_school_van_die_rol() -> None:
    user = gebruiker("school")

    assert permissions.mag_aanvragen(user, SCHOOL)
    assert not permissions.mag_aanvragen(user, ANDERE_SCHOOL)
    with pytest.raises(NietToegestaan, match="Alleen de school van deze aanvraag"):
        permissions.eis_eigen_aanvraag(user, ding(AANVRAAG, "concept", school_id=ANDERE_SCHOOL))


def test_een_directeur_elders_geeft_daar_geen_recht_om_aan_te_vragen() -> None:
    """Two roles at two schools: each permission belongs to the school of its own role."""
    user = gebruiker("school")
    user.toekenningen.append(gebruiker("schooldirecteur", school=ANDERE_SCHOOL).toekenningen[0])

    assert permissions.scholen_met(user, "tlv.aanvragen") == {SCHOOL}
    assert permissions.scholen_met(user, "tlv.inzien") == {SCHOOL, ANDERE_SCHOOL}


class TestZichtbaarheid:
    def test_medewerkers_zien_een_aanvraag_pas_na_indienen(self, rollen: Rolverdeling) -> None:
        concept = factories.begin(rollen)
        zichtbaar = Aanvraag.objects.zichtbaar_voor(rollen.administratie)
        assert not zichtbaar.exists()

        concept = factories.vul_in(concept, rollen)
        services.indienen(aanvraag=concept, door=rollen.aanvrager, op=OP)
        assert zichtbaar.get() == concept

    def test_een_school_ziet_alleen_eigen_aanvragen(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        buiten = GebruikerFactory(rol="school", school=SchoolFactory())

        assert Aanvraag.objects.zichtbaar_voor(rollen.aanvrager).get() == aanvraag
        assert not Aanvraag.objects.zichtbaar_voor(buiten).exists()

    def test_een_verwijderd_concept_bestaat_voor_niemand(self, rollen: Rolverdeling) -> None:
        services.concept_verwijderen(aanvraag=factories.begin(rollen), door=rollen.aanvrager, op=OP)

        assert not Aanvraag.objects.zichtbaar_voor(rollen.aanvrager).exists()
        assert not Aanvraag.objects.zichtbaar_voor(rollen.administratie).exists()

    def test_een_afgelopen_rol_ziet_niets_meer(self, rollen: Rolverdeling) -> None:
        factories.ingediend(rollen)
        toekenning = rollen.aanvrager.roltoekenningen.get()
        beeindig(toekenning=toekenning, door=None, op=OP)

        vers = type(rollen.aanvrager).objects.get(pk=rollen.aanvrager.pk)
        assert not Aanvraag.objects.zichtbaar_voor(vers).exists()

    def test_de_deskundige_ziet_de_aanvraag_van_toewijzing_tot_advies(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        deskundige = rollen.orthopedagoog

        def ziet() -> tuple[int, int, int]:
            return (
                Aanvraag.objects.zichtbaar_voor(deskundige).count(),
                Leerling.objects.zichtbaar_voor(deskundige).count(),
                Dossierdocument.objects.zichtbaar_voor(deskundige).count(),
            )

        assert ziet() == (0, 0, 0)
        advies = services.deskundige_toewijzen(
            aanvraag=aanvraag, deskundige=deskundige, door=rollen.administratie, op=OP
        )
        assert ziet() == (1, 1, aanvraag.documenten.count())
        services.toewijzing_intrekken(
            advies=advies, reden="Verkeerde persoon.", door=rollen.administratie, op=OP
        )
        assert ziet() == (0, 0, 0)
        factories.adviseer(aanvraag, rollen, deskundige, Beroep.ORTHOPEDAGOOG)
        assert ziet() == (0, 0, 0)

    def test_de_deskundige_ziet_alleen_de_stukken_van_de_aanvraag(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        los = factories.voeg_document_toe(aanvraag, "los")
        document = los.document
        los.delete()
        services.deskundige_toewijzen(
            aanvraag=aanvraag, deskundige=rollen.arts, door=rollen.administratie, op=OP
        )

        assert document not in Dossierdocument.objects.zichtbaar_voor(rollen.arts)

    def test_de_deskundige_verliest_de_aanvraag_als_de_school_intrekt(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        services.deskundige_toewijzen(
            aanvraag=aanvraag, deskundige=rollen.arts, door=rollen.administratie, op=OP
        )
        services.aanvraag_intrekken(aanvraag=aanvraag, reden="Verhuisd.", door=rollen.aanvrager, op=OP)

        assert not Aanvraag.objects.zichtbaar_voor(rollen.arts).exists()

    def test_de_school_ziet_het_besluit_pas_na_bekendmaking(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen)

        assert not Besluit.objects.zichtbaar_voor(rollen.aanvrager).exists()
        assert not Brief.objects.zichtbaar_voor(rollen.aanvrager).exists()
        factories.maak_bekend(besluit, rollen)
        assert Besluit.objects.zichtbaar_voor(rollen.aanvrager).get() == besluit
        assert Brief.objects.zichtbaar_voor(rollen.aanvrager).get().geadresseerde == "bevoegd_gezag"

    def test_beheer_en_fg_zien_geen_aanvragen(self, rollen: Rolverdeling) -> None:
        factories.besluit(rollen)

        for rol in ("beheer", "fg", "controller", "toezicht"):
            user = GebruikerFactory(rol=rol)
            assert not Aanvraag.objects.zichtbaar_voor(user).exists()
            assert not Besluit.objects.zichtbaar_voor(user).exists()

    def test_een_nieuwe_rol_geldt_meteen(self, rollen: Rolverdeling) -> None:
        factories.ingediend(rollen)
        nieuw = GebruikerFactory()
        assert not Aanvraag.objects.zichtbaar_voor(nieuw).exists()

        ken_toe(gebruiker=nieuw, rol="administratie", door=None, op=OP)
        assert Aanvraag.objects.zichtbaar_voor(nieuw).exists()
