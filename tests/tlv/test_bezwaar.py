"""Objections: registered with their term, decided by someone else, and when it is all over."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling, na
from tlv import services
from tlv.enums import Besluitstatus, Bezwaarstatus, Bezwaaruitkomst
from tlv.models import Besluit, Bezwaar, Toelaatbaarheidsverklaring


@pytest.fixture
def besluit(rollen: Rolverdeling) -> Besluit:
    """Made known on 2 November: the term for bezwaar ends on 14 December 2026."""
    return factories.maak_bekend(factories.besluit(rollen), rollen)


def moment(dag: date) -> datetime:
    return datetime.combine(dag, time(10), tzinfo=UTC)


def registreer(
    besluit: Besluit, rollen: Rolverdeling, dag: date = date(2026, 11, 20), *, indiener: str = "Ouder Een"
) -> Bezwaar:
    return services.bezwaar_registreren(
        besluit=besluit, indiener=indiener, ontvangen_op=dag, door=rollen.administratie, op=moment(dag)
    )


def handel_af(
    bezwaar: Bezwaar, rollen: Rolverdeling, uitkomst: Bezwaaruitkomst, dag: date = date(2027, 1, 15)
) -> Bezwaar:
    """By way of the LBT; its advice is not there, so the reason is."""
    wie_wanneer = {"bezwaar": bezwaar, "door": rollen.administratie, "op": moment(dag)}
    services.bezwaar_doorzenden(**wie_wanneer, doorgezonden_op=dag)
    return services.bezwaar_afhandelen(
        **wie_wanneer, uitkomst=uitkomst, verzonden_op=dag, toelichting="Zie de beslissing."
    )


class TestRegistreren:
    def test_het_besluit_is_in_bezwaar_en_de_tlv_blijft_gelden(
        self, rollen: Rolverdeling, besluit: Besluit
    ) -> None:
        bezwaar = registreer(besluit, rollen)

        besluit.refresh_from_db()
        assert besluit.status == Besluitstatus.IN_BEZWAAR
        assert bezwaar.bob_uiterste_datum == date(2027, 3, 8)  # twelve weeks after 14 December
        assert bezwaar.bob_afleiding[-1].endswith("8 maart 2027.")
        assert Toelaatbaarheidsverklaring.objects.geldig_op(date(2027, 9, 1)).exists()

    def test_een_tweede_bezwaar_kan_ernaast(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        registreer(besluit, rollen)
        registreer(besluit, rollen, indiener="Ouder Twee")

        assert besluit.bezwaren.count() == 2

    def test_een_te_laat_bezwaar_wordt_niet_vanzelf_geweigerd(
        self, rollen: Rolverdeling, besluit: Besluit
    ) -> None:
        """Awb 6:11: being late can be excusable, also when the decision was final already."""
        services.onherroepelijk_maken(besluit=besluit, op=moment(date(2026, 12, 22)))
        registreer(besluit, rollen, date(2027, 2, 1))

        besluit.refresh_from_db()
        assert (besluit.status, besluit.onherroepelijk_op) == (Besluitstatus.IN_BEZWAAR, None)

    def test_voor_de_bekendmaking_kan_nog_niet(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="Dit kan niet meer"):
            registreer(factories.besluit(rollen), rollen)

    @pytest.mark.parametrize(
        ("dag", "melding"), [(date(2026, 11, 1), "dag van het besluit"), (date(2026, 12, 1), "toekomst")]
    )
    def test_de_dag_van_ontvangst_klopt(
        self, rollen: Rolverdeling, besluit: Besluit, dag: date, melding: str
    ) -> None:
        with pytest.raises(NietToegestaan, match=melding):
            services.bezwaar_registreren(
                besluit=besluit,
                indiener="Ouder Een",
                ontvangen_op=dag,
                door=rollen.administratie,
                op=na(20),
            )

    def test_een_bezwaar_zonder_naam_kan_niet(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        with pytest.raises(NietToegestaan, match="wie bezwaar maakt"):
            services.bezwaar_registreren(
                besluit=besluit,
                indiener=" ",
                ontvangen_op=date(2026, 11, 3),
                door=rollen.administratie,
                op=na(9),
            )

    def test_de_school_registreert_niets(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        with pytest.raises(NietToegestaan):
            services.bezwaar_registreren(
                besluit=besluit,
                indiener="School",
                ontvangen_op=date(2026, 11, 3),
                door=rollen.aanvrager,
                op=na(9),
            )


class TestAfhandelen:
    def test_ongegrond_laat_het_besluit_staan(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        bezwaar = handel_af(registreer(besluit, rollen), rollen, Bezwaaruitkomst.ONGEGROND)

        besluit.refresh_from_db()
        bezwaar.refresh_from_db()
        assert (bezwaar.status, bezwaar.toelichting) == (Bezwaarstatus.AFGEHANDELD, "Zie de beslissing.")
        assert besluit.status == Besluitstatus.BEKENDGEMAAKT

    def test_gegrond_herroept_het_besluit_en_trekt_de_tlv_in(
        self, rollen: Rolverdeling, besluit: Besluit
    ) -> None:
        handel_af(registreer(besluit, rollen), rollen, Bezwaaruitkomst.GEGROND)

        besluit.refresh_from_db()
        assert besluit.status == Besluitstatus.HERROEPEN
        assert besluit.verklaring.ingetrokken_op == date(2027, 1, 15)
        assert not Toelaatbaarheidsverklaring.objects.geldig_op(date(2027, 9, 1)).exists()

    def test_pas_na_het_laatste_bezwaar_staat_het_besluit_weer(
        self, rollen: Rolverdeling, besluit: Besluit
    ) -> None:
        een, twee = (registreer(besluit, rollen, indiener=naam) for naam in ("Ouder Een", "Ouder Twee"))
        handel_af(een, rollen, Bezwaaruitkomst.NIET_ONTVANKELIJK)
        besluit.refresh_from_db()
        assert besluit.status == Besluitstatus.IN_BEZWAAR

        services.bezwaar_intrekken(bezwaar=twee, door=rollen.administratie, op=na(40))
        besluit.refresh_from_db()
        assert besluit.status == Besluitstatus.BEKENDGEMAAKT

    def test_na_herroepen_verandert_een_ander_bezwaar_niets(
        self, rollen: Rolverdeling, besluit: Besluit
    ) -> None:
        een, twee = (registreer(besluit, rollen, indiener=naam) for naam in ("Ouder Een", "Ouder Twee"))
        handel_af(een, rollen, Bezwaaruitkomst.GEGROND)
        handel_af(twee, rollen, Bezwaaruitkomst.GEGROND)

        besluit.refresh_from_db()
        assert besluit.status == Besluitstatus.HERROEPEN

    def test_wie_besloot_beslist_niet_op_bezwaar(self, vaste_dag: None, db: None) -> None:
        """Awb 10:3 lid 3."""
        factories.richt_swv_in(mandaat="coordinator")
        rollen = factories.rolverdeling()
        rollen.directeur = GebruikerFactory(rol="coordinator")
        besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
        bezwaar = registreer(besluit, rollen)

        with pytest.raises(NietToegestaan, match="Awb artikel 10:3"):
            services.bezwaar_afhandelen(
                bezwaar=bezwaar,
                uitkomst=Bezwaaruitkomst.ONGEGROND,
                verzonden_op=na(40).date(),
                door=rollen.directeur,
                op=na(40),
            )

    def test_een_bezwaar_wordt_een_keer_afgehandeld(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        bezwaar = handel_af(registreer(besluit, rollen), rollen, Bezwaaruitkomst.ONGEGROND)

        with pytest.raises(NietToegestaan, match="Dit kan niet meer"):
            handel_af(bezwaar, rollen, Bezwaaruitkomst.GEGROND)

    def test_een_verzonnen_uitkomst_kan_niet(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        bezwaar = registreer(besluit, rollen)

        with pytest.raises(ValueError, match="half"):
            services.bezwaar_afhandelen(
                bezwaar=bezwaar,
                uitkomst="half",
                verzonden_op=na(40).date(),
                door=rollen.administratie,
                op=na(40),
            )
        with pytest.raises(IntegrityError, match="tlv_bezwaar_uitkomst"), transaction.atomic():
            Bezwaar.objects.filter(pk=bezwaar.pk).update(uitkomst="gegrond")


class TestAdviesVanDeLbt:
    """domein.md 1.7: only who fully agrees may skip the LBT; who departs from its advice says why."""

    DAG = date(2027, 1, 15)

    def beslis(
        self, bezwaar: Bezwaar, rollen: Rolverdeling, uitkomst: str, *, toelichting: str = "", **anders: date
    ) -> Bezwaar:
        gegevens = {"verzonden_op": self.DAG, "toelichting": toelichting} | anders
        return services.bezwaar_afhandelen(
            bezwaar=bezwaar, uitkomst=uitkomst, door=rollen.administratie, op=moment(self.DAG), **gegevens
        )

    def met_advies(self, besluit: Besluit, rollen: Rolverdeling, advies: str) -> Bezwaar:
        bezwaar = registreer(besluit, rollen)
        wie_wanneer = {"bezwaar": bezwaar, "door": rollen.administratie, "op": moment(self.DAG)}
        services.bezwaar_doorzenden(**wie_wanneer, doorgezonden_op=date(2026, 12, 1))
        return services.lbt_advies_vastleggen(
            **wie_wanneer, lbt_advies_op=date(2027, 1, 8), lbt_advies=advies
        )

    @pytest.mark.parametrize("uitkomst", ["ongegrond", "niet_ontvankelijk"])
    def test_zonder_de_lbt_kan_alleen_gegrond(
        self, rollen: Rolverdeling, besluit: Besluit, uitkomst: str
    ) -> None:
        bezwaar = registreer(besluit, rollen)

        with pytest.raises(NietToegestaan, match="eerst naar de LBT"):
            self.beslis(bezwaar, rollen, uitkomst, toelichting="Onze reden.")
        assert self.beslis(bezwaar, rollen, "gegrond").status == Bezwaarstatus.AFGEHANDELD

    @pytest.mark.parametrize(("advies", "uitkomst"), [("ongegrond", "gegrond"), ("gegrond", "ongegrond")])
    def test_afwijken_vraagt_een_reden(
        self, rollen: Rolverdeling, besluit: Besluit, advies: str, uitkomst: str
    ) -> None:
        bezwaar = self.met_advies(besluit, rollen, advies)

        with pytest.raises(NietToegestaan, match="7:13"):
            self.beslis(bezwaar, rollen, uitkomst)
        assert self.beslis(bezwaar, rollen, uitkomst, toelichting="Nieuwe feiten.").uitkomst == uitkomst

    def test_volgen_vraagt_geen_reden(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        assert self.beslis(self.met_advies(besluit, rollen, "ongegrond"), rollen, "ongegrond")

    @pytest.mark.parametrize("dag", [date(2026, 11, 19), date(2027, 1, 16)])
    def test_de_dag_van_verzenden_klopt(self, rollen: Rolverdeling, besluit: Besluit, dag: date) -> None:
        with pytest.raises(NietToegestaan, match="toekomst"):
            self.beslis(registreer(besluit, rollen), rollen, "gegrond", verzonden_op=dag)

    def test_beroep_telt_vanaf_het_verzenden(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        """Sent on 11 January, recorded on the 15th: + 42 days is 22 February, post until 1 March."""
        rij = self.beslis(
            self.met_advies(besluit, rollen, "ongegrond"),
            rollen,
            "ongegrond",
            verzonden_op=date(2027, 1, 11),
        )
        besluit.refresh_from_db()

        assert rij.beroep_uiterste_datum == date(2027, 2, 22)
        with pytest.raises(NietToegestaan):
            services.onherroepelijk_maken(besluit=besluit, op=moment(date(2027, 3, 1)))
        assert services.onherroepelijk_maken(besluit=besluit, op=moment(date(2027, 3, 2)))


class TestOnherroepelijk:
    """The term ended on 14 December; a letter posted in time may come in until 21 December (Awb 6:9)."""

    @pytest.mark.parametrize("dag", [date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 21)])
    def test_nog_niet(self, besluit: Besluit, dag: date) -> None:
        with pytest.raises(NietToegestaan, match="nog niet voorbij"):
            services.onherroepelijk_maken(besluit=besluit, op=moment(dag))

    def test_de_dag_daarna(self, besluit: Besluit) -> None:
        klaar = services.onherroepelijk_maken(besluit=besluit, op=moment(date(2026, 12, 22)))

        assert klaar.status == Besluitstatus.ONHERROEPELIJK
        assert klaar.onherroepelijk_op == date(2026, 12, 22)

    def test_met_een_open_bezwaar_niet(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        registreer(besluit, rollen)

        with pytest.raises(NietToegestaan):
            services.onherroepelijk_maken(besluit=besluit, op=moment(date(2027, 6, 1)))

    def test_na_een_beslissing_op_bezwaar_loopt_eerst_de_termijn_voor_beroep(
        self, rollen: Rolverdeling, besluit: Besluit
    ) -> None:
        """Decided on 15 January: beroep until 26 February, post until 5 March."""
        handel_af(registreer(besluit, rollen), rollen, Bezwaaruitkomst.ONGEGROND)
        besluit.refresh_from_db()

        with pytest.raises(NietToegestaan):
            services.onherroepelijk_maken(besluit=besluit, op=moment(date(2027, 3, 5)))
        assert services.onherroepelijk_maken(besluit=besluit, op=moment(date(2027, 3, 6)))

    def test_een_ingetrokken_bezwaar_verlengt_niets(self, rollen: Rolverdeling, besluit: Besluit) -> None:
        bezwaar = registreer(besluit, rollen)
        services.bezwaar_intrekken(bezwaar=bezwaar, door=rollen.administratie, op=moment(date(2026, 12, 1)))
        besluit.refresh_from_db()

        assert services.onherroepelijk_maken(besluit=besluit, op=moment(date(2026, 12, 22)))

    def test_een_besluit_dat_niet_bekend_is_niet(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan):
            services.onherroepelijk_maken(besluit=factories.besluit(rollen), op=moment(date(2028, 1, 1)))
