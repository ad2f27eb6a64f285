"""The kwartaalrapportage: its fixed parts, the words beside the figures, and who writes what (NRM-34)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kwaliteit.cijfertekst import verschil
from kwaliteit.documents import deel, inhoud
from kwaliteit.hoofdstukken import HOOFDSTUKKEN, hoofdstukken, kengetallen, tekstvakken, verdelingen
from kwaliteit.models import Kpi
from kwaliteit.rapportage import KWARTAAL
from kwaliteit.trendlijn import trendlijn
from kwaliteit.zinnen import Zin, beweging, in_het_kort
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Eenheid, Kengetal, Meetwaarde, aantal
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.models import Rapportage, Samenwerkingsverband
from swv.momentopnamen import StandBevroren, bevries
from swv.rapportages import documents, services
from swv.rollen import ROLLEN
from swv.templatetags.cijfers import normtekst
from tests.factories import GebruikerFactory, NormFactory
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


class TestOpzet:
    def test_de_vaste_onderdelen_staan_erin_ook_zonder_bron(self) -> None:
        assert tuple(opzet.anker for opzet in HOOFDSTUKKEN) == NRM_34
        zonder = {opzet.anker for opzet in HOOFDSTUKKEN if opzet.geen_bron}
        assert zonder == {"tevredenheid", "jeugdhulp", "risicos"}
        for opzet in HOOFDSTUKKEN:
            assert opzet.geen_bron or opzet.kengetallen

    def test_elke_code_bestaat(self) -> None:
        assert set(kengetallen()) - KENGETALLEN.keys() == set()
        assert set(verdelingen()) - VERDELINGEN.keys() == set()
        zinnen = {zin.code for opzet in HOOFDSTUKKEN for zin in opzet.zinnen}
        figuren = {code for opzet in HOOFDSTUKKEN for figuur in opzet.figuren for code in figuur.codes}
        assert (zinnen | figuren) - KENGETALLEN.keys() == set()

    def test_elke_tekst_heeft_een_schrijver_die_mag_schrijven(self) -> None:
        vakken = tekstvakken()
        assert len({vak.code for vak in vakken}) == len(vakken) == len(HOOFDSTUKKEN) + 2
        for vak in vakken:
            assert "rapportage.schrijven" in ROLLEN[vak.rol].permissies
            assert vak.dagen >= 21
            assert len(vak.titel) <= 120
        assert [h.anker for h in hoofdstukken()][-2:] == ["vooruitblik", "kpis"]


class TestInhoud:
    def test_een_hoofdstuk_met_cijfers_zinnen_en_grafieken(self, stand: StandBevroren) -> None:
        opzet = next(opzet for opzet in HOOFDSTUKKEN if opzet.anker == "verwijzingen")
        gemaakt = deel(stand, opzet, 2)

        assert gemaakt.kort[0] == "In het kwartaal is 1 TLV toegekend, 1 meer dan een kwartaal eerder."
        assert gemaakt.tekeningen[0].bijschrift == "Figuur 2.1 Toegekende TLV's, acht kwartalen."
        codes = [cijfer.code for cijfer in gemaakt.cijfers]
        assert "tlv.toegekend" in codes
        assert "tlv.verwijzing_sbo" not in codes  # there are no primary schools here
        assert not gemaakt.is_kort

    def test_zonder_bron_vraagt_een_hoofdstuk_geen_eigen_bladzijde(self, stand: StandBevroren) -> None:
        opzet = next(opzet for opzet in HOOFDSTUKKEN if opzet.anker == "tevredenheid")
        assert deel(stand, opzet, 3).is_kort

    def test_elke_kpi_staat_erin(self, stand: StandBevroren, kpis: list[Kpi]) -> None:
        assert [rij.kpi for rij in inhoud(stand)["kpirijen"]] == kpis

    def test_dezelfde_invoer_geeft_dezelfde_pdf(self, stand: StandBevroren) -> None:
        teksten = {"leerlingstromen": documents.Tekstblok("Wat wij zien", ("Rustig kwartaal.",))}
        eerste = documents.pdf(KWARTAAL, stand, teksten)
        assert eerste.startswith(b"%PDF-")
        assert documents.pdf(KWARTAAL, stand, teksten) == eerste

    def test_de_pdf_zegt_wat_het_scherm_zegt(self, stand: StandBevroren, kpis: list[Kpi]) -> None:
        swv = Samenwerkingsverband.objects.get()
        context = documents.context(KWARTAAL, stand, {}, swv.naam)
        waarden = {cijfer.code: cijfer.waarde for deel_ in context["delen"] for cijfer in deel_.cijfers}
        assert waarden["tlv.binnen_awb"] == "100,0%"
        rij = next(rij for rij in context["kpirijen"] if rij.kpi.nummer == "1")
        assert {cijfer.code: cijfer.waarde for cijfer in rij.cijfers}["tlv.binnen_awb"] == "100,0%"

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
            ("aantal", "3", None, "een kwartaal eerder is niet vastgelegd"),
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
