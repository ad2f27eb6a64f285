"""Every (status, action, role) of every table, without the database."""

from types import SimpleNamespace
from typing import Any

import pytest

from swv.rollen import ROLLEN
from swv.workflow import Workflow
from tests.overgangen import ANDERE_SCHOOL, SCHOOL, bereikbaar, cellen, eindes, gebruiker, mag, weigert
from thuiszitters import enums, workflow
from thuiszitters.workflow import ACTIE, ADVIESVRAAG, MELDING, TRAJECT, WORKFLOWS

STATUSSEN = {
    "Melding": enums.Meldingstatus,
    "Traject": enums.Trajectstatus,
    "Actie": enums.Actiestatus,
    "Lijstregel": enums.Regelbesluit,
    "Adviesvraag": enums.Adviesstatus,
}
BEHANDELAARS = {"ect", "coordinator"}
MELDERS = {"school", "administratie", "ect", "coordinator"}
# Who may make each move, written down once more: a change in roles or table shows here.
WIE: dict[str, dict[str, set[str]]] = {
    "Melding": {
        "oppakken": BEHANDELAARS,
        "koppelen": BEHANDELAARS,
        "geen_traject": BEHANDELAARS,
        "intrekken": MELDERS,
    },
    "Traject": {"afsluiten": BEHANDELAARS, "corrigeren": BEHANDELAARS},
    "Actie": {"gedaan": BEHANDELAARS, "niet_nodig": BEHANDELAARS, "vervallen": set()},
    "Lijstregel": dict.fromkeys(("melden", "koppelen", "verschil", "negeren", "heropenen"), BEHANDELAARS),
    "Adviesvraag": {
        "oppakken": BEHANDELAARS,
        "uitbrengen": BEHANDELAARS,
        "intrekken": BEHANDELAARS | {"administratie"},  # leerplicht takes back its own, see below
    },
}


def ding(tabel: Workflow, status: str, **velden: Any) -> Any:
    """A stand-in with the fields that permissions look at."""
    label = STATUSSEN[tabel.naam](status).label
    return SimpleNamespace(
        **{
            "status": status,
            "get_status_display": lambda: label,
            "school_id": SCHOOL,
            "gevraagd_door_id": 0,
            **velden,
        }
    )


@pytest.mark.parametrize(("tabel", "status", "actie"), cellen(WORKFLOWS, STATUSSEN))
def test_alleen_deze_rollen_uit_deze_status(tabel: Workflow, status: str, actie: str) -> None:
    obj = ding(tabel, status)
    uit_status = status in tabel.overgang(actie).van
    verwacht = WIE[tabel.naam][actie] if uit_status else set()

    assert {rol for rol in ROLLEN if mag(tabel, obj, actie, gebruiker(rol))} == verwacht
    assert mag(tabel, obj, actie, None) == uit_status


@pytest.mark.parametrize("tabel", WORKFLOWS, ids=lambda t: t.naam)
def test_elke_actie_staat_in_de_rollentabel_en_elke_status_is_bereikbaar(tabel: Workflow) -> None:
    alle = STATUSSEN[tabel.naam].values
    einde = {
        "Melding": {"opgepakt", "gekoppeld", "geen_traject", "ingetrokken"},
        "Traject": set(),
        "Actie": {"gedaan", "vervallen"},
        "Lijstregel": {"gemeld"},
        "Adviesvraag": {"uitgebracht", "ingetrokken"},
    }[tabel.naam]

    assert {o.actie for o in tabel.overgangen} == WIE[tabel.naam].keys()
    assert bereikbaar(tabel, alle[0]) == set(alle)
    assert eindes(tabel, alle) == einde


def test_leerplicht_trekt_alleen_de_eigen_adviesvraag_in() -> None:
    wie = gebruiker("leerplicht")
    wie.pk = 7
    assert mag(ADVIESVRAAG, ding(ADVIESVRAAG, "nieuw", gevraagd_door_id=7), "intrekken", wie)
    assert not mag(ADVIESVRAAG, ding(ADVIESVRAAG, "nieuw", gevraagd_door_id=8), "intrekken", wie)


def test_een_andere_school_trekt_een_melding_niet_in() -> None:
    assert not mag(MELDING, ding(MELDING, "nieuw"), "intrekken", gebruiker("school", school=ANDERE_SCHOOL))


def melding_met(lopend: list[str]) -> Any:
    """A report of a pupil with running trajecten of these kenmerken."""

    class Trajecten(list[str]):
        def lopend(self) -> "Trajecten":
            return self

        def exclude(self, *, kenmerk: str) -> "Trajecten":
            return Trajecten(k for k in self if k != kenmerk)

        def exists(self) -> bool:
            return bool(self)

    return SimpleNamespace(kenmerk="2627-0001", leerling=SimpleNamespace(thuiszittrajecten=Trajecten(lopend)))


def test_oppakken_en_voegen_sluiten_elkaar_uit() -> None:
    met, zonder = melding_met(["2627-0000"]), melding_met([])

    assert "loopt al" in weigert(workflow.controleer_geen_lopend, met)
    assert weigert(workflow.controleer_wel_lopend, met) == ""
    assert weigert(workflow.controleer_geen_lopend, zonder) == ""
    assert "loopt geen" in weigert(workflow.controleer_wel_lopend, zonder)
    assert weigert(workflow.controleer_geen_lopend, melding_met(["2627-0001"])) == "", "its own traject"


def test_na_afsluiten_is_een_actie_dicht() -> None:
    afgesloten = ding(ACTIE, "open", traject=ding(TRAJECT, "afgesloten"))

    assert "afgesloten" in weigert(workflow.controleer_traject_loopt, afgesloten)
    assert (
        weigert(workflow.controleer_traject_loopt, ding(ACTIE, "open", traject=ding(TRAJECT, "lopend"))) == ""
    )
