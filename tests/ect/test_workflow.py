"""Every (status, action, role) of every table, without the database."""

from types import SimpleNamespace
from typing import Any

import pytest

from ect import enums, workflow
from ect.workflow import AANMELDING, ADVIES, CASUS, WORKFLOWS
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN
from swv.workflow import Workflow
from tests.overgangen import ANDERE_SCHOOL, SCHOOL, bereikbaar, cellen, eindes, gebruiker, mag

STATUSSEN = {
    "Aanmelding": enums.Aanmeldstatus,
    "Casus": enums.Casusstatus,
    "Advies": enums.Adviesstatus,
}
BEHANDELAARS = {"ect", "coordinator"}
# Who may make each move, written down once more: a change in roles or table shows here.
WIE: dict[str, dict[str, set[str]]] = {
    "Aanmelding": {
        "reageren": BEHANDELAARS,
        "aannemen": BEHANDELAARS,
        "beantwoorden": BEHANDELAARS,
        "intrekken": {"school", "administratie", "ect", "coordinator"},
    },
    "Casus": {
        "beginnen": BEHANDELAARS,
        "nazorgen": BEHANDELAARS,
        "hervatten": BEHANDELAARS,
        "afsluiten": BEHANDELAARS,
    },
    "Advies": {"uitbrengen": BEHANDELAARS},
}
EINDE = {
    "Aanmelding": {"aangenomen", "beantwoord", "ingetrokken"},
    "Casus": {"afgesloten"},
    "Advies": {"uitgebracht"},
}


def ding(tabel: Workflow, status: str) -> Any:
    """A stand-in with the fields that permissions look at."""
    soort = STATUSSEN[tabel.naam]
    return SimpleNamespace(
        status=status, get_status_display=lambda: soort(status).label, school_id=SCHOOL, casushouder_id=7
    )


@pytest.mark.parametrize(("tabel", "status", "actie"), cellen(WORKFLOWS, STATUSSEN))
def test_alleen_deze_rollen_uit_deze_status(tabel: Workflow, status: str, actie: str) -> None:
    obj = ding(tabel, status)
    uit_status = status in tabel.overgang(actie).van
    verwacht = WIE[tabel.naam][actie] if uit_status else set()

    assert {rol for rol in ROLLEN if mag(tabel, obj, actie, gebruiker(rol))} == verwacht
    assert mag(tabel, obj, actie, None) == uit_status


@pytest.mark.parametrize("tabel", WORKFLOWS, ids=lambda t: t.naam)
def test_elke_actie_staat_in_de_rollentabel(tabel: Workflow) -> None:
    acties = [o.actie for o in tabel.overgangen]

    assert set(acties) == WIE[tabel.naam].keys()
    assert len(acties) == len(set(acties))


@pytest.mark.parametrize("tabel", WORKFLOWS, ids=lambda t: t.naam)
def test_elke_status_is_bereikbaar_en_loopt_niet_dood(tabel: Workflow) -> None:
    alle = STATUSSEN[tabel.naam].values

    assert bereikbaar(tabel, alle[0]) == set(alle)
    assert eindes(tabel, alle) == EINDE[tabel.naam]


def test_een_andere_school_trekt_niets_in() -> None:
    vreemd = gebruiker("school", school=ANDERE_SCHOOL)

    assert not mag(AANMELDING, ding(AANMELDING, "aangemeld"), "intrekken", vreemd)


def test_een_rol_die_is_afgelopen_telt_niet() -> None:
    oud = gebruiker("ect")
    oud.__dict__["toekenningen"] = []

    assert not mag(CASUS, ding(CASUS, "intake"), "beginnen", oud)


def test_een_uitgeschakeld_account_mag_niets() -> None:
    uit = gebruiker("ect")
    uit.is_active = False

    assert not mag(ADVIES, ding(ADVIES, "concept"), "uitbrengen", uit)


@pytest.mark.parametrize("status", enums.Casusstatus.values)
def test_een_advies_hoort_bij_een_casus_die_loopt(status: str) -> None:
    advies = SimpleNamespace(casus=SimpleNamespace(status=status))
    if status == enums.Casusstatus.AFGESLOTEN:
        with pytest.raises(NietToegestaan, match="nieuwe casus"):
            workflow.controleer_casus_loopt(advies)
    else:
        workflow.controleer_casus_loopt(advies)


@pytest.mark.parametrize("concept", [True, False])
def test_een_casus_sluit_niet_over_een_half_advies(concept: bool) -> None:
    adviezen = SimpleNamespace(filter=lambda **_k: SimpleNamespace(exists=lambda: concept))
    casus = SimpleNamespace(adviezen=adviezen)
    if concept:
        with pytest.raises(NietToegestaan, match="in concept"):
            workflow.controleer_geen_concept(casus)
    else:
        workflow.controleer_geen_concept(casus)
