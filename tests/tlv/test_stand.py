"""Where a request is, whom we wait for, the next date: in every state, for the school."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv.beslisdatum import EERSTE_BEOORDELING
from tlv.enums import Aanvraagstatus, Besluitstatus
from tlv.selectors.stand import NIEMAND, SWV, Stand, stand_van

Als = Callable[..., Client]
DAG = date(2026, 11, 27)


def stand(status: Aanvraagstatus = Aanvraagstatus.INGEDIEND, *, compleet: bool = False, **meer: Any) -> Stand:
    aanvraag: Any = SimpleNamespace(status=status, compleet_op=OP if compleet else None)
    gegevens: dict[str, Any] = {"besluit": None, "herstel": None, "klokken": [], "op": DAG} | meer
    return stand_van(aanvraag, **gegevens)


def klok(dagen: int, code: str = "tlv.awb_beslistermijn") -> Any:
    return SimpleNamespace(datum=DAG + timedelta(days=dagen), code=code)


def besluit(status: Besluitstatus, dagen: int = 10) -> Any:
    return SimpleNamespace(status=status, bezwaar_uiterste_datum=DAG + timedelta(days=dagen))


def test_ingediend_noemt_de_eerste_datum_die_nog_komt() -> None:
    gevonden = stand(klokken=[klok(-2), klok(30), klok(5, EERSTE_BEOORDELING)])

    assert gevonden.wie == SWV
    assert gevonden.datum == DAG + timedelta(days=5)
    assert gevonden.wat == "Uiterlijk dan weet u of uw aanvraag compleet is."


def test_te_laat_zeggen_wij_zelf() -> None:
    gevonden = stand(compleet=True, klokken=[klok(-9), klok(-2)])

    assert "Wij zijn te laat: u had op 25 november 2026 een besluit moeten hebben." in gevonden.waar
    assert gevonden.datum is None


def test_zonder_klok_is_er_geen_datum() -> None:
    assert stand() == Stand("Wij controleren of alles er is.", SWV)


def test_bij_de_deskundigen() -> None:
    assert stand(Aanvraagstatus.IN_BEHANDELING, compleet=True).wie == f"{SWV} en twee deskundigen"


def test_wachten_op_de_school() -> None:
    herstel = SimpleNamespace(hersteltermijn_tot_en_met=DAG)
    gevonden = stand(Aanvraagstatus.ONVOLLEDIG, herstel=herstel, klokken=[klok(3)])

    assert (gevonden.wie, gevonden.datum) == ("Uw school", DAG)


@pytest.mark.parametrize(
    ("status", "dagen", "wie", "datum"),
    [
        (Besluitstatus.BEKENDGEMAAKT, 10, NIEMAND, True),
        (Besluitstatus.BEKENDGEMAAKT, -1, NIEMAND, False),
        (Besluitstatus.ONHERROEPELIJK, -1, NIEMAND, False),
        (Besluitstatus.IN_BEZWAAR, -1, SWV, False),
        (Besluitstatus.HERROEPEN, -1, NIEMAND, False),
    ],
)
def test_na_het_besluit(status: Besluitstatus, dagen: int, wie: str, datum: bool) -> None:
    gevonden = stand(Aanvraagstatus.BESLOTEN, compleet=True, besluit=besluit(status, dagen))

    assert (gevonden.wie, gevonden.datum is not None) == (wie, datum)


def test_ingetrokken() -> None:
    assert stand(Aanvraagstatus.INGETROKKEN, klokken=[klok(3)]).wie == NIEMAND


# --- pages ----------------------------------------------------------------------------------------


@pytest.fixture
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


@pytest.mark.usefixtures("_klok")
class TestPaginas:
    def test_de_school_ziet_waar_en_wanneer(self, rollen: Rolverdeling, als: Als) -> None:
        aanvraag = factories.ingediend(rollen)

        inhoud = als(rollen.aanvrager).get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()

        assert "Op wie wachten wij?" in inhoud
        assert "maandag 28 december 2026" in inhoud
        assert "Uiterlijk dan hoort u de beslissing." in inhoud

    def test_een_genomen_besluit_is_nog_geen_besluit(self, rollen: Rolverdeling, als: Als) -> None:
        genomen = factories.besluit(rollen)

        inhoud = (
            als(rollen.aanvrager)
            .get(reverse("tlv:aanvraag", args=[genomen.aanvraag.sleutel]))
            .content.decode()
        )

        assert "De deskundigen geven advies." in inhoud
        assert "Er is een besluit" not in inhoud

    def test_de_ontvangst_heeft_nummer_antwoorden_en_datum(self, rollen: Rolverdeling, als: Als) -> None:
        aanvraag = factories.ingediend(rollen, ondersteuningsvraag="Een kleine groep.")

        inhoud = als(rollen.aanvrager).get(reverse("tlv:ontvangst", args=[aanvraag.sleutel])).content.decode()

        assert aanvraag.kenmerk in inhoud
        assert "Een kleine groep." in inhoud
        assert "28 december 2026" in inhoud
