"""The route of an objection: its clocks beside a calculation by hand, its steps, the bundle, beroep."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlingen.vernietigen import document_vernietigen
from swv.bestanden import lees
from swv.models import Gebeurtenis
from swv.models.normen import Startmoment
from swv.permissions import NietToegestaan
from swv.termijnen import Kalender
from tests.factories import GebruikerFactory, NormFactory
from tests.swv.bestandenmaker import maak_docx, maak_pdf_met_tekst
from tests.swv.pdfhulp import bladzijden
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tests.vragen import is_van_de_pagina
from tests.werklijst import werkregels
from tlv import services
from tlv.enums import Besluitstatus, Bezwaarstatus, Bezwaaruitkomst
from tlv.models import Bezwaar, Kennisgeving
from tlv.rechtskracht import eerste_dag_onherroepelijk
from tlv.tasks import maak_lbt_bundel
from tlv.vernietigen import reden_bezwaar_loopt

Als = Callable[..., Client]


def moment(dag: date) -> datetime:
    return datetime.combine(dag, time(10), tzinfo=UTC)


@pytest.fixture
def bezwaar(rollen: Rolverdeling) -> Bezwaar:
    """Made known on 2 November; received on Friday 20 November 2026."""
    NormFactory(code="bezwaar.adviesaanvraag", waarde=2, startmoment=Startmoment.ONTVANGST_BEZWAAR, atw=False)
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    return registreer(besluit, rollen)


def registreer(besluit: Any, rollen: Rolverdeling, indiener: str = "Ouder Een") -> Bezwaar:
    return services.bezwaar_registreren(
        besluit=besluit,
        indiener=indiener,
        ontvangen_op=date(2026, 11, 20),
        door=rollen.administratie,
        op=moment(date(2026, 11, 20)),
    )


def doe(stap: Any, bezwaar: Bezwaar, rollen: Rolverdeling, dag: date, **velden: Any) -> Bezwaar:
    return stap(bezwaar=bezwaar, door=rollen.administratie, op=moment(dag), **velden)


def stuur_door(bezwaar: Bezwaar, rollen: Rolverdeling) -> Bezwaar:
    dag = date(2026, 12, 1)
    return doe(services.bezwaar_doorzenden, bezwaar, rollen, dag, doorgezonden_op=dag)


class TestKlokken:
    def test_twee_weken_voor_de_lbt_en_twaalf_voor_de_beslissing(self, bezwaar: Bezwaar) -> None:
        """20 November + 14 days; the bezwaar term ends on 14 December, + 84 days."""
        assert bezwaar.lbt_uiterste_datum == date(2026, 12, 4)
        assert bezwaar.lbt_afleiding[0] == "Bezwaar ontvangen op 20 november 2026."
        assert bezwaar.bob_uiterste_datum == date(2027, 3, 8)

    def test_verdaging_telt_zes_weken_erbij(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        """8 March + 42 days is 19 April 2027; together longer than twelve weeks, so not moved."""
        rij = doe(
            services.bezwaar_verdagen, bezwaar, rollen, date(2027, 3, 1), weken=6, reden="Zitting later."
        )
        assert rij.bob_uiterste_datum == date(2027, 4, 19)
        assert rij.bob_afleiding[-1] == "Verlengd met zes weken: maandag 19 april 2027."
        brief = Kennisgeving.objects.get(soort="verdaging_bezwaar")
        assert "maandag 19 april 2027" in " ".join(brief.alineas)

    @pytest.mark.parametrize(
        ("dag", "weken", "reden"),
        [(date(2027, 3, 9), 2, "x"), (date(2027, 3, 1), 7, "x"), (date(2027, 3, 1), 2, " ")],
    )
    def test_verdagen_kan_niet_te_laat_te_lang_of_zonder_reden(
        self, rollen: Rolverdeling, bezwaar: Bezwaar, dag: date, weken: int, reden: str
    ) -> None:
        with pytest.raises(NietToegestaan):
            doe(services.bezwaar_verdagen, bezwaar, rollen, dag, weken=weken, reden=reden)

    def test_verdagen_kan_een_keer(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        rij = doe(services.bezwaar_verdagen, bezwaar, rollen, date(2027, 3, 1), weken=1, reden="x")
        with pytest.raises(NietToegestaan, match="al verdaagd"):
            doe(services.bezwaar_verdagen, rij, rollen, date(2027, 3, 2), weken=1, reden="x")

    def test_aanvullen_zet_de_termijn_stil(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        """Asked on 4 January, mended on 11 January: 5 to 10 January, six days; 8 becomes 14 March, a Sunday."""
        rij = doe(
            services.bezwaar_herstel_vragen,
            bezwaar,
            rollen,
            date(2027, 1, 4),
            wat="De handtekening.",
            tot_en_met=date(2027, 1, 18),
        )
        rij = doe(services.bezwaar_hersteld, rij, rollen, date(2027, 1, 12), hersteld_op=date(2027, 1, 11))
        assert rij.bob_uiterste_datum == date(2027, 3, 15)
        assert "6 dagen" in " ".join(rij.bob_afleiding)
        assert Kennisgeving.objects.filter(soort="herstel_bezwaar", bezwaar=rij).exists()

    def test_wie_te_laat_aanvult_zet_de_termijn_niet_langer_stil(
        self, rollen: Rolverdeling, bezwaar: Bezwaar
    ) -> None:
        """Asked on 4 January, until 11 January; in on the 25th: six days, as if mended on the 11th."""
        rij = doe(
            services.bezwaar_herstel_vragen,
            bezwaar,
            rollen,
            date(2027, 1, 4),
            wat="De handtekening.",
            tot_en_met=date(2027, 1, 11),
        )
        rij = doe(services.bezwaar_hersteld, rij, rollen, date(2027, 1, 25), hersteld_op=date(2027, 1, 25))
        assert rij.bob_uiterste_datum == date(2027, 3, 15)

    def test_aanvullen_voor_de_bezwaartermijn_voorbij_is_verschuift_niets(
        self, rollen: Rolverdeling, bezwaar: Bezwaar
    ) -> None:
        """The term to decide starts on 15 December; what was mended before that cost none of it."""
        vraag = {"wat": "De handtekening.", "tot_en_met": date(2026, 12, 4)}
        rij = doe(services.bezwaar_herstel_vragen, bezwaar, rollen, date(2026, 11, 24), **vraag)
        rij = doe(services.bezwaar_hersteld, rij, rollen, date(2026, 12, 2), hersteld_op=date(2026, 12, 1))
        assert rij.bob_uiterste_datum == date(2027, 3, 8)

    def test_na_de_beslissing_loopt_de_termijn_voor_beroep(
        self, rollen: Rolverdeling, bezwaar: Bezwaar
    ) -> None:
        """Decided on 15 January 2027: + 42 days is Friday 26 February."""
        rij = handel_af(bezwaar, rollen)
        assert rij.beroep_uiterste_datum == date(2027, 2, 26)


def handel_af(bezwaar: Bezwaar, rollen: Rolverdeling) -> Bezwaar:
    dag = date(2027, 1, 15)
    velden = {"uitkomst": "ongegrond", "verzonden_op": dag, "toelichting": "Het advies bleef uit."}
    return doe(services.bezwaar_afhandelen, stuur_door(bezwaar, rollen), rollen, dag, **velden)


class TestStappen:
    def test_de_bezwaarmaker_krijgt_een_ontvangstbevestiging(
        self, rollen: Rolverdeling, bezwaar: Bezwaar
    ) -> None:
        brief = Kennisgeving.objects.get(bezwaar=bezwaar)
        assert (brief.soort, brief.aan) == ("ontvangst_bezwaar", "Ouder Een")
        assert "maandag 8 maart 2027" in " ".join(brief.alineas)
        Kennisgeving.objects.update(verzonden_op=date(2026, 11, 21), verzonden_door=rollen.administratie)
        assert not Kennisgeving.objects.zichtbaar_voor(rollen.aanvrager).exists()

    def test_wie_het_besluit_kreeg_krijgt_brieven_op_dat_adres(
        self, rollen: Rolverdeling, bezwaar: Bezwaar
    ) -> None:
        bestuur = bezwaar.besluit.brieven.get(geadresseerde="bevoegd_gezag")
        for naam, adres in [(bestuur.aan, bestuur.adresregels), ("Iemand anders", [])]:
            ander = registreer(bezwaar.besluit, rollen, naam)
            assert Kennisgeving.objects.get(bezwaar=ander).adresregels == adres
        assert bestuur.adresregels

    def test_de_werklijst_zegt_wat_de_volgende_stap_is(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        eerst = werkregels("bezwaar", rollen.administratie)[0]
        assert (eerst.wat, eerst.uiterste_datum) == ("Bezwaar doorsturen naar de LBT", date(2026, 12, 4))
        stuur_door(bezwaar, rollen)
        dan = werkregels("bezwaar", rollen.administratie)[0]
        assert (dan.wat, dan.uiterste_datum) == ("Wacht op het advies van de LBT", date(2027, 3, 8))
        assert werkregels("bezwaar", rollen.aanvrager) == []

    def test_van_ontvangst_tot_advies(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        rij = stuur_door(bezwaar, rollen)
        assert rij.status == Bezwaarstatus.BIJ_LBT
        rij = doe(
            services.hoorzitting_plannen, rij, rollen, date(2026, 12, 2), hoorzitting_op=date(2027, 1, 12)
        )
        rij = doe(
            services.lbt_advies_vastleggen,
            rij,
            rollen,
            date(2027, 1, 29),
            lbt_advies_op=date(2027, 1, 28),
            lbt_advies=Bezwaaruitkomst.ONGEGROND,
        )
        assert (rij.hoorzitting_op, rij.lbt_advies) == (date(2027, 1, 12), "ongegrond")

    def test_dezelfde_stap_twee_keer_is_een_gebeurtenis(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        rij, dag = stuur_door(bezwaar, rollen), date(2027, 1, 29)
        advies = {"lbt_advies_op": date(2027, 1, 28), "lbt_advies": "gegrond"}
        for _ in range(2):
            doe(services.hoorzitting_plannen, rij, rollen, dag, hoorzitting_op=date(2027, 1, 12))
            doe(services.lbt_advies_vastleggen, rij, rollen, dag, **advies)
        soorten = Gebeurtenis.objects.filter(onderwerp_sleutel=rij.sleutel).values_list("soort", flat=True)
        assert [soorten.filter(soort=s).count() for s in ("hoorzitting_gepland", "lbt_advies_ontvangen")] == [
            1,
            1,
        ]

    def test_advies_pas_na_doorsturen(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        with pytest.raises(NietToegestaan, match="eerst door"):
            doe(
                services.lbt_advies_vastleggen,
                bezwaar,
                rollen,
                date(2026, 12, 1),
                lbt_advies_op=date(2026, 12, 1),
                lbt_advies=Bezwaaruitkomst.GEGROND,
            )

    def test_wie_besloot_beslist_niet_op_het_bezwaar_bij_de_lbt(
        self, rollen: Rolverdeling, bezwaar: Bezwaar
    ) -> None:
        rij = stuur_door(bezwaar, rollen)
        beslisser = GebruikerFactory(rol="coordinator")
        rij.besluit.genomen_door = beslisser
        rij.besluit.save(update_fields=["genomen_door"])
        with pytest.raises(NietToegestaan, match="10:3"):
            services.bezwaar_afhandelen(
                bezwaar=rij,
                uitkomst="ongegrond",
                verzonden_op=date(2027, 1, 15),
                door=beslisser,
                op=moment(date(2027, 1, 15)),
            )

    def test_na_de_beslissing_kan_geen_stap_meer(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        rij = handel_af(bezwaar, rollen)
        with pytest.raises(NietToegestaan, match="al beslist"):
            doe(services.hoorzitting_plannen, rij, rollen, date(2027, 2, 1), hoorzitting_op=date(2027, 2, 2))


class TestBeroep:
    def test_beroep_houdt_alles_tegen_tot_het_voorbij_is(
        self, rollen: Rolverdeling, bezwaar: Bezwaar
    ) -> None:
        assert reden_bezwaar_loopt(rollen.leerling)
        rij = handel_af(bezwaar, rollen)
        assert not reden_bezwaar_loopt(rollen.leerling)
        dag = date(2027, 2, 10)
        rij = doe(services.beroep_registreren, rij, rollen, dag, beroep_ingesteld_op=dag)
        assert reden_bezwaar_loopt(rollen.leerling)
        assert rij.besluit.status == Besluitstatus.BEKENDGEMAAKT
        assert eerste_dag_onherroepelijk(rij.besluit, Kalender()) is None
        rij = doe(services.beroep_afsluiten, rij, rollen, date(2027, 6, 1), afloop="Ongegrond.")
        assert (rij.status, reden_bezwaar_loopt(rollen.leerling)) == (Bezwaarstatus.AFGEHANDELD, "")
        assert (rij.toelichting, rij.beroep_afloop) == ("Het advies bleef uit.", "Ongegrond.")

    def test_niets_van_deze_leerling_wordt_nu_vernietigd_behalve_een_bsn(
        self, rollen: Rolverdeling, bezwaar: Bezwaar
    ) -> None:
        document = bezwaar.besluit.aanvraag.documenten.order_by("id")[0].document
        velden = {"document": document, "door": rollen.administratie, "op": moment(date(2026, 12, 1))}
        with pytest.raises(NietToegestaan, match="bezwaar of beroep"):
            document_vernietigen(**velden, om="ander_kind")
        assert document_vernietigen(**velden, om="bsn").is_vernietigd

    def test_een_andere_leerling_heeft_er_niets_mee_te_maken(self, bezwaar: Bezwaar) -> None:
        assert not reden_bezwaar_loopt(factories.rolverdeling().leerling)


class TestBundel:
    @pytest.fixture(autouse=True)
    def _opslag(self, settings: Any, tmp_path: Any) -> None:
        settings.BESTANDEN_ROOT = tmp_path

    def voeg_toe(self, bezwaar: Bezwaar, rollen: Rolverdeling, soort: str, inhoud: bytes, naam: str) -> Any:
        return services.bezwaarstuk_toevoegen(
            bezwaar=bezwaar,
            soort=soort,
            upload=SimpleUploadedFile(naam, inhoud),
            door=rollen.administratie,
            op=moment(date(2026, 12, 1)),
        )

    def test_een_klik_een_pdf_met_index_en_een_zip(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        bezwaarschrift = maak_pdf_met_tekst(["ik ben het er niet mee eens", "handtekening"])
        self.voeg_toe(bezwaar, rollen, "bezwaarschrift", bezwaarschrift, "brief.pdf")
        self.voeg_toe(bezwaar, rollen, "procedure", maak_docx(), "procedure.docx")
        bundel = doe(services.bundel_vragen, bezwaar, rollen, date(2026, 12, 1))
        assert doe(services.bundel_vragen, bezwaar, rollen, date(2026, 12, 1)) == bundel
        for _ in range(2):
            maak_lbt_bundel(bundel=str(bundel.sleutel))
        bundel.refresh_from_db()
        pdf, pakket = (lees(b) for b in bundel.bestanden.order_by("id"))
        bladen = [" ".join(blad.split()) for blad in bladzijden(pdf)]

        assert bundel.bladen == len(bladen)
        assert all(f"blad {n} van {len(bladen)}" in blad for n, blad in enumerate(bladen, start=1))
        titels = [regel["titel"] for regel in bundel.index]
        assert titels[:3] == ["Bezwaarschrift", "Volmacht", "Aanvraag van de TLV"]
        redenen = {regel["titel"]: regel["reden"] for regel in bundel.index}
        assert redenen["Volmacht"] == "Dit stuk is er niet."
        assert "Word-document" in redenen["Procedure en criteria uit het ondersteuningsplan"]
        assert sum(titel.startswith("Advies") for titel in titels) == 2
        assert "ik ben het er niet mee eens" in bladen[2]
        assert any("Eigen oordeel van de arts" in blad for blad in bladen)
        with ZipFile(io.BytesIO(pakket)) as zip_:
            assert zip_.read("01 Bezwaarschrift.pdf") == bezwaarschrift

    def test_hetzelfde_bestand_twee_keer_is_een_stuk(self, rollen: Rolverdeling, bezwaar: Bezwaar) -> None:
        inhoud = maak_pdf_met_tekst(["x"])
        een, twee = (self.voeg_toe(bezwaar, rollen, "overig", inhoud, "a.pdf") for _ in range(2))
        assert een == twee

    def test_de_pagina(self, rollen: Rolverdeling, bezwaar: Bezwaar, als: Als) -> None:
        client, adres = als(rollen.administratie), reverse("tlv:bezwaardossier", args=[bezwaar.sleutel])
        pagina = client.get(adres).content.decode()
        assert "vrijdag 4 december 2026" in pagina
        assert "maandag 8 maart 2027" in pagina
        antwoord = client.post(
            reverse("tlv:bezwaar_stuk_toevoegen", args=[bezwaar.sleutel]),
            {"soort": "volmacht", "bestand": SimpleUploadedFile("v.pdf", maak_pdf_met_tekst(["v"]))},
            follow=True,
        )
        assert "Het stuk is toegevoegd." in antwoord.content.decode()
        client.post(reverse("tlv:bezwaar_bundel", args=[bezwaar.sleutel]))
        bundel = bezwaar.bundels.get()
        assert "wordt gemaakt" in client.get(adres).content.decode()
        maak_lbt_bundel(bundel=str(bundel.sleutel))
        bestand = bundel.bestanden.order_by("id")[0]
        van_bestand = reverse("tlv:bezwaar_bundelbestand", args=[bezwaar.sleutel, bestand.sleutel])
        assert van_bestand in client.get(adres).content.decode()
        assert client.get(van_bestand)["Content-Type"] == "application/pdf"

    @pytest.mark.parametrize(
        ("code", "gegevens"),
        [
            ("doorsturen", {"doorgezonden_op": "2026-12-01"}),
            ("hoorzitting", {"hoorzitting_op": "2027-01-12"}),
            ("verdagen", {"weken": "2", "reden": "Zitting later."}),
            ("aanvullen", {"wat": "De handtekening.", "tot_en_met": "2026-12-15"}),
        ],
    )
    def test_elke_stap_op_de_pagina(
        self, rollen: Rolverdeling, bezwaar: Bezwaar, als: Als, code: str, gegevens: dict[str, str]
    ) -> None:
        client, adres = als(rollen.administratie), reverse("tlv:bezwaar_stap", args=[bezwaar.sleutel, code])
        assert client.get(adres).status_code == 200
        assert client.post(adres, {}).status_code == 422
        assert client.post(adres, gegevens).status_code == 302

    def test_drie_stukken_en_bundels_kosten_evenveel_vragen_als_een(
        self, rollen: Rolverdeling, bezwaar: Bezwaar, als: Als
    ) -> None:
        client, adres = als(rollen.administratie), reverse("tlv:bezwaardossier", args=[bezwaar.sleutel])
        aantallen = []
        client.get(adres)  # what is kept for later requests is read now
        for keer, erbij in enumerate((1, 2)):
            for nummer in range(erbij):
                inhoud = maak_pdf_met_tekst([f"stuk {keer} {nummer}"])
                self.voeg_toe(bezwaar, rollen, "overig", inhoud, "a.pdf")
                bundel = bezwaar.bundels.create(gevraagd_op=moment(date(2026, 12, 1)))
                maak_lbt_bundel(bundel=str(bundel.sleutel))
            with CaptureQueriesContext(connection) as vragen:
                client.get(adres)
            aantallen.append(len([v for v in vragen.captured_queries if is_van_de_pagina(v["sql"])]))
        assert aantallen[0] == aantallen[1]

    def test_een_school_ziet_er_niets_van(self, rollen: Rolverdeling, bezwaar: Bezwaar, als: Als) -> None:
        client = als(rollen.aanvrager)
        assert client.get(reverse("tlv:bezwaardossier", args=[bezwaar.sleutel])).status_code == 403
