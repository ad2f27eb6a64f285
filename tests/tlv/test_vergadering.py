"""A meeting from planning to final minutes: what can be done when, and what the database refuses."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from swv.models import Bericht, Gebruiker
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory
from tests.tlv import factories
from tests.tlv.commissiefabriek import (
    commissie,
    geconcludeerd,
    gehouden,
    lid,
    vastgesteld,
    vergadering,
)
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services
from tlv.documents import voorstel_motivering
from tlv.enums import Vergaderstatus
from tlv.models import Aanvraag, Agendapunt, Commissieadvies, Vergadering
from tlv.selectors.vergadering import te_agenderen


def tweede(rollen: Rolverdeling) -> Aanvraag:
    """A complete request of another pupil at another school."""
    ander = factories.rolverdeling()
    ander.administratie = rollen.administratie
    return factories.compleet(ander)


def volgorde(rij: Vergadering) -> list[str]:
    return list(rij.agendapunten.order_by("volgorde").values_list("aanvraag__kenmerk", flat=True))


class TestAgenda:
    def test_alleen_wat_in_behandeling_is(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)

        with pytest.raises(NietToegestaan, match="niet in behandeling"):
            vergadering(commissie(), rollen.administratie, aanvraag)

    def test_een_aanvraag_ligt_bij_een_vergadering_tegelijk(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        eerste = vergadering(commissie(), rollen.administratie, aanvraag)
        later = vergadering(commissie(), rollen.administratie, begint_op=na(7))
        assert aanvraag not in te_agenderen(later)

        with pytest.raises(NietToegestaan, match="staat al op de agenda"):
            services.op_agenda_zetten(
                vergadering=later, aanvragen=[aanvraag], door=rollen.administratie, op=OP
            )
        services.vergadering_afgelasten(vergadering=eerste, reden="Ziekte.", door=rollen.administratie, op=OP)
        assert list(te_agenderen(later)) == [aanvraag]
        assert services.op_agenda_zetten(
            vergadering=later, aanvragen=[aanvraag], door=rollen.administratie, op=OP
        )

    def test_na_aanhouden_kan_zij_weer_op_een_agenda(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        lid(commissie())
        eerste = vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)
        vastgesteld(eerste, rollen.administratie)

        assert vergadering(commissie(), rollen.administratie, aanvraag, begint_op=na(7)).agendapunten.exists()

    def test_twee_keer_hetzelfde_is_een_keer(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        rij = vergadering(commissie(), rollen.administratie, aanvraag)

        assert vergadering(commissie(), rollen.administratie, aanvraag) == rij
        assert rij.agendapunten.count() == 1

    def test_de_volgorde_verandert(self, rollen: Rolverdeling) -> None:
        een, twee = factories.compleet(rollen), tweede(rollen)
        rij = vergadering(commissie(), rollen.administratie, een, twee)
        punt = rij.agendapunten.get(aanvraag=twee)

        services.punt_verplaatsen(agendapunt=punt, stap=-1, door=rollen.administratie, op=OP)
        assert volgorde(rij) == [twee.kenmerk, een.kenmerk]
        services.punt_verplaatsen(agendapunt=punt, stap=-1, door=rollen.administratie, op=OP)
        assert volgorde(rij) == [twee.kenmerk, een.kenmerk]
        punt.refresh_from_db()
        services.punt_verplaatsen(agendapunt=punt, stap=1, door=rollen.administratie, op=OP)
        assert volgorde(rij) == [een.kenmerk, twee.kenmerk]
        with pytest.raises(NietToegestaan, match="intussen veranderd"):
            services.agenda_ordenen(
                vergadering=rij, sleutels=[str(punt.sleutel)], door=rollen.administratie, op=OP
            )

    def test_weghalen_kan_tot_er_geadviseerd_is(self, rollen: Rolverdeling) -> None:
        rij, zit = self._met_advies(rollen)

        with pytest.raises(NietToegestaan, match="al geadviseerd"):
            services.van_agenda_halen(agendapunt=rij.agendapunten.get(), door=rollen.administratie, op=OP)
        zit.delete()
        services.van_agenda_halen(agendapunt=rij.agendapunten.get(), door=rollen.administratie, op=OP)
        assert not rij.agendapunten.exists()

    def _met_advies(self, rollen: Rolverdeling) -> tuple[Vergadering, Commissieadvies]:
        zit = lid(commissie())
        rij = vergadering(commissie(), rollen.administratie, factories.compleet(rollen), verstuurd=True)
        return rij, adviseer(rij.agendapunten.get(), zit, zit.gebruiker)

    def test_een_volle_agenda_is_voorwaarde_om_te_versturen(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="agenda is nog leeg"):
            vergadering(commissie(), rollen.administratie, verstuurd=True)

    def test_de_leden_krijgen_bericht_zonder_namen(self, rollen: Rolverdeling) -> None:
        zit, oud = lid(commissie()), lid(commissie(), tot_en_met=OP.date() - timedelta(days=1))
        vergadering(commissie(), rollen.administratie, factories.compleet(rollen), verstuurd=True)

        bericht = Bericht.objects.get(soort="tlv.agenda")
        assert bericht.ontvanger == zit.gebruiker != oud.gebruiker
        assert rollen.leerling.achternaam not in bericht.onderwerp

    def test_een_lid_wijzigt_de_agenda_niet(self, rollen: Rolverdeling) -> None:
        zit = lid(commissie(), functie="voorzitter")
        rij = vergadering(commissie(), rollen.administratie, factories.compleet(rollen))

        with pytest.raises(NietToegestaan):
            services.agenda_versturen(vergadering=rij, door=zit.gebruiker, op=OP)
        with pytest.raises(NietToegestaan):
            services.van_agenda_halen(agendapunt=rij.agendapunten.get(), door=zit.gebruiker, op=OP)


def adviseer(punt: Agendapunt, zit: Any, door: Gebruiker, **velden: Any) -> Commissieadvies:
    gegevens = {"conclusie": "positief", "motivering": "Kleine groep past.", "op": OP} | velden
    return services.commissieadvies_geven(agendapunt=punt, lid=zit, door=door, **gegevens)


class TestAdvies:
    @pytest.fixture
    def punt(self, rollen: Rolverdeling) -> Agendapunt:
        lid(commissie(), functie="voorzitter")
        rij = vergadering(commissie(), rollen.administratie, factories.compleet(rollen), verstuurd=True)
        return rij.agendapunten.get()

    def test_een_lid_geeft_het_eigen_advies_en_herziet_het(self, punt: Agendapunt) -> None:
        zit = lid(commissie())
        eerst = adviseer(punt, zit, zit.gebruiker)
        assert adviseer(punt, zit, zit.gebruiker, op=na(1)).gegeven_op == eerst.gegeven_op
        adviseer(punt, zit, zit.gebruiker, conclusie="negatief", motivering="Toch niet.", op=na(1))

        assert Commissieadvies.objects.get().conclusie == "negatief"

    def test_niet_dat_van_een_ander(self, punt: Agendapunt) -> None:
        zit, ander = lid(commissie()), lid(commissie())

        with pytest.raises(NietToegestaan, match="alleen uw eigen advies"):
            adviseer(punt, zit, ander.gebruiker)

    def test_het_swv_legt_vast_wat_een_lid_zei(self, punt: Agendapunt, rollen: Rolverdeling) -> None:
        advies = adviseer(punt, lid(commissie()), rollen.administratie)

        assert advies.gegeven_door == rollen.administratie

    def test_niet_zonder_reden_en_niet_buiten_de_commissie(
        self, punt: Agendapunt, rollen: Rolverdeling
    ) -> None:
        zit, elders = lid(commissie()), lid(commissie("Andere"))

        with pytest.raises(NietToegestaan, match="waarom"):
            adviseer(punt, zit, zit.gebruiker, motivering=" ")
        with pytest.raises(NietToegestaan, match="niet in deze commissie"):
            adviseer(punt, elders, elders.gebruiker)
        later = lid(commissie(), vanaf=na(30).date())
        with pytest.raises(NietToegestaan, match="op de dag van de vergadering"):
            adviseer(punt, later, rollen.administratie)

    def test_wie_bij_de_school_werkt_blijft_erbuiten(self, punt: Agendapunt, rollen: Rolverdeling) -> None:
        collega = GebruikerFactory(rollen=["commissielid", "schooldirecteur"], school=rollen.school)
        zit = lid(commissie(), collega)

        with pytest.raises(NietToegestaan, match="werkt bij de school die aanvraagt"):
            adviseer(punt, zit, collega)

    def test_wie_de_aanvraag_maakte_blijft_erbuiten(self, punt: Agendapunt, rollen: Rolverdeling) -> None:
        weg = GebruikerFactory(rol="commissielid")
        Aanvraag.objects.filter(pk=punt.aanvraag_id).update(begonnen_door=weg)

        with pytest.raises(NietToegestaan, match="werkte mee aan de aanvraag"):
            adviseer(punt, lid(commissie(), weg), weg)

    def test_niet_voor_het_versturen_en_niet_na_het_vaststellen(self, rollen: Rolverdeling) -> None:
        zit = lid(commissie())
        rij = vergadering(commissie(), rollen.administratie, factories.compleet(rollen))
        punt = rij.agendapunten.get()
        with pytest.raises(NietToegestaan, match="van het versturen"):
            adviseer(punt, zit, zit.gebruiker)
        services.agenda_versturen(vergadering=rij, door=rollen.administratie, op=OP)
        vastgesteld(rij, rollen.administratie)
        with pytest.raises(NietToegestaan, match="van het versturen"):
            adviseer(punt, zit, zit.gebruiker)

    def test_de_database_kent_een_advies_per_lid(self, punt: Agendapunt) -> None:
        zit = lid(commissie())
        adviseer(punt, zit, zit.gebruiker)

        for velden, naam in (
            ({"motivering": "Weer."}, "een_per_lid"),
            ({"motivering": "", "lid": lid(commissie())}, "commissieadvies_motivering"),
        ):
            waarden = {"agendapunt": punt, "lid": zit, "conclusie": "positief", "gegeven_op": OP} | velden
            with pytest.raises(IntegrityError, match=naam), transaction.atomic():
                Commissieadvies.objects.create(**waarden)


class TestAfloop:
    @pytest.fixture
    def rij(self, rollen: Rolverdeling) -> Vergadering:
        self.voorzitter = lid(commissie(), functie="voorzitter").gebruiker
        self.lid = lid(commissie()).gebruiker
        return vergadering(commissie(), rollen.administratie, factories.compleet(rollen), verstuurd=True)

    def test_niet_gehouden_voor_zij_begint(self, rij: Vergadering, rollen: Rolverdeling) -> None:
        services.vergadering_wijzigen(
            vergadering=rij, begint_op=na(7), plaats="Zaal 1", link="", door=rollen.administratie, op=OP
        )
        rij.refresh_from_db()

        with pytest.raises(NietToegestaan, match="nog niet begonnen"):
            gehouden(rij, rollen.administratie)

    def test_ten_minste_een_lid_was_er(self, rij: Vergadering, rollen: Rolverdeling) -> None:
        for aanwezig in ([], [lid(commissie("Andere"))]):
            with pytest.raises(NietToegestaan, match="welke leden"), transaction.atomic():
                services.vergadering_houden(
                    vergadering=rij, aanwezig=aanwezig, genodigden=[], door=rollen.administratie, op=OP
                )
        assert Vergadering.objects.get().status == Vergaderstatus.AGENDA_VERSTUURD

    def test_een_genodigde_was_er(self, rij: Vergadering, rollen: Rolverdeling) -> None:
        gasten = [
            services.genodigde_toevoegen(
                vergadering=rij,
                naam=naam,
                hoedanigheid="jeugdarts",
                agendapunt=None,
                door=rollen.administratie,
                op=OP,
            )
            for naam in ("G. Gast", "G. Gast", "N. Niet")
        ]
        assert gasten[0] == gasten[1]
        services.vergadering_houden(
            vergadering=rij,
            aanwezig=list(commissie().leden.all()),
            genodigden=gasten[:1],
            door=rollen.administratie,
            op=OP,
        )

        assert list(rij.genodigden.filter(was_aanwezig=True)) == gasten[:1]
        with pytest.raises(NietToegestaan, match="agenda verandert niet meer"):
            services.genodigde_afzeggen(genodigde=gasten[2], door=rollen.administratie, op=OP)

    def test_concluderen_doet_de_voorzitter_of_het_swv(self, rij: Vergadering, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="vergadering is gehouden"):
            geconcludeerd(rij, rollen.administratie)
        gehouden(rij, rollen.administratie)
        with pytest.raises(NietToegestaan, match="Alleen de voorzitter"):
            geconcludeerd(rij, self.lid)
        geconcludeerd(rij, self.voorzitter, "voorwaarden")

        assert rij.agendapunten.get().geconcludeerd_door == self.voorzitter

    def test_het_verslag_vraagt_tekst_en_alle_conclusies(
        self, rij: Vergadering, rollen: Rolverdeling
    ) -> None:
        gehouden(rij, rollen.administratie)
        with pytest.raises(NietToegestaan, match="Schrijf eerst het verslag"):
            services.verslag_vaststellen(vergadering=rij, door=rollen.administratie, op=OP)
        services.verslag_bewaren(
            vergadering=rij, verslag="Besproken.", versie=rij.versie, door=self.voorzitter, op=OP
        )
        with pytest.raises(NietToegestaan, match="Van 1 agendapunt is nog geen conclusie"):
            services.verslag_vaststellen(vergadering=rij, door=rollen.administratie, op=OP)
        geconcludeerd(rij, rollen.administratie)
        klaar = services.verslag_vaststellen(vergadering=rij, door=rollen.administratie, op=OP)

        assert (klaar.status, klaar.vastgesteld_door) == (Vergaderstatus.VASTGESTELD, rollen.administratie)
        with pytest.raises(NietToegestaan, match="kan nu niet veranderen"):
            services.verslag_bewaren(
                vergadering=klaar, verslag="Anders.", versie=klaar.versie, door=rollen.administratie, op=OP
            )

    def test_wie_te_laat_bewaart_hoort_dat(self, rij: Vergadering, rollen: Rolverdeling) -> None:
        services.verslag_bewaren(vergadering=rij, verslag="Een.", versie=1, door=self.voorzitter, op=OP)

        with pytest.raises(services.Verouderd):
            services.verslag_bewaren(
                vergadering=rij, verslag="Twee.", versie=1, door=rollen.administratie, op=OP
            )

    def test_de_conclusie_staat_klaar_bij_het_besluit(self, rij: Vergadering, rollen: Rolverdeling) -> None:
        gehouden(rij, rollen.administratie)
        aanvraag = rij.agendapunten.get().aanvraag
        assert "Commissie van Advies" not in voorstel_motivering(aanvraag)
        geconcludeerd(rij, rollen.administratie, "aangehouden")
        assert "Commissie van Advies" not in voorstel_motivering(aanvraag)
        geconcludeerd(rij, rollen.administratie, "voorwaarden")

        tekst = voorstel_motivering(aanvraag)
        assert "Advies van de Commissie van Advies van 2 november 2026: positief, onder voorwaarden." in tekst
        assert "Past bij deze leerling." in tekst

    def test_afgelasten_vraagt_een_reden(self, rij: Vergadering, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="waarom"):
            services.vergadering_afgelasten(vergadering=rij, reden=" ", door=rollen.administratie, op=OP)


@pytest.mark.parametrize(
    ("velden", "naam"),
    [
        ({"status": "gehouden"}, "vergadering_"),
        ({"status": "vastgesteld", "vastgesteld_op": OP}, "vergadering_"),
        ({"status": "afgelast"}, "vergadering_afgelast"),
        ({"plaats": "", "link": ""}, "vergadering_waar"),
        ({"status": "anders"}, "vergadering_"),
    ],
)
def test_de_database_weigert_een_halve_vergadering(
    rollen: Rolverdeling, velden: dict[str, Any], naam: str
) -> None:
    rij = vergadering(commissie(), rollen.administratie)

    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        Vergadering.objects.filter(pk=rij.pk).update(**velden)


def test_de_database_bewaakt_de_agenda(rollen: Rolverdeling) -> None:
    een, twee = factories.compleet(rollen), tweede(rollen)
    rij = vergadering(commissie(), rollen.administratie, een, twee)

    with pytest.raises(IntegrityError, match="agendapunt_eenmaal"), transaction.atomic():
        Agendapunt.objects.create(vergadering=rij, aanvraag=een, volgorde=9)
    rij.agendapunten.update(volgorde=1)  # looked at when the transaction ends
    with pytest.raises(IntegrityError, match="agendapunt_volgorde"), transaction.atomic():
        connection.check_constraints()
    rij.agendapunten.filter(aanvraag=twee).update(volgorde=2)
    with pytest.raises(IntegrityError, match="agendapunt_conclusie"), transaction.atomic():
        rij.agendapunten.update(conclusie="positief")
