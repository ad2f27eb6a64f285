"""The list of requests, the work list, the panel of a pupil and the search: scope, words and cost."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlingen.models import Leerling
from swv.enums import Opdrachtstatus
from swv.models import Gebruiker, Inzage, Mandaat, Opdracht
from swv.panelen import Werkregel
from tests.factories import BEGIN, BetrokkeneFactory, GebruikerFactory, LeerlingFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tests.vragen import is_van_de_pagina
from tests.werklijst import werkregels
from tlv import services
from tlv.documents import opdrachtsleutel
from tlv.enums import Beroep, Soort, Uitkomst
from tlv.models import Aanvraag, Brief
from tlv.panelen import zoek
from tlv.selectors.werk import wachtend

Als = Callable[..., Client]
LIJST = "/tlv/"


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


def nog_een(rollen: Rolverdeling, **anders: Any) -> Rolverdeling:
    """The same people around another pupil of the same school."""
    kind = LeerlingFactory(school=rollen.school)
    BetrokkeneFactory(leerling=kind)
    return Rolverdeling(**{**vars(rollen), "leerling": kind, **anders})


def tabel(client: Client, **filters: str) -> str:
    antwoord = client.get(LIJST, filters)
    assert antwoord.status_code == 200
    return antwoord.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]


def vragen_van(client: Client, adres: str, **opties: Any) -> list[str]:
    """The queries of a page beyond the login."""
    with CaptureQueriesContext(
        connection,
    ) as gevangen:
        assert client.get(adres, **opties).status_code == 200
    return [v["sql"] for v in gevangen.captured_queries if is_van_de_pagina(v["sql"])]


# --- list -----------------------------------------------------------------------------------------


def test_het_swv_begint_met_wat_loopt_op_volgorde_van_termijn(rollen: Rolverdeling, als: Als) -> None:
    later = factories.ingediend(rollen, op=na(1))
    eerder = factories.ingediend(nog_een(rollen), op=na(-3))
    klaar = factories.besluit(nog_een(rollen)).aanvraag
    stil = factories.ingediend(nog_een(rollen), op=na(-9))
    factories.vraag_aanvulling(stil, rollen)

    inhoud = tabel(als(rollen.administratie))

    plaatsen = [inhoud.index(rij.kenmerk) for rij in (eerder, later, stil)]
    assert plaatsen == sorted(plaatsen)  # what stands still comes last
    assert klaar.kenmerk not in inhoud
    assert "staat stil" in inhoud


@pytest.mark.parametrize(
    ("filters", "verwacht"),
    [
        ({"status": "alle"}, {"vso", "pro", "klaar"}),
        ({"status": "besloten", "sorteer": "termijn"}, {"klaar"}),
        ({"soort": "pro"}, {"pro"}),
        ({"termijn": "te_laat"}, set()),
        ({"termijn": "stil"}, {"pro"}),
        ({"status": "onzin", "soort": "onzin"}, {"vso", "pro", "klaar"}),
    ],
)
def test_filters(filters: dict[str, str], verwacht: set[str], rollen: Rolverdeling, als: Als) -> None:
    rijen = {
        "vso": factories.ingediend(rollen),
        "pro": factories.ingediend(nog_een(rollen), soort=Soort.PRO),
        "klaar": factories.besluit(nog_een(rollen)).aanvraag,
    }
    factories.vraag_aanvulling(rijen["pro"], rollen)

    inhoud = tabel(als(rollen.administratie), **filters)

    assert {naam for naam, rij in rijen.items() if rij.kenmerk in inhoud} == verwacht


def test_filter_op_school_en_op_te_laat(rollen: Rolverdeling, als: Als, op_moment: Any) -> None:
    eigen = factories.ingediend(rollen)
    andere = factories.rolverdeling()
    vreemd = factories.ingediend(andere)
    with op_moment(OP + timedelta(weeks=10)):
        client = als(rollen.administratie)
        een_school = tabel(client, school=andere.school.vestigingscode)
        te_laat = tabel(client, termijn="te_laat")

    assert vreemd.kenmerk in een_school
    assert eigen.kenmerk not in een_school
    assert eigen.kenmerk in te_laat
    assert "dagen te laat" in te_laat


def test_een_school_ziet_alleen_de_eigen_aanvragen(rollen: Rolverdeling, als: Als) -> None:
    concept = factories.begin(rollen)
    eigen = factories.ingediend(nog_een(rollen))
    vreemd = factories.ingediend(factories.rolverdeling())

    inhoud = tabel(als(rollen.aanvrager))

    assert concept.kenmerk in inhoud
    assert eigen.kenmerk in inhoud
    assert vreemd.kenmerk not in inhoud


@pytest.mark.parametrize("uitkomst", [Uitkomst.TOEGEKEND, Uitkomst.AFGEWEZEN])
def test_een_school_leest_de_uitkomst_zodra_die_bekend_is(
    uitkomst: Uitkomst, rollen: Rolverdeling, als: Als
) -> None:
    """Before the letters were sent the school sees a request that is dealt with (Awb 3:40)."""
    zonder_tlv = {"categorie": "", "ingangsdatum": None, "einddatum": None}
    anders = {} if uitkomst == Uitkomst.TOEGEKEND else zonder_tlv
    besluit = factories.besluit(rollen, uitkomst=uitkomst, **anders)
    school, swv = als(rollen.aanvrager), als(rollen.administratie)
    woord = f"Besloten: {uitkomst.label.lower()}"
    assert "Besloten" not in tabel(school, status="")
    assert "Besloten<" in tabel(swv, status="besloten")

    factories.maak_bekend(besluit, rollen)

    assert woord in tabel(school, status="")
    assert woord in tabel(swv, status="besloten")
    assert ("label-goed" in tabel(school, status="")) is (uitkomst == Uitkomst.TOEGEKEND)


def test_een_deskundige_ziet_alleen_de_toegewezen_aanvraag(rollen: Rolverdeling, als: Als) -> None:
    factories.compleet(nog_een(rollen))
    aanvraag = factories.compleet(rollen)
    services.deskundige_toewijzen(aanvraag=aanvraag, deskundige=rollen.arts, door=rollen.administratie, op=OP)

    inhoud = tabel(als(rollen.arts))

    assert inhoud.count("<tr>") == 1
    assert aanvraag.kenmerk in inhoud


def test_bladeren_en_het_fragment_is_gelijk_aan_de_pagina(
    rollen: Rolverdeling, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nummer in range(3):
        factories.ingediend(nog_een(rollen), op=na(nummer - 5))
    monkeypatch.setattr("swv.bladeren.bladzijde.__kwdefaults__", {"grootte": 2})
    client = als(rollen.administratie)

    eerste = client.get(LIJST)
    volgende = LIJST + eerste.context["blad"].volgende
    for adres in (LIJST, volgende):
        fragment = client.get(adres, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in fragment
        rijen, balk, _rest = fragment.partition('<div class="weergaven"')
        assert balk, "the bar of views is refreshed beside the rows"
        assert rijen.strip() in client.get(adres).content.decode()
    assert len(client.get(volgende).context["rijen"]) == 1


def test_de_lijst_schrijft_een_inzageregel(rollen: Rolverdeling, als: Als) -> None:
    factories.ingediend(rollen)

    als(rollen.administratie).get(LIJST)

    rij = Inzage.objects.latest("id")
    assert (rij.soort, rij.leerlingen) == ("lijst", [rollen.leerling.sleutel])
    assert als(rollen.administratie).post(LIJST).status_code == 405


# --- cost -----------------------------------------------------------------------------------------


def _maak(rollen: Rolverdeling, aantal: int) -> list[Aanvraag]:
    return [factories.ingediend(nog_een(rollen)) for _ in range(aantal)]


@pytest.mark.parametrize("pad", [LIJST, f"{LIJST}?status=alle", "/"])
def test_lijst_en_startpagina_kosten_evenveel_bij_een_en_drie_rijen(
    pad: str, rollen: Rolverdeling, als: Als
) -> None:
    for wie in ("coordinator", "administratie"):
        client = als(GebruikerFactory(rol=wie))
        _maak(rollen, 1)
        een = vragen_van(client, pad)
        _maak(rollen, 2)
        drie = vragen_van(client, pad)

        assert len(een) == len(drie)
        assert len(drie) <= 8, "\n".join(drie)


def _aanvragen_in_elke_stand(rollen: Rolverdeling) -> list[Aanvraag]:
    aangevuld = factories.ingediend(nog_een(rollen))
    factories.vul_aan(factories.vraag_aanvulling(aangevuld, rollen), rollen)
    bekend = factories.maak_bekend(factories.besluit(nog_een(rollen), None), rollen)
    return [aangevuld, factories.geadviseerd(nog_een(rollen)), bekend.aanvraag]


def test_de_pagina_kost_evenveel_bij_meer_onderdelen(rollen: Rolverdeling, als: Als) -> None:
    """One and three documents, requests for completion and letters."""
    client = als(rollen.administratie)
    for aanvraag in _aanvragen_in_elke_stand(rollen):
        adres = reverse("tlv:aanvraag", args=[aanvraag.sleutel])
        aanvraag.documenten.exclude(pk=aanvraag.documenten.order_by("id")[0].pk).delete()
        een = len(vragen_van(client, adres))
        for code in ("opp", "onderzoek"):
            factories.voeg_document_toe(aanvraag, code)

        assert len(vragen_van(client, adres)) == een
        assert een <= 45


def test_het_paneel_kost_evenveel_bij_een_en_drie_aanvragen(rollen: Rolverdeling, als: Als) -> None:
    client = als(rollen.administratie)
    adres = reverse("leerlingen:detail", args=[rollen.leerling.sleutel])
    factories.ingediend(rollen)
    een = len(vragen_van(client, adres))
    factories.ingediend(rollen, soort=Soort.PRO)
    factories.ingediend(rollen, soort=Soort.SO)

    assert len(vragen_van(client, adres)) == een


def test_het_aantal_in_het_menu_is_een_vraag(rollen: Rolverdeling, django_assert_num_queries: Any) -> None:
    factories.ingediend(rollen)
    for wie in (rollen.administratie, rollen.aanvrager, rollen.arts):
        wie.toekenningen  # noqa: B018 (the login has read them)
        with django_assert_num_queries(1):
            list(wachtend(wie))


# --- work list --------------------------------------------------------------------------------------


def regels(user: Gebruiker) -> list[Werkregel]:
    return werkregels("tlv", Gebruiker.objects.get(pk=user.pk))


def werk(user: Gebruiker) -> list[tuple[str, str]]:
    return [(regel.wat, regel.actie) for regel in regels(user)]


def test_werk_volgt_de_aanvraag_van_school_tot_brief(rollen: Rolverdeling) -> None:
    school, administratie, directeur = rollen.aanvrager, rollen.administratie, rollen.directeur
    aanvraag = factories.vul_in(factories.begin(rollen), rollen)
    assert werk(school) == [("Aanvraag afmaken en indienen", "Verder")]
    assert werk(administratie) == []

    services.indienen(aanvraag=aanvraag, door=school, op=OP)
    assert werk(school) == []
    assert werk(administratie) == [("Beoordelen of alles er is", "Beoordelen")]

    verzoek = factories.vraag_aanvulling(aanvraag, rollen)
    assert werk(school) == [("Aanvraag aanvullen: 1 punt", "Aanvullen")]
    assert werk(administratie) == [("Aanvulling door de school: 1 punt", "Bekijken")]

    factories.vul_aan(verzoek, rollen)
    assert werk(administratie) == [("Beoordelen: de school heeft aangevuld", "Beoordelen")]

    services.compleet_verklaren(aanvraag=aanvraag, door=administratie, op=OP)
    assert werk(administratie) == [("Twee deskundigen om advies vragen", "Vragen")]

    factories.adviseer(aanvraag, rollen, rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG)
    assert werk(administratie) == [("Nog een deskundige om advies vragen", "Vragen")]
    services.deskundige_toewijzen(aanvraag=aanvraag, deskundige=rollen.arts, door=administratie, op=OP)
    assert (werk(administratie), werk(directeur)) == ([], [])
    assert werk(rollen.arts) == [("Advies geven", "Advies geven")]


def test_wie_het_mandaat_heeft_krijgt_het_besluit(rollen: Rolverdeling) -> None:
    coordinator = GebruikerFactory(rol="coordinator")
    factories.geadviseerd(rollen)
    besluiten = [("Besluit nemen: beide adviezen zijn binnen", "Besluit")]

    assert werk(rollen.directeur) == besluiten
    assert werk(coordinator) == []

    Mandaat.objects.filter(categorie="").update(rol="coordinator")
    assert werk(coordinator) == besluiten
    assert werk(rollen.directeur) == besluiten  # HOOG stays with the directeur

    Mandaat.objects.create(soort="vso", rol="ect", grondslag="Proef", geldig_vanaf=BEGIN)
    assert werk(coordinator) == []


def test_wie_advies_gaf_krijgt_het_besluit_niet(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen)
    aanvraag.adviezen.filter(deskundige=rollen.arts).update(deskundige=rollen.directeur)

    assert werk(rollen.directeur) == []


def test_twee_adviezen_die_geen_besluit_dragen(rollen: Rolverdeling) -> None:
    """The work list says the same as the page: a third expert is needed (Besluit bekostiging WPO 34.8)."""
    aanvraag = factories.geadviseerd(rollen)
    aanvraag.adviezen.filter(deskundige=rollen.orthopedagoog).update(beroep=Beroep.MAATSCHAPPELIJK_WERKER)
    reden = "Een van de adviezen moet van een orthopedagoog of psycholoog zijn."

    assert werk(rollen.directeur) == [(f"Wacht op nog een advies. {reden}", "Bekijken")]
    assert werk(rollen.administratie) == [(f"Nog een deskundige om advies vragen. {reden}", "Vragen")]

    derde = GebruikerFactory(rol="deskundige", naam="J. Derde")
    services.deskundige_toewijzen(aanvraag=aanvraag, deskundige=derde, door=rollen.administratie, op=OP)
    assert werk(rollen.directeur) == [("Wacht op het advies van J. Derde", "Bekijken")]


def test_wat_te_laat_is_staat_bij_wie_het_bewaakt(rollen: Rolverdeling) -> None:
    """Whoever it waits for, a late request is in the work of the procesondersteuner, and nobody else's."""
    aanvraag = factories.compleet(rollen)
    for deskundige in (rollen.orthopedagoog, rollen.arts):
        services.deskundige_toewijzen(
            aanvraag=aanvraag, deskundige=deskundige, door=rollen.administratie, op=OP
        )
    assert werk(rollen.administratie) == []

    Aanvraag.objects.filter(pk=aanvraag.pk).update(eerstvolgende_datum=OP.date() - timedelta(days=1))
    namen = f"{rollen.orthopedagoog.naam} en {rollen.arts.naam}"
    assert werk(rollen.administratie) == [(f"Wacht op het advies van {namen}", "Bekijken")]


