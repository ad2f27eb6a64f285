"""Verdaging and opschorting: what the clocks do, beside a calculation by hand, for the three profiles."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from swv.klok import datum_van
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from swv.profielen import lees
from swv.profielen.laden import profiel_laden
from tests.factories import GebruikerFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services
from tlv.beslisdatum import termijnen_van
from tlv.enums import Kennisgevingsoort, Opschortgrond, Soort
from tlv.models import Aanvraag, Besluit, Kennisgeving, Termijnopschorting, Verdaging
from tlv.selectors.cijfers import met_doorlooptijd
from tlv.tasks import maak_kennisgeving

REDEN = "Het tweede advies laat op zich wachten."


def verdaag(aanvraag: Aanvraag, rollen: Rolverdeling, *, weken: int = 4, dag: int = 20) -> Verdaging:
    return services.beslissing_verdagen(
        aanvraag=aanvraag, weken=weken, reden=REDEN, door=rollen.administratie, op=na(dag)
    )


def schort_op(
    aanvraag: Aanvraag, rollen: Rolverdeling, *, dag: int = 10, **anders: Any
) -> Termijnopschorting:
    velden = {
        "grond": Opschortgrond.OVERMACHT,
        "vanaf": na(dag).date(),
        "tot_en_met": None,
        "ingestemd_op": None,
        "toelichting": "De school is door brand gesloten.",
    } | anders
    return services.termijn_opschorten(
        aanvraag=aanvraag,
        door=rollen.administratie,
        op=na(dag),
        **velden,  # type: ignore[arg-type]
    )


def instemming(**anders: Any) -> dict[str, Any]:
    return {
        "grond": Opschortgrond.INSTEMMING,
        "vanaf": date(2026, 11, 16),
        "tot_en_met": date(2026, 11, 25),
        "ingestemd_op": date(2026, 11, 12),
    } | anders


def klokken(aanvraag: Aanvraag) -> dict[str, date]:
    return {rij.norm.code.removeprefix("tlv."): rij.uiterste_datum for rij in termijnen_van(aanvraag)}


# --- by hand, per profile -------------------------------------------------------------------------

# Received and complete on Monday 2 November 2026. Opschorting with consent 16 up to and including 25 November:
# 10 days. Verdaging by 4 weeks on 22 November. No feestdag on any of these days; 2026 and 2027 have no 29 Feb.
#   Awb:       2-11 + 8 weeks = 28-12 ; + 10 days = 7-1-2027 (Thursday) ; + 4 weeks = 4-2-2027 (Thursday)
#   PO2203:    service 2-11 + 6 weeks = 14-12 ; + 10 = 24-12 ; + 4 weeks = 21-1-2027
#              outer   2-11 + 10 weeks = 11-1-2027 ; + 10 = 21-1-2027 ; the verdaging is in it already
#   PO2202:    service 2-11 + 3 weeks = 23-11 ; + 10 = 3-12 ; no extension in its plan, so it stays
#              first judgement: 2 working days = 4-11 ; before the opschorting
#              HOOG: outer 2-11 + 4 weeks = 30-11 ; + 10 = 10-12
#   VO2001:    only the Awb
HAND: dict[tuple[str, str], dict[str, tuple[date, date, date]]] = {
    ("vo2001", "nee"): {
        "awb_beslistermijn": (date(2026, 12, 28), date(2027, 1, 7), date(2027, 2, 4)),
    },
    ("po2203", "nee"): {
        "awb_beslistermijn": (date(2026, 12, 28), date(2027, 1, 7), date(2027, 2, 4)),
        "servicenorm": (date(2026, 12, 14), date(2026, 12, 24), date(2027, 1, 21)),
        "uiterste_termijn": (date(2027, 1, 11), date(2027, 1, 21), date(2027, 1, 21)),
    },
    ("po2202", "nee"): {
        "awb_beslistermijn": (date(2026, 12, 28), date(2027, 1, 7), date(2027, 2, 4)),
        "servicenorm": (date(2026, 11, 23), date(2026, 12, 3), date(2026, 12, 3)),
        "eerste_beoordeling": (date(2026, 11, 4), date(2026, 11, 4), date(2026, 11, 4)),
    },
    ("po2202", "ja"): {
        "awb_beslistermijn": (date(2026, 12, 28), date(2027, 1, 7), date(2027, 2, 4)),
        "servicenorm": (date(2026, 11, 23), date(2026, 12, 3), date(2026, 12, 3)),
        "uiterste_termijn": (date(2026, 11, 30), date(2026, 12, 10), date(2026, 12, 10)),
    },
}


@pytest.mark.parametrize(("swv", "emb"), HAND)
def test_de_drie_profielen_met_de_hand_nagerekend(db: None, vaste_dag: None, swv: str, emb: str) -> None:
    profiel_laden(lees(swv))
    soort = Soort.VSO if swv.startswith("vo") else Soort.SO
    kind = date(2014, 5, 6) if swv.startswith("vo") else date(2018, 5, 6)
    rollen = factories.rolverdeling(geboortedatum=kind)
    aanvraag = factories.compleet(rollen, soort=soort, emb=emb)
    stappen = [klokken(aanvraag)]
    schort_op(aanvraag, rollen, **instemming())
    stappen.append(klokken(aanvraag))
    verdaag(aanvraag, rollen)
    stappen.append(klokken(aanvraag))

    gevonden = {code: tuple(stap[code] for stap in stappen) for code in stappen[0]}
    assert gevonden == HAND[swv, emb]


def test_de_afleiding_noemt_stilstand_verlenging_en_uitkomst(rollen: Rolverdeling) -> None:
    aanvraag = factories.compleet(rollen)
    schort_op(aanvraag, rollen, **instemming())
    verdaag(aanvraag, rollen)

    afleiding = aanvraag.termijnen.get().afleiding
    assert afleiding == [
        "Ontvangen op 2 november 2026.",
        "Acht weken later (proefbron, artikel 1): maandag 28 december 2026.",
        "Stilgezet van 16 november tot en met 25 november 2026, omdat de aanvrager instemde met uitstel: "
        "10 dagen erbij, dat wordt donderdag 7 januari 2027.",
        "Verlengd met vier weken: donderdag 4 februari 2027.",
    ]


def test_verdaging_telt_vanaf_het_einde_dat_nog_niet_was_opgeschoven(rollen: Rolverdeling) -> None:
    """Received on 6 November 2026: 8 weeks end on 1 January 2027, moved to Monday 4 January.

    Put off by 2 weeks from the unshifted end: 15 January, not 18 January.
    """
    aanvraag = factories.compleet(rollen, op=na(4))
    assert klokken(aanvraag)["awb_beslistermijn"] == date(2027, 1, 4)
    verdaag(aanvraag, rollen, weken=2)

    assert klokken(aanvraag)["awb_beslistermijn"] == date(2027, 1, 15)


# --- verdaging ------------------------------------------------------------------------------------


class TestVerdaging:
    def test_wat_er_vast_komt_te_liggen(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        verdaging = verdaag(aanvraag, rollen)

        assert (verdaging.nieuwe_datum, verdaging.reden) == (date(2027, 1, 25), REDEN)
        rij = Gebeurtenis.objects.get(soort="verdaagd")
        assert (rij.door, rij.gegevens) == (
            rollen.administratie,
            {"weken": 4, "nieuwe_datum": "2027-01-25"},
        )
        assert Gebeurtenis.objects.filter(soort="termijnen_herberekend").latest("id").gegevens == {
            "tlv.awb_beslistermijn": {"van": "2026-12-28", "naar": "2027-01-25"}
        }
        aanvraag.refresh_from_db()
        assert aanvraag.eerstvolgende_datum == date(2027, 1, 25)

    def test_de_brief_noemt_reden_en_dag(self, rollen: Rolverdeling) -> None:
        verdaag(factories.compleet(rollen), rollen)

        brief = Kennisgeving.objects.get()
        assert brief.soort == Kennisgevingsoort.VERDAGING
        assert brief.aan == rollen.school.bestuur.naam
        tekst = " ".join(brief.alineas)
        assert REDEN in tekst
        assert "maandag 25 januari 2027" in tekst

    def test_een_keer(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        verdaag(aanvraag, rollen, weken=1)
        with pytest.raises(NietToegestaan, match="al verdaagd"):
            verdaag(aanvraag, rollen, weken=1, dag=21)
        with pytest.raises(IntegrityError), transaction.atomic():
            Verdaging.objects.create(
                aanvraag=aanvraag,
                weken=1,
                reden="x",
                nieuwe_datum=OP.date(),
                verdaagd_op=OP,
                verdaagd_door=rollen.administratie,
            )

    def test_op_de_laatste_dag_nog_wel_daarna_niet(self, rollen: Rolverdeling) -> None:
        te_laat = factories.compleet(rollen)
        op_tijd = factories.compleet(factories.rolverdeling())

        with pytest.raises(NietToegestaan, match="eindigde op 28 december 2026"):
            verdaag(te_laat, rollen, dag=57)
        assert verdaag(op_tijd, rollen, dag=56).nieuwe_datum == date(2027, 1, 25)

    def test_een_servicenorm_die_al_voorbij_was_schuift_niet_meer(self, db: None, vaste_dag: None) -> None:
        """PO2203: after six weeks the own norm was missed; the law still gives time."""
        profiel_laden(lees("po2203"))
        rollen = factories.rolverdeling(geboortedatum=date(2018, 5, 6))
        aanvraag = factories.compleet(rollen, soort=Soort.SO)
        verdaag(aanvraag, rollen, dag=43)

        assert klokken(aanvraag)["servicenorm"] == date(2026, 12, 14)
        assert klokken(aanvraag)["awb_beslistermijn"] == date(2027, 1, 25)

    def test_tijdens_stilstand_kan_het(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vraag_aanvulling(aanvraag, rollen, op=na(50), dagen=30)

        assert verdaag(aanvraag, rollen, dag=60)

    @pytest.mark.parametrize(("weken", "reden"), [(0, REDEN), (5, REDEN), (2, "  ")])
    def test_wat_niet_mag(self, rollen: Rolverdeling, weken: int, reden: str) -> None:
        aanvraag = factories.compleet(rollen)
        with pytest.raises(NietToegestaan):
            services.beslissing_verdagen(
                aanvraag=aanvraag, weken=weken, reden=reden, door=rollen.administratie, op=na(3)
            )
        assert not Verdaging.objects.exists()

    def test_na_het_besluit_niet(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen)
        with pytest.raises(NietToegestaan, match="loopt niet meer"):
            verdaag(besluit.aanvraag, rollen)

    @pytest.mark.parametrize("rol", ["directeur", "ect", "deskundige"])
    def test_wie_niet_mag(self, rollen: Rolverdeling, rol: str) -> None:
        aanvraag = factories.compleet(rollen)
        with pytest.raises(NietToegestaan):
            services.beslissing_verdagen(
                aanvraag=aanvraag, weken=2, reden=REDEN, door=GebruikerFactory(rol=rol), op=na(3)
            )


# --- opschorting ----------------------------------------------------------------------------------


class TestOpschorting:
    def test_overmacht_staat_stil_tot_het_voorbij_is(self, rollen: Rolverdeling) -> None:
        """Stands still 12 up to and including 19 November: 8 days; 28 December becomes 5 January."""
        aanvraag = factories.compleet(rollen)
        rij = schort_op(aanvraag, rollen)
        termijn = aanvraag.termijnen.get()
        aanvraag.refresh_from_db()
        assert (termijn.staat_stil_sinds, aanvraag.eerstvolgende_datum) == (date(2026, 11, 12), None)

        services.opschorting_beeindigen(
            opschorting=rij, tot_en_met=date(2026, 11, 19), door=rollen.administratie, op=na(18)
        )
        termijn.refresh_from_db()
        aanvraag.refresh_from_db()
        assert (termijn.staat_stil_sinds, termijn.uiterste_datum) == (None, date(2027, 1, 5))
        assert aanvraag.eerstvolgende_datum == date(2027, 1, 5)
        assert [k.soort for k in Kennisgeving.objects.order_by("id")] == ["opschorting", "einde_opschorting"]
        assert "dinsdag 5 januari 2027" in " ".join(Kennisgeving.objects.latest("id").alineas)

    def test_instemming_heeft_een_dag_van_instemming_en_een_einde(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        for zonder in ("ingestemd_op", "tot_en_met"):
            with pytest.raises(NietToegestaan, match="wanneer de aanvrager instemde"):
                schort_op(aanvraag, rollen, **instemming(**{zonder: None}))
        assert schort_op(aanvraag, rollen, **instemming()).tot_en_met == date(2026, 11, 25)
        assert "12 november 2026 schriftelijk mee in" in " ".join(Kennisgeving.objects.get().alineas)

    def test_een_afgesproken_uitstel_kan_eerder_stoppen(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        rij = schort_op(aanvraag, rollen, **instemming())
        services.opschorting_beeindigen(
            opschorting=rij, tot_en_met=date(2026, 11, 18), door=rollen.administratie, op=na(16)
        )
        assert aanvraag.termijnen.get().uiterste_datum == date(2026, 12, 31)
        with pytest.raises(NietToegestaan, match="al voorbij"):
            services.opschorting_beeindigen(
                opschorting=rij, tot_en_met=date(2026, 11, 18), door=rollen.administratie, op=na(17)
            )

    @pytest.mark.parametrize(
        ("anders", "melding"),
        [
            ({"toelichting": " "}, "Schrijf waarom"),
            ({"vanaf": OP.date()}, "begint na de dag waarop"),
            ({"vanaf": date(2026, 11, 13)}, "Kies vandaag of eerder"),
            ({"tot_en_met": date(2026, 11, 11)}, "niet voor de eerste"),
            (instemming(ingestemd_op=date(2026, 11, 13)), "toekomst"),
            (instemming(vanaf=date(2026, 12, 29), tot_en_met=date(2027, 1, 9)), "eindigt op 28 december"),
        ],
    )
    def test_wat_niet_mag(self, rollen: Rolverdeling, anders: dict[str, Any], melding: str) -> None:
        aanvraag = factories.compleet(rollen)
        with pytest.raises(NietToegestaan, match=melding):
            schort_op(aanvraag, rollen, **anders)
        assert not Termijnopschorting.objects.exists()

    def test_geen_dag_staat_twee_keer_stil(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        schort_op(aanvraag, rollen, **instemming())
        with pytest.raises(NietToegestaan, match="stond de termijn al stil"):
            schort_op(aanvraag, rollen, dag=25, vanaf=date(2026, 11, 25))
        with pytest.raises(NietToegestaan, match="Beëindig die eerst"):
            factories.vraag_aanvulling(aanvraag, rollen, op=na(15))
        with pytest.raises(IntegrityError), transaction.atomic():
            Termijnopschorting.objects.create(
                aanvraag=aanvraag,
                grond=Opschortgrond.AANVRAGER,
                vanaf=date(2026, 11, 20),
                toelichting="x",
                begonnen_op=OP,
                begonnen_door=rollen.administratie,
            )

    def test_zolang_de_school_aanvult_staat_de_termijn_al_stil(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vraag_aanvulling(aanvraag, rollen, op=na(3))
        aanvraag.refresh_from_db()
        with pytest.raises(NietToegestaan, match="iets moet aanvullen"):
            schort_op(aanvraag, rollen)

    def test_een_tweede_open_opschorting_kan_niet(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        schort_op(aanvraag, rollen)
        with pytest.raises(NietToegestaan, match="staat al stil"):
            schort_op(aanvraag, rollen, dag=12)

    def test_na_het_besluit_kan_een_open_opschorting_nog_dicht(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(rollen)
        rij = schort_op(aanvraag, rollen)
        besluit = factories.besluit(rollen, aanvraag, op=na(20))
        voor = klokken(aanvraag)
        services.opschorting_beeindigen(
            opschorting=rij, tot_en_met=date(2026, 11, 20), door=rollen.administratie, op=na(21)
        )
        assert (klokken(aanvraag), datum_van(besluit.genomen_op)) == (voor, date(2026, 11, 22))

    def test_wie_niet_mag(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.compleet(rollen)
        with pytest.raises(NietToegestaan):
            services.termijn_opschorten(
                aanvraag=aanvraag, door=rollen.directeur, op=na(3), **instemming(), toelichting="x"
            )


# --- the letter -----------------------------------------------------------------------------------


class TestBrief:
    def test_de_brief_wordt_een_keer_gemaakt_en_daarna_verzonden(
        self, rollen: Rolverdeling, settings: Any, tmp_path: Any
    ) -> None:
        settings.BESTANDEN_ROOT = tmp_path
        verdaag(factories.compleet(rollen), rollen)
        brief = Kennisgeving.objects.get()
        with pytest.raises(NietToegestaan, match="nog gemaakt"):
            verstuur(brief, rollen)
        for _ in range(2):
            maak_kennisgeving(kennisgeving=str(brief.sleutel))
        assert brief.bestand.inhoudstype == "application/pdf"
        with pytest.raises(NietToegestaan, match="niet voor zij is geschreven"):
            verstuur(brief, rollen, date(2026, 11, 21))
        verstuur(brief, rollen)
        with pytest.raises(NietToegestaan, match="al vastgelegd"):
            verstuur(brief, rollen)

    def test_de_school_ziet_een_brief_pas_na_verzending(self, rollen: Rolverdeling) -> None:
        verdaag(factories.compleet(rollen), rollen)
        assert not Kennisgeving.objects.zichtbaar_voor(rollen.aanvrager).exists()
        Kennisgeving.objects.update(verzonden_op=OP.date(), verzonden_door=rollen.administratie)
        assert Kennisgeving.objects.zichtbaar_voor(rollen.aanvrager).exists()
        assert not Kennisgeving.objects.zichtbaar_voor(factories.rolverdeling().aanvrager).exists()


def verstuur(brief: Kennisgeving, rollen: Rolverdeling, dag: date = date(2026, 11, 23)) -> Kennisgeving:
    return services.kennisgeving_verzonden(
        kennisgeving=brief, verzonden_op=dag, door=rollen.administratie, op=na(30)
    )


# --- the figure -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vanaf", "tot", "dagen"),
    [
        (date(2026, 11, 10), date(2026, 11, 14), 15),  # five days stood still of the twenty
        (date(2026, 11, 18), None, 15),  # still going on at the decision of 22 November: five days
        (date(2026, 11, 10), date(2026, 12, 20), 7),
    ],
)
def test_doorlooptijd_is_zonder_de_dagen_van_opschorting(
    rollen: Rolverdeling, vanaf: date, tot: date | None, dagen: int
) -> None:
    aanvraag = factories.geadviseerd(rollen)
    Termijnopschorting.objects.create(
        aanvraag=aanvraag,
        grond=Opschortgrond.AANVRAGER,
        vanaf=vanaf,
        tot_en_met=tot,
        toelichting="x",
        begonnen_op=OP,
        begonnen_door=rollen.administratie,
    )
    factories.besluit(rollen, aanvraag, op=na(20))

    assert met_doorlooptijd(Besluit.objects.all()).get().doorlooptijd == dagen
