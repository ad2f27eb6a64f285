"""Letters: made once, sent one by one, and with the last one the decision is made known."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from swv import bestanden
from swv.enums import Opdrachtstatus
from swv.models import Bericht, Gebeurtenis, Opdracht
from swv.opdrachten import opnieuw, voer_uit
from swv.pdf import PdfNietBeschikbaar
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory
from tests.tlv import factories
from tests.tlv.factories import DAG, OP, Rolverdeling, na
from tlv import services
from tlv.documents import Document
from tlv.enums import Besluitstatus
from tlv.models import Besluit, Brief, Briefbestand

AANTAL = 3


@pytest.fixture
def snelle_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The layout has tests of its own; here a few bytes are enough."""
    monkeypatch.setattr(
        "tlv.services.brieven.besluitbrief", lambda brief: Document("Brief.pdf", f"brief {brief.pk}".encode())
    )


def voer_nu_uit(opdracht: Opdracht) -> bool:
    """Carry the job out without waiting for its next turn."""
    Opdracht.objects.filter(pk=opdracht.pk).update(niet_voor=OP)
    return voer_uit(opdracht.pk)


def verzend(brief: Brief, rollen: Rolverdeling, dag: date = DAG) -> Brief:
    return services.brief_verzonden(brief=brief, verzonden_op=dag, door=rollen.administratie, op=na(10))


