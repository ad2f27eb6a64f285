"""What time itself does: safe to run twice, each row in its own transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

import pytest

from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling
from tlv import services, tasks
from tlv.enums import Aanvraagstatus, Besluitstatus, Herstelstatus
from tlv.models import Besluit, Herstelverzoek

Reis = Callable[[datetime], AbstractContextManager[Any]]


def nacht(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 0, 15, tzinfo=UTC)


def test_een_verlopen_termijn_komt_terug_op_de_werklijst(rollen: Rolverdeling, op_moment: Reis) -> None:
    aanvraag = factories.ingediend(rollen)
    verzoek = factories.vraag_aanvulling(aanvraag, rollen, dagen=10)
    with op_moment(nacht(date(2026, 11, 12))):
        assert tasks.laat_herstel_verlopen() == 0
    with op_moment(nacht(date(2026, 11, 13))):
        assert tasks.laat_herstel_verlopen() == 1
        assert tasks.laat_herstel_verlopen() == 0

    aanvraag.refresh_from_db()
    verzoek.refresh_from_db()
    assert (aanvraag.status, verzoek.status) == (Aanvraagstatus.INGEDIEND, Herstelstatus.VERLOPEN)
    assert aanvraag.eerstvolgende_datum == date(2027, 1, 6)
    assert Gebeurtenis.objects.get(soort="herstel_verlopen").door is None


def test_de_nachtelijke_taak_doet_beide(rollen: Rolverdeling, op_moment: Reis) -> None:
    factories.maak_bekend(factories.besluit(rollen), rollen)
    ander = factories.rolverdeling()
    factories.vraag_aanvulling(factories.ingediend(ander), ander, dagen=10)
    with op_moment(nacht(date(2026, 12, 22))):
        for _ in range(2):
            tasks.werk_termijnen_bij()

    assert Besluit.objects.get().status == Besluitstatus.ONHERROEPELIJK
    assert Herstelverzoek.objects.get().status == Herstelstatus.VERLOPEN
    assert Gebeurtenis.objects.filter(soort="onherroepelijk_maken").count() == 1


def test_een_besluit_in_bezwaar_wordt_niet_onherroepelijk(rollen: Rolverdeling, op_moment: Reis) -> None:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    services.bezwaar_registreren(
        besluit=besluit, indiener="Ouder Een", ontvangen_op=OP.date(), door=rollen.administratie, op=OP
    )
    with op_moment(nacht(date(2027, 6, 1))):
        assert tasks.maak_onherroepelijk() == 0


def test_een_termijn_voor_beroep_houdt_tegen(rollen: Rolverdeling, op_moment: Reis) -> None:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    bezwaar = services.bezwaar_registreren(
        besluit=besluit, indiener="Ouder Een", ontvangen_op=OP.date(), door=rollen.administratie, op=OP
    )
    wie_wanneer = {"bezwaar": bezwaar, "door": rollen.administratie, "op": nacht(date(2027, 1, 15))}
    services.bezwaar_doorzenden(**wie_wanneer, doorgezonden_op=OP.date())
    services.bezwaar_afhandelen(
        **wie_wanneer, uitkomst="ongegrond", verzonden_op=date(2027, 1, 15), toelichting="Geen advies."
    )
    with op_moment(nacht(date(2027, 2, 1))):
        assert tasks.maak_onherroepelijk() == 0
    with op_moment(nacht(date(2027, 3, 6))):
        assert tasks.maak_onherroepelijk() == 1


def test_een_rij_die_breekt_houdt_de_andere_niet_tegen(
    rollen: Rolverdeling, op_moment: Reis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row has its own transaction: what was done before a failure stays done."""
    for wie in (rollen, factories.rolverdeling()):
        factories.vraag_aanvulling(factories.ingediend(wie), wie, dagen=10)
    echt = services.herstel_laten_verlopen
    gezien: list[int] = []

    def tweede_breekt(**gegevens: Any) -> Any:
        gezien.append(1)
        if len(gezien) == 2:
            raise NietToegestaan("proef")
        return echt(**gegevens)

    monkeypatch.setattr(services, "herstel_laten_verlopen", tweede_breekt)
    with op_moment(nacht(date(2026, 12, 1))), pytest.raises(NietToegestaan, match="proef"):
        tasks.laat_herstel_verlopen()

    assert Herstelverzoek.objects.filter(status=Herstelstatus.VERLOPEN).count() == 1


def test_de_school_en_de_klok_tegelijk(rollen: Rolverdeling, op_moment: Reis) -> None:
    """The school was just in time: the job finds nothing more to do."""
    aanvraag = factories.ingediend(rollen)
    verzoek = factories.vraag_aanvulling(aanvraag, rollen, dagen=10)
    factories.vul_aan(verzoek, rollen, op=nacht(date(2026, 11, 12)))
    with op_moment(nacht(date(2026, 11, 13))):
        assert tasks.laat_herstel_verlopen() == 0

    verzoek.refresh_from_db()
    assert verzoek.status == Herstelstatus.AANGEVULD
