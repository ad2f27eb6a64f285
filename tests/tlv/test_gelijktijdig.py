"""Two at once: real threads, real transactions, one effect."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from swv.models import Gebeurtenis, Opdracht
from swv.opdrachten import voer_uit
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services, tasks
from tlv.documents import Document
from tlv.enums import Beroep
from tlv.models import Aanvraag, Besluit, Brief, Briefbestand, Herstelverzoek, Toelaatbaarheidsverklaring
from tlv.nummers import VERKLARING, volgend_nummer

pytestmark = pytest.mark.django_db(transaction=True)
SAMEN = 4


@pytest.fixture
def rollen(vaste_dag: None, transactional_db: None) -> Rolverdeling:
    factories.richt_swv_in()
    return factories.rolverdeling()


def samen(*taken: Callable[[], Any]) -> list[Any]:
    """Start all at the same moment; returns results, or the refusal of each."""
    startschot = threading.Barrier(len(taken))
    uitkomsten: list[Any] = [None] * len(taken)

    def loop(plek: int, taak: Callable[[], Any]) -> None:
        startschot.wait(10)
        try:
            uitkomsten[plek] = taak()
        except (NietToegestaan, services.Verouderd) as fout:
            uitkomsten[plek] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=loop, args=paar) for paar in enumerate(taken)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    return uitkomsten


def gelukt(uitkomsten: list[Any]) -> list[Any]:
    return [u for u in uitkomsten if not isinstance(u, Exception)]


def test_twee_beslissers_geven_een_besluit(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen)
    tweede = GebruikerFactory(rol="directeur")
    uitkomsten = samen(
        *(
            lambda door=door: factories.besluit(rollen, aanvraag, door=door)
            for door in (rollen.directeur, tweede, rollen.directeur, tweede)
        )
    )

    assert len(gelukt(uitkomsten)) == 1
    assert Besluit.objects.count() == Toelaatbaarheidsverklaring.objects.count() == 1
    assert Brief.objects.count() == 3
    assert Toelaatbaarheidsverklaring.objects.get().nummer == "VO2001-2627-00001"


def test_twee_keer_indienen_is_een_keer(rollen: Rolverdeling) -> None:
    aanvraag = factories.vul_in(factories.begin(rollen), rollen)
    uitkomsten = samen(*[lambda: services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)] * SAMEN)

    assert len(gelukt(uitkomsten)) == 1
    assert Gebeurtenis.objects.filter(soort="indienen").count() == 1


def test_twee_keer_beginnen_geeft_een_concept(rollen: Rolverdeling) -> None:
    uitkomsten = samen(*[lambda: factories.begin(rollen)] * SAMEN)

    assert len(set(gelukt(uitkomsten))) == 1
    assert Aanvraag.objects.count() == 1


def test_wie_tegelijk_bewaart_overschrijft_niet(rollen: Rolverdeling) -> None:
    aanvraag = factories.begin(rollen)
    uitkomsten = samen(
        *(
            lambda n=n: services.antwoorden_bewaren(
                aanvraag=aanvraag,
                antwoorden={"leerjaar": f"klas {n}"},
                versie=1,
                door=rollen.aanvrager,
                op=OP,
            )
            for n in range(SAMEN)
        )
    )

    assert len(gelukt(uitkomsten)) == 1
    assert Aanvraag.objects.get().versie == 2


def test_nummers_zijn_uniek_en_zonder_gaten(rollen: Rolverdeling) -> None:
    def tien() -> list[int]:
        return [volgend_nummer(VERKLARING, OP.date()) for _ in range(10)]

    nummers = [nummer for reeks in samen(*[tien] * SAMEN) for nummer in reeks]
    assert sorted(nummers) == list(range(1, 10 * SAMEN + 1))


def test_een_brief_tegelijk_maken_is_een_brief(rollen: Rolverdeling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tlv.services.brieven.besluitbrief", lambda _b: Document("Brief.pdf", b"brief"))
    brief = factories.besluit(rollen).brieven.order_by("id")[0]
    uitkomsten = samen(*[lambda: services.brief_maken(sleutel=brief.sleutel, op=OP)] * SAMEN)

    assert len(set(gelukt(uitkomsten))) == 1
    assert Briefbestand.objects.count() == 1


def test_een_opdracht_tegelijk_uitvoeren_is_een_brief(
    rollen: Rolverdeling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tlv.services.brieven.besluitbrief", lambda _b: Document("Brief.pdf", b"brief"))
    factories.besluit(rollen)
    opdracht = Opdracht.objects.filter(soort="tlv.besluitbrief").order_by("id")[0]
    samen(*[lambda: voer_uit(opdracht.pk)] * SAMEN)

    assert Briefbestand.objects.count() == 1


def test_de_laatste_brieven_tegelijk_verzenden_is_een_bekendmaking(rollen: Rolverdeling) -> None:
    besluit = factories.besluit(rollen)
    factories.maak_brieven(besluit)
    uitkomsten = samen(
        *(
            lambda brief=brief: services.brief_verzonden(
                brief=brief, verzonden_op=OP.date(), door=rollen.administratie, op=OP
            )
            for brief in besluit.brieven.all()
        )
    )

    assert len(gelukt(uitkomsten)) == 3
    besluit.refresh_from_db()
    assert besluit.bekendgemaakt_op == OP.date()
    assert Gebeurtenis.objects.filter(soort="bekendmaken").count() == 1


def test_school_en_klok_tegelijk_lopen_niet_vast(rollen: Rolverdeling) -> None:
    """The completion comes in while the night job runs: one of both, never both, never a deadlock."""
    verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen, dagen=3)
    factories.beantwoord(verzoek, rollen, leerjaar="8")
    samen(
        lambda: services.herstel_afronden(herstelverzoek=verzoek, door=rollen.aanvrager, op=na(3)),
        tasks.laat_herstel_verlopen,
        tasks.laat_herstel_verlopen,
    )

    assert Herstelverzoek.objects.get().status in {"aangevuld", "verlopen"}
    assert Gebeurtenis.objects.filter(onderwerp="tlv.herstelverzoek").count() == 2


def test_advies_en_intrekken_tegelijk(rollen: Rolverdeling) -> None:
    aanvraag = factories.compleet(rollen)
    taken = [
        lambda: factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS),
        lambda: services.aanvraag_intrekken(
            aanvraag=aanvraag, reden="Verhuisd.", door=rollen.aanvrager, op=OP
        ),
    ]
    samen(*taken)

    aanvraag.refresh_from_db()
    assert aanvraag.status == "ingetrokken"
    assert not aanvraag.adviezen.filter(status="gevraagd").exists()
