"""Clocks of a request: which ones, from when, and how they move; the four profiles of the sources."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from swv.models.normen import Startmoment
from swv.normen import wijzig_norm
from swv.termijnen import Kalender, Staat
from tests.factories import GebruikerFactory, NormFactory
from tests.tlv import factories
from tests.tlv.factories import DAG, OP, Rolverdeling, na
from tlv import services
from tlv.beslisdatum import (
    beloofde_klok,
    einde_stilstand,
    klokken_van,
    opschortingen,
    termijnen_van,
    verwachte_categorie,
    verwachte_klokken,
    voorstel_hersteltermijn,
)
from tlv.enums import Herstelstatus, Soort
from tlv.models import Aanvraag, Aanvraagtermijn
from tlv.selectors.klokken import belofte_na_compleet, klokken

COMPLEET = Startmoment.COMPLEET


def po2203() -> None:
    """Six weeks from complete, ten weeks at most (ondersteuningsplan PO2203)."""
    NormFactory(code="tlv.servicenorm", naam="TLV binnen 6 weken", waarde=6, startmoment=COMPLEET)
    NormFactory(code="tlv.uiterste_termijn", naam="TLV uiterlijk", waarde=10, startmoment=COMPLEET)


def po2202() -> None:
    """Two working days for the first judgement, three weeks; four for HOOG (ondersteuningsplan PO2202)."""
    NormFactory(
        code="tlv.eerste_beoordeling",
        waarde=2,
        eenheid="werkdagen",
        startmoment=COMPLEET,
        categorieen=["L", "M", "Nvt"],
    )
    NormFactory(code="tlv.servicenorm", waarde=3, startmoment=COMPLEET)
    NormFactory(code="tlv.uiterste_termijn", waarde=4, startmoment=COMPLEET, categorieen=["H"])


def datums(aanvraag: Aanvraag) -> dict[str, date]:
    return {rij.norm.code: rij.uiterste_datum for rij in termijnen_van(aanvraag)}


class TestBelofte:
    def test_na_het_indienen_blijft_de_belofte_vanaf_compleet(self, rollen: Rolverdeling) -> None:
        po2202()
        with time_machine.travel(na(2)):
            belofte = belofte_na_compleet(factories.ingediend(rollen))

        assert belofte is not None
        assert belofte.voorwaarde == "3 weken nadat uw aanvraag compleet is"
        assert belofte.termijn.uiterste_datum == date(2026, 11, 25)

    def test_een_complete_aanvraag_heeft_een_datum_en_geen_belofte(self, rollen: Rolverdeling) -> None:
        po2202()
        assert belofte_na_compleet(factories.compleet(rollen)) is None

    def test_zonder_eigen_norm_is_er_geen_belofte(self, rollen: Rolverdeling) -> None:
        assert belofte_na_compleet(factories.ingediend(rollen)) is None


class TestBekendmaking:
    def test_een_besluit_in_de_la_houdt_de_klok_niet_op(self, rollen: Rolverdeling) -> None:
        """A decision works from the day on which it is made known (Awb 3:40)."""
        besluit = factories.besluit(rollen)
        assert [klok.resterend.staat for klok in klokken(besluit.aanvraag)] == [Staat.RUIM]

        factories.maak_bekend(besluit, rollen)
        assert [klok.resterend.staat for klok in klokken(besluit.aanvraag)] == [Staat.AFGEROND]


class TestProfielen:
    def test_zonder_eigen_norm_loopt_alleen_de_wet(self, rollen: Rolverdeling) -> None:
        assert datums(factories.compleet(rollen)) == {"tlv.awb_beslistermijn": date(2026, 12, 28)}

    def test_servicenorm_en_uiterste_termijn_lopen_samen(self, rollen: Rolverdeling) -> None:
        po2203()
        aanvraag = factories.ingediend(rollen)
        assert set(datums(aanvraag)) == {"tlv.awb_beslistermijn"}

        services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(2))
        assert datums(aanvraag) == {
            "tlv.servicenorm": date(2026, 12, 16),
            "tlv.awb_beslistermijn": date(2026, 12, 28),
            "tlv.uiterste_termijn": date(2027, 1, 13),
        }

    def test_een_norm_per_categorie(self, rollen: Rolverdeling) -> None:
        po2202()
        gewoon = factories.compleet(rollen)
        ernstig = factories.compleet(factories.rolverdeling(), emb="ja")

        assert set(datums(gewoon)) == {
            "tlv.eerste_beoordeling",
            "tlv.servicenorm",
            "tlv.awb_beslistermijn",
        }
        assert datums(gewoon)["tlv.eerste_beoordeling"] == date(2026, 11, 4)
        assert set(datums(ernstig)) == {
            "tlv.servicenorm",
            "tlv.uiterste_termijn",
            "tlv.awb_beslistermijn",
        }

    def test_een_norm_voor_een_andere_soort_loopt_niet(self, rollen: Rolverdeling) -> None:
        NormFactory(code="tlv.servicenorm", waarde=3, soorten=["pro"])

        assert set(datums(factories.ingediend(rollen))) == {"tlv.awb_beslistermijn"}
        assert "tlv.servicenorm" in datums(factories.ingediend(factories.rolverdeling(), soort=Soort.PRO))

    def test_de_eerstvolgende_datum_is_de_vroegste(self, rollen: Rolverdeling) -> None:
        po2203()

        assert factories.compleet(rollen).eerstvolgende_datum == date(2026, 12, 14)


class TestNormversies:
    def nieuwe_norm(self, geldig_vanaf: date, *, waarde: int = 3) -> None:
        wijzig_norm(
            code="tlv.servicenorm",
            waarde=Decimal(waarde),
            geldig_vanaf=geldig_vanaf,
            reden="Nieuw ondersteuningsplan",
            door=GebruikerFactory(rol="directeur"),
            op=OP,
        )

    def test_een_lopende_aanvraag_houdt_de_norm_van_ontvangst(self, rollen: Rolverdeling) -> None:
        """Also when it becomes complete only after the change (differentiator 2)."""
        po2203()
        aanvraag = factories.ingediend(rollen)
        self.nieuwe_norm(na(1).date())
        services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(5))

        termijn = aanvraag.termijnen.get(norm__code="tlv.servicenorm")
        assert termijn.norm.waarde == 6
        nieuw = factories.compleet(factories.rolverdeling(), op=na(5))
        assert nieuw.termijnen.get(norm__code="tlv.servicenorm").norm.waarde == 3

    def test_een_herberekening_verandert_de_norm_niet(self, rollen: Rolverdeling) -> None:
        po2203()
        aanvraag = factories.compleet(rollen)
        self.nieuwe_norm(na(1).date())
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, op=na(2))
        factories.vul_aan(verzoek, rollen, op=na(2))

        assert aanvraag.termijnen.filter(norm__code="tlv.servicenorm").count() == 1
        assert datums(aanvraag)["tlv.servicenorm"] == date(2026, 12, 14)


class TestVerwacht:
    def test_de_belofte_noemt_elke_klok_vroegste_eerst(self, rollen: Rolverdeling) -> None:
        po2203()
        klokken = verwachte_klokken(Soort.VSO, DAG)

        assert [klok.norm.code for klok in klokken] == [
            "tlv.servicenorm",
            "tlv.awb_beslistermijn",
            "tlv.uiterste_termijn",
        ]
        assert [klok.termijn.uiterste_datum for klok in verwachte_klokken(Soort.VSO, DAG)] == [
            date(2026, 12, 14),
            date(2026, 12, 28),
            date(2027, 1, 11),
        ]
        assert klokken[0].termijn.afleiding[-1].endswith("14 december 2026.")

    def test_de_belofte_komt_uit_als_alles_compleet_is(self, rollen: Rolverdeling) -> None:
        po2203()
        beloofd = {k.norm.code: k.termijn.uiterste_datum for k in verwachte_klokken(Soort.VSO, DAG)}

        assert datums(factories.compleet(rollen)) == beloofd

    def test_de_belofte_is_de_eigen_norm_van_het_swv(self, rollen: Rolverdeling) -> None:
        """PO2202 promises 3 weeks after the request is complete, and 4 for categorie hoog; not the 8 of the act."""
        NormFactory(code="tlv.servicenorm", waarde=3, startmoment=Startmoment.COMPLEET)
        NormFactory(
            code="tlv.uiterste_termijn", waarde=4, startmoment=Startmoment.COMPLEET, categorieen=["H"]
        )

        gewoon, hoog = beloofde_klok(Soort.VSO, DAG), beloofde_klok(Soort.VSO, DAG, "H")

        assert gewoon is not None
        assert hoog is not None
        assert gewoon.termijn.uiterste_datum == date(2026, 11, 23)
        assert gewoon.voorwaarde == "3 weken nadat uw aanvraag compleet is"
        assert hoog.norm.code == "tlv.uiterste_termijn"

    def test_zonder_eigen_norm_is_de_belofte_de_wet(self, rollen: Rolverdeling) -> None:
        klok = beloofde_klok(Soort.VSO, DAG)

        assert klok is not None
        assert (klok.norm.code, klok.voorwaarde) == ("tlv.awb_beslistermijn", "")

    def test_voor_indienen_loopt_er_niets(self, rollen: Rolverdeling) -> None:
        assert klokken_van(factories.begin(rollen)) == []


ZONDAG = date(2026, 11, 8)


class TestHersteltermijn:
    def test_de_norm_van_het_swv(self, rollen: Rolverdeling) -> None:
        NormFactory(code="tlv.hersteltermijn", waarde=3, startmoment=Startmoment.UITNODIGING)

        assert voorstel_hersteltermijn(DAG).uiterste_datum == date(2026, 11, 23)

    def test_zonder_norm_twee_weken(self, rollen: Rolverdeling) -> None:
        assert voorstel_hersteltermijn(DAG).uiterste_datum == date(2026, 11, 16)

    def test_zonder_norm_nooit_op_een_zondag(self, rollen: Rolverdeling) -> None:
        assert voorstel_hersteltermijn(ZONDAG).uiterste_datum == date(2026, 11, 23)

    def test_een_norm_van_het_profiel_schuift_naar_een_werkdag_en_zegt_waarom(
        self, rollen: Rolverdeling
    ) -> None:
        """Not set in an act: it moves because the setting says so (domein.md 9.1, point 6)."""
        call_command("laad_profiel", "vo2001", stdout=StringIO())

        voorstel = voorstel_hersteltermijn(ZONDAG)

        assert voorstel.uiterste_datum == date(2026, 11, 23)
        assert "zondag 22 november 2026" in voorstel.afleiding[1]
        assert voorstel.afleiding[-1].endswith("maandag 23 november 2026.")


class TestAfleiding:
    def test_de_laatste_zin_noemt_de_opgeslagen_datum(self, rollen: Rolverdeling) -> None:
        po2203()
        aanvraag = factories.compleet(rollen)
        factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen, op=na(3)), rollen, op=na(9))

        for rij in termijnen_van(aanvraag):
            dag = rij.uiterste_datum
            assert f"{dag.day} " in rij.afleiding[-1]
            assert rij.afleiding[-1].rstrip(".").endswith(str(dag.year))

    def test_tijdens_stilstand_staat_dat_erbij(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vraag_aanvulling(aanvraag, rollen, op=na(3))

        assert "staat stil sinds 6 november 2026" in aanvraag.termijnen.get().afleiding[-1]


def verzoek(status: Herstelstatus, gevraagd: int, klaar: int = 0, tot: int = 14) -> Any:
    return SimpleNamespace(
        status=status,
        gevraagd_op=na(gevraagd),
        afgehandeld_op=na(klaar) if klaar else None,
        hersteltermijn_tot_en_met=na(tot).date(),
    )


@pytest.mark.parametrize(
    ("status", "einde"),
    [
        (Herstelstatus.OPEN, None),
        (Herstelstatus.AANGEVULD, date(2026, 11, 10)),
        (Herstelstatus.INGETROKKEN, date(2026, 11, 10)),
        (Herstelstatus.VERLOPEN, date(2026, 11, 16)),
    ],
)
def test_einde_stilstand(status: Herstelstatus, einde: date | None) -> None:
    klaar = 0 if status is Herstelstatus.OPEN else 8
    assert einde_stilstand(verzoek(status, 1, klaar)) == einde


def test_opschortingen_op_volgorde() -> None:
    reeks = opschortingen([verzoek(Herstelstatus.OPEN, 9), verzoek(Herstelstatus.AANGEVULD, 1, 4)])

    assert [(o.van, o.tot) for o in reeks] == [
        (date(2026, 11, 3), date(2026, 11, 6)),
        (date(2026, 11, 11), None),
    ]


@pytest.mark.parametrize(("emb", "categorie"), [("ja", "H"), ("nee", ""), ("", "")])
def test_verwachte_categorie(emb: str, categorie: str) -> None:
    assert verwachte_categorie(SimpleNamespace(antwoorden={"emb": emb})) == categorie


# Each invitation comes before the end of the term; later ones give no time, see the last test.
RONDES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 20)), min_size=0, max_size=4)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rondes=RONDES, uur=st.integers(0, 22))
def test_elke_ronde_aanvullen_telt_precies_op(
    rollen: Rolverdeling, rondes: list[tuple[int, int]], uur: int
) -> None:
    """The stored date is the unshifted end plus exactly the suspended days, then the Atw (Awb 4:15)."""
    wie = factories.rolverdeling()
    aanvraag = factories.ingediend(wie)
    op, stil = OP.replace(hour=uur, tzinfo=UTC), 0
    for wachten, duur in rondes:
        op += timedelta(days=wachten)
        ronde = factories.vraag_aanvulling(aanvraag, wie, op=op, dagen=60)
        op += timedelta(days=duur)
        factories.vul_aan(ronde, wie, op=op)
        stil += max(duur - 1, 0)
        op += timedelta(days=1)

    termijn: Aanvraagtermijn = aanvraag.termijnen.get()
    einde = date(2026, 12, 28) + timedelta(days=stil)
    kalender = Kalender()
    assert termijn.uiterste_datum >= einde
    assert kalender.is_werkdag(termijn.uiterste_datum)
    assert all(
        not kalender.is_werkdag(einde + timedelta(days=n))
        for n in range((termijn.uiterste_datum - einde).days)
    )


def test_een_verzoek_na_het_einde_geeft_geen_extra_tijd(rollen: Rolverdeling) -> None:
    aanvraag = factories.ingediend(rollen)
    te_laat = datetime(2027, 1, 4, 9, tzinfo=UTC)
    verzoek_ = factories.vraag_aanvulling(aanvraag, rollen, op=te_laat)
    factories.vul_aan(verzoek_, rollen, op=te_laat + timedelta(days=10))

    assert datums(aanvraag)["tlv.awb_beslistermijn"] == date(2026, 12, 28)