def test_een_laat_besluit_staat_ook_bij_wie_het_bewaakt(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen)
    assert werk(rollen.administratie) == []

    Aanvraag.objects.filter(pk=aanvraag.pk).update(eerstvolgende_datum=OP.date() - timedelta(days=1))
    assert werk(rollen.administratie) == [("Wacht op het besluit: beide adviezen zijn binnen", "Bekijken")]
    assert werk(rollen.directeur) == [("Besluit nemen: beide adviezen zijn binnen", "Besluit")]


def test_brieven_in_het_werk_van_wie_verzendt(rollen: Rolverdeling) -> None:
    besluit = factories.besluit(rollen)
    administratie = rollen.administratie
    brief = besluit.brieven.order_by("id")[0]
    assert werk(administratie) == [("Brieven worden gemaakt; daarna verzenden", "Bekijken")]

    Opdracht.objects.filter(uniek=opdrachtsleutel(brief)).update(status=Opdrachtstatus.MISLUKT)
    assert werk(administratie) == [("Brief maken is mislukt: laat haar opnieuw maken", "Bekijken")]

    Brief.objects.filter(pk=brief.pk).update(adresregels=[])
    assert werk(administratie) == [("Adres aanvullen voor een brief", "Aanvullen")]

    factories.maak_brieven(besluit)
    Brief.objects.filter(pk=brief.pk).update(adresregels=["Straat 1", "9700 AA Groningen"])
    Opdracht.objects.update(status=Opdrachtstatus.KLAAR, klaar_op=OP)
    assert werk(administratie) == [("Brieven verzenden en vastleggen", "Verzenden")]
    assert [regel.uiterste_datum for regel in regels(administratie)] == [date(2026, 12, 28)]
    assert werk(rollen.directeur) == []

    for rij in besluit.brieven.all():
        services.brief_verzonden(brief=rij, verzonden_op=OP.date(), door=administratie, op=OP)
    assert werk(administratie) == []


