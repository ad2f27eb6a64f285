"""Every (status, action, role) of every table, without the database."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from swv.rollen import ROLLEN
from swv.workflow import Workflow
from tests.overgangen import ANDERE_SCHOOL, SCHOOL, bereikbaar, cellen, eindes, gebruiker, mag, weigert
from tlv import enums, workflow
from tlv.workflow import AANVRAAG, ADVIES, BESLUIT, BEZWAAR, HERSTEL, WORKFLOWS

OP = datetime(2026, 11, 2, 9, tzinfo=UTC)
STATUSSEN = {
    "Aanvraag": enums.Aanvraagstatus,
    "Herstelverzoek": enums.Herstelstatus,
    "Deskundigenadvies": enums.Adviesstatus,
    "Besluit": enums.Besluitstatus,
    "Bezwaar": enums.Bezwaarstatus,
    "Vergadering": enums.Vergaderstatus,
    "Plaatsing": enums.Plaatsingstatus,
}
SCHOOLKANT = {"school"}
BEOORDELAARS = {"administratie", "coordinator"}
BESLISSERS = {"coordinator", "directeur"}
# Who may make each move, written down once more: a change in roles or table shows here.
WIE: dict[str, dict[str, set[str]]] = {
    "Aanvraag": {
        "indienen": SCHOOLKANT,
        "verwijderen": SCHOOLKANT,
        "herstel_vragen": BEOORDELAARS,
        "aanvullen": SCHOOLKANT,
        "aanvullen_hervatten": SCHOOLKANT,
        "herstel_intrekken": BEOORDELAARS,
        "herstel_intrekken_hervatten": BEOORDELAARS,
        "herstel_verlopen": set(),
        "herstel_verlopen_hervatten": set(),
        "compleet_verklaren": BEOORDELAARS,
        "besluit_nemen": BESLISSERS,
        "niet_behandelen": BESLISSERS,
        "intrekken": SCHOOLKANT,
    },
    "Herstelverzoek": {
        "afronden": SCHOOLKANT,
        "intrekken": BEOORDELAARS,
        "verlopen": set(),
        "vervallen": set(),
    },
    "Deskundigenadvies": {"uitbrengen": {"deskundige"}, "intrekken": BEOORDELAARS, "vervallen": set()},
    "Besluit": {
        "bekendmaken": BEOORDELAARS,
        "bezwaar_registreren": BEOORDELAARS,
        "handhaven": BEOORDELAARS,
        "herroepen": BEOORDELAARS,
        "onherroepelijk_maken": set(),
    },
    "Bezwaar": {
        "doorzenden": BEOORDELAARS,
        "beroep_registreren": BEOORDELAARS,
        "beroep_afsluiten": BEOORDELAARS,
        "afhandelen": BEOORDELAARS,
        "intrekken": BEOORDELAARS,
    },
    "Vergadering": {
        "agenda_versturen": BEOORDELAARS,
        "houden": BEOORDELAARS,
        "verslag_vaststellen": BEOORDELAARS,
        "afgelasten": BEOORDELAARS,
    },
    "Plaatsing": dict.fromkeys(("plaatsen", "niet_plaatsen", "beeindigen"), SCHOOLKANT | BEOORDELAARS),
}


def ding(tabel: Workflow, status: str, **velden: Any) -> Any:
    """A stand-in with the fields that permissions look at."""
    soort = STATUSSEN[tabel.naam]
    besluit = SimpleNamespace(genomen_door_id=99)
    return SimpleNamespace(
        **{
            "status": status,
            "get_status_display": lambda: soort(status).label,
            "school_id": SCHOOL,
            "aanvraag": SimpleNamespace(school_id=SCHOOL),
            "deskundige_id": 7,
            "genomen_door_id": 99,
            "besluit": besluit,
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
def test_elke_actie_staat_in_de_rollentabel(tabel: Workflow) -> None:
    acties = [o.actie for o in tabel.overgangen]

    assert set(acties) == WIE[tabel.naam].keys()
    assert len(acties) == len(set(acties))


@pytest.mark.parametrize("tabel", WORKFLOWS, ids=lambda t: t.naam)
def test_elke_status_is_bereikbaar_en_loopt_niet_dood(tabel: Workflow) -> None:
    alle = STATUSSEN[tabel.naam].values
    einde = {
        "Aanvraag": {"besloten", "ingetrokken", "vervallen"},
        "Herstelverzoek": {"aangevuld", "verlopen", "ingetrokken"},
        "Deskundigenadvies": {"uitgebracht", "ingetrokken"},
        "Besluit": {"herroepen"},
        "Bezwaar": {"ingetrokken"},
        "Vergadering": {"vastgesteld", "afgelast"},
        "Plaatsing": {"niet_geplaatst", "beeindigd"},
    }[tabel.naam]

    assert bereikbaar(tabel, alle[0]) == set(alle)
    assert eindes(tabel, alle) == einde


@pytest.mark.parametrize("actie", ["indienen", "verwijderen", "intrekken", "aanvullen"])
def test_een_andere_school_mag_niets(actie: str) -> None:
    overgang = AANVRAAG.overgang(actie)
    aanvraag = ding(AANVRAAG, next(iter(overgang.van)))

    assert not mag(AANVRAAG, aanvraag, actie, gebruiker("school", school=ANDERE_SCHOOL))


def test_een_andere_deskundige_brengt_geen_advies_uit() -> None:
    assert not mag(ADVIES, ding(ADVIES, "gevraagd"), "uitbrengen", gebruiker("deskundige", pk=8))


def test_wie_besloot_handelt_het_bezwaar_niet_af() -> None:
    besliste = gebruiker("coordinator", pk=99)

    assert not mag(BEZWAAR, ding(BEZWAAR, "ontvangen"), "afhandelen", besliste)
    assert not mag(BESLUIT, ding(BESLUIT, "in_bezwaar"), "herroepen", besliste)
    assert mag(BEZWAAR, ding(BEZWAAR, "ontvangen"), "intrekken", besliste)


def test_een_rol_die_is_afgelopen_telt_niet() -> None:
    oud = gebruiker("school")
    oud.__dict__["toekenningen"] = []

    assert not mag(AANVRAAG, ding(AANVRAAG, "concept"), "indienen", oud)


def test_een_uitgeschakeld_account_mag_niets() -> None:
    uit = gebruiker("administratie")
    uit.is_active = False

    assert not mag(HERSTEL, ding(HERSTEL, "open"), "intrekken", uit)


@pytest.mark.parametrize("compleet_op", [None, OP])
def test_na_aanvulling_gaat_een_aanvraag_terug_naar_waar_zij_was(compleet_op: datetime | None) -> None:
    """Exactly one of the twin moves is open: to ingediend, or back in behandeling."""
    eerst = weigert(workflow.controleer_nog_niet_compleet, SimpleNamespace(compleet_op=compleet_op))
    weer = weigert(workflow.controleer_al_compleet, SimpleNamespace(compleet_op=compleet_op))

    assert bool(eerst) == (compleet_op is not None)
    assert bool(weer) == (compleet_op is None)
    tweelingen = [o for o in AANVRAAG.overgangen if o.actie.endswith("_hervatten")]
    for tweeling in tweelingen:
        gewoon = AANVRAAG.overgang(tweeling.actie.removesuffix("_hervatten"))
        assert (gewoon.van, gewoon.recht) == (tweeling.van, tweeling.recht)
        assert (gewoon.naar, tweeling.naar) == ("ingediend", "in_behandeling")


def test_met_een_open_bezwaar_staat_het_besluit_niet_vast() -> None:
    def besluit_met(aantal: int) -> Any:
        bezwaren = SimpleNamespace(filter=lambda **_k: SimpleNamespace(exists=lambda: aantal > 0))
        return SimpleNamespace(bezwaren=bezwaren)

    assert "loopt nog een bezwaar" in weigert(workflow.controleer_geen_open_bezwaar, besluit_met(1))
    assert weigert(workflow.controleer_geen_open_bezwaar, besluit_met(0)) == ""
