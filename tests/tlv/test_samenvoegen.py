"""Two files with requests become one, unless the route or the law allows something only once."""

from datetime import date

import pytest

from leerlingen.models import Dubbelmelding, Leerling
from leerlingen.samenvoegen import dossiers_samenvoegen
from swv.permissions import NietToegestaan
from tests.factories import LeerlingFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv.models import Aanvraag, Toelaatbaarheidsverklaring

pytestmark = pytest.mark.django_db


@pytest.fixture
def dubbel(rollen: Rolverdeling) -> Rolverdeling:
    """The same school opened a second file for the pupil."""
    tweede = factories.rolverdeling()
    tweede.school, tweede.aanvrager = rollen.school, rollen.aanvrager
    tweede.leerling = LeerlingFactory(school=rollen.school, vanaf=date(2026, 9, 1))
    return tweede


def voeg_samen(dubbel: Rolverdeling, rollen: Rolverdeling) -> Leerling:
    melding = Dubbelmelding.objects.create(
        leerling=dubbel.leerling, mogelijk_dezelfde=rollen.leerling, gemeld_op=OP
    )
    return dossiers_samenvoegen(melding=melding, blijft=rollen.leerling, door=rollen.administratie, op=na(1))


def test_aanvraag_besluit_en_tlv_verhuizen_mee(rollen: Rolverdeling, dubbel: Rolverdeling) -> None:
    besluit = factories.maak_bekend(factories.besluit(dubbel), dubbel)
    voeg_samen(dubbel, rollen)

    assert Aanvraag.objects.get().leerling == rollen.leerling
    assert Toelaatbaarheidsverklaring.objects.get().leerling == rollen.leerling
    assert all(
        brief.betrokkene.leerling == rollen.leerling for brief in besluit.brieven.exclude(betrokkene=None)
    )
    assert Aanvraag.objects.zichtbaar_voor(rollen.aanvrager).count() == 1


def test_twee_lopende_aanvragen_houden_het_tegen(rollen: Rolverdeling, dubbel: Rolverdeling) -> None:
    een, ander = factories.ingediend(rollen), factories.ingediend(dubbel)

    with pytest.raises(NietToegestaan, match=f"{ander.kenmerk} en {een.kenmerk}"):
        voeg_samen(dubbel, rollen)
    assert {a.leerling for a in Aanvraag.objects.all()} == {rollen.leerling, dubbel.leerling}


def test_twee_geldige_tlvs_houden_het_tegen(rollen: Rolverdeling, dubbel: Rolverdeling) -> None:
    for wie in (rollen, dubbel):
        factories.maak_bekend(factories.besluit(wie), wie)

    with pytest.raises(NietToegestaan, match="In beide dossiers geldt een TLV"):
        voeg_samen(dubbel, rollen)


def test_op_een_samengevoegd_dossier_begint_niemand_nog_een_aanvraag(
    rollen: Rolverdeling, dubbel: Rolverdeling
) -> None:
    voeg_samen(dubbel, rollen)

    with pytest.raises(NietToegestaan, match="staat op dit moment niet bij uw school"):
        factories.begin(dubbel)