@pytest.mark.usefixtures("snelle_pdf")
class TestMaken:
    def test_een_opdracht_maakt_een_bestand(self, rollen: Rolverdeling) -> None:
        factories.besluit(rollen)
        for opdracht in Opdracht.objects.filter(soort="tlv.besluitbrief"):
            assert voer_nu_uit(opdracht)

        assert Briefbestand.objects.count() == AANTAL
        bestand = Briefbestand.objects.order_by("id")[0]
        assert bestanden.lees(bestand) == f"brief {bestand.brief_id}".encode()
        assert bestand.inhoudstype == "application/pdf"

    def test_twee_keer_maken_is_een_brief(self, rollen: Rolverdeling) -> None:
        brief = factories.besluit(rollen).brieven.order_by("id")[0]
        eerste = services.brief_maken(sleutel=brief.sleutel, op=OP)

        assert services.brief_maken(sleutel=brief.sleutel, op=na(1)) == eerste
        assert Briefbestand.objects.get() == eerste
        assert Gebeurtenis.objects.filter(onderwerp="tlv.brief", soort="gemaakt").count() == 1

    def test_de_opdracht_twee_keer_uitvoeren_is_een_brief(self, rollen: Rolverdeling) -> None:
        factories.besluit(rollen)
        opdracht = Opdracht.objects.filter(soort="tlv.besluitbrief").order_by("id")[0]

        assert voer_nu_uit(opdracht)
        assert not voer_nu_uit(opdracht)
        Opdracht.objects.filter(pk=opdracht.pk).update(status=Opdrachtstatus.WACHT, klaar_op=None)
        assert voer_nu_uit(opdracht)
        assert Briefbestand.objects.count() == 1

    def test_mislukt_vastleggen_laat_geen_bestand_achter(
        self, rollen: Rolverdeling, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        brief = factories.besluit(rollen).brieven.order_by("id")[0]
        paden: list[str] = []
        echt = bestanden.bewaar_gemaakt

        def bewaar(*args: Any, **kwargs: Any) -> dict[str, Any]:
            velden = echt(*args, **kwargs)
            paden.append(velden["pad"])
            return velden

        monkeypatch.setattr(bestanden, "bewaar_gemaakt", bewaar)

        def breekt(*_args: object, **_kwargs: object) -> None:
            raise IntegrityError("proef")

        monkeypatch.setattr("tlv.services.brieven.leg_vast", breekt)
        with pytest.raises(IntegrityError, match="proef"), transaction.atomic():
            services.brief_maken(sleutel=brief.sleutel, op=OP)

        assert not Briefbestand.objects.exists()
        assert len(paden) == 1
        with pytest.raises(FileNotFoundError):
            bestanden.lees(Briefbestand(pad=paden[0]))

    def test_zonder_pango_wacht_de_brief(self, rollen: Rolverdeling, monkeypatch: pytest.MonkeyPatch) -> None:
        def geen_pango(_brief: Brief) -> Document:
            raise PdfNietBeschikbaar("Pango ontbreekt.")

        monkeypatch.setattr("tlv.services.brieven.besluitbrief", geen_pango)
        factories.besluit(rollen)
        opdracht = Opdracht.objects.filter(soort="tlv.besluitbrief").order_by("id")[0]

        for _ in range(5):
            assert not voer_nu_uit(opdracht)
        opdracht.refresh_from_db()
        assert (opdracht.status, opdracht.pogingen) == (Opdrachtstatus.WACHT, 0)
        assert opdracht.laatste_fout == "Pango ontbreekt."

    def test_een_brief_die_mislukt_blijft_zichtbaar_en_kan_opnieuw(
        self, rollen: Rolverdeling, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stuk(_brief: Brief) -> Document:
            raise RuntimeError("proef")

        factories.besluit(rollen)
        opdracht = Opdracht.objects.filter(soort="tlv.besluitbrief").order_by("id")[0]
        with monkeypatch.context() as tijdelijk:
            tijdelijk.setattr("tlv.services.brieven.besluitbrief", stuk)
            for _ in range(3):
                with pytest.raises(RuntimeError):
                    voer_nu_uit(opdracht)
        opdracht.refresh_from_db()
        assert opdracht.status == Opdrachtstatus.MISLUKT

        opnieuw(opdracht, door=rollen.administratie, op=na(1))
        assert voer_nu_uit(opdracht)
        assert Briefbestand.objects.count() == 1


class TestAdres:
    def zonder(self, rollen: Rolverdeling) -> Brief:
        rollen.leerling.betrokkenen.filter(naam="Ouder Twee").update(straat="")
        return factories.besluit(rollen).brieven.get(aan="Ouder Twee")

    def vul(self, rollen: Rolverdeling) -> None:
        rollen.leerling.betrokkenen.filter(naam="Ouder Twee").update(straat="Nieuwe straat")

    def test_pas_na_het_dossier_volgt_de_brief(self, rollen: Rolverdeling) -> None:
        brief = self.zonder(rollen)
        with pytest.raises(NietToegestaan, match="ontbreekt nog in het dossier"):
            services.brief_adres_aanvullen(brief=brief, door=rollen.administratie, op=OP)

        self.vul(rollen)
        klaar = services.brief_adres_aanvullen(brief=brief, door=rollen.administratie, op=OP)
        assert klaar.adresregels[0].startswith("Nieuwe straat")
        assert Opdracht.objects.filter(uniek=f"tlv.besluitbrief:{brief.sleutel}").exists()

    def test_een_adres_dat_er_is_verandert_niet_meer(self, rollen: Rolverdeling) -> None:
        brief = factories.besluit(rollen).brieven.get(aan="Ouder Een")

        with pytest.raises(NietToegestaan, match="al een adres"):
            services.brief_adres_aanvullen(brief=brief, door=rollen.administratie, op=OP)

    def test_de_school_vult_geen_adres_aan(self, rollen: Rolverdeling) -> None:
        brief = self.zonder(rollen)
        self.vul(rollen)

        with pytest.raises(NietToegestaan):
            services.brief_adres_aanvullen(brief=brief, door=rollen.aanvrager, op=OP)

    def test_een_leerling_van_18_krijgt_het_adres_uit_het_eigen_dossier(
        self, vaste_dag: None, db: None
    ) -> None:
        factories.richt_swv_in()
        rollen = factories.rolverdeling(geboortedatum=date(2008, 1, 1), straat="")
        brief = factories.besluit(rollen).brieven.get(geadresseerde="leerling")
        rollen.leerling.straat = "Eigen straat"
        rollen.leerling.save(update_fields=["straat"])

        klaar = services.brief_adres_aanvullen(brief=brief, door=rollen.administratie, op=OP)
        assert klaar.adresregels[0] == "Eigen straat 3"

    def test_zonder_die_brief_komt_er_geen_bekendmaking(self, rollen: Rolverdeling) -> None:
        brief = self.zonder(rollen)
        besluit = brief.besluit
        factories.maak_brieven(besluit)
        Briefbestand.objects.filter(brief=brief).delete()
        for ander in besluit.brieven.exclude(pk=brief.pk):
            verzend(ander, rollen)

        besluit.refresh_from_db()
        assert besluit.status == Besluitstatus.GENOMEN
        with pytest.raises(NietToegestaan, match="Het adres ontbreekt"):
            verzend(brief, rollen)


class TestVerzenden:
    def test_met_de_laatste_brief_is_het_besluit_bekend(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen)
        factories.maak_brieven(besluit)
        eerste, tweede, derde = besluit.brieven.order_by("id")
        verzend(eerste, rollen, date(2026, 11, 3))
        verzend(tweede, rollen, date(2026, 11, 5))
        besluit.refresh_from_db()
        assert besluit.status == Besluitstatus.GENOMEN

        verzend(derde, rollen, date(2026, 11, 4))
        besluit.refresh_from_db()
        assert besluit.status == Besluitstatus.BEKENDGEMAAKT
        assert besluit.bekendgemaakt_op == date(2026, 11, 5)
        assert besluit.bezwaar_uiterste_datum == date(2026, 12, 17)
        assert besluit.bezwaar_afleiding[-1].endswith("17 december 2026.")
        assert besluit.bekendgemaakt_door == rollen.administratie

    @pytest.mark.parametrize(
        ("verzonden_op", "laatste_dag"),
        [
            (date(2026, 11, 20), date(2027, 1, 4)),  # Nieuwjaarsdag, then a weekend (domein.md 9.2)
            (date(2026, 11, 13), date(2026, 12, 28)),  # eerste Kerstdag, tweede Kerstdag, zondag
            (date(2026, 11, 16), date(2026, 12, 28)),
        ],
    )
    def test_de_bezwaartermijn_volgt_de_wet(
        self, rollen: Rolverdeling, verzonden_op: date, laatste_dag: date
    ) -> None:
        besluit = factories.maak_bekend(
            factories.besluit(rollen), rollen, verzonden_op=verzonden_op, op=na(30)
        )

        assert besluit.bezwaar_uiterste_datum == laatste_dag

    def test_de_school_krijgt_een_bericht_zonder_naam(self, rollen: Rolverdeling) -> None:
        buiten = GebruikerFactory(rol="school")
        besluit = factories.maak_bekend(factories.besluit(rollen), rollen)

        bericht = Bericht.objects.get(soort="tlv.besluit")
        assert bericht.ontvanger == rollen.aanvrager != buiten
        assert str(besluit.aanvraag.sleutel) in bericht.pad
        tekst = bericht.onderwerp + bericht.pad + bericht.kenmerk
        assert rollen.leerling.roepnaam not in tekst
        assert rollen.leerling.achternaam not in tekst

    def test_een_brief_die_er_nog_niet_is_kan_niet_verzonden_zijn(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="wordt nog gemaakt"):
            verzend(factories.besluit(rollen).brieven.order_by("id")[0], rollen)

    @pytest.mark.parametrize(
        ("dag", "melding"),
        [(date(2026, 11, 1), "voor de dag van het besluit"), (date(2026, 11, 13), "toekomst")],
    )
    def test_de_datum_ligt_tussen_besluit_en_vandaag(
        self, rollen: Rolverdeling, dag: date, melding: str
    ) -> None:
        besluit = factories.besluit(rollen)
        factories.maak_brieven(besluit)

        with pytest.raises(NietToegestaan, match=melding):
            verzend(besluit.brieven.order_by("id")[0], rollen, dag)

    def test_een_brief_gaat_maar_een_keer_weg(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen)
        factories.maak_brieven(besluit)
        brief = besluit.brieven.order_by("id")[0]
        verzend(brief, rollen)

        with pytest.raises(NietToegestaan, match="al vastgelegd"):
            verzend(brief, rollen)

    def test_alleen_wie_verzendt_legt_vast(self, rollen: Rolverdeling) -> None:
        besluit = factories.besluit(rollen)
        factories.maak_brieven(besluit)
        brief = besluit.brieven.order_by("id")[0]

        for door in (rollen.aanvrager, rollen.directeur, rollen.arts):
            with pytest.raises(NietToegestaan):
                services.brief_verzonden(brief=brief, verzonden_op=DAG, door=door, op=OP)
        assert Besluit.objects.get().status == Besluitstatus.GENOMEN
