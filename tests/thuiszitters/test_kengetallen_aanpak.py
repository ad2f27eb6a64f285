"""The figures of escalation, advice, vrijstelling and relapse on a population with known answers; references."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from swv.kengetallen import KENGETALLEN, VERDELINGEN, Peiling, Scope, meet, peiling
from swv.kwartaal import Kwartaal
from tests.factories import GebruikerFactory, NormFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import OP, Rolverdeling, na
from tests.thuiszitters.paginahulp import zichtbaar
from thuiszitters import services
from thuiszitters.enums import Categorie, Stapuitkomst, Uitkomst
from thuiszitters.models import Referentiecijfer
from thuiszitters.profiel import lees, referenties

VIERDE = Kwartaal(2026, 4)
VANAF = date(2026, 9, 20)
NIEUW = (
    "adviesvragen",
    "advies_op_tijd",
    "vrijstelling_met_advies",
    "vrijstelling_terugwerkend",
    "terugval",
    "doorgezet",
)


def waarde(code: str, vraag: Peiling | None = None) -> Any:
    return meet(vraag or peiling(VIERDE), [f"thuiszitters.{code}"])[0].uitkomst.waarde


def advies(rollen: Rolverdeling, leerling: Any, *, dagen: int) -> Any:
    """Asked on OP and answered so many days later."""
    vraag = services.advies_vragen(
        gegevens={
            "roepnaam": "Isa",
            "achternaam": "Zwaan",
            "geboortedatum": date(2021, 1, 20),
            "gemeente": "Haren",
            "soort": "geheel",
            "duur": "schooljaar",
            "schoolverleden": "geen",
            "ingangsdatum": OP.date(),
            "vraag": "Wat kan er nog?",
        },
        door=GebruikerFactory(rol="leerplicht"),
        op=OP,
    )
    rij = services.adviesvraag_oppakken(vraag=vraag, leerling=leerling, door=rollen.ect, op=OP)
    return services.advies_uitbrengen(
        vraag=rij, advies="deels", perspectief="Twee dagdelen.", door=rollen.ect, op=na(dagen)
    )


def vrijgesteld(rollen: Rolverdeling, gemeente: str) -> Any:
    """A running traject of a pupil whom the SWV itself found, in the category of the vrijstelling."""
    wie = factories.nog_een(rollen, gemeente=gemeente)
    return factories.van_swv(wie, Categorie.VRIJSTELLING_5A, VANAF)


def stel_vrij(rollen: Rolverdeling, traject: Any, *, afgegeven_op: date, adviesvraag: Any = None) -> None:
    services.vrijstelling_vastleggen(
        traject=traject,
        gegevens={
            "code": Categorie.VRIJSTELLING_5A,
            "soort": "geheel",
            "duur": "schooljaar",
            "schoolverleden": "geen",
            "vanaf": VANAF,
            "tot_en_met": None,
            "afgegeven_op": afgegeven_op,
        },
        adviesvraag=adviesvraag,
        door=rollen.ect,
        op=na(12),
    )


def val_terug(rollen: Rolverdeling, roepnaam: str, *, terug_op: date) -> None:
    """Back at school on that day, at home again on 9 November 2026."""
    wie = factories.nog_een(rollen, roepnaam=roepnaam)
    oud = factories.van_swv(wie, Categorie.RELATIEF, date(2025, 9, 1))
    factories.sluit_af(oud, wie, uitkomst=Uitkomst.EIGEN_SCHOOL, einddatum=terug_op)
    factories.van_swv(wie, Categorie.RELATIEF, date(2026, 11, 9))


def zet_door(rollen: Rolverdeling) -> None:
    """One traject that went up one step and ended with doorzettingsmacht."""
    traject = factories.traject(rollen)
    services.stap_vastleggen(
        traject=traject,
        trede="ect",
        datum=OP.date(),
        deelnemers="Mentor",
        uitkomst=Stapuitkomst.VERDER,
        toelichting="",
        door=rollen.ect,
        op=OP,
    )
    services.doorzetten(
        traject=traject,
        datum=OP.date(),
        deelnemers="Besturen",
        bestuur=rollen.school.bestuur,
        school=None,
        besluit={
            "ingangsdatum": OP.date(),
            "besloten_door": "Directeur-bestuurder",
            "voorkeur_ouders": "Dichtbij.",
            "voorkeur_leerling": "Klein.",
            "motivering": "Er is plek.",
        },
        door=rollen.ect,
        op=OP,
    )


@pytest.fixture
def bevolking(rollen: Rolverdeling) -> None:
    """Two vrijstellingen, one after advice and one retroactive; two advices, one late; one relapse of two."""
    NormFactory(code="vrijstelling.advies", waarde=1, eenheid="weken", startmoment="ontvangst")
    eerste, tweede = vrijgesteld(rollen, "Haren"), vrijgesteld(rollen, "Proefstad")
    op_tijd = advies(rollen, eerste.leerling, dagen=5)
    advies(rollen, tweede.leerling, dagen=9)
    stel_vrij(rollen, eerste, afgegeven_op=date(2026, 10, 1), adviesvraag=op_tijd)
    stel_vrij(rollen, tweede, afgegeven_op=date(2026, 11, 2))
    val_terug(rollen, "binnen", terug_op=date(2025, 11, 20))
    val_terug(rollen, "buiten", terug_op=date(2025, 11, 8))
    zet_door(rollen)


def test_bekende_antwoorden_rijen_en_een_vraag_per_cijfer(bevolking: None, rollen: Rolverdeling) -> None:
    assert {code: waarde(code) for code in NIEUW} == {
        "adviesvragen": 2,
        "advies_op_tijd": Decimal(50),
        "vrijstelling_met_advies": Decimal(50),
        "vrijstelling_terugwerkend": 2,
        "terugval": 1,
        "doorgezet": 1,
    }
    vraag = peiling(VIERDE)
    for code in NIEUW:
        kengetal = KENGETALLEN[f"thuiszitters.{code}"]
        with CaptureQueriesContext(connection) as gevangen:
            uitkomst = kengetal.bereken(vraag)
        assert len(gevangen.captured_queries) == 1, code
        assert kengetal.rijen is not None
        rijen = list(kengetal.rijen.selecteer(vraag))
        assert len(rijen) == uitkomst.teller, code
        for rij in rijen:
            assert kengetal.rijen.url(rij).startswith("/thuiszitters/")
            assert all(kolom.waarde(rij) is not None for kolom in kengetal.rijen.kolommen)
    elders = peiling(VIERDE, scope=Scope(school_id=0))
    assert all(not waarde(code, elders) for code in NIEUW)


def test_de_nulmeting_per_gemeente_en_de_andere_verdelingen(bevolking: None) -> None:
    cellen = lambda code: {  # noqa: E731
        cel.labels[0]: cel.aantal for cel in VERDELINGEN[f"thuiszitters.{code}"].bereken(peiling(VIERDE))
    }
    assert cellen("vrijstelling_naar_gemeente") == {"Haren": 1, "Proefstad": 1}
    assert cellen("vrijstelling_naar_duur") == {"Een schooljaar": 2}
    assert cellen("naar_escalatiestap") == {"Expertteam": 1, "Doorzettingsmacht": 1}


# --- published figures ------------------------------------------------------------------------------------------


def test_de_cijfers_van_het_document_worden_een_keer_geladen(db: None) -> None:
    for _ in range(2):
        call_command("laad_profiel", "vo2001", stdout=StringIO())
    lijn = [rij.waarde for rij in referenties("thuiszitters.vrijstelling_5a") if rij.in_lijn]
    assert lijn == [96, 112, 118, 135]
    per_periode = {rij.periode: rij for rij in referenties("thuiszitters.vrijstelling_5a")}
    vo = per_periode["15 maart 2023, alleen VO"]
    assert (vo.waarde, vo.waarvan, vo.in_lijn) == (26, "21 voor meerdere jaren; 5 voor een jaar", False)
    absoluut = referenties("thuiszitters.absoluut")[0]
    assert (absoluut.waarde, absoluut.waarvan) == (87, "44 leeftijd VO en MBO; 43 leeftijd PO")
    assert Referentiecijfer.objects.count() == len(lees("VO2001")) == 6
    assert lees("PO2202") == []


@pytest.mark.parametrize("rij", lees("VO2001"), ids=lambda rij: rij["periode"])
def test_delen_van_een_gepubliceerd_cijfer_tellen_op(rij: dict[str, Any]) -> None:
    assert rij["bron"].startswith("Evaluatie Thuiszitterspact")
    delen = [aantal for _wat, aantal in rij.get("waarvan", [])]
    assert not delen or sum(delen) == rij["waarde"]
    assert rij["kengetal"] in KENGETALLEN
    assert rij["peildatum"] < date.today() - timedelta(days=365)


def test_het_verloop_toont_ze_met_hun_bron(rollen: Rolverdeling, als: Any) -> None:
    Referentiecijfer.objects.create(
        kengetal="thuiszitters.absoluut",
        periode="15 maart 2023",
        peildatum=date(2023, 3, 15),
        waarde=87,
        in_lijn=True,
        wat="Absoluut verzuim in PO, VO en MBO",
        waarvan=[["leeftijd PO", 43]],
        bron="Evaluatie Thuiszitterspact Groningen 2023, bijlage 1B",
    )
    adres = reverse("kwaliteit:kengetal", args=["thuiszitters.absoluut"])
    pagina = zichtbaar(als(rollen.directeur).get(adres))
    assert "Cijfers uit documenten van voor dit register" in pagina
    assert "waarvan 43 leeftijd PO" in pagina
    assert "Evaluatie Thuiszitterspact Groningen 2023, bijlage 1B" in pagina