def test_een_regel_heeft_de_termijn_van_wie_aan_zet_is(rollen: Rolverdeling) -> None:
    factories.vraag_aanvulling(factories.ingediend(rollen), rollen, dagen=14)
    van_school, van_swv = regels(rollen.aanvrager)[0], regels(rollen.administratie)[0]

    assert van_school.norm == van_swv.norm == "hersteltermijn"
    assert van_school.resterend is not None
    assert van_swv.resterend is not None
    assert van_school.resterend.woorden == "nog 9 werkdagen"
    assert van_swv.resterend.woorden.startswith("staat stil")
    assert van_swv.wacht_op_school


def test_een_school_krijgt_geen_werk_van_een_ander(rollen: Rolverdeling) -> None:
    factories.begin(rollen)
    vreemd = GebruikerFactory(rol="school", school=SchoolFactory())
    directeur_van_school = GebruikerFactory(rol="schooldirecteur", school=rollen.school)

    assert werk(vreemd) == []
    assert werk(directeur_van_school) == []
    assert werk(GebruikerFactory(rol="beheer")) == []


# --- search and panel -------------------------------------------------------------------------------


def test_zoeken_op_kenmerk_en_tlv_nummer_binnen_de_eigen_aanvragen(rollen: Rolverdeling) -> None:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    vreemd = GebruikerFactory(rol="school", school=SchoolFactory())

    for term in (besluit.aanvraag.kenmerk, besluit.verklaring.nummer):
        assert len(zoek(rollen.administratie, term)) == 1
        assert len(zoek(rollen.aanvrager, term)) == 1
        assert zoek(vreemd, term) == []


def test_zoeken_verraadt_een_besluit_niet_voor_de_bekendmaking(rollen: Rolverdeling) -> None:
    besluit = factories.besluit(rollen)

    gevonden = zoek(rollen.aanvrager, besluit.aanvraag.kenmerk)

    assert "In behandeling" in gevonden[0].onderschrift
    assert zoek(rollen.aanvrager, besluit.verklaring.nummer) == []


def test_het_paneel_biedt_aanvragen_alleen_aan_de_huidige_school(rollen: Rolverdeling, als: Als) -> None:
    adres = reverse("leerlingen:detail", args=[rollen.leerling.sleutel])
    beginnen = reverse("tlv:beginnen", args=[rollen.leerling.sleutel])

    assert beginnen in als(rollen.aanvrager).get(adres).content.decode()
    assert beginnen not in als(rollen.administratie).get(adres).content.decode()
    assert Leerling.objects.filter(pk=rollen.leerling.pk).exists()
