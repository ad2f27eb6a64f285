"""The letter: what it must say by law, to whom, and what may never be in it."""

from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string

from swv.klok import nu
from swv.pdfa import Kenmerken
from tests.swv.pdfhulp import bladzijden, fouten
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling, na
from tlv import services
from tlv.documents import (
    GRONDSLAG,
    SJABLOON,
    alineas,
    besluitbrief,
    besluitbriefcontext,
    voorstel_motivering,
)
from tlv.enums import Soort, Uitkomst
from tlv.models import Besluit, Brief


@pytest.fixture
def ruwe_rollen(vaste_dag: None, db: None) -> Rolverdeling:
    factories.richt_swv_in(adres=["Postbus 12", "9700 AA Proefstad"])
    return factories.rolverdeling()


def tekst(brief: Brief) -> str:
    """The letter as a reader gets it, without the layout."""
    kenmerken = Kenmerken(titel="Proef", taal="nl", kenmerk="proef", gemaakt_op=nu())
    html = render_to_string(SJABLOON, {**besluitbriefcontext(brief), "pdf": kenmerken})
    return " ".join(html.split())


def naar(besluit: Besluit, aan: str) -> Brief:
    return besluit.brieven.get(aan=aan)


class TestInhoud:
    def test_wat_er_besloten_is(self, ruwe_rollen: Rolverdeling) -> None:
        besluit = factories.besluit(ruwe_rollen, categorie="M")
        brief = tekst(naar(besluit, "Ouder Een"))

        for deel in (
            besluit.verklaring.nummer,
            ruwe_rollen.leerling.naam,
            "geboren op 6 mei 2012",
            "Voortgezet speciaal onderwijs (VSO)",
            "Midden",
            "1 augustus 2027 tot en met 31 juli 2028",
            "De leerling heeft kleine groepen nodig.",
            "2 november 2026",
            "2627-0001",
        ):
            assert deel in brief

    def test_waarop_het_rust_en_wie_tekent(self, ruwe_rollen: Rolverdeling) -> None:
        brief = tekst(naar(factories.besluit(ruwe_rollen), "Ouder Een"))

        assert GRONDSLAG[Soort.VSO] in brief
        assert "Mandaatregeling 2026, artikel 3" in brief
        assert "D. Directeur" in brief
        assert "directeur-bestuurder" in brief

    def test_de_bezwaarclausule_is_volledig(self, ruwe_rollen: Rolverdeling) -> None:
        """Awb 3:45: who, within which term, at which organ."""
        brief = tekst(naar(factories.besluit(ruwe_rollen), "Ouder Een"))

        for deel in (
            "U kunt bezwaar maken",
            "ouders of voogden met gezag",
            "18 jaar of ouder",
            "bestuur van de school",
            "zes weken",
            "de dag na de dag waarop wij deze brief hebben verzonden",
            "Stuur uw bezwaarschrift naar SWV VO Proefstad, Postbus 12, 9700 AA Proefstad",
            "Onderteken de brief",
        ):
            assert deel in brief

    def test_de_motivering_begint_bij_beide_adviezen(self, ruwe_rollen: Rolverdeling) -> None:
        voorstel = voorstel_motivering(factories.geadviseerd(ruwe_rollen))

        assert "Advies orthopedagoog van 2 november 2026: positief" in voorstel
        assert "Eigen oordeel van de arts." in voorstel

    def test_zonder_adviezen_is_er_geen_voorstel(self, ruwe_rollen: Rolverdeling) -> None:
        assert voorstel_motivering(factories.compleet(ruwe_rollen)) == ""

    @pytest.mark.parametrize(
        ("uitkomst", "zin"),
        [
            (Uitkomst.AFGEWEZEN, "Wij wijzen de aanvraag af"),
            (Uitkomst.TOEGEKEND, "Wij kennen de TLV toe"),
        ],
    )
    def test_elke_uitkomst_heeft_een_eigen_zin(
        self, ruwe_rollen: Rolverdeling, uitkomst: Uitkomst, zin: str
    ) -> None:
        brief = tekst(naar(factories.besluit(ruwe_rollen, uitkomst=uitkomst), "Ouder Een"))

        assert zin in brief
        assert ("Nummer van de TLV" in brief) == (uitkomst is Uitkomst.TOEGEKEND)

    def test_niet_behandelen_noemt_artikel_4_5(self, ruwe_rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(ruwe_rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, ruwe_rollen, dagen=3)
        services.herstel_laten_verlopen(herstelverzoek=verzoek, op=na(4))
        besluit = factories.besluit(ruwe_rollen, aanvraag, uitkomst=Uitkomst.NIET_BEHANDELD, op=na(5))

        brief = tekst(naar(besluit, "Ouder Een"))
        assert "niet in behandeling" in brief
        assert "artikel 4:5 van de Algemene wet bestuursrecht" in brief
        assert "Adviezen van deskundigen" not in brief

    def test_praktijkonderwijs_heeft_geen_einde(self, ruwe_rollen: Rolverdeling) -> None:
        aanvraag = factories.geadviseerd(ruwe_rollen, soort=Soort.PRO)
        besluit = factories.besluit(ruwe_rollen, aanvraag, categorie="Nvt", einddatum=None)

        assert "vanaf 1 augustus 2027, voor de hele praktijkschooltijd" in tekst(naar(besluit, "Ouder Een"))

    def test_elke_soort_heeft_een_grondslag(self) -> None:
        assert set(GRONDSLAG) == set(Soort)


class TestPrivacy:
    def test_het_adres_van_de_een_staat_niet_bij_de_ander(self, ruwe_rollen: Rolverdeling) -> None:
        besluit = factories.besluit(ruwe_rollen)
        brieven = {b.aan: tekst(b) for b in besluit.brieven.all()}
        school = ruwe_rollen.school.bestuur.naam

        assert "Eerste straat" in brieven["Ouder Een"]
        assert "Tweede straat" not in brieven["Ouder Een"]
        assert "Ouder Twee" not in brieven["Ouder Een"]
        assert "Eerste straat" not in brieven["Ouder Twee"] + brieven[school]
        assert "Tweede straat" not in brieven[school]

    def test_het_adres_van_de_leerling_staat_in_geen_brief(self, ruwe_rollen: Rolverdeling) -> None:
        """The pupil can live at a hidden address."""
        besluit = factories.besluit(ruwe_rollen)

        assert all("Huisstraat" not in tekst(b) for b in besluit.brieven.all())

    def test_alleen_de_ouders_krijgen_een_kopie_van_de_adviezen(self, ruwe_rollen: Rolverdeling) -> None:
        besluit = factories.besluit(ruwe_rollen)
        ouder, school = (tekst(naar(besluit, aan)) for aan in ("Ouder Een", ruwe_rollen.school.bestuur.naam))

        assert "Kopie: Advies orthopedagoog van 2 november 2026" in ouder
        assert "Eigen oordeel van de arts." in ouder
        assert "Eigen oordeel" not in school
        assert "Advies arts van 2 november 2026: positief" in school

    def test_de_bestandsnaam_noemt_geen_naam(self, ruwe_rollen: Rolverdeling) -> None:
        """Three letters in one folder can be told apart, and no name of a parent leaves the product."""
        besluit = factories.besluit(ruwe_rollen)

        assert [besluitbrief(brief).naam for brief in besluit.brieven.order_by("id")] == [
            "Besluitbrief 2627-0001 - bestuur.pdf",
            "Besluitbrief 2627-0001 - ouder 1.pdf",
            "Besluitbrief 2627-0001 - ouder 2.pdf",
        ]

    def test_getypte_opmaak_blijft_tekst(self, ruwe_rollen: Rolverdeling) -> None:
        besluit = factories.besluit(ruwe_rollen, motivering="<img src=x> & <b>vet</b>")

        assert "&lt;img src=x&gt; &amp; &lt;b&gt;vet&lt;/b&gt;" in tekst(naar(besluit, "Ouder Een"))


class TestPdf:
    @pytest.mark.parametrize(
        ("aan", "opties", "aantal"),
        [("Ouder Een", {}, 4), ("school", {"uitkomst": Uitkomst.AFGEWEZEN}, 2)],
    )
    def test_voldoet_aan_beide_normen(
        self, ruwe_rollen: Rolverdeling, aan: str, opties: dict[str, Any], aantal: int
    ) -> None:
        besluit = factories.besluit(ruwe_rollen, **opties)
        brief = naar(besluit, ruwe_rollen.school.bestuur.naam if aan == "school" else aan)
        pdf = besluitbrief(brief).inhoud

        assert fouten(pdf) == []
        bladen = bladzijden(pdf)
        assert len(bladen) == aantal
        assert f"pagina 1 van {aantal}" in bladen[0]
        assert brief.aan in bladen[0]
        assert "zes weken" in " ".join("".join(bladen).split())

    def test_dezelfde_brief_geeft_dezelfde_bytes(self, ruwe_rollen: Rolverdeling) -> None:
        brief = naar(factories.besluit(ruwe_rollen), "Ouder Een")

        assert besluitbrief(brief).inhoud == besluitbrief(Brief.objects.get(pk=brief.pk)).inhoud

    def test_een_lange_motivering_past(self, ruwe_rollen: Rolverdeling) -> None:
        lang = "\n".join(f"Overweging {n}: " + "woord " * 120 for n in range(12))
        besluit = factories.besluit(ruwe_rollen, motivering=lang)

        bladen = bladzijden(besluitbrief(naar(besluit, "Ouder Een")).inhoud)
        assert len(bladen) > 4
        assert "Overweging 11" in "".join(bladen)


def test_de_leerling_van_18_wordt_zelf_aangesproken(vaste_dag: None, db: None) -> None:
    factories.richt_swv_in()
    rollen = factories.rolverdeling(geboortedatum=date(2008, 1, 1))
    brief = factories.besluit(rollen).brieven.get(geadresseerde="leerling")

    assert f"Geachte {rollen.leerling.naam}," in tekst(brief)
    assert "U mag daarmee naar deze soort school" in tekst(brief)


@pytest.mark.parametrize(
    ("getypt", "delen"),
    [("", ()), ("een", ("een",)), ("een\n\n twee \r\n\n", ("een", "twee"))],
)
def test_alineas(getypt: str, delen: tuple[str, ...]) -> None:
    assert alineas(getypt) == delen
