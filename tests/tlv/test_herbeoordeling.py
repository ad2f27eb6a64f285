"""TLV's that end: which they are, inviting each school once, the last school year, and where a young child goes on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from swv.models import Bericht, Gebruiker
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, NormFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tests.tlv.plaatsingfabriek import op_lijst, tlv, vso
from tests.werklijst import werkregels
from tlv import services
from tlv.models import Herbeoordeling, Plaatsing, Toelaatbaarheidsverklaring, Vervolgafspraak
from tlv.selectors.aflopend import aflopende_rijen, uitnodigen_vanaf

OP = datetime(2028, 2, 1, 9, tzinfo=UTC)  # the first day on which invitations go out
DAG = OP.date()


@pytest.fixture
def rij(rollen: Rolverdeling) -> Iterator[Toelaatbaarheidsverklaring]:
    """A TLV of 2027-2028, seen on 1 February 2028."""
    verklaring = tlv(rollen)
    with time_machine.travel(OP, tick=True):
        yield verklaring


def nodig_uit(
    rollen: Rolverdeling, *verklaringen: Toelaatbaarheidsverklaring, op: datetime = OP
) -> list[str]:
    uit = services.herbeoordeling_uitnodigen(
        sleutels=[str(v.sleutel) for v in verklaringen], door=rollen.administratie, op=op
    )
    return [rij.resultaat for rij in uit]


class TestWelke:
    def test_die_met_dit_schooljaar_aflopen(self, rollen: Rolverdeling, rij: Any) -> None:
        assert [a.verklaring for a in aflopende_rijen(DAG)] == [rij]
        assert aflopende_rijen(date(2027, 8, 1))[0].verklaring == rij, "the whole last school year"
        assert aflopende_rijen(date(2028, 8, 1)) == []
        assert aflopende_rijen(date(2027, 7, 31)) == []

    def test_niet_als_er_al_een_nieuwe_is_of_zij_is_ingetrokken(self, rollen: Rolverdeling, rij: Any) -> None:
        nieuw = tlv(
            rollen,
            aanvraag=factories.geadviseerd(rollen),
            ingangsdatum=date(2028, 8, 1),
            einddatum=date(2029, 7, 31),
        )
        assert aflopende_rijen(DAG) == []
        Toelaatbaarheidsverklaring.objects.filter(pk=nieuw.pk).update(ingetrokken_op=DAG)
        assert [a.verklaring for a in aflopende_rijen(DAG)] == [rij]
        Toelaatbaarheidsverklaring.objects.filter(pk=rij.pk).update(ingetrokken_op=DAG)
        assert aflopende_rijen(DAG) == []

    def test_de_school_waar_de_leerling_nu_is(self, rollen: Rolverdeling, rij: Any) -> None:
        assert aflopende_rijen(DAG)[0].school == rollen.school
        school, _wie = vso()
        rollen.leerling.inschrijvingen.update(school=SchoolFactory(naam="Nieuwe school"))
        assert aflopende_rijen(DAG)[0].school.naam == "Nieuwe school"
        Plaatsing.objects.filter(pk=op_lijst(rij, school).pk).update(
            status="geplaatst", plaatsingsdatum=date(2027, 8, 1)
        )
        assert aflopende_rijen(DAG)[0].school == school

    def test_wie_al_aanvraagt_wordt_niet_uitgenodigd(self, rollen: Rolverdeling, rij: Any) -> None:
        factories.ingediend(rollen)

        assert aflopende_rijen(DAG)[0].reden == "aanvraag loopt al"
        assert nodig_uit(rollen, rij) == ["Niet nodig: aanvraag loopt al."]

    @pytest.mark.parametrize(
        ("dag", "verwacht"),
        [
            (date(2028, 1, 31), date(2028, 2, 1)),
            (date(2028, 7, 31), date(2028, 2, 1)),
            (date(2027, 8, 1), date(2028, 2, 1)),
        ],
    )
    def test_vanaf_februari(self, rollen: Rolverdeling, dag: date, verwacht: date) -> None:
        assert uitnodigen_vanaf(dag) == verwacht


class TestUitnodigen:
    def test_iedere_school_een_keer_met_uitkomst_per_rij(self, rollen: Rolverdeling, rij: Any) -> None:
        ander = factories.rolverdeling()
        stil = tlv(ander)
        Gebruiker.objects.filter(pk=ander.aanvrager.pk).update(is_active=False)

        assert sorted(nodig_uit(rollen, rij, stil)) == [
            "Bij deze school werkt niemand in dit systeem. Nodig de school zelf uit.",
            "Uitgenodigd.",
        ]
        assert nodig_uit(rollen, rij) == ["Was al uitgenodigd."]
        assert Bericht.objects.filter(soort="tlv.herbeoordeling").get().ontvanger == rollen.aanvrager
        with pytest.raises(IntegrityError), transaction.atomic():
            Herbeoordeling.objects.create(verklaring=rij, school=rollen.school, uitgenodigd_op=OP)

    def test_niet_voor_februari_en_niet_door_een_school(self, rollen: Rolverdeling, rij: Any) -> None:
        with pytest.raises(NietToegestaan, match="vanaf 1 februari 2028"):
            nodig_uit(rollen, rij, op=datetime(2028, 1, 31, 9, tzinfo=UTC))
        with pytest.raises(NietToegestaan):
            services.herbeoordeling_uitnodigen(sleutels=[str(rij.sleutel)], door=rollen.aanvrager, op=OP)

    def test_eerst_het_voorbeeld_dan_de_uitkomst(self, rollen: Rolverdeling, rij: Any, als: Any) -> None:
        client, adres = als(rollen.administratie), reverse("tlv:aflopend")
        assert rij.nummer in client.get(adres).content.decode()
        assert client.post(adres, {}).status_code == 422
        voorbeeld = client.post(adres, {"gekozen": rij.sleutel}).content.decode()
        assert "Dit gaat er uit" in voorbeeld
        assert not Herbeoordeling.objects.exists()
        klaar = client.post(adres, {"gekozen": rij.sleutel, "versturen": "ja"}).content.decode()
        assert "Uitgenodigd." in klaar
        assert "uitgenodigd" in client.get(adres).content.decode()

    def test_meer_rijen_vragen_niet_meer_queries(self, rollen: Rolverdeling, rij: Any, als: Any) -> None:
        client, adres = als(rollen.administratie), reverse("tlv:aflopend")
        client.get(adres)
        with CaptureQueriesContext(connection) as een:
            client.get(adres)
        with time_machine.travel(factories.OP, tick=True):
            for _ in range(2):
                tlv(factories.rolverdeling())
        with CaptureQueriesContext(connection) as drie:
            client.get(adres)

        assert len(drie) == len(een)


class TestLaatsteSchooljaar:
    def regels(self, wie: Gebruiker, op: date = DAG) -> list[str]:
        vers = Gebruiker.objects.get(pk=wie.pk)
        return [regel.wat.split(":")[0] for regel in werkregels("laatstejaar", vers, op)]

    def test_de_ontvangende_school_heeft_werk_vanaf_de_eerste_dag(
        self, rollen: Rolverdeling, rij: Any
    ) -> None:
        school, wie = vso()
        plek = op_lijst(rij, school)
        assert self.regels(wie) == []
        Plaatsing.objects.filter(pk=plek.pk).update(status="geplaatst", plaatsingsdatum=date(2027, 8, 1))

        assert self.regels(wie, date(2027, 8, 1)) == ["Laatste schooljaar van de TLV"]
        assert self.regels(wie, date(2028, 8, 1)) == []
        nodig_uit(rollen, rij)
        assert self.regels(wie) == ["Laatste schooljaar van de TLV"], "one row, also when it was invited"

    def test_zonder_plaatsing_heeft_de_uitgenodigde_school_werk(self, rollen: Rolverdeling, rij: Any) -> None:
        assert self.regels(rollen.aanvrager) == []
        nodig_uit(rollen, rij)
        assert self.regels(rollen.aanvrager) == ["Herbeoordeling van de TLV"]
        factories.ingediend(rollen)
        assert self.regels(rollen.aanvrager) == []
        assert self.regels(rollen.administratie) == []


class TestVervolg:
    """NRM-38: a 4-8 year old of PO2202, decided together with a regular primary school before the end."""

    def leg_vast(self, rij: Any, rollen: Rolverdeling, **velden: Any) -> Vervolgafspraak:
        gegevens = {
            "beoogde_school": SchoolFactory(onderwijssoort="bao"),
            "besproken_per": DAG,
            "afspraak": "De leerling gaat in groep 4 verder, met hulp in de klas.",
            "door": rollen.administratie,
            "op": OP,
        }
        return services.vervolg_vastleggen(verklaring=rij, **gegevens | velden)

    def test_alleen_waar_de_norm_geldt_en_het_kind_jong_was(self, rollen: Rolverdeling, rij: Any) -> None:
        assert not aflopende_rijen(DAG)[0].vraagt_vervolg
        NormFactory(code="tlv.max_duur_jonge_leerling", waarde=2, eenheid="jaren", soorten=["sbo", "so"])
        assert not aflopende_rijen(DAG)[0].vraagt_vervolg
        type(rollen.leerling).objects.update(geboortedatum=date(2019, 5, 6))
        assert aflopende_rijen(DAG)[0].vraagt_vervolg

    def test_met_een_reguliere_basisschool(self, rollen: Rolverdeling, rij: Any) -> None:
        for velden, melding in (
            ({"beoogde_school": SchoolFactory(onderwijssoort="so")}, "reguliere basisschool"),
            ({"besproken_per": date(2028, 2, 2)}, "als het gesprek is geweest"),
            ({"afspraak": " "}, "wat er is afgesproken"),
            ({"door": rollen.aanvrager}, ""),
        ):
            with pytest.raises(NietToegestaan, match=melding):
                self.leg_vast(rij, rollen, **velden)
        self.leg_vast(rij, rollen)
        self.leg_vast(rij, rollen, afspraak="Toch groep 3.")
        assert aflopende_rijen(DAG)[0].vervolg.afspraak == "Toch groep 3."

    def test_in_de_browser(self, rollen: Rolverdeling, rij: Any, als: Any) -> None:
        basisschool = SchoolFactory(onderwijssoort="bao", naam="De Basis")
        gegevens = {
            "beoogde_school": basisschool.pk,
            "besproken_per": "2028-01-20",
            "afspraak": "Naar groep 4.",
        }
        adres = reverse("tlv:vervolg", args=[rij.sleutel])
        klaar = als(rollen.administratie).post(adres, gegevens, follow=True).content.decode()

        assert "De Basis" in klaar
        assert als(GebruikerFactory(rol="school", school=rollen.school)).get(adres).status_code == 403
