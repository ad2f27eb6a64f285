"""The kwartaalrapportage: its fixed parts, the words beside the figures, and who writes what (NRM-34)."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kwaliteit.documents import inhoud
from kwaliteit.models import Kpi
from kwaliteit.rapportage import KWARTAAL
from swv import profielen
from swv.buiten import StandBuiten
from swv.cijfertekst import verschil
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Eenheid, Kengetal, Meetwaarde, aantal
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.models import Rapportage, Samenwerkingsverband
from swv.momentopnamen import StandBevroren, bevries, stand_nu
from swv.rapportages import documents, lees_opzet, services, soort_van
from swv.rapportages.hoofdstukken import Deel, Kern, deel, kern
from swv.rapportages.opzet import Opzet, OpzetFout, Zin
from swv.rapportages.zinnen import beweging, in_het_kort
from swv.rollen import ROLLEN
from swv.templatetags.cijfers import normtekst
from swv.trendlijn import trendlijn, vonklijn
from tests.factories import BEGIN, GebruikerFactory, NormFactory
from tests.swv.pdfhulp import fouten
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling, na

K3, K4 = Kwartaal(2026, 3), Kwartaal(2026, 4)
NRM_34 = ("leerlingstromen", "verwijzingen", "opp", "doorlooptijden", "tevredenheid", "jeugdhulp")
NRM_34 += ("thuiszitters", "ect", "financien", "risicos")


def kengetal(eenheid: Eenheid = "aantal", **anders: Any) -> Kengetal:
    return Kengetal("proef", "Proef", "Proef.", eenheid, "bron", lambda _v: aantal(0), **anders)


@pytest.fixture
def stand(rollen: Rolverdeling, kpis: list[Kpi]) -> StandBevroren:
    bevries(K3, door=None, op=nu())
    factories.besluit(rollen, factories.geadviseerd(rollen), op=na(20))
    return bevries(K4, door=None, op=nu())


def hoofdstuk(anker: str) -> tuple[int, Opzet]:
    return next((nr, opzet) for nr, opzet in enumerate(KWARTAAL.opzet, start=1) if opzet.anker == anker)


def gevuld(stand: StandBevroren, anker: str, **extra: Any) -> Deel:
    nummer, opzet = hoofdstuk(anker)
    return deel(stand, opzet, nummer, **extra)


class TestOpzet:
    def test_de_vaste_onderdelen_staan_erin_ook_zonder_bron(self) -> None:
        assert tuple(opzet.anker for opzet in KWARTAAL.opzet) == (*NRM_34, "vooruitblik")
        zonder = {opzet.anker for opzet in KWARTAAL.opzet if opzet.geen_bron}
        assert zonder == {"tevredenheid", "jeugdhulp", "risicos"}
        for opzet in KWARTAAL.opzet[:-1]:
            assert opzet.geen_bron or opzet.kengetallen

    def test_elke_code_bestaat(self) -> None:
        assert set(KWARTAAL.kengetallen) - KENGETALLEN.keys() == set()
        assert set(KWARTAAL.verdelingen) - VERDELINGEN.keys() == set()
        for opzet in KWARTAAL.opzet:
            genoemd = {zin.code for zin in opzet.zinnen} | {
                c for figuur in opzet.figuren for c in figuur.codes
            }
            assert (genoemd | set(opzet.kern) | set(opzet.alleen_als_kpi)) - set(opzet.kengetallen) == set()

    @pytest.mark.parametrize("code", ["vo2001", "po2203", "po2202"])
    def test_elk_cijfer_van_een_kpi_heeft_een_hoofdstuk(self, code: str) -> None:
        gevraagd = {kengetal for kpi in profielen.lees(code).kpis for kengetal in kpi.kengetallen}
        assert gevraagd - set(KWARTAAL.kengetallen) == set()

    @pytest.mark.django_db
    @pytest.mark.parametrize("soort", ["inspectie", "kwartaal"])
    def test_elke_tekst_heeft_een_schrijver_die_mag_schrijven(self, soort: str) -> None:
        vakken = soort_van(soort).teksten
        assert len({vak.code for vak in vakken}) == len(vakken)
        for vak in vakken:
            assert "rapportage.schrijven" in ROLLEN[vak.rol].permissies
            assert vak.uitleg
            assert len(vak.titel) <= 120

    def test_elk_hoofdstuk_heeft_een_tekst_en_de_samenvatting_ook(self) -> None:
        assert len(KWARTAAL.teksten) == len(KWARTAAL.opzet) + 1
        assert min(vak.dagen for vak in KWARTAAL.teksten) == 21
        assert [h.anker for h in KWARTAAL.hoofdstukken][-2:] == ["vooruitblik", "kpis"]

    @pytest.mark.parametrize(
        ("tekst", "waarom"),
        [
            ('[[hoofdstuk]]\nanker = "a"\ntitel = "A"\nkengetalen = []', "kengetalen"),
            (
                '[[hoofdstuk]]\nanker = "a"\ntitel = "A"\nkengetallen = ["x.y"]\n'
                '[[hoofdstuk]]\nanker = "b"\ntitel = "B"\nkengetallen = ["x.y"]',
                "x.y staat in meer dan een hoofdstuk",
            ),
        ],
    )
    def test_een_fout_in_het_bestand_zegt_welke(self, tekst: str, waarom: str, tmp_path: Path) -> None:
        bestand = tmp_path / "rapport.toml"
        bestand.write_text(tekst)
        with pytest.raises(OpzetFout, match=waarom):
            lees_opzet(bestand)


class TestInhoud:
    def test_een_hoofdstuk_met_cijfers_zinnen_en_grafieken(self, stand: StandBevroren) -> None:
        gemaakt = gevuld(stand, "verwijzingen")

        assert gemaakt.kort[0] == "In het kwartaal is 1 TLV toegekend, 1 meer dan een kwartaal eerder."
        assert gemaakt.tekeningen[0].bijschrift == "Figuur 2.1 Ingediende aanvragen, acht kwartalen."
        rijen = {rij.cijfer.code: rij for rij in gemaakt.rijen}
        assert (rijen["tlv.toegekend"].cijfer.vorige, rijen["tlv.toegekend"].cijfer.verschil) == ("0", "+1")
        assert rijen["tlv.toegekend"].lijn is not None
        assert "tlv.verwijzing_sbo" not in rijen  # there are no primary schools here

    def test_een_cijfer_dat_alleen_als_kpi_telt(self, stand: StandBevroren) -> None:
        for kpis, staat_erin in ((frozenset[str](), False), (frozenset({"tlv.geldig_vso"}), True)):
            gemaakt = gevuld(stand, "verwijzingen", kpis=kpis)
            assert ("tlv.geldig_vso" in [rij.cijfer.code for rij in gemaakt.rijen]) == staat_erin

    def test_de_kern_noemt_wat_de_norm_niet_haalt_een_keer(self, stand: StandBevroren) -> None:
        """A main figure says so in its own line; the others follow in a sentence."""
        NormFactory(code="tlv.awb_aandeel", waarde=100, eenheid="procent", geldig_vanaf=BEGIN)
        NormFactory(code="tlv.servicenorm_aandeel", waarde=100, eenheid="procent", geldig_vanaf=BEGIN)
        besluit = factories.rolverdeling()
        factories.besluit(besluit, factories.geadviseerd(besluit), op=na(57))
        levend = stand_nu(K4)
        gemaakt = kern([gevuld(levend, anker) for anker in NRM_34])

        assert [rij.cijfer.oordeel for rij in gemaakt.rijen if rij.cijfer.code == "tlv.binnen_awb"] == [
            "onder de norm"
        ]
        buiten = [rij.cijfer.code for rij in gemaakt.buiten_de_norm]
        assert "tlv.binnen_awb" not in buiten
        assert gemaakt.gehaald + len(buiten) + 1 == gemaakt.met_norm

    @pytest.mark.parametrize(
        ("gehaald", "met_norm", "zin"),
        [
            (0, 0, ""),
            (0, 1, "De norm is niet gehaald."),
            (1, 1, "De norm is gehaald."),
            (0, 4, "Geen van de 4 normen is gehaald."),
            (1, 4, "1 van de 4 normen is gehaald."),
            (3, 4, "3 van de 4 normen zijn gehaald."),
            (4, 4, "Alle 4 normen zijn gehaald."),
        ],
    )
    def test_de_kern_telt_de_normen(self, gehaald: int, met_norm: int, zin: str) -> None:
        assert Kern((), (), gehaald, met_norm).oordeel == zin

    def test_elke_kpi_zegt_in_welk_hoofdstuk_zij_staat(self, stand: StandBevroren, kpis: list[Kpi]) -> None:
        plekken = inhoud(stand)["kpiplekken"]
        assert [plek.kpi for plek in plekken] == kpis
        for plek in plekken:
            assert plek.hoofdstukken or plek.kpi.nog_geen_bron

    def test_klein_blijft_klein_ook_in_de_verdeling_die_erop_uitkomt(self, stand: StandBevroren) -> None:
        """One TLV was granted: not the figure, not the total of its breakdowns."""
        buiten = StandBuiten(stand.momentopname)
        assert buiten.waarde("tlv.toegekend").onderdrukt
        tabel = gevuld(buiten, "verwijzingen")
        assert "Toegekende TLV's naar soort en categorie" in tabel.te_klein

    def test_dezelfde_invoer_geeft_dezelfde_pdf(self, stand: StandBevroren) -> None:
        teksten = {"leerlingstromen": documents.Tekstblok("Wat wij zien", ("Rustig kwartaal.",))}
        eerste = documents.pdf(KWARTAAL, stand, teksten)
        assert fouten(eerste) == []
        assert documents.pdf(KWARTAAL, stand, teksten) == eerste

    def test_de_pdf_zegt_wat_het_scherm_zegt(self, stand: StandBevroren, kpis: list[Kpi]) -> None:
        swv = Samenwerkingsverband.objects.get()
        context = documents.context(KWARTAAL, stand, {}, swv.naam)
        waarden = {rij.cijfer.code: rij.cijfer.waarde for deel_ in context["delen"] for rij in deel_.rijen}
        assert waarden["tlv.binnen_awb"] == "100,0%"

    def test_van_aanvraag_tot_vastgesteld(self, stand: StandBevroren, kpis: list[Kpi]) -> None:
        """The kind of report goes through the machinery of swv with its own texts."""
        directeur, coordinator = GebruikerFactory(rol="directeur"), GebruikerFactory(rol="coordinator")
        rapportage = services.aanvragen(soort="kwartaal", kwartaal=K4, door=directeur, op=nu())
        tekst = rapportage.teksten.get(code="leerlingstromen")
        assert (tekst.rol, tekst.uiterlijk) == ("coordinator", date(2027, 1, 5))
        services.tekst_schrijven(tekst=tekst, inhoud="Rustig kwartaal.", gezien=0, door=coordinator, op=nu())
        services.bestanden_maken(sleutel=rapportage.sleutel, versie=1, op=nu())
        gemaakt = Rapportage.objects.get(pk=rapportage.pk)
        services.aanbieden(rapportage=gemaakt, door=coordinator, op=nu())
        vast = services.vaststellen(
            rapportage=Rapportage.objects.get(pk=rapportage.pk), door=directeur, op=nu()
        )

        assert vast.is_vastgesteld
        assert sorted(vast.bestanden.values_list("vorm", flat=True)) == ["csv", "pdf", "xlsx"]


class TestWoorden:
    @pytest.mark.parametrize(
        ("eenheid", "nu_", "vorige", "zin"),
        [
            ("aantal", "31", "35", "4 minder dan een kwartaal eerder"),
            ("aantal", "31", "31", "evenveel als een kwartaal eerder"),
            ("percentage", "92.55", "90.04", "2,6 procentpunt hoger dan een kwartaal eerder"),
            ("percentage", "90.04", "90.01", "evenveel als een kwartaal eerder"),
            ("dagen", "16", "17", "1 dag korter dan een kwartaal eerder"),
            ("aantal", "3", None, "zonder cijfer van een kwartaal eerder"),
        ],
    )
    def test_beweging(self, eenheid: Eenheid, nu_: str, vorige: str | None, zin: str) -> None:
        gevonden = beweging(kengetal(eenheid), Decimal(nu_), None if vorige is None else Decimal(vorige))
        assert gevonden == zin

    @pytest.mark.parametrize(
        ("eenheid", "nu_", "vorige", "tekst"),
        [
            ("aantal", "3", "1", "+2"),
            ("aantal", "1", "3", "−2"),
            ("aantal", "3", "3", "gelijk"),
            ("percentage", "12.34", "12.26", "gelijk"),
            ("percentage", "12.35", "12.24", "+0,2 procentpunt"),
            ("percentage", "12.25", "12.24", "+0,1 procentpunt"),
            ("dagen", "22", "20", "+2 dagen"),
        ],
    )
    def test_verschil_is_dat_van_de_getoonde_cijfers(
        self, eenheid: Eenheid, nu_: str, vorige: str, tekst: str
    ) -> None:
        """Half up, as the page writes them: 12,4 minus 12,2 is 0,2."""
        assert verschil(kengetal(eenheid), Decimal(nu_), Decimal(vorige)) == tekst

    def test_een_cijfer_dat_niet_geldt_zegt_niets(self, stand: StandBevroren) -> None:
        zinnen = (
            Zin("tlv.verwijzing_sbo", "Het is {waarde}."),
            Zin("tlv.toegekend", "Het zijn er {waarde}."),
        )
        assert in_het_kort(stand, zinnen) == ("Het zijn er 1.",)

    def test_norm_met_richting(self, db: None) -> None:
        norm = NormFactory(waarde=Decimal(3), eenheid="procent")
        lager, hoger = (
            Meetwaarde(kengetal(beter=b), aantal(4), norm, "geen norm") for b in ("lager", "hoger")
        )
        assert normtekst(lager) == "ten hoogste 3%"
        assert normtekst(hoger) == "ten minste 3%"
        assert normtekst(Meetwaarde(kengetal(), aantal(4), None, "geen norm")) == "—"


class TestTrendlijn:
    def test_een_gat_breekt_de_lijn(self) -> None:
        trend = [(K4.verschoven(n), Decimal(w) if w else None) for n, w in enumerate(("1", "", "3", "4"))]
        lijn = trendlijn("Proef", trend, eenheid="aantal", norm=Decimal(2))

        assert len(lijn.paden) == 1
        assert len(lijn.punten) == 3
        assert lijn.strepen[0].gestreept
        assert "2027-1: n.v.t." in lijn.alternatief
        assert lijn.alternatief.endswith("De norm is 2.")

    @pytest.mark.parametrize("waarden", [(), (None,), (Decimal(5), Decimal(5))])
    def test_ook_zonder_hoogteverschil(self, waarden: tuple[Decimal | None, ...]) -> None:
        trend = [(K4.verschoven(n), waarde) for n, waarde in enumerate(waarden)]
        lijn = trendlijn("Proef", trend, eenheid="aantal")
        assert len(lijn.punten) == len([w for w in waarden if w is not None])

    def test_in_een_rij_is_de_lijn_zonder_woorden(self) -> None:
        trend = [(K4.verschoven(n), Decimal(w) if w else None) for n, w in enumerate(("1", "", "3", "4"))]
        lijn = vonklijn("Proef", trend, eenheid="aantal", norm=Decimal(2))
        assert lijn is not None
        assert (lijn.teksten, len(lijn.punten)) == ((), 3)
        assert lijn.alternatief == "Verloop: 2026-4 1; 2027-2 3; 2027-3 4."
        assert vonklijn("Proef", trend[:2], eenheid="aantal") is None
